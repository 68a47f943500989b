"""Network registry: builds the networks of a debate by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.networks.affiliation import affiliation_network
from opendebate.networks.claims import affirmed_claim_network
from opendebate.networks.debate_network import build_debate_network
from opendebate.networks.discourse_networks import add_notes, projected_network
from opendebate.networks.observations import Selection, observe
from opendebate.networks.options import Method, check_choices, check_method, non_default_options
from opendebate.networks.policies import policy_network
from opendebate.networks.position_changes import changes_of_position
from opendebate.networks.projection import check_choice

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

    Network = nx.Graph[str]

__all__ = ["NETWORKS", "Method", "make_network", "split_aggregations"]


NetworkBuilder = Callable[["Engine", Selection, Method], Any]


def make_network(
    engine: Engine,
    name: str,
    selection: Selection | None = None,
    method: Method | None = None,
    options: Collection[str] | None = None,
) -> Network:
    """Return a network of a debate.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of :data:`NETWORKS`.
    selection : Selection, optional
        Which statements count. On ``debate`` and ``policies`` only `positions` has an effect.
    method : Method, optional
        Has an effect on ``actors``, ``claims`` and ``affiliation``.
    options : collection of str, optional
        The options that were chosen, from
        :data:`opendebate.networks.options.ALL_OPTIONS`; by default those that differ from their
        defaults.

    Returns
    -------
    networkx.Graph
        Directed or undirected; several kinds of ties make parallel edges.

    Raises
    ------
    UsageError
        If there is no such network, or an option has no effect on it.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load(only=["why-meta-opened-up"]).engine
    >>> make_network(engine, "carriers").number_of_edges()
    7
    """
    check_choice("network", name, NETWORKS)
    selection, method = selection or Selection(), method or Method()
    chosen = non_default_options(selection, method) if options is None else options
    check_choices(name, chosen)
    check_method(name, method, chosen)
    network: Network = NETWORKS[name][1](engine, selection, method)
    return network


def _projection_builder(of: str) -> NetworkBuilder:
    def build(engine: Engine, selection: Selection, method: Method) -> Network:
        return projected_network(
            engine,
            selection,
            method.ties_of(of),
            of=of,
            normalisation=method.normalisation,
            levels=method.levels,
        )

    return build


def _affiliation(engine: Engine, selection: Selection, method: Method) -> Network:
    return affiliation_network(
        engine,
        selection,
        method.ties_of("affiliation"),
        normalisation=method.normalisation,
        levels=method.levels,
    )


def _debate(engine: Engine, selection: Selection, _: Method) -> Network:
    graph = build_debate_network(engine, positions=selection.positions)
    add_notes(graph, changes_of_position(engine, selection))
    return graph


def _policies(engine: Engine, selection: Selection, _: Method) -> Network:
    graph = policy_network(build_debate_network(engine, positions=selection.positions))
    add_notes(graph, changes_of_position(engine, selection, graph))
    return graph


def _arguments(engine: Engine, selection: Selection, _: Method) -> Network:
    """Return supports, attacks and undercuts.

    Premises must be affirmed; see :func:`opendebate.networks.claims.affirmed_claim_network`. A
    selection includes stated arguments by their statements, and analytic ones by their claims.
    """
    graph = _with_signs(affirmed_claim_network(engine, hypothetical=selection.hypothetical))
    if replace(selection, hypothetical=False) == Selection():
        return graph
    observations = observe(engine, replace(selection, positions="all"))
    return _limited_to(
        graph,
        {observation.statement for observation in observations},
        {observation.target for observation in observations},
    )


_SIGNS = {"supports": 1, "attacks": -1, "undercuts": -1}


def _with_signs(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Give supports a positive sign, attacks and undercuts a negative sign."""
    for *_, relation, attributes in graph.edges(keys=True, data=True):
        attributes["sign"] = _SIGNS[relation]
    return graph


def _limited_to(
    graph: nx.MultiDiGraph[str], statement_ids: set[str], claims: set[str]
) -> nx.MultiDiGraph[str]:
    limited: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for start, end, key, attributes in graph.edges(keys=True, data=True):
        statements = tuple(
            statement for statement in attributes["statements"] if statement in statement_ids
        )
        ends = {start, *graph.nodes[end].get("ends", (end,))}
        if statements or ("analytic" in attributes["basis"] and ends <= claims):
            limited.add_edge(start, end, key=key, **attributes | {"statements": statements})
    limited.add_nodes_from((node, graph.nodes[node]) for node in list(limited))
    return limited


def _carriers(engine: Engine, selection: Selection, _: Method) -> Network:
    """Return who is reported by whom; the weight is the number of statements."""
    statements_of: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for observation in observe(engine, replace(selection, positions="all")):
        for carrier in observation.via:
            if carrier != observation.actor:
                statements_of[observation.actor, carrier].add(observation.statement)
    debate_network = build_debate_network(engine)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for (speaker, carrier), statements in sorted(statements_of.items()):
        if carrier in debate_network:  # a carrier can be a source, which is not a node
            graph.add_edge(
                speaker, carrier, key="carrier", relation="carrier", label="reported by",
                inverse="reports", weight=len(statements), statements=tuple(sorted(statements)),
            )  # fmt: skip
    graph.add_nodes_from((node, debate_network.nodes[node]) for node in list(graph))
    return graph


NETWORKS: Mapping[str, tuple[str, NetworkBuilder]] = {
    "actors": (
        "actors tied by the claims on which they agree or not",
        _projection_builder("actors"),
    ),
    "affiliation": ("actors, and the claims or topics on which they take a stance", _affiliation),
    "arguments": ("claims, and what supports, attacks or undercuts what", _arguments),
    "carriers": ("speakers, and who reports them", _carriers),
    "claims": (
        "claims tied by the actors who take the same stance on both",
        _projection_builder("claims"),
    ),
    "debate": ("everything, and every tie", _debate),
    "policies": ("policies, whom they name, and the claims they respond to", _policies),
}


def split_aggregations(ties: str | Sequence[str]) -> tuple[str, ...]:
    """Return the aggregations in a text with commas, or in a sequence of names.

    Examples
    --------
    >>> split_aggregations("congruence,conflict")
    ('congruence', 'conflict')
    """
    return tuple(ties.split(",")) if isinstance(ties, str) else tuple(ties)
