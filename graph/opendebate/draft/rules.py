"""The drafter of the rules: quotations, verbs of saying and labels. Nothing leaves the machine."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opendebate.coding.article_language import language_of
from opendebate.coding.folder import Coding
from opendebate.coding.records import AUTHORS_SPEAK
from opendebate.coding.sentences import sentences
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import folded_words
from opendebate.coding.transcripts import turns
from opendebate.draft import cue_words as words
from opendebate.draft.named_speakers import names_of
from opendebate.draft.other_languages import introduced_in, languages, reports_in
from opendebate.draft.other_names import Language
from opendebate.draft.proposals import Drafted, Proposal
from opendebate.draft.sources_of_words import MIN_WORDS, ReportedWords, reports
from opendebate.draft.subjects import DESCRIBING

NAME = "rules"
_OF_AUTHORS = frozenset({"i", "we"})  # in a text of their own
_PRONOUNS = frozenset({"he", "she"})  # that mean a person
_READ_OUT = 8  # words of a quotation in a transcript that are another's
_MIN_LAST_NAME = 3  # letters of a last name that may stand for a person


class RulesDrafter:
    """Proposes a statement for whatever an article or transcript reports as somebody's words."""

    def draft(self, article: Text, coding: Coding, slug: str) -> Drafted:
        """Return the proposals; they have no claims, since rules know no claims."""
        proposals = list(_of_transcript(article, coding)) or list(
            _of_article(article, coding, slug)
        )
        return Drafted(tuple(proposals), NAME)


def _of_transcript(article: Text, coding: Coding) -> Iterator[Proposal]:
    """Yield a proposal for each paragraph that somebody says, and for what is read out in it."""
    found = turns(article)
    read_out = (
        [item for item in reported(article, coding) if _is_read_out(item[0])] if found else []
    )
    for turn in found:
        for block in article.blocks:
            start, stop = max(block.start, turn.start), min(block.stop, turn.stop)
            others = [item for item in read_out if start <= item[0].content[0][0] < stop]
            taken = [run for report, _, _ in others for run in report.content]
            pieces = [run for run in _spoken(article, start, stop, taken) if run[0] < run[1]]
            if sum(last - first for first, last in pieces) > MIN_WORDS:
                quotations = tuple(article.slice(*run) for run in pieces)
                yield Proposal(quotations, (turn.speaker,), mode="verbatim")
            for report, speaker, kind in others:
                quotations = tuple(article.slice(*run) for run in report.content)
                yield Proposal(quotations, (speaker,), speaker_kind=kind, mode="verbatim")


def _is_read_out(report: ReportedWords) -> bool:
    """Tell whether a quotation is long enough to be read out, such as a letter."""
    return report.direct and sum(stop - start for start, stop in report.content) >= _READ_OUT


def _spoken(
    article: Text, start: int, stop: int, others: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the runs of some words that the speaker says.

    These are none in square brackets, such as ``[Laughter.]``, and none that are read out.
    """
    ends = dict(others)
    for i in range(start, stop):
        if i in ends:
            yield start, i
            start = ends[i]
        if i < start:
            continue
        word, before = article.words[i], article.words[i - 1].end if i else 0
        if "[" in article.raw[before : word.start]:
            yield start, i
            start = stop
        if "]" in article.raw[word.end : word.end + 2]:
            start = i + 1
    yield start, stop


def _of_article(article: Text, coding: Coding, slug: str) -> Iterator[Proposal]:
    for report, speaker, kind in reported(article, coding, authors_of(coding, slug)):
        yield Proposal(
            tuple(article.slice(*run) for run in report.content),
            (speaker,),
            speaker_kind=kind,
            mode="verbatim" if report.direct else "",
        )


def authors_of(coding: Coding, slug: str) -> tuple[str, ...]:
    """Return the authors whose own text a source is, such as a letter: who says "we" in it."""
    source = coding.sources[slug].source if slug in coding.sources else None
    speaks = source is not None and source.kind in AUTHORS_SPEAK and not source.narrator
    return tuple(source.authors) if source and speaks else ()


def reported(
    article: Text, coding: Coding, authors: tuple[str, ...] = ()
) -> Iterator[tuple[ReportedWords, str, str]]:
    """Yield what an article reports of speakers who are known or named.

    Parameters
    ----------
    article : Text
    coding : Coding
    authors : tuple of str
        Ids of those whose own text it is. A single one is meant by "we wrote", and "I wrote".

    Yields
    ------
    report : ReportedWords
    speaker : str
        An id or a name.
    kind : str
        What the speaker is: person, organisation or group.
    """
    language = languages().get(language_of(article))
    found = reports_in(article, language) if language else reports(article)
    names = _Names(article, coding, found, language, authors)
    for report in found:
        speaker, kind = names.speaker(report)
        if speaker:
            yield report, speaker, kind


@dataclass(slots=True)
class _Names:
    """Who is meant by the words that name a speaker."""

    article: Text
    coding: Coding
    found: list[ReportedWords]
    language: Language | None  # None for English
    authors: tuple[str, ...] = ()
    persons: dict[int, str] = field(default_factory=dict)
    _places: list[int] = field(default_factory=list)  # where persons are named, in order
    _openings: list[int] = field(default_factory=list)
    _beginnings: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Note where persons are named: number of the first word → id or name."""
        self._openings = [block.start for block in self.article.blocks]
        self._beginnings = {sentence.start for sentence in sentences(self.article)}
        for name, actor in self.coding.actors.items():
            if actor.kind == "person":
                last = actor.name.split()[-1]
                short = [last] if len(last) > _MIN_LAST_NAME else []
                for written in [*short, *names_of(actor)]:
                    self._note(written, name)
        runs = [report.source for report in self.found if not report.kind]
        listed = set[str]()
        introduced = list(introduced_in(self.article, self.language))
        for run in (*runs, *(run for run, has_name in introduced if has_name)):
            written = self._written(run)
            if self._capitals(run) > 1 and written not in listed:
                listed.add(written)
                if not any(at in self.persons for at in range(*run)):
                    self._note(written, written)
                    self._note(written.split()[-1], written)
        for run, has_name in introduced:
            if not has_name:
                self.persons.setdefault(run[0], self.article.slice(*run))
        self._places = sorted(self.persons)

    def _written(self, run: tuple[int, int]) -> str:
        """Return the words that name somebody, without the ending of: Brook's answer."""
        return re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]s$", "", self.article.slice(*run))

    def _note(self, written: str, name: str) -> None:
        run = folded_words(written)
        owner = [*run[:-1], f"{run[-1]}'s"] if run else []  # as in: Ada Brook's maps
        for start in (*self.article.occurrences(run), *self.article.occurrences(owner)):
            first = self.article.words[start].start
            # "Li" is not she in: the Brook-Li plan.
            if self.article.raw[first].isupper() and self.article.raw[first - 1 : first] != "-":
                self.persons.setdefault(start, name)

    def speaker(self, report: ReportedWords) -> tuple[str, str]:
        """Return the id or name of who speaks, and what they are; nothing if nobody is known."""
        start, stop = report.source
        if report.kind:
            return self.article.slice(start, stop), report.kind
        named = [self.persons[at] for at in range(start, stop) if at in self.persons]
        described = any(self.article.folded[i] in DESCRIBING for i in range(start, stop))
        if named and self._is_name(stop - 1) and not described:  # a spokesman for Brook is not he
            return named[-1], "person"
        folded = self.article.folded[start]
        pronouns = self.language.pronouns if self.language else _PRONOUNS
        if stop - start == 1 and folded in _OF_AUTHORS and report.direct and len(self.authors) == 1:
            return self.authors[0], self.coding.actors[self.authors[0]].kind
        if stop - start == 1 and folded in words.PRONOUNS | pronouns:
            return (self._antecedent(start), "person") if folded in pronouns else ("", "")
        written = self._written(report.source)
        capitals = self._capitals(report.source)
        if capitals > 1:
            return written, "person"
        is_name = capitals and start not in self._beginnings
        return written, "organization" if is_name else "group"

    def _is_name(self, i: int) -> bool:
        """Tell whether a word has a capital; behind a name it is a noun: the Brook plan."""
        return self.article.raw[self.article.words[i].start].isupper()

    def _antecedent(self, pronoun: int) -> str:
        """Return the last person whom the paragraph names before a pronoun."""
        opening = self._openings[bisect_right(self._openings, pronoun) - 1]
        place = bisect_left(self._places, pronoun) - 1
        if place < 0 or self._places[place] < opening:
            return ""
        return self.persons[self._places[place]]

    def _capitals(self, run: tuple[int, int]) -> int:
        """Return how many words of a run have capitals; "The" and titles are no names."""
        no_names = self.language.determiners if self.language else words.DETERMINERS | words.TITLES
        return sum(
            self.article.raw[self.article.words[i].start].isupper()
            and self.article.folded[i] not in no_names
            for i in range(*run)
        )  # fmt: skip
