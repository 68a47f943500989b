"""Structural balance of signed networks: modularity, frustration, and the E-I index."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from opendebate.networks.tie_weights import signed_weight

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.Graph[str]

MAX_EXACT_NODES = 16  # for more nodes not all divisions into two camps are tried
_STARTS = 200  # random divisions from which the local search starts


@dataclass(frozen=True, slots=True)
class Frustration:
    """The smallest share of ties that a division into two camps leaves unsatisfied.

    Attributes
    ----------
    share : float
        The weight of positive ties between the camps and negative ties within them, divided by
        the weight of all ties.
    exact : bool
        Whether every division was tried; otherwise the share is an upper bound.
    camps : tuple of frozenset of str
        One of the best divisions.
    n_optimal : int
        The number of equally good divisions; where `exact` is false, of those that were found.
    invariant_nodes : frozenset of str
        The largest set of nodes that all best divisions divide in the same way.
    """

    share: float
    exact: bool
    camps: tuple[frozenset[str], frozenset[str]]
    n_optimal: int = 1
    invariant_nodes: frozenset[str] = frozenset()


def signed_modularity(graph: Graph, camps: Iterable[Iterable[str]]) -> float:
    """Return the modularity of a division of a network with positive and negative ties.

    Q = 1/(2w⁺ + 2w⁻) Σ_ij [w_ij - (w⁺_i w⁺_j / 2w⁺ - w⁻_i w⁻_j / 2w⁻)] δ(C_i, C_j)

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        Undirected, with `weight` and `sign` on its edges.
    camps : iterable of iterable of str
        A partition of the nodes.

    Returns
    -------
    float
        At most 1; 0 for one camp, and where there are no ties.

    References
    ----------
    S. Gómez, P. Jensen, A. Arenas, Analysis of community structure in networks of correlated
    data, Physical Review E 80 (2009) 016114, equation 13, doi 10.1103/PhysRevE.80.016114.

    Examples
    --------
    >>> import networkx as nx
    >>> two = nx.Graph()
    >>> two.add_edge("a", "b", weight=1, sign=1)
    >>> two.add_edge("a", "c", weight=1, sign=-1)
    >>> round(signed_modularity(two, [["a", "b"], ["c"]]), 3)
    0.25
    """
    camp_of = {node: n for n, camp in enumerate(camps) for node in camp}
    total = 0.0
    total_weight = 0.0
    for sign in (1, -1):
        strengths, within, weight = _strengths(graph, camp_of, sign)
        total_weight += 2 * weight
        if weight:
            expected = sum(strength**2 for strength in strengths.values()) / (2 * weight)
            total += sign * (2 * within - expected)
    return total / total_weight if total_weight else 0.0


def _strengths(
    graph: Graph, camp_of: Mapping[str, int], sign: int
) -> tuple[dict[int, float], float, float]:
    """Return, for ties of one sign: strength of each camp, weight within camps, total weight."""
    strengths: dict[int, float] = {}
    within = weight = 0.0
    for node, neighbour, value in _ties(graph):
        if (value > 0) == (sign > 0):
            size = abs(value)
            weight += size
            within += size * (camp_of[node] == camp_of[neighbour])
            for end in (node, neighbour):
                camp = camp_of[end]
                strengths[camp] = strengths.get(camp, 0.0) + size
    return strengths, within, weight


def frustration(graph: Graph, seed: int = 1) -> Frustration:
    """Return the smallest share of ties that a division into two camps leaves unsatisfied.

    Up to 16 nodes with signed ties every division is tried. For more nodes the result is the
    best of many local searches, an upper bound.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        As for :func:`signed_modularity`.
    seed : int
        The seed of the local searches.

    Examples
    --------
    >>> import networkx as nx
    >>> triangle = nx.Graph()
    >>> for pair in ("ab", "bc", "ca"):
    ...     triangle.add_edge(*pair, weight=1, sign=-1)
    >>> frustration(triangle).share
    0.3333333333333333
    """
    ties = [(node, other, value) for node, other, value in _ties(graph) if node != other]
    nodes = sorted({node for *pair, _ in ties for node in pair})
    index_of = {node: n for n, node in enumerate(nodes)}
    edges = [(index_of[node], index_of[other], value) for node, other, value in ties]
    total_weight = sum(abs(value) for *_, value in edges)
    exact = len(nodes) <= MAX_EXACT_NODES
    divisions = (
        _search_all(len(nodes), edges)
        if exact
        else _search_locally(len(nodes), edges, Random(seed))  # noqa: S311
    )
    camps = tuple(
        frozenset(node for node in nodes if divisions[0][index_of[node]] == camp)
        for camp in (False, True)
    )
    share = _unsatisfied(divisions[0], edges) / total_weight if total_weight else 0.0
    invariant = frozenset(nodes[n] for n in _invariant_nodes(divisions))
    return Frustration(share, exact, (camps[0], camps[1]), len(divisions), invariant)


Edges = Sequence[tuple[int, int, float]]
Division = tuple[bool, ...]  # whether each node is in the second camp; the first node never is


def _invariant_nodes(divisions: Sequence[Division]) -> list[int]:
    """Return the largest set of nodes that all divisions divide in the same way."""
    groups: dict[Division, list[int]] = {}
    for node, camps in enumerate(zip(*divisions, strict=True)):
        beside_first = tuple(camp != camps[0] for camp in camps)
        groups.setdefault(beside_first, []).append(node)
    return max(groups.values(), key=len, default=[])


def _optimal_divisions(divisions: Iterable[Division], edges: Edges) -> list[Division]:
    """Return the divisions with the smallest unsatisfied weight, in their given order."""
    minimum, optimal = float("inf"), list[Division]()
    for camp in divisions:
        unsatisfied = _unsatisfied(camp, edges)
        if unsatisfied < minimum - 1e-9:
            minimum, optimal = unsatisfied, []
        if unsatisfied <= minimum + 1e-9:
            optimal.append(camp)
    return optimal


def _unsatisfied(camp: Sequence[bool], edges: Edges) -> float:
    return sum(abs(value) for i, j, value in edges if (camp[i] == camp[j]) != (value > 0))


def _search_all(n: int, edges: Edges) -> list[Division]:
    """Return the best of all divisions whose first camp contains the first node."""
    divisions = (
        tuple(bool(mask >> i & 1) for i in range(n)) for mask in range(0, 2 ** max(n, 1), 2)
    )
    return _optimal_divisions(divisions, edges)


def _search_locally(n: int, edges: Edges, dice: Random) -> list[Division]:
    """Return the best divisions that moves of single nodes reach from random divisions."""
    neighbours: list[list[tuple[int, float]]] = [[] for _ in range(n)]
    for i, j, value in edges:
        neighbours[i].append((j, value))
        neighbours[j].append((i, value))
    local_optima: dict[Division, None] = {}
    for _ in range(_STARTS):
        camp = [dice.random() < 0.5 for _ in range(n)]
        while move := _best_move(camp, neighbours):
            camp[move - 1] = not camp[move - 1]
        local_optima[tuple(side != camp[0] for side in camp)] = None
    return _optimal_divisions(local_optima, edges)


def _best_move(camp: Sequence[bool], neighbours: Sequence[Sequence[tuple[int, float]]]) -> int:
    """Return the number, from 1, of the node with the best move; 0 if no move helps."""

    def gain(node: int) -> float:
        return -sum(
            value if camp[node] == camp[other] else -value for other, value in neighbours[node]
        )

    best = max(range(len(camp)), key=gain)
    return best + 1 if gain(best) > 1e-12 else 0


def external_internal(graph: Graph, groups: Mapping[str, Hashable]) -> float | None:
    """Return the E-I index: (external - internal) / (external + internal) ties of groups.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        Ties count by weight; negative ties do not count.
    groups : mapping of str to hashable
        Node → group; ties of other nodes do not count.

    Returns
    -------
    float or None
        From -1, all ties within groups, to 1, all between them; None without ties.

    References
    ----------
    D. Krackhardt, R. N. Stern, Informal networks and organizational crises: an experimental
    simulation, Social Psychology Quarterly 51 (1988) 123-140, doi 10.2307/2786835.

    Examples
    --------
    >>> import networkx as nx
    >>> external_internal(nx.path_graph("abc"), {"a": 1, "b": 1, "c": 2})
    0.0
    """
    between = within = 0.0
    for node, other, value in _ties(graph):
        if value > 0 and node in groups and other in groups:
            same_group = groups[node] == groups[other]
            within, between = within + value * same_group, between + value * (not same_group)
    return (between - within) / (between + within) if between + within else None


def _ties(graph: Graph) -> Iterable[tuple[str, str, float]]:
    """Yield ties with their signed weights; a tie without a sign is positive."""
    for node, other, tie in graph.edges(data=True):
        yield node, other, signed_weight(tie)
