"""Comparing a source's coding with its article: is every passage there, and what is not coded?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from opendebate.coding.coverage import Coverage, coverage
from opendebate.coding.passages import Location, Span, Status, StoredPassage, locate
from opendebate.coding.records import Passage, Source, SourceFile
from opendebate.coding.text import Text, body
from opendebate.coding.tokenizer import digest
from opendebate.coding.transcripts import labels, unspoken_blocks


@dataclass(frozen=True, slots=True)
class CheckedPassage:
    """A passage compared with the article.

    Attributes
    ----------
    index : int
        The number of the statement in its source, from 0.
    number : int
        The number of the passage in its statement, from 0.
    statement : str
        The statement's id.
    passage : Passage
        As it is coded.
    location : Location
        Whether it is in the text, and where.
    """

    index: int
    number: int
    statement: str
    passage: Passage
    location: Location


class LocatedPassages(NamedTuple):
    """An article, and where passages are in it."""

    article: Text
    locations: dict[Passage, Location]


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of comparing a source's coding with its article.

    Attributes
    ----------
    body : Text
        The article itself, without its page.
    body_as_sealed : bool or None
        Whether its words are those that were sealed; None if it is not sealed.
    passages : tuple of CheckedPassage
        Every passage, in the order of the file.
    coverage : Coverage
        How much of the body lies under passages or is marked as attribution; the labels of a
        transcript, which say who speaks, count as attribution, and so does what nobody speaks.
    attributed : tuple of CheckedPassage
        Every mark of attribution, in the order of the file; its index is 0.
    unknown : int
        How many statements have no known passage.
    """

    body: Text
    body_as_sealed: bool | None
    passages: tuple[CheckedPassage, ...]
    coverage: Coverage
    attributed: tuple[CheckedPassage, ...] = ()
    unknown: int = 0

    def with_status(self, status: Status) -> list[CheckedPassage]:
        """Return the passages with a status."""
        return [passage for passage in self.passages if passage.location.status is status]


def article_of(source: Source, text: Text) -> Text:
    """Return a source's article, cut out of a copy of its page; posts have no headings.

    Parameters
    ----------
    source : Source
        The source's record.
    text : Text
        A copy of the article, with its page or without.

    Raises
    ------
    InputError
        If the first or last words of the body are not in the text.
    """
    coded = source.text
    article = body(text, coded.first, coded.last, coded.words, coded.sha256)
    return article.without_headings() if source.kind == "social-media" else article


def verify(file: SourceFile, text: Text, earlier: LocatedPassages | None = None) -> Verification:
    """Compare a source's coding with a copy of its article.

    Parameters
    ----------
    file : SourceFile
        The coding.
    text : Text
        A copy of the article, with its page or without.
    earlier : LocatedPassages, optional
        The article cut out of this copy before, and its passages; new ones are added.

    Raises
    ------
    InputError
        If the first or last words of the body are not in the text.
    """
    article, known = earlier or LocatedPassages(article_of(file.source, text), {})
    for passage in (passage for statement in file.statements for passage in statement.at):
        if passage not in known:
            known[passage] = locate(passage, article)
    passages = tuple(
        CheckedPassage(i, n, statement.id, passage, known[passage])
        for i, statement in enumerate(file.statements)
        for n, passage in enumerate(statement.at)
    )
    attributed = tuple(
        CheckedPassage(0, n, "attribution", passage, _locate_all(passage, article))
        for n, passage in enumerate(file.source.attribution)
    )
    spans: list[Span] = [
        span for checked in (*passages, *attributed) for span in checked.location.spans
    ]
    uncoded = [(label.start, label.stop) for label in labels(article)]
    uncoded += [(block.start, block.stop) for block in unspoken_blocks(article)]
    covered = coverage(spans, article, uncoded)
    coded = file.source.text.sha256
    sealed = None if coded is None else coded == digest(article.words)
    unknown = sum(not statement.at for statement in file.statements)
    return Verification(article, sealed, passages, covered, attributed, unknown)


def _locate_all(passage: Passage, article: Text) -> Location:
    """Return all spans of words of attribution: only in their paragraph, if they name one.

    Words such as “she said” may occur often, so they need not be unique.
    """
    ends = StoredPassage(passage.first, passage.last, passage.paragraph)
    location = locate(ends, article)
    spans = [span for span in location.spans if passage.paragraph in {None, span.paragraph}]
    if not spans:
        return Location(Status.MISSING, suggestion=location.suggestion)
    return Location(Status.FOUND, tuple(spans))
