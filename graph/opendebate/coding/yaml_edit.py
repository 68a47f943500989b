"""Changing values in a YAML file: comments, order and layout stay the same to the byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Texts that need no quotes in any context, and are strings to every YAML reader. Question marks
# are excluded: PyYAML reads one in braces as the beginning of a key.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ‘’“”'…–—.;!()/%-]*[\w’”'….;!)%])?")  # noqa: RUF001
_HEX = re.compile(r"(?=.*[acdf])[0-9a-f]{16,}")  # a digest that cannot be read as a number
_BREAKS = re.compile(
    "[\x7f-\x9f\u2028\u2029\ufffe\uffff]"
)  # line ends, and characters that cannot be shown
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
Pair = tuple[Any, Any]  # the nodes of a key and its value
_LINE_END = re.compile(r"\r?\n|\r|\Z")


@dataclass(slots=True)
class Editor:
    """A YAML text, and the changes to make in it.

    Attributes
    ----------
    text : str
        The text before the changes.
    root : ruamel.yaml.nodes.Node
        Its nodes, with their positions.
    """

    text: str
    root: Any = None
    _edits: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        from ruamel.yaml import YAML

        self.root = YAML(typ="safe", pure=True).compose(self.text)

    def set_values(self, mapping: Any, values: Mapping[str, str | int]) -> bool:
        """Set keys of a mapping to values; return whether that changes anything.

        Examples
        --------
        >>> editor = Editor("at: {from: Maps, words: 2}  # the maps")
        >>> editor.set_values(value_node(editor.root, "at"), {"words": 3, "to": "yes, maps"})
        True
        >>> editor.result()
        'at: {from: Maps, words: 3, to: "yes, maps"}  # the maps'
        """
        missing = {}
        before = len(self._edits)
        for key, value in values.items():
            pair = _pair(mapping, key)
            if pair is None:
                missing[key] = to_yaml(value)
            elif pair[1].value != str(value):
                self._replace(pair, to_yaml(value))
        if missing:
            self._insert(mapping, [f"{key}: {value}" for key, value in missing.items()])
        return len(self._edits) > before

    def set_mapping(self, mapping: Any, key: str, values: Mapping[str, str | int]) -> None:
        """Set a key that has no value yet to a mapping."""
        inner = ", ".join(f"{name}: {to_yaml(value)}" for name, value in values.items())
        pair = _pair(mapping, key)
        if pair is None:
            self._insert(mapping, [f"{key}: {{{inner}}}"])
        else:
            self._replace(pair, f"{{{inner}}}")

    def result(self) -> str:
        """Return the text with all changes made."""
        text = self.text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def location_after(self, index: int) -> tuple[int, int]:
        """Return the line and column, from 1, that a position of the text has after all changes.

        Examples
        --------
        >>> editor = Editor("at:\\n  from: Maps\\nby: Ana")
        >>> editor.set_values(value_node(editor.root, "at"), {"words": 1})
        True
        >>> editor.location_after(editor.text.index("by"))
        (4, 1)
        """
        moved = index + sum(
            len(new) - (end - start) for start, end, new in self._edits if end <= index
        )
        before = self.result()[:moved]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def _replace(self, pair: Pair, new: str) -> None:
        start, end = self._span(pair)
        end = start + len(self.text[start:end].rstrip())
        space = " " if self.text[start - 1 : start] == ":" else ""
        self._edits.append((start, end, space + new))

    def _span(self, pair: Pair) -> tuple[int, int]:
        """Return where a value begins and ends; an empty value is behind its colon."""
        key, value = pair
        start, end = value.start_mark.index, value.end_mark.index
        if start < end:
            return start, end
        colon = self.text.find(":", key.end_mark.index, start)
        at = key.end_mark.index if colon < 0 else colon + 1
        return at, at

    def _insert(self, mapping: Any, new: list[str]) -> None:
        """Add pairs behind the last pair of a mapping, in the style of the mapping."""
        start = mapping.start_mark.index
        if mapping.flow_style:
            end = max((self._span(pair)[1] for pair in mapping.value), default=start + 1)
            self._add(end, ("" if end == start + 1 else ", ") + ", ".join(new))
            return
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        indent = line_end + " " * mapping.start_mark.column
        ends = [self._span(pair)[1] for pair in mapping.value if _ends_in_line(pair[1])]
        if ends:
            match = _LINE_END.search(self.text, ends[-1])
            assert match
            self._add(match.start(), "".join(indent + pair for pair in new))
        else:
            self._add(start, "".join(pair + indent for pair in new))

    def _add(self, at: int, new: str) -> None:
        self._edits.append((at, at, new))


def value_node(mapping: Any, key: str) -> Any:
    """Return the node of the value under a key of a mapping; None if there is none."""
    pair = _pair(mapping, key)
    return pair and pair[1]


def _pair(mapping: Any, key: str) -> Pair | None:
    pairs = mapping.value if isinstance(mapping.value, list) else ()
    return next((pair for pair in pairs if pair[0].value == key), None)


def to_yaml(value: str | int) -> str:
    """Return a value as YAML, in quotes if it needs them.

    Examples
    --------
    >>> to_yaml("don’t know"), to_yaml("maps, he says"), to_yaml("2024")
    ('don’t know', '"maps, he says"', '"2024"')
    """  # noqa: RUF002
    if isinstance(value, int):
        return str(value)
    if (_PLAIN.fullmatch(value) or _HEX.fullmatch(value)) and value.casefold() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _BREAKS.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _ends_in_line(node: Any) -> bool:
    """Tell whether a value ends in its own line: it is no block."""
    return isinstance(node.value, str) and node.style not in {"|", ">"}
