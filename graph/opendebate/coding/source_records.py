"""The records of a source's file: the source, its statements, and their passages."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator, model_validator

from opendebate.coding import field_types as types
from opendebate.coding.passages import ANCHOR
from opendebate.coding.record_base import (
    AUTHORS_SPEAK,
    Attributes,
    Mode,
    Record,
    Scope,
    SourceKind,
    Stance,
)
from opendebate.coding.tokenizer import count_words

_HYPHENATED = 6  # words that may be written as three


def _check_end(value: str | None) -> str | None:
    """Refuse ends of passages without words, or with so many words that they are a quotation."""
    n = count_words(value or "")
    # Hyphens divide words: three words as written may be more, and sealing shortens them.
    if n > ANCHOR and (len((value or "").split()) > ANCHOR or n > _HYPHENATED):
        raise ValueError(f"Each end of a passage has at most {ANCHOR} words; this one has {n}.")
    if value is not None and not n:
        raise ValueError(f"{value!r} has no word, so no passage can be found by it.")
    return value


class Passage(Record):
    """A passage of a source: its first and last words, never the words between."""

    paragraph: types.Count | None = None
    first: Annotated[types.Name, Field(alias="from")]
    last: Annotated[types.Name, Field(alias="to")]
    words: types.Count | None = None
    sha256: types.Sha256 | None = None

    _short = field_validator("first", "last")(_check_end)


class Body(Record):
    """The text of the source, without the other contents of its page."""

    first: Annotated[types.Name | None, Field(alias="from")] = None
    last: Annotated[types.Name | None, Field(alias="to")] = None
    paragraphs: types.Count | None = None
    words: types.Count | None = None
    sha256: types.Sha256 | None = None

    _short = field_validator("first", "last")(_check_end)


class Source(Record):
    """A source, and who speaks in statements without a speaker."""

    title: types.Name
    kind: SourceKind
    publisher: types.ActorId | None = None
    authors: types.ActorIds = ()
    narrator: Annotated[
        types.ActorId | None,
        Field(
            description="Who tells what others said and did, if not the first author or publisher."
        ),
    ] = None
    published: types.Edtf | None = None
    language: types.Language | None = None
    url: types.Url | None = None
    scope: Annotated[
        Scope | None,
        Field(description="Whether all that it says is coded, or only what bears on the question."),
    ] = None
    coded: Annotated[types.Edtf | None, Field(description="When its statements were coded.")] = None
    text: Annotated[Body, BeforeValidator(lambda value: {} if value is None else value)] = Body()
    attribution: Annotated[
        tuple[Passage, ...],
        types.OneOrMore(),
        Field(description="Passages that are nobody's statement, such as “she said”."),
    ] = ()
    attributes: Attributes = Field(default={})

    @property
    def voices(self) -> tuple[str, ...]:
        """The ids of the actors who make the statements without a speaker."""
        if self.narrator:
            return (self.narrator,)
        if self.kind in AUTHORS_SPEAK and self.authors:
            return self.authors
        first = self.authors[0] if self.authors else self.publisher
        return (first,) if first else ()

    @property
    def effective_narrator(self) -> str | None:
        """The id of the narrator, named or by the kind of source; None if nobody narrates."""
        if self.narrator or self.kind not in AUTHORS_SPEAK:
            return next(iter(self.voices), None)
        return None


class Statement(Record):
    """The stance of a speaker on a claim, based on a passage."""

    id: types.Id
    speaker: types.SpeakerIds = Field(
        (), description="Absent: the narrator of the source speaks, or else its authors."
    )
    spoken_as: Annotated[
        types.SpokenAs | None,
        Field(alias="as", description="An affiliation or, in two words or more, a capacity."),
    ] = None
    on_behalf_of: Annotated[
        types.ActorId | None, Field(description="The body that speaks through the speaker.")
    ] = None
    via: Annotated[types.Ids, types.RefersTo(("actor", "policy", "source"))] = ()
    mode: Mode
    claim: types.ClaimId
    stance: Stance = "affirms"
    because: types.ClaimIds = ()
    replies_to: types.StatementIds = Field(
        default=(), description="Statements of the same source that it answers."
    )
    said: types.Edtf | None = None
    drafted_by: Annotated[
        types.Name | None,
        Field(description="The drafter that proposed it: rules, or a model's name."),
    ] = None
    accepted_by: Annotated[
        types.Name | None, Field(description="The coder who accepted the proposal of a drafter.")
    ] = None
    at: Annotated[tuple[Passage, ...], types.AtOrUnknown()]
    attributes: Attributes = Field(default={})

    @model_validator(mode="after")
    def _drafted_and_accepted(self) -> Statement:
        """Refuse a proposal that nobody accepted, and an acceptance of none."""
        if bool(self.drafted_by) != bool(self.accepted_by):
            present, missing = ("drafted_by", "accepted_by")[:: 1 if self.drafted_by else -1]
            raise ValueError(f"A statement with {present} also needs {missing}. Add it.")
        return self

    @property
    def affiliation(self) -> str | None:
        """The id of the actor that the speaker is introduced as belonging to."""
        return None if self.spoken_as and " " in self.spoken_as else self.spoken_as

    @property
    def capacity(self) -> str | None:
        """The capacity in which the speaker speaks, in words: ``"the father of two"``."""
        return self.spoken_as if self.spoken_as and " " in self.spoken_as else None


class SourceFile(Record):
    """A file under ``sources/``: the source and all its statements."""

    source: Source
    statements: Annotated[tuple[Statement, ...], types.AsList] = ()
