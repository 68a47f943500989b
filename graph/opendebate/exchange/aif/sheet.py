"""The nodes and edges of a document that is written."""

from __future__ import annotations

from itertools import pairwise

from opendebate.exchange.aif.context import Key
from opendebate.exchange.aif.graph import marked
from opendebate.exchange.aif.schemes import DEFAULTS, IDS
from opendebate.exchange.aif.skeleton import NEVER, Skeleton
from opendebate.exchange.extension import KEY
from opendebate.exchange.typed import Record


class Sheet:
    """Nodes and edges, beside those of the skeleton."""

    def __init__(self, skeleton: Skeleton) -> None:
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
