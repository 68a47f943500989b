"""A debate on its way from or to another format: the coding files' records as plain data.

A record of :mod:`opendebate.coding.records` is complete and never changes. An import builds a
record key by key, and what a file says may still be wrong. So formats work on dictionaries, and
:mod:`opendebate.exchange.repair` and `folder` check them once. A type checker knows the keys of
those that formats take apart; a test compares each of these types with its record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict, cast, get_args

from opendebate.coding import records
from opendebate.coding.consistency import NARRATED
from opendebate.coding.debate_files import ENTITY_FILES
from opendebate.exchange.ids import slug

Record = dict[str, Any]  # any record, where the code treats all kinds alike
# The words that a claim's kind and side can be.
CLAIM_CODES = {"kind": get_args(records.ClaimKind), "side": get_args(records.Side)}

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
    same_as: list[str]
    kind: str
    memberships: list[MembershipData]
    part_of: str
    succeeds: str
    anonymous: bool
    hypothetical: bool
    attributes: dict[str, str]


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
    attributes: dict[str, str]


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
    coded: str
    text: BodyData
    attribution: list[PassageData]
    attributes: dict[str, str]


StatementData = TypedDict(
    "StatementData",
    {"id": str, "speaker": list[str], "as": str, "on_behalf_of": str, "via": list[str],
     "mode": str, "claim": str, "stance": str, "because": list[str], "replies_to": list[str],
     "said": str, "drafted_by": str, "accepted_by": str,
     "at": list[PassageData] | PassageData | Literal["unknown"], "attributes": dict[str, str]},
    total=False,
)  # fmt: skip


class SourceFileData(TypedDict):
    """A source and all its statements."""

    source: SourceData
    statements: list[StatementData]


@dataclass(slots=True)
class CodedDebate:
    """What the coding files of a debate say, before they are files, or without any files.

    Attributes
    ----------
    debate, actors, models, policies, claims, topics, events, context, stories
        Records, by id, with the keys of the coding files; lists are lists, even of one item.
    sources
        By slug, with ``source`` and ``statements``.
    codings
        Of several coders who coded the same source: coder → slug → as in ``sources``.
    texts
        Texts of sources by slug, where a format holds them. They are never written into the
        debate's folder.
    skeletons
        By format, what a file of that format holds and a coding cannot, so that an export writes
        it again. It holds no words of sources.
    recipe
        The name and content of a file that says how the import was made; empty for most formats.
    report
        What an import left out or assumed, a sentence each.
    counts
        How many records of each kind of the other format were read, such as ``"I-nodes"``.
    """

    debate: Record
    actors: dict[str, ActorData] = field(default_factory=dict)
    models: dict[str, Record] = field(default_factory=dict)
    policies: dict[str, Record] = field(default_factory=dict)
    claims: dict[str, ClaimData] = field(default_factory=dict)
    topics: dict[str, Record] = field(default_factory=dict)
    events: dict[str, Record] = field(default_factory=dict)
    context: dict[str, Record] = field(default_factory=dict)
    stories: dict[str, Record] = field(default_factory=dict)
    sources: dict[str, SourceFileData] = field(default_factory=dict)
    codings: dict[str, dict[str, SourceFileData]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    skeletons: dict[str, Record] = field(default_factory=dict)
    recipe: tuple[str, Record] | None = None
    report: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def files(self) -> dict[str, dict[str, Record]]:
        """Return the entities by the name of the file they belong in."""
        return {name: getattr(self, name) for name in ENTITY_FILES}

    def sections(self) -> dict[str, Record]:
        """Return the debate, its entities, stories and sources, without what is empty."""
        sources = {slug: file["source"] for slug, file in self.sources.items()}
        sections: dict[str, Record] = filled(
            {"debate": self.debate, **self.files()}, stories=self.stories, sources=sources
        )
        return sections

    def ids(self) -> Iterator[str]:
        """Yield the ids of all entities and sources."""
        for entities in self.files().values():
            yield from entities
        yield from self.sources

    def source_files(self) -> Iterator[tuple[str, SourceFileData]]:
        """Yield every source with its slug: those that count, and those of several coders."""
        yield from self.sources.items()
        for files in self.codings.values():
            yield from files.items()

    def statements(self) -> Iterator[tuple[str, StatementData]]:
        """Yield every statement, after the slug of its source."""
        for source_slug, source in self.sources.items():
            for statement in source["statements"]:
                yield source_slug, statement

    def steps(self, *relations: str) -> set[tuple[str, str]]:
        """Return each premise and conclusion that a speaker or, by some relations, the coder joins.

        Relations are ``supports``, ``attacks`` or both.
        """
        steps = {
            (premise, conclusion)
            for premise, claim in cast("dict[str, Record]", self.claims).items()
            for relation in relations
            for conclusion in claim.get(relation, ())
        }
        for _, statement in self.statements():
            steps |= {(premise, statement["claim"]) for premise in statement.get("because", ())}
        return steps


def new_coded_debate(
    title: str, question: str = "", iri: str | None = None, language: str = "en"
) -> CodedDebate:
    """Return an empty coded debate; without a question it has one that its title makes.

    Examples
    --------
    >>> new_coded_debate("On maps", "Should maps be free?").debate["iri"]
    'https://example.org/on-maps/'
    """
    question = question or f"What is argued in {title}?"
    iri = iri or f"https://example.org/{slug(title) or 'debate'}/"
    return CodedDebate({"title": title, "question": question, "iri": iri, "language": language})


def filled(record: Mapping[str, Any] | None = None, /, **values: object) -> Any:
    """Return a record without the keys that have no value.

    Examples
    --------
    >>> filled({"from": "We sell", "to": ""}, words=2, sha256=None)
    {'from': 'We sell', 'words': 2}
    """
    return {key: value for key, value in {**(record or {}), **values}.items() if value}


def add_once(record: Any, key: str, item: object) -> None:
    """Put an item at the end of a list of a record, unless it is in it."""
    listed = record.setdefault(key, [])
    if item not in listed:
        listed.append(item)


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
