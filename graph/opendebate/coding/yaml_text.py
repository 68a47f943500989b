"""A YAML text with the positions of its values, and edits of it that change nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.fast_yaml import compose_quickly

Pair = tuple[Any, Any]  # the nodes of a key and its value
_BOM = "\ufeff"
Edit = tuple[int, int, str]  # begin, end, and the text to put there
_NOTHING = {"", "~", "null"}
_COLON = re.compile(r"\s*:")


@dataclass(slots=True)
class YamlText:
    """A YAML text, and edits to make in it.

    Attributes
    ----------
    text : str
        The text before the edits, without a byte order mark.
    root : node or None
        Its outermost mapping; None if the text has only comments.
    """

    text: str
    root: Any = None
    mark: str = ""
    _edits: list[Edit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mark = _BOM * self.text.startswith(_BOM)
        self.text = self.text.removeprefix(_BOM)
        self.root = _compose(self.text)

    def edits(self) -> list[Edit]:
        """Return the edits in the order of the text: begin, end, and the text to put there."""
        return self.in_order(self._edits)

    def in_order(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return edits in the order of the text, with the line ends of the file.

        Of edits at the same position, the earlier one comes first.
        """
        windows = "\r\n" in self.text
        return [(start, end, new.replace("\n", "\r\n") if windows else new)
                for start, end, new in sorted(edits, key=lambda edit: edit[:2])]  # fmt: skip

    def result(self) -> str:
        """Return the text after all edits.

        Raises
        ------
        ValueError
            If two edits change the same characters: then the caller has a bug.
        """
        pieces, at = [self.mark], 0
        for start, end, new in self.edits():
            if start < at:
                raise ValueError(f"two edits overlap at character {start}")
            pieces += [self.text[at:start], new]
            at = end
        return "".join([*pieces, self.text[at:]])

    def location_after(self, index: int) -> tuple[int, int]:
        """Return the line and column, from 1, that a position of the text has after all edits."""
        moved = index + sum(
            len(new) - (end - start) for start, end, new in self.edits() if end <= index
        )
        before = self.result().removeprefix(self.mark)[:moved]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def replace(self, start: int, end: int, new: str) -> None:
        """Put a text in place of another."""
        self._edits.append((start, end, new))

    def behind_colon(self, key: Any) -> int:
        """Return the position behind a key's colon; behind the key, if it has none."""
        colon = _COLON.match(self.text, key.end_mark.index)
        return colon.end() if colon else int(key.end_mark.index)

    def line_start(self, at: int) -> int:
        """Return where the line of a position begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return the end of the line of a position, before its line end."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" and end > at else end

    def end_before(self, start: int) -> int:
        """Return the end of the line before one that begins at a position."""
        return start - 2 if self.text[start - 2 : start] == "\r\n" else start - 1

    def past_line(self, at: int) -> int:
        """Return the beginning of the line after that of a position."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def begins_line(self, at: int) -> bool:
        """Tell whether only blanks stand before a position in its line."""
        return not self.text[self.line_start(at) : at].strip()

    def ends_line(self, at: int) -> bool:
        """Tell whether only blanks or a comment stand behind a position in its line."""
        return self.text[at : self.line_end(at)].strip()[:1] in {"", "#"}


def _compose(text: str) -> Any:
    """Return the outermost node of a YAML text; None if it has only comments."""
    root = compose_quickly(text)
    if root is None:
        from ruamel.yaml import YAML

        root = YAML(typ="safe", pure=True).compose(text)
    return root


def pair_of(mapping: Any, key: str) -> Any:
    """Return the nodes of a key and its value in a mapping; None if there is no such key."""
    pairs = mapping.value if mapping is not None and is_mapping(mapping) else ()
    return next((pair for pair in pairs if pair[0].value == key), None)


def value_node(mapping: Any, key: str) -> Any:
    """Return the node of the value under a key of a mapping; None if there is none."""
    pair = pair_of(mapping, key)
    return pair and pair[1]


def items_of(mapping: Any, key: str) -> list[Any]:
    """Return the nodes of the items of a list under a key of a mapping."""
    node = value_node(mapping, key)
    return node.value if node is not None and str(node.id) == "sequence" else []


def statement_nodes(root: Any) -> list[Any]:
    """Return the nodes of the statements in a coding file, by its outermost node."""
    return [node for node in items_of(root, "statements") if pair_of(node, "id")]


def data_of(node: Any) -> Any:
    """Return the data of a node: texts, lists and dicts; None for an empty value."""
    if isinstance(node.value, str):
        return None if node.style is None and node.value in _NOTHING else node.value
    if is_mapping(node):
        return {key.value: data_of(value) for key, value in node.value}
    return [data_of(item) for item in node.value]


def is_mapping(node: Any) -> bool:
    """Tell whether a node is a mapping."""
    return str(node.id) == "mapping"


def is_empty(node: Any) -> bool:
    """Tell whether nothing is written where a value could be."""
    return isinstance(node.value, str) and bool(node.end_mark.index <= node.start_mark.index)


def is_inline(node: Any) -> bool:
    """Tell whether a value is no block of keys or items."""
    return isinstance(node.value, str) or bool(node.flow_style)


def content_end(text: str, node: Any, key: Any = None) -> int:
    """Return where a value ends in its text, without the comments and blank lines after it."""
    if is_inline(node):
        end: int = node.end_mark.index
        if is_empty(node) and key is not None:
            colon = _COLON.match(text, key.end_mark.index)
            return colon.end() if colon else int(key.end_mark.index)
        return len(text[:end].rstrip()) if getattr(node, "style", "") in {"|", ">"} else end
    last = node.value[-1]
    return (
        content_end(text, last[1], last[0]) if isinstance(last, tuple) else content_end(text, last)
    )


def entry_spans(text: str, node: Any) -> list[tuple[int, int]]:
    """Return where each pair of a mapping, or item of a list, begins and ends."""
    return [
        (entry[0].start_mark.index, content_end(text, entry[1], entry[0]))
        if isinstance(entry, tuple)
        else (entry.start_mark.index, content_end(text, entry))
        for entry in node.value
    ]
