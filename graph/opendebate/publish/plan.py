"""What would change in a store, graph by graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Triple

from opendebate.engines.engine import Engine
from opendebate.publish.stores import Held, Target

Facts = dict[str, frozenset[Triple]]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a graph.

    Attributes
    ----------
    graph : str
        Its IRI.
    added, removed, same : int
        Facts.
    state : str
        ``"equal"``, nothing to do; ``"open"``, to be replaced or removed; ``"done"``;
        ``"failed"``; or ``"changed"``, written by somebody else meanwhile.
    """

    graph: str
    added: int
    removed: int
    same: int
    state: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Report:
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
        """Whether there is something left to do."""
        return any(one.state not in {"equal", "done"} for one in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, fit for JSON."""
        return {"complete": self.complete, "graphs": [one.to_dict() for one in self.changes]}


def facts_of(engine: Engine) -> Facts:
    """Return the facts of each graph of a debate."""
    found: dict[str, set[Triple]] = defaultdict(set)
    for quad in engine.quads():
        found[str(quad.graph_name).strip("<>")].add(quad.triple)
    return {graph: frozenset(facts) for graph, facts in sorted(found.items())}


def compare(facts: Facts, target: Target, base: str) -> tuple[dict[str, Held], Report]:
    """Return what a store holds of a debate, and what would change there."""
    listed = target.list(f"{base}graph/")
    graphs = sorted({*facts, *(listed or ())})
    held = {graph: target.read(graph) for graph in graphs}
    changes = tuple(change(graph, facts, held[graph]) for graph in graphs)
    return held, Report(changes, listed is not None)


def change(graph: str, facts: Facts, held: Held, state: str = "") -> Change:
    """Return what would change in a graph."""
    ours, theirs = facts.get(graph, frozenset()), held.facts
    added, removed = len(ours - theirs), len(theirs - ours)
    state = state or ("open" if added or removed else "equal")
    return Change(graph, added, removed, len(ours & theirs), state)
