"""Files that are no database of DNA 3, or a broken one: told with place and advice, never worse."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.dna import read, write
from opendebate.exchange.from_graph import read_graph

DATA = Path(__file__).parents[2] / "data"
EMPTY = write(new_coded_debate("On bells", "Should the bell ring?"), {})


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A database with everything in it."""
    text = (DATA / "a-town-and-its-maps.txt").read_text("utf-8")
    debate = opendebate.load(DATA / "flood-maps")
    return write(read_graph(debate.engine), {"a-town-and-its-maps": text})


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.where
    assert path.name in caught.value.where
    assert caught.value.advice
    return caught.value


def changed(path: Path, *sql: str, whole: bytes = EMPTY) -> Path:
    """Write a database and run SQL on it, as a hostile hand might."""
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("ignore_check_constraints=ON", "writable_schema=ON"):
            connection.execute(f"PRAGMA {pragma}")
        for one in sql:
            connection.execute(one)
    return path


@pytest.mark.parametrize(("content", "what"), [
    (b"", "The file is empty."),
    (b"who;says;what\n", "It is no SQLite database (byte 0 says so)"),
    (b"<?xml version='1.0'?><discourse/>", "It is XML"),
    (b"PK\x03\x04", "It is no SQLite database"),
    (b"SQLite format 3\0", "The database is damaged: its last 84 bytes or more are missing."),
])  # fmt: skip
def test_a_file_of_another_kind_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "bells.dna"
    path.write_bytes(content)
    assert refused(path).what.startswith(what)


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.dna").what == "It cannot be read: No such file or directory."
    (tmp_path / "folder.dna").mkdir()
    assert refused(tmp_path / "folder.dna").what == "It cannot be read: Is a directory."


def test_a_file_with_an_awkward_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "what? 100% #1 &mode=rw.dna"
    path.write_bytes(EMPTY)
    assert read(path).debate["title"] == "On bells"
    assert path.read_bytes() == EMPTY
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("share", [0.002, 0.2, 0.5, 0.99, 0.99999])
def test_a_truncated_database_is_damaged(tmp_path: Path, whole: bytes, share: float) -> None:
    path = tmp_path / "bells.dna"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path).what.startswith("The database is damaged: its last ")


def test_a_database_that_is_being_written_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "bells.dna"
    path.write_bytes(EMPTY)
    path.with_name("bells.dna-wal").write_bytes(b"...")
    assert "being written" in refused(path).what


def test_a_database_of_dna_2_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "old.dna"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT)")
        connection.execute("CREATE TABLE CODERPERMISSIONS(ID INTEGER)")
        connection.commit()
    assert refused(path).what.startswith("It is a database of DNA 2 (of old)")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25')")
        connection.commit()
    error = refused(path)
    assert error.what.startswith("It is a database of DNA 2 (version 2.0 beta 25)")
    assert "DNA 3" in str(error.advice)


@pytest.mark.parametrize(("sql", "what"), [
    ("DROP TABLE ATTRIBUTEVALUES", "it has no table ATTRIBUTEVALUES."),
    ("ALTER TABLE ENTITIES RENAME COLUMN Value TO Name", "It has no column Value."),
    ("ALTER TABLE DATASHORTTEXT RENAME COLUMN Entity TO Value", "It has no column Entity."),
])  # fmt: skip
def test_missing_tables_and_columns_are_named(tmp_path: Path, sql: str, what: str) -> None:
    assert what in refused(changed(tmp_path / "bells.dna", sql)).what


def test_a_view_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    endless = (
        "CREATE VIEW REAL AS WITH RECURSIVE n(Property, Value) AS "
        "(SELECT 'a', 1 UNION ALL SELECT 'a', Value + 1 FROM n) SELECT * FROM n"
    )
    path = changed(
        tmp_path / "bells.dna", "DROP TABLE SETTINGS", endless.replace("REAL", "SETTINGS")
    )
    error = refused(path)
    assert error.what.startswith("It is a view")
    assert str(error.where).endswith("table SETTINGS")


def test_a_virtual_table_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    made = "CREATE VIRTUAL TABLE REGEXES2 USING fts5(Label)"
    path = changed(tmp_path / "bells.dna", made)
    rename = (
        "UPDATE sqlite_master SET name = 'VARIABLES', tbl_name = 'VARIABLES', sql = "
        "'CREATE VIRTUAL TABLE VARIABLES USING fts5(ID, Variable, DataType, StatementTypeId)' "
        "WHERE name = 'REGEXES2'"
    )
    path = changed(path, "DROP TABLE VARIABLES", made, rename)
    assert "virtual table" in refused(path).what or "cannot be read" in refused(path).what


def test_a_column_that_computes_what_it_holds_is_refused(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "bells.dna",
        "DROP TABLE SETTINGS",
        "CREATE TABLE SETTINGS(Property TEXT, Value AS (hex(zeroblob(200000000))))",
        "INSERT INTO SETTINGS VALUES ('version')",
    )
    assert refused(path).what.startswith("The column Value computes")


def test_checks_triggers_and_indexes_of_the_file_are_not_run(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "bells.dna",
        "DROP TABLE SETTINGS",
        "CREATE TABLE SETTINGS(Property TEXT, Value TEXT CHECK (length(printf('%.99999999c', 0))))",
        "CREATE TRIGGER t AFTER INSERT ON SETTINGS BEGIN SELECT load_extension('x'); END",
    )
    assert isinstance(read(path), CodedDebate)


def test_values_that_dna_forbids_are_no_damage(tmp_path: Path, whole: bytes) -> None:
    path = changed(
        tmp_path / "bells.dna",
        "UPDATE STATEMENTS SET Stop = 0",
        "UPDATE ENTITIES SET Value = Value || printf('%.200c', 'x') WHERE VariableId = 3",
        whole=whole,
    )
    coded = read(path)
    assert len(coded.sources["a-town-and-its-maps"]["statements"]) == 10


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_broken_in_a_file_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(16, len(broken) - 1))
        broken[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("broken") / "bells.dna"
    path.write_bytes(broken)
    assert outcome(path)


def outcome(path: Path) -> bool:
    """Tell whether a file is read, or refused with a place and advice; all else is raised."""
    try:
        return isinstance(read(path), CodedDebate)
    except InputError as error:
        return bool(error.where and error.advice)
