"""Web annotations and annotations of Hypothes.is: tags become claims, and we give them back."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from invented import write_knots
from opendebate.coding.check import read_coding
from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.text import Text
from opendebate.errors import InputError, UsageError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.formats import formats
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate
from opendebate_cli.main import cli
from round_trips import again, records, statements

DATA = Path(__file__).parents[2] / "data"
LAMPS = {form: DATA / "exchange" / f"street-lamps.{suffix}" for form, suffix in
         (("web-annotation", "jsonld"), ("hypothesis", "hypothesis.json"))}  # fmt: skip
FORMS = tuple(LAMPS)
TOWN = "a-town-and-its-maps"


def edited(form: str, coded: CodedDebate, folder: Path, edit: Callable[[Any], None]) -> CodedDebate:
    """Return a coded debate that was written, changed as another program may do, and read."""
    content = json.loads(formats()[form].load().write(coded, {}))
    edit(content)
    path = folder / "edited.json"
    path.write_text(json.dumps(content), "utf-8")
    return read_coded_debate(form, path)


def items(content: Any) -> list[Any]:
    rows: list[Any] = content["rows"] if "rows" in content else content["first"]["items"]
    return rows


@pytest.mark.parametrize("form", FORMS)
def test_a_debate_that_is_written_and_read_is_the_same(
    form: str, flood: CodedDebate, tmp_path: Path
) -> None:
    found = again(form, flood, tmp_path)
    assert records(found) == records(flood)
    assert found.report == []


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000), form=st.sampled_from(FORMS))
def test_any_debate_that_is_written_and_read_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, form: str
) -> None:
    folder = tmp_path_factory.mktemp("knots")
    coded = read_graph(opendebate.load(write_knots(folder / "knots", seed)).engine)
    before = copy.deepcopy(coded)
    found = again(form, coded, folder)
    assert records(found) == records(before)
    assert found.report == []


def test_annotations_of_others_become_statements(tmp_path: Path) -> None:
    coded = read_coded_debate("web-annotation", LAMPS["web-annotation"])
    dimmed, robbed, moths = statements(coded)
    assert coded.claims[dimmed["claim"]]["text"] == "Lamps should be dimmed at night"
    assert (dimmed["mode"], "stance" in dimmed) == ("verbatim", False)
    assert dimmed["at"][0] | {"sha256": ""} == {
        "from": "Dim every second", "to": "and moths return", "words": 9, "sha256": "",
    }  # fmt: skip
    assert dimmed["attributes"] == {"coder": "Coder A", "memo": "Is this still her view?"}
    assert coded.actors[robbed["speaker"][0]]["name"] == "Berta Quill"
    assert robbed["stance"] == "denies"
    assert robbed["at"] == [{"from": "Nobody was ever", "to": "council in June"}]
    assert (coded.claims[moths["claim"]]["text"], moths["at"]) == ("moths", "unknown")
    report = " ".join(coded.report)
    assert "Annotations without a tag are left out: 1" in report
    assert "place in the text is not known: 1" in report
    write_folder(coded, tmp_path / "lamps")
    assert len(read_coding(tmp_path / "lamps").sources) == 2


def test_nobody_gets_a_view_that_no_annotation_gives_him() -> None:
    coded = read_coded_debate("web-annotation", LAMPS["web-annotation"])
    unnamed = [coded.actors[one["speaker"][0]] for one in (statements(coded)[n] for n in (0, 2))]
    assert [one["name"] for one in unnamed] == [
        "Unnamed speaker in “https://example.org/lamps”",
        "Unnamed speaker in “https://example.org/moth-report”",
    ]
    assert all(one["anonymous"] and one["kind"] == "group" for one in unnamed)
    assert "unnamed speaker in their document, until you say who speaks: 2" in " ".join(
        coded.report
    )


def test_annotations_of_hypothesis_become_statements() -> None:
    coded = read_coded_debate("hypothesis", LAMPS["hypothesis"])
    dimmed, dark = statements(coded)
    (source,) = coded.sources.values()
    assert source["source"]["title"] == "The lamps of Averley"
    assert source["source"]["url"] == "https://example.org/lamps"
    assert source["source"]["coded"] == "2024-05-02/2024-05-03"
    assert (dimmed["speaker"], dimmed["at"][0]["words"]) == (["ida-moss"], 8)
    assert dimmed["attributes"] == {"coder": "coder_a", "memo": "Check who said it."}
    assert dark["at"] == "unknown"
    assert "Replies to annotations are left out: 1 (a3)." in coded.report


@pytest.mark.parametrize("form", FORMS)
def test_no_words_between_the_ends_of_a_passage_are_written(form: str, flood: CodedDebate) -> None:
    raw = (DATA / f"{TOWN}.txt").read_text("utf-8")
    texts = {TOWN: raw} if formats()[form].takes_texts else {}
    written = formats()[form].load().write(flood, texts).decode()
    own = json.dumps([flood.sections(), written], ensure_ascii=False)
    assert CopyFinder(Text.of(raw)).find(own) is None
    assert "Put that colour" in written


def test_positions_are_written_where_the_text_is_at_hand(
    flood: CodedDebate, tmp_path: Path
) -> None:
    raw = (DATA / f"{TOWN}.txt").read_text("utf-8")
    content = json.loads(formats()["web-annotation"].load().write(flood, {TOWN: raw}))
    ranges, positions = zip(*(
        target["selector"] for item in items(content) for target in item["target"]
        if isinstance(target["selector"], list)
    ), strict=True)  # fmt: skip
    for selector, position in zip(ranges, positions, strict=True):
        words = raw[position["start"] : position["end"]]
        start = selector.get("startSelector", selector)["exact"]
        assert words.startswith(start)
        assert words.endswith(selector.get("endSelector", {}).get("prefix", start))
    assert records(again("web-annotation", flood, tmp_path, {TOWN: raw})) == records(flood)


@pytest.mark.parametrize("form", FORMS)
def test_what_another_program_changes_is_read(
    form: str, flood: CodedDebate, tmp_path: Path
) -> None:
    numbers = {one["id"]: n for n, one in enumerate(statements(flood))}

    def edit(content: Any) -> None:
        del items(content)[numbers["tanagers-in"]]
        text = json.dumps(content["rows" if "rows" in content else "first"])
        text = text.replace("speaker: Marta Oyelaran", "speaker: Osei Brandt")
        content["rows" if "rows" in content else "first"] = json.loads(text)

    found = edited(form, flood, tmp_path, edit)
    names = {one["id"]: one for one in statements(found)}
    assert "tanagers-in" not in names
    assert len(names) == len(numbers) - 1
    before = [one["id"] for one in statements(flood) if one.get("speaker") == ["marta-oyelaran"]]
    assert [names[name]["speaker"] for name in before] == [["osei-brandt"]] * len(before)
    assert [names[name]["mode"] for name in before] == [
        one["mode"] for one in statements(flood) if one["id"] in before
    ]


def test_another_passage_and_another_tag_are_read(flood: CodedDebate, tmp_path: Path) -> None:
    def edit(content: Any) -> None:
        first, second = items(content)[:2]
        first["target"][0]["selector"] = {"type": "TextQuoteSelector", "exact": "Pencils only"}
        second["body"][0]["value"] = "Maps should be paper"
        items(content).append({
            "type": "Annotation", "motivation": "tagging", "target": second["target"],
            "body": {"type": "TextualBody", "value": "Maps should be paper"},
        })  # fmt: skip

    found = edited("web-annotation", flood, tmp_path, edit)
    first, second = statements(found)[:2]
    assert [at["from"] for at in first["at"]] == ["Pencils only"]
    assert found.claims[second["claim"]]["text"] == "Maps should be paper"
    assert second["at"] == statements(flood)[1]["at"]
    assert len(statements(found)) == len(statements(flood)) + 1


def test_several_coders_are_never_added_up(tmp_path: Path) -> None:
    content = json.loads(LAMPS["hypothesis"].read_text("utf-8"))
    content["rows"][1]["user"] = "acct:coder_b@hypothes.is"
    path = tmp_path / "two.json"
    path.write_text(json.dumps(content), "utf-8")
    both = read_coded_debate("hypothesis", path)
    assert {*both.codings} == {"coder-a", "coder-b"}
    assert both.sources == {}
    (one,) = statements(read_coded_debate("hypothesis", path, {"coder": "coder_b"}))
    assert one["attributes"]["coder"] == "coder_b"
    with pytest.raises(UsageError, match="--coder coder_c"):
        read_coded_debate("hypothesis", path, {"coder": "coder_c"})
    run = CliRunner().invoke
    line = ["import", "hypothesis", str(path), "-o", str(tmp_path / "made"), "--coder", "coder_a"]
    assert run(cli, line).exit_code == 0
    assert "--sheet is for tables" in run(cli, [*line, "--sheet", "x"]).stderr


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[]", "bare list"),
        ("{", "not JSON"),
        ('{"type": "Annotation"}', "no claim and no source"),
        ('{"type": "AnnotationCollection", "first": "https://example.org/1"}', "elsewhere"),
        ('{"items": [1, null, {"type": 3}]}', "another kind"),
        ('{"items": [1, null, {"type": 3}], "type": "AnnotationPage"}', "no annotation"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_broken_annotations_are_refused(content: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonld"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=problem):
        read_coded_debate("web-annotation", path)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_recognised_by_what_is_in_it(form: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_coded_debate("aif", LAMPS[form])
    assert caught.value.advice == f"To import it, run: opendebate import {form} FILE -o FOLDER"
    content = json.loads(LAMPS[form].read_text("utf-8"))
    path = tmp_path / "list.json"
    path.write_text(json.dumps(content.get("rows") or content["items"]), "utf-8")
    with pytest.raises(InputError) as caught:
        read_coded_debate("aif", path)
    assert caught.value.advice == f"To import it, run: opendebate import {form} FILE -o FOLDER"
    assert statements(read_coded_debate(form, path))
