"""Signed networks: how well they fall into camps."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from opendebate.networks.tie_weights import signed_weight

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.Graph[str]

EXACT = 16  # nodes up to which all divisions into two camps are tried
_STARTS = 200  # for larger networks, divisions to begin with


@dataclass(frozen=True, slots=True)
class Frustration:
    """How much of a signed network fits no division into two camps.

    Attributes
    ----------
    share : float
        Of the weight of all ties: positive ones between the camps and negative ones within.
    exact : bool
        Whether no division does better; else it is an upper bound.
    camps : tuple of frozenset of str
        The division: one of those that do best.
    best : int
        How many divisions do as well as this one. Where `exact` is false, it is how many were
        met with.
    always : frozenset of str
        The most nodes whose division from each other is the same in all of these.
    """

    share: float
    exact: bool
    camps: tuple[frozenset[str], frozenset[str]]
    best: int = 1
    always: frozenset[str] = frozenset()


def signed_modularity(graph: Graph, camps: Iterable[Iterable[str]]) -> float:
    """Return the modularity of a division of a network with positive and negative ties.

    Q = 1/(2w⁺ + 2w⁻) Σ_ij [w_ij - (w⁺_i w⁺_j / 2w⁺ - w⁻_i w⁻_j / 2w⁻)] δ(C_i, C_j)

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        Undirected, with `weight` and `sign` on its edges.
    camps : iterable of iterable of str
        Each node in one of them.

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
    whole = 0.0
    for sign in (1, -1):
        strengths, inside, weight = _strengths(graph, camp_of, sign)
        whole += 2 * weight
        if weight:
            expected = sum(strength**2 for strength in strengths.values()) / (2 * weight)
            total += sign * (2 * inside - expected)
    return total / whole if whole else 0.0


def _strengths(
    graph: Graph, camp_of: Mapping[str, int], sign: int
) -> tuple[dict[int, float], float, float]:
    """Return the strength of each camp, the weight within camps and that of all, for one sign."""
    strengths: dict[int, float] = {}
    inside = weight = 0.0
    for one, other, value in _ties(graph):
        if (value > 0) == (sign > 0):
            size = abs(value)
            weight += size
            inside += size * (camp_of[one] == camp_of[other])
            for node in (one, other):
                camp = camp_of[node]
                strengths[camp] = strengths.get(camp, 0.0) + size
    return strengths, inside, weight


def frustration(graph: Graph, seed: int = 1) -> Frustration:
    """Return the least share of ties that two camps leave unsatisfied.

    Up to 16 nodes with signed ties every division is tried; for more the best of many local
    searches is an upper bound.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        As for :func:`signed_modularity`.
    seed : int
        Of the searches.

    Examples
    --------
    >>> import networkx as nx
    >>> triangle = nx.Graph()
    >>> for pair in ("ab", "bc", "ca"):
    ...     triangle.add_edge(*pair, weight=1, sign=-1)
    >>> frustration(triangle).share
    0.3333333333333333
    """
    ties = [(one, other, value) for one, other, value in _ties(graph) if one != other]
    nodes = sorted({node for one, other, _ in ties for node in (one, other)})
    place = {node: n for n, node in enumerate(nodes)}
    edges = [(place[one], place[other], value) for one, other, value in ties]
    whole = sum(abs(value) for *_, value in edges)
    exact = len(nodes) <= EXACT
    found = _tried(len(nodes), edges) if exact else _searched(len(nodes), edges, Random(seed))  # noqa: S311
    camps = tuple(
        frozenset(node for node in nodes if found[0][place[node]] == camp) for camp in (False, True)
    )
    share = _unsatisfied(found[0], edges) / whole if whole else 0.0
    always = frozenset(nodes[n] for n in _always(found))
    return Frustration(share, exact, (camps[0], camps[1]), len(found), always)


Edges = Sequence[tuple[int, int, float]]
Division = tuple[bool, ...]  # for each node whether it is in the second camp; the first node is not


def _always(divisions: Sequence[Division]) -> list[int]:
    """Return the largest set of nodes that all divisions divide from each other in one way."""
    groups: dict[Division, list[int]] = {}
    for node, camps in enumerate(zip(*divisions, strict=True)):
        beside_first = tuple(camp != camps[0] for camp in camps)
        groups.setdefault(beside_first, []).append(node)
    return max(groups.values(), key=len, default=[])


def _best(divisions: Iterable[Division], edges: Edges) -> list[Division]:
    """Return the divisions that leave least unsatisfied, in the order in which they came."""
    least, found = float("inf"), list[Division]()
    for camp in divisions:
        left = _unsatisfied(camp, edges)
        if left < least - 1e-9:
            least, found = left, []
        if left <= least + 1e-9:
            found.append(camp)
    return found


def _unsatisfied(camp: Sequence[bool], edges: Edges) -> float:
    return sum(abs(value) for i, j, value in edges if (camp[i] == camp[j]) != (value > 0))


def _tried(n: int, edges: Edges) -> list[Division]:
    """Return the best of all divisions; the first node stays in the first camp."""
    divisions = (
        tuple(bool(bits >> i & 1) for i in range(n)) for bits in range(0, 2 ** max(n, 1), 2)
    )
    return _best(divisions, edges)


def _searched(n: int, edges: Edges, dice: Random) -> list[Division]:
    """Return the best divisions that moving single nodes leads to, from many random ones."""
    around: list[list[tuple[int, float]]] = [[] for _ in range(n)]
    for i, j, value in edges:
        around[i].append((j, value))
        around[j].append((i, value))
    found: dict[Division, None] = {}
    for _ in range(_STARTS):
        camp = [dice.random() < 0.5 for _ in range(n)]
        while moved := _worst(camp, around):
            camp[moved - 1] = not camp[moved - 1]
        found[tuple(one != camp[0] for one in camp)] = None
    return _best(found, edges)


def _worst(camp: Sequence[bool], around: Sequence[Sequence[tuple[int, float]]]) -> int:
    """Return the number, from 1, of the node whose move satisfies most; 0 where none does."""

    def gain(node: int) -> float:
        return -sum(value if camp[node] == camp[other] else -value for other, value in around[node])

    best = max(range(len(camp)), key=gain)
    return best + 1 if gain(best) > 1e-12 else 0


def external_internal(graph: Graph, groups: Mapping[str, Hashable]) -> float | None:
    """Return the E-I index: ties between groups less those within, by all of them.

    Parameters
    ----------
    graph : networkx.Graph or MultiGraph
        Weights count; of signed ties only the positive ones.
    groups : mapping of str to hashable
        Node → group; ties of other nodes are left out.

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
    for one, other, value in _ties(graph):
        if value > 0 and one in groups and other in groups:
            same = groups[one] == groups[other]
            within, between = within + value * same, between + value * (not same)
    return (between - within) / (between + within) if between + within else None


def _ties(graph: Graph) -> Iterable[tuple[str, str, float]]:
    """Yield ties with their signed weights; a tie without a sign is positive."""
    for one, other, about in graph.edges(data=True):
        yield one, other, signed_weight(about)
