"""Codebooks as tables, as Taguette, requal, MAXQDA and spreadsheets have them: a code in each row.

Codes become claims, and what they are filed under becomes topics: a category, the code above them,
or all but the last part of a path. A code with others below it is a topic, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.exchange.coded_debate import CLAIM_CODES, CodedDebate, new_coded_debate
from opendebate.exchange.coded_text.claims import ClaimBuilder
from opendebate.exchange.coded_text.model import Code
from opendebate.exchange.ids import Ids, is_id
from opendebate.exchange.languages import assume_language
from opendebate.exchange.report import ImportNotes, line
from opendebate.exchange.spreadsheet import read_sheet
from opendebate.exchange.spreadsheet.columns import codebook_columns, note_unread, refuse_table
from opendebate.exchange.spreadsheet.sheet import Row, Sheet

_SEPARATOR = re.compile(r"\s*(?:/|\\|>|::|»)\s*")  # between the parts of a path
_SEVERAL = re.compile(r"\s*;\s*")  # between the topics of a code
_LABELS = {"description": "Description", "colour": "Colour"}


def read(path: Path) -> CodedDebate:
    """Return a codebook in a table as a coded debate without sources.

    Parameters
    ----------
    path : pathlib.Path
        A CSV or TSV, an Excel workbook (``.xlsx``) or a Parquet file.

    Raises
    ------
    InputError
        If it is no table, or no column names the codes.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "codes.csv")
    ...     _ = path.write_text("path,description\\nWater/Maps help.,What maps do\\n")
    ...     coded = read(path)
    >>> coded.claims["maps-help"]["text"], coded.topics["water"]["name"]
    ('Maps help.', 'Water')
    """
    where, report = display_path(path), ImportNotes()
    sheet = read_sheet(path, where, report)
    columns = codebook_columns(sheet.columns)
    if not columns.keys() & {"name", "path"}:
        names = "name, tag, code or path"
        refuse_table(sheet, where, "No column names the codes.", names)
    title = line(path.stem) or "A codebook"
    coded = new_coded_debate(title, f"What is argued in {title}?")
    builder = ClaimBuilder(coded, Ids(), report, set())
    codes = _codes(sheet, columns, report)
    above = {name for code, _ in codes for name in code.folders}
    for code, further in codes:
        definition = dict(code.attributes).get("Description", "")
        if code.name in above:
            builder.topic((*code.folders, code.name), definition)
            continue
        claim = coded.claims[builder.claim(code)]
        topics = [*claim.get("topics", []), *(builder.topic((name,)) for name in further)]
        if topics:
            claim["topics"] = list(dict.fromkeys(topics))
    coded.counts["codes"] = len(codes)
    note_unread(sheet, columns.values(), report)
    assume_language(coded, report, "codebook")
    report.note("A codebook has no texts: there are claims, and no statements", times=0)
    coded.report = report.sentences()
    return coded


def _codes(
    sheet: Sheet, columns: Mapping[str, str], report: ImportNotes
) -> list[tuple[Code, list[str]]]:
    """Return the codes of a table, each with the names of its further topics."""
    rows = [(row, _cells(row, columns)) for row in sheet.rows]
    parents = {cells["name"]: cells.get("parent", "") for _, cells in rows}
    codes: dict[str, tuple[Code, list[str]]] = {}
    for row, cells in rows:
        first, *further = _SEVERAL.split(cells.get("category", ""))
        above = _above(cells["name"], parents) or ([first] if first else [])
        folders = (*above, *filter(None, _SEPARATOR.split(cells.get("path", ""))[:-1]))
        key = "\n".join((*folders, cells["name"]))
        if not cells["name"] or key in codes:
            problem = "Rows without a name, or with that of another row, are left out"
            report.note(problem, f"{sheet.where} {row.number}")
            continue
        fields = [(name, cells[name]) for name, possible in CLAIM_CODES.items()
                  if cells.get(name) in possible]  # fmt: skip
        attributes = [(label, cells[name]) for name, label in _LABELS.items() if cells.get(name)]
        if is_id(cells.get("id")):
            fields.append(("id", cells["id"]))
        code = Code(cells["name"], folders, tuple(attributes), key, "", tuple(fields))
        codes[key] = code, [name for name in further if name]
    return list(codes.values())


def _cells(row: Row, columns: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says of its code, by field; without a name, its path ends with it."""
    cells = {name: line(row.cells.get(column, "")) for name, column in columns.items()}
    last = _SEPARATOR.split(cells.get("path", ""))[-1]
    return {**cells, "name": cells.get("name") or last}


def _above(name: str, parents: Mapping[str, str]) -> list[str]:
    """Return the codes above one, the outermost first."""
    outer: list[str] = []
    above = parents.get(name, "")
    while above and above not in {name, *outer}:
        outer.insert(0, above)
        above = parents.get(above, "")
    return outer
