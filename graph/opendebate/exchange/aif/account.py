"""What becomes of every node of an AIF graph: what it is in the coding, or why it is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from opendebate.exchange.aif.graph import Graph

# What a node stands for in a coding: the kind of thing, and the ids that name it.
Key = tuple[str, ...]
# Why a node stands for nothing.
_NO_PLACE = {
    "RA": "they join no two claims",
    "CA": "they join no two claims and no claim to a step",
    "MA": "they join no two claims",
    "TA": "they join no two statements",
    "L": "no stance on a claim hangs on them; their speaker and words are in the text",
    "YA": "they lead to nothing that a coding holds",
}
_FOREIGN = "a coding has no place for this type, nor for its text"


@dataclass(slots=True)
class Account:
    """Tells, for each node, what was made of it.

    Attributes
    ----------
    made : dict of str to dict of Key
        By node, what it stands for, in order; several where it joins several.
    why : dict of str to str
        Why a node may be set aside, if it stands for nothing after all.
    """

    made: dict[str, dict[Key, None]] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def keep(self, node: str, *key: str) -> None:
        """Say what a node stands for."""
        self.made.setdefault(node, {})[key] = None

    def drop(self, node: str, *key: str) -> None:
        """Say that a node does not stand for something after all."""
        del self.made[node][key]

    def leave(self, node: str, why: str) -> None:
        """Say why a node may be set aside, if it stands for nothing after all."""
        self.why.setdefault(node, why)

    def sentences(self, graph: Graph) -> Iterator[str]:
        """Yield how many nodes of each type are set aside and why."""
        aside: dict[tuple[str, str], list[str]] = {}
        for node in graph.nodes.values():
            if not self.made.get(node.id):
                why = self.why.get(node.id) or _NO_PLACE.get(node.type, _FOREIGN)
                aside.setdefault((node.type, why), []).append(node.id)
        for (kind, why), ids in sorted(aside.items()):
            first = ", ".join(one[:60] for one in ids[:3])
            of = graph.counts[f"{kind}-nodes"]
            yield f"{len(ids):,} of {of:,} {kind}-nodes set aside: {why} (first: {first})."
        if aside:
            yield "What is set aside is not in the graph; an export to AIF writes it again."
