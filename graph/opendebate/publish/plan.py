"""What would change in a store, graph by graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Triple

from opendebate.engines.engine import Engine
from opendebate.publish.stores import StoredGraph, Target

Facts = dict[str, frozenset[Triple]]


@dataclass(frozen=True, slots=True)
class Change:
    """What publishing changes in a graph.

    Attributes
    ----------
    graph : str
        Its IRI.
    added, removed, unchanged : int
        How many facts.
    state : str
        ``"equal"``, nothing to do; ``"open"``, to be replaced or removed; ``"done"``;
        ``"failed"``; or ``"changed"``, written by somebody else meanwhile.
    """

    graph: str
    added: int
    removed: int
    unchanged: int
    state: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "graph": self.graph,
            "added": self.added,
            "removed": self.removed,
            "same": self.unchanged,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing changes, or has changed.

    Attributes
    ----------
    changes : tuple of Change
        By graph.
    complete : bool
        Whether graphs that the debate no longer has were looked for.
    """

    changes: tuple[Change, ...]
    complete: bool

    @property
    def is_open(self) -> bool:
        """Whether a graph is still to be replaced or removed."""
        return any(change.state not in {"equal", "done"} for change in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, fit for JSON."""
        return {"complete": self.complete, "graphs": [change.to_dict() for change in self.changes]}


def facts_by_graph(engine: Engine) -> Facts:
    """Return the facts of each graph of a debate."""
    triples: dict[str, set[Triple]] = defaultdict(set)
    for quad in engine.quads():
        triples[str(quad.graph_name).strip("<>")].add(quad.triple)
    return {graph: frozenset(facts) for graph, facts in sorted(triples.items())}


def compare(
    facts: Facts, target: Target, base: str
) -> tuple[dict[str, StoredGraph], PublishReport]:
    """Return the graphs of a debate as a store has them, and what would change there."""
    listed = target.list(f"{base}graph/")
    graphs = sorted({*facts, *(listed or ())})
    stored = {graph: target.read(graph) for graph in graphs}
    changes = tuple(compare_graph(graph, facts, stored[graph]) for graph in graphs)
    return stored, PublishReport(changes, listed is not None)


def compare_graph(graph: str, facts: Facts, stored: StoredGraph) -> Change:
    """Return what would change in a graph."""
    ours, theirs = facts.get(graph, frozenset()), stored.facts
    added, removed = len(ours - theirs), len(theirs - ours)
    state = "open" if added or removed else "equal"
    return Change(graph, added, removed, len(ours & theirs), state)
