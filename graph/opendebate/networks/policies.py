"""Policies: who makes them for whom, what they are aimed at, and the claims they respond to."""

from __future__ import annotations

import networkx as nx

from opendebate.networks.debate_network import STANCES

LEFT_OUT = {"about", "carrier", "topic"}  # what is said of a policy, and in it, is no tie of it
KINDS = ("actor", "claim", "model", "policy")


def policy_network(whole: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the policies with what they are tied to, and who takes a stance on the claims.

    Parameters
    ----------
    whole : networkx.MultiDiGraph
        As :func:`opendebate.networks.debate_network.whole_network` makes it.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges as in `whole`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = {iri: about["kind"] for iri, about in whole.nodes(data=True)}
    policies = {iri for iri, kind in kinds.items() if kind == "policy"}
    ties = [
        (start, end, relation)
        for start, end, relation in whole.edges(keys=True)
        if relation not in LEFT_OUT
        and policies & {start, end}
        and {kinds[start], kinds[end]} <= set(KINDS)
    ]
    answered = {end for _, end, relation in ties if relation == "respondsTo"}
    ties += [
        (start, end, relation)
        for start, end, relation in whole.edges(keys=True)
        if relation in STANCES and end in answered
    ]
    things = policies | {iri for start, end, _ in ties for iri in (start, end)}
    graph.add_nodes_from((iri, whole.nodes[iri]) for iri in sorted(things))
    for start, end, relation in sorted(ties):
        graph.add_edge(start, end, key=relation, **whole.edges[start, end, relation])
    return graph
