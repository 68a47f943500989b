"""Claims among themselves: what supports what, what attacks what, and which steps are undercut."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.ask.affirmed_claims import affirmed_claims
from opendebate.ask.entities import id_of, thing
from opendebate.networks.debate_network import ARGUMENTS, whole_network

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


def claim_network(whole: nx.MultiDiGraph[str], engine: Engine) -> nx.MultiDiGraph[str]:
    """Return the claims that an argument joins, with supports, attacks and undercuts.

    Parameters
    ----------
    whole : networkx.MultiDiGraph
        As :func:`opendebate.networks.debate_network.whole_network` makes it.
    engine : Engine
        Of the same debate.

    Returns
    -------
    networkx.MultiDiGraph
        Claims as in `whole`, and for each step that is undercut a node of kind ``"step"`` whose
        `ends` are the IRIs of premise and conclusion and whose `relation` is theirs. Edges are
        ``supports`` and ``attacks`` as in `whole`, and ``undercuts`` from a claim to a step, with
        `basis` and `statements`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties = [
        (start, end, relation, edge)
        for start, end, relation, edge in whole.edges(keys=True, data=True)
        if relation in ARGUMENTS
    ]
    undercuts = _undercuts(engine)
    joined = {iri for start, end, *_ in ties for iri in (start, end)} | {u for u, _ in undercuts}
    graph.add_nodes_from((iri, whole.nodes[iri]) for iri in sorted(joined))
    for start, end, relation, edge in ties:
        graph.add_edge(start, end, key=relation, **edge)
    for (claim, (premise, relation, conclusion)), more in sorted(undercuts.items()):
        step = _step(engine, premise, relation, conclusion)
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
        graph.add_edge(claim, step, key="undercuts", **words, **more)
    return graph


def argued(engine: Engine, *, hypothetical: bool = False) -> nx.MultiDiGraph[str]:
    """Return the claim network of a debate, with the arguments that count.

    An argument counts where somebody affirms its premise; see
    :func:`opendebate.ask.affirmed_claims.affirmed_claims`. :func:`claim_network` says what is in
    the network.

    Parameters
    ----------
    engine : Engine
        The built debate.
    hypothetical : bool
        Whether arguments and premises count that nobody is known to have voiced.
    """
    network = claim_network(whole_network(engine, unvoiced=True), engine)
    affirmed = affirmed_claims(engine, hypothetical=hypothetical)
    imagined = set() if hypothetical else _imagined(engine)
    network.remove_edges_from(
        [
            (start, end, relation)
            for start, end, relation, edge in network.edges(keys=True, data=True)
            if start not in affirmed
            or (edge["basis"] == ("stated",) and imagined.issuperset(edge["statements"]))
        ]
    )
    _remove_undercuts_of_nothing(network)
    network.remove_nodes_from([*nx.isolates(network)])
    return network


def _imagined(engine: Engine) -> set[str]:
    """Return the ids of hypothetical statements."""
    rows = engine.select("SELECT ?statement { ?statement od:mode od:Hypothetical }")
    return {id_of(engine, row["statement"].value) for row in rows}


def _remove_undercuts_of_nothing(network: nx.MultiDiGraph[str]) -> None:
    """Take away steps that no argument makes any more, and with them what undercuts them."""
    gone = []
    for step, about in network.nodes(data=True):
        if about["kind"] == "step":
            premise, conclusion = about["ends"]
            if not network.has_edge(premise, conclusion, about["relation"]):
                gone.append(step)
    network.remove_nodes_from(gone)


Step = tuple[str, str, str]  # premise, relation, conclusion


def _undercuts(engine: Engine) -> dict[tuple[str, Step], dict[str, Any]]:
    """Return basis and statements of each undercut, by its premise and the step it is against."""
    rows = engine.select(
        """SELECT ?claim ?premise ?relation ?conclusion ?basis ?statement {
          VALUES (?class ?relation) { (od:Support "supports") (od:Attack "attacks") }
          ?undercut a od:Undercut ; od:premise ?claim ; od:undercuts ?step ; od:basis ?basis .
          ?step a ?class ; od:premise ?premise ; od:conclusion ?conclusion .
          OPTIONAL { ?undercut od:statedIn ?statement } }"""
    )
    found: defaultdict[tuple[str, Step], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        step = row["premise"].value, row["relation"].value, row["conclusion"].value
        basis = row["basis"].value.rpartition("#")[2].lower()
        statement = thing(engine, row["statement"].value).id if row["statement"] else ""
        found[row["claim"].value, step].add((basis, statement))
    return {
        key: {
            "basis": tuple(sorted({basis for basis, _ in grounds})),
            "statements": tuple(sorted({said for _, said in grounds if said})),
        }
        for key, grounds in found.items()
    }


def _step(engine: Engine, premise: str, relation: str, conclusion: str) -> str:
    """Return the IRI of the step itself, however many arguments make it."""
    ends = (thing(engine, iri).id for iri in (premise, conclusion))
    return engine.iris("argument", f"/{relation}/".join(ends)).value
