"""Records in every style of YAML: only the record that is meant changes, also in brackets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edits import data
from fuzzing import TIMES
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.yaml_text import content_end, data_of, items_of, pair_of
from opendebate.coding.yaml_values import canonical, flow_yaml, record_lines
from opendebate.errors import InputError

ORDER = ("speaker", "id", "mode", "claim", "because", "at")
MANY = settings(max_examples=25 * TIMES)
Record = dict[str, Any]
PASSAGE = {"paragraph": "1", "from": "Maps, he: says", "to": "in # May", "words": "12"}
VALUES: dict[str, list[Any]] = {
    "speaker": ["ada", ["ada", "bo"]],
    "mode": ["mixed", "a: b", "[x]"],
    "claim": ["help", "no", "it’s {so}"],  # noqa: RUF001
    "because": [["a", "b"], ["c"]],
    "at": [PASSAGE, [PASSAGE, {"from": "a", "to": "b"}], "unknown"],
}


def block_item(record: Record, number: int, *, comments: bool) -> str:
    lines = record_lines(record)
    if comments:
        lines[0] += f"  # on {number}"
        lines[1:1] = ["# a - comment: of it"] if number % 2 else []
    dash = "-  # dashes - are: here\n  " if comments and number % 3 == 2 else "- "
    return dash + "\n  ".join(lines) + "\n"


def flow_record(record: Record, *, lines: bool, comments: bool) -> str:
    if not lines:
        return flow_yaml(record)
    comment = "  # of a key, and {of} it" if comments else ""
    pairs = f",{comment}\n     ".join(
        flow_yaml({key: each})[1:-1] for key, each in record.items()
    )  # fmt: skip
    return f"{{{pairs}{comment}\n    }}"


def block(records: list[Record], *, comments: bool) -> str:
    between = "# before the next: -\n\n" if comments else ""
    items = [block_item(each, n, comments=comments) for n, each in enumerate(records)]
    return f"statements:{'  # all' if comments else ''}\n{between.join(items)}"


def flow_in_a_line(records: list[Record], *, comments: bool) -> str:
    items = ", ".join(map(flow_yaml, records))
    return f"statements: [{items}]{'  # [all]' if comments else ''}\n"


def flow_in_lines(records: list[Record], *, comments: bool) -> str:
    text = "statements: [" + ("  # {all}, of, them" if comments else "")
    for number, record in enumerate(records):
        text += f"\n  # before {number}, and {{" * comments + "\n  "
        text += flow_record(record, lines=bool(number % 2), comments=comments)
        last = number == len(records) - 1
        text += ("," if not last or number % 2 else "") + f"  # on {number}, [or" * comments
    return text + "\n]\n"


def flow_with_commas_first(records: list[Record], *, comments: bool) -> str:
    comment = "  # on, it" if comments else ""
    items = f"{comment}\n , ".join(map(flow_yaml, records))
    return f"statements:\n [ {items}{comment}\n ]\n"


def block_of_flow(records: list[Record], *, comments: bool) -> str:
    comment = "  # it, {is}" if comments else ""
    return "statements:\n" + "".join(
        f"  - {flow_record(each, lines=bool(n % 2), comments=comments)}{comment}\n"
        for n, each in enumerate(records)
    )


def flow_file(records: list[Record], *, comments: bool) -> str:
    return "".join([
        "{source: {title: T},", "  # the: statements, {\n" if comments else "\n",
        flow_in_lines(records, comments=comments).rstrip(), "}\n",
    ])  # fmt: skip


STYLES = [block, flow_in_a_line, flow_in_lines, flow_with_commas_first, block_of_flow, flow_file]
records_of = st.lists(
    st.permutations(list(VALUES)).flatmap(
        lambda keys: st.integers(1, len(keys)).flatmap(
            lambda n: st.fixed_dictionaries({key: st.sampled_from(VALUES[key]) for key in keys[:n]})
        )
    ), min_size=1, max_size=4,
).flatmap(lambda records: st.booleans().map(lambda first: [
    {"id": f"s{n}", **each} if first else {**each, "id": f"s{n}"}
    for n, each in enumerate(records)
]))  # fmt: skip
styles = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)


class Case:
    """A file in a style, and what it holds before and after changes."""

    def __init__(self, draw: st.DataObject, style: Callable[..., str]) -> None:
        self.draw = draw.draw
        self.comments, self.windows = self.draw(st.booleans()), self.draw(st.booleans())
        self.records: list[Record] = self.draw(records_of)
        text = style(self.records, comments=self.comments) + "# the end\n"
        self.text = text.replace("\n", "\r\n") if self.windows else text
        assert canonical(data(self.text)["statements"]) == canonical(self.records)
        self.editor = RecordEditor(self.text)
        self.nodes = items_of(self.editor.root, "statements")

    def check(self, expected: list[Record], untouched: list[int]) -> str:
        """Check what the file holds now; return it."""
        text = self.editor.result()
        assert canonical(data(text).get("statements") or []) == canonical(expected), text
        for number in untouched:  # these records are the same to the byte
            node = self.nodes[number]
            assert self.text[node.start_mark.index : content_end(self.text, node)] in text
        assert text.endswith("# the end" + ("\r\n" if self.windows else "\n"))
        assert not self.windows or text.count("\r\n") == text.count("\n")
        return text


@styles
@MANY
@given(draw=st.data())
def test_items_are_removed_and_the_others_stay(style: Any, draw: st.DataObject) -> None:
    case = Case(draw, style)
    numbers = range(len(case.records))
    removed = case.draw(st.sets(st.sampled_from(numbers), min_size=1))
    for number in removed:
        case.editor.remove_item(case.editor.root, "statements", case.nodes[number])
    stay = [n for n in numbers if n not in removed]
    text = case.check([case.records[n] for n in stay], stay)
    assert "s0" in text or 0 in removed


@styles
@MANY
@given(draw=st.data())
def test_items_are_added_and_the_others_stay(style: Any, draw: st.DataObject) -> None:
    case = Case(draw, style)
    places = sorted(case.draw(st.lists(st.integers(0, len(case.records)), min_size=1, max_size=2)))
    new = [{"id": f"new{n}", "at": PASSAGE} for n in range(len(places))]
    for place, record in zip(places, new, strict=True):
        case.editor.add_item(case.editor.root, "statements", record, place)
    expected = list(case.records)
    for shift, (place, record) in enumerate(zip(places, new, strict=True)):
        expected.insert(place + shift, record)
    text = case.check(expected, list(range(len(case.records))))
    assert "paragraph: 1," in text
    assert text.count("#") == case.text.count("#") + len(new), "each passage has one, and no more"


@styles
@MANY
@given(draw=st.data())
def test_items_are_added_where_others_are_removed(style: Any, draw: st.DataObject) -> None:
    case = Case(draw, style)
    numbers = range(len(case.records))
    removed = case.draw(st.sets(st.sampled_from(numbers)))
    place = case.draw(st.integers(0, len(case.records)))
    for number in removed:
        case.editor.remove_item(case.editor.root, "statements", case.nodes[number])
    new = {"id": "new", "mode": "m"}
    case.editor.add_item(case.editor.root, "statements", new, place)
    kept = [(n, case.records[n]) for n in numbers if n not in removed]
    expected = [*(r for n, r in kept if n < place), new, *(r for n, r in kept if n >= place)]
    case.check(expected, [n for n, _ in kept])


@styles
@MANY
@given(draw=st.data())
def test_keys_of_an_item_change_and_the_others_stay(style: Any, draw: st.DataObject) -> None:
    case = Case(draw, style)
    numbers = case.draw(st.sets(st.sampled_from(range(len(case.records))), min_size=1))
    expected = list(case.records)
    for number in numbers:
        keys = case.draw(st.sets(st.sampled_from(list(VALUES))))
        changed: Record = {key: case.draw(st.sampled_from([*VALUES[key], None])) for key in keys}
        if case.draw(st.booleans()):
            changed["id"] = None if len(changed) > 1 and any(changed.values()) else "other"
        record = {**expected[number], **changed}
        if not any(record.values()):
            record["id"] = "other"
        case.editor.change_record(case.nodes[number], record, ORDER)
        expected[number] = {key: each for key, each in record.items() if each is not None}
    case.check(expected, [n for n in range(len(case.records)) if n not in numbers])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [{id: s1}, {id: s2}, {id: s3}]", "a: [{id: s1}, {id: s3}]"),
        ("a: [{id: s1},  # one\n    {id: s2},  # two\n    {id: s3}]",
         "a: [{id: s1},  # one\n    {id: s3}]"),
        ("a: [{id: s1},  # one\n    {id: s2}  # two\n]", "a: [{id: s1},  # one\n]"),
        ("a:\n- {id: s1}  # one\n-\n  # two\n  id: s2\n- id: s3",
         "a:\n- {id: s1}  # one\n- id: s3"),
    ],
)  # fmt: skip
def test_the_comments_of_an_item_go_with_it_and_others_stay(before: str, after: str) -> None:
    editor = RecordEditor(before)
    editor.remove_item(editor.root, "a", items_of(editor.root, "a")[1])
    assert editor.result() == after


def test_a_new_item_of_a_list_in_brackets_has_a_line_where_the_others_have() -> None:
    editor = RecordEditor("a: [\n  {id: s1},  # one\n  # Paragraph 2: On maps\n  {id: s3}\n]\n")
    editor.add_item(editor.root, "a", {"id": "s2"}, 1, heading="# Paragraph 2")
    editor.add_item(editor.root, "a", {"id": "s4"})
    assert editor.result() == (
        "a: [\n  {id: s1},  # one\n  # Paragraph 2: On maps\n  {id: s2},\n"
        "  {id: s3},\n  {id: s4}\n]\n"
    )


def test_the_first_key_of_an_item_goes_and_its_dash_stays() -> None:
    editor = RecordEditor(
        "a:\n- speaker: ada  # who\n  # which\n  id: s1\n- mode: mixed\n  id: s2\n"
    )
    for node in items_of(editor.root, "a"):
        editor.change_record(node, {"id": data_of(pair_of(node, "id")[1])})
    assert editor.result() == "a:\n- \n  # which\n  id: s1\n- id: s2\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a:\n  b:  # two: of them\n  - {c: d}\n  - {c: e}\n", "f", "a:\n  b: f  # two: of them\n"),
        ("a:\n  b:  # x: y\n    c\n", "f", "a:\n  b:  # x: y\n    f\n"),
        ("a:\n  b: c  # x\n", [{"d": "e"}, {"d": "f"}], "a:\n  b:\n  - {d: e}\n  - {d: f}  # x\n"),
        ("a: {b, c: d}\n", "f", "a: {b: f, c: d}\n"),
        ('a: {"b":c, d: e}\n', ["f"], 'a: {"b":[f], d: e}\n'),
        ("a: {c: d}\n", [{"e": "f"}, {"e": "g"}], "a: {c: d, b: [{e: f}, {e: g}]}\n"),
        ("a: {b: {c: d}}\n", [{"e": "f"}, {"e": "g"}], "a: {b: [{e: f}, {e: g}]}\n"),
        ("a: {}\n", "c", "a: {b: c}\n"),
    ],
)  # fmt: skip
def test_a_value_changes_and_its_comments_stay(before: str, value: Any, after: str) -> None:
    editor = RecordEditor(before)
    editor.change(pair_of(editor.root, "a")[1], "b", value)
    assert editor.result() == after


def test_a_file_of_braces_gets_records_in_them() -> None:
    editor = RecordEditor("{}\n")
    editor.change(editor.root, "maps", {"name": "Maps"})
    editor.add_item(editor.root, "statements", {"id": "a"})
    assert data(editor.result()) == {"maps": {"name": "Maps"}, "statements": [{"id": "a"}]}


def test_new_keys_stand_in_their_usual_order() -> None:
    editor = RecordEditor("a:\n  id: x\n  at: y\n")
    record = {"because": "c", "claim": "b", "mode": "m", "id": "x", "at": "y"}
    editor.change_record(pair_of(editor.root, "a")[1], record, ORDER)
    keys = [line.split(":")[0].strip() for line in editor.result().splitlines()[1:]]
    assert keys == ["id", "mode", "claim", "because", "at"]


def test_a_record_is_added_where_the_last_one_loses_its_last_key_or_goes() -> None:
    for text, value, after in (
        ("a: {}\nb:\n  c: d\n  e: f\n", {"c": "d"}, "a: {}\nb:\n  c: d\nnew: x\n"),
        ("a: {}\r\nb:\r\n  c: d\r\n", None, "a: {}\r\nnew: x\r\n"),
        ("a:\n  c: d\n", None, "new: x\n"),
    ):
        editor = RecordEditor(text)
        editor.change(editor.root, editor.root.value[-1][0].value, value)
        editor.change(editor.root, "new", "x")
        assert editor.result() == after


def test_a_list_without_dashes_is_not_written_over() -> None:
    editor = RecordEditor("statements:\n  id: a\n  mode: mixed\n")
    with pytest.raises(InputError, match="'statements' in line 1 is no list"):
        editor.add_item(editor.root, "statements", {"id": "b"})


def test_edits_of_the_same_characters_are_an_error() -> None:
    editor = RecordEditor("a: b\n")
    editor.replace(0, 3, "c")
    editor.replace(1, 2, "d")
    with pytest.raises(ValueError, match="overlap"):
        editor.result()
