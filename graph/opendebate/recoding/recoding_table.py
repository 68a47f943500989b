"""A table of recodings: ids, each with the id to put in its place, everywhere or in a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.spreadsheet import read_sheet
from opendebate.recoding.replacing import Split

_OLD, _NEW = "from", "to"
_PLACES = ("statement", "source")
_OF_TOPICS = "claim"


@dataclass(slots=True)
class RecodingTable:
    """What a table of recodings says.

    Attributes
    ----------
    kind : str
        ``"claims"``, ``"actors"`` or ``"topics"``.
    file : str
        The table's name, for messages.
    ids : dict of str to str
        Former id → the one in its place, everywhere.
    splits : list of Split
        What changes only in some statements.
    lines : dict of str to int
        Id → the first line that names it.
    notes : list of str
        What was left out.
    """

    kind: str
    file: str
    ids: dict[str, str] = field(default_factory=dict)
    splits: list[Split] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, line: int, cells: Mapping[str, str]) -> None:
        """Note what a row says."""
        old, new = cells[_OLD], cells[_NEW]
        if not (old and new):
            missing = _NEW if old else _OLD
            raise InputError(f"The cell under {missing!r} is empty.", where=self._where(line),
                             advice="Fill it in, or delete the row.")  # fmt: skip
        for name in (old, new):
            self.lines.setdefault(name, line)
        statement, source = (cells.get(name, "") for name in _PLACES)
        if claim := cells.get(_OF_TOPICS, ""):
            self.splits.append(Split(self.kind, old, new, claim=claim, where=self._where(line)))
        elif statement or source:
            self.splits.append(self._split(old, new, (statement, source), self._where(line)))
        elif self.ids.setdefault(old, new) != new:
            raise InputError(
                f"{old!r} gets two ids: {self.ids[old]!r} and {new!r}.",
                where=self._where(line),
                advice="Name the statement or the source where it gets the second one, in a column "
                "of that name.",
            )

    def _split(self, old: str, new: str, place: tuple[str, str], where: str) -> Split:
        """Return what a row with a statement or a source says."""
        statement, source = place
        if not statement:
            return Split(self.kind, old, new, source=source, where=where)
        slug, _, name = statement.rpartition("/")
        if not slug and not source:
            raise InputError(
                f"It is not said in which source the statement {statement!r} is.",
                where=where,
                advice="Write SLUG/STATEMENT, or fill in the column source.",
            )
        if slug and source and source != slug.rpartition("/")[2]:
            raise InputError(
                f"The statement {statement!r} is not in the source {source!r}.",
                where=where,
                advice="Correct one of the two cells, or leave source empty.",
            )
        return Split(self.kind, old, new, statement=f"{slug or source}/{name}", where=where)

    def _where(self, line: int) -> str:
        return f"{self.file}:{line}"

    def place(self, name: str) -> str:
        """Return the file and line that name an id first."""
        return self._where(self.lines[name]) if name in self.lines else self.file


def read_recodings(path: Path, kind: str) -> RecodingTable:
    """Read a table with the columns ``from`` and ``to``, and perhaps ``statement`` and ``source``.

    Topics are changed in single claims in place of statements, in the column ``claim``.

    Parameters
    ----------
    path : pathlib.Path
        CSV, a workbook or Parquet.
    kind : str
        ``"claims"``, ``"actors"`` or ``"topics"``.

    Raises
    ------
    InputError
        If it is no such table, or contradicts itself.
    """
    report = ImportNotes()
    table = RecodingTable(kind, display_path(path))
    sheet = read_sheet(path, table.file, report)
    known = {name.casefold(): name for name in sheet.columns}
    missing = [name for name in (_OLD, _NEW) if name not in known]
    if missing:
        raise InputError(
            f"The table has no column {' and no column '.join(map(repr, missing))}.",
            where=table.file,
            advice="Name in its first line: from, to; and where an id changes only in some "
            "statements, also statement (SLUG/STATEMENT) or source.",
        )
    places = [name for name in _PLACES if name in known]
    if kind == "topics" and places:
        raise InputError(
            f"The column {places[0]!r} has no effect: statements have no topics.",
            where=table.file,
            advice="Delete it, or name claims in a column 'claim'.",
        )
    if kind == "topics":
        places = [name for name in (_OF_TOPICS,) if name in known]
    for name in sheet.columns:
        if name.casefold() not in {_OLD, _NEW, *places}:
            report.note("Columns that are not read", name)
    for row in sheet.rows:
        cells = {name: row.cells[known[name]] for name in (_OLD, _NEW, *places)}
        if cells[_OLD] == cells[_NEW]:
            report.note("Rows that change nothing", f"{sheet.where} {row.number}")
        else:
            table.add(row.number, cells)
    table.notes = report.sentences()
    return table
