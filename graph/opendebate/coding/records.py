"""The records of a debate: what its coding files may say, field by field.

The design is in three sentences. Entities are shared by all sources; a source file holds only
what that source says. Every field that names another record says of which kind. What the codes
mean stands in ``vocabularies.ttl``; a test keeps the two alike.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from opendebate.coding.fields import (
    ActorId,
    ActorIds,
    AsList,
    BaseIri,
    ClaimId,
    ClaimIds,
    Edtf,
    EventIds,
    Id,
    Ids,
    Language,
    Name,
    Names,
    OneOrMore,
    Refers,
    Sha256,
    StatementIds,
    Text,
    ThingIds,
    Url,
)
from opendebate.coding.words import words

ActorKind = Literal["person", "organization", "group"]
PolicyKind = Literal[
    "law", "executive-order", "letter", "licence", "licence-term", "directive", "code-of-conduct"
]
ClaimKind = Literal[
    "descriptive", "predictive", "evaluative", "normative", "causal", "definitional"
]
Side = Literal["for", "against", "both", "neither"]
EventKind = Literal[
    "release",
    "announcement",
    "decision",
    "renaming",
    "founding",
    "publication",
    "directive",
    "other",
]
SourceKind = Literal[
    "news-article", "opinion", "report", "speech", "interview", "policy-document", "letter",
    "paper", "social-media", "other",
]  # fmt: skip
Mode = Literal[
    "verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay", "hypothetical"
]
Stance = Literal["affirms", "denies", "doubts", "concedes"]
ANCHOR = 3  # words of a passage that may be kept at each end
_HYPHENATED = 6  # words that may be written as three


class Record(BaseModel):
    """What all records share: they do not change, and unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Debate(Record):
    """The debate as a whole: its question, and the IRI under which its things live."""

    title: Name
    question: Text = Field(description="What is debated, as a question one can be for or against.")
    iri: BaseIri = Field(description="Base IRI of the debate's things.")
    language: Language = "en"
    description: Text | None = None
    creators: Names = ()
    licence: Url | None = None


class Named(Record):
    """What actors, models and policies share: names."""

    name: Name
    other_names: Names = ()
    former_names: Names = ()
    description: Text | None = None
    link: Url | None = None


class Membership(Record):
    """An actor's place in an organisation or group, after the W3C's ORG ontology."""

    organization: ActorId
    role: Name | None = None
    dates: Edtf | None = None


class Actor(Named):
    """A person, organisation or group that speaks or is spoken about."""

    kind: ActorKind
    memberships: Annotated[tuple[Membership, ...], OneOrMore()] = ()
    part_of: ActorId | None = None
    hypothetical: bool = Field(False, description="A group nobody speaks for, such as “purists”.")


class Model(Named):
    """An AI model, or a family of models."""

    developer: ActorIds = ()
    version_of: Annotated[Id, Refers(("model",))] | None = None
    licence: Annotated[Id, Refers(("policy",))] | None = None


class Policy(Named):
    """A law, order, letter, licence or term of a licence."""

    kind: PolicyKind
    issuer: ActorIds = ()
    addressee: ActorIds = ()
    targets: Annotated[Ids, Refers(("actor", "model", "policy"))] = ()
    responds_to: ClaimIds = ()
    part_of: Annotated[Id, Refers(("policy",))] | None = None
    date: Edtf | None = None


class Inference(Record):
    """The step from a premise to a conclusion, as the target of an undercut."""

    premise: ClaimId
    conclusion: ClaimId


class Claim(Record):
    """A proposition in the coder's own words, which one can affirm or deny."""

    text: Text
    kind: ClaimKind
    side: Side = Field(description="Relative to the debate's question.")
    topics: Annotated[Ids, Refers(("topic",))] = ()
    about: ThingIds = ()
    benefits: ActorIds = ()
    motive_of: EventIds = ()
    cause_of: EventIds = ()
    supports: ClaimIds = ()
    attacks: ClaimIds = ()
    undercuts: Annotated[tuple[Inference, ...], OneOrMore()] = ()
    rephrases: ClaimIds = Field(default=(), description="Claims that it says again in other words.")


class Topic(Record):
    """A theme of claims; ``broader`` may name another topic, or risk or benefit."""

    name: Name
    definition: Text | None = None
    broader: Annotated[Id, Refers(("topic",), also=("risk", "benefit"))] | None = None


class Event(Record):
    """Something that happened, with those who took part and what they did."""

    name: Name
    kind: EventKind
    date: Edtf | None = None
    actors: ActorIds = ()
    about: ThingIds = ()
    proposed_by: ActorIds = ()
    decided_by: ActorIds = ()
    advised_against_by: ActorIds = ()
    description: Text | None = None


class Reference(Record):
    """Where a fact from outside the sources can be looked up."""

    title: Name
    publisher: Name | None = None
    date: Edtf | None = None
    url: Url | None = None


class ContextFact(Record):
    """A fact from outside the sources, with its reference."""

    text: Text
    about: ThingIds = ()
    date: Edtf | None = None
    departs_from: Names = Field((), description="SLUG/STATEMENT or claims it differs from.")
    reference: Reference


def _only_ends(value: str | None) -> str | None:
    """Refuse ends of passages that hold no words, or so many that they quote."""
    n = len(words(value or ""))
    # Hyphens divide words: what is written as three may be more, and sealing shortens it.
    if n > ANCHOR and (len((value or "").split()) > ANCHOR or n > _HYPHENATED):
        raise ValueError(f"A passage keeps at most {ANCHOR} words of each end; these are {n}.")
    if value is not None and not n:
        raise ValueError(f"{value!r} holds no word to find a passage by.")
    return value


class Passage(Record):
    """Where in a source something is said: its first and last words, never the words between."""

    paragraph: Annotated[int, Field(ge=1)] | None = None
    first: Annotated[Name, Field(alias="from")]
    last: Annotated[Name, Field(alias="to")]
    words: Annotated[int, Field(ge=1)] | None = None
    sha256: Sha256 | None = None

    _short = field_validator("first", "last")(_only_ends)


class Body(Record):
    """The source's own text, without what stands around it on its page."""

    first: Annotated[Name | None, Field(alias="from")] = None
    last: Annotated[Name | None, Field(alias="to")] = None
    paragraphs: Annotated[int, Field(ge=1)] | None = None
    words: Annotated[int, Field(ge=1)] | None = None
    sha256: Sha256 | None = None

    _short = field_validator("first", "last")(_only_ends)


class Source(Record):
    """What a source is, and who speaks in it where nobody else is named."""

    title: Name
    kind: SourceKind
    publisher: ActorId | None = None
    authors: ActorIds = ()
    narrator: ActorId | None = None
    published: Edtf | None = None
    language: Language | None = None
    url: Url | None = None
    text: Annotated[Body, BeforeValidator(lambda value: {} if value is None else value)] = Body()

    @property
    def voice(self) -> str | None:
        """The id of the actor whom statements without a speaker belong to."""
        return self.narrator or (self.authors[0] if self.authors else self.publisher)


class Statement(Record):
    """One speaker's stance on one claim, resting on a passage."""

    id: Id
    speaker: ActorIds = Field((), description="Absent: the narrator of the source speaks.")
    speaks_for: Annotated[ActorId | None, Field(alias="as")] = None
    via: Annotated[Ids, Refers(("actor", "policy", "source"))] = ()
    mode: Mode
    claim: ClaimId
    stance: Stance = "affirms"
    because: ClaimIds = ()
    replies_to: StatementIds = Field(
        default=(), description="Statements of the same source that it answers."
    )
    said: Edtf | None = None
    at: Annotated[tuple[Passage, ...], Field(min_length=1), OneOrMore()]


class SourceFile(Record):
    """A file under ``sources/``: the source and all its statements."""

    source: Source
    statements: Annotated[tuple[Statement, ...], AsList] = ()
