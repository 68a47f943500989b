"""A drawing as a static image, for where no script runs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from opendebate.views.drawing import ALL_NAMED, Drawing, Stroke, Symbol
from opendebate.views.page import image_element
from opendebate.views.page_security import xml
from opendebate.views.palette import Line

WIDTH = 960.0  # at most, in pixels
LETTER_HEIGHT, LINE = 13.0, 16.0  # of a label's letters, and of its lines
EDGE = 24.0  # around the picture
MAX_NAMES = 80  # symbols, the first by rank, that may have their names …
FIRST_RANKS = 10  # … and that have theirs even if it takes a leader
GAP = 6.0  # between two names
_LETTER_WIDTH = 0.6  # width of a letter by its height, rather too much than too little
_PAGE, _TEXT = "#ffffff", "#1c1e21"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        """Return whether two rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def grown(self, by: float) -> Rectangle:
        """Return a rectangle with a margin around it."""
        return Rectangle(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def within(self, other: Rectangle) -> bool:
        """Return whether it lies completely in another."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom


def static_image(drawing: Drawing, title: str, words: str) -> str:
    """Return a static image as an element for a notebook.

    Parameters
    ----------
    drawing : Drawing
    title, words : str
        The picture's title, and what it shows.
    """
    return image_element(still_svg(drawing, title, words), f"{title}. {words}")


def still_svg(drawing: Drawing, title: str, words: str) -> str:
    """Return a static image as SVG, with the names of the most tied that find room."""
    symbols = drawing.symbols
    spots, (width, height) = _fitted(symbols)
    lines = "".join(
        _line(stroke, spots[stroke.start.key], spots[stroke.end.key]) for stroke in drawing.strokes
    )
    marks = "".join(_mark(symbol, spots[symbol.key]) for symbol in symbols)
    names = "".join(_names(symbols, spots, Rectangle(4, 4, width - 4, height - 4)))
    legend, height = _legend(drawing, width, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
        f"<title>{xml(title)}</title><desc>{xml(words)}</desc>"
        f'<rect width="100%" height="100%" fill="{_PAGE}"/>'
        f'<g fill="none">{lines}</g><g stroke="{_TEXT}">{marks}</g>'
        f'<g font-family="system-ui, sans-serif" font-size="{LETTER_HEIGHT:.0f}" '
        f'text-anchor="middle" '
        f'fill="{_TEXT}" stroke="{_PAGE}" stroke-width="5" stroke-linejoin="round" '
        f'paint-order="stroke">{names}</g>{legend}</svg>'
    )


Spot = tuple[float, float]


def _fitted(symbols: tuple[Symbol, ...]) -> tuple[dict[str, Spot], Spot]:
    """Return the position of each symbol in the picture, and the picture's size."""
    if not symbols:
        return {}, (WIDTH / 2, 4 * EDGE)
    xs, ys = [symbol.x for symbol in symbols], [symbol.y for symbol in symbols]
    left, top = min(xs), min(ys)
    scale = min(2.0, (WIDTH - 6 * EDGE) / max(1.0, max(xs) - left))
    spots = {
        symbol.key: ((symbol.x - left) * scale + 3 * EDGE, (symbol.y - top) * scale + 2 * EDGE)
        for symbol in symbols
    }
    width = (max(xs) - left) * scale + 6 * EDGE
    return spots, (max(WIDTH / 2, width), (max(ys) - top) * scale + 4 * EDGE)


def _line(stroke: Stroke, start: Spot, end: Spot) -> str:
    """Return a tie as a bow, with its head where it meets the symbol at its end."""
    along, across = end[0] - start[0], end[1] - start[1]
    length = math.hypot(along, across)
    if not length:
        return ""
    middle = (
        start[0] + along / 2 - across * stroke.bend,
        start[1] + across / 2 + along * stroke.bend,
    )
    dashes = f' stroke-dasharray="{" ".join(map(str, stroke.line.dashes))}"' * bool(
        stroke.line.dashes
    )
    heads = _head(stroke.line, middle, end, stroke.end.size)
    if stroke.line.mutual:
        heads += _head(stroke.line, middle, start, stroke.start.size)
    return (
        f'<g stroke="{stroke.line.colour}" stroke-width="{stroke.width:.1f}"><path d="M{_at(start)}'
        f'Q{_at(middle)} {_at(end)}"{dashes}/>{heads}</g>'
    )


def _head(line: Line, origin: Spot, tip: Spot, gap: float) -> str:
    """Return an arrow head, or a bar, that comes from `origin` and stops `gap` before `tip`."""
    length = math.dist(origin, tip) or 1.0
    x, y = (tip[0] - origin[0]) / length, (tip[1] - origin[1]) / length
    at = tip[0] - x * (gap + 2), tip[1] - y * (gap + 2)

    def spot(along_line: float, side: float) -> str:
        return _at((at[0] - x * along_line - y * side, at[1] - y * along_line + x * side))

    if line.arrow == "bar":
        return f'<path d="M{spot(0, 5)}L{spot(0, -5)}"/>'
    if line.arrow == "arrow":
        return f'<path d="M{spot(7, 4)}L{spot(0, 0)}L{spot(7, -4)}z" fill="{line.colour}"/>'
    return f'<path d="M{spot(6, 4)}L{spot(0, 0)}L{spot(6, -4)}"/>' if line.arrow else ""


def _mark(symbol: Symbol, spot: Spot) -> str:
    scale = symbol.size / (3 if symbol.ends else 7)
    x, y = spot[0] - 8 * scale, spot[1] - 8 * scale
    return (
        f'<path transform="translate({x:.1f} {y:.1f}) scale({scale:.2f})" d="{symbol.look.symbol}" '
        f'fill="{symbol.look.colour}"/>'
    )


def _names(symbols: tuple[Symbol, ...], spots: dict[str, Spot], page: Rectangle) -> Iterator[str]:
    """Yield the names that fit, by rank; none touches another name or a symbol."""
    marks = {symbol.key: _around(spots[symbol.key], symbol.size) for symbol in symbols}
    occupied: list[Rectangle] = []
    firm = len(symbols) if len(symbols) <= ALL_NAMED else FIRST_RANKS
    for symbol in sorted(symbols, key=lambda symbol: symbol.rank)[:MAX_NAMES]:
        others = [*occupied, *(box for key, box in marks.items() if key != symbol.key)]
        for box, leader in _places(symbol, spots[symbol.key], far=symbol.rank < firm):
            if box.within(page) and not any(
                area.meets(o) for area in (box, *leader) for o in others
            ):
                occupied += [box.grown(GAP), *leader]
                yield _name(symbol.label.split("\n"), box, leader)
                break


def _legend(drawing: Drawing, width: float, top: float) -> tuple[str, float]:
    """Return what the symbols and lines mean, from `top` on, and where it ends."""
    looks = {symbol.look.key: symbol.look for symbol in drawing.symbols}
    lines = {stroke.line.key: stroke.line for stroke in drawing.strokes}
    entries = [
        (f'<path d="{look.symbol}" fill="{look.colour}" stroke="{_TEXT}"/>', 22.0, look.words)
        for look in looks.values()
    ] + [(_sample(line), 44.0, line.words) for line in lines.values()]
    groups, x, y = [], EDGE, top
    for picture, gap, words in entries:
        wide = gap + len(words) * LETTER_HEIGHT * _LETTER_WIDTH + EDGE
        if x > EDGE and x + wide > width:
            x, y = EDGE, y + 24
        groups.append(
            f'<g transform="translate({x:.1f} {y:.1f})">{picture}'
            f'<text x="{gap:.0f}" y="{LETTER_HEIGHT:.0f}">{xml(words)}</text></g>'
        )
        x += wide
    fonts = f'font-family="system-ui, sans-serif" font-size="{LETTER_HEIGHT:.0f}" fill="{_TEXT}"'
    return f"<g {fonts}>{''.join(groups)}</g>", y + 24 + EDGE if groups else top


def _sample(line: Line) -> str:
    """Return a line for the legend."""
    dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' * bool(line.dashes)
    heads = _head(line, (0.0, 8.0), (36.0, 8.0), 0) + line.mutual * _head(
        line, (36.0, 8.0), (2.0, 8.0), 0
    )
    return (
        f'<g stroke="{line.colour}" stroke-width="{line.width}" fill="none">'
        f'<path d="M2 8H36"{dashes}/>{heads}</g>'
    )


def _around(spot: Spot, size: float) -> Rectangle:
    return Rectangle(spot[0] - size, spot[1] - size, spot[0] + size, spot[1] + size)


def _label_boxes(spot: Spot, gap: float, wide: float, high: float) -> Iterator[Rectangle]:
    """Yield the boxes for a name beside its symbol, the best first."""
    x, y = spot
    below, above = y + gap, y - gap - high
    middles = [(x - wide / 2, below), (x - wide / 2, above)]
    sides = [(x + gap, y - high / 2), (x - gap - wide, y - high / 2)]
    shifted = [
        (x - wide * share, top) for share in (0.3, 0.7, 0.15, 0.85) for top in (below, above)
    ]
    for left, top in (*middles, *sides, *shifted):
        yield Rectangle(left, top, left + wide, top + high)


def _places(
    symbol: Symbol, spot: Spot, *, far: bool
) -> Iterator[tuple[Rectangle, list[Rectangle]]]:
    """Yield the boxes for a name, the best first, each with what the leader to it covers."""
    lines = symbol.label.split("\n")
    wide, high = max(map(len, lines)) * LETTER_HEIGHT * _LETTER_WIDTH, len(lines) * LINE
    if not wide:
        return
    yield from ((box, []) for box in _label_boxes(spot, symbol.size + 3, wide, high))
    for reach, turn in product((16, 32, 52, 76, 104, 136, 172) if far else (), range(24)):
        across, down = math.cos(turn * math.pi / 12), math.sin(turn * math.pi / 12)
        x = spot[0] + across * (symbol.size + reach + wide / 2)
        y = spot[1] + down * (symbol.size + reach + high / 2)
        box = Rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if leader := _leader(spot, symbol.size, box):
            yield box, leader


def _leader(spot: Spot, size: float, box: Rectangle) -> list[Rectangle]:
    """Return what a leader from the edge of a symbol to a name covers."""
    x, y = min(max(spot[0], box.left), box.right), min(max(spot[1], box.top), box.bottom)
    length = math.dist(spot, (x, y)) or 1.0
    shares = (distance / length for distance in range(int(size) + 1, int(length), 4))
    return [_around((spot[0] + (x - spot[0]) * p, spot[1] + (y - spot[1]) * p), 1) for p in shares]


def _name(lines: list[str], box: Rectangle, leader: list[Rectangle]) -> str:
    """Return a name with the leader to it, if it needs one."""
    points = "L".join(_at((area.left + 1, area.top + 1)) for area in leader)
    path = f'<path d="M{points}" stroke="{_TEXT}" stroke-width="1"/>' if leader else ""
    return path + "".join(_text(line, box, number) for number, line in enumerate(lines))


def _text(line: str, box: Rectangle, number: int) -> str:
    x, y = (box.left + box.right) / 2, box.top + LINE * number + LETTER_HEIGHT
    return f'<text x="{x:.1f}" y="{y:.1f}">{xml(line)}</text>'


def _at(spot: Spot) -> str:
    return f"{spot[0]:.1f} {spot[1]:.1f}"
