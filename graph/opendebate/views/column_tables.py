"""Nodes of a page as tables of columns, in which no text stands twice.

Nodes whose keys begin alike form a table: the rest of their keys, and a column for each property.
A column is a list with a value for each node, ``None`` where the node has none; or, where few nodes
have one, a mapping from the node's number to its value. In columns of texts a number stands for a
text of the pool: the texts that occur more than once, then the keys of all nodes. The page's
``column-tables.js`` reverses this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
Values = dict[int, Any]  # number of a node → its value of a property
_SHORT = 4  # a text of fewer characters is written where it stands


def column_tables(nodes: Mapping[str, Node]) -> dict[str, Any]:
    """Return nodes as tables of columns.

    Examples
    --------
    >>> both = {"topic": "topic/a"}
    >>> column_tables({"claim/x": {"n": 7, **both}, "claim/y": both, "topic/a": {"label": "A"}})
    ... # doctest: +NORMALIZE_WHITESPACE
    {'texts': [],
     'tables': [['claim/', ['x', 'y'], {'topic': [2, 2]}, {'n': [7, None]}],
                ['topic/', ['a'], {'label': ['A']}, {}]]}
    """
    groups: dict[str, dict[str, Node]] = {}
    for key, node in nodes.items():
        begin = _beginning(key)
        groups.setdefault(begin, {})[key.removeprefix(begin)] = node
    columns = {begin: _columns(group.values()) for begin, group in groups.items()}
    keys = [begin + rest for begin, group in groups.items() for rest in group]
    texts = _repeated(columns.values(), keys)
    numbers = {text: n for n, text in enumerate([*texts, *keys])}
    tables = []
    for begin, group in groups.items():
        of_texts, others = {}, {}
        for name, values in columns[begin].items():
            if _has_only_texts(values):
                referred = {n: _referred(value, numbers) for n, value in values.items()}
                of_texts[name] = _column(referred, len(group))
            else:
                others[name] = _column(values, len(group))
        tables.append([begin, [*group], of_texts, others])
    return {"texts": texts, "tables": tables}


def _beginning(key: str) -> str:
    """Return what the keys of a table have in common: a statement's begins with its source's."""
    kind, slash, rest = key.partition("/")
    source, inner, _ = rest.partition("/")
    return f"{kind}/{source}/" if kind == "source" and inner else kind + slash


def _columns(nodes: Iterable[Node]) -> dict[str, Values]:
    columns: dict[str, Values] = {}
    for n, node in enumerate(nodes):
        for name, value in node.items():
            columns.setdefault(name, {})[n] = value
    return columns


def _has_only_texts(values: Values) -> bool:
    return all(isinstance(text, str) for value in values.values() for text in _parts(value))


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _repeated(tables: Iterable[Mapping[str, Values]], keys: Iterable[str]) -> list[str]:
    """Return the texts that occur more than once and are no keys, the most frequent first."""
    counts = Counter(_texts(tables))
    for key in keys:
        counts.pop(key, None)
    repeated = [text for text, n in counts.items() if n > 1 and len(text) >= _SHORT]
    return sorted(repeated, key=lambda text: (-counts[text], text))


def _texts(tables: Iterable[Mapping[str, Values]]) -> Iterator[str]:
    for columns in tables:
        for values in columns.values():
            if _has_only_texts(values):
                for value in values.values():
                    yield from _parts(value)


def _referred(value: Any, numbers: Mapping[str, int]) -> Any:
    if isinstance(value, list):
        return [numbers.get(text, text) for text in value]
    return numbers.get(value, value)


def _column(values: Values, length: int) -> Any:
    """Return a column as a list, or as a mapping where that is shorter."""
    missing = length - len(values)
    if len("null,") * missing > len('"100":') * len(values) or None in values.values():
        return {str(n): value for n, value in values.items()}
    return [values.get(n) for n in range(length)]
