"""The picture of a page, for previews elsewhere: 1200 by 630 pixels, as words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.site.page_content import EntityContent
from opendebate.views.map.map_layout import LETTER, broken, cut
from opendebate.views.page_security import plain
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from jinja2 import Template

    from opendebate.site.page_content import PageContent

FOLDER = Path(__file__).parent / "templates"
WIDTH, HEIGHT, BAR = 1200, 630, 20  # of the picture, and of the coloured bar at its left
BACKGROUND = "#fdfdfb"
_TEXT, _QUIET = "#1b1d20", "#575b61"
_LEFT, _LINE = 72, 38  # where words begin; from one small line to the next
_SMALL = 28  # height of small letters
_WORDS_WIDTH = 1056.0
_SIZES = (68, 60, 52, 46, 40, 36)  # of the words in large type, the first that fits
_TOP, _BOTTOM = 124, 440
_COLOURS = {
    "for": ("#0072b2", "#005f96"),
    "against": ("#d55e00", "#a84400"),
    "both": ("#e69f00", "#7a5500"),
}
_SIZE = re.compile(r'width="(?P<width>\d+)" height="(?P<height>\d+)"')
_TALLEST = 0.8  # height of a map by its width, in a preview
_NO_SIDE = ("#8c8f94", _QUIET)
_SIDES = {
    "for": "Claim for",
    "against": "Claim against",
    "both": "Claim for both sides",
    "neither": "Claim, neither side",
}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of words on a preview.

    Attributes
    ----------
    words : str
    x, y : int
        Where it begins: left end, baseline.
    size : int
        Height of its letters.
    face : str
        ``"sans"``, ``"sans-semibold"`` or ``"serif-semibold"``.
    colour : str
    """

    words: str
    y: int
    size: int = _SMALL
    face: str = "sans"
    colour: str = _QUIET
    x: int = _LEFT


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview of a page.

    Attributes
    ----------
    bar : str
        The colour of the bar at its left.
    lines : tuple of PreviewLine
    """

    bar: str
    lines: tuple[PreviewLine, ...]

    @property
    def svg(self) -> str:
        """The same as SVG."""
        return _template().render(preview=self)


@cache
def _template() -> Template:
    return template_environment(FOLDER).get_template("preview.svg")


def page_preview(content: PageContent, title: str, address: str) -> Preview:
    """Return the preview of a page: what it is about, who takes a stance on it, the source.

    Parameters
    ----------
    content : PageContent
    title, address : str
        Of the debate, and of its site.
    """
    side = content.side if isinstance(content, EntityContent) else ""
    who = content.summary
    if content.entity.kind == "claim":
        who = who.partition(". ")[2]  # who takes which stance on it, without the side
    sources = [f"“{item.source.name}”" for item in content.sources]
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    source = f"Source: {sources[0]}{more}" if sources and content.entity.kind != "source" else ""
    over = _SIDES.get(side) or content.kind.capitalize()
    return _preview(over, content.entity.name, who, (source, f"{title} · {address}"), side)


def title_preview(question: str, finding: str, title: str, address: str) -> Preview:
    """Return the preview of the first page: the question, and what the map shows."""
    return _preview(title, question, finding, (address,), "")


def has_preview_shape(map_picture: str) -> bool:
    """Tell whether a map is wide enough for its words to be read in the size of a preview."""
    size = _SIZE.search(map_picture)
    return size is not None and int(size["height"]) <= _TALLEST * int(size["width"])


def map_preview(map_picture: str) -> str:
    """Return the map of a debate, as `map_svg` draws it, in the size of a preview."""
    return _SIZE.sub(f'width="{WIDTH}" height="{HEIGHT}"', map_picture, count=1)


def _preview(over: str, words: str, who: str, foot: Sequence[str], side: str) -> Preview:
    bar, ink = _COLOURS.get(side, _NO_SIDE)
    first = PreviewLine(plain(over), 84, face="sans-semibold", colour=ink)
    return Preview(bar, (first, *_large_lines(words), *_small_lines(who, foot)))


def _large_lines(words: str) -> Iterator[PreviewLine]:
    """Yield words in the largest type in which they fit."""
    size = _SIZES[-1]
    lines: Sequence[str] = ()
    for size in _SIZES:
        lines = broken(words, _in_width(size))
        if len(lines) * size * 1.18 <= _BOTTOM - _TOP:
            break
    for n, line in enumerate(cut(lines, int((_BOTTOM - _TOP) / (size * 1.18)))):
        y = round(_TOP + size * (0.95 + 1.18 * n))
        yield PreviewLine(line, y, size, "serif-semibold", _TEXT)


def _small_lines(who: str, foot: Sequence[str]) -> Iterator[PreviewLine]:
    """Yield who takes a stance, on two lines at most, and the lines at the foot."""
    rows = [(text, _TEXT) for text in cut(broken(who, _in_width(_SMALL)), 2)]
    rows += [(cut(broken(text, _in_width(_SMALL)), 1)[0], _QUIET) for text in foot if text]
    start = 590 - _LINE * (len(rows) - 1)
    for n, (text, colour) in enumerate(rows):
        yield PreviewLine(text, start + _LINE * n, colour=colour)


def _in_width(size: int) -> float:
    """Return how wide a line of a size is in the type that `broken` measures."""
    return _WORDS_WIDTH * LETTER / size
