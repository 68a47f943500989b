"""In which order a map shows voices, topics and claims, so that few of its lines cross.

A side of the map is a row of columns: the rail of the voices on that side, the claims, and the
voices on both sides. Lines run between neighbouring columns. Orders are improved by the
barycentre method of Sugiyama, Tagawa and Toda (1981), then by swapping neighbours. Equal maps get
equal orders.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from opendebate.counting import float_sum
from opendebate.natural import natural
from opendebate.views.map.map_model import SIDES

if TYPE_CHECKING:
    from opendebate.views.map.map_model import DebateMap, MapClaim

SWEEPS = 16
MAX_SWAPPED = 60  # claims; of more, no neighbours are swapped
MIDDLE = "middle"


@dataclass(slots=True)
class MapOrder:
    """Orders from top to bottom.

    Attributes
    ----------
    voices : dict of str to list of str
        ``"for"``, ``"against"`` and ``"middle"`` → keys of voices.
    topics : dict of str to list of (str, list of str)
        ``"for"``, ``"against"`` and ``"both"`` → topics with the keys of their claims: in full,
        then dots.
    """

    voices: dict[str, list[str]]
    topics: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)

    def claims(self, side: str) -> list[str]:
        """Return the keys of a side's claims from top to bottom."""
        return [claim for _, claims in self.topics[side] for claim in claims]

    def to_dict(self) -> dict[str, Any]:
        """Return the orders as plain data for JSON."""
        return {"voices": self.voices, "topics": self.topics}


def map_order(map_of_debate: DebateMap) -> MapOrder:
    """Return the order of a map in which few lines cross.

    Parameters
    ----------
    map_of_debate : DebateMap

    Examples
    --------
    >>> import opendebate
    >>> from opendebate.views.map.map_model import debate_map
    >>> map_of_debate = debate_map(opendebate.load(only=["why-meta-opened-up"]).engine)
    >>> crossings(map_of_debate, map_order(map_of_debate)) <= 15
    True
    """
    order = _first_order(map_of_debate)
    best, fewest = _copy(order), crossings(map_of_debate, order)
    for _ in range(SWEEPS):
        _sweep(map_of_debate, order)
        count = crossings(map_of_debate, order)
        if count < fewest:
            best, fewest = _copy(order), count
    if len(map_of_debate.claims) <= MAX_SWAPPED:
        _swap_neighbours(map_of_debate, best, fewest)
    _append_dots(map_of_debate, best)
    return best


def crossings(map_of_debate: DebateMap, order: MapOrder) -> int:
    """Return how many pairs of lines cross."""
    return sum(
        _pair_crossings(order.voices[rail], order.claims(side), _lines(map_of_debate, side))
        for side in SIDES
        for rail in (side, MIDDLE)
    )


def rank(claim: MapClaim) -> tuple[Any, ...]:
    """Return what sorts claims by weight: who has most voices, then most contradiction."""
    return -len(claim.makers), -len(claim.tokens), natural(claim.key)


def _first_order(map_of_debate: DebateMap) -> MapOrder:
    voices: dict[str, list[str]] = {"for": [], "against": [], MIDDLE: []}
    for voice in map_of_debate.voices:
        voices[MIDDLE if voice.camp == "both" else voice.camp].append(voice.key)
    topics = {}
    for side in (*SIDES, "both"):
        groups: defaultdict[str, list[MapClaim]] = defaultdict(list)
        for claim in sorted(
            (claim for claim in map_of_debate.claims if claim.side == side), key=rank
        ):
            groups[claim.topic].append(claim)
        largest = sorted(groups, key=lambda topic: (not topic, -len(groups[topic]), natural(topic)))
        topics[side] = [(topic, [claim.key for claim in groups[topic]]) for topic in largest]
    return MapOrder(voices, topics)


def _copy(order: MapOrder) -> MapOrder:
    voices = {rail: list(keys) for rail, keys in order.voices.items()}
    topics = {
        side: [(topic, list(claims)) for topic, claims in groups]
        for side, groups in order.topics.items()
    }
    return MapOrder(voices, topics)


def _lines(map_of_debate: DebateMap, side: str) -> Mapping[str, Sequence[str]]:
    """Return claim → the voices that have a line to it."""
    return {claim.key: claim.makers for claim in map_of_debate.claims if claim.side == side}


def _pair_crossings(
    voices: Sequence[str], claims: Sequence[str], lines: Mapping[str, Sequence[str]]
) -> int:
    """Return how many lines between two columns cross: the inversions of their ends."""
    height = {voice: n for n, voice in enumerate(voices)}
    above: list[int] = []
    count = 0
    for claim in claims:
        ends = sorted(height[voice] for voice in lines.get(claim, ()) if voice in height)
        count += sum(len(above) - bisect_right(above, end) for end in ends)
        for end in ends:
            insort(above, end)
    return count


def _sweep(map_of_debate: DebateMap, order: MapOrder) -> None:
    """Put each voice and claim at the mean height of what it is joined with."""
    heights: defaultdict[str, list[float]] = defaultdict(list)
    for side in SIDES:
        claims, lines = order.claims(side), _lines(map_of_debate, side)
        for n, claim in enumerate(claims):
            for voice in lines[claim]:
                heights[voice].append((n + 0.5) / len(claims))
    for keys in order.voices.values():
        keys.sort(key=lambda voice: _mean(heights[voice], 0.5))
    at = {
        voice: (n + 0.5) / len(keys)
        for keys in order.voices.values()
        for n, voice in enumerate(keys)
    }
    for side in SIDES:
        lines = _lines(map_of_debate, side)
        level = {
            claim: _mean([at[voice] for voice in lines[claim] if voice in at], 0.5)
            for claim in lines
        }
        for _, claims in order.topics[side]:
            claims.sort(key=lambda claim: level[claim])
        order.topics[side].sort(key=lambda group: _mean([level[claim] for claim in group[1]], 1.0))


def _mean(values: Sequence[float], otherwise: float) -> float:
    return float_sum(values) / len(values) if values else otherwise


def _swap_neighbours(map_of_debate: DebateMap, order: MapOrder, fewest: int) -> None:
    """Swap neighbours for as long as fewer lines cross."""
    improved = True
    while improved:
        improved = False
        for column in _columns(order):
            for n in range(len(column) - 1):
                column[n], column[n + 1] = column[n + 1], column[n]
                count = crossings(map_of_debate, order)
                if count < fewest:
                    fewest, improved = count, True
                else:
                    column[n], column[n + 1] = column[n + 1], column[n]


def _columns(order: MapOrder) -> Iterator[list[Any]]:
    yield from order.voices.values()
    for side in SIDES:
        yield order.topics[side]
        yield from (claims for _, claims in order.topics[side])


def _append_dots(map_of_debate: DebateMap, order: MapOrder) -> None:
    """Put dots behind the claims of their topic; topics that have only dots come last."""
    for side, groups in order.topics.items():
        places = dict(groups)
        for dot in map_of_debate.dots:
            if dot.side == side and dot.topic not in places:
                places[dot.topic] = []
                groups.append((dot.topic, places[dot.topic]))
            if dot.side == side:
                places[dot.topic].append(dot.key)
