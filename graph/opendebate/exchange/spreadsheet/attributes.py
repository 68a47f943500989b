"""Further columns of a table as the attributes of actors, claims, sources and statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from opendebate.coding.attribute_checks import fault_of_value
from opendebate.errors import UsageError
from opendebate.exchange.coded_debate import StatementData
from opendebate.exchange.ids import slug
from opendebate.exchange.report import line
from opendebate.exchange.spreadsheet.columns import column_named
from opendebate.exchange.spreadsheet.reading import TableContext
from opendebate.exchange.spreadsheet.sheet import Row

OWNERS = {"actor": "actor", "claim": "claim", "document": "source", "source": "source",
          "statement": "statement"}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_CODES = 50  # different values of a column that is taken for codes


@dataclass(frozen=True, slots=True)
class AttributeColumn:
    """A column whose values are those of an attribute."""

    owner: str  # "actor", "claim", "source" or "statement"
    name: str
    column: str


def attribute_columns(context: TableContext) -> list[AttributeColumn]:
    """Return the columns that a plan names as attributes, and declare the attributes.

    The column of pages is one of statements: a passage has a paragraph, and no page.

    Raises
    ------
    UsageError
        If there is no such column, or nothing can have attributes by that word.
    """
    columns = []
    page = context.columns.columns.get("page")
    of_page = [f"statement:{page}"] if page else []
    for text in dict.fromkeys([*context.plan.attributes, *of_page]):
        owner, _, given = text.partition(":")
        if owner not in OWNERS or not given:
            raise UsageError(
                f"--attribute {text} does not say what has the attribute.",
                advice="Write --attribute actor:COLUMN, or claim:, document: or statement:.",
            )
        column = column_named(given, context.sheet.columns)
        name = slug(column) or f"column-{context.sheet.columns.index(column) + 1}"
        columns.append(AttributeColumn(OWNERS[owner], name, column))
        _declare(context, columns[-1])
    return columns


def _declare(context: TableContext, attribute: AttributeColumn) -> None:
    declared = context.coded.debate.setdefault("attributes", {})
    values = {row.cells[attribute.column] for row in context.sheet.rows} - {""}
    record = declared.setdefault(
        attribute.name, {"label": attribute.column, "of": [], "type": type_of(values)}
    )
    if attribute.owner not in record["of"]:
        record["of"].append(attribute.owner)


def type_of(values: Iterable[str]) -> str:
    """Return the type that all values of a column have.

    Examples
    --------
    >>> type_of({"1", "2.5"}), type_of({"2024-01-31"}), type_of({"Business", "Science"})
    ('number', 'date', 'code')
    """
    texts = list(values)
    if texts and not any(fault_of_value(text, "number") for text in texts):
        return "number"
    if texts and all(_DAY.fullmatch(text) and not fault_of_value(text, "date") for text in texts):
        return "date"
    is_short = all(len(text) <= 80 and not fault_of_value(text, "code") for text in texts)
    return "code" if is_short and len(texts) <= _MOST_CODES else "text"


def add_attributes(
    context: TableContext,
    columns: Iterable[AttributeColumn],
    by_document: Mapping[str, Iterable[tuple[Row, StatementData]]],
) -> None:
    """Give the speakers, claims and statements of all rows their attributes.

    Those of documents are added with the sources; see `source_attributes`.
    """
    for row, statement in (pair for pairs in by_document.values() for pair in pairs):
        records: dict[str, Any] = {
            "actor": context.coded.actors[statement["speaker"][0]],
            "claim": context.coded.claims[statement["claim"]],
            "statement": statement,
        }
        for column in columns:
            if column.owner in records:
                _add(context, records[column.owner], column, row)


def source_attributes(
    context: TableContext, columns: Iterable[AttributeColumn], rows: Iterable[Row]
) -> dict[str, str]:
    """Return the attributes of a document."""
    record: dict[str, Any] = {}
    of_sources = [column for column in columns if column.owner == "source"]
    for row in rows:
        for column in of_sources:
            _add(context, record, column, row)
    return dict(record.get("attributes", {}))


def _add(context: TableContext, record: dict[str, Any], column: AttributeColumn, row: Row) -> None:
    """Give a record the value of a row; one that has another value already is reported."""
    value = line(row.cells[column.column])
    if not value:
        return
    before = record.setdefault("attributes", {}).setdefault(column.name, value)
    if before != value:
        problem = f"Of several values of “{column.column}” for one {column.owner}, the first counts"
        context.report.note(problem, f"{before} and {value}, {context.label(row)}")
