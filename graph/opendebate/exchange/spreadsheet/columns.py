"""Which column of a table holds what: proposed from the header, or given."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from opendebate.errors import InputError, check_known
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.spreadsheet.sheet import Sheet
from opendebate.word_tables import tables_beside

_CLAIM = ("concept", "claim", "premise")
_WHO = ("person", "organization", "author")
_SPELLINGS = {"organisation": "organization"}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of a table hold.

    Attributes
    ----------
    columns : mapping of str to str
        Field → column.
    preset : str
        The tool whose table it is, by its name in ``columns.toml``; empty for any other.
    """

    columns: Mapping[str, str]
    preset: str = ""

    @property
    def title(self) -> str:
        """What kind of table it is; empty where nothing shows it."""
        return str(self._preset.get("title", ""))

    @property
    def has_several_codes(self) -> bool:
        """Whether a cell may hold several codes."""
        return bool(self._preset.get("several_codes"))

    @property
    def has_joint_speakers(self) -> bool:
        """Whether rows of one id that differ in the speaker are one statement of several."""
        return bool(self._preset.get("joint_speakers"))

    @property
    def document_speaks(self) -> bool:
        """Whether the documents are taken for the speakers, as those of interviews are."""
        speaker = self.columns.get("person")
        return bool(self._preset.get("document_speaks")) and speaker == self.columns["document"]

    @property
    def missing(self) -> list[str]:
        """What must be known and is not: fields of which one is needed, joined by “or”."""
        columns = self.columns
        needed = [] if columns.keys() & {*_CLAIM} else ["concept"]
        if "premise" in columns:
            return [] if "conclusion" in columns else ["conclusion"]
        return needed if columns.keys() & {*_WHO} else [*needed, "person or organization"]

    @property
    def _preset(self) -> dict[str, Any]:
        preset: dict[str, Any] = tables_beside(__file__)["presets"].get(self.preset, {})
        return preset


def _refused() -> Sequence[dict[str, Any]]:
    refused: Sequence[dict[str, Any]] = tables_beside(__file__)["refused"]
    return refused


def field_names() -> list[str]:
    """Return the fields that a column can be mapped to."""
    return list(tables_beside(__file__)["fields"])


def known_field(name: str) -> str:
    """Return a field by its name, in American or British spelling.

    Raises
    ------
    UsageError
        If there is no such field.
    """
    spelled = _SPELLINGS.get(name.strip().casefold(), name.strip().casefold())
    problem = f"--map {name}: There is no field {name!r}."
    check_known(spelled, field_names(), problem, "The fields are:")
    return spelled


def propose(header: Sequence[str], given: Mapping[str, str] | None = None) -> ColumnMap:
    """Return what the columns of a header seem to hold.

    Parameters
    ----------
    header : sequence of str
    given : mapping of str to str, optional
        Field → column, which holds whatever the header says; an empty column leaves the field out.

    Raises
    ------
    UsageError
        If a column or field that is given does not exist.
    InputError
        If ids stand for claims in it, whose texts are in another table.

    Examples
    --------
    >>> propose(["Datum", "Redner", "Partei", "Aussage", "Zustimmung"]).columns["organization"]
    'Partei'
    >>> propose(["Titel", "Redner", "Aussage"]).columns["document"]
    'Titel'
    >>> propose(["Document name", "Code", "Segment"]).title
    "MAXQDA's retrieved segments"
    """
    _refuse_ids(header)
    chosen = {known_field(field): column_named(name, header) if name else ""
              for field, name in (given or {}).items()}  # fmt: skip
    by_key = {_key(name): name for name in reversed(header)}
    preset_name, preset = _recognise(by_key)
    columns: dict[str, str] = {}
    for field, names in (preset.get("columns") or {}).items():
        if column := next((by_key[name] for name in names if name in by_key), ""):
            columns[field] = column
    used = {*columns.values(), *chosen.values()}
    for field, names in tables_beside(__file__)["fields"].items():
        if field in columns or field in preset.get("left_out", ()):
            continue
        matching = (by_key[name] for name in names if by_key.get(name, "") not in {"", *used})
        if column := next(matching, ""):
            columns[field] = column
            used.add(column)
    columns = {field: name for field, name in columns.items() if name not in chosen.values()}
    columns |= chosen
    if "document" not in columns and columns.get("title"):
        columns["document"] = columns.pop("title")  # each title is that of a document
    return ColumnMap({field: name for field, name in columns.items() if name}, preset_name)


def _refuse_ids(header: Sequence[str]) -> None:
    keys = {_key(name) for name in header}
    for table in _refused():
        if keys.issuperset(table["header"]):
            raise InputError(table["problem"], advice=table["advice"])


def codebook_columns(header: Sequence[str]) -> dict[str, str]:
    """Return which columns of a codebook hold what.

    Examples
    --------
    >>> codebook_columns(["Code_Name", "Code Description", "n"])
    {'name': 'Code_Name', 'description': 'Code Description'}
    """
    return _columns_by_name(header, tables_beside(__file__)["codebook"])


def document_columns(header: Sequence[str]) -> dict[str, str]:
    """Return which columns of a table of documents hold what.

    Examples
    --------
    >>> document_columns(["Headline", "Source", "Published", "Full text"])
    {'title': 'Headline', 'text': 'Full text', 'date': 'Published', 'publisher': 'Source'}
    """
    return _columns_by_name(header, tables_beside(__file__)["documents"])


def refuse_table(sheet: Sheet, where: str, problem: str, names: str) -> NoReturn:
    """Raise `InputError` for a table in which a column is missing; the columns are listed.

    Parameters
    ----------
    sheet : Sheet
    where : str
        What the message calls the file.
    problem : str
    names : str
        What the column may be called.
    """
    advice = f"Call it {names}. The columns are: {listed_columns(sheet)}."
    raise InputError(problem, where=where, advice=advice)


def listed_columns(sheet: Sheet) -> str:
    """Return the names of a table's first columns, for messages."""
    return ", ".join(sheet.columns[:30]) + (", …" if len(sheet.columns) > 30 else "")


def note_unread(sheet: Sheet, columns: Collection[str], report: ImportNotes) -> None:
    """Note which columns of a table are not read.

    Parameters
    ----------
    sheet : Sheet
    columns : collection of str
        Those that are read.
    report : ImportNotes
    """
    unread = [name for name in sheet.columns if name not in columns]
    report.note_each("Columns that are not read", *unread)


def _columns_by_name(header: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    by_key = {_key(name): name for name in reversed(header)}
    return {
        field: next(by_key[name] for name in names if name in by_key)
        for field, names in fields.items()
        if by_key.keys() & {*names}
    }


def _key(name: str) -> str:
    """Return a column's name as ``columns.toml`` has it."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _recognise(by_key: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Return the preset whose columns a header has, with its name; empty if there is none."""
    for name, preset in tables_beside(__file__)["presets"].items():
        if any(by_key.keys() >= {*header} for header in preset["header"]):
            return name, preset
    return "", {}


def column_named(name: str, header: Sequence[str]) -> str:
    """Return a column by its name; capitals, spaces and underscores may differ."""
    matching = [column for column in header if _key(column) == _key(name)]
    if name not in header and len(matching) == 1:
        return matching[0]
    check_known(name, header, f"There is no column {name!r}.", "The columns are:")
    return name
