"""The picture of a page, for previews elsewhere: 1200 by 630 pixels, as SVG."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.views.map.map_layout import LETTER, broken
from opendebate.views.page_security import plain
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from jinja2 import Template

    from opendebate.site.entity_content import EntityContent

FOLDER = Path(__file__).parent / "templates"
_WIDTH = 1056.0  # of the words
_SIZES = (68, 60, 52, 46, 40, 36)  # of the words in large type, the first that fits
_TOP, _BOTTOM = 124, 440
_COLOURS = {
    "for": ("#0072b2", "#005f96"),
    "against": ("#d55e00", "#a84400"),
    "both": ("#e69f00", "#7a5500"),
}
_NO_SIDE = ("#8c8f94", "#575b61")


@cache
def _template() -> Template:
    return template_environment(FOLDER).get_template("preview.svg")


def entity_preview(content: EntityContent, title: str, address: str) -> str:
    """Return the preview of an entity: what it is, who takes a stance on it, the source.

    Parameters
    ----------
    content : EntityContent
    title, address : str
        Of the debate, and of its site.
    """
    over = content.kind.capitalize()
    if content.side:
        over = f"Claim {content.side}" if content.side in _COLOURS else "Claim, neither side"
        if content.side == "both":
            over = "Claim for both sides"
    who = _stances(content) if content.entity.kind == "claim" else content.summary
    sources = [f"“{item.source.name}”" for item in content.sources]
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    source = f"Source: {sources[0]}{more}" if sources and content.entity.kind != "source" else ""
    return _drawn(over, content.entity.name, who, (source, f"{title} · {address}"), content.side)


def title_preview(question: str, finding: str, title: str, address: str) -> str:
    """Return the preview of the first page: the question, and what the map shows."""
    return _drawn(title, question, finding, ("", address), "")


def map_preview(map_picture: str) -> str:
    """Return the map of a debate, as `map_svg` draws it, in the size of a preview."""
    size = re.compile(r'width="\d+" height="\d+"')
    return size.sub('width="1200" height="630"', map_picture, count=1)


def _drawn(over: str, words: str, who: str, foot: Sequence[str], side: str) -> str:
    size, lines = _large(words)
    line, ink = _COLOURS.get(side, _NO_SIDE)
    rows = [{"words": text, "strong": True} for text in _cut(broken(who, _in_width(28)), 2)]
    rows += [
        {"words": _cut(broken(text, _in_width(28)), 1)[0], "strong": False} for text in foot if text
    ]
    start = 590 - 38 * (len(rows) - 1)
    for n, text in enumerate(rows):
        text["y"] = start + 38 * n
    return _template().render(
        over=plain(over), line=line, ink=ink, size=size, lines=_rows(lines, size), below=rows
    )


def _rows(lines: Sequence[str], size: int) -> list[Mapping[str, Any]]:
    return [
        {"words": words, "y": round(_TOP + size * (0.95 + 1.18 * n))}
        for n, words in enumerate(lines)
    ]


def _large(words: str) -> tuple[int, Sequence[str]]:
    """Return the largest size of type in which words fit, and their lines."""
    for size in _SIZES:
        lines = broken(words, _in_width(size))
        if len(lines) * size * 1.18 <= _BOTTOM - _TOP:
            return size, lines
    return size, _cut(lines, int((_BOTTOM - _TOP) / (size * 1.18)))


def _in_width(size: int) -> float:
    """Return how wide a line of large type is in the type that `broken` measures."""
    return _WIDTH * LETTER / size


def _cut(lines: Sequence[str], most: int) -> Sequence[str]:
    """Return the first lines; an ellipsis ends them where there are more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0] or lines[most - 1][:-1]} …"]


def _stances(content: EntityContent) -> str:
    """Return who takes which stance on the claim, from its summary without the side."""
    return content.summary.partition(". ")[2]
