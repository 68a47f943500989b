"""Tables on a terminal: columns as wide as their cells need, long cells on several lines.

Where the terminal is so narrow that words would be cut, each row is a block with a line for each
column.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

import click

from opendebate.cells import cell_text
from opendebate_cli.output import printable, width, write

_BETWEEN = "   "  # columns


def table(rows: Iterable[Mapping[str, object]], show: Mapping[str, str]) -> None:
    """Write rows as a table that fits the terminal.

    Parameters
    ----------
    rows : iterable of mapping
    show : mapping of str to str
        Columns → their headings.
    """
    texts = [[printable(cell_text(row.get(name))) for name in show] for row in rows]
    cells = [[heading, *column] for heading, *column in zip(show.values(), *texts, strict=True)]
    room = width() - len(_BETWEEN) * len(cells)
    if len(cells) > 1 and sum(map(_longest_word, cells)) > room:
        write("\n\n".join(_block([*show.values()], row) for row in texts) + "\n")
        return
    widths = _widths(cells, room)
    heads = "\n".join(_lines([*show.values()], widths, heads=True))
    rule = "─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1))
    below = [line for row in texts for line in _lines(row, widths)]
    write("\n".join([click.style(heads, bold=True), rule, *below]) + "\n")


def _block(headings: Sequence[str], row: Sequence[str]) -> str:
    """Return a row as lines, each with a heading and the text of a cell that is not empty."""
    wide = max(map(len, headings))
    room = max(width() - wide - len(_BETWEEN), 10)
    lines = []
    for heading, text in zip(headings, row, strict=True):
        first, *others = _folded(text, room) if text else [""]
        if first or others:
            label = click.style(heading.ljust(wide), bold=True)
            lines += [f"{label}{_BETWEEN}{first}".rstrip()]
            lines += [f"{' ' * wide}{_BETWEEN}{line}".rstrip() for line in others]
    return "\n".join(lines)


def _longest_word(column: Sequence[str]) -> int:
    """Return the length of the longest word of a column that has a place to break at its end."""
    words = (word for text in column for word in text.split())
    parts = (word.split("-") if word[0].isalpha() else [word] for word in words)
    return max((len(part) for word_parts in parts for part in word_parts), default=1)


def _lines(row: Sequence[str], widths: Sequence[int], *, heads: bool = False) -> list[str]:
    """Return a row as lines of the same length, as many as its longest cell needs.

    Headings are at the bottom of their row, directly above their columns.
    """
    pairs = list(zip(row, widths, strict=True))
    if all(len(text) <= wide and text.isascii() and "\n" not in text for text, wide in pairs):
        return [_BETWEEN.join([text.ljust(wide) for text, wide in pairs])]
    texts = [(text if heads else _broken(text, wide), wide) for text, wide in pairs]
    columns = [[*map(_Filled(wide), _folded(text, wide))] for text, wide in texts]
    if heads:
        height = max(map(len, columns))
        columns = [[""] * (height - len(lines)) + lines for lines in columns]
    blanks = [" " * wide for wide in widths]
    return [
        _BETWEEN.join(piece or blank for piece, blank in zip(line, blanks, strict=True))
        for line in zip_longest(*columns, fillvalue="")
    ]


class _Filled:
    """Fills a text with blanks up to a width; wide characters count as two columns."""

    def __init__(self, wide: int) -> None:
        self.wide = wide

    def __call__(self, text: str) -> str:
        from rich.cells import set_cell_size

        return set_cell_size(text, self.wide)


def _folded(text: str, wide: int) -> list[str]:
    """Return a text as lines of at most some width."""
    from rich.console import Console
    from rich.text import Text

    lines = Text(text).wrap(Console(width=wide), wide, overflow="fold")
    return [line.plain for line in lines]


def _broken(text: str, wide: int) -> str:
    """Return a text whose words, where they are too long for a column, break at their hyphens."""
    if all(len(word) <= wide for word in text.split()):
        return text
    return "\n".join(textwrap.fill(line, wide) for line in text.split("\n"))


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return how wide each column should be: no word is broken where there is room for all."""
    preferred = [
        max(len(line) for text in column for line in text.split("\n")) for column in columns
    ]
    if sum(preferred) <= room:
        return preferred
    words = [
        max((len(w) for text in column for w in text.split()), default=1) for column in columns
    ]
    cap = next((c for c in range(60, 4, -1) if sum(min(w, c) for w in words) <= room), 4)
    narrowest = [min(word, cap) for word in words]
    spare, missing = max(room - sum(narrowest), 0), sum(preferred) - sum(narrowest)
    return [
        low + spare * (high - low) // missing
        for low, high in zip(narrowest, preferred, strict=True)
    ]
