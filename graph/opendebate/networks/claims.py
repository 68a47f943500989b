"""The claim network: supports, attacks and undercuts between claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.ask.affirmed_claims import affirmed_claims, imagined_arguments
from opendebate.ask.entities import entity_of
from opendebate.ask.query_texts import query_text
from opendebate.networks.debate_network import ARGUMENTS, build_debate_network
from opendebate.networks.tie_grounds import basis_of, local_name

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


def claim_network(debate_network: nx.MultiDiGraph[str], engine: Engine) -> nx.MultiDiGraph[str]:
    """Return the claims that are part of an argument, with supports, attacks and undercuts.

    Parameters
    ----------
    debate_network : networkx.MultiDiGraph
        A network from :func:`opendebate.networks.debate_network.build_debate_network`.
    engine : Engine
        Of the same debate.

    Returns
    -------
    networkx.MultiDiGraph
        Claims as in `debate_network`, and for each undercut step a node of kind ``"step"`` with
        `ends` (the IRIs of premise and conclusion) and `relation`. Edges are ``supports`` and
        ``attacks`` as in `debate_network`, and ``undercuts`` from a claim to a step, with `basis`
        and `statements`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties = [
        (start, end, relation, edge)
        for start, end, relation, edge in debate_network.edges(keys=True, data=True)
        if relation in ARGUMENTS
    ]
    undercuts = _undercuts(engine)
    joined = {iri for start, end, *_ in ties for iri in (start, end)} | {u for u, _ in undercuts}
    graph.add_nodes_from((iri, debate_network.nodes[iri]) for iri in sorted(joined))
    for start, end, relation, edge in ties:
        graph.add_edge(start, end, key=relation, **edge)
    for (claim, (premise, relation, conclusion)), grounds in sorted(undercuts.items()):
        step = _step_iri(engine, premise, relation, conclusion)
        if step not in graph:
            ends = graph.nodes[premise], graph.nodes[conclusion]
            graph.add_node(
                step,
                kind="step",
                id="/".join((ends[0]["id"], relation, ends[1]["id"])),
                name=f"The step from “{ends[0]['name']}” to “{ends[1]['name']}”",
                ends=(premise, conclusion),
                relation=relation,
            )
        words = {"relation": "undercuts", "label": "undercuts", "inverse": "undercut by"}
        graph.add_edge(claim, step, key="undercuts", **words, **grounds)
    return graph


def affirmed_claim_network(engine: Engine, *, hypothetical: bool = False) -> nx.MultiDiGraph[str]:
    """Return the claim network of a debate, with only the arguments whose premise is affirmed.

    See :func:`opendebate.ask.affirmed_claims.affirmed_claims` for the rule, and
    :func:`claim_network` for the nodes and edges.

    Parameters
    ----------
    engine : Engine
        The built debate.
    hypothetical : bool
        Whether arguments and premises count that nobody is known to have voiced.
    """
    network = claim_network(build_debate_network(engine, unvoiced=True), engine)
    affirmed = affirmed_claims(engine, hypothetical=hypothetical)
    imagined = set() if hypothetical else imagined_arguments(engine)
    network.remove_edges_from(
        [
            (start, end, relation)
            for start, end, relation in network.edges(keys=True)
            if start not in affirmed or (start, relation, end) in imagined
        ]
    )
    _remove_steps_without_argument(network)
    network.remove_nodes_from([*nx.isolates(network)])
    return network


def _remove_steps_without_argument(network: nx.MultiDiGraph[str]) -> None:
    """Remove steps whose argument was removed, together with their undercuts."""
    unused_steps = []
    for step, attributes in network.nodes(data=True):
        if attributes["kind"] == "step":
            premise, conclusion = attributes["ends"]
            if not network.has_edge(premise, conclusion, attributes["relation"]):
                unused_steps.append(step)
    network.remove_nodes_from(unused_steps)


Step = tuple[str, str, str]  # premise, relation, conclusion


def _undercuts(engine: Engine) -> dict[tuple[str, Step], dict[str, Any]]:
    """Return basis and statements of each undercut, by its premise and the undercut step."""
    rows = engine.select(query_text("undercuts"))
    grounds_of: defaultdict[tuple[str, Step], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        step = row["premise"].value, row["relation"].value, row["conclusion"].value
        basis = local_name(row["basis"].value)
        statement = entity_of(engine, row["statement"].value).id if row["statement"] else ""
        grounds_of[row["claim"].value, step].add((basis, statement))
    return {key: basis_of(grounds) for key, grounds in grounds_of.items()}


def _step_iri(engine: Engine, premise: str, relation: str, conclusion: str) -> str:
    """Return the IRI of a step; several arguments for the same step share it."""
    ends = (entity_of(engine, iri).id for iri in (premise, conclusion))
    return engine.iris("argument", f"/{relation}/".join(ends)).value
