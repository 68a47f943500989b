"""Annotations of INCEpTION and WebAnno: features become claims, speakers and attributes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.check import read_coding
from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.text import Text
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate, passages_of
from opendebate.exchange.folder import write_folder
from opendebate.exchange.importing import read_coded_debate
from opendebate_cli.main import cli
from round_trips import statements

DATA = Path(__file__).parents[2] / "data" / "exchange"
CAS, TSV = DATA / "footbridge.cas.json", DATA / "footbridge.tsv"
FILES = {"uima-cas-json": CAS, "webanno-tsv": TSV}


def words(coded: CodedDebate) -> list[tuple[str, str]]:
    return [(at["from"], at["to"]) for one in statements(coded) for at in passages_of(one)]


def cas(folder: Path, edit: Callable[[Any], object]) -> Path:
    content = json.loads(CAS.read_text("utf-8"))
    edit(content["%FEATURE_STRUCTURES"])
    path = folder / "edited.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_a_cas_becomes_statements_at_the_places_that_java_counts() -> None:
    coded = read_coded_debate("uima-cas-json", CAS)
    doubt, closed, denied = statements(coded)
    assert words(coded) == [("The footbridge is", "rotten"), ("It must be", "closed at once"),
                            ("I will not", "round the bay")]  # fmt: skip
    assert coded.claims[closed["claim"]]["text"] == "close-it"
    assert coded.topics[coded.claims[closed["claim"]]["topics"][0]]["name"] == "Demand"
    assert coded.actors[closed["speaker"][0]]["name"] == "Lena Falk"
    assert closed["attributes"] == {"certainty": "high", "urgent": "yes", "reasons": "rot; age"}
    assert (denied["stance"], denied["mode"]) == ("denies", "verbatim")
    assert denied["attributes"] == {"memo": "Or only grumbling?"}
    assert coded.claims[doubt["claim"]]["text"] == "Doubt"
    assert coded.sources["the-footbridge"]["source"]["title"] == "The footbridge"


def test_what_a_debate_has_no_place_for_is_reported() -> None:
    report = " ".join(read_coded_debate("uima-cas-json", CAS).report)
    assert "Relations between annotations are left out: 1 (Link)" in report
    assert "own layers are left out: 3 (DocumentAnnotation, DocumentMetaData, Token)" in report
    report = " ".join(read_coded_debate("webanno-tsv", TSV).report)
    assert "Relations between annotations are left out: 1 (Link)" in report
    assert "own layers are left out: 1 (NamedEntity)" in report


def test_stacked_and_long_annotations_of_tsv_are_put_together() -> None:
    coded = read_coded_debate("webanno-tsv", TSV)
    assert words(coded) == [("The footbridge is", "rotten"), ("rotten", "rotten"),
                            ("rotten", "rotten"), ("Close it", "Close it")]  # fmt: skip
    long, stacked, doubt, again = statements(coded)
    assert long["at"][0]["words"] == 4
    assert "paragraph" not in long["at"][0]
    assert coded.claims[stacked["claim"]]["text"] == "Rot | age"
    assert (stacked["speaker"], stacked["stance"]) == (["lena-falk"], "doubts")
    assert coded.claims[doubt["claim"]]["text"] == "Doubt"
    assert (again["claim"], again["speaker"]) == (long["claim"], ["lena-falk"])


def test_the_same_passage_has_the_same_digest_in_both() -> None:
    first = statements(read_coded_debate("uima-cas-json", CAS))[0]["at"][0]
    assert (
        first["sha256"] == statements(read_coded_debate("webanno-tsv", TSV))[0]["at"][0]["sha256"]
    )


def test_nobody_gets_a_view_that_no_annotation_gives_him() -> None:
    for form, path in FILES.items():
        coded = read_coded_debate(form, path)
        unnamed = [one for one in coded.actors.values() if one.get("anonymous")]
        assert len(unnamed) == 1
        assert "Unnamed speaker in “" in unnamed[0]["name"]


@pytest.mark.parametrize("form", FILES)
def test_the_folder_passes_check_and_holds_no_text(form: str, tmp_path: Path) -> None:
    line = ["import", form, str(FILES[form]), "-o", str(tmp_path / "made")]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.stderr
    assert read_coding(tmp_path / "made").sources
    raw = json.loads(CAS.read_text("utf-8"))["%FEATURE_STRUCTURES"][0]["sofaString"]
    for file in (tmp_path / "made").rglob("*.yaml"):
        assert CopyFinder(Text.of(raw)).find(file.read_text("utf-8")) is None


@pytest.mark.parametrize("form", FILES)
def test_a_file_is_recognised_by_what_is_in_it(form: str) -> None:
    with pytest.raises(InputError) as caught:
        read_coded_debate("argdown", FILES[form])
    assert caught.value.advice == f"To import it, run: opendebate import {form} FILE -o FOLDER"


def test_an_older_cas_with_numbers_as_keys_is_read(tmp_path: Path) -> None:
    content = json.loads(CAS.read_text("utf-8"))
    listed = content["%FEATURE_STRUCTURES"]
    content["%FEATURE_STRUCTURES"] = {str(one.pop("%ID")): one for one in listed}
    path = tmp_path / "older.json"
    path.write_text(json.dumps(content), "utf-8")
    assert words(read_coded_debate("uima-cas-json", path)) == words(
        read_coded_debate("uima-cas-json", CAS)
    )


@pytest.mark.parametrize(
    ("form", "content", "problem"),
    [
        ("uima-cas-json", '{"%FEATURE_STRUCTURES": []}', "no text in it"),
        ("uima-cas-json", '{"%FEATURE_STRUCTURES": [1, {"%TYPE": 3}]}', "no text in it"),
        ("uima-cas-json", "{", "not JSON"),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 2.0\n1-1\ta\n", "TSV 2.0, not WebAnno TSV 3"),
        ("webanno-tsv", "a\tb\n", "no WebAnno TSV"),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 3.2\n\n", "no token"),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 3.2\n1-1\tx\tThe\n", "no place or no text"),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 3.2\n1-1\t0-3\tThe\n1-2\t1-3\the\n", "follow"),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 3.2\n1-1\t999999999-3\tThe\n", "follow"),
    ],
)
def test_broken_files_are_refused(form: str, content: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "broken"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        read_coded_debate(form, path)
    assert caught.value.advice


PLACE = st.one_of(st.integers(-9, 10**12), st.booleans(), st.text(max_size=3), st.none())


@given(begin=PLACE, end=PLACE)
def test_any_places_of_a_cas_make_a_passage_or_none(
    tmp_path_factory: pytest.TempPathFactory, begin: Any, end: Any
) -> None:
    folder = tmp_path_factory.mktemp("places")
    path = cas(folder, lambda listed: listed[5].update(begin=begin, end=end))
    write_folder(read_coded_debate("uima-cas-json", path), folder / "made")
    assert len(statements(read_coded_debate("uima-cas-json", path))) >= 2


CELLS = st.text(alphabet="ab_*|[]1\\ ", max_size=12)


@given(st.lists(st.lists(CELLS, max_size=9), min_size=1, max_size=5))
def test_any_cells_of_tsv_make_a_sound_debate(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    head = TSV.read_text("utf-8").split("\n\n", maxsplit=1)[0]
    lines = [f"1-{n}\t{n * 5}-{n * 5 + 4}\tword\t" + "\t".join(row) for n, row in enumerate(rows)]
    (folder / "any.tsv").write_text("\n".join([head, "", *lines]), "utf-8")
    coded = read_coded_debate("webanno-tsv", folder / "any.tsv")
    write_folder(coded, folder / "made")
    assert all(at["words"] <= len(rows) for one in statements(coded) for at in passages_of(one))
