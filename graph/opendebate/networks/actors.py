"""Actors among themselves: who agrees with whom, who disagrees, who reports whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import combinations, product
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

TAKEN = ("affirms", "denies", "doubts")  # who concedes a claim affirms it
_SIDES = {("for",): "for", ("against",): "against", ("against", "for"): "both"}
_AGREEING = {"affirms": "Both affirm", "denies": "Both deny"}  # one may doubt for other reasons

# Claim → stance → actor → the ids of the statements in which the actor takes it.
Held = defaultdict[str, defaultdict[str, dict[str, tuple[str, ...]]]]
Pair = tuple[str, str]


def actor_network(whole: nx.MultiDiGraph[str], engine: Engine) -> nx.MultiDiGraph[str]:
    """Return the actors who take a stance, or report one who does, with the ties between them.

    Parameters
    ----------
    whole : networkx.MultiDiGraph
        As :func:`opendebate.networks.debate_network.whole_network` makes it.
    engine : Engine
        Of the same debate.

    Returns
    -------
    networkx.MultiDiGraph
        Actors as in `whole`, with `side`: ``"for"``, ``"against"``, ``"both"`` or ``"neither"``
        by the rule that derives ``od:takesSide``, or ``"reports"`` where they take no stance.
        Edges are ``agrees`` and ``disagrees``, one for each pair and kept from the first to the
        second IRI, and ``carrier``; all with `statements`, the first two also with `claims`
        (IRIs), `weight` (how many claims) and `tells`, a line for each claim.

    Notes
    -----
    Two agree where both affirm or both deny the same claim, as in the rule that derives
    ``od:agreesWith``; a body does not agree with the only person who speaks on its behalf. They
    disagree where one affirms what the other denies or doubts, as in the question
    ``who-disagrees-with-whom``; ``od:disagreesWith`` has denials only. What is
    hypothetical counts for neither.
    """
    held = stances_by_claim(whole)
    sides = _sides(engine)
    speakers = {
        actor for stances in held.values() for actors in stances.values() for actor in actors
    }
    carried = [
        (start, end, edge)
        for start, end, relation, edge in whole.edges(keys=True, data=True)
        if relation == "carrier"
        and edge["statements"]
        and start in speakers
        and whole.nodes[end]["kind"] == "actor"
    ]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in sorted(speakers | {end for _, end, _ in carried}):
        side = sides.get(actor, "neither") if actor in speakers else "reports"
        graph.add_node(actor, **whole.nodes[actor], side=side)
    _add(graph, "agrees", "agrees with", _agreeing(whole, held, _through(engine)))
    _add(graph, "disagrees", "disagrees with", _disagreeing(whole, held))
    for start, end, edge in carried:
        graph.add_edge(start, end, key="carrier", **edge)
    return graph


def stances_by_claim(whole: nx.MultiDiGraph[str]) -> Held:
    """Return who takes which stance on each claim, with the statements."""
    held: Held = defaultdict(lambda: defaultdict(dict))
    for actor, claim, relation, edge in sorted(
        whole.edges(keys=True, data=True), key=lambda one: one[:3]
    ):
        if relation in TAKEN and not whole.nodes[actor].get("hypothetical"):
            held[claim][relation][actor] = edge["statements"]
    return held


def _sides(engine: Engine) -> dict[str, str]:
    """Return which side each actor takes who takes one."""
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select("SELECT DISTINCT ?actor ?side { ?actor od:takesSide ?side }"):
        taken[row["actor"].value].add(row["side"].value.rpartition("#")[2].lower())
    return {actor: _SIDES[tuple(sorted(sides))] for actor, sides in taken.items()}


Shared = Iterator[tuple[Pair, str, str, tuple[str, ...]]]


def _through(engine: Engine) -> dict[Pair, set[str]]:
    """Return the ids of statements by the person who makes them and the body that is heard so."""
    spoken: defaultdict[Pair, set[str]] = defaultdict(set)
    for row in engine.select(
        """SELECT ?speaker ?body ?id
        { ?said od:onBehalfOf ?body ; od:speaker ?speaker ; dcterms:identifier ?id }"""
    ):
        spoken[row["speaker"].value, row["body"].value].add(row["id"].value)
    return spoken


def _agreeing(whole: nx.MultiDiGraph[str], held: Held, through: Mapping[Pair, Set[str]]) -> Shared:
    for claim, stances in held.items():
        for stance, words in _AGREEING.items():
            actors = stances[stance]
            for one, other in combinations(sorted(actors), 2):
                pairs = ((one, other), (other, one))
                if any(through.get(pair, set()) >= {*actors[pair[1]]} for pair in pairs):
                    continue
                told = f"{words} “{whole.nodes[claim]['name']}”"
                yield (one, other), claim, told, actors[one] + actors[other]


def _disagreeing(whole: nx.MultiDiGraph[str], held: Held) -> Shared:
    names = whole.nodes
    for claim, stances in held.items():
        for stance in ("denies", "doubts"):
            for yes, no in product(stances["affirms"], stances[stance]):
                told = (
                    f"{names[yes]['name']} affirms and {names[no]['name']} {stance} "
                    f"“{names[claim]['name']}”"
                )
                if yes != no:
                    pair = (yes, no) if yes < no else (no, yes)
                    yield pair, claim, told, stances["affirms"][yes] + stances[stance][no]


def _add(graph: nx.MultiDiGraph[str], relation: str, label: str, shared: Shared) -> None:
    """Add one edge for each pair, with all the claims it rests on."""
    found: defaultdict[Pair, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for pair, claim, told, said in shared:
        found[pair].append((claim, told, said))
    for pair, grounds in sorted(found.items()):
        graph.add_edge(
            *pair,
            key=relation,
            relation=relation,
            label=label,
            inverse=label,
            claims=tuple(sorted({claim for claim, _, _ in grounds})),
            weight=len({claim for claim, _, _ in grounds}),
            statements=tuple(sorted({one for _, _, said in grounds for one in said})),
            tells=tuple(sorted({told for _, told, _ in grounds})),
        )
