"""Sheets of Excel workbooks, and Parquet files, as rows of texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from opendebate.errors import InputError, close_matches, did_you_mean, install_line
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Sheet, make_sheet

MAX_PARTS = 2_000  # files in a workbook
MAX_UNPACKED = 400_000_000  # bytes of all of them
MAX_CHARACTERS = 200_000_000  # of all cells
_DAMAGED = (zipfile.BadZipFile, ArithmeticError, AttributeError, EOFError, LookupError, OSError,
            NotImplementedError, RuntimeError, SyntaxError, TypeError, ValueError)  # fmt: skip


def read_workbook(data: bytes, where: str, name: str, report: ImportNotes) -> Sheet:
    """Return a sheet of an Excel workbook. Formulas are texts; nothing outside it is read.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for messages.
    name : str
        The sheet; empty for the first.
    report : ImportNotes

    Raises
    ------
    InputError
        If it is damaged or too large, has no such sheet, or a package is missing.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise _no_package("an Excel workbook", "openpyxl", "tables", where) from error
    try:
        _check_archive(data, where)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = _choose(book, name, where, report)
        rows = _numbered(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), where)
        return _to_sheet(rows, where, report)
    # Damaged archives raise whatever their odd values lead to.
    except _DAMAGED as error:
        raise _damaged("workbook", where) from error


def read_parquet(data: bytes, where: str, report: ImportNotes) -> Sheet:
    """Return the table of a Parquet file.

    Raises
    ------
    InputError
        If it is damaged or too large, or a package is missing.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise _no_package("a Parquet file", "pyarrow", "parquet", where) from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        _check_size(file.metadata, where)
        names = [str(name) for name in file.schema_arrow.names]
        batches = (batch.to_pylist() for batch in file.iter_batches(batch_size=1_000))
        rows = ([record[name] for name in names] for batch in batches for record in batch)
        return _to_sheet(_numbered(chain([names], rows), where), where, report)
    except (ArrowException, *_DAMAGED) as error:
        raise _damaged("Parquet file", where) from error


def _check_size(metadata: Any, where: str) -> None:
    groups = (metadata.row_group(number) for number in range(min(metadata.num_row_groups, 1_000)))
    unpacked = sum(group.total_byte_size for group in groups)
    if metadata.num_columns > MAX_COLUMNS or metadata.num_rows > MAX_ROWS:
        limits = f"{MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
        raise _too_large(f"It has more than {limits}", where)
    if unpacked > MAX_UNPACKED or metadata.num_row_groups > 1_000:
        raise _too_large("Unpacked, this file is larger than opendebate reads", where)


def _choose(book: Any, name: str, where: str, report: ImportNotes) -> Any:
    names = [str(title) for title in book.sheetnames if title in book]
    worksheets = {sheet.title: sheet for sheet in book.worksheets}
    if name and name not in worksheets:
        close = did_you_mean(close_matches(name, {*worksheets}))
        raise InputError(f"It has no sheet {name!r}.", where=where,
                         advice=f"{close} Its sheets are: {', '.join(worksheets)}.")  # fmt: skip
    chosen = name or next(iter(worksheets), "")
    if not chosen:
        raise InputError("The workbook has no sheet with cells.", where=where,
                         advice="Is it the right file?")  # fmt: skip
    others = [title for title in names if title != chosen]
    if not name:
        report.note_each("Other sheets of the workbook are not read", *others)
    return worksheets[chosen]


def _numbered(rows: Iterator[Any], where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row as texts, after its number; refuse too many."""
    size = 0
    for number, row in enumerate(rows, 1):
        cells = [_text(value) for value in row]
        size += sum(map(len, cells))
        if number > MAX_ROWS + 1 or size > MAX_CHARACTERS:
            raise _too_large(f"It has more than {MAX_ROWS:,} rows, or too long texts", where)
        yield number, cells


def _to_sheet(rows: Iterator[tuple[int, list[str]]], where: str, report: ImportNotes) -> Sheet:
    header = next(((number, cells) for number, cells in islice(rows, 100) if any(cells)), None)
    if header is None:
        raise InputError("The table is empty: no row names its columns.", where=where,
                         advice="Give a table whose first row has the columns' names.")  # fmt: skip
    names = header[1]
    while names and not names[-1].strip():
        names.pop()
    return make_sheet(names, rows, report, "row")


def _text(value: object) -> str:
    """Return a cell as text: days without a time, whole numbers without a point.

    Examples
    --------
    >>> _text(datetime(2024, 1, 31)), _text(1.0), _text(None), _text(True)
    ('2024-01-31', '1', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()[: len("2024-01-31")]
    if isinstance(value, float) and value != value:  # noqa: PLR0124 — not a number
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _check_archive(data: bytes, where: str) -> None:
    """Refuse an archive in which too much is packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large("Unpacked, this file is larger than opendebate reads", where)


def _too_large(what: str, where: str) -> InputError:
    return InputError(f"{what}.", where=where,
                      advice="Save the table as CSV, or divide it among files.")  # fmt: skip


def _damaged(what: str, where: str) -> InputError:
    return InputError(f"The {what} is damaged or protected, and cannot be read.", where=where,
                      advice="Open it in a spreadsheet program, and save it as CSV.")  # fmt: skip


def _no_package(what: str, package: str, extra: str, where: str) -> InputError:
    return InputError(f"It is {what}; reading these needs the package {package}.", where=where,
                      advice=f"{install_line(extra)}, or save the table as CSV.")  # fmt: skip
