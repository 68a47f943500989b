"""The ways of the lines on a map's still picture, past names and claims: one can follow each.

A line leaves its voice straight, until it is past every name of the column, and only then goes up
or down. The page's ``map-routes.js`` does the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from opendebate.views.map.map_layout import PAST, TOKEN, text_width

if TYPE_CHECKING:
    from opendebate.views.map.map_layout import MapLayout, Placed

_PARTED = 6.0  # between lines that lead to the same claim or topic
_BENDS = (0.1, 0.85)  # where lines beside each other go up or down: from the first to the last


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a line: straight from its voice, then in a curve to its claim.

    Attributes
    ----------
    start, end : (float, float)
        At the edge of the voice's disc, and at the edge of the claim.
    exit : float
        Where the curve begins, as x.
    bend : float
        Where between there and its end it goes up or down, from 0 to 1.
    """

    start: tuple[float, float]
    exit: float
    end: tuple[float, float]
    bend: float = 0.5

    @property
    def _middle(self) -> float:
        return self.exit + (self.end[0] - self.exit) * self.bend

    @property
    def path(self) -> str:
        """Return the way as SVG has it."""
        (x1, y1), (x2, y2), middle = self.start, self.end, self._middle
        curve = f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        return f"M{x1:.1f} {y1:.1f}H{self.exit:.1f}{curve}"

    def points(self, count: int = 200) -> Iterator[tuple[float, float]]:
        """Yield points on the way, from its start to its end."""
        (x1, y1), (x2, y2), middle = self.start, self.end, self._middle
        yield from ((x1 + (self.exit - x1) * n / count, y1) for n in range(count))
        for n in range(count + 1):
            t, u = n / count, 1 - n / count
            ends = u**3, 3 * u * t * (u + t), t**3
            yield (
                ends[0] * self.exit + ends[1] * middle + ends[2] * x2,
                (u**3 + 3 * u * u * t) * y1 + (3 * u * t * t + t**3) * y2,
            )


def routes(layout: MapLayout) -> list[Route]:
    """Return the ways of all lines of a layout, one for each of its lines."""
    ways = [_route(layout, voice, claim) for voice, claim in layout.lines]
    return parted(ways, [(claim.top, claim.bottom) for _, claim in layout.lines])


def parted(ways: Sequence[Route], ends: Sequence[tuple[float, float]]) -> list[Route]:
    """Return ways that are apart where they end, and where they go up or down.

    Those that meet end below each other, in the order in which they come. Those between the same
    columns bend one beside the other: the farther a line has come, the nearer to its end.

    Parameters
    ----------
    ways : sequence of Route
    ends : sequence of (float, float)
        Top and bottom of the box at which each way ends.
    """
    met: defaultdict[tuple[float, tuple[float, float]], list[int]] = defaultdict(list)
    for n, (way, box) in enumerate(zip(ways, ends, strict=True)):
        met[way.end[0], box].append(n)
    made = list(ways)
    for (x, (top, bottom)), meeting in met.items():
        meeting.sort(key=lambda n: ways[n].start[1])
        apart = min(_PARTED, (bottom - top - 2 * _PARTED) / max(1, len(meeting) - 1))
        for place, n in enumerate(meeting):
            y = (top + bottom) / 2 + apart * (place - (len(meeting) - 1) / 2)
            made[n] = replace(ways[n], end=(x, y))
    beside: defaultdict[tuple[float, float, bool], list[int]] = defaultdict(list)
    for n, way in enumerate(made):
        beside[way.exit, way.end[0], way.end[1] < way.start[1]].append(n)
    first, last = _BENDS
    for (_, _, goes_up), some in beside.items():
        some.sort(key=lambda n: (made[n].start[1], made[n].end[1]), reverse=not goes_up)
        for place, n in enumerate(some):
            bend = first + (last - first) * (place + 0.5) / len(some)
            made[n] = replace(made[n], bend=bend)
    return made


def _route(layout: MapLayout, voice: Placed, claim: Placed) -> Route:
    centre, before = (voice.left + voice.right) / 2, voice.left < claim.left
    column = [one for one in layout.placed if one.kind == "voice" and one.left == voice.left]
    half = max(text_width(words) for one in column for words in (*one.lines, "")) / 2
    reach = max(TOKEN, half) + PAST
    direction = 1 if before else -1
    end = claim.left if before else claim.right
    return Route(
        (centre + direction * TOKEN, voice.top + TOKEN),
        centre + direction * reach,
        (end, claim.middle),
    )
