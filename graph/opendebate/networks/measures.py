"""Measures of discourse networks, each with its n and a floor below which it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.errors import OpenDebateError
from opendebate.networks import by_node
from opendebate.networks.projection import known
from opendebate.networks.signed import external_internal, frustration, signed_modularity

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.Graph[str]

NOTE = "It measures what was said in these sources, not what people think."
Row = dict[str, Any]


class TooFew(OpenDebateError):
    """A measure that means nothing, because there is too little to measure.

    Parameters
    ----------
    measure, unit : str
    n, floor : int
        How many units there are, and how many there should be.
    why : str
        Why fewer say nothing.
    """

    exit_code = 1

    def __init__(self, measure: str, n: int, unit: str, floor: int, why: str) -> None:
        self.measure, self.n, self.floor = measure, n, floor
        super().__init__(
            f"{measure} is not told: there are {n} {unit}, and below {floor} {why}",
            advice="Add sources or widen the filters; --anyway (anyway=True) tells it even so.",
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure says of a network.

    Attributes
    ----------
    name, title : str
    n : int
        How many `unit` it rests on.
    unit : str
        ``"actors with ties"``, ``"ties"`` …
    value : float or None
        Of the whole network, where the measure has one.
    rows : tuple of dict
        Of its nodes or groups, the highest first.
    note : str
        What it can and cannot say.
    """

    name: str
    title: str
    n: int
    unit: str
    value: float | None = None
    rows: tuple[Row, ...] = ()
    note: str = NOTE

    def to_dict(self) -> Row:
        """Return plain data, fit for JSON."""
        return {
            "measure": self.name, "title": self.title, "n": self.n, "unit": self.unit,
            "value": self.value, "rows": [dict(row) for row in self.rows], "note": self.note,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """How something is measured, and from how many on.

    Attributes
    ----------
    title : str
    floor : int
        Of `unit`; below it the measure is refused.
    unit : str
        ``"nodes"`` with a tie, or ``"ties"``.
    why : str
        Why fewer say nothing, to follow "below 5".
    tell : callable
        Given the network and a seed, returns value, rows and what to add to the note.
    """

    title: str
    floor: int
    unit: str
    why: str
    tell: Callable[[Graph, int], tuple[float | None, Sequence[Row], str]]


def measure(graph: Graph, name: str, *, anyway: bool = False, seed: int = 1) -> Measured:
    """Return what a measure says of a network.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        As :mod:`opendebate.networks.discourse` makes it. Directed ones count in either direction.
    name : str
        One of :data:`MEASURES`.
    anyway : bool
        Whether to tell it where there is too little to mean anything.
    seed : int
        Of what is decided by chance: communities, and frustration of large networks.

    Raises
    ------
    UsageError
        If there is no such measure.
    TooFew
        If there is too little to measure; with `anyway` never.

    Examples
    --------
    >>> import networkx as nx
    >>> told = measure(nx.star_graph(4), "degree")
    >>> told.n, told.rows[0]["degree"]
    (5, 4)
    """
    known("measure", name, MEASURES)
    about = MEASURES[name]
    tied = [node for node, degree in graph.degree() if degree]
    n = graph.number_of_edges() if about.unit == "ties" else len(tied)
    if n < about.floor and not anyway:
        raise TooFew(name, n, about.unit, about.floor, about.why)
    value, rows, note = about.tell(graph, seed)
    small = n < about.floor
    warned = f" There are too few {about.unit} for it to mean anything." if small else ""
    return Measured(
        name, about.title, n, about.unit, value, tuple(rows), f"{NOTE} {note}".strip() + warned
    )


def _frustration(graph: Graph, seed: int) -> tuple[float, list[Row], str]:
    found = frustration(graph, seed)
    rows = [
        {"camp": n, "size": len(camp), "members": sorted(by_node.name(graph, one) for one in camp)}
        for n, camp in enumerate(found.camps, 1)
    ]
    how = "Every division was tried." if found.exact else (
        "This is an upper bound: there are too many actors to try every division."
    )  # fmt: skip
    return found.share, rows, f"The share of ties that two camps leave unsatisfied. {how}"


def _modularity(graph: Graph, seed: int) -> tuple[float, list[Row], str]:
    groups = by_node.communities(graph, seed)
    value = signed_modularity(graph, groups)
    return value, by_node.group_rows(graph, groups), (
        "Signed modularity (Gómez, Jensen and Arenas 2009) of the communities that are found; "
        "0 is no better than chance."
    )  # fmt: skip


def _communities(graph: Graph, seed: int) -> tuple[None, list[Row], str]:
    rows = by_node.group_rows(graph, by_node.communities(graph, seed))
    return None, rows, f"Louvain on ties that are not negative, seed {seed}; another may differ."


def _ei(graph: Graph, _: int) -> tuple[float | None, list[Row], str]:
    sides = by_node.sides(graph)
    return external_internal(graph, sides), by_node.side_rows(graph, sides), (
        "The E-I index of positive ties between those for and those against: -1 all within, 1 all "
        "between; who takes both sides or neither is left out."
    )  # fmt: skip


_FEW_NODES = "ranks follow from single statements."
_FEW_GROUPS = "any division is chance."
MEASURES: Mapping[str, Measure] = {
    "degree": Measure("Ties of each", 3, "nodes", _FEW_NODES, by_node.degree),
    "betweenness": Measure(
        "Who stands between others", 5, "nodes", _FEW_NODES, by_node.betweenness
    ),
    "bridges": Measure("Who agrees across the sides", 4, "nodes", _FEW_NODES, by_node.bridges),
    "communities": Measure("Groups that hang together", 20, "nodes", _FEW_GROUPS, _communities),
    "modularity": Measure("How well it divides into groups", 20, "nodes", _FEW_GROUPS, _modularity),
    "frustration": Measure(
        "Ties that two camps leave unsatisfied", 6, "ties", "nearly every network divides well.",
        _frustration,
    ),
    "e-i": Measure("Ties between the sides and within", 6, "ties", "one tie turns it over.", _ei),
    "second-hand": Measure(
        "What others passed on", 1, "nodes", "there is nothing.", by_node.second_hand
    ),
    "both-sides": Measure(
        "Who speaks, or is spoken of, on both sides", 1, "nodes", "there is nothing.",
        by_node.both_sides,
    ),
    "reach": Measure("On how much each speaks", 1, "nodes", "there is nothing.", by_node.reach),
}  # fmt: skip
