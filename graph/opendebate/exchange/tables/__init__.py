"""Tables for spreadsheet programs and statistics: CSV, with CSVW that says what is in them.

One row for each entity, in UTF-8, after RFC 4180. The metadata follow the W3C's Recommendation
"Metadata Vocabulary for Tabular Data" of 2015 (https://www.w3.org/TR/tabular-metadata/).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from opendebate.cells import escape_formula
from opendebate.coding import records
from opendebate.coding.field_types import RefersTo
from opendebate.coding.folder import KINDS
from opendebate.exchange.coded_debate import CodedDebate, Record
from opendebate.exchange.network_files.text import as_text, writable
from opendebate.exchange.tables.columns import ID, Column, attribute_columns, columns_of
from opendebate.exchange.tables.edges import COLUMNS, edges_of
from opendebate.exchange.tables.metadata import Cells, TableSchema, metadata
from opendebate.exchange.tables.statements import statements_table

if TYPE_CHECKING:
    from pydantic import BaseModel

# The last occurs in no text, since XML 1.0 cannot hold it.
SEPARATORS = ("; ", " | ", "\n", "\x1f")


def write_tables(coded: CodedDebate, digest: str = "") -> dict[str, bytes]:
    """Return a coded debate as tables.

    Parameters
    ----------
    coded : CodedDebate
    digest : str
        Of the debate's graph, for the metadata.

    Returns
    -------
    dict of str to bytes
        ``statements.csv``, who said what, to count with; ``actors.csv``, ``claims.csv``,
        ``coders.csv``, ``statements_coded.csv``, … as they are coded, without those that would be
        empty;
        ``edges.csv``, every relation between them, a row each; and ``metadata.json``,
        which says of every column what it holds, and from which all the rest can be read back.

    Examples
    --------
    >>> from opendebate.exchange.coded_debate import new_coded_debate
    >>> coded = new_coded_debate("Maps", "Should maps be free?")
    >>> coded.actors["ann"] = {"name": "Ann", "kind": "person"}
    >>> sorted(write_tables(coded))
    ['actors.csv', 'debate.csv', 'metadata.json']
    """
    tables = [table for table in _tables(coded) if table.rows]
    return written(tables, coded.debate, digest)


def written(tables: Sequence[TableSchema], debate: Record, digest: str = "") -> dict[str, bytes]:
    """Return tables as files, with the file that describes them."""
    grids = {table.name: [_cells(column, table.rows) for column in table.columns]
             for table in tables}  # fmt: skip
    files = {f"{table.name}.csv": _csv(table, grids[table.name]) for table in tables}
    text = json.dumps(metadata(debate, tables, grids, digest), ensure_ascii=False, indent=1)
    return {**files, "metadata.json": f"{writable(text)}\n".encode()}


def _tables(coded: CodedDebate) -> Iterable[TableSchema]:
    debate = columns_of(records.Debate)
    yield TableSchema("debate", "Debate", "debate.yaml#/debate", "", "iri", debate, [coded.debate])
    attributes = coded.debate.get("attributes", {})
    yield _declared("attribute", "name", records.Attribute, coded)
    yield _declared("coder", "id", records.Coder, coded)
    id_column, sections = Column(("id",), ID, required=True), coded.sections()
    for file, (kind, model) in (KINDS | {"sources": ("source", records.Source)}).items():
        rows = [{"id": name, **record} for name, record in sections.get(file, {}).items()]
        columns = [id_column, *columns_of(model), *attribute_columns(kind, attributes)]
        place = f"{file}.yaml#/{{id}}" if file in KINDS else "sources/{id}.yaml#/source"
        yield TableSchema(file, file.capitalize(), place, f"{kind}/{{id}}", "id", columns, rows)
    yield statements_table(coded)
    yield _coded(coded)
    yield TableSchema("edges", "Relations", "", "", "", COLUMNS, edges_of(coded))


def _declared(kind: str, key: str, model: type[BaseModel], coded: CodedDebate) -> TableSchema:
    """Return the table of what a debate declares: its attributes, or its coders."""
    name = f"{kind}s"
    rows = [{key: entry, **record} for entry, record in coded.debate.get(name, {}).items()]
    columns = [Column((key,), ID, required=True), *columns_of(model)]
    place, pattern = f"debate.yaml#/debate/{name}/{{{key}}}", f"{kind}/{{{key}}}"
    return TableSchema(name, name.capitalize(), place, pattern, key, columns, rows)


def _coded(coded: CodedDebate) -> TableSchema:
    rows = [
        {"statement": f"{slug}/{item['id']}", "source": slug, **item}
        for slug, source in coded.sources.items()
        for item in source["statements"]
    ]
    id_note = "Source and id, as edges.csv has it."
    id_column = Column(("statement",), required=True, note=id_note, derived=True)
    source = Column(("source",), ID, required=True, refers=RefersTo(("source",)))
    attributes = attribute_columns("statement", coded.debate.get("attributes", {}))
    columns = [id_column, source, *columns_of(records.Statement), *attributes]
    place, pattern = "sources/{source}.yaml#/statements/-", "source/{source}/{id}"
    title = "Statements as they are coded"
    return TableSchema("statements_coded", title, place, pattern, "statement", columns, rows)


def _cells(column: Column, rows: Sequence[Record]) -> Cells:
    values, separator = [column.value(row) for row in rows], ""
    if column.is_list:
        lists = [[_text(item) for item in value] for value in values]
        separator = next(
            mark for mark in SEPARATORS if all(_splits(items, mark) for items in lists)
        )
        texts = [separator.join(items) if any(items) else "" for items in lists]
    else:
        texts = [_text(value) for value in values]
    safe = texts if column.is_number else [escape_formula(text) for text in texts]
    changed = sum(text != escaped for text, escaped in zip(texts, safe, strict=True))
    return Cells(safe, separator, changed)


def _text(value: Any) -> str:
    return "" if value is None else writable(as_text(value))


def _splits(items: list[str], separator: str) -> bool:
    return not any(items) or separator.join(items).split(separator) == items


def _csv(table: TableSchema, cells: Sequence[Cells]) -> bytes:
    out = io.StringIO()
    head = [column.name for column in table.columns]
    rows = zip(*(item.texts for item in cells), strict=True)
    csv.writer(out, lineterminator="\r\n").writerows([head, *rows])
    return out.getvalue().encode()
