"""Finding whose words an article reports, by rules: quotations, verbs of saying and their subjects.

Each paragraph is read by itself, so that no speaker is carried over a paragraph break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from opendebate.coding.passages import Span
from opendebate.coding.quotation_marks import quoted_words
from opendebate.coding.sentences import sentences
from opendebate.coding.text import Text
from opendebate.draft import cue_words as words
from opendebate.draft.subjects import Subject, is_verb, subject_before, subject_behind

_WANTS = frozenset({"want", "wants", "wanted"})
MIN_WORDS = 3  # of reported words
_SPLIT = re.compile("[;:—–]|(?:^|\\s)-(?:\\s|$)")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class ReportedWords:
    """Words that an article reports, and whose they are.

    Attributes
    ----------
    content : tuple of tuple of int
        Runs of word numbers.
    source : tuple of int
        The words that name the speaker.
    direct : bool
        Whether all of it is in quotation marks.
    kind : str
        What the speaker is, where the words that name them say so.
    """

    content: tuple[tuple[int, int], ...]
    source: tuple[int, int]
    direct: bool
    kind: str = ""


def reports(article: Text) -> list[ReportedWords]:
    """Return what an article reports, in its order.

    Examples
    --------
    >>> text = Text.of("“Maps save many lives,” said Ada Brook. Critics say that they cost much.")
    >>> for report in reports(text):
    ...     print(text.slice(*report.source), "|", text.slice(*report.content[0]))
    Ada Brook | Maps save many lives
    Critics | they cost much
    """
    inside = quoted_words(article)
    by_paragraph: dict[int | None, list[Span]] = {}
    for sentence in sentences(article):
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    return [
        report for listed in by_paragraph.values()
        for report in _Paragraph(article, inside, listed).reports()
    ]  # fmt: skip


class _Paragraph:
    """One paragraph: its sentences, and which of its words are quoted."""

    def __init__(self, article: Text, inside: bytearray, listed: list[Span]) -> None:
        self.article, self.inside, self.sentences = article, inside, listed
        self.start, self.stop = listed[0].start, listed[-1].stop
        self.quotes = self._quotes()

    def _quotes(self) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for i in range(self.start, self.stop):
            if self.inside[i] and runs and runs[-1][1] == i and not self._reopens(i):
                runs[-1] = (runs[-1][0], i + 1)
            elif self.inside[i]:
                runs.append((i, i + 1))
        return runs

    def _reopens(self, i: int) -> bool:
        """Tell whether one quotation ends and another begins before a quoted word."""
        return bool(re.search('[”"“«»]\\s+[”"“«»]', self.between(i)))

    def between(self, i: int) -> str:
        """Return the characters before a word, behind the word before it."""
        before = self.article.words[i - 1].end if i > self.start else 0
        return self.article.raw[before : self.article.words[i].start] if i > self.start else ""

    def reports(self) -> list[ReportedWords]:
        """Return what the paragraph reports."""
        found: list[ReportedWords] = []
        taken: set[int] = set()
        for sentence in self.sentences:
            for report in self._of_sentence(sentence):
                covered = {i for run in report.content for i in range(*run)}
                if not covered & taken:
                    taken |= covered
                    found.append(report)
        return self._carried_on(found, taken)

    def _carried_on(self, found: list[ReportedWords], taken: set[int]) -> list[ReportedWords]:
        """Add the later quotations of the paragraph to the speaker of the last report."""
        for start, stop in self.quotes:
            before = [report for report in found if report.content[0][0] < start]
            free = stop - start > MIN_WORDS and not taken & set(range(start, stop))
            if before and free and self._goes_on(before[-1], start):
                last = before[-1]
                taken |= set(range(start, stop))
                found.append(ReportedWords(((start, stop),), last.source, direct=True))
        return sorted(found, key=lambda report: report.content)

    def _goes_on(self, last: ReportedWords, start: int) -> bool:
        """Tell whether only the name of the same speaker stands before a quotation."""
        end = max(*(stop for _, stop in last.content), last.source[1])
        ends = [sentence.stop for sentence in self.sentences if sentence.start < end]
        between = range(max(end, min(ends[-1], start)), start)
        capitals = [i for i in between if self.article.raw[self.article.words[i].start].isupper()
                    and self.article.folded[i] not in words.STARTERS]  # fmt: skip
        return not capitals and not any(self.inside[i] for i in between)

    def _of_sentence(self, sentence: Span) -> Iterator[ReportedWords]:
        at, last = sentence.start, None
        for cue in range(sentence.start, sentence.stop):
            if cue < at or self.inside[cue] or not self._is_cue(cue):
                continue
            for report in self._reports_of(sentence, cue, last):
                yield report
                last = Subject(*report.source, report.source)
                at = max(cue, *(stop for _, stop in report.content))

    def _is_cue(self, i: int) -> bool:
        folded = self.article.folded
        if folded[i] == "according":
            return folded[i + 1 : i + 2] == ["to"]
        if self._is_view(i):
            return True
        return folded[i] in words.CUES and is_verb(self.article, i, self.start)

    def _is_view(self, i: int) -> bool:
        """Tell whether "is" joins somebody's view with what it is: Brook's answer is that …"""
        folded = self.article.folded
        return (
            folded[i] in {"is", "was"} and i - 2 >= self.start and folded[i + 1 : i + 2] == ["that"]
            and folded[i - 1] in words.VIEWS and folded[i - 2].endswith("'s")
        )  # fmt: skip

    def _reports_of(
        self, sentence: Span, cue: int, last: Subject | None
    ) -> Iterator[ReportedWords]:
        """Yield what a verb reports: quotations, or else the words before it or behind it.

        A verb behind ``and`` has the subject of the verb before it, `last`.
        """
        joined = self.article.folded[cue - 1] in {"and", "but"} and cue > sentence.start
        subject = last if joined and last else self._subject(sentence, cue)
        if subject is None:
            return
        quotes = [run for run in self.quotes if sentence.start < run[1] and run[0] < sentence.stop]
        direct = [run for run in quotes if run[1] - run[0] > MIN_WORDS
                  and (run[1] <= min(cue, subject.start) or run[0] > cue)
                  and self._is_set_off(run, cue, subject)]  # fmt: skip
        if direct:
            before = self._before(sentence, min(cue, subject.start))
            if before and not any(self.inside[i] for i in range(*before)):
                yield ReportedWords((before,), subject.span, direct=False)
            yield ReportedWords(tuple(direct), subject.span, direct=True)
            return
        earlier = [run for run in self.quotes if run[1] == sentence.start]
        behind = self._content_start(cue, max(cue + 1, subject.stop), sentence.stop)
        if earlier and sentence.stop - behind < MIN_WORDS:
            yield ReportedWords(tuple(earlier), subject.span, direct=True)
            return
        content = self._indirect(sentence, cue, subject)
        if content and self._is_speech(cue, content[-1][0]):
            quoted = all(self.inside[i] for run in content for i in range(*run))
            yield ReportedWords(content, subject.span, direct=quoted)

    def _before(self, sentence: Span, first: int) -> tuple[int, int] | None:
        """Return the words that are reported before a subject and its verb, if there are some."""
        run = self._clause_start(sentence.start, first), first
        set_off = "," in self.between(first) or "”" in self.between(first)
        return run if set_off and run[1] - run[0] >= MIN_WORDS else None

    def _is_speech(self, cue: int, start: int) -> bool:
        """Tell whether a verb without a quotation reports words, and not another action."""
        folded = self.article.folded
        near = folded[cue + 1 : cue + 6]
        if folded[cue] in _WANTS and near[:1] == ["to"]:
            return False  # what somebody means to do
        that = near.index("that") if "that" in near else -1
        if that >= 0 and folded[cue] in words.WEAK - words.ADDRESSED:
            # The clause is that of a noun or verb before it: as in "points to a city that grows".
            return not set(near[:that]) & (words.PREPOSITIONS | words.DETERMINERS | words.CUES)
        if that >= 0 or folded[cue] == "according":
            return True
        return folded[cue] not in words.WEAK and folded[start] not in words.PREPOSITIONS - {"to"}

    def _subject(self, sentence: Span, cue: int) -> Subject | None:
        text, inside = self.article, self.inside
        if text.folded[cue] == "according":
            return subject_behind(text, cue + 2, sentence.stop, inside)
        if self._is_view(cue):
            return subject_before(text, sentence.start, cue - 1, inside, owns=True)
        before = subject_before(text, sentence.start, cue, inside)
        after_quotation = cue == sentence.start or bool(inside[cue - 1])
        if text.folded[cue] in words.ADDRESSED or not (after_quotation or "," in self.between(cue)):
            return before  # whoever stands behind "told" is spoken to
        behind = subject_behind(text, cue + 1, sentence.stop, inside)
        if after_quotation or before is None:
            return behind or before
        ends = behind and (behind.stop == sentence.stop or "," in self.between(behind.stop))
        capital = behind and any(
            text.raw[text.words[i].start].isupper() for i in range(*behind.span)
        )
        return behind if ends and capital else before

    def _is_set_off(self, run: tuple[int, int], cue: int, subject: Subject) -> bool:
        """Tell whether a quotation is a sentence of its own, and not part of one that reports."""
        if run[1] <= min(cue, subject.start):
            return True
        return run[0] - max(cue + 1, subject.stop) <= 2 or bool(
            re.search("[,:]", self.between(run[0]))
        )

    def _indirect(self, sentence: Span, cue: int, subject: Subject) -> tuple[tuple[int, int], ...]:
        """Return the reported words of a sentence without a full quotation."""
        first, last = min(cue, subject.start), max(cue + 1, subject.stop)
        if self.article.folded[cue] == "according":
            last = max(last, self._clause_end(last, sentence.stop))
        behind = (self._content_start(cue, last, sentence.stop), self._content_end(last, sentence))
        before = self._before(sentence, first)
        runs = [behind] if behind[1] - behind[0] >= MIN_WORDS else []
        goes_on = bool(runs) and "," in self.between(behind[0])
        if before and (goes_on or not runs):
            runs.insert(0, before)
        elif before and cue < subject.start:
            runs = [before]
        return tuple(runs)

    def _content_start(self, cue: int, at: int, stop: int) -> int:
        """Return where reported words begin: behind "that", and behind those spoken to."""
        folded = self.article.folded
        near = folded[at : min(at + 6, stop)]
        if "that" in near and (folded[cue] in words.ADDRESSED or near[0] == "that"):
            return at + near.index("that") + 1
        if folded[cue] in words.ADDRESSED and cue < at:
            while at < stop and (
                folded[at] in words.DETERMINERS | {"me", "us", "him", "them"}
                or self.article.raw[self.article.words[at].start].isupper()
                or folded[at] in {"reporters", "lawmakers", "councillors", "supporters", "voters"}
            ):
                at += 1
        return at

    def _content_end(self, at: int, sentence: Span) -> int:
        """Return where reported words end: before another subject and verb behind ``but``."""
        for i in range(at + 1, sentence.stop):
            if self.article.folded[i] in {"but", "while", "and", "though"} and any(
                self._is_cue(j) and not self.inside[j] and self.article.folded[j] not in words.WEAK
                for j in range(i + 1, min(i + 7, sentence.stop))
            ):
                return i
            if self.between(i).strip().startswith(";") or (
                _SPLIT.search(self.between(i)) and self._cue_near(i, sentence.stop)
            ):
                return i
        return sentence.stop

    def _cue_near(self, i: int, stop: int) -> bool:
        return any(self._is_cue(j) for j in range(i + 1, min(i + 5, stop)))

    def _clause_start(self, start: int, first: int) -> int:
        for i in range(first - 1, start, -1):
            if _SPLIT.search(self.between(i)):
                return i
        return start

    def _clause_end(self, at: int, stop: int) -> int:
        return next((i for i in range(at, stop) if "," in self.between(i)), stop)
