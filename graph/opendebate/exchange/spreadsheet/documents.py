"""Documents as a table, as press databases and DNA have them: a document in each row, to be coded.

Of a text only the first and last words, their number and digest enter the debate.
"""

from __future__ import annotations

import re
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.coding.text import Text
from opendebate.exchange.coded_debate import CodedDebate, SourceData
from opendebate.exchange.languages import assume_language
from opendebate.exchange.passages import seal_body
from opendebate.exchange.repair import repair
from opendebate.exchange.report import ImportNotes, line
from opendebate.exchange.spreadsheet import read_sheet
from opendebate.exchange.spreadsheet.columns import (
    ColumnMap,
    document_columns,
    note_unread,
    refuse_table,
)
from opendebate.exchange.spreadsheet.plan import Plan
from opendebate.exchange.spreadsheet.reading import TableContext, read_dates
from opendebate.exchange.spreadsheet.sheet import Row
from opendebate.exchange.spreadsheet.sources import source_of_rows

_URL = re.compile(r'https?://[^\s<>"{}|\\^`]+')


def read(path: Path) -> CodedDebate:
    """Return a table of documents as a coded debate without claims.

    Parameters
    ----------
    path : pathlib.Path
        A CSV or TSV, an Excel workbook (``.xlsx``) or a Parquet file.

    Raises
    ------
    InputError
        If it is no table, no column has titles, or its dates are unclear.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "press.csv")
    ...     _ = path.write_text("title,date,text\\nA flood,2024-01-31,The water came at noon.\\n")
    ...     coded = read(path)
    >>> source = coded.sources["a-flood"]["source"]
    >>> source["published"], source["text"]["to"], coded.texts
    ('2024-01-31', 'at noon', {'a-flood': 'The water came at noon.'})
    """
    where, report = display_path(path), ImportNotes()
    sheet = read_sheet(path, where, report)
    columns = document_columns(sheet.columns)
    if not columns.keys() & {"title", "document"}:
        refuse_table(sheet, where, "No column has the titles of documents.", "title")
    title = line(path.stem) or "Documents"
    context = TableContext(sheet, ColumnMap(columns), Plan(), where, title, report)
    context.dates = read_dates(context, "Write dates such as 2024-01-31 in the table.")
    for row in sheet.rows:
        _add(context, row)
    context.coded.counts["rows"] = len(sheet.numbers)
    note_unread(sheet, columns.values(), report)
    _finish(context)
    return context.coded


def _finish(context: TableContext) -> None:
    coded, report = context.coded, context.report
    repair(coded, report)
    assume_language(coded, report, "table")
    if coded.texts:
        report.note("Texts never enter the folder: --texts DIR writes them there, for you", times=0)
    coded.report = report.sentences()


def _add(context: TableContext, row: Row) -> None:
    """Add the document of a row as a source in which nothing is coded yet."""
    title = context.line(row, "title") or context.line(row, "document")
    if not title:
        context.report.note("Rows without a title are left out", context.label(row))
        return
    source: SourceData = source_of_rows(context, title, [row])
    source.pop("scope", None)
    if address := context.cell(row, "url"):
        if _URL.fullmatch(address):
            source["url"] = address
        else:
            context.report.note("Addresses that are none of the web are left out", address)
    slug = context.ids.new(title, "document")
    if text := context.cell(row, "text"):
        context.coded.texts[slug] = text
        if body := seal_body(Text.of(text)):
            source["text"] = body
    context.coded.sources[slug] = {"source": source, "statements": []}
