"""The nodes and edges of a document that is written, and the transitions of its dialogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from opendebate.exchange.aif.context import Key
from opendebate.exchange.aif.graph import marked
from opendebate.exchange.aif.schemes import DEFAULTS, IDS
from opendebate.exchange.aif.skeleton import NEVER, AifSkeleton
from opendebate.exchange.coded_debate import Record, StatementData
from opendebate.exchange.extension import KEY
from opendebate.stances import opposes


class WrittenNodes:
    """Nodes and edges, beside those of the skeleton."""

    def __init__(self, skeleton: AifSkeleton) -> None:
        self.skeleton = skeleton
        self.nodes: list[Record] = list(skeleton.nodes.values())
        self.edges: list[Record] = []
        self._names = {name for _, _, *names in skeleton.edges for name in names}
        for start, end, *names in skeleton.edges:
            self._edge(start, end, *names)

    def node(
        self, kind: str, text: str, extension: object = None, scheme: str = "", key: Key = ()
    ) -> str:
        """Add a node, or find that of the skeleton which stands for the same; return its id."""
        if name := self.skeleton.node_of(key):
            return self.skeleton.fill(name, text, extension)
        name = self.skeleton.free(len(self.nodes) + 1)
        spelling = marked(text) if kind in {"I", "L"} else text
        node: Record = {"nodeID": name, "text": spelling, "type": kind, "timestamp": NEVER}
        if scheme:
            node |= {"scheme": scheme, **({"schemeID": IDS[scheme]} if scheme in IDS else {})}
        self.nodes.append(node | ({KEY: extension} if extension else {}))
        return name

    def scheme(self, kind: str, scheme: str = "", extension: object = None, key: Key = ()) -> str:
        """Add a node that is called by its scheme."""
        name = scheme or DEFAULTS[kind]
        return self.node(kind, name, extension, name, key)

    def join(self, *ids: str) -> None:
        """Add an edge from each node to the next; those of the skeleton are joined already."""
        for start, end in pairwise(ids):
            if not (start in self.skeleton.nodes and end in self.skeleton.nodes):
                self._edge(start, end)

    def _edge(self, start: str, end: str, name: str = "") -> None:
        number = len(self.edges) + 1
        while not name:
            name = str(number) if str(number) not in self._names else ""
            number += 1
        self._names.add(name)
        self.edges.append({"edgeID": name, "fromID": start, "toID": end, "formEdgeID": None})


@dataclass(frozen=True, slots=True)
class Act:
    """An illocution without its place in the dialogue."""

    node: str
    spot: str  # the locution of its statement
    statement: StatementData
    claim: str  # what it bears on: the claim, or the premise that is given for it
    is_direct: bool  # it leads to the claim itself


@dataclass(slots=True)
class Transitions:
    """The transitions of a document, and who says what where."""

    nodes: dict[tuple[str, str], str] = field(default_factory=dict)
    near: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    speakers: dict[tuple[str, str], set[tuple[str, ...]]] = field(default_factory=dict)

    def add_statement(self, spot: str, statement: StatementData) -> None:
        """Note that a statement is made in a locution."""
        if not statement.get("via"):
            key = (spot, statement["claim"])
            self.speakers.setdefault(key, set()).add(tuple(statement.get("speaker", ())))

    def add(self, start: str, end: str, node: str) -> None:
        """Note a transition between two locutions."""
        if self.nodes.setdefault((start, end), node) == node:
            self.near.setdefault(end, []).append((start, node, True))
            self.near.setdefault(start, []).append((end, node, False))

    def anchor(self, act: Act) -> str:
        """Return the transition in which an illocution is performed, or else its locution.

        A reason is given between conclusion and premise, by one speaker; agreement and
        disagreement come after what they are about, which is another's.
        """
        statement = act.statement
        if statement.get("via"):
            return act.spot
        responds = act.is_direct or opposes(statement.get("stance"))
        claim = statement["claim"] if responds else act.claim
        who = tuple(statement.get("speaker", ()))
        for neighbour, node, after in self.near.get(act.spot, ()):
            speakers = self.speakers.get((neighbour, claim), set())
            if (after and speakers - {who}) if responds else who in speakers:
                return node
        return act.spot
