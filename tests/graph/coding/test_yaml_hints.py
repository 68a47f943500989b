"""Beginners' slips in YAML: each is called by its name, at its own line, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendebate.coding.folder import read_folder
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Tree

NBSP = "\u00a0"


def told(text: str) -> list[str]:
    return [str(one) for one in parse(text.encode(), Tree("f.yaml")).faults]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        # Indentation
        ("s:\n- id: a\n   speaker: b\n  mode: c\n", "3:4", "The key 'speaker' is indented by 3 "
         "spaces; the key above it, 'id', by 2 spaces. Indent keys that belong together by "
         "the same number of spaces."),
        ("s:\n- id: a\n speaker: b\n", "3:2", "'speaker' is indented by 1 space; the key above"),
        ("s:\n- id: a\n  speaker: b\n    mode: c\n", "4:5", "The key 'mode' is indented by 4"),
        ("a:\n  name: A\n # a note\n   kind: b\n", "4:4", "The key 'kind' is indented by 3"),
        ("a:\n\tname: b\n", "2:1", "This is a tab. Indent with spaces, not tabs."),
        # Dashes
        ("s:\n- id: a\n  mode: b\n\nid: c\n  mode: d\n", "5:1", "A dash is missing: each item"),
        ("s:\n  id: a\n  mode: b\n- id: c\n", "2:3", "A dash is missing: put '- ' before the"),
        ("s:\n- id: a\n  mode: b\n  id: c\n  mode: d\n", "4:3", "The key 'id' is used a second "
         "time (first in line 2). Is a dash missing before it (- id: …)?"),
        ("s:\n-id: a\n  mode: b\n", "2:1", "A space is missing after the dash. Write: - id: a"),
        # Spaces that are none, and spaces that are missing
        (f"a:\n{NBSP}{NBSP}name: A\n  kind: b\n", "2:1", "This is U+00A0 (no-break space), "
         "which looks like a space and is none. Delete it and type a space."),
        (f"a:\n  kind: b\n  name:{NBSP}A\n", "3:8", "This is U+00A0 (no-break space)"),
        (f"s:\n-{NBSP}id: a\n  mode: b\n", "2:2", "This is U+00A0 (no-break space)"),
        (f"a:\n  name: A\n {NBSP}kind: b\n", "3:2", "This is U+00A0 (no-break space)"),
        ("a:\n \u3000name: A\n  kind: b\n", "2:2", "This is U+3000 (ideographic space)"),
        ("a:\n  name:A\n  kind: b\n", "2:8", "A space is missing after the colon. Write: name: A"),
        # Signs within values
        ("a:\n  text: Maps: a help\n", "2:13", "This value has a colon and a space in it."),
        ("a:\n  text: so it was\n    when Kim said: no\n", "3:18", "This value has a colon"),
        ("a:\n  text: \"Yes\" he said\n", "2:9", "The quotation mark \" closes the value before "
         "its end. Put ' around the whole value."),
        ("a:\n  text: 'It's fine\n", "2:9", "Put \" around the whole value, or write two of those"),
        ("a: {name: Area #1, kind: b}\nc: d\n", "1:16", "What follows the # is a comment and is "
         "left out: '#1, kind: b}'. Put the value into quotes."),
        ("a:\n  text: the #1 in\n    town\n", "2:13", "What follows the # is a comment"),
        ("a:\n  text: ? x\n", "2:9", "A value cannot begin with ? unless it is in quotes."),
        ("a:\n  text: %50 of\n", "2:9", "A value cannot begin with % unless it is in quotes."),
        ("a:\n  text: - x\n", "2:9", "A value cannot begin with - unless it is in quotes."),
        ("a:\n  text: {b\n  kind: c\n", "2:9", "Put a text that begins with a bracket into"),
        ("a:\n  topics: x\n  y\n", "3:3", "This line has no key. If it continues the value"),
    ],
)  # fmt: skip
def test_each_slip_is_called_by_its_name_at_its_line(text: str, place: str, message: str) -> None:
    (one,) = told(text)
    assert one.startswith(f"f.yaml:{place}: error: ")
    assert message in one


def write(folder: Path, text: str) -> list[str]:
    (folder / "claims.yaml").write_text(text, "utf-8")
    (folder / "sources").joinpath("a-town-and-its-maps.yaml").unlink()
    (folder / "sources").joinpath("a-letter-on-the-maps.yaml").unlink()
    return [str(one).removeprefix(f"{folder}/") for one in read_folder(folder)[1]]


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("text: LockIt is #1 in town", "2:19", "'#1 in town'"),
        ("text: LockIt is  #1 in town", "2:20", "'#1 in town'"),
        ("text: so say all # of them", "2:20", "'# of them'"),
        ("text: so say\n    all of them #openness", "3:17", "'#openness'"),
    ],
)
def test_a_text_that_is_cut_by_a_number_sign_is_a_fault(
    town: Path, text: str, place: str, rest: str
) -> None:
    (one,) = write(town, f"x:\n  {text}\n  kind: causal\n  side: for\n")
    assert one.startswith(f"claims.yaml:{place}: error: What follows the # is a comment and is ")
    assert rest in one
    assert "put the whole text into quotes" in one


@pytest.mark.parametrize(
    "text",
    [
        'text: "LockIt is #1 in town"',
        "text: >-\n    LockIt is #1 in town",
        "text: LockIt is safe  # they say",
        "text: C# is a language",
        "text: LockIt is safe\n  # they say",
    ],
)
def test_quoted_texts_and_comments_that_look_like_comments_are_no_fault(
    town: Path, text: str
) -> None:
    assert write(town, f"x:\n  {text}\n  kind: causal # or normative?\n  side: for\n") == []


def test_a_name_in_a_list_may_be_cut_too(town: Path) -> None:
    (town / "actors.yaml").write_text(
        "a:\n  name: A\n  kind: group\n  other_names:\n  - We are #1\n"
    )
    assert any("left out: '#1'" in str(one) for one in read_folder(town)[1])
