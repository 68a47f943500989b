"""The actors' network of the lens: who agrees, who disagrees, and who reports whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import combinations, product
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

COUNTED_STANCES = ("affirms", "denies", "doubts")  # a concession is an affirmation, too
_SIDE_OF = {("for",): "for", ("against",): "against", ("against", "for"): "both"}
_AGREEING = {
    "affirms": "Both affirm",
    "denies": "Both deny",
}  # two doubts may have different reasons

# Claim → stance → actor → the ids of the statements in which the actor takes it.
StancesByClaim = defaultdict[str, defaultdict[str, dict[str, tuple[str, ...]]]]
Pair = tuple[str, str]


def actor_network(debate_network: nx.MultiDiGraph[str], engine: Engine) -> nx.MultiDiGraph[str]:
    """Return the actors who take a stance or report one, with the ties between them.

    Parameters
    ----------
    debate_network : networkx.MultiDiGraph
        A network from :func:`opendebate.networks.debate_network.build_debate_network`.
    engine : Engine
        Of the same debate.

    Returns
    -------
    networkx.MultiDiGraph
        Actors as in `debate_network`, with `side`: ``"for"``, ``"against"``, ``"both"`` or
        ``"neither"`` by the rule that derives ``od:takesSide``, or ``"reports"`` where they take
        no stance. Edges are ``agrees`` and ``disagrees``, at most one for each pair, from the
        smaller IRI to the larger, and ``carrier``. All have `statements`; the first two also have
        `claims` (IRIs), `weight` (the number of claims) and `tells`, a line for each claim.

    Notes
    -----
    Two actors agree where both affirm or both deny the same claim, as in the rule that derives
    ``od:agreesWith``; a body does not agree with the only person who speaks on its behalf. They
    disagree where one affirms a claim that the other denies or doubts, as in the question
    ``who-disagrees-with-whom``; ``od:disagreesWith`` has denials only. Hypothetical statements
    count for neither.
    """
    by_claim = stances_by_claim(debate_network)
    sides = _sides(engine)
    speakers = {
        actor for stances in by_claim.values() for actors in stances.values() for actor in actors
    }
    carried = [
        (start, end, edge)
        for start, end, relation, edge in debate_network.edges(keys=True, data=True)
        if relation == "carrier"
        and edge["statements"]
        and start in speakers
        and debate_network.nodes[end]["kind"] == "actor"
    ]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in sorted(speakers | {end for _, end, _ in carried}):
        side = sides.get(actor, "neither") if actor in speakers else "reports"
        graph.add_node(actor, **debate_network.nodes[actor], side=side)
    _add_ties(
        graph,
        "agrees",
        "agrees with",
        _agreeing(debate_network, by_claim, _statements_on_behalf(engine)),
    )
    _add_ties(graph, "disagrees", "disagrees with", _disagreeing(debate_network, by_claim))
    for start, end, edge in carried:
        graph.add_edge(start, end, key="carrier", **edge)
    return graph


def stances_by_claim(debate_network: nx.MultiDiGraph[str]) -> StancesByClaim:
    """Return who takes which stance on each claim, with the statements."""
    by_claim: StancesByClaim = defaultdict(lambda: defaultdict(dict))
    for actor, claim, relation, edge in sorted(
        debate_network.edges(keys=True, data=True), key=lambda edge: edge[:3]
    ):
        if relation in COUNTED_STANCES and not debate_network.nodes[actor].get("hypothetical"):
            by_claim[claim][relation][actor] = edge["statements"]
    return by_claim


def _sides(engine: Engine) -> dict[str, str]:
    """Return the side of each actor who takes a side."""
    sides_of: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select("SELECT DISTINCT ?actor ?side { ?actor od:takesSide ?side }"):
        sides_of[row["actor"].value].add(row["side"].value.rpartition("#")[2].lower())
    return {actor: _SIDE_OF[tuple(sorted(sides))] for actor, sides in sides_of.items()}


SharedClaims = Iterator[tuple[Pair, str, str, tuple[str, ...]]]


def _statements_on_behalf(engine: Engine) -> dict[Pair, set[str]]:
    """Return the ids of statements on behalf of a body, by their speaker and the body."""
    statement_ids: defaultdict[Pair, set[str]] = defaultdict(set)
    for row in engine.select(
        """SELECT ?speaker ?body ?id
        { ?said od:onBehalfOf ?body ; od:speaker ?speaker ; dcterms:identifier ?id }"""
    ):
        statement_ids[row["speaker"].value, row["body"].value].add(row["id"].value)
    return statement_ids


def _agreeing(
    debate_network: nx.MultiDiGraph[str],
    by_claim: StancesByClaim,
    on_behalf: Mapping[Pair, Set[str]],
) -> SharedClaims:
    for claim, stances in by_claim.items():
        for stance, phrase in _AGREEING.items():
            actors = stances[stance]
            for actor, other in combinations(sorted(actors), 2):
                pairs = ((actor, other), (other, actor))
                if any(on_behalf.get(pair, set()) >= {*actors[pair[1]]} for pair in pairs):
                    continue
                description = f"{phrase} “{debate_network.nodes[claim]['name']}”"
                yield (actor, other), claim, description, actors[actor] + actors[other]


def _disagreeing(debate_network: nx.MultiDiGraph[str], by_claim: StancesByClaim) -> SharedClaims:
    names = debate_network.nodes
    for claim, stances in by_claim.items():
        for stance in ("denies", "doubts"):
            for affirming, opposed in product(stances["affirms"], stances[stance]):
                description = (
                    f"{names[affirming]['name']} affirms and {names[opposed]['name']} {stance} "
                    f"“{names[claim]['name']}”"
                )
                if affirming != opposed:
                    pair = (affirming, opposed) if affirming < opposed else (opposed, affirming)
                    yield (
                        pair,
                        claim,
                        description,
                        stances["affirms"][affirming] + stances[stance][opposed],
                    )


def _add_ties(graph: nx.MultiDiGraph[str], relation: str, label: str, shared: SharedClaims) -> None:
    """Add an edge for each pair of actors, with all claims that tie the two."""
    grounds_of: defaultdict[Pair, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for pair, claim, description, statements in shared:
        grounds_of[pair].append((claim, description, statements))
    for pair, grounds in sorted(grounds_of.items()):
        graph.add_edge(
            *pair,
            key=relation,
            relation=relation,
            label=label,
            inverse=label,
            claims=tuple(sorted({claim for claim, _, _ in grounds})),
            weight=len({claim for claim, _, _ in grounds}),
            statements=tuple(
                sorted({statement for _, _, statements in grounds for statement in statements})
            ),
            tells=tuple(sorted({description for _, description, _ in grounds})),
        )
