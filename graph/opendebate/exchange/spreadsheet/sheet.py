"""A table as rows of texts, whatever file it was in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from opendebate.exchange.report import ImportNotes

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MISSING = frozenset({"NA", "<NA>", "NaN", "NULL", "#N/A"})  # how R, pandas and Excel write nothing


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line or number in the file, and its cells by the name of their column."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """A table.

    Attributes
    ----------
    columns : list of str
        The names in the header; no two are the same.
    rows : list of Row
    where : str
        What a row's number counts: ``"line"`` of a text, ``"row"`` of a workbook.
    numbers : list of int
        The numbers of all rows of the file that are not empty, also of those that are left out.
    """

    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    where: str = "line"
    numbers: list[int] = field(default_factory=list)


def make_sheet(
    header: Sequence[str],
    body: Iterable[tuple[int, Sequence[str]]],
    report: ImportNotes,
    where: str = "line",
) -> Sheet:
    """Return a table of its header and its numbered rows; what does not fit is reported.

    Examples
    --------
    >>> notes = ImportNotes()
    >>> sheet = make_sheet(["who", "", "who"], [(2, ["Ann", "x"]), (3, ["Bo", "", "", "y"])], notes)
    >>> sheet.columns, sheet.rows
    (['who', 'column 2', 'who (2)'], [Row(number=2, cells={'who': 'Ann', 'column 2': 'x', 'who (2)': ''})])
    >>> notes.sentences()[-1]
    'Rows with more cells than the header are left out: 1 (line 3).'
    """  # noqa: E501
    sheet = Sheet(_names(header, report), where=where)
    width = len(sheet.columns)
    for number, cells in body:
        cleaned = [_clean(cell, report) for cell in cells]
        if not any(cleaned):
            continue
        sheet.numbers.append(number)
        if any(cleaned[width:]):
            problem = "Rows with more cells than the header are left out"
            report.note(problem, f"{where} {number}")
            continue
        if len(cells) < width:
            problem = "Rows with fewer cells than the header end with empty cells"
            report.note(problem, f"{where} {number}")
            cleaned += [""] * (width - len(cells))
        sheet.rows.append(Row(number, dict(zip(sheet.columns, cleaned[:width], strict=True))))
    return sheet


def _clean(cell: str, report: ImportNotes) -> str:
    text = cell.strip()
    if text in MISSING:
        report.note("Cells that hold a mark for a missing value are read as empty", text)
        return ""
    return text


def _names(header: Sequence[str], report: ImportNotes) -> list[str]:
    """Return names for all columns: those without get a number, doubled ones one more."""
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split())
        if not name:
            name = f"column {number}"
            report.note("Columns without a name are called by their number", name)
        times, unique = 1, name
        while unique in names:
            times += 1
            unique = f"{name} ({times})"
        if unique != name:
            report.note("Columns with the name of another one get a number", unique)
        names.append(unique)
    return names
