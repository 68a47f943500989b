"""DNA databases with variables of other names, and those of DNA 2."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from opendebate.errors import InputError, UsageError
from opendebate.exchange.dna import read, sqlite_reader
from opendebate.exchange.dna.schema import CREATE
from opendebate_cli.main import cli

TEXT = "Ida Brandauer of the Bakers' Guild said the bell must ring at six."
NAMES = {"person": "Person", "organization": "Verein", "concept": "Konzept", "agreement": "Ja"}
NAMED = [f"--variable={role}={name}" for role, name in NAMES.items()]
# The tables of DNA 2.0 in SQLite.
OLD = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, Red, Green, Blue, Password TEXT);
CREATE TABLE CODERPERMISSIONS(ID INTEGER PRIMARY KEY, Coder, Type TEXT, Permission);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder, Author TEXT,
  Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT, Red, Green, Blue);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId, DocumentId, Start, Stop, Coder);
CREATE TABLE STATEMENTLINKS(ID INTEGER PRIMARY KEY, SourceId, TargetId);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId,
  Value TEXT);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId,
  Value TEXT);
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId, Value TEXT, Red, Green, Blue,
  Type TEXT, Alias TEXT, Notes TEXT, ChildOf TEXT);
INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25');
INSERT INTO DOCUMENTS VALUES (1, 'The bell', :text, 1, '', '', '', '', '', 1106697600000);
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 0, 0, 0);
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
  (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1);
INSERT INTO STATEMENTS VALUES (1, 1, 1, 0, 13, 1);
INSERT INTO STATEMENTLINKS VALUES (1, 1, 1);
INSERT INTO DATABOOLEAN VALUES (1, 1, 4, 1, 0);
INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 1, 'Ida Brandauer'), (2, 1, 2, 1, 'Bakers''s Guild'),
  (3, 1, 3, 1, 'The bell must ring.');
INSERT INTO ATTRIBUTES VALUES (1, 1, 'Ida Brandauer', 0, 0, 0, '', 'Ida B.', 'A baker.', ''),
  (2, 2, 'Bakers''s Guild', 0, 0, 0, '', '', '', 'All guilds'),
  (3, 2, 'All guilds', 1, 0, 0, '', '', '', '');
"""


def database(path: Path, names: dict[str, str], text: object = TEXT) -> Path:
    """Make a database of DNA 3 with one statement, and variables of other names."""
    with closing(sqlite3.connect(path)) as made:
        for statement in CREATE:
            made.execute(statement)
        made.execute("INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 0, 0, 0)")
        made.execute(
            "INSERT INTO DOCUMENTS VALUES (1, 'The bell', ?, 1, '', '', '', '', '', 0)", (text,)
        )
        made.execute("INSERT INTO STATEMENTS VALUES (1, 1, 1, 0, 13, 1)")
        values = ("Ida Brandauer", "Bakers's Guild", "The bell must ring.")
        for n, name in enumerate(names.values(), 1):
            kind = "short text" if n < 4 else "boolean"
            made.execute("INSERT INTO VARIABLES VALUES (?, ?, ?, 1)", (n, name, kind))
            if n < 4:
                entity = (n, n, values[n - 1])
                made.execute("INSERT INTO ENTITIES VALUES (?, ?, ?, 0, 0, 0, NULL)", entity)
                made.execute("INSERT INTO DATASHORTTEXT VALUES (NULL, 1, ?, ?)", (n, n))
        made.execute("INSERT INTO DATABOOLEAN VALUES (NULL, 1, 4, 0)")
        made.commit()
    return path


def run(*line: object) -> Result:
    return CliRunner().invoke(cli, ["import", "dna", *map(str, line)])


def only_statement(coded: Any) -> Any:
    (source,) = coded.sources.values()
    (one,) = source["statements"]
    return one


def test_variables_of_other_names_are_read_where_their_roles_are_told(tmp_path: Path) -> None:
    usual = read(database(tmp_path / "usual.dna", {name: name for name in NAMES}))
    other = read(database(tmp_path / "other.dna", NAMES), variables=NAMES)
    assert only_statement(other) == only_statement(usual)
    assert (other.actors, other.claims) == (usual.actors, usual.claims)
    assert only_statement(other)["stance"] == "denies"


def test_without_known_variables_the_import_fails_and_says_what_to_type(tmp_path: Path) -> None:
    path = database(tmp_path / "bells.dna", NAMES | {"person": "Wer spricht"})
    done = run(path, "-o", tmp_path / "made")
    assert done.exit_code == 3
    assert "None of its 1 statement can be read" in done.stderr
    assert "Konzept (short text), Ja (boolean)" in done.stderr
    typed = "--variable person='Wer spricht' --variable concept=Konzept"
    assert done.stderr.rstrip().endswith(typed)
    assert not (tmp_path / "made").exists()
    again = run(path, "-o", tmp_path / "made", "--variable=person=Wer spricht", NAMED[2])
    assert again.exit_code == 0, again.stderr


def test_statements_that_are_all_left_out_make_no_debate(tmp_path: Path) -> None:
    path = database(tmp_path / "bells.dna", {name: name for name in NAMES}, text="—")
    with pytest.raises(InputError, match=r"None of its 1 statement can be read\.") as told:
        read(path)
    assert "Statements in documents without words" in str(told.value.advice)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("konzept=Konzept", "There is no role 'konzept'."),
        ("concept=Konzep", "Did you mean Konzept?"),
        ("concept=Ja", "It is of the type 'boolean'."),
        ("agreement=Konzept", "is of the type boolean or integer"),
        ("concept", "Write --variable ROLE=NAME"),
        ("concept=", "Write --variable ROLE=NAME"),
    ],
)
def test_a_wrong_variable_is_told(given: str, told: str, tmp_path: Path) -> None:
    path = database(tmp_path / "bells.dna", NAMES)
    done = run(path, "-o", tmp_path / "made", "--variable", given)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_variable_has_no_effect_elsewhere_and_so_is_an_error(tmp_path: Path) -> None:
    line = ["import", "aif", "x.json", "-o", str(tmp_path / "made"), *NAMED]
    done = CliRunner().invoke(cli, line)
    assert (done.exit_code, "--variable is for databases of DNA." in done.stderr) == (2, True)
    twice = run(tmp_path, "-o", tmp_path / "made", NAMED[0], NAMED[0])
    assert (twice.exit_code, "names person twice" in twice.stderr) == (2, True)
    with pytest.raises(UsageError):
        read(database(tmp_path / "bells.dna", NAMES), variables={"person": "Nobody"})


def test_a_database_of_dna_2_is_read(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.dna")) as made:
        made.executescript(OLD.replace(":text", "'" + TEXT.replace("'", "''") + "'"))
    coded = read(tmp_path / "old.dna")
    new = read(database(tmp_path / "new.dna", {name: name for name in NAMES}))
    assert only_statement(coded) == only_statement(new)
    assert coded.sources["the-bell"]["source"]["published"] == "2005-01-26"
    assert coded.actors["ida-brandauer"]["description"] == "A baker."
    assert coded.actors["ida-brandauer"]["other_names"] == ["Ida B."]
    assert coded.actors["bakerss-guild"]["part_of"] == "all-guilds"
    assert any("Links between statements are left out: 1" in line for line in coded.report)


def test_a_value_that_dna_2_does_not_list_is_made(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.dna")) as made:
        made.executescript(OLD.replace(":text", "'" + TEXT.replace("'", "''") + "'"))
        made.execute("INSERT INTO STATEMENTS VALUES (2, 1, 1, 14, 20, 1)")
        made.execute("INSERT INTO DATASHORTTEXT VALUES (9, 2, 1, 1, 'The sexton')")
        made.execute("INSERT INTO DATASHORTTEXT VALUES (10, 2, 3, 1, 'The bell must ring.')")
        made.commit()
    coded = read(tmp_path / "old.dna")
    said = coded.sources["the-bell"]["statements"]
    assert [one["speaker"] for one in said] == [["ida-brandauer"], ["the-sexton"]]
    assert said[0]["claim"] == said[1]["claim"]


@pytest.mark.parametrize("text", ["x" * 40, b"\0" * 40])
def test_a_text_that_is_too_large_is_refused_before_it_is_read(
    text: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database(tmp_path / "bells.dna", NAMES)
    monkeypatch.setattr(sqlite_reader, "MOST_TEXT", 5_000)
    assert read(path, variables=NAMES).claims
    large = database(tmp_path / "large.dna", NAMES, text=text * 200)  # type: ignore[operator]
    with pytest.raises(InputError, match=r"A text in it is larger than 0\.005 MB\."):
        read(large, variables=NAMES)
