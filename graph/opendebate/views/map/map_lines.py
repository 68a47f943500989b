"""The ways of the lines on a map's still picture, past names and claims: one can follow each.

A line leaves its voice straight, until it is past every name of the column, and only then goes up
or down. The page's ``map-routes.js`` does the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.views.map.map_layout import PAST, TOKEN, text_width

if TYPE_CHECKING:
    from opendebate.views.map.map_layout import MapLayout, Placed


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a line: straight from its voice, then in a curve to its claim.

    Attributes
    ----------
    start, end : (float, float)
        At the edge of the voice's disc, and at the edge of the claim.
    exit : float
        Where the curve begins, as x.
    """

    start: tuple[float, float]
    exit: float
    end: tuple[float, float]

    @property
    def path(self) -> str:
        """Return the way as SVG has it."""
        (x1, y1), (x2, y2) = self.start, self.end
        middle = (self.exit + x2) / 2
        curve = f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        return f"M{x1:.1f} {y1:.1f}H{self.exit:.1f}{curve}"

    def points(self, count: int = 200) -> Iterator[tuple[float, float]]:
        """Yield points on the way, from its start to its end."""
        (x1, y1), (x2, y2) = self.start, self.end
        middle = (self.exit + x2) / 2
        yield from ((x1 + (self.exit - x1) * n / count, y1) for n in range(count))
        for n in range(count + 1):
            t, u = n / count, 1 - n / count
            ends = u**3, 3 * u * t * (u + t), t**3
            yield (
                ends[0] * self.exit + ends[1] * middle + ends[2] * x2,
                (u**3 + 3 * u * u * t) * y1 + (3 * u * t * t + t**3) * y2,
            )


def route(layout: MapLayout, voice: Placed, claim: Placed) -> Route:
    """Return the way of the line from a voice to a claim.

    Parameters
    ----------
    layout : MapLayout
    voice, claim : Placed
        A line of the layout.
    """
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
