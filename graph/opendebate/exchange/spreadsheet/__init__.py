"""Tables of statements, as spreadsheets, R, pandas and tools of qualitative analysis write them.

Each row is a statement: who (a person, an organisation) agrees or disagrees with what (a concept),
when, and in which document. What the columns hold is proposed from their names. Of an excerpt only
the first and last words, their number and digest enter the debate.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.languages import assume_language
from opendebate.exchange.repair import repair
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.spreadsheet.columns import (
    ColumnMap,
    codebook_columns,
    listed_columns,
    note_unread,
    propose,
)
from opendebate.exchange.spreadsheet.csv_text import read_csv
from opendebate.exchange.spreadsheet.plan import RECIPE, Plan
from opendebate.exchange.spreadsheet.reading import TableContext, make_context
from opendebate.exchange.spreadsheet.relations import read_relations
from opendebate.exchange.spreadsheet.row_account import account_of_rows
from opendebate.exchange.spreadsheet.sheet import Sheet
from opendebate.exchange.spreadsheet.statements import read_statements
from opendebate.exchange.spreadsheet.workbook import read_parquet, read_workbook

_OF_STATEMENTS = frozenset({"document", "organization", "agreement", "stance", "coder"})
Agree = Callable[[ColumnMap, Sheet], None]


def read(path: Path, plan: Plan | None = None, agree: Agree | None = None) -> CodedDebate:
    """Return a table as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        A CSV or TSV, an Excel workbook (``.xlsx``) or a Parquet file.
    plan : Plan, optional
        What the columns and values mean, where the table does not show it.
    agree : callable, optional
        It is given what the columns seem to hold, and the table, before anything is made of it,
        and may raise an error.

    Raises
    ------
    InputError
        If it is no table, or its columns or values are unclear.
    UsageError
        If the plan names what is not in the table.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "maps.csv")
    ...     _ = path.write_text("person,party,concept,agree\\nAnn,Greens,Maps help.,yes\\n")
    ...     coded = read(path)
    >>> coded.actors["ann"]["memberships"], coded.claims["maps-help"]["text"]
    ([{'organization': 'greens'}], 'Maps help.')
    """
    plan, report = plan or Plan(), ImportNotes()
    where = display_path(path)
    sheet = read_sheet(path, where, report, plan.sheet)
    columns = propose(sheet.columns, plan.columns)
    if not plan.columns:
        _refuse_codebook(columns, sheet, where)
    if agree:
        agree(columns, sheet)
    if columns.missing:
        raise InputError(_missing(columns), where=where, advice=_advice(columns, sheet))
    context = make_context(sheet, columns, plan, where, path, report)
    counts = context.coded.counts
    counts["rows"] = len(sheet.numbers)
    if "premise" in columns.columns:
        read_relations(context)
    else:
        read_statements(context)
    _finish(context)
    return context.coded


def _finish(context: TableContext) -> None:
    coded, report, columns = context.coded, context.report, context.columns
    repair(coded, report)
    if columns.document_speaks:
        report.note("Each document is taken for its speaker, as in interviews. If a column names "
                    "speakers, add --map person=COLUMN", times=0)  # fmt: skip
    if "page" in columns.columns:
        report.note("A passage has a paragraph: pages are an attribute of statements", times=0)
    of_attributes = {
        attribute["label"] for attribute in coded.debate.get("attributes", {}).values()
    }
    note_unread(context.sheet, {*columns.columns.values(), *of_attributes}, report)
    assume_language(coded, report, "table")
    coded.recipe = (RECIPE, context.plan.record(columns))
    coded.report = [*account_of_rows(context), *report.sentences()]


def read_sheet(path: Path, where: str, report: ImportNotes, sheet_name: str = "") -> Sheet:
    """Return the table in a file: CSV, a workbook or Parquet.

    Parameters
    ----------
    path : pathlib.Path
    where : str
        What messages call the file.
    report : ImportNotes
        Gets what does not fit.
    sheet_name : str
        Of a workbook; without it, its first sheet.

    Raises
    ------
    InputError
        If it is no table, or has no rows.
    """
    data = read_bytes(path)
    if data.startswith(b"PK\x03\x04"):
        sheet = read_workbook(data, where, sheet_name, report)
    elif data.startswith(b"PAR1"):
        sheet = read_parquet(data, where, report)
    else:
        sheet = read_csv(data, where, report)
    if not sheet.rows:
        raise InputError("The table has no rows below its header.", where=where,
                         advice="Is it the right file, and the right sheet?")  # fmt: skip
    return sheet


def _refuse_codebook(columns: ColumnMap, sheet: Sheet, where: str) -> None:
    """Refuse names with categories and descriptions: of codes, for all that the header shows."""
    is_described = {"name", "description"} <= codebook_columns(sheet.columns).keys()
    if is_described and columns.columns.keys() == {"person", "concept"}:
        person, concept = (columns.columns[field] for field in ("person", "concept"))
        raise InputError(
            "The table may be a codebook, or one of statements.", where=where,
            advice="A codebook: opendebate import codebook-table FILE. Statements: add "
            f"--map {shlex.quote(f'person={person}')} --map {shlex.quote(f'concept={concept}')}",
        )  # fmt: skip


def _missing(columns: ColumnMap) -> str:
    return f"No column for {' and none for '.join(columns.missing)} was found."


def _advice(columns: ColumnMap, sheet: Sheet) -> str:
    known = "; ".join(f"{field}: {name}" for field, name in columns.columns.items()) or "nothing"
    example = " ".join(f"--map {name.split()[0]}=COLUMN" for name in columns.missing)
    other = ""
    if not columns.columns.keys() & _OF_STATEMENTS:
        other = " If it is a codebook: opendebate import codebook-table FILE."
    if {"concept", "person or organization"} <= {*columns.missing} and (
        {"title", "document"} & columns.columns.keys()
    ):
        other = " If it is a table of documents: opendebate import documents FILE."
    columns_of_file = f"The columns are: {listed_columns(sheet)}."
    return f"{columns_of_file} Known from their names: {known}. Add: {example}{other}"
