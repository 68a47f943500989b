"""How much of a network a picture has room for: the part that is tied most, and strongest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

MOST = 1000  # things in one picture
MOST_TIES = 3000  # and ties
GROUNDS = 12  # lines that tell what a tie rests on


def without_repeats(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a network without ties that only repeat others.

    Who concedes a claim affirms it. Where both ties rest on the same statements, the page shows
    and counts the concession alone.
    """
    repeats = [
        (start, end, relation)
        for start, end, relation, edge in network.edges(keys=True, data=True)
        if relation == "affirms"
        and (conceded := network.get_edge_data(start, end, "concedes"))
        and conceded["statements"] == edge["statements"]
    ]
    if not repeats:
        return network
    fewer = network.copy()
    fewer.remove_edges_from(repeats)
    return fewer


def most_tied(network: nx.MultiDiGraph[str], most: int = MOST) -> nx.MultiDiGraph[str]:
    """Return the part of a network that holds its most tied things; all of it where it is small."""
    if len(network) <= most:
        return network
    degrees = dict(network.degree())
    kept = set(sorted(network, key=lambda node: (-degrees[node], node))[:most])
    for node, ends in network.nodes(data="ends"):
        if ends and not kept.issuperset(ends):  # a step without its ends says nothing
            kept.discard(node)
    return network.subgraph(kept)


def strongest(graph: nx.MultiDiGraph[str], most: int = MOST_TIES) -> nx.MultiDiGraph[str]:
    """Return a network without its weakest ties, if it has more than there is room for.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "b", {"weight": 1}), ("a", "c", {"weight": 2})])
    >>> list(strongest(graph, 1).edges())
    [('a', 'c')]
    """
    if graph.number_of_edges() <= most:
        return graph
    weights = graph.edges(keys=True, data="weight", default=1)
    weakest = sorted(weights, key=lambda tie: (-tie[3], tie[:3]))[most:]
    fewer = graph.copy()
    fewer.remove_edges_from([tie[:3] for tie in weakest])
    return fewer


def few(grounds: tuple[str, ...], most: int = GROUNDS) -> tuple[str, ...]:
    """Return the first grounds of a tie, and how many more there are.

    Examples
    --------
    >>> few(("one", "two", "three"), 1)
    ('one', 'and 2 more')
    """
    if len(grounds) <= most:
        return grounds
    return (*grounds[:most], f"and {len(grounds) - most:,} more")
