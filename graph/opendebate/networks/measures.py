"""Measures of discourse networks, each with its n and a floor below which it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.errors import UsageError
from opendebate.natural import natural
from opendebate.networks import node_measures
from opendebate.networks.measure_results import NOTE, Measured, Row, TooFew
from opendebate.networks.projection import known
from opendebate.networks.structural_balance import (
    Frustration,
    external_internal,
    frustration,
    signed_modularity,
)
from opendebate.networks.tie_weights import is_signed

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.Graph[str]

__all__ = ["MEASURES", "NEEDS", "NOTE", "Measure", "Measured", "TooFew", "measure"]


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
    needs : str
        What the network must have: one of `NEEDS`, or nothing.
    weighs : bool
        Whether it counts what ties weigh.
    each : bool
        Whether there is a row for each node that it is about: n is the number of rows then.
    chance : bool
        Whether the seed bears on it.
    """

    title: str
    floor: int
    unit: str
    why: str
    tell: Callable[[Graph, int], tuple[float | None, Sequence[Row], str]]
    needs: str = ""
    weighs: bool = False
    each: bool = False
    chance: bool = False


# What a measure may need → whether a network has it, and what is said where it has not.
NEEDS: Mapping[str, tuple[Callable[[Graph], bool], str]] = {
    "signs": (
        lambda graph: any(is_signed(about) for *_, about in graph.edges(data=True)),
        "needs ties that are positive or negative, and these are neither",
    ),
    "sides": (
        lambda graph: bool(node_measures.sides(graph)),
        "needs things that are for or against, and here nothing is",
    ),
    "statements": (
        lambda graph: any(about.get("n") for _, about in graph.nodes(data=True)),
        "counts statements of actors or on claims, and this network does not count them",
    ),
}


def measure(graph: Graph, name: str, *, anyway: bool = False, seed: int = 1) -> Measured:
    """Return what a measure says of a network.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        As :mod:`opendebate.networks.discourse_networks` makes it. A directed tie counts in
        either direction.
    name : str
        One of :data:`MEASURES`.
    anyway : bool
        Whether to tell it where there is too little to mean anything.
    seed : int
        Of what is decided by chance: communities, and frustration of large networks.

    Raises
    ------
    UsageError
        If there is no such measure, or the network has not what it measures.
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
    _check_fits(graph, name, about)
    value, rows, note = about.tell(graph, seed)
    n = len(rows) if about.each else _n(graph, about.unit)
    if n < about.floor and not anyway:
        raise TooFew(name, n, about.unit, about.floor, about.why)
    small = n < about.floor
    warned = f" There are too few {about.unit} for it to mean anything." if small else ""
    return Measured(
        name, about.title, n, about.unit, value, tuple(rows), f"{NOTE} {note}".strip() + warned
    )


def _n(graph: Graph, unit: str) -> int:
    return graph.number_of_edges() if unit == "ties" else len(node_measures.tied(graph))


def _check_fits(graph: Graph, name: str, about: Measure) -> None:
    """Raise `UsageError` where a network has not what a measure needs; an empty one has nothing."""
    if about.needs and graph.number_of_edges() and not NEEDS[about.needs][0](graph):
        fit = [one for one, other in MEASURES.items() if not other.needs]
        raise UsageError(
            f"The measure {name} {NEEDS[about.needs][1]}.",
            advice=f"Every network has {', '.join(fit)}.",
        )
    relations = {tie.get("relation") for *_, tie in graph.edges(data=True)}
    if about.weighs and "combine" in relations:
        raise UsageError(
            f"The measure {name} sums weights, and combine only numbers the kinds of ties.",
            advice="Use other ties: stance, subtract or ignore.",
        )


def _frustration(graph: Graph, seed: int) -> tuple[float, list[Row], str]:
    found = frustration(graph, seed)
    rows = [
        {"camp": n, "size": len(camp), "members": _names(graph, camp),
         "always": _names(graph, camp & found.always)}
        for n, camp in enumerate(found.camps, 1)
    ]  # fmt: skip
    how = "Every division was tried." if found.exact else (
        "This is an upper bound: there are too many actors to try every division."
    )  # fmt: skip
    told = f"The share of ties that two camps leave unsatisfied. {how} {_others(found)}"
    return found.share, rows, told.strip()


def _others(found: Frustration) -> str:
    """Return what to say of other divisions that do as well."""
    if found.best == 1:
        return "" if not found.exact else "No other division does as well."
    number = f"{found.best}" if found.exact else f"at least {found.best}"
    return (
        f"This is one of {number} divisions that do equally well; those under “always” are "
        "divided from each other in this way by all of them."
    )


def _names(graph: Graph, nodes: Iterable[str]) -> list[str]:
    return sorted((node_measures.name(graph, node) for node in nodes), key=natural)


def _modularity(graph: Graph, seed: int) -> tuple[float, list[Row], str]:
    groups = node_measures.communities(graph, seed)
    value = signed_modularity(graph, groups)
    return value, node_measures.group_rows(graph, groups), (
        "Signed modularity (Gómez, Jensen and Arenas 2009) of the communities that are found; "
        "0 is no better than chance."
    )  # fmt: skip


def _communities(graph: Graph, seed: int) -> tuple[None, list[Row], str]:
    rows = node_measures.group_rows(graph, node_measures.communities(graph, seed))
    return None, rows, f"Louvain on ties that are not negative, seed {seed}; another may differ."


def _ei(graph: Graph, _: int) -> tuple[float | None, list[Row], str]:
    sides = node_measures.sides(graph)
    return external_internal(graph, sides), node_measures.side_rows(graph, sides), (
        "The E-I index of positive ties between those for and those against: -1 all within, 1 all "
        "between; who takes both sides or neither is left out."
    )  # fmt: skip


_FEW_NODES = "ranks follow from single statements."
_FEW_GROUPS = "any division is chance."
_NOTHING = "there is nothing."
MEASURES: Mapping[str, Measure] = {
    "degree": Measure(
        "Ties of each", 3, "nodes", _FEW_NODES, node_measures.degree, weighs=True, each=True
    ),
    "betweenness": Measure(
        "Who stands between others", 5, "nodes", _FEW_NODES, node_measures.betweenness, each=True
    ),
    "bridges": Measure(
        "Who agrees across the sides", 4, "nodes", _FEW_NODES, node_measures.bridges,
        "sides", each=True,
    ),
    "communities": Measure(
        "Groups that hang together", 20, "nodes", _FEW_GROUPS, _communities, weighs=True,
        chance=True,
    ),
    "modularity": Measure(
        "How well it divides into groups", 20, "nodes", _FEW_GROUPS, _modularity, weighs=True,
        chance=True,
    ),
    "frustration": Measure(
        "Ties that two camps leave unsatisfied", 6, "ties", "nearly every network divides well.",
        _frustration, "signs", weighs=True, chance=True,
    ),
    "e-i": Measure(
        "Ties between the sides and within", 6, "ties", "one tie turns it over.", _ei, "sides",
        weighs=True,
    ),
    "second-hand": Measure(
        "What others passed on", 1, "nodes", _NOTHING, node_measures.second_hand, "statements",
        each=True,
    ),
    "both-sides": Measure(
        "Who speaks, or is spoken of, on both sides", 1, "nodes", _NOTHING,
        node_measures.both_sides, "statements", each=True,
    ),
    "reach": Measure(
        "On how much each speaks", 1, "nodes", _NOTHING, node_measures.reach,
        "statements", each=True,
    ),
}  # fmt: skip
