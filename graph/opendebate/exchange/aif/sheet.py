"""The nodes and edges of a document that is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from opendebate.exchange.aif.account import Key
from opendebate.exchange.aif.frame import NEVER, Frame
from opendebate.exchange.aif.graph import KEPT, marked
from opendebate.exchange.aif.schemes import DEFAULTS, IDS
from opendebate.exchange.draft import Draft, Record


@dataclass(slots=True)
class Sheet:
    """Puts nodes and edges in, beside those of the graph that a debate was imported from."""

    draft: Draft
    nodes: list[Record] = field(default_factory=list)
    edges: list[Record] = field(default_factory=list)
    frame: Frame = field(default_factory=Frame)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with the frame of the graph that the debate was imported from, if there is one."""
        self.frame = Frame.of(self.draft)
        self.nodes += self.frame.nodes.values()
        self._names = {name for _, _, *names in self.frame.edges for name in names}
        for start, end, *names in self.frame.edges:
            self.edge(start, end, *names)

    def node(
        self, kind: str, text: str, kept: object = None, scheme: str = "", key: Key = ()
    ) -> str:
        """Put a node in, or find the one of the frame that stands for the same; return its id."""
        found = self.frame.find(key)
        if found:
            return self.frame.fill(found, text, kept)
        name = self.frame.free(len(self.nodes) + 1)
        shown = marked(text) if kind in {"I", "L"} else text
        made: Record = {"nodeID": name, "text": shown, "type": kind, "timestamp": NEVER}
        if scheme:
            made |= {"scheme": scheme, **({"schemeID": IDS[scheme]} if scheme in IDS else {})}
        self.nodes.append(made | ({KEPT: kept} if kept else {}))
        return name

    def scheme(self, kind: str, scheme: str = "", kept: object = None, key: Key = ()) -> str:
        """Put a node in that is called by its scheme."""
        name = scheme or DEFAULTS[kind]
        return self.node(kind, name, kept, name, key)

    def join(self, *ids: str) -> None:
        """Put an edge in from each node to the next; those of the frame are joined already."""
        for start, end in pairwise(ids):
            if not (start in self.frame.nodes and end in self.frame.nodes):
                self.edge(start, end)

    def edge(self, start: str, end: str, name: str = "") -> None:
        """Put an edge in; it gets a number that no other has."""
        number = len(self.edges) + 1
        while not name:
            name = str(number) if str(number) not in self._names else ""
            number += 1
        self._names.add(name)
        self.edges.append({"edgeID": name, "fromID": start, "toID": end, "formEdgeID": None})
