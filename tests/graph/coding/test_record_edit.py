"""Editing records in coding files: the data is as meant, and all else stays to the byte."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article import article_folder
from edits import data
from fuzzing import TIMES
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.yaml_text import data_of, pair_of
from opendebate.coding.yaml_values import canonical

DEBATE = article_folder()
SOURCE = next((DEBATE / "sources").glob("*.yaml"))
REGISTERS = [DEBATE / f"{name}.yaml" for name in ("actors", "claims", "policies", "topics")]
PASSAGES = [{"from": "a: b", "to": "c, d"}, {"paragraph": 2, "from": "no", "to": "# one"}]
ORDER = ("id", "speaker", "mode", "claim", "stance", "because", "at")


def ends(text: str, windows: bool) -> str:
    return text.replace("\n", "\r\n") if windows else text


FEW = settings(max_examples=12 * TIMES)


@FEW
@given(st.data(), st.booleans())
def test_a_statement_that_is_changed_has_the_new_values_and_the_rest_stays(
    draw: st.DataObject, windows: bool
) -> None:
    text = ends(SOURCE.read_text("utf-8"), windows)
    before = data(text)["statements"]
    number = draw.draw(st.integers(0, len(before) - 1))
    removed = draw.draw(st.sets(st.sampled_from([key for key in before[number] if key != "id"])))
    record = {key: value for key, value in before[number].items() if key not in removed}
    record |= {"stance": "denies", "because": ["a", "b"]}
    record |= draw.draw(st.sampled_from([{}, {"at": PASSAGES}, {"at": PASSAGES[0]}]))
    editor = RecordEditor(text)
    editor.change_record(pair_of(editor.root, "statements")[1].value[number], record, ORDER)
    after = data(editor.result())["statements"]
    assert canonical(after[number]) == canonical(record)
    assert after[:number] + after[number + 1 :] == before[:number] + before[number + 1 :]
    assert not windows or editor.result().count("\r\n") == editor.result().count("\n")


@FEW
@given(st.data())
def test_a_statement_that_is_added_and_removed_leaves_the_file_as_it_was(
    draw: st.DataObject,
) -> None:
    text = SOURCE.read_text("utf-8")
    before = data(text)["statements"]
    place = draw.draw(st.integers(0, len(before)))
    record = {"id": "x-y", "speaker": ["a", "b"], "at": draw.draw(st.sampled_from(
        [PASSAGES, PASSAGES[0]]))}  # fmt: skip
    editor = RecordEditor(text)
    editor.add_item(editor.root, "statements", record, place)
    added = editor.result()
    assert canonical(data(added)["statements"]) == canonical(
        [*before[:place], record, *before[place:]]
    )
    editor = RecordEditor(added)
    editor.remove_item(
        editor.root, "statements", pair_of(editor.root, "statements")[1].value[place]
    )
    assert editor.result().rstrip() == text.rstrip()


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
@FEW
@given(draw=st.data())
def test_an_entity_is_added_changed_and_removed(path: Path, draw: st.DataObject) -> None:
    text = path.read_text("utf-8")
    before = data(text)
    name = draw.draw(st.sampled_from(list(before)))
    record = {"text": "No, never", "undercuts": [{"premise": "a", "conclusion": "b"}]}
    editor = RecordEditor(text)
    editor.change(editor.root, name, record, ("text", "kind"))
    editor.change(editor.root, "quite-new", {"name": "A, b: c", "about": ["a"]})
    after = data(editor.result())
    assert canonical(after[name]) == canonical(record)
    assert after["quite-new"] == {"name": "A, b: c", "about": ["a"]}
    assert list(after) == [*before, "quite-new"]
    editor = RecordEditor(text)
    editor.change(editor.root, name, None)
    assert data(editor.result()) == {key: each for key, each in before.items() if key != name}


def test_only_the_changed_value_differs() -> None:
    text = SOURCE.read_text("utf-8")
    editor = RecordEditor(text)
    node = pair_of(editor.root, "statements")[1].value[3]
    editor.change_record(node, {**data_of(node), "claim": "another"}, ORDER)
    changed = [line for line in difflib.ndiff(text.splitlines(), editor.result().splitlines())
               if line[0] in "+-"]  # fmt: skip
    assert [line[:10] for line in changed] == ["-   claim:", "+   claim:"]


def test_a_key_that_is_given_nothing_is_removed_once() -> None:
    editor = RecordEditor("a:\n  id: maps\n  mode: mixed\n  claim: help\n")
    editor.change_record(pair_of(editor.root, "a")[1], {"id": "maps", "mode": None, "claim": "x"})
    assert editor.result() == "a:\n  id: maps\n  claim: x\n"


def test_a_first_statement_goes_below_the_comment_of_its_paragraph() -> None:
    editor = RecordEditor("statements:\n# Paragraph 1: On maps …\n\n# Paragraph 2: They …\n")
    editor.add_item(editor.root, "statements", {"id": "a"}, heading="# Paragraph 2")
    assert editor.result().endswith("# Paragraph 2: They …\n- id: a\n")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff# nothing yet"])
def test_a_file_without_records_gets_its_first(text: str) -> None:
    editor = RecordEditor(text)
    editor.change(editor.root, "maps", {"name": "Maps"})
    assert editor.result().endswith("maps:\n  name: Maps\n")
    assert editor.result().startswith(text)


@pytest.mark.parametrize("text", ["statements: []\n", "statements: [{id: a}]  # one\n"])
def test_a_list_in_brackets_becomes_a_list_in_lines(text: str) -> None:
    editor = RecordEditor(text)
    editor.add_item(editor.root, "statements", {"id": "b", "because": ["c", "d"]})
    ids = [item["id"] for item in data(editor.result())["statements"]]
    assert ids == (["a", "b"] if "id: a" in text else ["b"])
