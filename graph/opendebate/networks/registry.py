"""The networks of a debate by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.networks.affiliation import affiliation_network
from opendebate.networks.claims import argued
from opendebate.networks.debate_network import whole_network
from opendebate.networks.discourse_networks import note, projected_network
from opendebate.networks.observations import Selection, observe
from opendebate.networks.options import Method, check_choices, check_method, given_in
from opendebate.networks.policies import policy_network
from opendebate.networks.position_changes import changes_of_position
from opendebate.networks.projection import known

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

    Network = nx.Graph[str]

__all__ = ["NETWORKS", "Method", "make_network", "two_kinds"]


Maker = Callable[["Engine", Selection, Method], Any]


def make_network(
    engine: Engine,
    name: str,
    selection: Selection | None = None,
    method: Method | None = None,
    given: Collection[str] | None = None,
) -> Network:
    """Return a network of a debate.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of :data:`NETWORKS`.
    selection : Selection, optional
        Which statements count. Of the whole debate's and the policies' networks, only its
        `positions` are a choice.
    method : Method, optional
        Of ``actors``, ``claims`` and ``affiliation``.
    given : collection of str, optional
        The choices that were made, as in :data:`opendebate.networks.options.ALL`; by default
        those that differ from what holds without them.

    Returns
    -------
    networkx.Graph
        Directed or not, with parallel edges where two kinds of tie meet.

    Raises
    ------
    UsageError
        If there is no such network, or a choice has no effect on it.

    Examples
    --------
    >>> import opendebate
    >>> make_network(opendebate.load().engine, "carriers").number_of_edges()
    7
    """
    known("network", name, NETWORKS)
    selection, method = selection or Selection(), method or Method()
    chosen = given_in(selection, method) if given is None else given
    check_choices(name, chosen)
    check_method(name, method, chosen)
    network: Network = NETWORKS[name][1](engine, selection, method)
    return network


def _projected(of: str) -> Maker:
    def make(engine: Engine, selection: Selection, method: Method) -> Network:
        return projected_network(
            engine,
            selection,
            method.ties_of(of),
            of=of,
            normalisation=method.normalisation,
            levels=method.levels,
        )

    return make


def _affiliation(engine: Engine, selection: Selection, method: Method) -> Network:
    return affiliation_network(
        engine,
        selection,
        method.ties_of("affiliation"),
        normalisation=method.normalisation,
        levels=method.levels,
    )


def _whole(engine: Engine, selection: Selection, _: Method) -> Network:
    graph = whole_network(engine, positions=selection.positions)
    note(graph, changes_of_position(engine, selection))
    return graph


def _policies(engine: Engine, selection: Selection, _: Method) -> Network:
    graph = policy_network(whole_network(engine, positions=selection.positions))
    note(graph, changes_of_position(engine, selection, graph))
    return graph


def _arguments(engine: Engine, selection: Selection, _: Method) -> Network:
    """Return supports, attacks and undercuts.

    Only what somebody affirms argues; see :func:`opendebate.networks.claims.argued`. A selection
    leaves stated arguments with their statements, and the coder's with both claims.
    """
    graph = _with_signs(argued(engine, hypothetical=selection.hypothetical))
    if replace(selection, hypothetical=False) == Selection():
        return graph
    seen = observe(engine, replace(selection, positions="all"))
    return _limited(graph, {one.statement for one in seen}, {one.target for one in seen})


_SIGNS = {"supports": 1, "attacks": -1, "undercuts": -1}


def _with_signs(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a network of arguments in which supports are positive and what is against negative."""
    for *_, relation, about in graph.edges(keys=True, data=True):
        about["sign"] = _SIGNS[relation]
    return graph


def _limited(graph: nx.MultiDiGraph[str], said: set[str], claims: set[str]) -> nx.MultiDiGraph[str]:
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for start, end, key, about in graph.edges(keys=True, data=True):
        statements = tuple(one for one in about["statements"] if one in said)
        ends = {start, *graph.nodes[end].get("ends", (end,))}
        if statements or ("analytic" in about["basis"] and ends <= claims):
            kept.add_edge(start, end, key=key, **about | {"statements": statements})
    kept.add_nodes_from((node, graph.nodes[node]) for node in list(kept))
    return kept


def _carriers(engine: Engine, selection: Selection, _: Method) -> Network:
    """Return who is reported by whom; how often is the weight."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in observe(engine, replace(selection, positions="all")):
        for carrier in one.via:
            if carrier != one.actor:
                found[one.actor, carrier].add(one.statement)
    whole = whole_network(engine)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for (speaker, carrier), said in sorted(found.items()):
        if carrier in whole:  # a source may carry too, and is no node
            graph.add_edge(
                speaker, carrier, key="carrier", relation="carrier", label="reported by",
                inverse="reports", weight=len(said), statements=tuple(sorted(said)),
            )  # fmt: skip
    graph.add_nodes_from((node, whole.nodes[node]) for node in list(graph))
    return graph


NETWORKS: Mapping[str, tuple[str, Maker]] = {
    "actors": ("actors tied by the claims on which they agree or not", _projected("actors")),
    "affiliation": ("actors, and the claims or topics on which they take a stance", _affiliation),
    "arguments": ("claims, and what supports, attacks or undercuts what", _arguments),
    "carriers": ("speakers, and who reports them", _carriers),
    "claims": ("claims tied by the actors who take the same stance on both", _projected("claims")),
    "debate": ("everything, and every tie", _whole),
    "policies": ("policies, whom they name, and the claims they respond to", _policies),
}


def two_kinds(ties: str | Sequence[str]) -> tuple[str, ...]:
    """Return aggregations given as one name, names with commas, or several names.

    Examples
    --------
    >>> two_kinds("congruence,conflict")
    ('congruence', 'conflict')
    """
    return tuple(ties.split(",")) if isinstance(ties, str) else tuple(ties)
