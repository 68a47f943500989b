"""Holding a source's coding against its article: is every passage there, and what is left over?"""

from __future__ import annotations

from dataclasses import dataclass

from opendebate.coding.coverage import Coverage, coverage
from opendebate.coding.passages import Location, Span, Status, locate
from opendebate.coding.passages import Passage as Unsealed
from opendebate.coding.records import Passage, SourceFile
from opendebate.coding.text import Text, body
from opendebate.coding.tokenizer import digest


@dataclass(frozen=True, slots=True)
class Held:
    """One passage held against the article.

    Attributes
    ----------
    index : int
        The statement's place in its file, from 0.
    number : int
        The passage's place among those of its statement, from 0.
    statement : str
        The statement's id.
    passage : Passage
        As it is coded.
    location : Location
        Where it is in the text, and whether it is.
    """

    index: int
    number: int
    statement: str
    passage: Passage
    location: Location


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of holding a source's coding against its article.

    Attributes
    ----------
    body : Text
        The article itself, without its page.
    body_as_sealed : bool or None
        Whether its words are those that were sealed; None if they were not.
    held : tuple of Held
        Every passage, in the order of the file.
    coverage : Coverage
        How much of the body lies under passages or is marked as attribution.
    attributed : tuple of Held
        Every mark of attribution, in the order of the file; its index is 0.
    unknown : int
        How many statements rest on a passage that nobody knows.
    """

    body: Text
    body_as_sealed: bool | None
    held: tuple[Held, ...]
    coverage: Coverage
    attributed: tuple[Held, ...] = ()
    unknown: int = 0

    def of(self, status: Status) -> list[Held]:
        """Return the passages of a status."""
        return [one for one in self.held if one.location.status is status]

    @property
    def holds(self) -> bool:
        """Whether every passage was found, once."""
        return len(self.of(Status.FOUND)) == len(self.held)


def verify(file: SourceFile, text: Text) -> Verified:
    """Hold a source's coding against a copy of its article.

    Parameters
    ----------
    file : SourceFile
        The coding.
    text : Text
        A copy of the article, with its page or without.

    Raises
    ------
    InputError
        If the body's own first or last words are not in the text.
    """
    coded = file.source.text
    article = body(text, coded.first, coded.last, coded.words, coded.sha256)
    held = tuple(
        Held(i, n, one.id, passage, locate(passage, article))
        for i, one in enumerate(file.statements)
        for n, passage in enumerate(one.at)
    )
    attributed = tuple(
        Held(0, n, "attribution", passage, _everywhere(passage, article))
        for n, passage in enumerate(file.source.attribution)
    )
    spans: list[Span] = [span for one in (*held, *attributed) for span in one.location.spans]
    sealed = None if coded.sha256 is None else coded.sha256 == digest(article.words)
    unknown = sum(not one.at for one in file.statements)
    return Verified(article, sealed, held, coverage(spans, article), attributed, unknown)


def _everywhere(passage: Passage, article: Text) -> Location:
    """Return all places where words of attribution stand: in their paragraph, if they name one.

    “She said” is the same wherever it stands, so that it need not stand in one place only.
    """
    ends = Unsealed(passage.first, passage.last, passage.paragraph)
    found = locate(ends, article)
    spans = [span for span in found.spans if passage.paragraph in {None, span.paragraph}]
    if not spans:
        return Location(Status.MISSING, suggestion=found.suggestion)
    return Location(Status.FOUND, tuple(spans))
