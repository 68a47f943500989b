"""What all records of a debate have in common: their base, and the codes that fields may have.

The meaning of the codes is in ``vocabularies.ttl``; a test compares the two.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from opendebate.coding import field_types as types

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

# Values by the name of the attribute, which ``debate.yaml`` declares.
Attributes = Annotated[
    dict[types.Id, types.Text],
    Field(description="Values of the attributes that debate.yaml declares."),
]


class Record(BaseModel):
    """The base of all records: they cannot be changed, and unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
