"""What is read of an AIF graph so far: its claims, actors, sources, statements, and each node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TypeVar

from opendebate.exchange.actors import ActorNames
from opendebate.exchange.aif.graph import MOST_PAIRS, Graph
from opendebate.exchange.aif.locutions import Dialogue
from opendebate.exchange.coded_debate import CodedDebate, StatementData
from opendebate.exchange.ids import Ids
from opendebate.stances import opposes, stance_of

S = TypeVar("S")
T = TypeVar("T")
NOBODY = "Unnamed speaker"
# What a node stands for in a coding: the kind of record or relation, and the ids that name it.
Key = tuple[str, ...]
# Why a node stands for nothing.
_NO_PLACE = {
    "RA": "they join no two claims",
    "CA": "they join no two claims and no claim to a step",
    "MA": "they join no two claims",
    "TA": "they join no two statements",
    "L": "no stance on a claim depends on them; their speaker and words are in the text",
    "YA": "they lead to nothing that a coding holds",
}
_FOREIGN = "a coding has no place for this type, nor for its text"


@dataclass(slots=True)
class NodeOutcomes:
    """What becomes of every node: what it stands for in the coding, or why it is set aside."""

    # By node, what it stands for, in order; several where it joins several.
    keys: dict[str, dict[Key, None]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def add(self, node: str, *key: str) -> None:
        """Add what a node stands for."""
        self.keys.setdefault(node, {})[key] = None

    def set_aside(self, node: str, reason: str) -> None:
        """Note why a node is set aside, if it stands for nothing."""
        self.reasons.setdefault(node, reason)

    def sentences(self, graph: Graph) -> Iterator[str]:
        """Yield how many nodes of each type are set aside and why."""
        by_reason: dict[tuple[str, str], list[str]] = {}
        for node in graph.nodes.values():
            if not self.keys.get(node.id):
                reason = self.reasons.get(node.id) or _NO_PLACE.get(node.type, _FOREIGN)
                by_reason.setdefault((node.type, reason), []).append(node.id)
        for (kind, reason), ids in sorted(by_reason.items()):
            examples = ", ".join(name[:60] for name in ids[:3])
            total = graph.counts[f"{kind}-nodes"]
            yield f"{len(ids):,} of {total:,} {kind}-nodes set aside: {reason} ({examples})."
        if by_reason:
            yield "What is set aside is not in the graph; an export to AIF writes it again."


@dataclass(slots=True, eq=False)
class ImportedStatement:
    """A statement, and where it comes from."""

    source: str  # its slug
    record: StatementData
    # The illocutions that lead from the locution to the claim.
    direct: list[str] = field(default_factory=list)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks; empty for the voice of the source."""
        return tuple(self.record.get("speaker", ()))

    @property
    def key(self) -> Key:
        """What the illocution that makes the statement stands for."""
        record = self.record
        return ("statement", self.source, record["id"], record["claim"], stance_of(record))

    @property
    def affirms(self) -> bool:
        """Whether the speaker is for the claim."""
        return not opposes(self.record.get("stance"))


@dataclass(frozen=True, slots=True)
class ReportingChain:
    """How a locution comes into the dialogue."""

    uttered: str  # the locution in whose words it stands: itself, or the one that reports it
    via: tuple[str, ...] = ()  # the carriers, from the speaker outwards
    # From without inwards, the locutions that report, and the illocutions by which they do.
    path: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class AifContext:
    """A graph on its way to a coded debate."""

    graph: Graph
    coded: CodedDebate
    outcomes: NodeOutcomes
    ids: Ids
    dialogue: Dialogue
    slug: str = ""  # the source that the dialogue became; empty where there is none
    # By I-node, the claim that it became.
    claims: dict[str, str] = field(default_factory=dict)
    # By locution, the statements made in it, and how it comes into the dialogue.
    statements: dict[str, list[ImportedStatement]] = field(default_factory=dict)
    chains: dict[str, ReportingChain] = field(default_factory=dict)
    # Statements by locution, claim and stance, and those that this library wrote by source and id.
    by_stance: dict[tuple[str, str, str], ImportedStatement] = field(default_factory=dict)
    written: dict[tuple[str, str], ImportedStatement] = field(default_factory=dict)
    # By source, claim and speakers, the statement that affirms the claim before any other.
    affirmed: dict[tuple[str, str, tuple[str, ...]], ImportedStatement] = field(
        default_factory=dict
    )
    # Schemes of illocutions that are not known and count as asserting.
    guessed: Counter[str] = field(default_factory=Counter)
    actors: ActorNames = field(init=False)
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Find the actors that are known by now."""
        self.actors = ActorNames(self.coded, self.ids)

    def actor(self, name: str) -> str:
        """Return the id of the actor of a name; who is new is assumed to be a person."""
        name = name or NOBODY
        written = self.graph.actors.get(name)
        if written in self.coded.actors:
            return str(written)
        return self.actors.get(name, "group" if name == NOBODY else "person")

    def add(self, spot: str, source: str, record: StatementData) -> ImportedStatement:
        """Put a statement into its source; it gets an id if it has none."""
        if "id" not in record:
            speaker = record["speaker"][0]
            self._numbers[source, speaker] += 1
            record = {"id": f"{speaker}-{self._numbers[source, speaker]}", **record}
        statement = ImportedStatement(source, record)
        self.coded.sources[source]["statements"].append(record)
        self.statements.setdefault(spot, []).append(statement)
        claim = record["claim"]
        self.by_stance.setdefault((spot, claim, stance_of(record)), statement)
        if statement.affirms:
            self.affirmed.setdefault((source, claim, statement.speakers), statement)
        return statement

    def ground(self, statement: ImportedStatement, act: str) -> None:
        """Note that an illocution leads from its locution to the claim of a statement."""
        statement.direct.append(act)
        self.outcomes.add(act, *statement.key)

    def claims_of(self, nodes: Iterable[str]) -> list[str]:
        """Return the claims that some nodes became, where they are I-nodes with a text."""
        return [self.claims[node] for node in nodes if node in self.claims]

    def pairs(self, node: str, starts: list[S], ends: list[T]) -> Iterator[tuple[S, T]]:
        """Yield what a node joins, each start with each end, unless these are too many."""
        if len(starts) * len(ends) > MOST_PAIRS:
            self.outcomes.set_aside(node, "they join too many nodes")
        else:
            yield from product(starts, ends)

    def lookup(self, spot: str, claim: str, *stances: str) -> ImportedStatement | None:
        """Return the statement that takes one of some stances on a claim in a locution."""
        statements = (self.by_stance.get((spot, claim, stance)) for stance in stances)
        return next((statement for statement in statements if statement), None)

    def locution_of(self, act: str) -> tuple[str, list[str]]:
        """Return the locution in which an illocution is performed, and others it is tied to.

        An illocution follows a locution, or the transition that ends in it.
        """
        if locutions := self.graph.into(act, "L"):
            return locutions[0], locutions[1:]
        for change in self.graph.into(act, "TA"):
            if ends := self.graph.out(change, "L"):
                return ends[0], [*ends[1:], *self.graph.into(change, "L")]
        return "", []
