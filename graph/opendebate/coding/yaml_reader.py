"""YAML as coders write it: every value a string, every value with its place.

Only a plain subset is read. Tags, anchors and aliases are faults, since they make files that
no reviewer can read and some that no machine can hold. Implicit types are off: ``no`` stays
``"no"`` and ``1.10`` stays ``"1.10"``; the records say what type each value has.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opendebate.coding.fast_yaml import TooManyParts, place_quickly, read_quickly
from opendebate.coding.text_input import NotText, text_of
from opendebate.coding.yaml_hints import Complaint, cut_by, diagnose
from opendebate.errors import Fault

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
MOST_PARTS = 400_000  # keys, values, and beginnings and ends of lists and of groups of keys
# The careful reader takes three times as long for each, and some time for each sign.
MOST_PARTS_SLOWLY = 80_000
MOST_SIGNS_SLOWLY = 1_000_000
MOST_FAULTS = 200  # of a file; the rest is counted
Place = tuple[int, int]
Keys = tuple[str | int, ...]
# What changes how a line is read without being seen: control characters, bidirectional overrides
# and isolates; and what no text may hold: halves of surrogate pairs and non-characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_TOO_MANY = (
    "The file has more than {:,} parts (keys, values, beginnings and ends of lists). "
    "Share its records out among several files."
)
_ONLY_IF = (
    "A file may have more only if it has no faults of form, no comments behind values, no tabs "
    "and no backslashes. Delete these, or share its records out among several files."
)
_TOO_SLOW = "Up to here the file has {:,} parts (keys, values, beginnings and ends of lists). "
_TOO_LONG = "The file has more than {:,} signs. "


@dataclass(slots=True)
class Tree:
    """A YAML file as plain data, with the place of everything in it.

    Attributes
    ----------
    file : str
        The file's path, for messages.
    data : dict
        Nested dicts, lists and strings; an empty value is ``None``.
    places : dict
        Path in `data` → (line, column), counted from 1. The path of a key is that of its value
        followed by ``"<key>"``.
    unplaced : str or None
        The file's text, as long as nobody has asked for a place in it.
    faults : list of Fault
        What is wrong with the file: the first of it.
    more : dict of str to int
        By severity, how many faults more there are than are kept.
    whole : bool
        Whether all of it could be read.
    cut : dict
        Path in `data` of a plain value that a ``#`` ends → where it stands, and what follows.
    """

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    more: Counter[str] = field(default_factory=Counter)
    whole: bool = True
    cut: dict[Keys, tuple[Place, str]] = field(default_factory=dict)
    unplaced: str | None = None
    _places: dict[Keys, Place] = field(default_factory=dict)

    @property
    def places(self) -> dict[Keys, Place]:
        """Path in `data` → (line, column), looked up when it is first asked for."""
        if self.unplaced is not None:
            text, self.unplaced = self.unplaced, None
            self._places = place_quickly(text)
        return self._places

    def place(self, path: Keys, *, key: bool = False) -> Place:
        """Return the place of `path`, or of the nearest thing around it.

        Where one value stands for a list of one, its index is left out of its path.
        """
        for i in range(len(path)):
            if isinstance(path[i], int) and path[: i + 1] not in self.places:
                return self.place((*path[:i], *path[i + 1 :]), key=key)
        if key and (*path, "<key>") in self.places:
            return self.places[*path, "<key>"]
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    @property
    def full(self) -> bool:
        """Whether there are so many faults that further ones are only counted."""
        return len(self.faults) >= MOST_FAULTS

    def fault(
        self, path: Keys, message: str, *, key: bool = False, severity: str = "error"
    ) -> None:
        """Record a fault at `path`; of many, those beyond a bound are only counted."""
        if self.full:
            self.more[severity] += 1
            return
        self.faults.append(Fault(self.file, *self.place(path, key=key), message, severity))

    def rest(self) -> list[Fault]:
        """Return a fault for each severity of which some are only counted, and forget them."""
        told = {
            "error": "{:,} more faults in this file. Mend the first ones and check again.",
            "warning": "{:,} more warnings in this file.",
        }
        found = [Fault(self.file, 0, 0, told[severity].format(number), severity)
                 for severity, number in self.more.items()]  # fmt: skip
        self.more.clear()
        return found

    def give_up(self, line: int, column: int, message: str) -> Tree:
        """Record a fault after which nothing more of the file can be read."""
        self.whole = False
        self.faults.append(Fault(self.file, line, column, message))
        return self


def read_tree(path: Path, shown: str) -> Tree:
    """Read the YAML file at `path`, to be called `shown` in messages.

    Never raises for what is in the file: its faults come with the tree.
    """
    tree = Tree(shown)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return tree.give_up(0, 0, "This is no file. Put a YAML file in its place.")
        if status.st_size > MAX_BYTES:
            told = (
                f"The file has {status.st_size:,} bytes; a coding file may have {MAX_BYTES:,}. "
                "Is it an article? Else share its records out among several sources."
            )
            return tree.give_up(0, 0, told)
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
        data = read_quickly(text, MAX_DEPTH, MOST_PARTS)
    except TooManyParts:
        return tree.give_up(0, 0, _TOO_MANY.format(MOST_PARTS))
    if data is None and len(text) > MOST_SIGNS_SLOWLY:
        tree.give_up(0, 0, _TOO_LONG.format(MOST_SIGNS_SLOWLY) + _ONLY_IF)
    elif data is None:
        _Reader(text, tree).read()
    else:
        tree.data, tree.unplaced = data, text
    return tree


def visible(text: str) -> str:
    r"""Return a text with what may not stand in a coding file as spaces; other white space too.

    Examples
    --------
    >>> visible("Maps\x07for\u202e all\n")
    'Maps for all'
    """
    return " ".join(_HIDDEN.sub(" ", text).split())


class _Stop(Exception):
    """The rest of the file cannot be read."""


class _Reader:
    """Builds a tree from the events of a YAML stream."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text, self.tree = text, tree
        self._undivided: set[Keys | None] = set()  # items of lists, for want of a dash, are one

    def read(self) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            self.events = self._few(YAML(typ="safe", pure=True).parse(self.text))
            self._document()
        except _Stop:
            return
        except MarkedYAMLError as error:
            self._no_yaml(error)
        except YAMLError as error:
            self._unreadable(error)
        except ValueError:  # an escape such as "\\U00110000" that is beyond Unicode
            told = "The file holds an escape (\\U…) of a character that does not exist. Delete it."
            self.tree.give_up(0, 0, told)

    def _few(self, events: Iterator[Any]) -> Iterator[Any]:
        """Yield the events of a file, and stop where they are too many."""
        for count, event in enumerate(events):
            if count > MOST_PARTS_SLOWLY:
                self._stop(event, _TOO_SLOW.format(MOST_PARTS_SLOWLY) + _ONLY_IF)
            yield event

    def _no_yaml(self, error: Any) -> None:
        """Say where a file stops being YAML, and which slip that comes from."""
        slip = diagnose(Complaint.of(error, self.text))
        self.tree.give_up(slip.line, slip.column, slip.message)

    def _unreadable(self, error: Exception) -> None:
        at = getattr(error, "position", None)
        line = self.text.count("\n", 0, at) + 1 if isinstance(at, int) else 0
        column = at - self.text.rfind("\n", 0, at) if isinstance(at, int) else 0
        code = getattr(error, "character", None)
        sign = ord(code) if isinstance(code, str) else code
        named = "something" if sign is None else f"U+{sign:04X}"
        message = (
            f"The file holds {named}, which no text file should. Delete it, or check the file."
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
            self._stop(after, "A second document (---) begins here. Put it into a file of its own.")

    def _stop(self, event: Any, message: str) -> None:
        self._fault(event, message)
        self.tree.whole = False
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

        self.tree.places[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, AliasEvent):
            told = f"Aliases (*{event.anchor}) are not read. Write the value out, or put a text "
            self._fault(event, f"{told}that begins with * into quotes.")
            return None
        if event.anchor is not None:
            self._fault(event, f"Anchors (&{event.anchor}) are not read. Delete it.")
        if event.tag is not None:
            self._fault(event, f"Tags ({event.tag}) are not read. Delete it.")
        if len(path) > MAX_DEPTH:
            self._stop(event, f"Values are nested more than {MAX_DEPTH} deep.")
        if isinstance(event, ScalarEvent):
            self._note_cut(event, path)
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return [self._value(e, (*path, i)) for i, e in enumerate(self._until_end())]
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        return self._stop(event, "This cannot stand here.")

    def _note_cut(self, event: Any, path: Keys) -> None:
        """Keep in mind a ``#`` right behind a plain value, which may have been meant as text."""
        mark = event.end_mark
        if event.style is None and event.value and self.text.startswith(" ", mark.index):
            end = self.text.find("\n", mark.index)
            rest = self.text[mark.index : end if end >= 0 else None]
            if cut := cut_by(rest):
                self.tree.cut[path] = (mark.line + 1, mark.column + 1 + cut[0]), cut[1]

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
            sign = hidden.group()
            name = unicodedata.name(sign, "a control character").lower()
            self._fault(event, f"The text hides U+{ord(sign):04X} ({name}). Delete it.")
            return visible(value)
        return value

    def _mapping(self, path: Keys) -> dict[str, Any]:
        from ruamel.yaml.events import ScalarEvent

        found: dict[str, Any] = {}
        for event in self._until_end():
            if not isinstance(event, ScalarEvent):
                self._stop(event, "A key must be one word, not a list or further keys.")
            key = self._scalar(event) or ""
            here = (*path, key)
            if key in found:
                self._again(event, here, next(iter(found)))
                continue
            found[key] = self._value(next(self.events), here)
            self.tree.places[*here, "<key>"] = (
                event.start_mark.line + 1,
                event.start_mark.column + 1,
            )
        return found

    def _again(self, event: Any, path: Keys, first: str) -> None:
        """Tell of a key that stands a second time, and read over its value."""
        key, line = str(path[-1]), self.tree.places[*path, "<key>"][0]
        item = path[:-1] if len(path) > 1 and isinstance(path[-2], int) else None
        if item not in self._undivided:
            told = f"The key {key[:60]!r} stands here a second time (first in line {line})."
            advice = "Keep one of them."
            if item and key == first:  # so do all keys that follow
                self._undivided.add(item)
                advice = f"Is a dash missing before it (- {key}: …)?"
            self._fault(event, f"{told} {advice}")
        kept = self.tree.places[path]
        self._value(next(self.events), path)
        self.tree.places[path] = kept
