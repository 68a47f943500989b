"""Opens a DNA database, which may be any file: read only, and only its known tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.formats import MOST_BYTES
from opendebate.exchange.report import shorten

_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes; https://www.sqlite.org/fileformat2.html#the_database_header
MOST_TEXT = 20_000_000  # bytes of one text
# What is read of each table; a column that ends in "?" may be missing.
_BOTH = {
    "SETTINGS": ("Property", "Value"),
    "STATEMENTTYPES": ("ID", "Label"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "DOCUMENTS": ("ID", "Title", "Text", "Author", "Source", "Section", "Notes", "Type", "Date"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop"),
    "DATABOOLEAN": ("StatementId", "VariableId", "Value"),
    "DATAINTEGER": ("StatementId", "VariableId", "Value"),
    "DATALONGTEXT": ("StatementId", "VariableId", "Value"),
}
COLUMNS = _BOTH | {
    "DATASHORTTEXT": ("StatementId", "VariableId", "Entity"),
    "ENTITIES": ("ID", "VariableId", "Value", "Red", "Green", "Blue", "ChildOf?"),
    "ATTRIBUTEVARIABLES": ("ID", "AttributeVariable"),
    "ATTRIBUTEVALUES": ("EntityId", "AttributeVariableId", "AttributeValue"),
}
COLUMNS_2 = _BOTH | {
    "DATASHORTTEXT": ("StatementId", "VariableId", "Value"),
    "ATTRIBUTES": ("ID", "VariableId", "Value", "Red", "Green", "Blue", "Type", "Alias", "Notes",
                   "ChildOf"),
}  # fmt: skip
# Of these only the number of rows is read.
COUNTED = ("CODERS", "CODERRELATIONS", "REGEXES", "VARIABLELINKS", "STATEMENTLINKS")
_DNA_2 = "Open it in DNA 3, which imports databases of DNA 2 into one of its own, and give that."
_TOO_BIG = "too big"  # what SQLite says of a text that is longer than its limit
_ADVICE = "Take a backup copy, or let DNA open it and import it into a new database."


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database of DNA 3 or 2 for reading, if it is one.

    Nothing can be written, and nothing in the file is run: not its views, triggers, generated
    columns or checks. What SQLite says against it becomes an `InputError`.
    """
    _refuse_what_is_no_database(path)
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT)
            for pragma in ("trusted_schema=OFF", "query_only=ON", "ignore_check_constraints=ON"):
                connection.execute(f"PRAGMA {pragma}")
            _refuse_what_is_damaged(path, connection)
            _refuse_other_tables(path, connection)
            yield connection
    except (sqlite3.Error, UnicodeDecodeError) as error:
        problem = "the names of its tables are no text"  # SQLite does not check that they are UTF-8
        if isinstance(error, sqlite3.Error):
            problem = shorten(str(error))
        if _TOO_BIG in problem:
            raise InputError(
                f"A text in it is larger than {MOST_TEXT / 1_000_000:g} MB.",
                where=display_path(path),
                advice="Delete that document in DNA, or share its text out among several.",
            ) from error
        raise InputError(
            f"The database cannot be read: {problem}.", where=display_path(path), advice=_ADVICE
        ) from error


def is_old(connection: sqlite3.Connection) -> bool:
    """Tell whether a database has the tables of DNA 2."""
    kinds = _kinds(connection)
    return "ATTRIBUTES" in kinds and "ENTITIES" not in kinds


def rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table, in the order in which they were made; None for lost columns."""
    existing = _columns(connection, table)
    columns = COLUMNS_2 if is_old(connection) else COLUMNS
    names = [name.rstrip("?") for name in columns[table]]
    selected = ", ".join(f'"{name}"' if name in existing else "NULL" for name in names)
    yield from connection.execute(f'SELECT {selected} FROM "{table}" ORDER BY rowid')  # noqa: S608


def count(connection: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has; 0 where it is missing."""
    if _kinds(connection).get(table) != "table":
        return 0
    (number,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    return int(number)


def _refuse_what_is_no_database(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_HEADER)
        unfinished = [
            sibling
            for suffix in ("-wal", "-journal")
            if (sibling := path.with_name(path.name + suffix)).exists() and sibling.stat().st_size
        ]
    except OSError as error:
        raise InputError(
            f"It cannot be read: {error.strerror or error}.",
            where=display_path(path),
            advice="Name a file that is there and that you may read.",
        ) from error
    problem, advice = _problem_of(start, size)
    if problem:
        raise InputError(problem, where=display_path(path), advice=advice)
    if unfinished:
        raise InputError(
            "It is being written, or was left unfinished: "
            f"{display_path(unfinished[0])} belongs to it.",
            where=display_path(path),
            advice="Close it in DNA, so that all of it is in the one file, and try again.",
        )


def _problem_of(start: bytes, size: int) -> tuple[str, str]:
    """Say what a file is instead of an SQLite database of a bearable size, if it is not one."""
    if size > MOST_BYTES:
        problem = f"The file has {size:,} bytes; at most {MOST_BYTES:,} are read."
        return problem, "Give a smaller file."
    if not size:
        return "The file is empty.", "Name a database that DNA has saved."
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        problem = "It is XML, not a database of DNA 3 (DNA 1 kept its files so)."
        return problem, "Let an old DNA 2 import it, then DNA 3 that database, and give the latter."
    if not start.startswith(_MAGIC):
        return (
            "It is no SQLite database (byte 0 says so), and so no database of DNA 3.",
            "Name a .dna file that DNA 3 has saved, or another format.",
        )
    if missing := _bytes_missing(start, size):
        problem = f"The database is damaged: its last {missing:,} bytes or more are missing."
        return problem, _ADVICE
    return "", ""


def _bytes_missing(header: bytes, size: int) -> int:
    """Return how many bytes less a database has than its header says; SQLite may not mind."""
    if len(header) < _HEADER:
        return _HEADER - len(header)
    page = int.from_bytes(header[16:18], "big")
    page = 65_536 if page == 1 else max(page, 1)
    in_header = header[24:28] == header[92:96]  # else its number of pages is out of date
    pages = int.from_bytes(header[28:32], "big") if in_header else 0
    return max(pages * page - size, -size % page)


def _refuse_what_is_damaged(path: Path, connection: sqlite3.Connection) -> None:
    verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    # That a value is NULL where it should not be is no damage: it is read as nothing.
    if verdict != "ok" and not verdict.startswith("NULL value in"):
        problem = shorten(verdict.removeprefix("*** in database main ***"))
        raise InputError(
            f"The database is damaged, or a part of it is missing: {problem}.",
            where=display_path(path),
            advice=_ADVICE,
        )


def _refuse_other_tables(path: Path, connection: sqlite3.Connection) -> None:
    kinds = _kinds(connection)
    columns = COLUMNS_2 if is_old(connection) else COLUMNS
    missing = [name for name in columns if name not in kinds]
    if missing and (version := _dna_2(connection, kinds)):
        problem = f"It is a database of DNA 2 ({version}), but it has no table {missing[-1]}."
        raise InputError(problem, where=display_path(path), advice=_DNA_2)
    if missing:
        raise InputError(
            f"It is no database of DNA 3: it has no table {' or '.join(missing)}.",
            where=display_path(path),
            advice="Name a .dna file that DNA 3 has saved.",
        )
    for name in columns:
        _refuse_other_columns(path, name, columns[name], kinds[name], connection)


def _refuse_other_columns(
    path: Path, name: str, columns: tuple[str, ...], kind: str, connection: sqlite3.Connection
) -> None:
    place = f"{display_path(path)}, table {name}"
    if kind != "table":
        problem = f"It is a {kind}; in DNA's databases it is a table that holds its own rows."
        raise InputError(problem, where=place, advice="Name a .dna file that DNA 3 has saved.")
    existing = _columns(connection, name)
    lost = [column for column in columns if not column.endswith("?") and column not in existing]
    if lost:
        raise InputError(
            f"It has no column {' or '.join(lost)}.",
            where=place,
            advice="Name a .dna file that DNA has saved.",
        )
    computed = [column for column, is_computed in existing.items() if is_computed]
    if computed:
        problem = f"The column {computed[0]} computes what it holds."
        raise InputError(problem, where=place, advice="Name a .dna file that DNA 3 has saved.")


def _kinds(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what each name of the schema is: a table, view or virtual table."""
    schema_rows = connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY rowid")
    return {
        str(name): "virtual table" if "VIRTUAL" in str(sql or "").upper().split()[:2] else str(kind)
        for name, kind, sql in schema_rows
        if kind in {"table", "view"}
    }


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Return the columns of a table, and whether each is computed."""
    columns = connection.execute(f'PRAGMA table_xinfo("{table}")')
    return {str(row[1]): bool(row[6]) for row in columns}


def _dna_2(connection: sqlite3.Connection, kinds: dict[str, str]) -> str:
    """Return the version of a database of DNA 2; empty if it is none."""
    if kinds.get("SETTINGS") == "table" and {"Property", "Value"} <= {
        *_columns(connection, "SETTINGS")
    }:
        query = "SELECT Value FROM SETTINGS WHERE Property = 'version'"
        row = connection.execute(query).fetchone()
        if row and str(row[0]).startswith("2"):
            return f"version {str(row[0])[:40]}"
    return "of old" if "CODERPERMISSIONS" in kinds else ""
