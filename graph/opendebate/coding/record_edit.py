"""Changing records in coding files: only what differs changes; comments and order stay.

A file is edited as text: its nodes say where each value stands. So a file that a person wrote
keeps its comments, blank lines and quotes, and a difference shows only what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.block_edits import BlockRemovals, block_spans
from opendebate.coding.flow_edits import FlowEdits, comment_end
from opendebate.coding.yaml_text import (
    Edit,
    Pair,
    YamlText,
    content_end,
    data_of,
    is_empty,
    is_inline,
    is_mapping,
    items_of,
    pair_of,
)
from opendebate.coding.yaml_values import (
    block_lines,
    flow_pair,
    flow_yaml,
    in_block,
    item_lines,
    pair_lines,
    record_lines,
    same_data,
    to_yaml,
)
from opendebate.errors import InputError

Value = str | int | bool | Sequence[Any] | Mapping[str, Any]


@dataclass(slots=True)
class RecordEditor(YamlText):
    r"""The text of a coding file, and the changes to make in it.

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

    _flows: dict[int, FlowEdits] = field(default_factory=dict)  # by the identity of the node
    _blocks: dict[int, BlockRemovals] = field(default_factory=dict)

    def edits(self) -> list[Edit]:
        """Return the edits in the order of the text, also those of lists and mappings."""
        edits = list(self._edits)
        for flow in self._flows.values():
            edits += flow.edits()
        for block in self._blocks.values():
            edits += block.edits()
        return self.in_order(edits)

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
                number = next(n for n, other in enumerate(parent.value) if other[0] is pair[0])
                self._group(parent).removed.add(number)
        elif pair is None:
            self._insert_pair(parent, key, value, order)
        elif not same_data(data_of(pair[1]), value):
            self._change_pair(parent, pair, value, order)

    def change_record(self, node: Any, value: Mapping[str, Any], order: Sequence[str] = ()) -> None:
        """Make a mapping have the keys and values of a dict, and no others.

        Parameters are those of `change`, but `node` is the mapping itself.
        """
        present = [key.value for key, _ in node.value]
        absent = [key for key in present if value.get(key) is None]
        others = sorted((key for key in value if key not in absent),
                        key=lambda key: _rank(key, order))  # fmt: skip
        if present and len(absent) == len(present):
            ordered = {key: value[key] for key in others}
            indent = "\n" + " " * node.start_mark.column
            new = flow_yaml(ordered) if node.flow_style else indent.join(record_lines(ordered))
            self.replace(node.start_mark.index, content_end(self.text, node), new)
            return
        for name in [*absent, *others]:
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

        Raises
        ------
        InputError
            If the key has a mapping, and no list.
        """
        pair = pair_of(parent, key)
        items = items_of(parent, key)
        place = len(items) if place is None else place
        if pair is None:
            self._add_list(parent, key, value)
        elif is_inline(pair[1]) and (items or parent.flow_style):
            self._flow(pair[1]).added.append((place, flow_yaml(value), heading))
        elif not items:
            _refuse_mapping(pair)
            self.replace(*self._behind_key(pair), "")
            self._add_lines(self._below(pair[0].end_mark.index, len(self.text), heading),
                            item_lines(value), "")  # fmt: skip
        else:
            spans = block_spans(self, pair[1])
            start = spans[place - 1][1] if place else pair[0].end_mark.index
            stop = self.line_start(spans[place][0]) if place < len(items) else len(self.text)
            indent = " " * (spans[0][0] - self.line_start(spans[0][0]))
            self._add_lines(self._below(start, stop, heading), item_lines(value), indent)

    def remove_item(self, parent: Any, key: str, node: Any) -> None:
        """Remove an item of the list under a key of a mapping."""
        listed = pair_of(parent, key)[1]
        self._group(listed).removed.add(next(n for n, item in enumerate(listed.value)
                                             if item is node))  # fmt: skip

    def rename(self, node: Any, new: str) -> None:
        """Write another scalar in place of one: an id, or a reference to it."""
        self.replace(node.start_mark.index, node.end_mark.index, to_yaml(new))

    def _group(self, node: Any) -> FlowEdits | BlockRemovals:
        """Return the edits of a list or mapping, in brackets or in lines."""
        if node.flow_style:
            return self._flow(node)
        return self._blocks.setdefault(id(node), BlockRemovals(self, node))

    def _flow(self, node: Any) -> FlowEdits:
        return self._flows.setdefault(id(node), FlowEdits(self, node))

    def _behind_key(self, pair: Pair) -> tuple[int, int]:
        """Return the span of a value with what stands between it and its colon."""
        start = self.behind_colon(pair[0])
        return start, max(start, content_end(self.text, pair[1], pair[0]))

    def _change_pair(self, parent: Any, pair: Pair, value: Value, order: Sequence[str]) -> None:
        key, node = pair
        if isinstance(value, Mapping) and is_mapping(node):
            self.change_record(node, value, order)
            return
        start, end = self._behind_key(pair)
        has_comment = "#" in self.text[start : node.start_mark.index]
        if in_block(value) and not parent.flow_style:
            indent = "\n" + " " * key.start_mark.column
            new = "".join(indent + line for line in block_lines(value))
            start = self.line_end(start) if has_comment else start
        elif is_empty(node) or not is_inline(node):
            colon = "" if self.text[start - 1] == ":" else ":"
            self.replace(start, start, f"{colon} {flow_yaml(value)}")
            start, new = min(self.line_end(start), end), ""
        else:
            start, new = node.start_mark.index, flow_yaml(value)
        self.replace(start, end, new)

    def _insert_pair(self, parent: Any, key: str, value: Value, order: Sequence[str]) -> None:
        if parent is None or (parent is self.root and self._is_emptied(parent)):
            self._append(pair_lines(key, value))
            return
        before = self._preceding(parent, key, order)
        if parent.flow_style:
            self._flow(parent).added.append((before + 1, flow_pair(key, value), ""))
            return
        earlier, node = parent.value[before]
        end = self.line_end(content_end(self.text, node, earlier))
        self._add_lines(end, pair_lines(key, value), " " * parent.start_mark.column)

    def _is_emptied(self, mapping: Any) -> bool:
        """Tell whether all keys of a mapping in lines are removed."""
        removed = self._blocks[id(mapping)].removed if id(mapping) in self._blocks else ()
        return not mapping.flow_style and len(removed) == len(mapping.value)

    def _preceding(self, parent: Any, key: str, order: Sequence[str]) -> int:
        """Return the number of the pair of a mapping behind which a new key is inserted."""
        removed = self._group(parent).removed
        pairs = [n for n in range(len(parent.value)) if n not in removed]
        earlier = [n for n in pairs if _rank(parent.value[n][0].value, order) < _rank(key, order)]
        return (earlier or pairs or [len(parent.value) - 1])[-1]

    def _add_list(self, parent: Any, key: str, value: Mapping[str, Any]) -> None:
        """Add a list with one item to a mapping, behind all else."""
        if parent is not None and parent.flow_style:
            self._flow(parent).added.append((len(parent.value), flow_pair(key, [value]), ""))
        else:
            self._append([f"{key}:", *item_lines(value)])

    def _below(self, start: int, stop: int, heading: str) -> int:
        """Return the end of the line with a comment between two positions, or of the first line."""
        found = comment_end(self, heading, start, stop) if heading else None
        return self.line_end(start) if found is None else found

    def _append(self, lines: Sequence[str]) -> None:
        end = len(self.text)
        gap = "" if not self.text or self.text.endswith("\n") else "\n"
        self.replace(end, end, gap + "\n".join(lines) + "\n")

    def _add_lines(self, at: int, lines: Sequence[str], indent: str) -> None:
        self.replace(at, at, "".join(f"\n{indent}{line}" for line in lines))


def key_order(model: Any) -> tuple[str, ...]:
    """Return the usual order of the keys of records of a pydantic model."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _refuse_mapping(pair: Pair) -> None:
    if is_mapping(pair[1]) and pair[1].value:
        raise InputError(
            f"The value of {pair[0].value!r} in line {pair[0].start_mark.line + 1} is no list.",
            advice="Begin each of its items with a dash.",
        )


def _rank(key: str, order: Sequence[str]) -> int:
    return order.index(key) if key in order else len(order)
