"""The actors' network of the lens: who agrees, disagrees or doubts, and who reports whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from opendebate.networks.observations import Selection, observe
from opendebate.networks.stance_counts import Counts, count
from opendebate.networks.tie_grounds import local_name
from opendebate.stances import positions

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

_SIDE_OF = {("for",): "for", ("against",): "against", ("against", "for"): "both"}
_RELATIONS = (  # kind of tie, and the relation with its names in both directions
    ("congruence", "agrees", "agrees with", "agrees with"),
    ("conflict", "disagrees", "disagrees with", "disagrees with"),
    ("doubt", "doubts", "doubts a claim of", "affirms a claim doubted by"),
)
_BOTH = {"affirms": "Both affirm", "denies": "Both deny"}

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
        smaller IRI to the larger; ``doubts``, from who doubts claims to who affirms them; and
        ``carrier``. All have `statements`; the first three also have `claims` (IRIs), `weight`
        (the number of claims) and `tells`, a line for each claim.

    Notes
    -----
    The ties are those of the actors' network by voices, and so the facts ``od:agreesWith``,
    ``od:disagreesWith`` and ``od:doubtsClaimOf``, with their claims.
    """
    speakers = {
        actor
        for stances in stances_by_claim(debate_network).values()
        for actors in stances.values()
        for actor in actors
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
    sides = _sides(engine)
    for actor in sorted(speakers | {end for _, end, _ in carried}):
        side = sides.get(actor, "neither") if actor in speakers else "reports"
        graph.add_node(actor, **debate_network.nodes[actor], side=side)
    names = {iri: attributes["name"] for iri, attributes in debate_network.nodes(data=True)}
    counts = count(observe(engine, Selection(by="voice")))
    for aggregation, relation, label, inverse in _RELATIONS:
        shared = _shared_claims(counts, aggregation, names)
        _add_ties(graph, (relation, label, inverse), shared)
    for start, end, edge in carried:
        graph.add_edge(start, end, key="carrier", **edge)
    return graph


def stances_by_claim(debate_network: nx.MultiDiGraph[str]) -> StancesByClaim:
    """Return who takes which stance on each claim, with the statements."""
    by_claim: StancesByClaim = defaultdict(lambda: defaultdict(dict))
    for actor, claim, relation, edge in sorted(
        debate_network.edges(keys=True, data=True), key=lambda edge: edge[:3]
    ):
        if relation in positions() and not debate_network.nodes[actor].get("hypothetical"):
            by_claim[claim][relation][actor] = edge["statements"]
    return by_claim


def _sides(engine: Engine) -> dict[str, str]:
    """Return the side of each actor who takes a side."""
    sides_of: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select("SELECT DISTINCT ?actor ?side { ?actor od:takesSide ?side }"):
        sides_of[row["actor"].value].add(local_name(row["side"].value))
    return {actor: _SIDE_OF[tuple(sorted(sides))] for actor, sides in sides_of.items()}


SharedClaims = Iterator[tuple[Pair, str, str, tuple[str, ...]]]


def _shared_claims(counts: Counts, aggregation: str, names: Mapping[str, str]) -> SharedClaims:
    """Yield the pairs of actors with such a tie, each with a claim, a sentence and statements."""
    weights = counts.weights(aggregation)
    for column, cell, other in counts.cell_pairs():
        if not weights[cell[1], other[1]]:
            continue
        statements: tuple[tuple[str, ...], ...] = (cell[2], other[2])
        if aggregation == "congruence":
            statements = counts.in_different_voices(cell, other)
        if all(statements):
            first, second = (cell, other) if aggregation != "doubt" else sorted(
                (cell, other), key=lambda stance: stance[1]
            )  # fmt: skip
            pair, claim = (counts.rows[first[0]], counts.rows[second[0]]), counts.columns[column]
            taken = [
                (names[counts.rows[row]], positions()[level]) for row, level, _ in (first, second)
            ]
            sentence = f"{_format_stances(taken)} “{names[claim]}”"
            yield pair, claim, sentence, statements[0] + statements[1]


def _format_stances(stances: Sequence[tuple[str, str]]) -> str:
    """Return who takes which stance: “Both deny”, “Ann affirms and Ben doubts”."""
    (name, verb), (other_name, other_verb) = sorted(stances, key=lambda stance: stance[1])
    if verb == other_verb:
        return _BOTH[verb]
    return f"{name} {verb} and {other_name} {other_verb}"


def _add_ties(
    graph: nx.MultiDiGraph[str], names: tuple[str, str, str], shared: SharedClaims
) -> None:
    """Add an edge for each pair of actors, with all claims that tie the two."""
    relation, label, inverse = names
    grounds_of: defaultdict[Pair, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for pair, claim, description, statements in shared:
        grounds_of[pair].append((claim, description, statements))
    for pair, grounds in sorted(grounds_of.items()):
        graph.add_edge(
            *pair,
            key=relation,
            relation=relation,
            label=label,
            inverse=inverse,
            claims=tuple(sorted({claim for claim, _, _ in grounds})),
            weight=len({claim for claim, _, _ in grounds}),
            statements=tuple(
                sorted({statement for _, _, statements in grounds for statement in statements})
            ),
            tells=tuple(sorted({description for _, description, _ in grounds})),
        )
