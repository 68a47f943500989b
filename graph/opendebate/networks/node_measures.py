"""Measures with a row for each node or group; rows begin with names, the highest value first.

Each is entered in ``measures.MEASURES``, from where the command line and Python take it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.natural import natural
from opendebate.networks.tie_weights import is_signed, signed_weight
from opendebate.printed_commands import printed_command

if TYPE_CHECKING:
    Graph = nx.Graph[str]

Row = dict[str, Any]
MeasureOutput = tuple[float | None, list[Row], str]


def name_of(graph: Graph, node: str) -> str:
    """Return the name of a node, or the node itself if it has none."""
    return str(graph.nodes[node].get("name", node))


def degree(graph: Graph, _: int) -> MeasureOutput:
    """Return how many nodes each node is tied to, and the sums of weights by sign."""
    signs = {is_signed(tie) for *_, tie in graph.edges(data=True)}
    rows = [
        {
            **_label_row(graph, node),
            "degree": len({other for other, _ in _neighbour_weights(graph, node)}),
            **_tie_strengths(graph, node, signs),
        }
        for node in nodes_with_ties(graph)
    ]
    words = ["Degree counts others"]
    if True in signs:
        words.append("positive and negative sum weights")
    if False in signs:
        words.append("strength sums the weights of ties that have no sign")
    return None, _ranked(rows, "degree"), f"{'; '.join(words)}. {_isolates_note(graph)}".strip()


def _tie_strengths(graph: Graph, node: str, signs: Collection[bool]) -> dict[str, float]:
    """Return the sums of a node's weights: of positive, negative and unsigned ties."""
    ties = [tie for _, tie in _neighbour_ties(graph, node)]
    with_sign = [signed_weight(tie) for tie in ties if is_signed(tie)]
    sums = {}
    if True in signs:
        sums["positive"] = sum(value for value in with_sign if value > 0)
        sums["negative"] = -sum(value for value in with_sign if value < 0)
    if False in signs:
        sums["strength"] = sum(signed_weight(tie) for tie in ties if not is_signed(tie))
    return sums


def betweenness(graph: Graph, _: int) -> MeasureOutput:
    """Return the share of shortest paths between others that pass each node (Freeman 1977)."""
    simple_graph: Graph = nx.Graph()
    simple_graph.add_edges_from((node, other) for node, other in graph.edges() if node != other)
    centrality = nx.betweenness_centrality(simple_graph)
    rows = [
        {**_label_row(graph, node), "betweenness": round(centrality[node], 4)}
        for node in nodes_with_ties(graph)
    ]
    note = f"Every tie is as long as any other. {_isolates_note(graph)}".strip()
    return None, _ranked(rows, "betweenness"), note


def bridges(graph: Graph, _: int) -> MeasureOutput:
    """Return who has ties that are not negative to nodes for and to nodes against."""
    side_of = {node: attributes.get("side") for node, attributes in graph.nodes(data=True)}
    rows = []
    for node in nodes_with_ties(graph):
        supporters = {other for other, value in _neighbour_weights(graph, node) if value >= 0}
        ties_to_side = {
            side: sum(side_of[neighbour] == side for neighbour in supporters)
            for side in ("for", "against")
        }
        across = min(ties_to_side.values())
        rows.append({**_label_row(graph, node), "to those for": ties_to_side["for"],
                     "to those against": ties_to_side["against"], "across": across})  # fmt: skip
    note = "Across is the lesser of the two: ties that would be lost to one camp without it."
    return None, _ranked(rows, "across"), f"{note} {_isolates_note(graph)}".strip()


def nodes_with_ties(graph: Graph) -> list[str]:
    """Return the nodes that have a tie to another."""
    return [node for node in graph if any(True for _ in _neighbour_ties(graph, node))]


def _isolates_note(graph: Graph) -> str:
    """Return a sentence on the nodes that have no tie; empty if all have ties."""
    connected = set(nodes_with_ties(graph))
    names = members(graph, (node for node in graph if node not in connected))
    if not names:
        return ""
    others = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"Left out, without a tie: {', '.join(names[:5])}{others}."


def reach(graph: Graph, _: int) -> MeasureOutput:
    """Return how many targets each actor speaks on, or how many actors speak on each target."""
    rows = [
        {
            **_label_row(graph, node),
            "others": attributes["others"],
            "statements": attributes["own_statements"],
            "n": attributes["n"],
        }
        for node, attributes in graph.nodes(data=True)
        if attributes.get("n")
    ]
    note = (
        "Others: claims or topics of an actor, actors of a claim or topic. Statements are those "
        "that an actor makes, or that are made on a claim or topic. n counts each speaker and "
        "topic of a statement."
    )
    return None, _ranked(rows, "others"), note


def second_hand(graph: Graph, _: int) -> MeasureOutput:
    """Return the share of each node's observations that other actors transmitted."""
    rows = [
        {
            **_label_row(graph, node),
            "n": attributes["n"],
            "share": attributes["second_hand"] / attributes["n"],
        }
        for node, attributes in graph.nodes(data=True)
        if attributes.get("n")
    ]
    total = sum(attributes.get("n", 0) for _, attributes in graph.nodes(data=True))
    second_hand_total = sum(
        attributes.get("second_hand", 0) for _, attributes in graph.nodes(data=True)
    )
    note = "A share of one or two statements says little: see n."
    return second_hand_total / total if total else None, _ranked(rows, "share"), note


def both_sides(graph: Graph, _: int) -> MeasureOutput:
    """Return how balanced the two sides of each node are: 1 - |a - b| / (a + b)."""
    rows = []
    for node, attributes in graph.nodes(data=True):
        a = attributes.get("speaks_for", attributes.get("affirmed", 0))
        b = attributes.get("speaks_against", attributes.get("denied", 0))
        if a + b:
            even = 1 - abs(a - b) / (a + b)
            rows.append({**_label_row(graph, node), "for": a, "against": b, "evenness": even})
    note = (
        "Of an actor claims for and against; of a claim affirmations and denials. 0 is one-sided. "
        "It counts what the options of the network choose: by default only what actors say "
        "themselves, in their latest positions. All positions, also those of bodies on whose "
        'behalf somebody speaks, are counted with --by voice --positions all (by="voice", '
        'positions="all"), and by the question:\n→ '
        + printed_command("query", "speakers-on-both-sides")
    )
    return None, _ranked(rows, "evenness"), note


def communities(graph: Graph, seed: int) -> list[set[str]]:
    """Return Louvain communities on ties that are not negative, the largest first.

    References
    ----------
    V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast unfolding of communities in
    large networks, Journal of Statistical Mechanics (2008) P10008,
    doi 10.1088/1742-5468/2008/10/P10008.
    """
    nonnegative: Graph = nx.Graph()
    nonnegative.add_nodes_from(sorted(node for node, ties in graph.degree() if ties))
    for node, other, tie in sorted(graph.edges(data=True), key=lambda tie: tie[:2]):
        if node != other and tie.get("sign", 1) >= 0:
            weight = signed_weight(tie)
            weight_so_far = nonnegative.get_edge_data(node, other, {"weight": 0.0})["weight"]
            nonnegative.add_edge(node, other, weight=weight_so_far + weight)
    groups = nx.community.louvain_communities(nonnegative, weight="weight", seed=seed)
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def group_rows(graph: Graph, groups: Iterable[Collection[str]]) -> list[Row]:
    """Return a row for each group, with its members."""
    return [
        {"group": n, "size": len(group), "members": members(graph, group)}
        for n, group in enumerate(groups, 1)
    ]


def members(graph: Graph, group: Iterable[str]) -> list[str]:
    """Return the names of some nodes, in their natural order."""
    return sorted((name_of(graph, node) for node in group), key=natural)


def sides(graph: Graph) -> dict[str, str]:
    """Return the side of each node that is on exactly one side."""
    return {
        node: attributes["side"]
        for node, attributes in graph.nodes(data=True)
        if attributes.get("side") in {"for", "against"}
    }


def side_rows(graph: Graph, side_of: dict[str, str]) -> list[Row]:
    """Return a row for each side, with its size and members."""
    nodes: defaultdict[str, list[str]] = defaultdict(list)
    for node, side in side_of.items():
        nodes[side].append(node)
    return [
        {"side": side, "size": len(nodes[side]), "members": members(graph, nodes[side])}
        for side in sorted(nodes, reverse=True)
    ]


def _neighbour_ties(graph: Graph, node: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the neighbours of a node, in both directions, with the ties' attributes."""
    ends = [*graph.edges(node, data=True)]
    if graph.is_directed():
        ends += [(source, target, tie) for target, source, tie in graph.in_edges(node, data=True)]  # type: ignore[attr-defined]
    return ((other, tie) for _, other, tie in ends if other != node)


def _neighbour_weights(graph: Graph, node: str) -> Iterator[tuple[str, float]]:
    """Yield the neighbours of a node, with signed weights."""
    return ((other, signed_weight(tie)) for other, tie in _neighbour_ties(graph, node))


def _label_row(graph: Graph, node: str) -> Row:
    attributes = graph.nodes[node]
    return {"id": attributes.get("id", str(node)), "name": name_of(graph, node)}


def _ranked(rows: list[Row], by: str) -> list[Row]:
    return sorted(rows, key=lambda row: (-row[by], natural(row["id"])))
