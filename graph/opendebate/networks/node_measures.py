"""What measures say of each node, in rows: names first, the highest on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.natural import natural
from opendebate.networks.tie_weights import is_signed, signed_weight

if TYPE_CHECKING:
    Graph = nx.Graph[str]

Row = dict[str, Any]
Told = tuple[float | None, list[Row], str]


def name(graph: Graph, node: str) -> str:
    """Return how a node is called."""
    return str(graph.nodes[node].get("name", node))


def degree(graph: Graph, _: int) -> Told:
    """Return how many others each is tied to, and how strongly, by sign."""
    signs = {is_signed(about) for *_, about in graph.edges(data=True)}
    rows = [
        {
            **_named(graph, node),
            "degree": len({other for other, _ in _ties(graph, node)}),
            **_strengths(graph, node, signs),
        }
        for node in tied(graph)
    ]
    words = ["Degree counts others"]
    if True in signs:
        words.append("positive and negative sum weights")
    if False in signs:
        words.append("strength sums the weights of ties that have no sign")
    return None, _ranked(rows, "degree"), f"{'; '.join(words)}. {_left_out(graph)}".strip()


def _strengths(graph: Graph, node: str, signs: Collection[bool]) -> dict[str, float]:
    """Return the sums of a node's weights: by sign, and of ties without one."""
    ties = [about for _, about in _ends(graph, node)]
    with_sign = [signed_weight(about) for about in ties if is_signed(about)]
    sums = {}
    if True in signs:
        sums["positive"] = sum(value for value in with_sign if value > 0)
        sums["negative"] = -sum(value for value in with_sign if value < 0)
    if False in signs:
        sums["strength"] = sum(signed_weight(about) for about in ties if not is_signed(about))
    return sums


def betweenness(graph: Graph, _: int) -> Told:
    """Return the share of shortest ways between others that lead over each (Freeman 1977)."""
    plain: Graph = nx.Graph()
    plain.add_edges_from((one, other) for one, other in graph.edges() if one != other)
    found = nx.betweenness_centrality(plain)
    rows = [{**_named(graph, node), "betweenness": round(found[node], 4)} for node in tied(graph)]
    note = f"Every tie is as long as any other. {_left_out(graph)}".strip()
    return None, _ranked(rows, "betweenness"), note


def bridges(graph: Graph, _: int) -> Told:
    """Return who is tied, not negatively, to those for and to those against."""
    side_of = {node: about.get("side") for node, about in graph.nodes(data=True)}
    rows = []
    for node in tied(graph):
        near = {other for other, value in _ties(graph, node) if value >= 0}
        met = {side: sum(side_of[one] == side for one in near) for side in ("for", "against")}
        across = min(met.values())
        rows.append({**_named(graph, node), "to those for": met["for"],
                     "to those against": met["against"], "across": across})  # fmt: skip
    note = "Across is the lesser of the two: ties that would be lost to one camp without it."
    return None, _ranked(rows, "across"), f"{note} {_left_out(graph)}".strip()


def tied(graph: Graph) -> list[str]:
    """Return the nodes that have a tie to another."""
    return [node for node in graph if any(True for _ in _ends(graph, node))]


def _left_out(graph: Graph) -> str:
    """Return a sentence on the nodes that have no tie; empty where all have one."""
    there = set(tied(graph))
    names = sorted((name(graph, node) for node in graph if node not in there), key=natural)
    if not names:
        return ""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"Left out, without a tie: {', '.join(names[:5])}{more}."


def reach(graph: Graph, _: int) -> Told:
    """Return on how many targets each actor speaks, or how many speak on each target."""
    rows = [
        {
            **_named(graph, node),
            "others": about["others"],
            "statements": about["own_statements"],
            "n": about["n"],
        }
        for node, about in graph.nodes(data=True)
        if about.get("n")
    ]
    note = (
        "Others: claims or topics of an actor, actors of a claim or topic. Statements are those "
        "that an actor makes, or that are made on a claim or topic. n counts each speaker and "
        "topic of a statement."
    )
    return None, _ranked(rows, "others"), note


def second_hand(graph: Graph, _: int) -> Told:
    """Return what share of the observations of each reached their source through somebody else."""
    rows = [
        {**_named(graph, node), "n": about["n"], "share": about["second_hand"] / about["n"]}
        for node, about in graph.nodes(data=True)
        if about.get("n")
    ]
    whole = sum(about.get("n", 0) for _, about in graph.nodes(data=True))
    passed = sum(about.get("second_hand", 0) for _, about in graph.nodes(data=True))
    note = "A share of one or two statements says little: see n."
    return passed / whole if whole else None, _ranked(rows, "share"), note


def both_sides(graph: Graph, _: int) -> Told:
    """Return how evenly each speaks, or is spoken of, on both sides: 1 - |a - b| / (a + b)."""
    rows = []
    for node, about in graph.nodes(data=True):
        a = about.get("speaks_for", about.get("affirmed", 0))
        b = about.get("speaks_against", about.get("denied", 0))
        if a + b:
            even = 1 - abs(a - b) / (a + b)
            rows.append({**_named(graph, node), "for": a, "against": b, "evenness": even})
    note = (
        "Of an actor claims for and against; of a claim affirmations and denials. 0 is one-sided."
    )
    return None, _ranked(rows, "evenness"), note


def communities(graph: Graph, seed: int) -> list[set[str]]:
    """Return groups found by the Louvain method on ties that are not negative, the largest first.

    References
    ----------
    V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast unfolding of communities in
    large networks, Journal of Statistical Mechanics (2008) P10008,
    doi 10.1088/1742-5468/2008/10/P10008.
    """
    friendly: Graph = nx.Graph()
    friendly.add_nodes_from(sorted(node for node, ties in graph.degree() if ties))
    for one, other, about in sorted(graph.edges(data=True), key=lambda tie: tie[:2]):
        if one != other and about.get("sign", 1) >= 0:
            weight = signed_weight(about)
            before = friendly.get_edge_data(one, other, {"weight": 0.0})["weight"]
            friendly.add_edge(one, other, weight=before + weight)
    found = nx.community.louvain_communities(friendly, weight="weight", seed=seed)
    return sorted(found, key=lambda group: (-len(group), min(group)))


def group_rows(graph: Graph, groups: Iterable[Collection[str]]) -> list[Row]:
    """Return a row for each group, with its members."""
    return [
        {"group": n, "size": len(group), "members": _members(graph, group)}
        for n, group in enumerate(groups, 1)
    ]


def _members(graph: Graph, group: Iterable[str]) -> list[str]:
    return sorted((name(graph, one) for one in group), key=natural)


def sides(graph: Graph) -> dict[str, str]:
    """Return the side of each node that takes just one."""
    return {
        node: about["side"]
        for node, about in graph.nodes(data=True)
        if about.get("side") in {"for", "against"}
    }


def side_rows(graph: Graph, side_of: dict[str, str]) -> list[Row]:
    """Return how many there are on each side, and who."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node, side in side_of.items():
        members[side].append(name(graph, node))
    return [
        {"side": side, "size": len(members[side]), "members": sorted(members[side], key=natural)}
        for side in sorted(members, reverse=True)
    ]


def _ends(graph: Graph, node: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the other ends of a node's ties, in either direction, with the ties' attributes."""
    ends = [*graph.edges(node, data=True)]
    if graph.is_directed():
        ends += [(two, one, about) for one, two, about in graph.in_edges(node, data=True)]  # type: ignore[attr-defined]
    return ((other, about) for _, other, about in ends if other != node)


def _ties(graph: Graph, node: str) -> Iterator[tuple[str, float]]:
    """Yield the other ends of a node's ties, with signed weights."""
    return ((other, signed_weight(about)) for other, about in _ends(graph, node))


def _named(graph: Graph, node: str) -> Row:
    about = graph.nodes[node]
    return {"id": about.get("id", node), "name": name(graph, node)}


def _ranked(rows: list[Row], by: str) -> list[Row]:
    return sorted(rows, key=lambda row: (-row[by], natural(row["id"])))
