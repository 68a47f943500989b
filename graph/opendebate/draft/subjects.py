"""The subject of a verb of saying: the words that name who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from opendebate.coding.text import Text
from opendebate.draft import cue_words as words

_MOST = 14  # words between a subject's beginning and its verb
_MOST_BEHIND = 9
_MOST_NOUNS = 7  # words of a subject without a name
_STOPS = ",;:—–()[]"  # noqa: RUF001
_MOST_NOUNS_BEHIND = 2  # words behind a name that only describes them
_SUBJECTS = frozenset({"he", "she", "they", "it", "i", "we"})
_NO_NOUNS = words.PREPOSITIONS | words.AUXILIARIES | words.PRONOUNS | words.BOUNDARIES
DESCRIBING = frozenset({"of", "from", "at", "for", "with", "in"})
_STOP_BEFORE = re.compile("[^\\s'’-]")  # noqa: RUF001
_QUOTE = re.compile('["“„«]')


class Subject(NamedTuple):
    """The words of a subject.

    Attributes
    ----------
    start, stop : int
        With what describes the speaker: the town's adviser, Ines Hartwig.
    span : tuple of int
        The name, pronoun or noun itself.
    """

    start: int
    stop: int
    span: tuple[int, int]


def is_verb(text: Text, i: int, start: int) -> bool:
    """Tell whether a word that may be a verb of saying is one that has its subject here.

    It is none as a part of a name (``the United States``), behind a preposition (``of fear``), in
    the passive (``is said``), or behind ``to``, unless a quotation or ``that`` follows.
    """
    before = i - 1
    while before >= start and text.folded[before].endswith("ly"):
        before -= 1
    if before < start or _STOP_BEFORE.search(_between(text, i)):
        return True
    folded = text.folded[before]
    if _is_capital(text, i) and _is_capital(text, before):
        return False
    if folded == "to":
        return text.folded[i + 1 : i + 2] == ["that"] or bool(_QUOTE.search(_between(text, i + 1)))
    if text.folded[i].endswith("ing"):
        return True
    return folded not in words.PREPOSITIONS and not (
        folded in words.PASSIVE and text.folded[i].endswith(("ed", "told", "said"))
    )


def subject_before(
    text: Text, start: int, cue: int, inside: Sequence[int], *, owns: bool = False
) -> Subject | None:
    """Return the subject that ends right before a verb; None if there is none.

    With `owns` it is who has what stands behind: Brook's answer.
    """
    stop = cue
    while stop > start and (_is_adverb(text, stop - 1) or _is_relative(text, stop - 1)):
        stop -= 1
    if stop > start and text.folded[stop - 1].endswith("'s") and not owns:
        return None  # a noun: her mother's answers
    if stop > start and "," in _between(text, stop) and stop == cue:
        return _with_apposition(text, start, stop, inside)
    if stop < cue and _is_relative(text, stop):
        return _name_in(text, *_clause(text, start, stop, inside), last=True)
    first, last = _clause(text, start, stop, inside)
    found = _name_in(text, first, last, last=True)
    return Subject(first, cue, found.span) if found else None


def _with_apposition(text: Text, start: int, stop: int, inside: Sequence[int]) -> Subject | None:
    """Return the subject of ``Kim, the mayor, said``, or of ``the mayor, Kim, said``."""
    opening = next((i for i in range(stop - 1, max(start, stop - _MOST), -1)
                    if "," in _between(text, i) and not inside[i]), None)  # fmt: skip
    if opening is None:
        return None
    first, last = _clause(text, start, opening, inside)
    named = _name_in(text, opening, stop, last=True) if _has_capital(text, opening, stop) else None
    found = _name_in(text, first, last, last=True)
    names_nobody = found is None or text.folded[found.span[0]] in words.DETERMINERS
    if named and (names_nobody or not _has_capital(text, first + 1, last)):
        return Subject(first, stop, named.span)
    return Subject(first, stop, found.span) if found else None


def subject_behind(text: Text, start: int, stop: int, inside: Sequence[int]) -> Subject | None:
    """Return the subject that begins right behind a verb; None if there is none."""
    end, capital = start, False
    while end < min(stop, start + _MOST_BEHIND):
        if inside[end] or (end > start and any(mark in _between(text, end) for mark in _STOPS)):
            break
        if (
            end > start
            and text.folded[end] in words.PREPOSITIONS
            and (capital or text.folded[end] != "of")
        ):
            break
        capital = capital or _is_capital(text, end)
        end += 1
    return _name_in(text, start, end, last=True)


def _clause(text: Text, start: int, stop: int, inside: Sequence[int]) -> tuple[int, int]:
    """Return the words of a clause up to a verb."""
    first = stop
    while first > max(start, stop - _MOST):
        if inside[first - 1] or text.folded[first - 1] in words.BOUNDARIES:
            break
        if first < stop and any(mark in _between(text, first) for mark in _STOPS):
            break
        first -= 1
    return first, stop


def _name_in(text: Text, start: int, stop: int, *, last: bool) -> Subject | None:
    """Return the name among some words, or else the pronoun or noun that they are."""
    if stop > start and text.folded[stop - 1] in _SUBJECTS:
        return Subject(start, stop, (stop - 1, stop))  # whatever stands before: at Meta, we
    runs = _without_attributes(text, _capital_runs(text, start, stop))
    if runs:
        run = runs[-1 if last else 0]
        if text.folded[run[1] - 1].endswith("'s") and run[1] < stop:
            run = run[0], stop  # a noun that somebody owns: the council's lawyers
        run = _without_titles(text, _with_noun(text, run, start, stop))
        run = _described(text, start, run) if run[1] == stop else run
        if run[1] > run[0]:
            return Subject(start, stop, run)
    if 0 < stop - start <= _MOST_NOUNS and _is_noun_phrase(text, start, stop):
        return Subject(start, stop, (start, stop))
    return None


def _with_noun(text: Text, run: tuple[int, int], start: int, stop: int) -> tuple[int, int]:
    """Return a name with the noun that it only describes: the Brook administration."""
    behind = text.folded[run[1] : stop]
    described = run[0] > start and text.folded[run[0] - 1] in words.DETERMINERS
    if (
        not described
        or not 0 < len(behind) <= _MOST_NOUNS_BEHIND
        or any(folded in _NO_NOUNS or not folded.isalpha() for folded in behind)
    ):
        return run
    return run[0], stop


def _is_noun_phrase(text: Text, start: int, stop: int) -> bool:
    folded = text.folded[start:stop]
    if folded[-1] in words.PRONOUNS | words.DETERMINERS | words.PREPOSITIONS | words.STARTERS:
        return False
    first = folded[0]
    if first in words.DETERMINERS:
        return len(folded) > 1
    return folded[-1].endswith("s") and len(folded) <= 2 and first not in words.STARTERS


def _capital_runs(text: Text, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the runs of words with capitals that may be names."""
    runs: list[tuple[int, int]] = []
    for i in range(start, stop):
        if not _is_capital(text, i) or (i == start and _begins_sentence(text, i, stop)):
            continue
        if text.folded[i] in words.STARTERS | words.CUES and len(text.folded[i]) < 8:
            continue
        joined = runs and runs[-1][1] == i and not any(m in _between(text, i) for m in _STOPS)
        if joined:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _without_attributes(text: Text, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return names without those that only describe the name before: Kim of the Citizens' List.

    A name of one word and one behind ``of`` are a single name: the Ministry of Justice.
    """
    heads: list[tuple[int, int]] = []
    for start, stop in runs:
        between = text.folded[heads[-1][1] : start] if heads else []
        if between == ["of"] and heads[-1][1] - heads[-1][0] == 1:
            heads[-1] = heads[-1][0], stop
        elif not between or between[0] not in DESCRIBING or set(between[1:]) - words.DETERMINERS:
            heads.append((start, stop))
    return heads


def _described(text: Text, start: int, run: tuple[int, int]) -> tuple[int, int]:
    """Return a name with the noun before it that it only describes: an executive at Meta."""
    at = run[0] - 1
    if at > start and text.folded[at] in words.DETERMINERS:
        at -= 1
    if at <= start or text.folded[at] not in DESCRIBING:
        return run
    first = at
    while first > start and _may_be_noun(text, first - 1):
        first -= 1
    if first == at:
        return run
    return first - (first > start and text.folded[first - 1] in words.DETERMINERS), run[1]


def _may_be_noun(text: Text, i: int) -> bool:
    folded = text.folded[i]
    is_plain = folded.isalpha() and folded not in _NO_NOUNS | words.DETERMINERS | words.STARTERS
    return (
        is_plain
        and not _is_capital(text, i)
        and not any(mark in _between(text, i + 1) for mark in _STOPS)
    )


def _begins_sentence(text: Text, i: int, stop: int) -> bool:
    """Tell whether a word has a capital only since its sentence begins: ``Insurers said``."""
    before = text.raw[text.words[i - 1].end : text.words[i].start].strip('”"’ ') if i else "."  # noqa: RUF001
    begins = before.endswith((".", "!", "?", "“", "\n")) or not before or "\n" in before
    alone = i + 1 >= stop or not _is_capital(text, i + 1)
    lower = text.folded[i] in words.STARTERS or text.folded[i] in text.in_small_letters
    return begins and alone and lower


def _without_titles(text: Text, run: tuple[int, int]) -> tuple[int, int]:
    start, stop = run
    while start < stop and text.folded[start] in words.TITLES:
        start += 1  # a title alone names nobody
    return start, stop


def _is_capital(text: Text, i: int) -> bool:
    return text.raw[text.words[i].start].isupper()


def _has_capital(text: Text, start: int, stop: int) -> bool:
    return any(_is_capital(text, i) for i in range(start, stop))


def _is_adverb(text: Text, i: int) -> bool:
    folded = text.folded[i]
    return folded in words.AUXILIARIES or (folded.endswith("ly") and not _is_capital(text, i))


def _is_relative(text: Text, i: int) -> bool:
    return text.folded[i] in words.RELATIVE


def _between(text: Text, i: int) -> str:
    end = text.words[i].start if i < len(text.words) else len(text.raw)
    return text.raw[text.words[i - 1].end : end] if i else ""
