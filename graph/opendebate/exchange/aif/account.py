"""What becomes of every node of an AIF graph: how often it is said again, or why it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from opendebate.exchange.aif.graph import Graph

NOTHING = "they lead to nothing that a coding holds"
# Why a node that is no relation between claims and statements finds no place.
_NO_PLACE = {
    "RA": "they join no two claims",
    "CA": "they join no two claims and no claim to a step",
    "MA": "they join no two claims",
    "TA": "they join no two statements",
    "L": "no stance on a claim hangs on them; their speaker and words are kept",
    "YA": NOTHING,
}
SEVERAL = "some join several, as linked premises, and each pair is a relation of its own"
_FOREIGN = "a coding has no place for this type"


@dataclass(slots=True)
class Account:
    """Counts, for each node, how many nodes `write` makes of what was read from it.

    Attributes
    ----------
    times : Counter of str
        By node; 1 for most.
    why : dict of str to str
        Why a node is left out, if it is.
    more : Counter
        Nodes that `write` makes besides, by type and reason.
    """

    times: Counter[str] = field(default_factory=Counter)
    why: dict[str, str] = field(default_factory=dict)
    more: Counter[tuple[str, str]] = field(default_factory=Counter)

    def keep(self, node: str, times: int = 1) -> None:
        """Count what was made of a node."""
        self.times[node] += times

    def leave(self, node: str, why: str) -> None:
        """Say why a node may be left out, if nothing is made of it after all."""
        self.why.setdefault(node, why)

    def sentences(self, graph: Graph) -> Iterator[str]:
        """Yield how many nodes of each type are left out and why, and which make several.

        For each type, the nodes that were read, less those left out, and the more that are made,
        are as many as `write` writes.
        """
        left: dict[tuple[str, str], list[str]] = {}
        more = Counter(self.more)
        for node in graph.nodes.values():
            times = self.times[node.id]
            if times <= 0:
                why = self.why.get(node.id) or _NO_PLACE.get(node.type, _FOREIGN)
                left.setdefault((node.type, why), []).append(node.id)
            elif times > 1:
                more[node.type, SEVERAL] += times - 1
        for (kind, why), ids in sorted(left.items()):
            first = ", ".join(one[:60] for one in ids[:3])
            of = graph.counts[f"{kind}-nodes"]
            yield f"{len(ids):,} of {of:,} {kind}-nodes left out: {why} (first: {first})."
        for (kind, why), n in sorted(more.items()):
            yield f"{n:,} {kind}-node{'s' * (n > 1)} more if it is written again: {why}."
