"""Metadata of tables as CSVW has them: what each column holds, and how tables hang together.

The W3C's Recommendation "Metadata Vocabulary for Tabular Data" of 2015
(https://www.w3.org/TR/tabular-metadata/).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opendebate.coding.folder import KINDS
from opendebate.exchange.coded_debate import Record, filled
from opendebate.exchange.tables.columns import Column

GUARD = (
    "A text that a spreadsheet program would run as a formula, one that begins with =, +, -, @, "
    "tab or carriage return, has an apostrophe before it; so has one that begins like that after "
    "apostrophes of its own. To have the text itself, take one apostrophe away where the cell "
    "begins with apostrophes and one of these characters."
)
DIALECT = {
    "encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True,
    "lineTerminators": ["\r\n"], "header": True, "headerRowCount": 1, "trim": False,
    "skipBlankRows": False, "skipInitialSpace": False,
}  # fmt: skip
_FILES = {kind: file for file, (kind, _) in KINDS.items()} | {"source": "sources"}


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: rows are records, and columns say where in them their cells stand."""

    name: str
    title: str
    # Where the coding files have a row, with columns in braces and a JSON pointer after #; empty
    # for what stands in other tables too.
    place: str
    iri_pattern: str  # of a row's entity, after the debate's own IRI, with columns in braces
    key: str  # the column that tells rows apart; empty where none does
    columns: Sequence[Column]
    rows: Sequence[Record]
    # Of a table without a place: what it holds.
    note: str = "All of it stands in the other tables too."


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column, as they are written."""

    texts: Sequence[str]
    separator: str  # between the items of lists; empty where cells are no lists
    guarded: int  # how many have an apostrophe before them that the text has not


def metadata(
    debate: Record,
    tables: Sequence[TableSchema],
    cells: Mapping[str, Sequence[Cells]],
    digest: str = "",
) -> dict[str, Any]:
    """Return the description of tables as CSVW.

    Parameters
    ----------
    debate : dict
        Of the coded debate that the tables are of.
    tables : sequence of TableSchema
    cells : mapping of str to sequence of Cells
        Table → the cells of each of its columns.
    digest : str
        Of the debate's graph; empty where the tables are of no graph.
    """
    names = {table.name for table in tables}
    described = [_described(table, cells[table.name], names, debate) for table in tables]
    return {**_head(debate, digest), "dialect": DIALECT, "tables": described}


def _head(debate: Record, digest: str) -> dict[str, Any]:
    context = ["http://www.w3.org/ns/csvw", {"@language": debate.get("language", "en")}]
    described = f"{debate.get('description', '')} {GUARD}".strip()
    authors = [author["name"] for author in debate.get("authors", ())]
    fields = {
        "dc:title": debate.get("title"),
        "dc:creator": list(dict.fromkeys([*authors, *debate.get("creators", ())])),
        "dc:issued": debate.get("date"),
        "schema:version": debate.get("version"),
        "dc:identifier": f"sha256:{digest}" if digest else None,
    }
    licence = {"@id": debate["licence"]} if debate.get("licence") else None
    head = {"@context": context, **fields, "dc:description": described, "dc:license": licence}
    return dict(filled(head))


def _described(
    table: TableSchema, cells: Sequence[Cells], names: set[str], debate: Record
) -> dict[str, Any]:
    columns = [_column(*both) for both in zip(table.columns, cells, strict=True)]
    iri = debate.get("iri") if table.place else None
    schema = filled(
        columns=columns,
        aboutUrl=f"{iri}{table.iri_pattern}" if iri else None,
        primaryKey=table.key,
        foreignKeys=_foreign(table, cells, names),
    )
    fields: Record = {"dc:source": table.place}
    if not table.place:
        fields = {"dc:description": table.note, "suppressOutput": True}
    return {"url": f"{table.name}.csv", "dc:title": table.title, **fields, "tableSchema": schema}


def _column(column: Column, cells: Cells) -> dict[str, Any]:
    guarded = f"Cells with an apostrophe of the guard: {cells.guarded}." if cells.guarded else ""
    mark = column.refers
    targets = f"Ids of {' or '.join(_FILES[kind] for kind in mark.kinds)}." if mark else ""
    described = {
        "name": column.name,
        "titles": column.name,
        "datatype": column.datatype,
        "separator": cells.separator,
        "required": column.required,
        "default": column.default,
        "dc:description": " ".join(filter(None, [column.note, targets, guarded])),
        "suppressOutput": column.derived,
    }
    return dict(filled(described))


def _foreign(table: TableSchema, cells: Sequence[Cells], names: set[str]) -> list[dict[str, Any]]:
    """Return the foreign keys.

    CSVW has none for lists, nor for entities of several kinds, nor where a cell is empty.
    """
    keys = []
    for column, column_cells in zip(table.columns, cells, strict=True):
        target = _target(column)
        if target in names and not column.is_list and all(column_cells.texts):
            reference = {"resource": f"{target}.csv", "columnReference": "id"}
            keys.append({"columnReference": column.name, "reference": reference})
    return keys


def _target(column: Column) -> str:
    """Return the table whose rows a column names; empty where it names none, or of several."""
    mark = column.refers
    return _FILES[mark.kinds[0]] if mark and len(mark.kinds) == 1 and not mark.also else ""
