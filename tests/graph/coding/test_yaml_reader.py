"""YAML is read as plain strings with places, and nothing in a file can do harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.yaml_reader import MAX_BYTES, MAX_PARTS, parse, read_tree, visible
from opendebate.coding.yaml_tree import Tree


def read(text: str | bytes) -> Tree:
    return parse(text if isinstance(text, bytes) else text.encode(), Tree("f.yaml"))


def only_fault(text: str | bytes) -> str:
    (fault,) = read(text).faults
    return str(fault)


def test_every_value_is_a_string_as_it_is_written() -> None:
    tree = read("a: no\nb: 1.10\nc: 2024-01-22\nd: [0o7, 1_000, on]\ne: 12:30:45\n")
    assert not tree.faults
    assert tree.data == {
        "a": "no", "b": "1.10", "c": "2024-01-22", "d": ["0o7", "1_000", "on"], "e": "12:30:45",
    }  # fmt: skip


def test_an_empty_value_is_none_and_a_quoted_one_is_not() -> None:
    assert read("a:\nb: ~\nc: null\nd: ''\n").data == {"a": None, "b": None, "c": None, "d": ""}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
def test_a_file_that_holds_nothing_is_empty_and_whole(text: str) -> None:
    tree = read(text)
    assert tree.is_complete
    assert not tree.data
    assert not tree.faults


def test_every_value_and_key_has_its_place() -> None:
    tree = read("a:\n  b: [x, yy]\n")
    assert tree.location(("a", "b", 1)) == (2, 10)
    assert tree.location(("a", "b"), key=True) == (2, 3)
    assert tree.location(("a", "c", "d")) == (2, 3), "the nearest thing around it"


def test_a_byte_order_mark_and_carriage_returns_are_no_part_of_the_values() -> None:
    tree = read("\ufeffa: b\r\nc: d\r\n")
    assert tree.data == {"a": "b", "c": "d"}
    assert tree.location(("c",)) == (2, 4)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: &x b\n", "1:4", "Anchors (&x) are not read"),
        ("a: *x\n", "1:4", "Aliases (*x) are not read"),
        ("a: !!python/object:os.system ls\n", "1:4", "Tags (tag:yaml.org"),
        ("!x {a: b}\n", "1:1", "Tags (!x)"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "'a' is used a second time (first in line 1)"),
        ("- a\n", "1:1", "must hold keys with values"),
        ("a\n", "1:1", "must hold keys with values"),
        ("a: b\n---\nc: d\n", "2:1", "A second document"),
        ("---\n---\na: b\n", "2:1", "A second document"),
        ("? [a]\n: b\n", "1:3", "A key must be one word"),
        (
            "a: Meta: the firm\n",
            "1:8",
            "This value has a colon and a space in it.",
        ),
        ("a:\n\tb: c\n", "2:1", "Indent with spaces, not tabs."),
        ("a: @b\n", "1:4", "A value cannot begin with @ unless it is in quotes."),
        ("x: 1\na: [b\nc: d\n", "2:4", "Close the bracket"),
        ("x: 1\na: 'b\nc: d\n", "2:4", "Close the quotes"),
        ("a: b\nc\nd: e\n", "2:1", "This line has no key. If it continues the value above"),
        ("a: \u202eb\n", "1:4", "hides U+202E (right-to-left override)"),
        ("a\u2066b: c\n", "1:1", "hides U+2066 (left-to-right isolate)"),
        ('a: "\\0"\n', "1:4", "hides U+0000"),
        ('a: "\\e[31m"\n', "1:4", "hides U+001B"),
        ('a: "\\x9b"\n', "1:4", "hides U+009B"),
        ('a: "\\ud800"\n', "1:4", "hides U+D800"),
        ("a: b\x07\n", "1:5", "U+0007"),
        (b"x: y\na: caf\xe9\n", "2:7", "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "1:1", "a picture"),
        (b"\x7fELF\x02\x01", "1:1", "U+007F"),
        (b"\xff\xfea\x00\x00\xd8", "1:5", "UTF-16"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str | bytes, place: str, words: str) -> None:
    told = only_fault(text)
    assert told.startswith(f"f.yaml:{place}: error: ")
    assert words in told


def test_an_escape_beyond_unicode_is_a_fault() -> None:
    assert "a character that does not exist" in only_fault('a: "\\U00110000"\n')


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &n{n} [*a, *a, *a]\n" for n in range(50))
    faults = read(bomb).faults
    assert faults[0].line == 1
    assert "Anchors" in faults[0].message
    assert len(faults) < 500


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 5_000, "- " * 5_000])
def test_values_nested_without_end_do_not_exhaust_the_stack(text: str) -> None:
    assert "nested more than" in only_fault(text)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)  # takes no room on the disk
    tree = read_tree(path, "big.yaml")
    assert not tree.is_complete
    (fault,) = tree.faults
    assert f"100,000,000 bytes; a coding file may have {MAX_BYTES:,}" in fault.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "actors.yaml")
    assert "This is not a file" in read_tree(tmp_path / "actors.yaml", "a").faults[0].message
    assert "cannot be read" in read_tree(tmp_path / "absent.yaml", "a").faults[0].message


@given(st.text() | st.binary())
def test_nothing_that_a_file_may_hold_raises(text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    tree = read(raw)
    assert tree.is_complete or tree.faults


@given(st.text())
def test_visible_text_is_read_without_faults(text: str) -> None:
    quoted = visible(text).replace("'", "''")
    tree = read(f"a: '{quoted}'")
    assert not tree.faults
    assert tree.data == {"a": visible(text)}


def test_a_file_of_too_many_parts_is_refused_with_the_bound() -> None:
    items = "b," * MAX_PARTS
    assert read(f"a: [{items[: 2 * MAX_PARTS - 6]}]").is_complete
    tree = read(f"a: [{items}]")
    assert not tree.is_complete
    assert not tree.data
    assert f"more than {MAX_PARTS:,} parts" in tree.faults[0].message


@pytest.mark.parametrize("odd", ["c: d # why\n", "c: 'a\tb'\n", 'c: "\\x41"\n', "c: [\n"])
def test_a_file_that_is_slow_to_read_may_have_fewer_parts(
    odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opendebate.coding.yaml_reader.MAX_PARTS_SLOWLY", 1_000)
    assert read(f"a: [{'b,' * 1_001}]\nc: d\n").is_complete
    tree = read(f"a: [{'b,' * 1_001}]\n{odd}")
    assert not tree.is_complete
    assert "Up to here the file has 1,000 parts" in tree.faults[0].message
    assert tree.faults[0].line == 1


def test_a_file_that_is_slow_to_read_may_have_fewer_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opendebate.coding.yaml_reader.MAX_CHARACTERS_SLOWLY", 1_000)
    texts = f"a: {'x ' * 500}x\n"
    assert read(texts).is_complete
    tree = read(f"{texts}c: d # why\n")
    assert not tree.is_complete
    assert "more than 1,000 characters" in tree.faults[0].message
