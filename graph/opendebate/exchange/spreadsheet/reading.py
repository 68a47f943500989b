"""A table as a coded debate: its rows become actors, claims, sources and statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from opendebate.errors import InputError, UsageError
from opendebate.exchange.actors import ActorNames
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.coders import coded_by_several, of_coder, refuse_overlap
from opendebate.exchange.ids import Ids
from opendebate.exchange.report import ImportNotes, line, shorten
from opendebate.exchange.spreadsheet import values
from opendebate.exchange.spreadsheet.columns import ColumnMap
from opendebate.exchange.spreadsheet.plan import Plan
from opendebate.exchange.spreadsheet.sheet import Row, Sheet


@dataclass(slots=True)
class TableContext:
    """A table on its way into a coded debate, and what its columns hold."""

    sheet: Sheet
    columns: ColumnMap
    plan: Plan
    where: str  # the file, for messages
    title: str
    report: ImportNotes
    coded: CodedDebate = field(init=False)
    ids: Ids = field(default_factory=Ids)
    actors: ActorNames = field(init=False)
    dates: dict[str, str] = field(default_factory=dict)
    stances: dict[str, str] = field(default_factory=dict)
    shared: dict[str, list[str]] = field(default_factory=dict)  # documents of several coders
    used: set[int] = field(default_factory=set)  # numbers of rows of which something was made

    def __post_init__(self) -> None:
        """Begin the coded debate."""
        self.coded = new_coded_debate(self.title)
        self.actors = ActorNames(self.coded, self.ids)

    def cell(self, row: Row, name: str) -> str:
        """Return what a row holds in the column of a field; empty where there is none."""
        column = self.columns.columns.get(name)
        return row.cells.get(column, "") if column else ""

    def line(self, row: Row, name: str) -> str:
        """Return a cell as a name or short text that coding files can hold."""
        return self.report.line(self.cell(row, name))

    def label(self, row: Row) -> str:
        """Return what a report calls a row."""
        return f"{self.sheet.where} {row.number}"

    def document(self, row: Row) -> str:
        """Return the document of a row; the file, where no column or cell names one."""
        return self.line(row, "document") or self.title

    def date(self, row: Row) -> str:
        """Return the date of a row as EDTF; empty where it has none."""
        return self.dates.get(self.cell(row, "date"), "")

    def stance(self, row: Row) -> str:
        """Return the stance of a row: the finer of its two columns goes before the other."""
        return self.stances.get(_qualifier(self, row)[1], "affirms")


def make_context(  # noqa: PLR0913, PLR0917 — each says something else of the table
    sheet: Sheet, columns: ColumnMap, plan: Plan, where: str, file: Path, report: ImportNotes
) -> TableContext:
    """Return a table with its coders, dates and stances read.

    Raises
    ------
    InputError
        If dates or values of agreement are unclear, or several coders wrote the same arguments.
    UsageError
        If there are no rows of the coder that the plan names.
    """
    title = line(file.stem) or "A table"
    context = TableContext(sheet, columns, plan, where, title, report)
    _choose_coder(context)
    context.dates = read_dates(
        context, "Add --date-order dmy (day first) or --date-order mdy (month first)."
    )
    context.stances = _stances(context)
    sheet.rows = [row for row in sheet.rows if not _is_skipped(context, row)]
    return context


def _qualifier(context: TableContext, row: Row) -> tuple[str, str]:
    """Return the field and the value that say whether a row agrees."""
    for name in ("stance", "agreement"):
        if value := context.cell(row, name):
            return name, value
    return "agreement" if "agreement" in context.columns.columns else "stance", ""


def _stances(context: TableContext) -> dict[str, str]:
    columns = context.columns.columns
    meanings = values.stance_values(context.plan.values)
    if not columns.keys() & {"stance", "agreement"}:
        if meanings:
            raise UsageError("--value has no effect: no column says who agrees.",
                             advice="Add --map agreement=COLUMN, or leave it out.")  # fmt: skip
        if "relation" not in columns:
            context.report.note("No column says who agrees: all speakers are assumed to affirm",
                                times=0)  # fmt: skip
        return {}
    if "premise" in columns:
        return {}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in context.sheet.rows:
        name, value = _qualifier(context, row)
        found[name].append((value, context.label(row)))
    stances: dict[str, str] = {}
    for name, pairs in found.items():
        stances |= values.read_stances(pairs, meanings, context.where, columns[name])
    return stances


def _is_skipped(context: TableContext, row: Row) -> bool:
    if context.stances and context.stance(row) == values.SKIP:
        value = _qualifier(context, row)[1]
        label = f"{value or 'empty'} in {context.label(row)}"
        context.report.note("Rows whose value you skip are left out", label)
        return True
    return False


def read_dates(context: TableContext, advice: str) -> dict[str, str]:
    """Return each date of a table as EDTF, by how it is written.

    Parameters
    ----------
    context : TableContext
    advice : str
        What to do where it is not clear whether dates begin with the day or with the month.

    Raises
    ------
    InputError
        If that is not clear.
    UsageError
        If the order of dates is given, and no date needs it.
    """
    places = {}
    for row in reversed(context.sheet.rows):
        if date := context.cell(row, "date"):
            places[date] = context.label(row)
    order = context.plan.date_order or values.day_first(places)
    unclear = next((date for date in sorted(places) if values.is_ambiguous(date)), None)
    if order is None and unclear:
        raise InputError(
            f"The date {unclear!r} ({places[unclear]}) may begin with the day or with the month, "
            "and no other date shows which.",
            where=context.where,
            advice=advice,
        )
    if context.plan.date_order and not any(map(values.is_ambiguous, places)):
        raise UsageError("--date-order has no effect: no date can be read in two ways.",
                         advice="Leave it out.")  # fmt: skip
    dates = {date: values.read_date(date, order or "dmy") for date in places}
    unread = [f"{shorten(date)} in {places[date]}" for date, edtf in dates.items() if not edtf]
    context.report.note_each("Dates that are written in no known way are left out", *unread)
    return dates


def _choose_coder(context: TableContext) -> None:
    """Leave the rows of one coder, or of all; note which documents several of them coded."""
    sheet, wanted = context.sheet, context.plan.coder
    coders = Counter(context.line(row, "coder") for row in sheet.rows)
    if wanted:
        rows = [(row, context.line(row, "coder")) for row in sheet.rows]
        advice = "Add --map coder=COLUMN, or leave --coder out."
        sheet.rows = of_coder(rows, wanted, context.where, context.report, advice)
    else:
        pairs = [(context.document(row), context.line(row, "coder")) for row in sheet.rows]
        if "premise" in context.columns.columns:
            refuse_overlap(pairs, context.where)
        context.shared = coded_by_several(pairs)
        sheet.rows = [row for row in sheet.rows if not _is_of_nobody(context, row)]
    named = [f"{name}: {n:,}" for name, n in coders.items() if name and wanted in {"", name}]
    if not context.shared:
        context.report.note_each("A debate does not say who coded a statement. Coders", *named)


def _is_of_nobody(context: TableContext, row: Row) -> bool:
    """Tell whether a row names no coder, where others of its document name several."""
    if context.document(row) not in context.shared or context.line(row, "coder"):
        return False
    problem = "Rows without a coder are left out, where several coders coded the document"
    context.report.note(problem, context.label(row))
    return True
