"""Argdown's syntax: what each sign means, where it may stand, and what is plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding import yaml_reader, yaml_tree
from opendebate.errors import InputError
from opendebate.exchange.argdown.lex import tokenize
from opendebate.exchange.argdown.model import ArgdownArgument, ArgdownModel
from opendebate.exchange.argdown.parse import parse_argdown
from opendebate.exchange.argdown.tree import ArgdownDocument, Element, Heading, Structure
from opendebate.exchange.argdown.yaml_data import plain_data


def parse(text: str) -> ArgdownDocument:
    return parse_argdown(text, "doc.argdown")


def first(text: str) -> Element:
    element = parse(text).blocks[0]
    assert isinstance(element, Element)
    return element


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a **bold** and _thin_ word", "a bold and thin word"),
        ("two\n  lines", "two lines"),
        ("see [the book](https://example.org/b) there", "see the book there"),
        (r"not a \#tag, not \[x\], \*not\* bold", "not a #tag, not [x], *not* bold"),
        ("as @[Maps] says", "as Maps says"),
        ("both @<Costs> and more", "both Costs and more"),
        ("kept /* left out */ kept", "kept kept"),
        ("kept <!-- left\n\nout --> kept", "kept kept"),
        ("kept // left out", "kept"),
        ("5 * 3 and 2 - 1", "5 * 3 and 2 - 1"),
        ("snake_case and *unclosed", "snake_case and *unclosed"),
        ("p .->. q, :~: r", "p → q, ¬ r"),
        ("half {open", "half {open"),
        ("(1) is no number here: x (2)", None),
    ],
)
def test_a_text_is_read_without_its_markup(written: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(InputError):
            parse(written)
    else:
        assert first(written).content.text == read


def test_tags_links_and_mentions_are_told_apart_from_the_text() -> None:
    content = first("A claim #one #(two words) of [us](https://e.org/) and @[X].").content
    assert content.tags == ("one", "two words")
    assert content.links == ("https://e.org/",)
    assert content.mentions == ("X",)
    assert content.text == "A claim of us and X."


@pytest.mark.parametrize("sign", ["+", "-", "_", "+>", "->", "_>", "><", "<+", "<-", "<_"])
def test_each_sign_of_a_relation_is_read(sign: str) -> None:
    relation = first(f"[A]: a\n  {sign} [B]").relations[0]
    assert relation.symbol == sign.removeprefix("<")
    assert relation.element.title == "B"
    assert relation.line == 2


def test_indentation_tells_what_a_relation_belongs_to() -> None:
    top = first("[A]\n  + <B>\n      - <C>\n    - <D>\n  + <E>")
    assert [one.element.title for one in top.relations] == ["B", "D", "E"]
    assert [one.element.title for one in top.relations[0].element.relations] == ["C"]


def test_data_are_read_in_braces_and_in_blocks() -> None:
    inline = first("[A]: a {speaker: Ann, n: [1, {b: c}]}")
    block = first("[A] {\nspeaker: Ann\nn:\n  - 1\n  - b: c\n}\n  + [B]")
    assert inline.data == block.data == {"speaker": "Ann", "n": ["1", {"b": "c"}]}
    assert block.relations


def test_front_matter_headings_and_lists_are_blocks() -> None:
    document = parse(
        "===\ntitle: T\n===\n\n# One #t {isGroup: true}\n\n* a\n* [B]: b\n  + c\n\n1. d"
    )
    assert document.front == {"title": "T"}
    heading, *items = document.blocks
    assert isinstance(heading, Heading)
    assert (heading.level, heading.content.text, heading.data["isGroup"]) == (1, "One", "true")
    assert [one.content.text for one in items if isinstance(one, Element)] == ["a", "b", "d"]


def test_a_structure_has_premises_rules_and_conclusions() -> None:
    block = parse("(1) a\n(2) [B]\n--\nRule one, two {uses: [1]}\n--\n(3) c\n----\n(4) d").blocks[0]
    assert isinstance(block, Structure)
    inferences = [one.inference for one in block.members]
    assert [bool(one) for one in inferences] == [False, False, True, True]
    assert inferences[2]
    assert inferences[2].rules == ("Rule one", "two")
    assert inferences[2].data == {"uses": ["1"]}


def model(text: str) -> ArgdownModel:
    return ArgdownModel(parse(text), "doc.argdown")


def test_one_title_is_one_thing_wherever_it_stands() -> None:
    made = model("[A]: a\n  + [B]\n\n[A]: again\n\n<A>: no statement\n\nuntitled\n\nuntitled")
    assert [one.title for one in made.classes] == ["A", "B", None, None]
    assert [one.title for one in made.arguments] == ["A"]


def test_a_step_takes_what_stands_since_the_conclusion_before_it_and_that() -> None:
    made = model("<X>\n\n(1) a\n----\n(2) b\n(3) c\n----\n(4) d")
    steps = made.arguments[0].steps
    texts = [[one.texts[0].content.text for one in step.premises] for step in steps]
    assert texts == [["a"], ["b", "c"]]


def test_a_step_takes_what_its_data_list() -> None:
    made = model("(1) a\n(2) b\n--\n{uses: [2]}\n--\n(3) c")
    (argument,) = made.arguments
    assert [one.texts[0].content.text for one in argument.steps[0].premises] == ["b"]
    assert [one.texts[0].content.text for one in argument.unused] == ["a"]


def test_an_undercut_below_a_conclusion_is_of_the_step() -> None:
    made = model("(1) a\n----\n  <_ [U]\n(2) b\n  _ [V]\n  +> [W]")
    first, second, third = made.edges
    assert first.target is second.target is made.arguments[0].steps[0]
    assert isinstance(third.via, ArgdownArgument)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[A]: a\n+ [B]", 2, "relation"),
        ("a\n\n[A]: text [B] text", 3, "[B]"),
        ("a <B> c", 1, "<B>"),
        ("[A] text", 1, "colon"),
        ("[A]:\n\nb", 1, "no text"),
        ("[A]: a {b: c} d", 1, "data"),
        ("[A]: a {b: [}", 1, "YAML"),
        ("x\n\n[A]: a {\nb: c\n  d: e\n}", 5, "is indented by 2 spaces"),
        ("===\ntitle: [\n===\n\na", 3, "YAML"),
        ("===\ntitle: a\n\n[A]: a", 1, "never closed"),
        ("(1) a\n(2) b", 1, "conclusion"),
        ("(1) a\n----", 2, "conclusion"),
        ("(1) a\n--\nrule", 2, "never closed"),
        ("(1) <A>\n----\n(2) b", 1, "premise"),
        ("(1) a\n----\n  + [U]\n(2) b", 3, "undercut"),
        ("text\n# heading", 2, "heading"),
        ("text\n----\nmore", 2, "hyphens"),
        ("<A>\n\n(1) a\n----\n(2) b\n\n<A>\n\n(1) c\n----\n(2) d", 9, "already"),
        ("\n".join("  " * n + ("+ x" if n else "x") for n in range(200)), 103, "deep"),
    ],
)
def test_what_argdown_refuses_is_refused_with_line_and_advice(
    text: str, line: int, what: str
) -> None:
    with pytest.raises(InputError) as caught:
        model(text)
    assert caught.value.where == f"doc.argdown:{line}"
    assert what in str(caught.value)
    assert caught.value.advice


def test_what_is_opened_and_never_closed_is_text_and_remarked_on() -> None:
    document = parse("a { b\n\nc /* d")
    assert [one.content.text for one in document.blocks if isinstance(one, Element)] == [
        "a { b", "c /* d",
    ]  # fmt: skip
    assert [remark.split(": ")[0] for remark in document.remarks] == [
        "doc.argdown:1", "doc.argdown:3",
    ]  # fmt: skip


def test_aliases_and_anchors_are_not_expanded() -> None:
    document = parse("[A]: a {x: &bomb [1, 1], y: [*bomb, *bomb]}")
    element = document.blocks[0]
    assert isinstance(element, Element)
    assert element.data["y"] == [None, None]
    assert len(document.remarks) == 3


@pytest.mark.parametrize("sign", ["[", "<", "{", "<!--", "/*", "*", "#(", "@[", "[a", "},", "(1)"])
def test_a_file_of_nothing_but_signs_is_read_to_its_end(sign: str) -> None:
    """Were any sign looked up to the end of the file each time, this would take hours."""
    text = sign * 60_000
    assert tokenize(text)[-1].end == len(text)


names = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,5}", fullmatch=True)
signs = st.sampled_from([*"aZé1 _.;:'-,{}[]#&*!|>%@`?=", "null", "true", "~"])
plain = st.lists(signs, min_size=1, max_size=6).map("".join)


@given(st.lists(st.tuples(names, plain), min_size=1, max_size=3))
def test_plain_data_are_what_a_yaml_parser_reads(pairs: list[tuple[str, str]]) -> None:
    text = "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
    found = plain_data(text)
    if found is not None:
        tree = yaml_reader.parse(text.encode(), yaml_tree.Tree("data"))
        assert (tree.data, tree.faults) == (found, [])
