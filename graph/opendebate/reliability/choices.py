"""What a person decides where coders differ, and reading it from a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from opendebate.cells import unescape_formula
from opendebate.coding.coder_decisions import NEITHER, PASSAGE, Decision
from opendebate.coding.debate_files import display_path
from opendebate.coding.validation_messages import add_validation_faults
from opendebate.coding.yaml_tree import Tree
from opendebate.counting import counted
from opendebate.errors import InputError

if TYPE_CHECKING:
    from opendebate.exchange.spreadsheet.sheet import Sheet

_NAMES = {"item": "statement", "take": "chosen"}  # other names of columns
_REQUIRED = ("statement", "chosen", "reason")
_OPTIONAL = ("source", "field", "by", "date")


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision on a statement on which coders differ.

    Attributes
    ----------
    statement : str
        ``CODER/STATEMENT``, of any of the coders who have one on these words.
    chosen : str
        The coder whose values are taken, or ``"neither"``.
    reason : str
    field : str or None
        Only this field; without it, all on which the coders differ.
    source : str or None
        Its source; not needed where only one is compared.
    by, date : str or None
        Who decided, and when.
    where : str or None
        File and line of the choice, for messages.
    """

    statement: str
    chosen: str
    reason: str
    field: str | None = None
    source: str | None = None
    by: str | None = None
    date: str | None = None
    where: str | None = None


def check_choice(choice: Choice) -> None:
    """Raise `InputError` if a choice cannot be written as a decision.

    It does not check that coder and statement exist: the codings are not known here.

    Parameters
    ----------
    choice : Choice
    """
    columns = {"field": choice.field or PASSAGE, "reason": choice.reason, "by": choice.by,
               "date": choice.date}  # fmt: skip
    names = {"source": NEITHER, "statement": f"{NEITHER}/{NEITHER}", "chosen": NEITHER}
    tree = Tree(choice.where or "")
    try:
        Decision.model_validate({**names, **columns})
    except ValidationError as error:
        add_validation_faults(error, Decision, tree, ())
    if tree.faults:
        raise InputError(
            " ".join(fault.message for fault in tree.faults),
            where=choice.where or f"The decision on {choice.statement}",
            advice="Nothing was decided. Correct it, and repeat.",
        )


def read_choices(path: Path) -> tuple[list[Choice], tuple[str, ...]]:
    """Return the decisions in a table, and notes on what is not read.

    Parameters
    ----------
    path : pathlib.Path
        CSV, a workbook or Parquet, with the columns statement (or item), chosen (or take) and
        reason, and perhaps source, field, by and date: such as ``adjudicate --csv`` writes. Rows
        in which nothing is chosen are left out.

    Raises
    ------
    InputError
        If it is no such table.
    """
    from opendebate.exchange.report import ImportNotes
    from opendebate.exchange.spreadsheet import read_sheet

    report = ImportNotes()
    where = display_path(path)
    sheet = read_sheet(path, where, report)
    columns = _columns(sheet, where)
    rows = [
        (
            f"{where}:{row.number}",
            {name: unescape_formula(row.cells[column]) for name, column in columns.items()},
        )
        for row in sheet.rows
    ]
    choices = [_choice(cells, place) for place, cells in rows if cells["chosen"]]
    open_rows = len(rows) - len(choices)
    left_out = [f"{counted(open_rows, 'row')} of {where}: nothing is chosen."] if open_rows else []
    return choices, (*report.sentences(), *left_out)


def _columns(sheet: Sheet, where: str) -> dict[str, str]:
    """Return the columns by what they hold."""
    known: dict[str, str] = {}
    for column in sheet.columns:
        name = column.casefold()
        name = _NAMES.get(name, name)
        if name in {*_REQUIRED, *_OPTIONAL}:
            known.setdefault(name, column)
    missing = [name for name in _REQUIRED if name not in known]
    if missing:
        raise InputError(
            f"The table has no column {' and no column '.join(map(repr, missing))}.",
            where=where,
            advice="Fill in chosen and reason in the table that adjudicate --csv writes.",
        )
    return known


def _choice(cells: Mapping[str, str], where: str) -> Choice:
    for name in _REQUIRED:
        if not cells[name]:
            raise InputError(
                f"The cell under {name!r} is empty.", where=where, advice="Fill it in."
            )
    optional = {name: cells.get(name) or None for name in _OPTIONAL}
    return Choice(
        statement=cells["statement"].partition(";")[0].strip(),
        chosen=cells["chosen"],
        reason=cells["reason"],
        where=where,
        **optional,
    )
