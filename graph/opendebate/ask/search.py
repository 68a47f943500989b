"""Searching a debate's things by words of their names and texts, the best first.

The page searches alike (``search.js``); both are held to the same cases. A stemmer knows one
language, and the page can carry none; two words count as forms of one here if they begin alike
and end in a few letters of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opendebate.ask.entities import Entity, all_names, find_by_id, fold
from opendebate.engines.engine import Engine

EXACT, BEGINS, FORM, INSIDE = 6, 4, 2, 1  # how well a word answers one that is looked for
_STEM = 3  # letters that forms of a word share at the least
_ENDING = 4  # letters that a form may have of its own
_MOST = 2_000  # signs of a text that are searched
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found, with its names, texts and id as they are written."""

    entity: Entity
    texts: tuple[str, ...]


def search(engine: Engine, words: str, most: int = 20) -> list[Entity]:
    """Return the things that answer to any of some words, best first.

    Parameters
    ----------
    engine : Engine
    words : str
        Any case, with or without accents, in any order; beginnings and other forms of words are
        found too. What answers to all words comes first, then what answers to the rarest.
    most : int
        How many at the most.
    """
    named: dict[Entity, list[str]] = {}
    for thing, name in all_names(engine):
        named.setdefault(thing, []).append(name)
    found = rank([Entry(one, (*texts, one.id)) for one, texts in named.items()], words)
    return list(dict.fromkeys([*find_by_id(engine, words), *found]))[:most]


def rank(entries: Sequence[Entry], words: str) -> list[Entity]:
    """Return the things among entries that answer to any of some words, best first."""
    wanted = list(dict.fromkeys(tokens(words)))
    held = [[tokens(text[:_MOST]) for text in entry.texts] for entry in entries]
    vocabulary = {word for texts in held for text in texts for word in text}
    scored = [_Scored(one, vocabulary, held) for one in wanted]
    phrase = " ".join(tokens(words))
    found = []
    for n, entry in enumerate(entries):
        marks = [one.qualities[n] for one in scored]
        if any(marks):
            score = sum(mark * one.rarity for mark, one in zip(marks, scored, strict=True))
            whole = any(" ".join(text) == phrase for text in held[n])
            length = len(entry.entity.name)
            found.append(((not whole, not all(marks), -score, length), entry.entity))
    return [thing for _, thing in sorted(found)]


class _Scored:
    """How well every entry answers to one word, and how rare that is.

    Attributes
    ----------
    qualities : list of int
        By entry; 0 where it does not answer.
    rarity : int
        The binary digits of entries per answer, so that it is the same in every language.
    """

    def __init__(
        self, wanted: str, vocabulary: Iterable[str], held: Sequence[Sequence[Sequence[str]]]
    ) -> None:
        known = {word: mark for word in vocabulary if (mark := quality(wanted, word))}
        self.qualities = [
            max((known.get(word, 0) for text in texts for word in text), default=0)
            for texts in held
        ]
        answers = sum(1 for mark in self.qualities if mark)
        self.rarity = (len(held) // answers).bit_length() if answers else 0


def quality(wanted: str, word: str) -> int:
    """Return how well a word answers to one that is looked for, both folded; 0 for not at all.

    Examples
    --------
    >>> [quality("weights", one) for one in ("weights", "weight", "weighty", "wait")]
    [6, 2, 2, 0]
    >>> quality("secur", "security"), quality("guard", "safeguards")
    (4, 1)
    """
    if word == wanted:
        return EXACT
    if word.startswith(wanted):
        return BEGINS
    shared = next((i for i, (a, b) in enumerate(zip(wanted, word, strict=False)) if a != b),
                  min(len(wanted), len(word)))  # fmt: skip
    own = len(wanted) - shared, len(word) - shared
    if shared >= _STEM and max(own) <= _ENDING and sum(own) <= shared + 1:
        return FORM
    return INSIDE if len(wanted) >= _STEM and wanted in word else 0


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded; those of an id, too.

    Examples
    --------
    >>> tokens("Éva's open-source ΟΔΟΣ")
    ['eva', 's', 'open', 'source', 'οδοσ']
    """
    return _WORD.findall(fold(text))
