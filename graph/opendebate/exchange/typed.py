"""What coding files hold, as plain data with types: the records of `coding.records`, step by step.

A record of :mod:`opendebate.coding.records` is complete and never changes. An import builds a
record key by key, and what a file says may still be wrong. So formats work on dictionaries, and
:mod:`opendebate.exchange.repair` and `folder` check them once. A type checker knows the keys of
those that formats take apart; a test compares each of these types with its record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypedDict

from opendebate.coding import records
from opendebate.coding.consistency import NARRATED

Record = dict[str, Any]  # any record, where the code treats all kinds alike
OWN_TOPICS = frozenset({"risk", "benefit"})  # topics of the ontology; no record may have their ids

PassageData = TypedDict(
    "PassageData", {"paragraph": int, "from": str, "to": str, "words": int, "sha256": str},
    total=False,
)  # fmt: skip
BodyData = TypedDict(
    "BodyData", {"from": str, "to": str, "paragraphs": int, "words": int, "sha256": str},
    total=False,
)  # fmt: skip
MembershipData = TypedDict(
    "MembershipData", {"organization": str, "role": str, "from": str, "until": str}, total=False
)


class ActorData(TypedDict, total=False):
    """A person, organisation or group."""

    name: str
    other_names: list[str]
    former_names: list[str]
    description: str
    link: str
    kind: str
    memberships: list[MembershipData]
    part_of: str
    anonymous: bool
    hypothetical: bool


class InferenceData(TypedDict, total=False):
    """The step from a premise to a conclusion."""

    premise: str
    conclusion: str


class ClaimData(TypedDict, total=False):
    """A proposition in the coder's own words."""

    text: str
    kind: str
    side: str
    topics: list[str]
    about: list[str]
    benefits: list[str]
    motive_of: list[str]
    cause_of: list[str]
    supports: list[str]
    attacks: list[str]
    undercuts: list[InferenceData]
    rephrases: list[str]


class SourceData(TypedDict, total=False):
    """What a source is, and who speaks in it."""

    title: str
    kind: str
    publisher: str
    authors: list[str]
    narrator: str
    published: str
    language: str
    url: str
    scope: str
    text: BodyData
    attribution: list[PassageData]


StatementData = TypedDict(
    "StatementData",
    {
        "id": str,
        "speaker": list[str],
        "as": str,
        "on_behalf_of": str,
        "via": list[str],
        "mode": str,
        "claim": str,
        "stance": str,
        "because": list[str],
        "replies_to": list[str],
        "said": str,
        "at": list[PassageData] | PassageData | Literal["unknown"],
    },
    total=False,
)


class SourceFileData(TypedDict):
    """A source and all its statements."""

    source: SourceData
    statements: list[StatementData]


def filled(record: Mapping[str, Any] | None = None, /, **values: object) -> Any:
    """Return a record without the keys that have no value.

    Examples
    --------
    >>> filled({"from": "We sell", "to": ""}, words=2, sha256=None)
    {'from': 'We sell', 'words': 2}
    """
    return {key: value for key, value in {**(record or {}), **values}.items() if value}


def passages_of(statement: StatementData) -> list[PassageData]:
    """Return the passages of a statement; none where they are unknown.

    Examples
    --------
    >>> passages_of({"id": "a", "at": "unknown"})
    []
    """
    at = statement["at"]
    if isinstance(at, list):
        return at
    return [] if isinstance(at, str) else [at]


def source_record(source: SourceData) -> records.Source:
    """Return a source as a record, which knows who narrates it and who speaks in it."""
    return records.Source.model_validate(source)


def speakers_of(statement: StatementData, source: SourceData) -> tuple[str, ...]:
    """Return who makes a statement: its speakers, or else the narrator or authors of the source."""
    return tuple(statement.get("speaker") or source_record(source).voices)


def is_source_voice(source: records.Source, mode: str, speakers: list[str]) -> bool:
    """Tell whether speakers need not be named, since without a name the source itself speaks."""
    return (mode in NARRATED or not source.effective_narrator) and {*speakers} == {*source.voices}


def sort_statements(statements: list[StatementData], order: Iterable[object]) -> None:
    """Sort statements as their ids are listed; those that are not listed come last."""
    numbers = {name: number for number, name in enumerate(order) if isinstance(name, str)}
    statements.sort(key=lambda statement: numbers.get(statement["id"], len(numbers)))
