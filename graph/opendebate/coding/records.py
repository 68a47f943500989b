"""The records of a debate: the fields of its coding files.

Entities are shared by all sources; a source file contains only what that source says. Every field
that names another record says of which kind. The meaning of the codes is in ``vocabularies.ttl``;
a test compares the two.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from opendebate.coding import citation_fields as citation
from opendebate.coding import field_types as types
from opendebate.coding.dates import DateRange
from opendebate.coding.passages import ANCHOR
from opendebate.coding.tokenizer import count_words

ActorKind = Literal["person", "organization", "group"]
PolicyKind = Literal[
    "law", "bill", "executive-order", "rule", "directive", "consultation", "letter", "licence",
    "licence-term", "code-of-conduct",
]  # fmt: skip
ClaimKind = Literal[
    "descriptive", "predictive", "evaluative", "normative", "causal", "definitional"
]
Side = Literal["for", "against", "both", "neither"]
EventKind = Literal[
    "release", "announcement", "decision", "renaming", "founding", "publication", "directive",
    "other",
]  # fmt: skip
SourceKind = Literal[
    "news-article", "opinion", "report", "speech", "interview", "policy-document", "letter",
    "paper", "social-media", "comment", "testimony", "other",
]  # fmt: skip
Scope = Literal["full", "selective"]
Mode = Literal[
    "verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay", "hypothetical"
]
Stance = Literal["affirms", "denies", "doubts", "concedes"]
AttributeType = Literal["text", "number", "date", "code"]
AttributeOf = Literal["actor", "claim", "source", "statement"]
# Sources that speak for their authors, or may do so: they have no narrator unless one is named.
AUTHORS_SPEAK = {
    "opinion", "speech", "policy-document", "letter", "paper", "social-media", "comment",
    "testimony", "other",
}  # fmt: skip
_HYPHENATED = 6  # words that may be written as three


class Record(BaseModel):
    """The base of all records: they cannot be changed, and unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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


# Values by the name of the attribute, which ``debate.yaml`` declares.
Attributes = Annotated[
    dict[types.Id, types.Text],
    Field(description="Values of the attributes that debate.yaml declares."),
]


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
    attributes: Attributes = {}


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
    attributes: Attributes = {}


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
    attributes: Attributes = {}

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
    attributes: Attributes = {}

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
