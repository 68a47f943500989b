"""A quick reader, on libyaml, for the coding files that have no faults.

It reads only files that :mod:`opendebate.coding.yaml_reader` would read without a fault, and gives
the same data. The careful reader there reads all others. A test compares the two.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendebate.coding.yaml_tree import Keys, LineColumn

# Where readers of YAML differ, or the careful one may report a fault: unusual characters, escapes,
# document marks at the beginning of a line, comments right behind values, text after a closing
# quote or bracket, and keys that begin with a question mark.
_UNUSUAL = re.compile(
    "[\t\x00-\x08\x0b-\x1f\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BEGINNINGS = re.compile("^(?:---|\\.\\.\\.|%)", re.MULTILINE)
# A comment behind a value that may be text; two spaces before # and one after it make it plain.
_COMMENT = re.compile("\\S(?: ?#|  +#(?![ \\n]|\\Z))")
_CLOSED = re.compile("[\"'\\]}]:\\S")
_EXPLICIT_KEY = re.compile("^ *\\?|[\\[{,] *\\?", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_PLAIN_ESCAPES = frozenset('"\\n')  # that all readers read alike
_OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
_NULLS = frozenset({"", "~", "null"})
_AROUND = 6  # events of every file: begin and end of stream, document and outermost mapping


class _NeedsCarefulReader(Exception):
    """The careful reader must read this file."""


class TooManyParts(Exception):
    """A file has more keys, values and lists than are read."""


def read_quickly(text: str, max_depth: int, max_parts: int) -> dict[str, Any] | None:
    """Return the data of a YAML file, or None where the careful reader must read it.

    Parameters
    ----------
    text : str
    max_depth : int
        How deeply values may be nested.
    max_parts : int
        How many keys, values, and beginnings and ends of lists there may be.

    Raises
    ------
    TooManyParts
        If there are more.
    """
    if _needs_careful_reader(text):
        return None
    try:
        from yaml import YAMLError
        from yaml.cyaml import CParser
    except ImportError:  # PyYAML, or the libyaml in it, is not there
        return None
    doubtful, quoted = _doubtful_positions(text), list[tuple[int, int]]()
    try:
        events = iter(CParser(text).get_event, None)
        if doubtful:
            events = _noting_quoted(events, text, quoted)
        data = _document(islice(events, max_parts + _AROUND).__next__, max_depth)
    except StopIteration:
        raise TooManyParts from None
    except (_NeedsCarefulReader, YAMLError, ValueError):
        return None
    return data if _are_within(doubtful, quoted) else None


def compose_quickly(text: str) -> Any:
    """Return the outermost node of a YAML file that has no faults, with the marks of all nodes.

    None stands for an empty file, and for a text whose characters the readers count differently.
    """
    if _OTHER_BREAKS.search(text):
        return None
    try:
        from yaml import CBaseLoader, YAMLError, compose
    except ImportError:  # PyYAML, or the libyaml in it, is not there
        return None
    try:
        return compose(text, Loader=CBaseLoader)
    except YAMLError:
        return None


def _needs_careful_reader(text: str) -> bool:
    """Tell whether readers may differ on a text wherever its characters stand."""
    plain = text.isascii() and text.replace("\n", "").isprintable()
    return bool((not plain and _UNUSUAL.search(text)) or _BEGINNINGS.search(text))


def _doubtful_positions(text: str) -> list[int]:
    """Return the positions of characters on which readers may differ outside quotation marks."""
    positions = [match.start() + 1 for match in _CLOSED.finditer(text)]
    if "\\" in text:
        positions += [match.start() for match in _ESCAPE.finditer(text)]
    for character, pattern in (("#", _COMMENT), ("?", _EXPLICIT_KEY)):
        if character in text:
            positions += [match.end() - 1 for match in pattern.finditer(text)]
    return positions


def _noting_quoted(
    events: Iterator[Any], text: str, quoted: list[tuple[int, int]]
) -> Iterator[Any]:
    """Yield events, and note where texts in quotation marks begin and end."""
    for event in events:
        if style := getattr(event, "style", None):
            start, end = event.start_mark.index, event.end_mark.index
            if style == '"' and not _has_plain_escapes(text, start, end):
                raise _NeedsCarefulReader
            if style in "\"'":
                quoted.append((start, end - 1))
        yield event


def _has_plain_escapes(text: str, start: int, end: int) -> bool:
    return all(match[1] in _PLAIN_ESCAPES for match in _ESCAPE.finditer(text, start, end))


def _are_within(positions: list[int], spans: list[tuple[int, int]]) -> bool:
    """Tell whether each position lies in one of the spans, which are in order."""
    starts = [start for start, _ in spans]
    return all(
        (number := bisect(starts, position)) and position < spans[number - 1][1]
        for position in positions
    )


def _document(next_event: Callable[[], Any], max_depth: int) -> dict[str, Any]:
    from yaml.events import DocumentStartEvent, StreamEndEvent

    next_event()  # the stream begins
    if type(next_event()) is not DocumentStartEvent:
        return {}
    data = _value(next_event(), next_event, max_depth)
    next_event()  # the document ends
    if type(next_event()) is not StreamEndEvent or not isinstance(data, dict):
        raise _NeedsCarefulReader
    return data


def _value(event: Any, next_event: Callable[[], Any], depth_left: int) -> Any:
    form = _FORMS.get(type(event).__name__)
    if form is None or event.anchor is not None or event.tag is not None or depth_left < 0:
        raise _NeedsCarefulReader
    return form(event, next_event, depth_left)


def _scalar(event: Any, *_: object) -> str | None:
    value: str = event.value
    return None if not event.style and value in _NULLS else value


def _sequence(_: Any, next_event: Callable[[], Any], depth_left: int) -> list[Any]:
    items = []
    while type(event := next_event()).__name__ != "SequenceEndEvent":
        items.append(_value(event, next_event, depth_left - 1))
    return items


def _mapping(_: Any, next_event: Callable[[], Any], depth_left: int) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    while type(event := next_event()).__name__ != "MappingEndEvent":
        key = _value(event, next_event, depth_left) or ""
        if not isinstance(key, str) or key in mapping:
            raise _NeedsCarefulReader
        mapping[key] = _value(next_event(), next_event, depth_left - 1)
    return mapping


_FORMS: dict[str, Callable[[Any, Callable[[], Any], int], Any]] = {
    "ScalarEvent": _scalar,
    "SequenceStartEvent": _sequence,
    "MappingStartEvent": _mapping,
}


def locate_quickly(text: str) -> dict[Keys, LineColumn]:
    """Return the locations of all values and keys of a file that `read_quickly` has read.

    They equal those of the careful reader, but for an empty value the column may differ by 1.
    """
    from yaml.cyaml import CParser

    next_event = CParser(text).get_event
    next_event()  # the stream begins
    locations: dict[Keys, LineColumn] = {}
    if type(next_event()).__name__ == "DocumentStartEvent":
        _add_locations(next_event(), (), next_event, locations)
    return locations


def _add_locations(
    event: Any, path: Keys, next_event: Callable[[], Any], locations: dict[Keys, LineColumn]
) -> None:
    locations[path] = event.start_mark.line + 1, event.start_mark.column + 1
    name = type(event).__name__
    if name == "SequenceStartEvent":
        at = 0
        while type(event := next_event()).__name__ != "SequenceEndEvent":
            _add_locations(event, (*path, at), next_event, locations)
            at += 1
    elif name == "MappingStartEvent":
        while type(key := next_event()).__name__ != "MappingEndEvent":
            key_path = (*path, "" if not key.style and key.value in _NULLS else key.value)
            _add_locations(next_event(), key_path, next_event, locations)
            locations[*key_path, "<key>"] = key.start_mark.line + 1, key.start_mark.column + 1
