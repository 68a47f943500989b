"""Values as YAML: in one line, or as the lines of a block; and which values are the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

# Texts that need no quotes in any context, and are strings to every YAML reader. Question marks
# are excluded: PyYAML reads one in braces as the beginning of a key.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ‘’“”'…–—.;!()/%-]*[\w’”'….;!)%])?")  # noqa: RUF001
_HEX = re.compile(r"(?=.*[acdf])[0-9a-f]{16,}")  # a digest that cannot be read as a number
_BREAKS = re.compile(
    "[\x7f-\x9f\u2028\u2029\ufffe\uffff]"
)  # line ends, and characters that cannot be shown
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_NUMBERS = {"paragraph", "words", "paragraphs"}  # keys of a passage whose values are numbers
_OF_PASSAGES = {"paragraph", "from", "to", "words", "sha256", "paragraphs"}


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


def flow_yaml(value: Any, scalar: Callable[[str | int], str] = to_yaml) -> str:
    """Return a value as YAML in one line; `scalar` writes texts and numbers.

    Examples
    --------
    >>> flow_yaml({"from": "Maps, he", "topics": ["maps", "lives"], "words": "2"})
    '{from: "Maps, he", topics: [maps, lives], words: 2}'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"{{{', '.join(flow_pair(key, each, scalar) for key, each in _pairs(value))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow_yaml(each, scalar) for each in value)}]"
    return scalar(value)


def flow_pair(key: str, value: Any, scalar: Callable[[str | int], str] = to_yaml) -> str:
    """Return a key and its value as YAML in one line."""
    return f"{scalar(key)}: {flow_yaml(_number(key, value), scalar)}"


def pair_lines(key: str, value: Any) -> list[str]:
    """Return a key and its value as lines: a record as a block, its values each in a line.

    Examples
    --------
    >>> pair_lines("maps", {"text": "Maps help.", "at": [{"words": 2}, {"words": 3}]})
    ['maps:', '  text: Maps help.', '  at:', '  - {words: 2}', '  - {words: 3}']
    """
    if not in_block(value):
        return [flow_pair(key, value)]
    return [f"{to_yaml(key)}:", *block_lines(value)]


def block_lines(value: Any) -> list[str]:
    """Return a value as the lines of a block below its key, indented from there."""
    if isinstance(value, Mapping):
        return [f"  {line}" for line in record_lines(value)]
    return [f"- {flow_yaml(item)}" for item in value]


def record_lines(record: Mapping[str, Any]) -> list[str]:
    """Return the pairs of a record as lines."""
    return [line for key, value in _pairs(record) for line in pair_lines(key, value)]


def item_lines(record: Mapping[str, Any]) -> list[str]:
    """Return an item of a list as lines, the first with its dash."""
    lines = record_lines(record)
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def in_block(value: Any) -> bool:
    """Tell whether a value takes several lines: a record, or a list of several mappings."""
    if isinstance(value, Mapping):
        return not value.keys() <= _OF_PASSAGES
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(item, Mapping) for item in value)
    )


def with_numbers(passage: Mapping[str, Any]) -> dict[str, Any]:
    """Return a passage as read from a coding file, where numbers are texts, with its numbers."""
    return {key: _number(key, value) for key, value in passage.items()}


def same_data(one: Any, other: Any) -> bool:
    """Tell whether two values are the same as data; a list of one and its only item are."""
    return bool(canonical(one) == canonical(other))


def canonical(value: Any) -> Any:
    """Return a value as the reader has it: texts, no list of one, and no keys without a value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {key: canonical(each) for key, each in _pairs(value)}
    if isinstance(value, list | tuple):
        items = [canonical(each) for each in value]
        return items[0] if len(items) == 1 else items
    return None if value is None else str(value)


def as_list(value: Any) -> list[Any]:
    """Return what a coding file has where several values may stand, as a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def _pairs(record: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in record.items() if value is not None]


def _number(key: str, value: Any) -> Any:
    is_number = key in _NUMBERS and isinstance(value, str) and value.isdecimal()
    return int(value) if is_number else value
