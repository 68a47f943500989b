"""Changing values in a YAML file and nothing else: comments, order and layout stay to the byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# What may stand without quotes in any context, and is a string to every YAML reader: PyYAML
# takes a question mark in braces for one that begins a key.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ‘’“”'…–—.;!()/%-]*[\w’”'….;!)%])?")  # noqa: RUF001
_HEX = re.compile(r"(?=.*[acdf])[0-9a-f]{16,}")  # a digest, and no number
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")  # ends of lines, or not to be shown
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
Pair = tuple[Any, Any]  # the nodes of a key and its value
_LINE_END = re.compile(r"\r?\n|\r|\Z")


@dataclass(slots=True)
class Editor:
    """A YAML text and the changes that are to be made in it.

    Attributes
    ----------
    text : str
        The text as it is.
    root : ruamel.yaml.nodes.Node
        Its nodes, which know where they stand.
    """

    text: str
    root: Any = None
    _edits: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        from ruamel.yaml import YAML

        self.root = YAML(typ="safe", pure=True).compose(self.text)

    def put(self, mapping: Any, values: Mapping[str, str | int]) -> bool:
        """Set keys of a mapping to values; tell whether that changes anything.

        Examples
        --------
        >>> editor = Editor("at: {from: Maps, words: 2}  # the maps")
        >>> editor.put(member(editor.root, "at"), {"words": 3, "to": "yes, maps"})
        True
        >>> editor.result()
        'at: {from: Maps, words: 3, to: "yes, maps"}  # the maps'
        """
        missing = {}
        before = len(self._edits)
        for key, value in values.items():
            pair = _pair(mapping, key)
            if pair is None:
                missing[key] = written(value)
            elif pair[1].value != str(value):
                self._replace(pair, written(value))
        if missing:
            self._insert(mapping, [f"{key}: {value}" for key, value in missing.items()])
        return len(self._edits) > before

    def put_mapping(self, mapping: Any, key: str, values: Mapping[str, str | int]) -> None:
        """Set a key of a mapping that holds nothing yet to a mapping."""
        inner = ", ".join(f"{name}: {written(value)}" for name, value in values.items())
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

    def _replace(self, pair: Pair, new: str) -> None:
        start, end = self._place(pair)
        end = start + len(self.text[start:end].rstrip())
        space = " " if self.text[start - 1 : start] == ":" else ""
        self._edits.append((start, end, space + new))

    def _place(self, pair: Pair) -> tuple[int, int]:
        """Return where a value begins and ends; one that is left empty is behind its colon."""
        key, value = pair
        start, end = value.start_mark.index, value.end_mark.index
        if start < end:
            return start, end
        colon = self.text.find(":", key.end_mark.index, start)
        at = key.end_mark.index if colon < 0 else colon + 1
        return at, at

    def _insert(self, mapping: Any, new: list[str]) -> None:
        """Put pairs behind the last that a mapping has, in the mapping's own style."""
        start = mapping.start_mark.index
        if mapping.flow_style:
            end = max((self._place(pair)[1] for pair in mapping.value), default=start + 1)
            self._add(end, ("" if end == start + 1 else ", ") + ", ".join(new))
            return
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        indent = line_end + " " * mapping.start_mark.column
        ends = [self._place(pair)[1] for pair in mapping.value if _ends_in_line(pair[1])]
        if ends:
            found = _LINE_END.search(self.text, ends[-1])
            assert found
            self._add(found.start(), "".join(indent + pair for pair in new))
        else:
            self._add(start, "".join(pair + indent for pair in new))

    def _add(self, at: int, new: str) -> None:
        self._edits.append((at, at, new))


def member(mapping: Any, key: str) -> Any:
    """Return the node of a mapping's value; None where there is none."""
    pair = _pair(mapping, key)
    return pair and pair[1]


def _pair(mapping: Any, key: str) -> Pair | None:
    pairs = mapping.value if isinstance(mapping.value, list) else ()
    return next((pair for pair in pairs if pair[0].value == key), None)


def written(value: str | int) -> str:
    """Return a value as YAML, in quotes where it needs them.

    Examples
    --------
    >>> written("don’t know"), written("maps, he says"), written("2024")
    ('don’t know', '"maps, he says"', '"2024"')
    """  # noqa: RUF002
    if isinstance(value, int):
        return str(value)
    if (_PLAIN.fullmatch(value) or _HEX.fullmatch(value)) and value.casefold() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _BREAKS.sub(lambda sign: f"\\u{ord(sign.group()):04x}", quoted)


def _ends_in_line(node: Any) -> bool:
    """Tell whether a value ends in the line that its end is in: no block follows."""
    return isinstance(node.value, str) and node.style not in {"|", ">"}
