"""Search of a debate's entities by words of their names and texts, the best first.

The page searches in the same way (``search.js``); the same test cases apply to both. A stemmer
knows only a single language, and the page cannot contain one. Here, two words count as forms of
the same word if they begin alike and differ in a few letters at the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from opendebate.ask.entities import Entity, find_piece, fold, plain_name, searched_texts
from opendebate.coding.tokenizer import UNSPACED
from opendebate.engines.engine import Engine

EXACT, BEGINS, FORM, INSIDE = 6, 4, 2, 1  # how well a word matches a word of the query
_DESCRIBED = 1  # how much a word of a description counts, if it matches as well as a form or better
_STEM = 3  # letters that forms of a word share at the least
_ENDING = 4  # letters that a form may end in
_MAX_CHARACTERS = 2_000  # of a text that are searched
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")  # such a piece of text may be any part of a sentence


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """An entity that can be found, with its names, texts and id as they are written.

    Words of its descriptions are found, too, and count less.
    """

    entity: Entity
    texts: tuple[str, ...]
    descriptions: tuple[str, ...] = ()


def search(engine: Engine, words: str, limit: int = 20) -> list[Entity]:
    """Return the entities that match any of some words, best first.

    Parameters
    ----------
    engine : Engine
    words : str
        Any case, with or without accents, in any order; beginnings and other forms of words are
        found too. What matches all words comes first, then what matches the rarest; words of a
        description (of a topic its definition) count less than those of names and texts.
    limit : int
        Maximum number of results.
    """
    text = plain_name(words)
    texts_by_role: dict[str, dict[Entity, list[str]]] = {"name": {}, "description": {}, "id": {}}
    for role, entity, written in searched_texts(engine, text):
        texts_by_role[role].setdefault(entity, []).append(written)
    names_by_entity, described = texts_by_role["name"], texts_by_role["description"]
    entries = [
        SearchEntry(entity, (*names, entity.id), tuple(described.get(entity, ())))
        for entity, names in names_by_entity.items()
    ]
    meant = [entity for entity in names_by_entity if entity.id == text]
    ordered = [*meant, *texts_by_role["id"], *find_piece(engine, text), *rank(entries, words)]
    return list(dict.fromkeys(ordered))[:limit]


def rank(entries: Sequence[SearchEntry], words: str) -> list[Entity]:
    """Return the entities among entries that match any of some words, best first."""
    query_words = list(dict.fromkeys(tokens(words)))
    entry_words = [[tokens(text[:_MAX_CHARACTERS]) for text in entry.texts] for entry in entries]
    described = [
        {word for text in entry.descriptions for word in tokens(text[:_MAX_CHARACTERS])}
        for entry in entries
    ]
    vocabulary = {word for texts in entry_words for text in texts for word in text}
    vocabulary |= {word for words_of_one in described for word in words_of_one}
    scored = [_Scored(word, vocabulary, entry_words, described) for word in query_words]
    phrase = " ".join(tokens(words))
    ranked = []
    for n, entry in enumerate(entries):
        marks = [word.qualities[n] for word in scored]
        if any(marks):
            score = sum(mark * word.rarity for mark, word in zip(marks, scored, strict=True))
            is_phrase = any(" ".join(text) == phrase for text in entry_words[n])
            length = len(entry.entity.name)
            ranked.append(((not is_phrase, not all(marks), -score, length), entry.entity))
    return [entity for _, entity in sorted(ranked)]


class _Scored:
    """How well every entry matches a word, and how rare that is.

    Attributes
    ----------
    qualities : list of int
        By entry; 0 where it does not match.
    rarity : int
        The binary digits of entries per match, so that it is the same in every language.
    """

    def __init__(
        self,
        query_word: str,
        vocabulary: Iterable[str],
        entry_words: Sequence[Sequence[Sequence[str]]],
        described: Sequence[Collection[str]],
    ) -> None:
        qualities = {word: mark for word in vocabulary if (mark := quality(query_word, word))}
        well = {word for word, mark in qualities.items() if mark >= FORM}
        self.qualities = [
            max((qualities.get(word, 0) for text in texts for word in text), default=0)
            or (0 if well.isdisjoint(words) else _DESCRIBED)
            for texts, words in zip(entry_words, described, strict=True)
        ]
        answers = sum(1 for mark in self.qualities if mark)
        self.rarity = (len(entry_words) // answers).bit_length() if answers else 0


def quality(query_word: str, word: str) -> int:
    """Return how well a word matches a word of the query, both folded; 0 for not at all.

    Examples
    --------
    >>> [quality("weights", one) for one in ("weights", "weight", "weighty", "wait")]
    [6, 2, 2, 0]
    >>> quality("secur", "security"), quality("guard", "safeguards"), quality("顾客", "挽救顾客")
    (4, 1, 1)
    """
    if word == query_word:
        return EXACT
    if word.startswith(query_word):
        return BEGINS
    shared = next((i for i, (a, b) in enumerate(zip(query_word, word, strict=False)) if a != b),
                  min(len(query_word), len(word)))  # fmt: skip
    endings = len(query_word) - shared, len(word) - shared
    if shared >= _STEM and max(endings) <= _ENDING and sum(endings) <= shared + 1:
        return FORM
    is_long = len(query_word) >= _STEM or _UNSPACED.search(query_word)
    return INSIDE if is_long and query_word in word else 0


def tokens(text: str) -> list[str]:
    """Return the words of a text or id, folded.

    Examples
    --------
    >>> tokens("Éva's open-source ΟΔΟΣ")
    ['eva', 's', 'open', 'source', 'οδοσ']
    """
    return _WORD.findall(fold(text))
