"""Measures of discourse networks, each with its n and the smallest n at which it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.errors import UsageError
from opendebate.networks import node_measures
from opendebate.networks.measure_results import NOTE, MeasureResult, NetworkTooSmall, Row
from opendebate.networks.projection import check_choice
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

__all__ = [
    "MEASURES",
    "NOTE",
    "REQUIREMENTS",
    "Measure",
    "MeasureResult",
    "NetworkTooSmall",
    "measure",
]


@dataclass(frozen=True, slots=True)
class Measure:
    """The definition of a measure, and the smallest network for which it means something.

    Attributes
    ----------
    title : str
    floor : int
        The smallest number of units; below it the measure is refused.
    unit : str
        ``"nodes"`` with a tie, or ``"ties"``.
    why : str
        Why fewer mean nothing, as a clause that follows "below 5".
    compute : callable
        Takes the network and a seed; returns value, rows and an addition to the note.
    requires : str
        What the network must have: a key of `REQUIREMENTS`, or empty.
    weighted : bool
        Whether it uses the weights of ties.
    per_node : bool
        Whether it has a row for each node; n is then the number of rows.
    random : bool
        Whether its result depends on the seed.
    """

    title: str
    floor: int
    unit: str
    why: str
    compute: Callable[[Graph, int], tuple[float | None, Sequence[Row], str]]
    requires: str = ""
    weighted: bool = False
    per_node: bool = False
    random: bool = False


# Requirement → whether a network meets it, and the message if it does not.
REQUIREMENTS: Mapping[str, tuple[Callable[[Graph], bool], str]] = {
    "signs": (
        lambda graph: any(is_signed(attributes) for *_, attributes in graph.edges(data=True)),
        "needs ties that are positive or negative, and these are neither",
    ),
    "sides": (
        lambda graph: bool(node_measures.sides(graph)),
        "needs nodes that are for or against, and this network has none",
    ),
    "statements": (
        lambda graph: any(attributes.get("n") for _, attributes in graph.nodes(data=True)),
        "needs the numbers of statements of actors or on claims, and this network has none",
    ),
}


def measure(graph: Graph, name: str, *, anyway: bool = False, seed: int = 1) -> MeasureResult:
    """Measure a network.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        A network from :mod:`opendebate.networks.discourse_networks`. A directed tie counts in
        both directions.
    name : str
        One of :data:`MEASURES`.
    anyway : bool
        Whether to measure a network that is too small for the result to mean anything.
    seed : int
        The seed for communities, and for frustration of large networks.

    Raises
    ------
    UsageError
        If there is no such measure, or the network does not meet its requirements.
    NetworkTooSmall
        If the network is too small and `anyway` is false.

    Examples
    --------
    >>> import networkx as nx
    >>> result = measure(nx.star_graph(4), "degree")
    >>> result.n, result.rows[0]["degree"]
    (5, 4)
    """
    check_network(graph)
    check_choice("measure", name, MEASURES)
    definition = MEASURES[name]
    graph, doubts_note = _without_doubts(graph, definition)
    _check_requirements(graph, name, definition)
    value, rows, note = definition.compute(graph, seed)
    n = len(rows) if definition.per_node else _count_units(graph, definition.unit)
    if n < definition.floor and not anyway:
        raise NetworkTooSmall(name, n, definition.unit, definition.floor, definition.why)
    too_small = n < definition.floor
    warning = f" There are too few {definition.unit} for it to mean anything." if too_small else ""
    return MeasureResult(
        name,
        definition.title,
        n,
        definition.unit,
        value,
        tuple(rows),
        f"{NOTE} {note} {doubts_note}".strip() + warning,
    )


def check_network(graph: object) -> None:
    """Raise `UsageError` for what is no network, such as the name of one."""
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise UsageError(
            f"{str(graph)[:40]!r} is no network.",
            advice='Give one, such as debate.network("actors").',
        )


def _without_doubts(graph: Graph, definition: Measure) -> tuple[Graph, str]:
    """Return a network without its ties of doubt, and a note on them, for measures of ties.

    A doubt is neither agreement nor disagreement, so no camp or balance can rest on it.
    """
    edges = [
        (start, end, tie["relation"])
        for start, end, tie in graph.edges(data=True)
        if tie.get("relation") == "doubt"
    ]
    if not edges or definition.requires == "statements":
        return graph, ""
    without = graph.copy()
    without.remove_edges_from(edges)
    number = f"{len(edges):,} tie{'s' * (len(edges) != 1)} of doubt"
    return without, f"Left out: {number}. In binary levels a doubt counts as a denial."


def _count_units(graph: Graph, unit: str) -> int:
    return graph.number_of_edges() if unit == "ties" else len(node_measures.nodes_with_ties(graph))


def _check_requirements(graph: Graph, name: str, definition: Measure) -> None:
    """Raise `UsageError` if a network with ties does not meet a measure's requirements."""
    if (
        definition.requires
        and graph.number_of_edges()
        and not REQUIREMENTS[definition.requires][0](graph)
    ):
        fit = [fitting for fitting, candidate in MEASURES.items() if not candidate.requires]
        raise UsageError(
            f"The measure {name} {REQUIREMENTS[definition.requires][1]}.",
            advice=f"Every network has {', '.join(fit)}.",
        )
    relations = {tie.get("relation") for *_, tie in graph.edges(data=True)}
    if definition.weighted and "combine" in relations:
        raise UsageError(
            f"The measure {name} needs weights, but combine gives only codes for kinds of ties.",
            advice="Use other ties: stance, subtract or ignore.",
        )


def _frustration(graph: Graph, seed: int) -> tuple[float, list[Row], str]:
    result = frustration(graph, seed)
    rows = [
        {"camp": n, "size": len(camp), "members": node_measures.members(graph, camp),
         "always": node_measures.members(graph, camp & result.invariant_nodes)}
        for n, camp in enumerate(result.camps, 1)
    ]  # fmt: skip
    method_note = "Every division was tried." if result.exact else (
        "This is an upper bound: there are too many actors to try every division."
    )  # fmt: skip
    note = f"The share of ties that two camps leave unsatisfied. {method_note}"
    return result.share, rows, f"{note} {_equal_divisions_note(result)}".strip()


def _equal_divisions_note(result: Frustration) -> str:
    """Return a sentence on the other divisions that are equally good."""
    if result.n_optimal == 1:
        return "" if not result.exact else "No other division does as well."
    number = f"{result.n_optimal}" if result.exact else f"at least {result.n_optimal}"
    return (
        f"This is one of {number} divisions that do equally well; those under “always” are "
        "divided from each other in this way by all of them."
    )


def _modularity(graph: Graph, seed: int) -> tuple[float, list[Row], str]:
    groups = node_measures.communities(graph, seed)
    value = signed_modularity(graph, groups)
    return value, node_measures.group_rows(graph, groups), (
        "Signed modularity (Gómez, Jensen and Arenas 2009) of the Louvain communities; "
        "0 is no better than chance."
    )  # fmt: skip


def _communities(graph: Graph, seed: int) -> tuple[None, list[Row], str]:
    rows = node_measures.group_rows(graph, node_measures.communities(graph, seed))
    return None, rows, f"Louvain on ties that are not negative, seed {seed}; another may differ."


def _external_internal(graph: Graph, _: int) -> tuple[float | None, list[Row], str]:
    sides = node_measures.sides(graph)
    return external_internal(graph, sides), node_measures.side_rows(graph, sides), (
        "The E-I index of positive ties between those for and those against: -1 all within, 1 all "
        "between; who takes both sides or neither is left out."
    )  # fmt: skip


_FEW_NODES = "ranks follow from single statements."
_FEW_GROUPS = "any division is chance."
_EMPTY = "there is nothing."
MEASURES: Mapping[str, Measure] = {
    "degree": Measure(
        "Ties of each", 3, "nodes", _FEW_NODES, node_measures.degree, weighted=True, per_node=True
    ),
    "betweenness": Measure(
        "Who stands between others", 5, "nodes", _FEW_NODES, node_measures.betweenness,
        per_node=True,
    ),
    "bridges": Measure(
        "Who agrees across the sides", 4, "nodes", _FEW_NODES, node_measures.bridges,
        "sides", per_node=True,
    ),
    "communities": Measure(
        "Groups that hang together", 20, "nodes", _FEW_GROUPS, _communities, weighted=True,
        random=True,
    ),
    "modularity": Measure(
        "How well it divides into groups", 20, "nodes", _FEW_GROUPS, _modularity, weighted=True,
        random=True,
    ),
    "frustration": Measure(
        "Ties that two camps leave unsatisfied", 6, "ties", "nearly every network divides well.",
        _frustration, "signs", weighted=True, random=True,
    ),
    "e-i": Measure(
        "Ties between the sides and within", 6, "ties", "one tie can reverse it.",
        _external_internal, "sides", weighted=True,
    ),
    "second-hand": Measure(
        "What others passed on", 1, "nodes", _EMPTY, node_measures.second_hand, "statements",
        per_node=True,
    ),
    "both-sides": Measure(
        "Who speaks, or is spoken of, on both sides", 1, "nodes", _EMPTY,
        node_measures.both_sides, "statements", per_node=True,
    ),
    "reach": Measure(
        "On how much each speaks", 1, "nodes", _EMPTY, node_measures.reach,
        "statements", per_node=True,
    ),
}  # fmt: skip
