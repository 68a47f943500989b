"""Positions of the nodes of a drawn network: the same network always gets the same layout."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

    Points = npt.NDArray[np.float64]
    Ends = npt.NDArray[np.int_]

SPACING = 64.0  # mean distance between neighbours, in pixels at a zoom of 1
LEAST_DISTANCE = 36.0  # least distance between the centres of two symbols …
LEAST_DISTANCE_SMALL = 56.0  # … in a small network, where there is room for every name …
MAX_ROOM = 4.0  # … and the largest multiple of it around a node with many ties, for its name
SHAPE = 1.5  # width by height
_SMALL = 80  # nodes that make a small network
_ROW = 12  # nodes without a tie that have room between them for their names
_SEEDS = (1, 2, 3, 4)
_LARGE = 400  # nodes, beyond which there is a single start
_ROUNDS = 500  # of moving points apart, at most
_EFFORT = 120 * 300  # iterations by nodes, for each seed


def layout(
    network: nx.MultiDiGraph[str], weigh: Callable[[Mapping[str, Any]], float] = lambda _: 1.0
) -> dict[str, tuple[float, float]]:
    """Return a position for every node: tied nodes are near each other, and none overlap.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        It is not changed.
    weigh : callable, optional
        Takes the attributes of an edge and returns how strongly it pulls its ends together.

    Returns
    -------
    dict of str to (float, float)
        In pixels around the origin, rounded to 0.1, by sorted node.

    Notes
    -----
    ForceAtlas2 [1]_ with strong gravity from a few fixed starts, of which the one with the fewest
    crossings is used (a single start can end in twice as many), then overlap removal. Of the
    layouts that were measured on a complete debate this one crosses the fewest edges. Nodes
    without a tie are in rows beneath the others.

    References
    ----------
    .. [1] M. Jacomy, T. Venturini, S. Heymann, M. Bastian, "ForceAtlas2, a Continuous Graph Layout
       Algorithm", PLoS ONE 9(6), 2014.

    Where numpy is not installed, as in some browsers, the nodes are in a ring.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    >>> layout(network) == layout(network)
    True
    """
    try:
        import numpy as np
    except ImportError:
        return _ring(sorted(network))
    graph = _simple(network, weigh)
    if not graph:
        return {}
    alone = [node for node in graph if not graph.degree(node)]
    graph.remove_nodes_from(alone)
    tied = _tied(tuple(graph), tuple(graph.edges(data="weight")))
    points = np.concatenate([tied, _beneath(tied, len(alone))])
    rounded = np.round(points - points.mean(axis=0), 1) + 0.0  # no negative zero
    spots = zip([*graph, *alone], rounded, strict=True)
    return {node: (float(x), float(y)) for node, (x, y) in sorted(spots)}


def _ring(nodes: list[str]) -> dict[str, tuple[float, float]]:
    """Return positions in a ring that leaves room between neighbours, wider than high."""
    high = max(SPACING, SPACING * len(nodes) / math.tau)
    turns = {node: math.tau * place / len(nodes) for place, node in enumerate(nodes)}
    return {
        node: (round(SHAPE * high * math.cos(turn), 1), round(high * math.sin(turn), 1))
        for node, turn in turns.items()
    }


@lru_cache(maxsize=8)
def _tied(nodes: tuple[str, ...], edges: tuple[tuple[str, str, float], ...]) -> Points:
    """Return the positions of the nodes of a graph in which each has a tie, in their order.

    The last layouts are remembered: pages, pictures and cells of a notebook show the same.
    """
    import networkx as nx
    import numpy as np

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(edges)
    count = len(graph)
    if count < 3:
        return np.array([(SPACING * 2 * place, 0.0) for place in range(count)]).reshape(-1, 2)
    room = np.array([min(MAX_ROOM, 1 + graph.degree(node) / 16) for node in graph])
    room *= (LEAST_DISTANCE_SMALL if count <= _SMALL else LEAST_DISTANCE) / 2
    return _spread(_fit(min(_tries(graph), key=partial(crossings, _ends(graph)))), room)


def _beneath(tied: Points, count: int) -> Points:
    """Return `count` positions in rows, centred beneath others: far apart where they are few."""
    import numpy as np

    step = SPACING * (2 if count <= _ROW else 1)
    left, right, bottom = 0.0, 0.0, -SPACING
    if len(tied):
        (left, _), (right, bottom) = tied.min(axis=0), tied.max(axis=0)
    row = max(int((right - left) / step) + 1, math.ceil(math.sqrt(count * SHAPE)))
    numbers = np.arange(count)
    lengths = np.minimum(row, count - numbers // row * row)
    across = (left + right) / 2 + (numbers % row - (lengths - 1) / 2) * step
    return np.stack([across, bottom + SPACING * (1 + numbers // row)], axis=1)


def _simple(
    network: nx.MultiDiGraph[str], weigh: Callable[[Mapping[str, Any]], float]
) -> nx.Graph[str]:
    """Return the network undirected, sorted, each pair tied once by its strongest edge."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(network))
    weights: dict[tuple[str, str], float] = {}
    for start, end, attributes in network.edges(data=True):
        pair = (start, end) if start < end else (end, start)
        if start != end:
            weights[pair] = max(weights.get(pair, 0.0), weigh(attributes))
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(weights.items()))
    return graph


def _tries(graph: nx.Graph[str]) -> Iterator[Points]:
    """Yield a layout for each seed, in the order of the nodes."""
    import networkx as nx
    import numpy as np

    for seed in _SEEDS if len(graph) <= _LARGE else _SEEDS[:1]:
        places = nx.forceatlas2_layout(
            graph,
            seed=seed,
            weight="weight",
            max_iter=max(40, min(120, _EFFORT // len(graph))),
            jitter_tolerance=0.6,
            strong_gravity=True,
            gravity=0.02,
        )
        yield np.array([places[node] for node in graph], dtype=float)


def _ends(graph: nx.Graph[str], limit: int = 800) -> Ends:
    """Return the row numbers of the ends of the strongest edges."""
    import numpy as np

    rows = {node: row for row, node in enumerate(graph)}
    edges: list[tuple[str, str, float]] = list(graph.edges(data="weight"))
    edges.sort(key=lambda edge: (-edge[2], *edge[:2]))
    return np.array([(rows[a], rows[b]) for a, b, _ in edges[:limit]], dtype=int).reshape(-1, 2)


def crossings(ends: Ends, points: Points) -> int:
    """Return how many pairs of edges cross when drawn as straight lines.

    Parameters
    ----------
    ends : numpy.ndarray of int, shape (edges, 2)
        Rows of `points`.
    points : numpy.ndarray of float, shape (nodes, 2)

    Examples
    --------
    >>> import numpy as np
    >>> corners = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
    >>> diagonals, sides = np.array([[0, 2], [1, 3]]), np.array([[0, 1], [2, 3]])
    >>> crossings(diagonals, corners), crossings(sides, corners)
    (1, 0)
    """
    start, end = points[ends[:, 0]], points[ends[:, 1]]
    along = end - start
    # On which side of each edge (row) the ends of every other (column) lie.
    to_start, to_end = start[None] - start[:, None], end[None] - start[:, None]
    first = along[:, None, 0] * to_start[..., 1] - along[:, None, 1] * to_start[..., 0]
    second = along[:, None, 0] * to_end[..., 1] - along[:, None, 1] * to_end[..., 0]
    opposite_sides = first * second < 0
    return int((opposite_sides & opposite_sides.T).sum()) // 2


def _fit(points: Points) -> Points:
    """Fit points into a wide rectangle that they fill almost evenly.

    Each coordinate becomes one part itself and two parts its rank: a few distant nodes then cannot
    squeeze the others together, and the order from left to right does not change.
    """
    import numpy as np

    count = len(points)
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    extent[extent == 0] = 1.0
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (count - 1)
    height = SPACING * math.sqrt(count / SHAPE)
    fitted: Points = ((points - low) / extent + ranks * 2) / 3 * (height * SHAPE, height)
    return fitted


def _spread(points: Points, room: Points) -> Points:
    """Move points apart until each has its room around it."""
    import numpy as np

    # A small move along a spiral first, so that points in the same position get a direction.
    turn = np.arange(len(points)) * math.pi * (3 - math.sqrt(5))
    points = points + np.stack([np.cos(turn), np.sin(turn)], axis=1) * 0.01
    least_distance = room[:, None] + room[None]
    for _ in range(_ROUNDS):
        differences = points[:, None] - points[None]
        distance = np.linalg.norm(differences, axis=-1)
        np.fill_diagonal(distance, np.inf)
        if not (distance < least_distance).any():
            break
            # Aim a little too far: otherwise the distance is never quite reached.
        near = np.clip(least_distance * 1.02 - distance, 0.0, None)
        points = points + (differences / distance[..., None] * near[..., None]).sum(axis=1) * 0.45
    return points
