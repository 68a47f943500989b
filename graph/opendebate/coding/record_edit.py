"""Changing records in coding files: only what differs changes; comments and order stay.

A file is edited as text: its nodes say where each value stands. So a file that a person wrote
keeps its comments, blank lines and quotes, and a difference shows only what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.fast_yaml import compose_quickly
from opendebate.coding.yaml_edit import to_yaml

Value = str | int | bool | Sequence[Any] | Mapping[str, Any]
_BOM = "\ufeff"
_NOTHING = {"", "~", "null"}


@dataclass(slots=True)
class RecordEditor:
    r"""The text of a coding file, and the changes to make in it.

    Attributes
    ----------
    text : str
        The text before the changes.
    root : node or None
        Its outermost mapping; None if the file has only comments.

    Examples
    --------
    >>> editor = RecordEditor("maps-help:\n  text: Maps help.  # a claim\n  side: for\n")
    >>> editor.change(editor.root, "maps-help", {"text": "Maps save lives.", "topics": ["maps"]})
    >>> print(editor.result())
    maps-help:
      text: Maps save lives.  # a claim
      topics: [maps]
    <BLANKLINE>
    """

    text: str
    root: Any = None
    _edits: list[tuple[int, int, str]] = field(default_factory=list)
    _removed: set[int] = field(default_factory=set)  # where the keys began that are removed

    _mark: str = ""

    def __post_init__(self) -> None:
        self._mark = _BOM * self.text.startswith(_BOM)
        self.text = self.text.removeprefix(_BOM)
        self.root = _compose(self.text)

    def result(self) -> str:
        """Return the text with all changes made."""
        text = self.text
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2], reverse=True):
            text = text[:start] + new + text[end:]
        return self._mark + text

    def change(self, parent: Any, key: str, value: Value | None, order: Sequence[str] = ()) -> None:
        """Give a key of a mapping a value; None removes it.

        Parameters
        ----------
        parent : node
            The mapping; None for the outermost one of a file without records.
        key : str
        value : str, int, bool, list, dict or None
            Keys of a dict that have None are removed, and so are keys that it does not have.
        order : sequence of str
            The usual order of the keys, which decides where a new one is inserted.
        """
        pair = pair_of(parent, key)
        if value is None:
            if pair:
                self._remove_pair(parent, pair)
        elif pair is None:
            self._insert_pair(parent, key, value, order)
        elif not same_value(pair[1], value):
            self._change_pair(pair, value, order)

    def change_record(self, node: Any, value: Mapping[str, Any], order: Sequence[str] = ()) -> None:
        """Make a mapping have the keys and values of a dict, and no others.

        Parameters are those of `change`, but `node` is the mapping itself.
        """
        present = [key.value for key, _ in node.value]
        absent = [key for key in present if value.get(key) is None]
        if node.flow_style or len(absent) == len(present):
            named = sorted(value, key=lambda key: (key not in present, _rank(key, order)))
            self._replace(node.start_mark.index, content_end(self.text, node),
                          flow_yaml({key: value[key] for key in named}))  # fmt: skip
            return
        others = [key for key in value if key not in absent]
        for name in [*absent, *sorted(others, key=lambda key: _rank(key, order))]:
            self.change(node, name, value.get(name), order)

    def add_item(
        self, parent: Any, key: str, value: Mapping[str, Any], place: int | None = None,
        heading: str = "",
    ) -> None:  # fmt: skip
        """Add an item to a list under a key of a mapping.

        Parameters
        ----------
        parent : node
        key : str
        value : dict
        place : int, optional
            The number that the item will have, from 0; without it, it is the last.
        heading : str, optional
            The beginning of a comment. Where such a comment stands between the items before and
            after the new one, that one goes below it.
        """
        pair = pair_of(parent, key)
        items = pair[1].value if pair and isinstance(pair[1].value, list) else []
        place = len(items) if place is None else place
        if pair is None:
            self._append([f"{key}:", *_item_lines(value)])
        elif items and not pair[1].flow_style:
            indent = " " * (_dash(self.text, items[0]))
            start = content_end(self.text, items[place - 1]) if place else pair[0].end_mark.index
            stop = _dash_line(self.text, items[place]) if place < len(items) else len(self.text)
            self._add_lines(self._below(start, stop, heading), _item_lines(value), indent)
        else:
            listed: list[Mapping[str, Any]] = [data_of(item) for item in items]
            listed.insert(place, value)
            self._drop_empty_list(pair)
            lines = [line for item in listed for line in _item_lines(item)]
            start = pair[0].end_mark.index
            self._add_lines(self._below(start, len(self.text), heading), lines, "")

    def _below(self, start: int, stop: int, heading: str) -> int:
        """Return the end of the line with a comment between two positions, or of the first line."""
        comment = re.compile(rf"\n{re.escape(heading)}(?!\d)")
        found = comment.search(self.text, start, stop) if heading else None
        return _line_end(self.text, found.start() + 1 if found else start)

    def remove_item(self, node: Any) -> None:
        """Remove an item of a block list, with its dash and lines; comments above it stay."""
        start = _line_start(self.text, node.start_mark.index)
        self._replace(start, _past_line(self.text, content_end(self.text, node)), "")

    def rename(self, node: Any, new: str) -> None:
        """Write another scalar in place of one: an id, or a reference to it."""
        self._replace(node.start_mark.index, node.end_mark.index, to_yaml(new))

    def _change_pair(self, pair: Any, value: Value, order: Sequence[str]) -> None:
        key, node = pair
        if isinstance(value, Mapping) and _is_mapping(node):
            self.change_record(node, value, order)
            return
        flow = isinstance(node.value, str) or node.flow_style
        if flow and not _in_block(value):
            start, end = node.start_mark.index, content_end(self.text, node)
            colon = self.text.rfind(":", key.end_mark.index, start) + 1
            start = colon or start
            self._replace(start, max(end, start), f" {flow_yaml(value)}")
            return
        start = _line_start(self.text, key.start_mark.index)
        indent = " " * key.start_mark.column
        dash = self.text[start : key.start_mark.index]
        lines = pair_lines(key.value, value)
        text = f"{dash}{lines[0]}" + "".join(f"\n{indent}{line}" for line in lines[1:])
        end = _line_end(self.text, content_end(self.text, node))
        self._replace(start, end, self._own_line_ends(text))

    def _remove_pair(self, parent: Any, pair: Any) -> None:
        key, node = pair
        end = content_end(self.text, node, key)
        self._removed.add(key.start_mark.index)
        if not parent.flow_style:
            self._replace(_line_start(self.text, key.start_mark.index), _past_line(self.text, end),
                          "")  # fmt: skip
            return
        number = next(i for i, other in enumerate(parent.value) if other[0] is key)
        if number:
            before = parent.value[number - 1]
            self._replace(content_end(self.text, before[1], before[0]), end, "")
        else:
            following = parent.value[1][0].start_mark.index if len(parent.value) > 1 else end
            self._replace(key.start_mark.index, following, "")

    def _insert_pair(self, parent: Any, key: str, value: Value, order: Sequence[str]) -> None:
        if parent is None or not parent.value:
            self._append(pair_lines(key, value))
            return
        before = self._preceding(parent, key, order)
        if parent.flow_style:
            at = content_end(self.text, before[1], before[0])
            self._replace(at, at, f", {key}: {flow_yaml(value)}")
            return
        end = _line_end(self.text, content_end(self.text, before[1], before[0]))
        self._add_lines(end, pair_lines(key, value), " " * parent.start_mark.column)

    def _preceding(self, parent: Any, key: str, order: Sequence[str]) -> Any:
        """Return the pair of a mapping behind which a new key is inserted."""
        pairs = [pair for pair in parent.value if pair[0].start_mark.index not in self._removed]
        earlier = [pair for pair in pairs if _rank(pair[0].value, order) < _rank(key, order)]
        return (earlier or pairs or parent.value)[-1]

    def _append(self, lines: Sequence[str]) -> None:
        end = len(self.text)
        gap = "" if not self.text or self.text.endswith("\n") else "\n"
        self._replace(end, end, self._own_line_ends(gap + "\n".join(lines) + "\n"))

    def _add_lines(self, at: int, lines: Sequence[str], indent: str) -> None:
        self._replace(at, at, self._own_line_ends("".join(f"\n{indent}{line}" for line in lines)))

    def _drop_empty_list(self, pair: Any) -> None:
        """Remove the value ``[]``, or a list in brackets, that lines will replace."""
        if pair and (pair[1].value or pair[1].start_mark.index < pair[1].end_mark.index):
            start = self.text.find(":", pair[0].end_mark.index) + 1
            self._replace(start, content_end(self.text, pair[1], pair[0]), "")

    def _own_line_ends(self, text: str) -> str:
        return text.replace("\n", "\r\n") if "\r\n" in self.text else text

    def _replace(self, start: int, end: int, new: str) -> None:
        self._edits.append((start, end, new))


def _compose(text: str) -> Any:
    """Return the outermost node of a YAML text; None if it has only comments."""
    root = compose_quickly(text)
    if root is None:
        from ruamel.yaml import YAML

        root = YAML(typ="safe", pure=True).compose(text)
    return root


def pair_of(mapping: Any, key: str) -> Any:
    """Return the nodes of a key and its value in a mapping; None if there is no such key."""
    pairs = mapping.value if mapping is not None and _is_mapping(mapping) else ()
    return next((pair for pair in pairs if pair[0].value == key), None)


def data_of(node: Any) -> Any:
    """Return the data of a node: texts, lists and dicts; None for an empty value."""
    if isinstance(node.value, str):
        return None if node.style is None and node.value in _NOTHING else node.value
    if _is_mapping(node):
        return {key.value: data_of(value) for key, value in node.value}
    return [data_of(item) for item in node.value]


def with_numbers(passage: Mapping[str, Any]) -> dict[str, Any]:
    """Return a passage as read from a coding file, where numbers are texts, with its numbers."""
    return {
        key: int(value) if key in {"paragraph", "words"} and str(value).isdecimal() else value
        for key, value in passage.items()
    }


def same_data(one: Any, other: Any) -> bool:
    """Tell whether two values are the same as data; a list of one and its only item are."""
    return bool(_canonical(one) == _canonical(other))


def same_value(node: Any, value: Value) -> bool:
    """Tell whether a node has a value; a list of one and its only item are the same."""
    return same_data(data_of(node), value)


def _canonical(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {key: _canonical(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        items = [_canonical(each) for each in value]
        return items[0] if len(items) == 1 else items
    return None if value is None else str(value)


def flow_yaml(value: Any) -> str:
    """Return a value as YAML in one line.

    Examples
    --------
    >>> flow_yaml({"from": "Maps, he", "topics": ["maps", "lives"], "words": 2})
    '{from: "Maps, he", topics: [maps, lives], words: 2}'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = (f"{key}: {flow_yaml(each)}" for key, each in value.items() if each is not None)
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow_yaml, value))}]"
    return to_yaml(value)


def pair_lines(key: str, value: Any) -> list[str]:
    """Return a key and its value as lines: a record as a block, its values each in a line.

    Examples
    --------
    >>> pair_lines("maps", {"text": "Maps help.", "at": [{"words": 2}, {"words": 3}]})
    ['maps:', '  text: Maps help.', '  at:', '  - {words: 2}', '  - {words: 3}']
    """
    if not _in_block(value):
        return [f"{to_yaml(key)}: {flow_yaml(value)}"]
    if isinstance(value, Mapping):
        inner = [
            line
            for name, each in value.items() if each is not None
            for line in pair_lines(name, each)
        ]  # fmt: skip
        return [f"{to_yaml(key)}:", *(f"  {line}" for line in inner)]
    return [f"{to_yaml(key)}:", *(f"- {flow_yaml(item)}" for item in value)]


def _item_lines(value: Mapping[str, Any]) -> list[str]:
    """Return an item of a list as lines, the first with its dash."""
    lines = [
        line for key, each in value.items() if each is not None for line in pair_lines(key, each)
    ]
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _in_block(value: Any) -> bool:
    """Tell whether a value takes several lines: a record, or a list of several mappings."""
    if isinstance(value, Mapping):
        return not value.keys() <= {"paragraph", "from", "to", "words", "sha256", "paragraphs"}
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(item, Mapping) for item in value)
    )


def _is_mapping(node: Any) -> bool:
    return str(node.id) == "mapping"


def _rank(key: str, order: Sequence[str]) -> int:
    return order.index(key) if key in order else len(order)


def content_end(text: str, node: Any, key: Any = None) -> int:
    """Return where a value ends in its text, without the comments and blank lines after it."""
    if isinstance(node.value, str) or node.flow_style:
        end: int = node.end_mark.index
        if end <= node.start_mark.index and key is not None:  # an empty value: behind its colon
            return text.find(":", key.end_mark.index) + 1
        return len(text[:end].rstrip()) if getattr(node, "style", "") in {"|", ">"} else end
    last = node.value[-1]
    return (
        content_end(text, last[1], last[0]) if isinstance(last, tuple) else content_end(text, last)
    )


def _dash(text: str, item: Any) -> int:
    """Return the column of the dash before an item of a list."""
    return text.rfind("-", 0, item.start_mark.index) - _line_start(text, item.start_mark.index)


def _dash_line(text: str, item: Any) -> int:
    return _line_start(text, item.start_mark.index)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Return the end of a line, before its line end."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" and end > at else end


def _past_line(text: str, at: int) -> int:
    """Return the beginning of the line after a position."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
