"""Tables of statements: whatever dialect, a debate that passes check, or a clear error."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import opendebate
from article import load_article
from fuzzing import tries
from invoking import run
from opendebate.coding.check import read_coding
from opendebate.coding.coder_files import coder_files, read_coder
from opendebate.errors import InputError, OpenDebateError, UsageError
from opendebate.exchange.coded_debate import CodedDebate, source_record, speakers_of
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.spreadsheet import sources
from opendebate.exchange.spreadsheet.columns import propose
from opendebate.exchange.spreadsheet.plan import Plan
from opendebate.exchange.tables import write_tables
from opendebate_cli.main import cli

PLAIN = """date,person,party,concept,agreement,text
2024-01-31,Ann Ash,Greens,Maps must be free.,1,"“Maps are for all of us who live by the river.”"
2024-02-01,Bo Birk,Farmers,Maps must be free.,0,We paid for these maps with money of our own
2024-02-01,Cy Cole,,Rivers rise.,1,
"""


def coded_table(text: str | bytes, tmp_path: Path, plan: Plan | None = None) -> CodedDebate:
    path = tmp_path / "town.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_coded_debate("table", path, {"plan": plan})


def views(coded: CodedDebate) -> list[tuple[str, ...]]:
    """Return who says what of each statement: speaker, affiliation, claim, stance, date."""
    actors: dict[str, Any] = dict(coded.actors)
    return [
        (
            actors[statement["speaker"][0]]["name"],
            actors[statement["as"]]["name"] if "as" in statement else "",
            coded.claims[statement["claim"]]["text"],
            statement.get("stance", "affirms"),
            statement.get("said") or coded.sources[slug]["source"].get("published", ""),
        )
        for slug, statement in coded.statements()
    ]


VIEWS = [
    ("Ann Ash", "Greens", "Maps must be free.", "affirms", "2024-01-31"),
    ("Bo Birk", "Farmers", "Maps must be free.", "denies", "2024-02-01"),
    ("Cy Cole", "", "Rivers rise.", "affirms", "2024-02-01"),
]


def test_a_table_becomes_a_debate_that_passes_check_by_one_command(tmp_path: Path) -> None:
    (tmp_path / "town.csv").write_text(PLAIN, "utf-8")
    done = run("import", "table", tmp_path / "town.csv", "-o", tmp_path / "town")
    assert done.exit_code == 0, done.stderr
    assert "organization  party" in done.stderr
    assert "Made: 5 actors, 2 claims, 1 source, 3 statements." in done.stdout
    assert run("-d", tmp_path / "town", "check").exit_code == 0
    listed = run("-d", tmp_path / "town", "list", "statements", "--csv").stdout
    assert [row["stance"] for row in csv.DictReader(io.StringIO(listed))].count("denies") == 1


def test_a_document_that_is_too_large_for_a_file_is_several_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_MOST_CHARACTERS", 500)
    coded = coded_table(
        PLAIN.splitlines()[0] + "\n" + "".join(PLAIN.splitlines(True)[1:]) * 3, tmp_path
    )
    assert len(coded.sources) > 1
    assert views(coded) == VIEWS * 3
    write_folder(coded, tmp_path / "town")


def test_texts_with_quotation_marks_and_hashtags_are_as_many_as_others(tmp_path: Path) -> None:
    rows = [
        f'2024-01-31,Ann Ash,,Maps must be #free.,1,"I say ""yes"" {n}, #maps"'
        for n in range(6_000)
    ]
    text = "date,person,party,concept,agreement,text\n" + "\n".join(rows)
    coded = coded_table(text, tmp_path)
    write_folder(coded, tmp_path / "town")
    assert sum(1 for _ in coded.statements()) == len(rows)


def test_of_an_excerpt_only_its_ends_and_its_digest_are_written(tmp_path: Path) -> None:
    coded = coded_table(PLAIN, tmp_path)
    write_folder(coded, tmp_path / "made")
    written = " ".join(path.read_text("utf-8") for path in (tmp_path / "made").rglob("*.*"))
    assert "for all of us who" not in written
    first, second, third = (statement["at"] for _, statement in coded.statements())
    assert isinstance(first, list)
    assert (first[0]["from"], first[0]["words"]) == ("Maps are for", 11)
    assert isinstance(second, list)
    assert third == "unknown"
    assert [one["mode"] for _, one in coded.statements()] == [
        "verbatim",
        "paraphrase",
        "paraphrase",
    ]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        "document,person,concept,agree,text",
        "A,Ann,Maps help.,yes,we must",
        "A,Ann,Maps help.,yes,we must",
        "A,,Maps help.,yes,nobody",
        "A,Dee,,yes,",
        ",Bo,Maps help.,no,",
        "A,Cy,Maps help.,?,skipped",
        "A,Cy,Maps help.,yes,more,cells",
        ",,,,",
    ]
    plan = Plan(values={"?": "skip"})
    coded = coded_table("\n".join(rows), tmp_path, plan)
    assert coded.counts["rows"] == 7
    assert coded.report[:2] == [
        "Of 7 rows 3 make a statement or more; 4 are left out (lines 4, 5, 7, 8), as said below.",
        "Rows that are equal to an earlier one count once more: 1 (line 3).",
    ]
    report = "\n".join(coded.report)
    for line in (4, 5, 7, 8):
        assert len(re.findall(rf"left out.*line {line}\b", report)) == 1
    assert "Rows that name no document are in the source “town”: 1 (line 6)." in report
    assert "Statements without a text have no known passage: 1." in report
    assert set(coded.actors) == {"ann", "bo"}, "nobody is added of whom no statement is"


def semicolons(text: str) -> bytes:
    rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


DIALECTS: dict[str, bytes] = {
    "comma": PLAIN.encode(),
    "windows": PLAIN.replace("\n", "\r\n").encode(),
    "old mac": PLAIN.replace("\n", "\r").encode(),
    "byte order mark": PLAIN.encode("utf-8-sig"),
    "utf-16": PLAIN.encode("utf-16"),
    "latin-1": PLAIN.encode("cp1252"),
    "semicolon": semicolons(PLAIN),
    "semicolon that excel names": b"sep=;\r\n" + semicolons(PLAIN),
    "tab": semicolons(PLAIN).replace(b";", b"\t"),
    "empty lines": PLAIN.replace("\n", "\n\n").encode(),
    "spaces": PLAIN.replace("Ann Ash", "  Ann Ash ").encode(),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_gives_the_same_statements(name: str, tmp_path: Path) -> None:
    assert views(coded_table(DIALECTS[name], tmp_path)) == VIEWS


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("person,concept,agree\nAnn,Maps help.\n", "fewer cells than the header"),
        ("person,concept,agree\nAnn,Maps help.,1\nBo,Maps,1,x\n", "more cells than the header"),
        ("person,concept,agree,agree\nAnn,Maps help.,1,0\n", "name of another one"),
        ("person,concept,agree,\nAnn,Maps help.,1,0\n", "Columns without a name"),
        ("person,concept,agree,x\nAnn,Maps help.,1,NA\n", "a mark for a missing value"),
        ("person,concept,agree\n,Maps help.,1\nBo,Rain.,1\n", "neither a person nor"),
        ("person,concept,agree\nAnn,,1\nBo,Rain.,1\n", "without a concept"),
        ("person,concept,date\nAnn,Rain.,soon\n", "no known way"),
        ("person,concept,page\nAnn,Rain.,7\n", "pages are an attribute of statements"),
        ("person,concept\nAnn,Rain.\n", "all speakers are assumed to affirm"),
    ],
)
def test_what_does_not_fit_is_reported_with_its_line(text: str, note: str, tmp_path: Path) -> None:
    plan = Plan(values={"": "agree"} if "agree" in text else {})
    report = " ".join(coded_table(text, tmp_path, plan).report)
    assert note in report
    if "line" in note:
        assert "line 2" in report or "line 3" in report


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Datum;Redner;Fraktion;Aussage;Zustimmung", "date person organization concept agreement"),
        ("Datum;Akteur;Kategorie;Zustimmung", "date person concept agreement"),
        ("Fecha;Orador;Partido;Concepto;Acuerdo", "date person organization concept agreement"),
        ("Speaker_Name;Code;Support", "person concept agreement"),
        ("DATE;Person Name;person;CLAIM TEXT", "date person concept"),
    ],
)
def test_columns_are_known_by_usual_names(header: str, expected: str) -> None:
    assert {*expected.split()} <= propose(header.split(";")).columns.keys()


PRESETS = {
    "dna": (
        '"ID";"time";"docId";"docTitle";"docAuthor";"docSource";"docSection";"docType";"person";'
        '"organization";"concept";"agreement"\n'
        '1;"2024-01-31 00:00:00";7;"A day";"Jo";"Town Post";"";"news";"Ann";"Greens";"Rain.";0\n',
        "DNA's event list",
        [("Ann", "Greens", "Rain.", "denies", "2024-01-31")],
    ),
    "rdna": (
        '"","statement_id","time","document_id","document_title","document_author",'
        '"document_source","document_section","document_type","person","organization","concept",'
        '"agreement"\n"1",4,2024-01-31T00:00,7,"A day",NA,NA,NA,NA,"Ann","Greens","Rain.",1\n',
        "DNA's event list",
        [("Ann", "Greens", "Rain.", "affirms", "2024-01-31")],
    ),
    "maxqda": (
        "Color,Comment,Document group,Document name,Code,Begin,End,Segment,Created by\n"
        "red,,Spring,Interview Ann,Rain.,3,3,It rains and rains,Jo\n",
        "MAXQDA's retrieved segments",
        [("Interview Ann", "", "Rain.", "affirms", "")],
    ),
    "maxqda in german": (
        "Farbe;Dokumentgruppe;Dokumentname;Code;Anfang;Ende;Gewicht;Segment\n"
        "rot;Frühling;Interview Ann;Rain.;3;3;0;Es regnet und regnet\n",
        "MAXQDA's retrieved segments",
        [("Interview Ann", "", "Rain.", "affirms", "")],
    ),
    "nvivo": (
        "File Name\tCode Name\tCoded Text\tCoded By Initials\nAnn\tRain.\tIt rains\tJO\n",
        "NVivo's coding references",
        [("Ann", "", "Rain.", "affirms", "")],
    ),
    "atlas.ti": (
        'ID,Document,Quotation Content,Codes,Comment\n1:1,Ann,It rains,"Rain.\nMud.",x\n',
        "ATLAS.ti's quotations",
        [("Ann", "", "Rain.", "affirms", ""), ("Ann", "", "Mud.", "affirms", "")],
    ),
}


@pytest.mark.parametrize("name", PRESETS)
def test_tables_of_other_tools_are_recognised(name: str, tmp_path: Path) -> None:
    text, title, expected = PRESETS[name]
    seen: list[str] = []
    (tmp_path / "a.csv").write_text(text, "utf-8")
    options = {"agree": lambda columns, _: seen.append(columns.title)}
    coded = read_coded_debate("table", tmp_path / "a.csv", options)
    assert seen == [title]
    assert views(coded) == expected


@pytest.mark.parametrize("plan", [Plan(), Plan(attributes=("statement:Page",))])
def test_pages_are_kept_with_their_statements(plan: Plan, tmp_path: Path) -> None:
    coded = coded_table("person,concept,Page\nAnn,Rain.,7\nBo,Rain.,\n", tmp_path, plan)
    assert coded.debate["attributes"]["page"] == {
        "label": "Page", "of": ["statement"], "type": "number",
    }  # fmt: skip
    statements = [one for source in coded.sources.values() for one in source["statements"]]
    assert [one.get("attributes", {}) for one in statements] == [{"page": "7"}, {}]


def test_premises_and_conclusions_become_arguments(tmp_path: Path) -> None:
    text = "premise,claim,relation\nIt rains.,Stay in.,support\nWe are dry.,Stay in.,attack\n"
    coded = coded_table(text, tmp_path)
    assert coded.claims["it-rains"]["supports"] == ["stay-in"]
    assert coded.claims["we-are-dry"]["attacks"] == ["stay-in"]
    write_folder(coded, tmp_path / "made")
    assert len(read_coding(tmp_path / "made").claims) == 3


def test_a_speaker_of_an_argument_states_it(tmp_path: Path) -> None:
    text = "premise,conclusion,relation,person\nIt rains.,Stay in.,attack,Ann\n"
    coded = coded_table(text, tmp_path)
    _, (_, step) = coded.statements()
    assert (step.get("stance"), step["because"]) == ("denies", ["it-rains"])
    write_folder(coded, tmp_path / "made")


TWO_CODERS = """document,person,concept,coder,id
A,Ann,Rain.,Jo Lee,x
A,Ann,Mud.,Jo Lee,y
A,Ann,Rain.,Kim,x
A,Bo,Rain.,,z
B,Ann,Mud.,Kim,x
"""


def test_two_coders_of_one_document_are_never_added_up(tmp_path: Path) -> None:
    chosen = coded_table(TWO_CODERS, tmp_path, Plan(coder="Kim"))
    assert [one[2] for one in views(chosen)] == ["Rain.", "Mud."]
    assert not chosen.codings
    with pytest.raises(UsageError, match="no coding by this coder"):
        coded_table(TWO_CODERS, tmp_path, Plan(coder="kin"))


def test_what_several_coders_coded_becomes_a_coding_of_each(tmp_path: Path) -> None:
    coded = coded_table(TWO_CODERS, tmp_path)
    assert [one[2] for one in views(coded)] == ["Mud."]
    write_folder(coded, tmp_path / "made")
    coding = read_coding(tmp_path / "made")
    assert {name: one.name for name, one in coding.debate.coders.items()} == {
        "jo-lee": "Jo Lee", "kim": "Kim",
    }  # fmt: skip
    files = coder_files(tmp_path / "made")
    assert {coder: set(those) for coder, those in files.items()} == {
        "jo-lee": {"a"}, "kim": {"a"},
    }  # fmt: skip
    ids = {
        coder: [one.id for one in read_coder(coding, coder, those)[0].sources["a"].statements]
        for coder, those in files.items()
    }
    assert ids == {"jo-lee": ["x", "y"], "kim": ["x"]}
    assert set(coding.sources) == {"b"}
    assert any("in codings/; none counts until it is decided: 1 (A: Jo Lee and Kim)" in note
               for note in coded.report)  # fmt: skip
    assert any("Rows without a coder are left out" in note for note in coded.report)
    assert opendebate.agreement(tmp_path / "made").coders == ("jo-lee", "kim")
    done = run("import", "table", tmp_path / "town.csv", "-o", tmp_path / "again", "--yes")
    assert "1 source, 1 statement, 2 codings, 3 coder's statements." in done.stdout


def test_a_coder_never_has_the_name_of_a_source_or_of_other_codings(tmp_path: Path) -> None:
    rows = ("document,person,concept,coder", "Kim,Ann,Rain.,Draft", "Kim,Ann,Rain.,Kim")
    text = "\n".join([*rows, "Kim,Ann,Rain.,Neither", "Draft 2,Bo,Mud.,Kim"])
    coded = coded_table(text, tmp_path)
    assert set(coded.codings) == {"draft-2", "kim-2", "neither-2"}
    assert set(coded.sources) == {"draft-2-2"}
    write_folder(coded, tmp_path / "made")


def test_arguments_of_several_coders_are_refused(tmp_path: Path) -> None:
    row = "It rains.,Stay in.,attack,Ann"
    text = f"premise,conclusion,relation,person,coder\n{row},jo\n{row},kim\n"
    with pytest.raises(InputError, match="2 coders coded the document"):
        coded_table(text, tmp_path)


def test_unclear_values_are_refused_and_can_be_explained(tmp_path: Path) -> None:
    text = "person,concept,agree\nAnn,Rain.,jein\nBo,Rain.,no\nCy,Rain.,?\n"
    with pytest.raises(InputError, match=r"'jein' \(1, first in line 2\), '\?'"):
        coded_table(text, tmp_path)
    coded = coded_table(text, tmp_path, Plan(values={"Jein": "doubts", "?": "skip"}))
    assert [one[3] for one in views(coded)] == ["doubts", "denies"]
    with pytest.raises(UsageError, match="no meaning 'maybe'"):
        coded_table(text, tmp_path, Plan(values={"jein": "maybe"}))


def test_beside_minus_one_a_zero_is_not_taken_for_no(tmp_path: Path) -> None:
    text = "person,concept,agree\nAnn,Rain.,-1\nBo,Rain.,0\nCy,Rain.,1\n"
    with pytest.raises(InputError, match="'0'"):
        coded_table(text, tmp_path)


def test_dates_that_can_be_read_in_two_ways_are_asked_about(tmp_path: Path) -> None:
    text = "person,concept,date\nAnn,Rain.,3/4/2024\n"
    with pytest.raises(InputError, match="--date-order dmy"):
        coded_table(text, tmp_path)
    assert views(coded_table(text, tmp_path, Plan(date_order="mdy")))[0][4] == "2024-03-04"
    assert views(coded_table(text + "Ann,Mud.,13/4/2024\n", tmp_path))[0][4] == "2024-04-03"
    with pytest.raises(UsageError, match="no effect"):
        coded_table("person,concept,date\nAnn,Rain.,3.4.2024\n", tmp_path, Plan(date_order="mdy"))


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "zeros": b"\0\xff\xfe" * 40,
    "only a header": b"person,concept\n",
    "an open quotation mark": b'person,concept\nAnn,"Rain.\nBo,Mud.\n',
    "text after a quotation": b'person,concept\nAnn,"Rain." x\n',
    "a long cell": b"person,concept\nAnn," + b"x" * 200_000 + b"\n",
    "many columns": b"person,concept" + b",x" * 600 + b"\n",
    "a broken archive": b"PK\x03\x04" + b"\0" * 60,
    "a broken parquet": b"PAR1" + b"\xff" * 60 + b"PAR1",
    "a picture": b"\x89PNG" + b"\0" * 60,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_and_leave_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(HOSTILE[name])
    done = run("import", "table", tmp_path / "bad.csv", "-o", tmp_path / "made")
    assert done.exit_code == 3, done.output
    assert "Error: " in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


def test_an_imagined_statement_stays_imagined(tmp_path: Path) -> None:
    text = "person,party,concept,mode\nAnn,Greens,Rain.,Hypothetical\nBo,,Rain.,narration\n"
    coded = coded_table(text, tmp_path)
    assert [one["mode"] for _, one in coded.statements()] == ["hypothetical", "paraphrase"]
    assert any("only fit a narrator" in note for note in coded.report)
    write_folder(coded, tmp_path / "made")


def test_a_table_that_opendebate_wrote_is_read(tmp_path: Path) -> None:
    town = Path(__file__).parents[2] / "data" / "flood-maps"
    tables = write_tables(read_graph(opendebate.load(town).engine))
    (tmp_path / "statements.csv").write_bytes(tables["statements.csv"])
    coded = read_coded_debate("table", tmp_path / "statements.csv")
    before = read_coding(town)
    for slug, statement in coded.statements():
        answer = next(one for one in before.sources[slug].statements if one.id == statement["id"])
        assert statement["claim"] == answer.claim
        assert statement.get("stance", "affirms") == answer.stance
        record: Any = statement
        passage = record["at"][0]
        assert (passage["from"], passage.get("sha256"), passage.get("paragraph")) == (
            answer.at[0].first, answer.at[0].sha256, answer.at[0].paragraph,
        )  # fmt: skip
    assert {name: claim["kind"] for name, claim in coded.claims.items()} == {
        name: before.claims[name].kind for name in coded.claims
    }
    assert "2024-03-12" in str(coded.sources["a-town-and-its-maps"])
    write_folder(coded, tmp_path / "made")


def test_voices_and_modes_of_a_table_that_opendebate_wrote_stay(tmp_path: Path) -> None:
    town = Path(__file__).parents[2] / "data" / "flood-maps"
    for debate in (load_article(), opendebate.load(town)):
        before = read_graph(debate.engine)
        tables = write_tables(before)
        (tmp_path / "statements.csv").write_bytes(tables["statements.csv"])
        coded = read_coded_debate("table", tmp_path / "statements.csv")
        write_folder(coded, tmp_path / f"{len(before.claims)}-claims")
        assert _voices(coded) == _voices(before)
        assert not any("only fit a narrator" in note for note in coded.report)


def test_a_table_in_which_ids_stand_for_claims_is_refused(tmp_path: Path) -> None:
    tables = write_tables(read_graph(load_article().engine))
    path = tmp_path / "statements_coded.csv"
    path.write_bytes(tables["statements_coded.csv"])
    with pytest.raises(InputError, match="ids stand for speakers and claims") as caught:
        read_coded_debate("table", path)
    assert "statements.csv" in str(caught.value.advice)


def _voices(coded: CodedDebate) -> dict[str, object]:
    """Return the mode and speakers of each statement, and whether the narrator speaks."""
    return {
        f"{slug}/{statement['id']}": (
            statement["mode"],
            {coded.actors[one]["name"] for one in speakers_of(statement, file["source"])},
            source_record(file["source"]).effective_narrator
            in speakers_of(statement, file["source"]),
        )
        for slug, file in coded.sources.items()
        for statement in file["statements"]
    }


def test_formulas_stay_texts(tmp_path: Path) -> None:
    coded = coded_table("person,concept,agree\nAnn,=1+1,1\n+Bo,@SUM(A1),1\n", tmp_path)
    assert {claim["text"] for claim in coded.claims.values()} == {"=1+1", "@SUM(A1)"}


def workbook(rows: list[list[Any]], path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("notes").append(["x"])
    book.save(path)
    return path


def test_a_workbook_is_read_as_its_first_sheet(tmp_path: Path) -> None:
    from datetime import datetime

    rows = [*csv.reader(io.StringIO(PLAIN))]
    typed: list[list[Any]] = [rows[0]]
    typed += [[datetime.fromisoformat(row[0]), *row[1:4], int(row[4]), row[5]] for row in rows[1:]]
    coded = read_coded_debate("table", workbook(typed, tmp_path / "town.xlsx"))
    assert views(coded) == VIEWS
    assert "Other sheets of the workbook are not read: 1 (notes)." in coded.report
    with pytest.raises(InputError, match="no sheet 'note'"):
        read_coded_debate("table", tmp_path / "town.xlsx", {"plan": Plan(sheet="note")})


def test_a_workbook_with_too_much_in_it_is_refused(tmp_path: Path) -> None:
    path = workbook([["person", "concept"], ["Ann", "Rain."]], tmp_path / "bomb.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/{number}.xml", b"\0" * 90_000_000)
    with pytest.raises(InputError, match="Unpacked, this file is larger"):
        read_coded_debate("table", path)


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    rows = [*csv.DictReader(io.StringIO(PLAIN))]
    table = pa.Table.from_pylist([{**row, "agreement": row["agreement"] == "1"} for row in rows])
    parquet.write_table(table, tmp_path / "town.parquet")
    assert views(read_coded_debate("table", tmp_path / "town.parquet")) == VIEWS


def test_without_its_package_a_workbook_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook([["person", "concept"], ["Ann", "Rain."]], tmp_path / "town.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(InputError, match="needs the package openpyxl"):
        read_coded_debate("table", path)


def test_an_import_runs_again_by_what_it_wrote(tmp_path: Path) -> None:
    text = "wer,was,wie\nAnn,Rain.,jo mei\nBo,Rain.,geh weg\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    line = ("import", "table", tmp_path / "a.csv", "-o")
    refused = run(*line, tmp_path / "one")
    assert (refused.exit_code, "--map concept=COLUMN" in refused.stderr) == (3, True)
    columns = ("--map", "person=wer", "--map", "concept=was", "--map", "agreement=wie")
    values = ("--value", "agree=jo mei", "--value", "disagree=geh weg")
    assert run(*line, tmp_path / "one", *columns, *values).exit_code == 0
    done = run(*line, tmp_path / "two", "--again", tmp_path / "one" / "import.yaml")
    assert done.exit_code == 0, done.stderr
    for path in (tmp_path / "one").rglob("*.yaml"):
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )


@pytest.mark.parametrize(
    ("options", "answer", "code"),
    [((), "y\n", 0), ((), "n\n", 2), (("--yes",), "", 0)],
)
def test_on_a_terminal_the_columns_are_asked_about(
    options: tuple[str, ...], answer: str, code: int, tmp_path: Path, monkeypatch: Any
) -> None:
    (tmp_path / "town.csv").write_text(PLAIN, "utf-8")
    monkeypatch.setattr("opendebate_cli.import_table.is_terminal", lambda: True)
    line = ["import", "table", str(tmp_path / "town.csv"), "-o", str(tmp_path / "town"), *options]
    done = CliRunner().invoke(cli, line, input=answer)
    assert done.exit_code == code, done.stderr
    assert ("Import it like this?" in done.stderr) == (not options)
    assert (tmp_path / "town").exists() == (code == 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--attribute", "actor"], "does not say what has the attribute"),
        (["--attribute", "town:party"], "does not say what has the attribute"),
        (["--attribute", "actor:chamber"], "There is no column 'chamber'"),
        (["--map", "speech=x"], "There is no field 'speech'"),
        (["--map", "person"], "does not say what it means"),
        (["--map", "person=nobody"], "There is no column 'nobody'"),
        (["--map", "person=party", "--map", "person=person"], "names person twice"),
        (["--date-order", "dmy"], "no effect"),
        (["--coder", "jo"], "names no coder"),
    ],
)
def test_options_without_use_are_errors(options: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "town.csv").write_text(PLAIN, "utf-8")
    done = run("import", "table", tmp_path / "town.csv", "-o", tmp_path / "town", *options)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


def test_options_of_tables_are_errors_elsewhere(tmp_path: Path) -> None:
    done = run("import", "argdown", tmp_path / "x", "-o", tmp_path / "y", "--map", "concept=x")
    assert (done.exit_code, "--map is for tables" in done.stderr) == (2, True)


def test_python_reads_tables_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("who,concept\nAnn,Rain.\n", "utf-8")
    report = opendebate.import_debate(
        "table", tmp_path / "a.csv", tmp_path / "made", columns={"person": "who"}
    )
    assert report.made["statement"] == 1
    with pytest.raises(UsageError, match="columns are for tables"):
        opendebate.import_debate("dna", "x", tmp_path / "b", columns={"person": "who"})


def test_python_has_the_options_of_the_command(tmp_path: Path) -> None:
    text = "person,concept,camp,date,coder\nAnn,Rain.,Green,3/4/2024,Ada\nBo,Rain.,,3/4/2024,Ben\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    opendebate.import_debate(
        "table", tmp_path / "a.csv", tmp_path / "made",
        attributes=["actor:camp"], date_order="dmy", coder="Ada",
    )  # fmt: skip
    debate = opendebate.load(tmp_path / "made")
    assert [(row["name"], row["camp"]) for row in debate.entities("actors")] == [("Ann", "Green")]
    assert [one.earliest for one in debate.statements()] == ["2024-04-03"]
    with pytest.raises(UsageError, match="argdown has no coders"):
        opendebate.import_debate("argdown", "x", tmp_path / "b", coder="Ada")


LETTERS = st.characters(categories=["L", "N"], max_codepoint=0x17F)
NAMES = st.text(LETTERS, min_size=1, max_size=12).filter(
    lambda name: name not in {"NA", "NaN", "NULL"}
)
STATEMENTS = st.lists(
    st.tuples(
        NAMES,
        st.one_of(st.just(""), NAMES),
        NAMES,
        st.sampled_from(["affirms", "denies", "doubts"]),
        st.dates().map(lambda day: day.isoformat()),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0].casefold(),
)  # fmt: skip


@tries(30)
@given(rows=STATEMENTS, delimiter=st.sampled_from(",;\t|"))
def test_statements_come_back_from_a_table(
    rows: list[tuple[str, ...]], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("person", "party", "concept", "stance", "date"), *rows])
    coded = coded_table(out.getvalue(), tmp_path_factory.mktemp("table"))
    folded = [tuple(cell.casefold() for cell in row) for row in views(coded)]
    assert folded == [tuple(cell.casefold() for cell in row) for row in rows]


@tries(60)
@given(raw=st.one_of(st.binary(max_size=200), st.text('a,;"\n\t=1é', max_size=80).map(str.encode)))
def test_any_bytes_give_a_debate_or_an_error(
    raw: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("table")
    with suppress(OpenDebateError):
        write_folder(coded_table(b"person,concept\n" + raw, folder), folder / "made")
        assert read_coding(folder / "made").sources


def test_a_column_that_is_an_attribute_is_not_shown_as_not_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("person,Party,concept,note\nAnn,Greens,Maps help.,n\n", "utf-8")
    done = run("import", "table", path, "-o", tmp_path / "made", "--title", "T",
               "--question", "Q?", "--yes", "--attribute", "actor:party")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "attribute     party (of actors)" in done.stderr
    assert "not read      note\n" in done.stderr


def test_titles_name_documents_and_no_publisher_gets_the_words_of_another(tmp_path: Path) -> None:
    rows = "Titel;Zeitung;Person;Aussage\nMaps;Post;Ann;Maps help.\nRoads;Bote;Bo;Maps help.\n"
    coded = coded_table(rows, tmp_path)
    publishers = {record["source"]["title"]: record["source"].get("publisher")
                  for record in coded.sources.values()}  # fmt: skip
    assert publishers == {"Maps": "post", "Roads": "bote"}
    coded = coded_table(f"{rows}Maps;Bote;Cy Cole;Maps help.\n", tmp_path)
    by_title = {record["source"]["title"]: record["source"] for record in coded.sources.values()}
    assert "publisher" not in by_title["Maps"]
    assert by_title["Roads"]["publisher"] == "bote"
    assert any("name several publishers have none: 1 (Maps)" in note for note in coded.report)


def test_a_table_of_german_claims_is_in_german_and_says_where_words_were_left_out(
    tmp_path: Path,
) -> None:
    rows = (
        "Person,Aussage,Zustimmung,Datum\nAnn,Die Karten sind für die Stadt da.,ja,3.4.2024\n"
        "Bo,Die Stadt druckt sie nicht.,,31.2.2024\n"
    )
    coded = coded_table(rows, tmp_path, Plan(values={"": "skip"}))
    assert coded.debate["language"] == "de"
    notes = "\n".join(coded.report)
    assert "name its language: by its claims, “de” is assumed" in notes
    assert "skip are left out: 1 (empty in line 3)" in notes
    assert "known way are left out: 1 (31.2.2024 in line 3)" in notes
