"""Which ties a picture draws first: those above a threshold, so that one can read it.

A picture with hundreds of lines is a ball of felt. The page therefore begins with a threshold at
which about 60 ties are drawn, and has a slider for it. What the threshold counts is what tells the
ties of this network apart: the claims that a tie is based on (its weight) or, where all weights
are much the same, the ties of the two nodes it joins (their degree).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

FEW = 60  # ties that one can read at once: a network with no more needs no threshold
LEAST = 12  # ties at the first look, if that can be had
MOST_STEPS = 24  # of the slider

Tie = tuple[str, str, str]  # start, end, key


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is counted of each tie, and the steps of the slider.

    Attributes
    ----------
    measure : str
        ``"weight"``, ``"degree"`` or ``"rank"`` (the place of a tie among all, the last first).
    values : mapping of tuple to float
        Tie → what is counted of it.
    steps : tuple of float
        Thresholds, from that at which all ties are drawn.
    start : float
        The threshold at first.
    """

    measure: str
    values: Mapping[Tie, float]
    steps: tuple[float, ...]
    start: float


def strength(edge: Mapping[str, Any]) -> float:
    """Return how strong a tie is: its weight, which is 1 where it has none.

    Examples
    --------
    >>> strength({}), strength({"weight": 3}), strength({"strength": 0.5})
    (1.0, 3.0, 0.5)
    """
    return float(edge.get("strength", edge.get("weight") or 1))


def threshold_of(network: nx.MultiDiGraph[str]) -> Threshold | None:
    """Return the threshold of a network, or None where all of its ties can be read at once.

    Examples
    --------
    >>> import networkx as nx
    >>> star = nx.MultiDiGraph((f"a{n}", "b") for n in range(200))
    >>> threshold = threshold_of(star)
    >>> threshold.measure, sum(v >= threshold.start for v in threshold.values.values())
    ('rank', 60)
    >>> threshold_of(nx.MultiDiGraph([("a", "b")])) is None
    True
    """
    if network.number_of_edges() <= FEW:
        return None
    weights, degrees = _weights(network), _degree_values(network)
    for measure, values in (("weight", weights), ("degree", degrees)):
        steps = _steps(values)
        start = _start(values, steps)
        if start is not None:
            return Threshold(measure, values, _thinned(steps, start), start)
    return _by_rank({tie: (weights[tie], degrees[tie]) for tie in degrees})


def _weights(network: nx.MultiDiGraph[str]) -> dict[Tie, float]:
    ties = network.edges(keys=True, data=True)
    return {(start, end, key): strength(edge) for start, end, key, edge in ties}


def _degree_values(network: nx.MultiDiGraph[str]) -> dict[Tie, float]:
    """Return of each tie the degree of its end with fewer ties; a step counts as its ends."""
    degrees: dict[str, int] = dict(network.degree())

    def degree(node: str) -> int:
        ends = network.nodes[node].get("ends")
        return min(degrees[end] for end in ends) if ends else degrees[node]

    return {
        (start, end, key): float(min(degree(start), degree(end)))
        for start, end, key in network.edges(keys=True)
    }


def _steps(values: Mapping[Tie, float]) -> list[float]:
    return sorted(set(values.values()))


def _start(values: Mapping[Tie, float], steps: list[float]) -> float | None:
    """Return the lowest threshold with few ties; None where that leaves next to nothing."""
    counts = Counter(values.values())
    above = accumulate(counts[step] for step in reversed(steps))
    readable = [
        (step, ties) for step, ties in zip(reversed(steps), above, strict=True) if ties <= FEW
    ]
    step, ties = readable[-1] if readable else (0.0, 0)
    return step if ties >= LEAST else None


def _by_rank(strengths: Mapping[Tie, tuple[float, float]]) -> Threshold:
    """Return a threshold on the place of a tie, the strongest last; of equals, by the alphabet."""
    order = sorted(strengths, key=lambda tie: (*(-value for value in strengths[tie]), *tie))
    values = {tie: float(len(order) - place) for place, tie in enumerate(order, 1)}
    start = float(len(order) - FEW)
    steps = sorted({0.0, start, *(len(order) - share for share in _shares(len(order)))})
    return Threshold("rank", values, tuple(steps), start)


def _shares(count: int) -> Iterator[float]:
    """Yield numbers of ties that the slider offers: 15, 30, 60, 120 …"""
    share = FEW / 4
    while share < count:
        yield share
        share *= 2


def _thinned(steps: list[float], start: float) -> tuple[float, ...]:
    """Return so many steps as a slider can have, among them the first, the start and the last."""
    every = -(-len(steps) // MOST_STEPS)
    return tuple(sorted({*steps[::every], steps[-1], start}))
