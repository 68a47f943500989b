"""The drafter of the rules: quotations, verbs of saying and labels. Nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from opendebate.coding.folder import Coding
from opendebate.coding.sentences import sentences
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import tokenize
from opendebate.coding.transcripts import turns
from opendebate.draft import cue_words as words
from opendebate.draft.named_speakers import names_of
from opendebate.draft.proposals import Drafted, Proposal
from opendebate.draft.sources_of_words import MIN_WORDS, Report, reports

NAME = "rules"
_MIN_LAST_NAME = 3  # letters of a last name that may stand for a person


class RulesDrafter:
    """Proposes a statement for whatever an article or transcript reports as somebody's words."""

    def draft(self, article: Text, coding: Coding, slug: str) -> Drafted:
        """Return the proposals; they have no claims, since rules know no claims."""
        proposals = list(_of_transcript(article)) or list(_of_article(article, coding))
        return Drafted(tuple(proposals), NAME)


def _of_transcript(article: Text) -> Iterator[Proposal]:
    """Yield a proposal for each paragraph that somebody says."""
    for turn in turns(article):
        for block in article.blocks:
            start, stop = max(block.start, turn.start), min(block.stop, turn.stop)
            if stop - start > MIN_WORDS:
                yield Proposal((article.slice(start, stop),), (turn.speaker,), mode="verbatim")


def _of_article(article: Text, coding: Coding) -> Iterator[Proposal]:
    found = reports(article)
    names = _Names(article, coding, found)
    for report in found:
        speaker, kind = names.speaker(report)
        if speaker:
            yield Proposal(
                tuple(article.slice(*run) for run in report.content),
                (speaker,),
                speaker_kind=kind,
                mode="verbatim" if report.direct else "",
            )


@dataclass(slots=True)
class _Names:
    """Who is meant by the words that name a speaker."""

    article: Text
    coding: Coding
    found: list[Report]
    persons: dict[int, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note where persons are named: number of the first word → end, and id or name."""
        for name, actor in self.coding.actors.items():
            if actor.kind == "person":
                last = actor.name.split()[-1]
                short = [last] if len(last) > _MIN_LAST_NAME else []
                for written in [*short, *names_of(actor)]:
                    self._note(written, name)
        for report in self.found:
            if self._capitals(report.source) > 1:
                written = self.article.slice(*report.source)
                if not any(self._within(at, report.source) for at in self.persons):
                    self._note(written, written)
                    self._note(written.split()[-1], written)

    def _note(self, written: str, name: str) -> None:
        run = [word.text for word in tokenize(written)]
        owner = [*run[:-1], f"{run[-1]}'s"] if run else []  # as in: Ada Brook's maps
        for start in (*self.article.occurrences(run), *self.article.occurrences(owner)):
            if self.article.raw[self.article.words[start].start].isupper():
                self.persons.setdefault(start, (start + len(run), name))

    @staticmethod
    def _within(at: int, run: tuple[int, int]) -> bool:
        return run[0] <= at < run[1]

    def speaker(self, report: Report) -> tuple[str, str]:
        """Return the id or name of who speaks, and what they are; nothing if nobody is known."""
        start, stop = report.source
        named = [name for at, (_, name) in sorted(self.persons.items())
                 if self._within(at, report.source)]  # fmt: skip
        if named:
            return named[-1], "person"
        folded = self.article.folded[start]
        if stop - start == 1 and folded in words.PRONOUNS:
            return (self._antecedent(start), "person") if folded in {"he", "she"} else ("", "")
        written = self.article.slice(start, stop)
        capitals = self._capitals(report.source)
        if capitals > 1:
            return written, "person"
        return written, "organization" if capitals and not self._begins(start) else "group"

    def _begins(self, i: int) -> bool:
        """Tell whether a word begins a sentence."""
        return any(sentence.start == i for sentence in sentences(self.article))

    def _antecedent(self, pronoun: int) -> str:
        """Return the last person whom the paragraph names before a pronoun."""
        first = self._opening(pronoun)
        before = [at for at in self.persons if first <= at < pronoun]
        return self.persons[max(before)][1] if before else ""

    def _opening(self, i: int) -> int:
        """Return the first word of the paragraph that a word is in."""
        return max(block.start for block in self.article.blocks if block.start <= i)

    def _capitals(self, run: tuple[int, int]) -> int:
        return sum(self.article.raw[self.article.words[i].start].isupper() for i in range(*run))
