"""Opens a DNA database, which may be any file: read only, and only its known tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from opendebate.coding.debate_files import display_path
from opendebate.counting import counted
from opendebate.errors import InputError
from opendebate.exchange.formats import MOST_BYTES
from opendebate.exchange.recognition import SQLITE
from opendebate.exchange.report import shorten

_HEADER = 100  # bytes; https://www.sqlite.org/fileformat2.html#the_database_header
MOST_TEXT = 20_000_000  # bytes of one text
# What is read of each table; a column that ends in "?" may be missing.
_BOTH = {
    "SETTINGS": "Property Value",
    "STATEMENTTYPES": "ID Label",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "DOCUMENTS": "ID Title Text Author Source Section Notes Type Date",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder?",
    "DATABOOLEAN": "StatementId VariableId Value",
    "DATAINTEGER": "StatementId VariableId Value",
    "DATALONGTEXT": "StatementId VariableId Value",
}
_DNA_3 = _BOTH | {
    "DATASHORTTEXT": "StatementId VariableId Entity",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf?",
    "ATTRIBUTEVARIABLES": "ID AttributeVariable",
    "ATTRIBUTEVALUES": "EntityId AttributeVariableId AttributeValue",
}
_DNA_2 = _BOTH | {
    "DATASHORTTEXT": "StatementId VariableId Value",
    "ATTRIBUTES": "ID VariableId Value Red Green Blue Type Alias Notes ChildOf",
}
# Of these only the number of rows is read.
COUNTED = ("CODERS", "CODERRELATIONS", "REGEXES", "VARIABLELINKS", "STATEMENTLINKS")
_TOO_BIG = "too big"  # what SQLite says of a text that is longer than its limit
_BACKUP = "Take a backup copy, or let DNA open it and import it into a new database."
_OTHER_FILE = "Name a .dna file that DNA 3 has saved."
_IMPORT = "Open it in DNA 3, which imports databases of DNA 2 into one of its own, and give that."


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database of DNA 3 or 2 for reading, if it is one.

    Nothing can be written, and nothing in the file is run: not its views, triggers, generated
    columns or checks. What SQLite says against it becomes an `InputError`.
    """
    where = display_path(path)
    _refuse_what_is_no_database(path, where)
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT)
            for pragma in ("trusted_schema=OFF", "query_only=ON", "ignore_check_constraints=ON"):
                connection.execute(f"PRAGMA {pragma}")
            _refuse_what_is_damaged(where, connection)
            _refuse_other_tables(where, connection)
            yield connection
    except UnicodeDecodeError as error:  # SQLite does not check that names are UTF-8
        problem = "The database cannot be read: the names of its tables are no text."
        raise InputError(problem, where=where, advice=_BACKUP) from error
    except sqlite3.Error as error:
        problem, advice = f"The database cannot be read: {shorten(str(error))}.", _BACKUP
        if _TOO_BIG in problem:
            problem = f"A text in it is larger than {MOST_TEXT / 1_000_000:g} MB."
            advice = "Delete that document in DNA, or share its text out among several."
        raise InputError(problem, where=where, advice=advice) from error


def is_old(connection: sqlite3.Connection) -> bool:
    """Tell whether a database has the tables of DNA 2."""
    kinds = _kinds(connection)
    return "ATTRIBUTES" in kinds and "ENTITIES" not in kinds


def columns_of(connection: sqlite3.Connection) -> Mapping[str, list[str]]:
    """Return the columns that are read of each table."""
    tables = _DNA_2 if is_old(connection) else _DNA_3
    return {table: columns.split() for table, columns in tables.items()}


def rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a table, in the order in which they were made; None for lost columns."""
    existing = _columns(connection, table)
    names = [name.rstrip("?") for name in columns_of(connection)[table]]
    selected = ", ".join(f'"{name}"' if name in existing else "NULL" for name in names)
    for row in connection.execute(f'SELECT {selected} FROM "{table}" ORDER BY rowid'):  # noqa: S608
        yield dict(zip(names, row, strict=True))


def coders(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the names of coders by their numbers; none where the table is missing."""
    if _kinds(connection).get("CODERS") != "table":
        return {}
    columns = _columns(connection, "CODERS")
    if not {"ID", "Name"} <= columns.keys() or columns["ID"] or columns["Name"]:
        return {}
    names = connection.execute('SELECT "ID", "Name" FROM "CODERS" ORDER BY rowid')
    return {number: str(name).strip() for number, name in names if isinstance(number, int)}


def count(connection: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has; 0 where it is missing."""
    if _kinds(connection).get(table) != "table":
        return 0
    (number,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    return int(number)


def _refuse_what_is_no_database(path: Path, where: str) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_HEADER)
        siblings = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
        unfinished = [path for path in siblings if path.exists() and path.stat().st_size]
    except OSError as error:
        problem = f"It cannot be read: {error.strerror or error}."
        advice = "Name a file that is there and that you may read."
        raise InputError(problem, where=where, advice=advice) from error
    problem, advice = _problem_of(start, size)
    if unfinished and not problem:
        name = display_path(unfinished[0])
        problem = f"It is being written, or was left unfinished: {name} belongs to it."
        advice = "Close it in DNA, so that all of it is in the one file, and try again."
    if problem:
        raise InputError(problem, where=where, advice=advice)


def _problem_of(start: bytes, size: int) -> tuple[str, str]:
    """Say what a file is instead of an SQLite database of a bearable size, if it is not one."""
    if size > MOST_BYTES:
        problem = f"The file has {counted(size, 'byte')}; at most {MOST_BYTES:,} are read."
        return problem, "Give a smaller file."
    if not size:
        return "The file is empty.", "Name a database that DNA has saved."
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        problem = "It is XML, not a database of DNA 3 (DNA 1 kept its files so)."
        return problem, "Let an old DNA 2 import it, then DNA 3 that database, and give the latter."
    if not start.startswith(SQLITE):
        problem = "It is no SQLite database (byte 0 says so), and so no database of DNA 3."
        return problem, "Name a .dna file that DNA 3 has saved, or another format."
    if missing := _bytes_missing(start, size):
        problem = (
            f"The database is damaged: its last {counted(missing, 'byte')} or more are missing."
        )
        return problem, _BACKUP
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


def _refuse_what_is_damaged(where: str, connection: sqlite3.Connection) -> None:
    verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    # That a value is NULL where it should not be is no damage: it is read as nothing.
    if verdict != "ok" and not verdict.startswith("NULL value in"):
        reason = shorten(verdict.removeprefix("*** in database main ***"))
        problem = f"The database is damaged, or a part of it is missing: {reason}."
        raise InputError(problem, where=where, advice=_BACKUP)


def _refuse_other_tables(where: str, connection: sqlite3.Connection) -> None:
    kinds, tables = _kinds(connection), columns_of(connection)
    missing = [name for name in tables if name not in kinds]
    if missing and (version := _version_2(connection, kinds)):
        problem = f"It is a database of DNA 2 ({version}), but it has no table {missing[-1]}."
        raise InputError(problem, where=where, advice=_IMPORT)
    if missing:
        problem = f"It is no database of DNA 3: it has no table {' or '.join(missing)}."
        raise InputError(problem, where=where, advice=_OTHER_FILE)
    for table, columns in tables.items():
        existing = _columns(connection, table) if kinds[table] == "table" else {}
        computed = [column for column, is_computed in existing.items() if is_computed]
        lost = [name for name in columns if name[-1] != "?" and name not in existing]
        problem = ""
        if kinds[table] != "table":
            problem = f"It is a {kinds[table]}; in DNA's databases it is a table with its own rows."
        elif lost:
            problem = f"It has no column {' or '.join(lost)}."
        elif computed:
            problem = f"The column {computed[0]} computes what it holds."
        if problem:
            raise InputError(problem, where=f"{where}, table {table}", advice=_OTHER_FILE)


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


def _version_2(connection: sqlite3.Connection, kinds: Mapping[str, str]) -> str:
    """Return the version of a database of DNA 2; empty if it is none."""
    columns = _columns(connection, "SETTINGS") if kinds.get("SETTINGS") == "table" else {}
    if {"Property", "Value"} <= columns.keys():
        query = "SELECT Value FROM SETTINGS WHERE Property = 'version'"
        row = connection.execute(query).fetchone()
        if row and str(row[0]).startswith("2"):
            return f"version {str(row[0])[:40]}"
    return "of old" if "CODERPERMISSIONS" in kinds else ""
