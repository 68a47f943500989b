"""The policy network: issuers, addressees and targets, and the claims that policies respond to."""

from __future__ import annotations

import networkx as nx

from opendebate.stances import stances

OMITTED_RELATIONS = {"about", "carrier", "topic"}  # of statements, not of the policy
POLICY_NETWORK_KINDS = ("actor", "claim", "model", "policy")


def policy_network(debate_network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the policies with their ties, and the actors who take a stance on their claims.

    Parameters
    ----------
    debate_network : networkx.MultiDiGraph
        A network from :func:`opendebate.networks.debate_network.build_debate_network`.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges as in `debate_network`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = {iri: attributes["kind"] for iri, attributes in debate_network.nodes(data=True)}
    policies = {iri for iri, kind in kinds.items() if kind == "policy"}
    ties = [
        (start, end, relation)
        for start, end, relation in debate_network.edges(keys=True)
        if relation not in OMITTED_RELATIONS
        and policies & {start, end}
        and {kinds[start], kinds[end]} <= set(POLICY_NETWORK_KINDS)
    ]
    answered_claims = {end for _, end, relation in ties if relation == "respondsTo"}
    ties += [
        (start, end, relation)
        for start, end, relation in debate_network.edges(keys=True)
        if relation in stances() and end in answered_claims
    ]
    entities = policies | {iri for start, end, _ in ties for iri in (start, end)}
    graph.add_nodes_from((iri, debate_network.nodes[iri]) for iri in sorted(entities))
    for start, end, relation in sorted(ties):
        graph.add_edge(start, end, key=relation, **debate_network.edges[start, end, relation])
    return graph
