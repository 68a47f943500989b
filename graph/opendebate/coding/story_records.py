"""The records of ``stories.yaml``: stories that lead through a debate's page step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from opendebate.coding.field_types import FREE_TEXT, Edtf, Id, RefersTo
from opendebate.coding.records import ClaimKind, Mode, Record, Side, Stance

MAX_STEPS = 40
_MAX_TITLE, _MAX_SENTENCE = 120, 320
SPEAKER_KINDS = ("narrator", "person", "organization", "group")

Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_MAX_TITLE), FREE_TEXT
]
Sentence = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_MAX_SENTENCE), FREE_TEXT
]
ShownEntity = Annotated[
    Id, RefersTo(("actor", "claim", "model", "policy", "topic", "event", "source"))
]


class StoryFilters(Record):
    """What is left on the page: only statements that fit all of it."""

    side: Side | None = None
    topic: Annotated[Id, RefersTo(("topic",))] | None = None
    kind: ClaimKind | None = None
    speaker: Annotated[Id, RefersTo(("actor",), also=SPEAKER_KINDS)] | None = None
    stance: Stance | None = None
    mode: Mode | None = None
    source: Annotated[Id, RefersTo(("source",))] | None = None
    since: Annotated[
        Edtf | None,
        Field(alias="from", description="Statements whose last possible day is this or later."),
    ] = None
    until: Annotated[
        Edtf | None,
        Field(alias="to", description="Statements whose last possible day is this or earlier."),
    ] = None


class StoryStep(Record):
    """A state of the page, and one sentence on it."""

    text: Annotated[Sentence, Field(description="One sentence in your own words.")]
    view: Literal["map", "overview", "table", "trace", "read-along"] = "map"
    entity: Annotated[
        ShownEntity | None,
        Field(description="On the map, what is pinned; else what is traced or read."),
    ] = None
    camp: Annotated[
        Literal["for", "against", "both"] | None, Field(description="The camp the map lights.")
    ] = None
    filters: StoryFilters | None = None
    coders_reading: Annotated[
        bool, Field(description="Whether the map shows the coder's arguments, too.")
    ] = False


class Story(Record):
    """A title, and the steps in their order."""

    title: Title
    steps: Annotated[tuple[StoryStep, ...], Field(min_length=1, max_length=MAX_STEPS)]
