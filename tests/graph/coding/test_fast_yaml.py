"""What libyaml reads is what the careful reader reads; what it cannot read so is left to that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import opendebate_ontology
from opendebate.coding.fast_yaml import TooManyParts, locate_quickly, read_quickly
from opendebate.coding.yaml_reader import MAX_DEPTH, MAX_PARTS, _Reader, parse
from opendebate.coding.yaml_tree import Keys, LineColumn, Tree

FILES = [
    *opendebate_ontology.path("debate").rglob("*.yaml"),
    *(Path(__file__).parents[2] / "data" / "flood-maps").rglob("*.yaml"),
]
# Pieces of YAML, thrown together: most of it is none, and some of it readers read differently.
PIECES = st.sampled_from(
    ["a", "b c", "-", "- ", ": ", ":", "?", "\n", "\n  ", "\n- ", "\n    ", "'", '"', "''", "[",
     "]", "{", "}", ", ", ",", "|\n  ", ">\n  ", ">-\n", "|2", "#", " # x", "  # x",
     "   #", "&a ", "*a", "!!str ",
     "~", "null", "no", "1.10", "é", "\u2028", "\u00a0", "\t", "\\n", "%", "@", "`", "---", "...",
     "\\\\", '\\"', "\\u00e9", '"a # b"', "'c #d'", 'k: "x\\"y"\n', "😀",
     "x: y", "key: [a, b]\n", "k: {a: b}\n", "- id: s\n  at: {from: a b, to: c}\n",
     "http://x.y/z#w", "a:b", "<<: ", "= ", "\n\n", "\n \n", " "]
)  # fmt: skip
KEYS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=4)
VALUES = st.recursive(
    st.none() | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def carefully(text: str) -> Tree:
    tree = Tree("f.yaml")
    _Reader(text, tree).read()
    return tree


def filled(places: dict[Keys, LineColumn], data: Any) -> dict[Keys, LineColumn]:
    """Return the places of all but empty values."""
    found = {}
    for path, place in places.items():
        value = data
        for step in path if path[-1:] != ("<key>",) else ():
            value = value[step]
        if value is not None:
            found[path] = place
    return found


def assert_alike(text: str) -> None:
    data = read_quickly(text, MAX_DEPTH, MAX_PARTS)
    if data is not None:
        tree = carefully(text)
        assert tree.faults == []
        assert (tree.data, tree.is_complete, tree.truncated) == (data, True, {})
        assert filled(locate_quickly(text), data) == filled(tree.locations, data)


@settings(max_examples=1_000)
@given(st.lists(PIECES, max_size=14).map("".join))
@example("a: b\nc:\n- d\n-   e: f\n    g: >\n     h\n     i\n")
@example("{a: b, 'c': [d, e],}")
@example("? a\n: b")
@example("a: 'x'#y")
@example("a: [b, c] #d")
@example("a: b  # c\n  d")
@example("a: |  # b\n  c  # d\n")
@example("a: [b,  # c\n d]")
@example('a: "b" #c "\nd: #e\n"')
@example("a: 'b #c' # d")
def test_pieces_of_yaml_are_read_alike_or_not_at_all(text: str) -> None:
    assert_alike(text)


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_what_is_written_is_read_alike(data: dict[str, object], flow: bool) -> None:
    import yaml

    assert_alike(yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=30))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_are_read_alike_and_their_places_are_there_when_asked_for(path: Path) -> None:
    tree = parse(path.read_bytes(), Tree("f.yaml"))
    careful = carefully(path.read_text("utf-8"))
    assert tree.data == careful.data
    assert tree.truncated == careful.truncated
    assert tree.locations == careful.locations


def test_most_of_the_built_in_debate_is_read_quickly() -> None:
    texts = [path.read_text("utf-8") for path in FILES]
    read = sum(read_quickly(text, MAX_DEPTH, MAX_PARTS) is not None for text in texts)
    assert read > len(texts) / 2


@pytest.mark.parametrize(
    "value",
    ['"he says \\"yes\\""', '"see #maps now"', "'a\\b'", '"so:x, ?"', '"a \\\\ b"', "'it''s #1'"],
)
def test_signs_that_mean_something_elsewhere_are_read_quickly_in_quotation_marks(
    value: str,
) -> None:
    text = f"😀é: [{value}, b]\nc: {{d: {value}}}\n"
    assert read_quickly(text, MAX_DEPTH, MAX_PARTS) is not None
    assert_alike(text)


@pytest.mark.parametrize("value", ['"a" #b', "a #b", '"\\u0041"', '"\\x41"', "a\\b"])
def test_the_same_signs_elsewhere_are_left_to_the_careful_reader(value: str) -> None:
    assert read_quickly(f'q: "x # y"\na: {value}\n', MAX_DEPTH, MAX_PARTS) is None


def test_values_nested_too_deep_are_left_to_the_careful_reader() -> None:
    assert read_quickly("a: " + "[" * 19 + "]" * 19, MAX_DEPTH, MAX_PARTS) is not None
    assert_alike("a: " + "[" * 20 + "]" * 20)
    assert read_quickly("a: " + "[" * 22 + "]" * 22, MAX_DEPTH, MAX_PARTS) is None


@pytest.mark.parametrize("text", ["a: [b, b, b]", "a: {b: []}", "a:\n- b\n- c\n- d\n"])
def test_as_many_parts_as_are_allowed_are_read_and_no_more(text: str) -> None:
    assert read_quickly(text, MAX_DEPTH, 6)
    with pytest.raises(TooManyParts):
        read_quickly(text, MAX_DEPTH, 5)
