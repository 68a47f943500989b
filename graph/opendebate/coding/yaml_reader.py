"""Reading YAML: every value is a string and has a location.

Only a simple subset of YAML is read. Tags, anchors and aliases are faults, since they make files
hard to review, or too large for the memory. There are no implicit types: ``no`` stays ``"no"`` and
``1.10`` stays ``"1.10"``; the records say which type each value has.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opendebate.coding.fast_yaml import TooManyParts, read_quickly
from opendebate.coding.text_input import NotText, text_of
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.counting import counted
from opendebate.errors import Fault

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
MAX_PARTS = 400_000  # keys, values, and beginnings and ends of lists and of groups of keys
# The careful reader takes three times as long for each part, and some time for each character.
MAX_PARTS_SLOWLY = 80_000
MAX_CHARACTERS_SLOWLY = 1_000_000
# Invisible characters that change how a line is read: control characters, bidirectional overrides
# and isolates; and characters that no text may have: halves of surrogate pairs, non-characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_TOO_MANY = (
    "The file has more than {:,} parts (keys, values, beginnings and ends of lists). "
    "Divide its records among several files."
)
_ONLY_IF = (
    "A file may have more only if it has no faults of form, no comments behind values, no tabs "
    "and no backslashes. Delete these, or divide its records among several files."
)
_TOO_SLOW = "Up to here the file has {:,} parts (keys, values, beginnings and ends of lists). "
_TOO_LONG = "The file has more than {:,} characters. "


def read_tree(path: Path, display_name: str) -> Tree:
    """Read the YAML file at `path`, to be called `display_name` in messages.

    Never raises for what is in the file: its faults come with the tree.
    """
    tree = Tree(display_name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return tree.give_up(0, 0, "This is not a file. Replace it by a YAML file.")
        if status.st_size > MAX_BYTES:
            message = (
                f"The file has {counted(status.st_size, 'byte')}; a coding file may have "
                f"{MAX_BYTES:,}. Is it an article? If not, divide its records among several "
                "sources."
            )
            return tree.give_up(0, 0, message)
        raw = path.read_bytes()
    except OSError as error:
        return tree.give_up(0, 0, f"The file cannot be read: {error.strerror or error}.")
    return parse(raw, tree)


def parse(raw: bytes, tree: Tree) -> Tree:
    """Fill `tree` from the bytes of a YAML file."""
    try:
        text = text_of(raw)
    except NotText as error:
        line = raw.count(b"\n", 0, error.at) + 1
        before = raw[raw.rfind(b"\n", 0, error.at) + 1 : error.at]
        column = len(before.decode("utf-8", "replace")) + 1
        return tree.give_up(line, column, f"{error.what} Save the file as UTF-8.")
    try:
        data = read_quickly(text, MAX_DEPTH, MAX_PARTS)
    except TooManyParts:
        return tree.give_up(0, 0, _TOO_MANY.format(MAX_PARTS))
    if data is None and len(text) > MAX_CHARACTERS_SLOWLY:
        tree.give_up(0, 0, _TOO_LONG.format(MAX_CHARACTERS_SLOWLY) + _ONLY_IF)
    elif data is None:
        _Reader(text, tree).read()
    else:
        tree.data, tree.unlocated_text = data, text
    return tree


def visible(text: str) -> str:
    r"""Return a text with spaces instead of forbidden characters and of other white space.

    Examples
    --------
    >>> visible("Maps\x07for\u202e all\n")
    'Maps for all'
    """
    return " ".join(_HIDDEN.sub(" ", text).split())


class _Stop(Exception):
    """The file cannot be read further."""


class _Reader:
    """Builds a tree from the events of a YAML stream."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text, self.tree = text, tree
        self._undivided: set[Keys | None] = (
            set()
        )  # items that were read as one, since a dash is missing

    def read(self) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            self.events = self._limited(YAML(typ="safe", pure=True).parse(self.text))
            self._document()
        except _Stop:
            return
        except MarkedYAMLError as error:
            self._report_syntax(error)
        except YAMLError as error:
            self._unreadable(error)
        except ValueError:  # an escape such as "\\U00110000" that is beyond Unicode
            message = (
                "The file holds an escape (\\U…) of a character that does not exist. Delete it."
            )
            self.tree.give_up(0, 0, message)

    def _limited(self, events: Iterator[Any]) -> Iterator[Any]:
        """Yield the events of a file, and stop if there are too many."""
        for count, event in enumerate(events):
            if count > MAX_PARTS_SLOWLY:
                self._stop(event, _TOO_SLOW.format(MAX_PARTS_SLOWLY) + _ONLY_IF)
            yield event

    def _report_syntax(self, error: Any) -> None:
        """Record where a file is no longer YAML, and which slip causes that."""
        from opendebate.coding.yaml_hints import ParserError, diagnose

        slip = diagnose(ParserError.of(error, self.text))
        self.tree.give_up(slip.line, slip.column, slip.message)

    def _unreadable(self, error: Exception) -> None:
        at = getattr(error, "position", None)
        line = self.text.count("\n", 0, at) + 1 if isinstance(at, int) else 0
        column = at - self.text.rfind("\n", 0, at) if isinstance(at, int) else 0
        code = getattr(error, "character", None)
        code_point = ord(code) if isinstance(code, str) else code
        character = "something" if code_point is None else f"U+{code_point:04X}"
        message = (
            f"The file holds {character}, which no text file should. Delete it, or check the file."
        )
        self.tree.give_up(line, column, message)

    def _document(self) -> None:
        from ruamel.yaml.events import DocumentStartEvent, StreamEndEvent

        next(self.events)  # the stream begins
        if isinstance(next(self.events), StreamEndEvent):
            return  # nothing but comments
        event = next(self.events)
        value = self._value(event, ())
        if value is not None and not isinstance(value, dict):
            self._stop(event, "The file must hold keys with values, not a list or one value.")
        self.tree.data = value or {}
        next(self.events)  # the document ends
        after = next(self.events)
        if isinstance(after, DocumentStartEvent):
            self._stop(after, "A second document (---) begins here. Put it into a separate file.")

    def _stop(self, event: Any, message: str) -> None:
        self._fault(event, message)
        self.tree.is_complete = False
        raise _Stop

    def _fault(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.tree.faults.append(Fault(self.tree.file, mark.line + 1, mark.column + 1, message))

    def _value(self, event: Any, path: Keys) -> Any:
        from ruamel.yaml.events import (
            AliasEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceStartEvent,
        )

        self.tree.locations[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, AliasEvent):
            message = f"Aliases (*{event.anchor}) are not read. Write the value out, or put a text "
            self._fault(event, f"{message}that begins with * into quotes.")
            return None
        if event.anchor is not None:
            self._fault(event, f"Anchors (&{event.anchor}) are not read. Delete this one.")
        if event.tag is not None:
            self._fault(event, f"Tags ({event.tag}) are not read. Delete this one.")
        if len(path) > MAX_DEPTH:
            self._stop(event, f"Values are nested more than {MAX_DEPTH} deep.")
        if isinstance(event, ScalarEvent):
            self._note_cut(event, path)
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return [self._value(e, (*path, i)) for i, e in enumerate(self._until_end())]
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        return self._stop(event, "This is not allowed here.")

    def _note_cut(self, event: Any, path: Keys) -> None:
        """Record a ``#`` right behind a plain value, which may have been meant as text."""
        mark = event.end_mark
        if event.style is None and event.value and self.text.startswith(" ", mark.index):
            from opendebate.coding.yaml_hints import comment_after

            end = self.text.find("\n", mark.index)
            remainder = self.text[mark.index : end if end >= 0 else None]
            if cut := comment_after(remainder):
                self.tree.truncated[path] = (mark.line + 1, mark.column + 1 + cut[0]), cut[1]

    def _until_end(self) -> Iterator[Any]:
        from ruamel.yaml.events import MappingEndEvent, SequenceEndEvent

        for event in self.events:
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                return
            yield event

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.style is None and value in {"", "~", "null"}:
            return None
        if hidden := _HIDDEN.search(value):
            character = hidden.group()
            name = unicodedata.name(character, "a control character").lower()
            self._fault(event, f"The text hides U+{ord(character):04X} ({name}). Delete it.")
            return visible(value)
        return value

    def _mapping(self, path: Keys) -> dict[str, Any]:
        from ruamel.yaml.events import ScalarEvent

        mapping: dict[str, Any] = {}
        for event in self._until_end():
            if not isinstance(event, ScalarEvent):
                self._stop(event, "A key must be one word, not a list or further keys.")
            key = self._scalar(event) or ""
            key_path = (*path, key)
            if key in mapping:
                self._skip_duplicate(event, key_path, next(iter(mapping)))
                continue
            mapping[key] = self._value(next(self.events), key_path)
            self.tree.locations[*key_path, "<key>"] = (
                event.start_mark.line + 1,
                event.start_mark.column + 1,
            )
        return mapping

    def _skip_duplicate(self, event: Any, path: Keys, first: str) -> None:
        """Record a fault for a key that is used a second time, and skip its value."""
        key, line = str(path[-1]), self.tree.locations[*path, "<key>"][0]
        item = path[:-1] if len(path) > 1 and isinstance(path[-2], int) else None
        if item not in self._undivided:
            message = f"The key {key[:60]!r} is used a second time (first in line {line})."
            advice = "Keep one of them."
            if item and key == first:  # so do all keys that follow
                self._undivided.add(item)
                advice = f"Is a dash missing before it (- {key}: …)?"
            self._fault(event, f"{message} {advice}")
        location = self.tree.locations[path]
        self._value(next(self.events), path)
        self.tree.locations[path] = location
