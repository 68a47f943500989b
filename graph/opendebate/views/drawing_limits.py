"""How much of a network a picture has room for: the things tied most, and their strongest ties.

A picture with more than a few hundred lines is a ball that nobody can read. Of a larger network
its backbone is drawn: the most tied things, and of their ties the strongest, so that what is
joined stays joined (a maximum spanning forest, and then the strongest of the rest).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from opendebate.natural import natural

if TYPE_CHECKING:
    import networkx as nx

GROUNDS = 12  # lines that tell what a tie rests on


class Room(NamedTuple):
    """How many things and ties there is room for."""

    things: int
    ties: int


ALL = Room(250, 750)  # a network that is no larger is drawn whole
BACKBONE = Room(100, 200)  # what is drawn of a larger one
_TIES_EACH = 3  # ties for each thing, where somebody says how many things to draw


def room_for(network: nx.MultiDiGraph[str], most: int | None = None) -> Room:
    """Return how much of a network is drawn.

    Parameters
    ----------
    network : networkx.MultiDiGraph
    most : int, optional
        How many things to draw; there is then room for three ties for each.

    Examples
    --------
    >>> import networkx as nx
    >>> few, many = nx.MultiDiGraph([("a", "b")]), nx.MultiDiGraph(nx.path_graph(500))
    >>> room_for(few).things, room_for(many).things, room_for(many, 300)
    (250, 100, Room(things=300, ties=900))
    """
    if most is not None:
        return Room(most, most * _TIES_EACH)
    small = len(network) <= ALL.things and network.number_of_edges() <= ALL.ties
    return ALL if small else BACKBONE


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


def most_tied(
    network: nx.MultiDiGraph[str], most: int, named: Collection[str] = ()
) -> nx.MultiDiGraph[str]:
    """Return the part of a network that holds its most tied things; all of it where it is small.

    Parameters
    ----------
    network : networkx.MultiDiGraph
    most : int
    named : collection of str
        Things that come before all others.
    """
    if len(network) <= most:
        return network
    degrees = dict(network.degree())
    kept = set(
        sorted(network, key=lambda node: (node not in named, -degrees[node], natural(node)))[:most]
    )
    for node, ends in network.nodes(data="ends"):
        if ends and not kept.issuperset(ends):  # a step without its ends says nothing
            kept.discard(node)
    return network.subgraph(kept)


def strongest(graph: nx.MultiDiGraph[str], most: int) -> nx.MultiDiGraph[str]:
    """Return a network without its weaker ties, if it has more than there is room for.

    What is joined stays joined, as far as there is room.

    Examples
    --------
    >>> import networkx as nx
    >>> ties = [("a", "b", {"weight": 3}), ("b", "a", {"weight": 2}), ("b", "c", {"weight": 1})]
    >>> list(strongest(nx.MultiDiGraph(ties), 2).edges())
    [('a', 'b'), ('b', 'c')]
    """
    if graph.number_of_edges() <= most:
        return graph
    weights = graph.edges(keys=True, data="weight", default=1)
    ties = [tie[:3] for tie in sorted(weights, key=lambda tie: (-tie[3], tie[:3]))]
    forest = _forest(ties)
    rest = [tie for tie in ties if tie not in forest]
    drawn = {*[*(tie for tie in ties if tie in forest), *rest][:most]}
    fewer = graph.copy()
    fewer.remove_edges_from([tie for tie in ties if tie not in drawn])
    return fewer


Tie = tuple[str, str, str]


def _forest(ties: list[Tie]) -> set[Tie]:
    """Return the first ties, in their order, that each join what nothing before them joins."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while (higher := above.get(node, node)) != node:
            above[node] = above.get(higher, higher)
            node = higher
        return node

    found = set()
    for tie in ties:
        start, end = top(tie[0]), top(tie[1])
        if start != end:
            above[start] = end
            found.add(tie)
    return found


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
