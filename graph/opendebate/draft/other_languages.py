"""Whose words an article reports that is not in English: quotations and clauses beside a verb.

The words of each language stand in ``languages.toml``. Each paragraph is read by itself, as in
English; less is looked for, so that less is wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from opendebate.coding.passages import Span
from opendebate.coding.quotation_marks import quoted_words
from opendebate.coding.sentences import sentences
from opendebate.coding.text import Text
from opendebate.draft.sources_of_words import MIN_WORDS, ReportedWords

_MOST = 6  # words between a quotation and its verb
_STOPS = ",;:—–.!?()"  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language, as its table has them."""

    cues: frozenset[str]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    according: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    nobody: frozenset[str]
    particles: frozenset[str]
    capital_nouns: bool


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their codes."""
    tables = tomllib.loads((files("opendebate.draft") / "languages.toml").read_text("utf-8"))
    return {code: Language(**{key: _value(value) for key, value in table.items()})
            for code, table in tables.items()}  # fmt: skip


def _value(value: Any) -> Any:
    return frozenset(value.split()) if isinstance(value, str) else value


def reports_in(article: Text, language: Language) -> list[ReportedWords]:
    """Return what an article reports, in its order.

    Examples
    --------
    >>> text = Text.of("„Karten retten viele Leben“, sagte die Lehrerin Ada Bach.")
    >>> for report in reports_in(text, languages()["de"]):
    ...     print(text.slice(*report.source), "|", text.slice(*report.content[0]))
    Ada Bach | Karten retten viele Leben
    """
    reader = _Reader(article, language, quoted_words(article))
    return [report for sentence in sentences(article) for report in reader.of_sentence(sentence)]


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Text
    language: Language
    inside: bytearray

    def of_sentence(self, sentence: Span) -> Iterator[ReportedWords]:
        """Yield what the first verb of saying in a sentence reports, or an ``according to``."""
        for i in range(sentence.start, sentence.stop):
            if not self.inside[i] and (report := self._at(i, sentence.start, sentence.stop)):
                yield report
                return

    def _at(self, i: int, start: int, stop: int) -> ReportedWords | None:
        if self.text.folded[i] in self.language.according:
            return self._according(i, stop)
        return self._said(i, start, stop) if self.text.folded[i] in self.language.cues else None

    def _said(self, cue: int, start: int, stop: int) -> ReportedWords | None:
        quotations = self._quotations(cue, start, stop)
        before = self._subject_before(cue, start)
        behind = self._subject_behind(cue + 1, stop)
        if before and before == (start, start + 1) and not self._is_pronoun(start):
            before, behind = behind, before  # as in: today said Ada
        source = before or behind
        if source is None:
            return None
        if quotations:
            return ReportedWords(tuple(quotations), source, direct=True)
        clause = self._clause(max(cue + 1, source[1]), stop)
        if clause is None or stop - clause < MIN_WORDS:
            return None
        return ReportedWords(((clause, stop),), source, direct=False)

    def _clause(self, at: int, stop: int) -> int | None:
        """Return where the clause begins that "that" opens near a word; None if there is none."""
        for i in range(at, min(at + 3, stop)):
            word = self.text.folded[i]
            if word in self.language.that:
                return i + 1
            if "'" in word and word.partition("'")[0] in self.language.that:
                return i  # as in: qu'elle
        return None

    def _quotations(self, cue: int, start: int, stop: int) -> list[tuple[int, int]]:
        """Return the quotations of a sentence that stand near a verb, or right before it."""
        runs: list[tuple[int, int]] = []
        paragraph = self.text.paragraph_at(cue)
        first = start
        while first > 0 and self.inside[first - 1] and self.text.paragraph_at(first - 1) == (
            paragraph
        ):  # fmt: skip
            first -= 1  # a quotation may end with a full stop before: said she
        for i in range(first, stop):
            if not self.inside[i]:
                continue
            if runs and runs[-1][1] == i:
                runs[-1] = runs[-1][0], i + 1
            else:
                runs.append((i, i + 1))
        return [run for run in runs if run[1] - run[0] > MIN_WORDS
                and min(abs(cue - run[1]), abs(run[0] - cue)) <= _MOST]  # fmt: skip

    def _is_pronoun(self, i: int) -> bool:
        return self.text.folded[i] in self.language.pronouns

    def _according(self, i: int, stop: int) -> ReportedWords | None:
        source = self._subject_behind(i + 1, stop)
        if source is None or stop - source[1] < MIN_WORDS:
            return None
        return ReportedWords(((source[1], stop),), source, direct=False)

    def _subject_before(self, cue: int, start: int) -> tuple[int, int] | None:
        end = cue
        while end > start and self.text.folded[end - 1] in self.language.auxiliaries:
            end -= 1
        first = end
        while first > start and self._is_part(first - 1) and not self.inside[first - 1] and (
            first == end or not self._is_divided(first)
        ):  # fmt: skip
            first -= 1
        return self._named(first, end)

    def _subject_behind(self, start: int, stop: int) -> tuple[int, int] | None:
        while start < stop and self.text.folded[start] in self.language.auxiliaries:
            start += 1
        end = start
        while end < stop and self._is_part(end) and not self.inside[end] and (
            end == start or not self._is_divided(end)
        ):  # fmt: skip
            end += 1
        return self._named(start, end)

    def _is_part(self, i: int) -> bool:
        """Tell whether a word may be a part of a name, or of the noun before it."""
        folded = self.text.folded[i]
        words = self.language.determiners | self.language.particles | self.language.pronouns
        is_noun = i > 0 and self.text.folded[i - 1] in self.language.determiners
        return self._is_capital(i) or folded in words or is_noun

    def _named(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return the name within a run of words; a pronoun, or a noun with its determiner."""
        folded, language = self.text.folded, self.language
        while start < stop and folded[start] in language.particles - language.determiners:
            start += 1
        while start < stop and folded[stop - 1] in language.particles | language.determiners:
            stop -= 1
        if start >= stop or folded[stop - 1] in language.nobody:
            return None
        if folded[start] not in language.determiners:
            is_name = self._is_capital(start) or (stop - start == 1 and self._is_pronoun(start))
            return (start, stop) if is_name else None
        first = start + 1
        is_title = language.capital_nouns or not self._is_capital(first)
        if stop - first > 1 and is_title:
            first += 1  # the mayor, before the name
        if first == start + 1:
            return start, stop
        return (first, stop) if self._is_capital(first) else None

    def _is_capital(self, i: int) -> bool:
        return self.text.raw[self.text.words[i].start].isupper()

    def _is_divided(self, i: int) -> bool:
        between = self.text.raw[self.text.words[i - 1].end : self.text.words[i].start]
        return any(mark in between for mark in _STOPS)
