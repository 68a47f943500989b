"""The records of a debate: the fields of its coding files.

Entities are shared by all sources; a source file contains only what that source says, by the
records of `source_records`. Every field that names another record says of which kind.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from opendebate.coding import citation_fields as citation
from opendebate.coding import field_types as types
from opendebate.coding.dates import DateRange
from opendebate.coding.record_base import (
    AUTHORS_SPEAK,
    ActorKind,
    AttributeOf,
    Attributes,
    AttributeType,
    ClaimKind,
    EventKind,
    Mode,
    PolicyKind,
    Record,
    Scope,
    Side,
    SourceKind,
    Stance,
)
from opendebate.coding.source_records import Body, Passage, Source, SourceFile, Statement

__all__ = [
    "AUTHORS_SPEAK",
    "Actor",
    "ActorKind",
    "Attribute",
    "AttributeOf",
    "AttributeType",
    "Attributes",
    "Author",
    "Body",
    "Claim",
    "ClaimKind",
    "Coder",
    "ContextFact",
    "Debate",
    "Event",
    "EventKind",
    "Inference",
    "Membership",
    "Mode",
    "Model",
    "NamedEntity",
    "Passage",
    "Policy",
    "PolicyKind",
    "Record",
    "Reference",
    "Scope",
    "Side",
    "Source",
    "SourceFile",
    "SourceKind",
    "Stance",
    "Statement",
    "Topic",
]


class Author(Record):
    """An author of the coding as a data set: a person or a body."""

    name: types.Name = Field(description="Of a person: family name, comma, given names.")
    orcid: citation.Orcid | None = None
    affiliation: types.Name | None = None


class Coder(Record):
    """A person who coded sources: their folder under ``codings`` has the id."""

    name: types.Name = Field(description="Family name, comma, given names.")
    orcid: citation.Orcid | None = None


class Attribute(Record):
    """An attribute that a study gives to its actors, claims, sources or statements."""

    label: types.Name
    of: Annotated[tuple[AttributeOf, ...], types.OneOrMore()] = Field(
        description="What has it: actor, claim, source, statement, or several of these."
    )
    type: AttributeType = Field(
        "text", description="What its values are; a code is one of a few words."
    )

    @field_validator("of")
    @classmethod
    def _of_something(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse an attribute of nothing."""
        if not value:
            raise ValueError("Write what has it: actor, claim, source or statement.")
        return value


class Debate(Record):
    """The debate: its question, and the IRI under which its entities are."""

    title: types.Name
    question: types.Text = Field(
        description="What is debated, as a question one can be for or against."
    )
    iri: types.BaseIri = Field(description="Base IRI of the debate's entities.")
    language: types.Language = "en"
    description: types.Text | None = None
    creators: types.Names = ()
    licence: types.Url | None = None
    version: citation.Version | None = Field(
        None, description="Of the coding as a data set, such as 1.0.0."
    )
    date: Annotated[
        citation.Day | None, Field(description="The day on which this version came out.")
    ] = None
    authors: Annotated[
        tuple[Author, ...],
        types.OneOrMore(),
        Field(description="Whom a citation names, in order. Absent: the creators."),
    ] = ()
    coders: dict[types.Id, Coder] = Field(
        default={}, description="Who coded, by the names of their folders under codings."
    )
    attributes: dict[types.Id, Attribute] = Field(
        default={}, description="The study's own attributes of actors, claims, sources, statements."
    )


class NamedEntity(Record):
    """The base of actors, models and policies, which have names."""

    name: types.Name
    other_names: types.Names = ()
    former_names: types.Names = ()
    description: types.Text | None = None
    link: types.Url | None = None
    same_as: types.SameAs = Field(
        default=(), description="The same elsewhere: Wikidata ids, such as Q42, or web addresses."
    )


class Membership(Record):
    """An actor's membership in an organisation or group, after the W3C's ORG ontology."""

    organization: types.ActorId
    role: types.Name | None = None
    since: Annotated[types.Edtf | None, Field(alias="from", description="When it began.")] = None
    until: Annotated[
        types.End | None,
        Field(description="When it ended, or: unknown. Absent while the membership lasts."),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _explain_dates(cls, value: Any) -> Any:
        """Explain what to write instead of the former key ``dates``."""
        if isinstance(value, dict) and "dates" in value:
            first, _, last = str(value["dates"]).partition("/")
            raise ValueError(
                f"A membership has no dates: instead of 'dates: {value['dates']}' write "
                f"'from: {first}', and 'until: {last or first}' if it ended then, or "
                "'until: unknown' if it ended nobody knows when."
            )
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Membership:
        """Refuse an end that lies before the beginning."""
        ended = self.until if isinstance(self.until, DateRange) else None
        if self.since and ended and ended.latest < self.since.earliest:
            raise ValueError("A membership cannot end before it begins. Correct from or until.")
        return self


class Actor(NamedEntity):
    """A person, organisation or group that speaks or is spoken about."""

    kind: ActorKind
    memberships: Annotated[tuple[Membership, ...], types.OneOrMore()] = ()
    part_of: types.ActorId | None = None
    succeeds: types.ActorId | None = Field(
        None, description="The body in whose place this one came, such as the government before it."
    )
    anonymous: bool = Field(
        False, description="Whether the source does not name this person or group."
    )
    hypothetical: bool = Field(False, description="A group nobody speaks for, such as “purists”.")
    attributes: Attributes = Field(default={})


class Model(NamedEntity):
    """An AI model, or a family of models."""

    developer: types.ActorIds = ()
    version_of: Annotated[types.Id, types.RefersTo(("model",))] | None = None
    licence: Annotated[types.Id, types.RefersTo(("policy",))] | None = None


class Policy(NamedEntity):
    """A law, bill, order, rule, consultation, letter, licence or term of a licence."""

    kind: PolicyKind
    issuer: types.ActorIds = ()
    addressee: types.ActorIds = ()
    targets: Annotated[types.Ids, types.RefersTo(("actor", "model", "policy"))] = ()
    responds_to: types.ClaimIds = ()
    part_of: Annotated[types.Id, types.RefersTo(("policy",))] | None = None
    date: types.Edtf | None = None


class Inference(Record):
    """The step from a premise to a conclusion, as the target of an undercut."""

    premise: types.ClaimId
    conclusion: types.ClaimId


class Claim(Record):
    """A proposition in the coder's own words, which one can affirm or deny."""

    text: types.Text
    kind: ClaimKind
    side: Side = Field(description="Relative to the debate's question.")
    topics: Annotated[types.Ids, types.RefersTo(("topic",))] = ()
    about: types.EntityIds = ()
    benefits: Annotated[
        types.ActorIds,
        Field(description="Who gains from what is debated, where the claim says so."),
    ] = ()
    motive_of: types.EventIds = ()
    cause_of: types.EventIds = ()
    supports: types.ClaimIds = ()
    attacks: types.ClaimIds = ()
    undercuts: Annotated[tuple[Inference, ...], types.OneOrMore()] = ()
    rephrases: types.ClaimIds = Field(
        default=(), description="Claims that it says again in other words."
    )
    attributes: Attributes = Field(default={})


class Topic(Record):
    """A theme of claims; ``broader`` may name another topic, or risk or benefit."""

    name: types.Name
    definition: types.Text | None = None
    broader: Annotated[types.Id, types.RefersTo(("topic",), also=("risk", "benefit"))] | None = None


class Event(Record):
    """Something that happened, with those who took part and what they did."""

    name: types.Name
    kind: EventKind
    date: types.Edtf | None = None
    actors: types.ActorIds = ()
    about: types.EntityIds = ()
    proposed_by: types.ActorIds = ()
    decided_by: types.ActorIds = ()
    advised_against_by: types.ActorIds = ()
    description: types.Text | None = None


class Reference(Record):
    """Where a fact from outside the sources can be looked up."""

    title: types.Name
    publisher: types.Name | None = None
    date: types.Edtf | None = None
    url: types.Url | None = None


class ContextFact(Record):
    """A fact from outside the sources, with its reference."""

    text: types.Text
    about: types.EntityIds = ()
    date: types.Edtf | None = None
    departs_from: types.Names = Field((), description="SLUG/STATEMENT or claims it differs from.")
    reference: Reference
