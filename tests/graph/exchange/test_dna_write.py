"""Writing DNA databases: what is written is read again, and DNA finds it where it looks."""

from __future__ import annotations

import base64
import copy
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from article import article_folder
from hearings import database as sample_database
from invented import write_knots
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna import LOST, read, write
from opendebate.exchange.dna.schema import CREATE, PASSWORD_DIGEST
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from round_trips import records

DATA = Path(__file__).parents[2] / "data"
FIELDS = (
    "debate",
    "actors",
    "models",
    "policies",
    "claims",
    "topics",
    "events",
    "context",
    "sources",
)
TOWN = "a-town-and-its-maps"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        name: (DATA / f"{name}.txt").read_text("utf-8") for name in (TOWN, "a-letter-on-the-maps")
    }


def again(coded: CodedDebate, texts: dict[str, str], folder: Path, *edits: str) -> CodedDebate:
    """Return a coded debate that was written, perhaps changed in the database, and read."""
    path = folder / "again.dna"
    path.write_bytes(write(coded, texts))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")  # as DNA has it
        for sql in edits:
            connection.execute(sql)
    return read(path)


def statement(coded: CodedDebate, name: str) -> Any:
    listed = [one for source in coded.sources.values() for one in source["statements"]]
    return next(one for one in listed if one["id"] == name)


@pytest.mark.parametrize("which", ["built-in", "flood-maps"])
@pytest.mark.parametrize("with_texts", [False, True])
def test_a_debate_that_is_written_and_read_is_the_same(
    which: str, with_texts: bool, texts: dict[str, str], tmp_path: Path
) -> None:
    folder = DATA / "flood-maps" if which == "flood-maps" else article_folder()
    coded = read_graph(opendebate.load(folder).engine)
    given_texts = texts if with_texts and which == "flood-maps" else {}
    found = again(coded, given_texts, tmp_path)
    assert records(found) == records(coded)
    assert found.texts == given_texts
    assert found.report == []


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_any_debate_that_is_written_and_read_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("knots")
    coded = read_graph(opendebate.load(write_knots(folder / "knots", seed)).engine)
    before = copy.deepcopy(coded)
    found = again(coded, {}, folder)
    assert records(found) == records(before)
    assert found.report == []


def test_the_same_debate_gives_the_same_bytes(flood: CodedDebate, texts: dict[str, str]) -> None:
    assert write(flood, texts) == write(flood, texts)
    assert write(flood, texts) != write(flood, {})


@contextmanager
def database(
    coded: CodedDebate, texts: dict[str, str], folder: Path
) -> Iterator[sqlite3.Connection]:
    path = folder / "made.dna"
    path.write_bytes(write(coded, texts))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_dna_finds_who_says_what_and_whether_they_agree(flood: CodedDebate, tmp_path: Path) -> None:
    value = """(SELECT Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity
        JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = s.ID AND v.Variable = '{}')"""
    columns = [value.format(name) for name in ("person", "organization", "concept")]
    sql = f"""SELECT {", ".join(columns)}, b.Value FROM STATEMENTS s
        JOIN DATABOOLEAN b ON b.StatementId = s.ID JOIN CODERS c ON c.ID = s.Coder"""  # noqa: S608
    with database(flood, {}, tmp_path) as connection:
        found = set(connection.execute(sql))
    assert len(found) == sum(len(one["statements"]) for one in flood.sources.values())
    text = {name: one["text"] for name, one in flood.claims.items()}
    assert found >= {
        ("Marta Oyelaran", "Town council of Averley", text["right-to-know"], 1),
        ("Marta Oyelaran", "", text["publish"], 1),
        ("", "The Averley Courier", text["publish"], 0),  # doubts
        ("", "Rosa and Emil Tanager", text["burglars-read"], 1),  # concedes
        ("", "Rosa and Emil Tanager", text["shops-keep-out"], 0),  # denies
    }


def test_every_statement_has_a_value_for_every_variable_as_dna_expects(
    flood: CodedDebate, tmp_path: Path
) -> None:
    tables = ("DATABOOLEAN", "DATASHORTTEXT", "DATALONGTEXT")
    with database(flood, {}, tmp_path) as connection:
        counts = [f"SELECT count(*) FROM {one}" for one in tables]  # noqa: S608
        held = sum(connection.execute(count).fetchone()[0] for count in counts)
        (said,) = connection.execute("SELECT count(*) FROM STATEMENTS").fetchone()
        (variables,) = connection.execute("SELECT count(*) FROM VARIABLES").fetchone()
        lost = list(connection.execute("PRAGMA foreign_key_check"))
        whole = connection.execute("PRAGMA integrity_check").fetchall()
    assert held == said * variables
    assert (lost, whole) == ([], [("ok",)])


def test_the_spans_are_the_passages_in_the_text(
    flood: CodedDebate, texts: dict[str, str], tmp_path: Path
) -> None:
    sql = """SELECT substr(d.Text, s.Start + 1, s.Stop - s.Start), d.Notes
        FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"""
    with database(flood, texts, tmp_path) as connection:
        found = dict(connection.execute(sql))
    assert found["We do grant that burglars can read"] == ""
    assert found["People have a right to know what the water will do to their own front door"] == ""


def test_without_the_text_a_document_holds_only_the_ends_of_its_passages(
    flood: CodedDebate, tmp_path: Path
) -> None:
    sql = """SELECT substr(d.Text, s.Start + 1, s.Stop - s.Start), d.Notes
        FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"""
    with database(flood, {}, tmp_path) as connection:
        found = dict(connection.execute(sql))
    assert "the article itself is not here" in found["We do grant […] burglars can read"]


def test_a_passage_that_is_not_in_the_text_is_marked_somewhere(
    flood: CodedDebate, tmp_path: Path
) -> None:
    found = again(flood, {TOWN: "Another text altogether."}, tmp_path)
    assert records(found) == records(flood)
    assert found.texts == {TOWN: "Another text altogether."}


def test_names_that_dna_takes_for_the_same_are_told_apart(
    flood: CodedDebate, tmp_path: Path
) -> None:
    coded = copy.deepcopy(flood)
    long = "A very long name of a very small club " * 12
    for name in ("club-1", "club-2", "club-3"):
        coded.actors[name] = {"name": long.strip(), "kind": "organization"}
    coded.claims["publish"]["text"] = long.strip()
    found = again(coded, {}, tmp_path)
    assert records(found) == records(coded)
    with database(coded, {}, tmp_path) as connection:
        (longest,) = connection.execute("SELECT max(length(Value)) FROM ENTITIES").fetchone()
    assert longest == 190


# What is changed in DNA, and then read again.


def test_a_name_or_concept_that_is_changed_in_dna_changes_and_keeps_its_place(
    flood: CodedDebate, tmp_path: Path
) -> None:
    coded = again(
        flood, {}, tmp_path,
        "UPDATE ENTITIES SET Value = 'Marta O.' WHERE Value = 'Marta Oyelaran'",
        "UPDATE ENTITIES SET Value = 'Put them online.' WHERE Value LIKE 'The detailed flood%'",
    )  # fmt: skip
    assert coded.actors["marta-oyelaran"] == flood.actors["marta-oyelaran"] | {"name": "Marta O."}
    assert coded.claims["publish"] == flood.claims["publish"] | {"text": "Put them online."}
    assert coded.sources == flood.sources


def test_attributes_that_are_changed_in_dna_change_records(
    flood: CodedDebate, tmp_path: Path
) -> None:
    attribute = """UPDATE ATTRIBUTEVALUES SET AttributeValue = '{}' WHERE AttributeVariableId IN
        (SELECT ID FROM ATTRIBUTEVARIABLES WHERE AttributeVariable = '{}') AND EntityId =
        (SELECT ID FROM ENTITIES WHERE Value LIKE '{}%')"""
    coded = again(
        flood, {}, tmp_path,
        attribute.format("Marta; MO", "Alias", "Marta Oyelaran"),
        attribute.format("", "Alias", "Town council"),
        attribute.format("both", "Side", "The detailed flood maps"),
        attribute.format("weather", "Topics", "The detailed flood maps"),
    )  # fmt: skip
    assert coded.actors["marta-oyelaran"]["other_names"] == ["Marta", "MO"]
    assert "other_names" not in coded.actors["averley"]
    assert coded.claims["publish"] == flood.claims["publish"] | {"side": "both"}
    assert "Topics: weather" in coded.report[0]


def test_colours_are_dnas_colours_and_come_back(flood: CodedDebate, tmp_path: Path) -> None:
    coded = copy.deepcopy(flood)
    coded.debate.setdefault("attributes", {})["colour"] = {
        "label": "Colour", "of": ["actor", "claim"], "type": "code"}  # fmt: skip
    coded.actors["averley"]["attributes"] = {"colour": "#ff8000"}
    coded.claims["publish"]["attributes"] = {"colour": "#0000FF"}
    with database(coded, {}, tmp_path) as connection:
        rows = connection.execute("SELECT Red, Green, Blue FROM ENTITIES WHERE Red + Blue > 0")
        assert sorted(rows) == [(0, 0, 255), (255, 128, 0)]
        names = {
            name
            for (name,) in connection.execute("SELECT AttributeVariable FROM ATTRIBUTEVARIABLES")
        }
        assert "Colour" not in names
    assert records(again(coded, {}, tmp_path)) == records(coded)
    blacked = again(coded, {}, tmp_path, "UPDATE ENTITIES SET Red = 0, Green = 0 WHERE Red > 0")
    assert "attributes" not in blacked.actors["averley"]
    assert blacked.claims["publish"]["attributes"] == {"colour": "#0000FF"}


def test_a_colour_that_is_a_word_stays_an_attribute(flood: CodedDebate, tmp_path: Path) -> None:
    coded = copy.deepcopy(flood)
    coded.debate.setdefault("attributes", {})["colour"] = {
        "label": "Colour", "of": ["actor"], "type": "code"}  # fmt: skip
    coded.actors["averley"]["attributes"] = {"colour": "blue"}
    coded.actors["mill-lane"]["attributes"] = {"colour": "#FF8000"}
    assert records(again(coded, {}, tmp_path)) == records(coded)


def test_an_agreement_that_is_changed_in_dna_is_a_new_stance(
    flood: CodedDebate, tmp_path: Path
) -> None:
    coded = again(flood, {}, tmp_path, "UPDATE DATABOOLEAN SET Value = 1 - Value")
    assert statement(coded, "tanagers-grant")["stance"] == "denies"  # it conceded
    assert "stance" not in statement(coded, "council-delays")  # it doubted
    assert statement(coded, "oyelaran-right")["stance"] == "denies"


def test_a_span_that_is_moved_in_dna_is_a_new_passage(
    flood: CodedDebate, texts: dict[str, str], tmp_path: Path
) -> None:
    start = texts[TOWN].index("Homeowners are worried")
    move = f"UPDATE STATEMENTS SET Start = {start}, Stop = {start + 22} WHERE ID = 7"  # noqa: S608
    coded = again(flood, texts, tmp_path, move)
    (place,) = statement(coded, "council-delays")["at"]
    assert place["from"] == place["to"] == "Homeowners are worried"


def test_what_is_deleted_in_dna_is_gone_with_all_that_names_it(
    flood: CodedDebate, tmp_path: Path
) -> None:
    coded = again(
        flood, {}, tmp_path,
        "DELETE FROM STATEMENTS WHERE ID IN (SELECT StatementId FROM DATASHORTTEXT d JOIN ENTITIES"
        " e ON e.ID = d.Entity WHERE e.Value LIKE 'Open maps show thieves%')",
        "DELETE FROM ENTITIES WHERE Value LIKE 'Open maps show thieves%'",
        "DELETE FROM ENTITIES WHERE Value = 'Town of Little Sallow'",
        "DELETE FROM DOCUMENTS WHERE Title = 'A letter on the maps'",
    )  # fmt: skip
    write_folder(coded, tmp_path / "folder")
    assert "burglars-read" not in coded.claims
    assert "undercuts" not in coded.claims["no-map-needed"]
    assert "memberships" not in coded.actors["osei-brandt"]
    assert list(coded.sources) == [TOWN]
    assert any("References to what is not in the file" in line for line in coded.report)


def test_statements_that_are_added_in_dna_are_read_beside_the_others(
    flood: CodedDebate, tmp_path: Path
) -> None:
    coded = again(
        flood, {}, tmp_path,
        "INSERT INTO STATEMENTS VALUES (900, 1, 1, 0, 9, 1)",
        "INSERT INTO DATABOOLEAN VALUES (NULL, 900, 4, 0)",
        "INSERT INTO DATASHORTTEXT SELECT NULL, 900, VariableId, ID FROM ENTITIES"
        " WHERE Value IN ('Critics of open maps') OR Value LIKE 'The detailed flood maps%'",
    )  # fmt: skip
    write_folder(coded, tmp_path / "folder")
    one = statement(coded, "s-900")
    assert (one["speaker"], one["claim"], one["stance"]) == (["critics"], "publish", "denies")


def test_a_recoded_statement_never_makes_an_unsound_debate(
    flood: CodedDebate, tmp_path: Path
) -> None:
    recode = "UPDATE DATASHORTTEXT SET Entity = (SELECT ID FROM ENTITIES WHERE Value LIKE '{}%') {}"
    coded = again(
        flood, {}, tmp_path,
        recode.format("Those who think shops", "WHERE VariableId = 2"),  # all hypothetical now
        recode.format("Whoever lives", "WHERE VariableId = 3"),  # all on what they give as reason
        "UPDATE DATALONGTEXT SET Value = 'right-to-know nobody' WHERE VariableId = 11",
        "UPDATE DATALONGTEXT SET Value = '{' WHERE VariableId = 12",
    )  # fmt: skip
    write_folder(coded, tmp_path / "folder")
    assert any("cycle" in line for line in coded.report)


@pytest.mark.parametrize("row", [
    "{", "[]", "[" * 100_000, '{"x": 1}', '{"marta-oyelaran": {"kind": "cat"}}',
    '{"Not an id": {"name": "N", "kind": "group"}}', '{"a": {"name": "A", "other_names": null}}',
    '{"marta-oyelaran": {"name": "M", "kind": "person", "memberships": null, "other_names": "O"}}',
])  # fmt: skip
@pytest.mark.parametrize("file", ["debate", "actors", "claims", "topics", "context", "sources"])
def test_rows_of_settings_that_were_broken_are_told_or_refused(
    flood: CodedDebate, tmp_path: Path, file: str, row: str
) -> None:
    broken = f"UPDATE SETTINGS SET Value = '{row}' WHERE Property = 'opendebate:{file}'"  # noqa: S608
    coded = again(flood, {}, tmp_path, broken)
    write_folder(coded, tmp_path / "folder")


def test_a_newer_form_of_the_rows_is_not_guessed_at(flood: CodedDebate, tmp_path: Path) -> None:
    newer = "UPDATE SETTINGS SET Value = '2' WHERE Property = 'opendebate'"
    coded = again(flood, {}, tmp_path, newer)
    write_folder(coded, tmp_path / "folder")
    assert "another form" in coded.report[0]
    assert len(coded.claims) == len(flood.claims)


def test_the_password_that_dna_asks_for_is_the_one_that_is_said(
    flood: CodedDebate, tmp_path: Path
) -> None:
    salted = base64.b64decode(PASSWORD_DIGEST)
    digest = salted[:16] + b"opendebate"
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert digest == salted[16:]
    with database(flood, {}, tmp_path) as connection:
        coders = connection.execute("SELECT Name, Password FROM CODERS").fetchall()
    assert coders == [("Admin", PASSWORD_DIGEST)]


def test_what_is_lost_is_said_in_sentences() -> None:
    assert all(one[0].isupper() and one.endswith(".") for one in LOST)


# Of the statements that make the tables of DNA's sample, sorted and joined.
TABLES_OF_DNA = "7f9abc924201be1c1ac1fcef7a1356dd93bf5d5ecd1d921b0eff87048d15346c"


def test_the_tables_are_those_of_dna() -> None:
    assert hashlib.sha256("".join(sorted(CREATE)).encode()).hexdigest() == TABLES_OF_DNA


def test_the_tables_of_dnas_sample_are_these(tmp_path: Path) -> None:
    sample = f"{sample_database('sample', tmp_path).as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(sample, uri=True)) as connection:
        theirs = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
    made = "".join(sorted(sql for (sql,) in theirs))
    assert hashlib.sha256(made.encode()).hexdigest() == TABLES_OF_DNA


def test_a_place_that_cannot_be_read_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(tmp_path / "nowhere.dna")
    assert list(tmp_path.iterdir()) == []
