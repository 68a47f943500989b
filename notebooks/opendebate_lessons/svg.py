"""Pictures as SVG: a title, the same in words, and shapes; a notebook shows them as they are."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

INK, FILL, PALE, PAPER = "#1f2328", "#0b5cad", "#dbe9f7", "#ffffff"
CHARACTER = 7.4  # pixels: the width of a character
_DASHED = f' stroke="{INK}" stroke-dasharray="3 2"'


class Picture:
    """A picture with a title, and the same in words for those who do not see it."""

    def __init__(
        self, title: str, words: str, shapes: Iterable[str], width: float, height: float
    ) -> None:
        self.title, self.words = title, words
        self._svg = _document(title, words, shapes, width, height)

    def __repr__(self) -> str:
        return f"{self.title}: {self.words}"

    def _repr_html_(self) -> str:
        """Return the picture for a notebook."""
        return self._svg


class Box(NamedTuple):
    """A rectangle, in pixels."""

    x: float
    y: float
    width: float
    height: float


def draw_box(box: Box, fill: str, *, dashed: bool = False) -> str:
    """Return a rectangle with a colour, and with a dashed edge if that is wanted."""
    return (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="3" fill="{fill}"{_DASHED * dashed}/>'
    )


def draw_dot(x: float, y: float) -> str:
    """Return a filled circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{FILL}"/>'


def draw_text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Return words at a point, which is their start, middle or end."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}">'
        f"{html.escape(words)}</text>"
    )


def draw_arrow(source: Box, target: Box, words: str) -> str:
    """Return an arrow from the right side of a box to another box, with words on it."""
    start_x, start_y = source.x + source.width, source.y + 14
    end_x, end_y = target.x, target.y + 14
    forward = end_x > start_x
    if forward:
        bend_x, bend_y, label_y = start_x + 24, end_y, end_y
    else:  # back, or within a column
        end_x = target.x + target.width
        bend_x, bend_y, label_y = start_x, start_y, (start_y + end_y) / 2
    middle, width = (bend_x + end_x) / 2, CHARACTER * len(words) + 6
    return (
        f'<path d="M{start_x:.1f} {start_y:.1f} L{bend_x:.1f} {bend_y:.1f} '
        f'L{end_x:.1f} {end_y:.1f}" stroke="{INK}" fill="none" marker-end="url(#arrow)"/>'
        f"{draw_box(Box(middle - width / 2, label_y - 10, width, 18), PAPER)}"
        f"{draw_text(middle, label_y + 4, words, 'middle')}"
    )


def _document(title: str, words: str, shapes: Iterable[str], width: float, height: float) -> str:
    label = html.escape(f"{title}: {words}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" style="width:100%;max-width:{width:.0f}px;'
        'background:#ffffff" font-family="sans-serif" font-size="14">'
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="{INK}"/></marker></defs>'
        f'<text x="10" y="24" font-weight="bold" fill="{INK}">{html.escape(title)}</text>'
        f"{''.join(shapes)}</svg>"
    )
