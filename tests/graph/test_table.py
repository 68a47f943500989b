"""Lists of a debate are tables: items to loop over, dicts, CSV and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from opendebate.debate import Debate
from opendebate.table import MAX_ROWS_SHOWN, Table

LISTS: dict[str, Callable[[Debate], Table[Any] | None]] = {
    "select": lambda debate: debate.select("who-affirms", claim="open-agi"),
    "entities": lambda debate: debate.entities("claims"),
    "statements": lambda debate: debate.statements(),
    "search": lambda debate: debate.search("open"),
    "path": lambda debate: debate.path("wendy-hall", "mark-zuckerberg"),
}


@pytest.fixture(params=LISTS)
def table(request: pytest.FixtureRequest, debate: Debate) -> Table[Any]:
    found = LISTS[request.param](debate)
    assert found
    return found


def test_rows_become_dicts_csv_and_data_frames_alike(table: Table[Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(table.to_csv(), newline="")))
    frame = table.to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert len(table) == len(rows) == len(frame) == len(table.to_dicts())
    assert table.columns == tuple(rows[0]) == tuple(frame.columns)
    for name in table.columns:
        assert frame[name].nunique(dropna=False) == len(frame.groupby(name, dropna=False))
    assert len(frame.drop_duplicates()) <= len(frame)


def test_they_are_sequences(table: Table[Any]) -> None:
    assert [*table] == [table[i] for i in range(len(table))]
    assert table[:2].columns == table.columns
    assert [*table[:2]] == [*table][:2]
    assert table == table[:]
    assert table == [*table]
    assert table != table[1:]
    assert table[0] in table


def test_they_show_themselves(table: Table[Any]) -> None:
    shown = min(len(table), MAX_ROWS_SHOWN)
    assert len(str(table).splitlines()) == shown + 1 + (len(table) > shown)
    assert table._repr_html_().count("<tr>") == shown + 1
    assert repr(table) == f"<{len(table)} rows of {', '.join(table.columns)}>"


def test_a_cell_is_never_run(debate: Debate) -> None:
    table = Table([{"a": "<script>", "b": "=1+1"}], ["a", "b"])
    assert "<script>" not in table._repr_html_()
    assert "'=1+1" in table.to_csv()
    assert table.to_pandas()["b"][0] == "=1+1", "a data frame is no spreadsheet"


def test_an_empty_table_has_its_columns() -> None:
    table: Table[dict[str, Any]] = Table([], ["a", "b"])
    assert table.to_csv() == "a,b\r\n"
    assert list(table.to_pandas().columns) == ["a", "b"]
    assert str(table) == "a  b"
    assert not table
