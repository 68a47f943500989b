"""A quick reader, on libyaml, for the coding files that have no faults.

It reads only files that :mod:`opendebate.coding.yaml_reader` would read without a fault, and as the
same data. That careful reader gets all others. A test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendebate.coding.yaml_reader import Keys, Place

# Where YAML's readers differ, or the careful one has something to tell: signs, and what stands
# at a line's beginning, around a comment, after a closing sign and before a key with a mark.
_SIGNS = re.compile(
    "[\\\\\t\x00-\x08\x0b-\x1f\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BEGINNINGS = re.compile("^(?:---|\\.\\.\\.|%)", re.MULTILINE)
_COMMENT = re.compile("\\S *#")
_CLOSED = re.compile("[\"'\\]}]:\\S")
_ASKED = re.compile("^ *\\?|[\\[{,] *\\?", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null"})
_AROUND = 6  # events of every file: stream, document and outermost keys, begin and end


class _Careful(Exception):
    """The careful reader must read this file."""


class TooManyParts(Exception):
    """A file has more keys, values and lists than are read."""


def read_quickly(text: str, most: int, parts: int) -> dict[str, Any] | None:
    """Return the data of a YAML file, or None where the careful reader must read it.

    Parameters
    ----------
    text : str
    most : int
        How deep values may be nested.
    parts : int
        How many keys, values, and beginnings and ends of lists there may be.

    Raises
    ------
    TooManyParts
        If there are more.
    """
    if _wants_care(text):
        return None
    try:
        from yaml import YAMLError
        from yaml.cyaml import CParser
    except ImportError:  # PyYAML, or the libyaml in it, is not there
        return None
    try:
        events = iter(CParser(text).get_event, None)
        return _document(islice(events, parts + _AROUND).__next__, most)
    except StopIteration:
        raise TooManyParts from None
    except (_Careful, YAMLError, ValueError):
        return None


def _wants_care(text: str) -> bool:
    """Tell whether a text holds what readers may differ on; quick for most texts."""
    plain = text.isascii() and "\\" not in text and text.replace("\n", "").isprintable()
    return bool(
        (not plain and _SIGNS.search(text))
        or _BEGINNINGS.search(text)
        or ("#" in text and _COMMENT.search(text))
        or _CLOSED.search(text)
        or ("?" in text and _ASKED.search(text))
    )


def _document(following: Callable[[], Any], most: int) -> dict[str, Any]:
    from yaml.events import DocumentStartEvent, StreamEndEvent

    following()  # the stream begins
    if type(following()) is not DocumentStartEvent:
        return {}
    data = _value(following(), following, most)
    following()  # the document ends
    if type(following()) is not StreamEndEvent or not isinstance(data, dict):
        raise _Careful
    return data


def _value(event: Any, following: Callable[[], Any], left: int) -> Any:
    form = _FORMS.get(type(event).__name__)
    if form is None or event.anchor is not None or event.tag is not None or left < 0:
        raise _Careful
    return form(event, following, left)


def _scalar(event: Any, *_: object) -> str | None:
    value: str = event.value
    return None if not event.style and value in _NOTHING else value


def _sequence(_: Any, following: Callable[[], Any], left: int) -> list[Any]:
    items = []
    while type(event := following()).__name__ != "SequenceEndEvent":
        items.append(_value(event, following, left - 1))
    return items


def _mapping(_: Any, following: Callable[[], Any], left: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while type(event := following()).__name__ != "MappingEndEvent":
        key = _value(event, following, left) or ""
        if not isinstance(key, str) or key in found:
            raise _Careful
        found[key] = _value(following(), following, left - 1)
    return found


_FORMS: dict[str, Callable[[Any, Callable[[], Any], int], Any]] = {
    "ScalarEvent": _scalar,
    "SequenceStartEvent": _sequence,
    "MappingStartEvent": _mapping,
}


def place_quickly(text: str) -> dict[Keys, Place]:
    """Return the places of all values and keys of a file that `read_quickly` has read.

    They are those of the careful reader, but that of an empty value may be a column off.
    """
    from yaml.cyaml import CParser

    following = CParser(text).get_event
    following()  # the stream begins
    places: dict[Keys, Place] = {}
    if type(following()).__name__ == "DocumentStartEvent":
        _place(following(), (), following, places)
    return places


def _place(event: Any, path: Keys, following: Callable[[], Any], places: dict[Keys, Place]) -> None:
    places[path] = event.start_mark.line + 1, event.start_mark.column + 1
    name = type(event).__name__
    if name == "SequenceStartEvent":
        at = 0
        while type(event := following()).__name__ != "SequenceEndEvent":
            _place(event, (*path, at), following, places)
            at += 1
    elif name == "MappingStartEvent":
        while type(key := following()).__name__ != "MappingEndEvent":
            here = (*path, "" if not key.style and key.value in _NOTHING else key.value)
            _place(following(), here, following, places)
            places[*here, "<key>"] = key.start_mark.line + 1, key.start_mark.column + 1
