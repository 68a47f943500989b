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
from opendebate.coding.tokenizer import runs_of
from opendebate.draft.other_names import Language, Run, SpeakerNames
from opendebate.draft.sources_of_words import MIN_WORDS, ReportedWords

_MOST = 6  # words between a quotation and its verb
_MOST_TO_COMMA = 9  # words between a verb and the comma behind which a clause of speech begins


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their codes."""
    tables = tomllib.loads((files("opendebate.draft") / "languages.toml").read_text("utf-8"))
    return {code: Language(**{key: _value(value) for key, value in table.items()})
            for code, table in tables.items()}  # fmt: skip


def _value(value: Any) -> Any:
    """Return a list of words as a text's words are compared: ß as ss."""
    return frozenset(value.casefold().split()) if isinstance(value, str) else value


def reports_in(article: Text, language: Language) -> list[ReportedWords]:
    """Return what an article reports, in its order.

    Examples
    --------
    >>> text = Text.of("„Karten retten viele Leben“, sagte die Lehrerin Ada Bach.")
    >>> for report in reports_in(text, languages()["de"]):
    ...     print(text.slice(*report.source), "|", text.slice(*report.content[0]))
    Ada Bach | Karten retten viele Leben
    """
    inside = quoted_words(article)
    reader = _Reader(article, language, inside, SpeakerNames(article, language, inside))
    return list(reader.reports())


def introduced_in(article: Text, language: Language | None) -> Iterator[tuple[Run, bool]]:
    """Yield the persons whom an article introduces by a title; of English, none.

    Yields
    ------
    run : tuple of int
        The words that name somebody.
    has_name : bool
        Whether these are a name; otherwise it is somebody such as a spokesman of the town.
    """
    if language:
        yield from SpeakerNames(article, language, bytearray(len(article.words))).introduced()


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Text
    language: Language
    inside: bytearray
    names: SpeakerNames

    def reports(self) -> Iterator[ReportedWords]:
        """Yield what each sentence reports; some go on with what the one before it reports."""
        last: ReportedWords | None = None
        before: Span | None = None
        for sentence in sentences(self.text):
            if before is None or before.paragraph != sentence.paragraph:
                last = None
            report = self._of_sentence(sentence) or (last and self._going_on(sentence, last))
            if report:
                yield report
            last, before = report, sentence

    def _of_sentence(self, sentence: Span) -> ReportedWords | None:
        """Return what the first verb of saying in a sentence reports, or an ``according to``."""
        start, stop = sentence.start, sentence.stop
        for i in range(start, stop):
            if not self.inside[i] and (report := self._at(i, start, stop)):
                return report
        return None

    def _going_on(self, sentence: Span, last: ReportedWords) -> ReportedWords | None:
        """Return a sentence as words of whom the one before it reports, if its form says so.

        It is a quotation, or has a verb in the form of reported speech.
        """
        run = sentence.start, sentence.stop
        if run[1] - run[0] <= MIN_WORDS:
            return None
        quoted = [self.inside[i] for i in range(*run)]
        if all(quoted):
            return ReportedWords((run,), last.source, direct=True, kind=last.kind)
        if quotations := self._impersonal(sentence):
            return ReportedWords(quotations, last.source, direct=True, kind=last.kind)
        if not any(quoted) and self._has(run, self.language.reported):
            return ReportedWords((run,), last.source, direct=False, kind=last.kind)
        return None

    def _impersonal(self, sentence: Span) -> tuple[Run, ...]:
        """Return the quotations of a sentence such as: “Maps help”, it says there."""
        folded, language = self.text.folded, self.language
        cue = next((i for i in range(sentence.start, sentence.stop - 1)
                    if folded[i] in language.impersonal and folded[i + 1] in language.it
                    and not self.inside[i]), None)  # fmt: skip
        return () if cue is None else tuple(self._quotations(cue, sentence.start, sentence.stop))

    def _has(self, run: Run, forms: frozenset[str]) -> bool:
        return any(self.text.folded[i] in forms for i in range(*run))

    def _report(self, content: tuple[Run, ...], source: Run, *, direct: bool) -> ReportedWords:
        return ReportedWords(content, source, direct=direct, kind=self.names.kind(source))

    def _at(self, i: int, start: int, stop: int) -> ReportedWords | None:
        folded = self.text.folded[i]
        if folded in self.language.according:
            return self._according(self.names.behind(i + 1, stop), stop, start, i)
        if folded in self.language.according_nouns and i > start and (
            self.text.folded[i - 1] in self.language.according_before
        ):  # fmt: skip
            return self._according(self.names.behind(i + 1, stop), stop, start, i - 1)
        if folded in self.language.according_behind:
            source = self.names.before(i, start)
            nouns = self.language.according_nouns
            for j in range(*source) if source else ():
                if self.text.folded[j] in nouns:  # as in: den Angaben der Stadt zufolge
                    source = self.names.behind(j + 1, i)
            named = source and (source[0], i + 1)
            return self._according(named, stop, start, source[0] if source else i, source)
        if folded in self.language.postposed:
            return self._postposed(i, start, stop)
        return self._said(i, start, stop) if folded in self.language.cues else None

    def _postposed(self, i: int, start: int, stop: int) -> ReportedWords | None:
        """Return the words before a name that ends a sentence: “Maps help”, so Ada Bach."""
        source = self.names.behind(i + 1, stop) if i > start else None
        if source is None or source != (i + 1, stop) or i - start < MIN_WORDS or not (
            self.names.is_divided(i) or self.inside[i - 1]
        ):  # fmt: skip
            return None
        quotations = self._quotations(i, start, stop)
        return self._report(tuple(quotations) or ((start, i),), source, direct=bool(quotations))

    def _said(self, cue: int, start: int, stop: int) -> ReportedWords | None:
        quotations = self._quotations(cue, start, stop)
        before = self.names.before(cue, start)
        behind = self._subject_behind(cue + 1, stop)
        if behind and self.names.is_divided(cue):
            before = None  # a clause, and then: said Ada
        if before and before == (start, start + 1) and not self.names.is_pronoun(start):
            before, behind = behind, before  # as in: today said Ada
        source = before or behind
        if source is None or (before and behind and self._is_unclear(before, behind)):
            return None
        if quotations:
            return self._report(tuple(quotations), source, direct=True)
        clause = self._clause(max(cue + 1, source[1]), stop)
        if clause is not None and stop - clause >= MIN_WORDS:
            return self._report(((clause, stop),), source, direct=False)
        runs = tuple(self._main_clauses(cue, source, start, stop))
        return self._report(runs, source, direct=False) if runs else None

    def _subject_behind(self, start: int, stop: int) -> Run | None:
        """Return the subject right behind a verb; behind a comma, a clause begins."""
        is_clause = start < stop and self.names.is_divided(start)
        return None if is_clause else self.names.behind(start, stop)

    def _is_unclear(self, before: Run, behind: Run) -> bool:
        """Tell whether a noun or the pronoun behind the verb may speak: the council warned she."""
        is_noun = self.text.folded[before[0]] in self.language.determiners
        return is_noun and behind[1] - behind[0] == 1 and self.names.is_pronoun(behind[0])

    def _clause(self, at: int, stop: int) -> int | None:
        """Return where the clause begins that "that" opens near a word; None if there is none."""
        for i in range(at, min(at + 3, stop)):
            word = self.text.folded[i]
            if word in self.language.that:
                return i + 1
            if "'" in word and word.partition("'")[0] in self.language.that:
                return i  # as in: qu'elle
        return None

    def _main_clauses(self, cue: int, source: Run, start: int, stop: int) -> Iterator[Run]:
        """Yield the clauses before and behind a verb whose verbs have a form of reported speech."""
        forms = self.language.reported | self.language.unreal
        first, last = min(cue, source[0]), max(cue + 1, source[1])
        ends = source[1] == stop and self.text.folded[start] not in self.language.relative
        if source[0] > cue and first - start >= MIN_WORDS and self.names.is_divided(cue) and (
            ends or self._has((start, first), forms)
        ):  # fmt: skip
            yield start, first
        comma = next((i for i in range(last, min(last + _MOST_TO_COMMA, stop))
                      if self.names.is_divided(i)), stop)  # fmt: skip
        is_relative = comma < stop and self.text.folded[comma] in self.language.relative and not (
            comma + 1 < stop and self.names.is_capital(comma + 1)
        )  # fmt: skip
        behind = comma, stop
        if stop - comma >= MIN_WORDS and not is_relative and self._has(behind, forms):
            yield behind

    def _quotations(self, cue: int, start: int, stop: int) -> list[Run]:
        """Return the quotations of a sentence that stand near a verb, or right before it."""
        paragraph = self.text.paragraph_at(cue)
        first = start
        while first > 0 and (cue == start or self.inside[start]) and self.inside[first - 1] and (
            self.text.paragraph_at(first - 1) == paragraph
        ):  # fmt: skip
            first -= 1  # a quotation may end with a full stop before: said she
        runs = runs_of(i for i in range(first, stop) if self.inside[i])
        return [run for run in runs if run[1] - run[0] > MIN_WORDS
                and min(abs(cue - run[1]), abs(run[0] - cue)) <= _MOST]  # fmt: skip

    def _according(
        self, named: Run | None, stop: int, start: int, first: int, source: Run | None = None
    ) -> ReportedWords | None:
        """Return the rest of a sentence as the words of whom it names.

        Where nothing follows, these are the words before the name, which begins with the word
        `first`; the sentence begins with `start`.
        """
        if named is None:
            return None
        rest = (named[1], stop) if stop - named[1] >= MIN_WORDS else (start, first)
        if rest[1] - rest[0] < MIN_WORDS or (rest[0] == start and stop > named[1]):
            return None
        return self._report((rest,), source or named, direct=False)
