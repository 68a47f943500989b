"""How much of a network a picture can show: the nodes with most ties, and their strongest ties.

Nobody can read a picture with more than a few hundred lines. For a larger network the page draws
its backbone: the nodes with most ties, and the strongest of these ties. Nodes that are connected
remain connected (a maximum spanning forest, and then the strongest other ties).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from opendebate.natural import natural
from opendebate.stances import expressing
from opendebate.views.thresholds import strength

if TYPE_CHECKING:
    import networkx as nx

GROUNDS = 12  # lines that show what a tie is based on


class DrawingLimits(NamedTuple):
    """How many nodes and ties a picture shows."""

    nodes: int
    ties: int


ALL = DrawingLimits(250, 750)  # a network that is no larger is drawn completely
BACKBONE = DrawingLimits(100, 200)  # what is drawn of a larger one
_TIES_EACH = 3  # ties for each node, where the user gives a number of nodes


def limits_for(network: nx.MultiDiGraph[str], max_nodes: int | None = None) -> DrawingLimits:
    """Return how much of a network is drawn.

    Parameters
    ----------
    network : networkx.MultiDiGraph
    max_nodes : int, optional
        Maximum number of nodes; the limit of ties is then three for each.

    Examples
    --------
    >>> import networkx as nx
    >>> few, many = nx.MultiDiGraph([("a", "b")]), nx.MultiDiGraph(nx.path_graph(500))
    >>> limits_for(few).nodes, limits_for(many).nodes, limits_for(many, 300)
    (250, 100, DrawingLimits(nodes=300, ties=900))
    """
    if max_nodes is not None:
        return DrawingLimits(max_nodes, max_nodes * _TIES_EACH)
    small = len(network) <= ALL.nodes and network.number_of_edges() <= ALL.ties
    return ALL if small else BACKBONE


def without_repeats(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a network without ties that only repeat others.

    Who concedes a claim affirms it. Where both ties are based on the same statements, the page
    shows and counts only the concession.
    """
    repeats = [
        (start, end, relation)
        for start, end, relation, edge in network.edges(keys=True, data=True)
        for stance in expressing(relation)
        if stance != relation
        and (narrower := network.get_edge_data(start, end, stance))
        and narrower.get("statements") == edge.get("statements")
    ]
    if not repeats:
        return network
    fewer = network.copy()
    fewer.remove_edges_from(repeats)
    return fewer


def most_tied(
    network: nx.MultiDiGraph[str], limit: int, highlighted: Collection[str] = ()
) -> nx.MultiDiGraph[str]:
    """Return the nodes of a network with most ties; the complete network where it is small.

    Parameters
    ----------
    network : networkx.MultiDiGraph
    limit : int
    highlighted : collection of str
        Nodes that come before all others.
    """
    if len(network) <= limit:
        return network
    degrees = dict(network.degree())
    selected = set(
        sorted(network, key=lambda node: (node not in highlighted, -degrees[node], natural(node)))[
            :limit
        ]
    )
    for node, ends in network.nodes(data="ends"):
        if ends and not selected.issuperset(ends):  # a step means nothing without its ends
            selected.discard(node)
    return network.subgraph(selected)


def strongest(graph: nx.MultiDiGraph[str], limit: int) -> nx.MultiDiGraph[str]:
    """Return a network without its weaker ties, if it has more ties than the limit.

    Nodes that are connected remain connected, as far as the limit allows.

    Examples
    --------
    >>> import networkx as nx
    >>> ties = [("a", "b", {"weight": 3}), ("b", "a", {"weight": 2}), ("b", "c", {"weight": 1})]
    >>> list(strongest(nx.MultiDiGraph(ties), 2).edges())
    [('a', 'b'), ('b', 'c')]
    """
    if graph.number_of_edges() <= limit:
        return graph
    edges = graph.edges(keys=True, data=True)
    ties = [tie[:3] for tie in sorted(edges, key=lambda tie: (-strength(tie[3]), tie[:3]))]
    forest = _forest(ties)
    weaker = [tie for tie in ties if tie not in forest]
    strongest_ties = {*[*(tie for tie in ties if tie in forest), *weaker][:limit]}
    fewer = graph.copy()
    fewer.remove_edges_from([tie for tie in ties if tie not in strongest_ties])
    return fewer


Tie = tuple[str, str, str]


def _forest(ties: list[Tie]) -> set[Tie]:
    """Return the first ties, in order, that each join two parts not joined by earlier ones."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while (higher := above.get(node, node)) != node:
            above[node] = above.get(higher, higher)
            node = higher
        return node

    forest = set()
    for tie in ties:
        start, end = top(tie[0]), top(tie[1])
        if start != end:
            above[start] = end
            forest.add(tie)
    return forest


def first_grounds(grounds: tuple[str, ...], limit: int = GROUNDS) -> tuple[str, ...]:
    """Return the first grounds of a tie, and how many more there are.

    Examples
    --------
    >>> first_grounds(("one", "two", "three"), 1)
    ('one', 'and 2 more')
    """
    if len(grounds) <= limit:
        return grounds
    return (*grounds[:limit], f"and {len(grounds) - limit:,} more")
