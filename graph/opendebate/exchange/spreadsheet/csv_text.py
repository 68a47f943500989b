"""CSV and TSV of any dialect as rows of texts."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from opendebate.coding.text_input import NotText, decoded, text_of
from opendebate.errors import InputError
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Sheet, make_sheet

_DELIMITERS = ",;\t|"
_SAMPLE = 200_000  # characters, and
_SAMPLE_ROWS = 30  # rows, that show the delimiter
_NAMED = re.compile(r"sep=(.)\n")  # the first line that Excel writes, and hides


def read_csv(data: bytes, where: str, report: ImportNotes) -> Sheet:
    """Return a text with a header and rows; its delimiter and encoding are recognised.

    Raises
    ------
    InputError
        If it is no text, has no rows, or a quotation mark is not closed.

    Examples
    --------
    >>> sheet = read_csv("who;what\\nMüller;ja, bald".encode("latin-1"), "a.csv", ImportNotes())
    >>> sheet.rows[0].cells
    {'who': 'Müller', 'what': 'ja, bald'}
    """
    text = _text(data, where, report)
    named = _NAMED.match(text)
    start = named.end() if named else 0
    delimiter = named[1] if named else _delimiter(text)
    records = _records(text[start:], delimiter, where, 1 if named else 0)
    _, header = next(records, (1, []))
    if not any(cell.strip() for cell in header):
        raise InputError("The table is empty: its first line names no columns.", where=where,
                         advice="Name the columns in the first line.")  # fmt: skip
    if len(header) > MAX_COLUMNS:
        raise InputError(f"It has more than {MAX_COLUMNS} columns.", where=where,
                         advice="Save a table with the columns that you need.")  # fmt: skip
    return make_sheet(header, records, report)


def _text(data: bytes, where: str, report: ImportNotes) -> str:
    try:
        text_of(data)
    except NotText as error:
        if "UTF-8" not in error.what:
            raise InputError(error.what, where=where, advice=error.advice) from error
        report.note("The file is not UTF-8; it is read as Windows-1252 (Latin-1)", times=0)
        data = data.decode("cp1252", "replace").encode()
    return decoded(data, where, advice="Save the table as CSV in UTF-8.")


def _records(
    text: str, delimiter: str, where: str, hidden_lines: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record after the line it begins on."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number > MAX_ROWS:
                raise InputError(f"It has more than {MAX_ROWS:,} rows.", where=where,
                                 advice="Divide it among several files.")  # fmt: skip
            yield line + hidden_lines, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"It is no CSV from here on: {error}.",
            where=f"{where}:{line + hidden_lines}",
            advice='Quotation marks within a cell are doubled (""), and the cell is in quotation '
            "marks. Save the table anew as CSV with your spreadsheet program.",
        ) from error


def _delimiter(text: str) -> str:
    """Return the delimiter by which most rows have as many cells as the header.

    Examples
    --------
    >>> _delimiter("a;b\\n1,5;2\\n"), _delimiter("a\\tb, c\\n1\\t2\\n"), _delimiter("a\\n1\\n")
    (';', '\\t', ',')
    """
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text[:_SAMPLE], delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(sample), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if row]
    except csv.Error:
        return 0, 0
    if not rows or len(rows[0]) < 2:
        return 0, 0
    widths = Counter(len(row) for row in rows)
    return widths[len(rows[0])] / len(rows), len(rows[0])
