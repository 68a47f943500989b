"""Tables are drawn as rich draws them, and a thousand rows cost little."""

from __future__ import annotations

import sys

import click
import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from opendebate_cli.terminal_tables import _broken, _longest_word, _widths, table

WORDS = st.sampled_from(
    ["open", "AGI", "“quoted”", "Łódź", "日本語の", "a-very-long-hyphenated-word-that-breaks", "é",
     "supercalifragilistic" * 3, "x", "4.25", "-", "two\nlines", "1"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=9).map(" ".join)
HEADS = st.sampled_from(["h", "heading", "a long heading of it"])


def by_rich(heads: list[str], rows: list[list[str]], wide: int) -> str:
    """Return the same table as rich draws it."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    columns = [[head, *(row[n] for row in rows)] for n, head in enumerate(heads)]
    widths = _widths(columns, wide - 3 * len(columns))
    for head, room in zip(heads, widths, strict=True):
        drawn.add_column(Text(head), overflow="fold", width=room)
    for row in rows:
        drawn.add_row(*(Text(_broken(*one)) for one in zip(row, widths, strict=True)))
    console = Console(width=wide, highlight=False, color_system=None)
    with console.capture() as captured:
        console.print(drawn)
    return captured.get()


def drawn(heads: list[str], rows: list[list[str]]) -> str:
    names = [str(n) for n in range(len(heads))]

    @click.command()
    def tell() -> None:
        given_rows = [dict(zip(names, row, strict=True)) for row in rows]
        table(given_rows, dict(zip(names, heads, strict=True)))

    return CliRunner().invoke(tell, catch_exceptions=False).stdout


@given(data=st.data(), heads=st.lists(HEADS, min_size=1, max_size=5),
       wide=st.sampled_from([40, 60, 80, 100, 140]))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_table_is_drawn_as_rich_draws_it(
    data: st.DataObject, heads: list[str], wide: int
) -> None:
    row = st.lists(TEXTS, min_size=len(heads), max_size=len(heads))
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(wide))
        columns = [[head, *(row[n] for row in rows)] for n, head in enumerate(heads)]
        room = wide - 3 * len(columns)
        assume(len(heads) == 1 or sum(map(_longest_word, columns)) <= room)
        assert drawn(heads, rows) == by_rich(heads, rows, wide)


def test_rows_that_would_cut_words_are_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    heads = ["actor", "said on", "text", "note"]
    rows = [
        ["administration", "2023-07-21", "Governments should set up a framework", ""],
        ["telecommunications", "2025", "", "changed"],
    ]
    assert (
        drawn(heads, rows)
        == """\
actor     administration
said on   2023-07-21
text      Governments should set up a
          framework

actor     telecommunications
said on   2025
note      changed
"""
    )


def test_plain_rows_need_no_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    rows = [[f"Actor {n}", "congruence", str(n)] for n in range(1000)]
    assert drawn(["from", "tie", "weight"], rows).count("\n") == 1002
