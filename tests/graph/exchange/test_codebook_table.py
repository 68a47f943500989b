"""Codebooks as tables: as Taguette, requal and spreadsheets write them, and our own claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import opendebate
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.importing import read_coded_debate
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


def codebook(text: str, folder: Path) -> CodedDebate:
    path = folder / "codes.csv"
    path.write_text(text, "utf-8")
    return read_coded_debate("codebook-table", path)


def run(form: str, path: Path, output: Path) -> Result:
    return CliRunner().invoke(cli, ["import", form, str(path), "-o", str(output)])


# Header and a row, as these programs write them, and what they say of the code.
HEADERS = {
    "taguette": "tag,description,number of highlights\nMaps help.,What maps do,3\n",
    "taguette with paths": "path,description\nWater/Maps help.,What maps do\n",
    "requal": "code_name,code_description,code_color,category\n"
    "Maps help.,What maps do,#f00,Water\n",
    "with parents": "Code,Parent code,Definition\nWater,,\nMaps help.,Water,What maps do\n",
    "semicolons": "Name;Beschreibung;Kategorie\nMaps help.;What maps do;Water\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_codes_are_claims_and_what_they_are_filed_under_topics(name: str, tmp_path: Path) -> None:
    coded = codebook(HEADERS[name], tmp_path)
    ((key, claim),) = coded.claims.items()
    assert (key, claim["text"], claim["side"]) == ("maps-help", "Maps help.", "neither")
    assert claim["attributes"]["description"] == "What maps do"
    topics = [] if name == "taguette" else ["water"]
    assert (claim.get("topics", []), list(coded.topics)) == (topics, topics)


def test_a_codebook_has_the_language_of_its_codes(tmp_path: Path) -> None:
    coded = codebook("code\nDie Karten helfen auch den Leuten auf dem Land.\n", tmp_path)
    assert coded.debate["language"] == "de"
    assert (
        "The codebook does not name its language: by its claims, “de” is assumed." in coded.report
    )


def test_what_has_codes_below_it_is_a_topic_and_codes_above_each_other_have_an_end(
    tmp_path: Path,
) -> None:
    coded = codebook(
        "code,parent,memo\nWater,,All of it\nFloods,Water,\nMaps help.,Floods,\nA,B,\nB,A,\n",
        tmp_path,
    )
    assert list(coded.claims) == ["maps-help"]
    assert coded.topics["floods"]["broader"] == "water"
    assert coded.topics["water"]["definition"] == "All of it"


def test_the_table_of_claims_that_we_write_comes_back(tmp_path: Path) -> None:
    debate = opendebate.load(TOWN)
    debate.export("csv").save(tmp_path / "tables")
    done = run("codebook-table", tmp_path / "tables" / "claims.csv", tmp_path / "again")
    assert done.exit_code == 0, done.stderr
    again = opendebate.load(tmp_path / "again")
    columns = ("id", "name", "kind", "side")
    assert [[row[name] for name in columns] for row in again.entities("claims")] == [
        [row[name] for name in columns] for row in debate.entities("claims")
    ]
    count = "SELECT (COUNT(*) AS ?n) { ?claim a od:Claim ; od:topic ?topic }"
    assert again.select(count)[0]["n"] == debate.select(count)[0]["n"]


def test_what_is_no_row_of_a_codebook_is_reported(tmp_path: Path) -> None:
    report = " ".join(codebook("name,n\nMaps.,1\n,2\nMaps.,3\n", tmp_path).report)
    assert "with that of another row, are left out: 2 (line 3, line 4)" in report
    assert "Columns that are not read: 1 (n)" in report


def test_a_table_without_a_column_for_codes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", "utf-8")
    done = run("codebook-table", tmp_path / "a.csv", tmp_path / "out")
    assert done.exit_code == 3
    assert "No column names the codes." in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", HEADERS)
def test_who_takes_a_codebook_for_statements_is_told_how_to_read_it(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(HEADERS[name], "utf-8")
    assert "import codebook-table" in run("table", tmp_path / "a.csv", tmp_path / "out").stderr
