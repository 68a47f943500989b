"""Where in coding files a coder's own words stand, and what can be wrong with them there."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.field_types import FREE
from opendebate.coding.validation_messages import nested_model, shortened
from opendebate.coding.yaml_reader import Keys, Tree
from opendebate.errors import Fault


@cache
def text_keys() -> frozenset[str]:
    """Return the keys under which words stand, not ids, codes, dates or numbers.

    Examples
    --------
    >>> "question" in text_keys(), "claim" in text_keys()
    (True, False)
    """
    seen: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [records.Debate, records.SourceFile, records.Actor,
                                      records.Model, records.Policy, records.Claim, records.Topic,
                                      records.Event, records.ContextFact]  # fmt: skip
    found = set()
    while waiting:
        model = waiting.pop()
        seen.add(model)
        for name, field in model.model_fields.items():
            if FREE in field.metadata or _holds_words(field.annotation):
                found.add(field.alias or name)
            inner = nested_model(field)
            waiting += [inner] if inner and inner not in seen else []
    return frozenset(found)


def _holds_words(annotation: Any) -> bool:
    inner = typing.get_args(annotation)
    return FREE in getattr(annotation, "__metadata__", ()) or any(map(_holds_words, inner))


def strings(value: Any, path: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every string of a file's data with its path.

    Examples
    --------
    >>> list(strings({"a": {"name": "Ada", "other_names": ["A. L."]}}))
    [(('a', 'name'), 'Ada'), (('a', 'other_names', 0), 'A. L.')]
    """
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from strings(inner, (*path, step))


def texts(value: Any) -> set[str]:
    """Return the different strings of a file's data.

    Examples
    --------
    >>> sorted(texts({"a": {"name": "Ada", "other_names": ["A. L.", "Ada"]}}))
    ['A. L.', 'Ada']
    """
    found: set[str] = set()
    waiting = [value]
    for one in waiting:
        inner = one.values() if isinstance(one, dict) else one
        if isinstance(inner, str):
            found.add(inner)
            continue
        for each in inner or ():
            if type(each) is str:
                found.add(each)
            else:
                waiting.append(each)
    return found


def key_of(path: Keys) -> str:
    """Return the last key of a path; places in lists have none."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def check_cut(tree: Tree) -> None:
    """Tell of every text that a ``#`` cuts short: YAML takes the rest for a comment."""
    for path, ((line, column), rest) in tree.cut.items():
        if key_of(path) in text_keys():
            told = (
                f"What follows the # is a comment and is left out: {shortened(rest)}. If it "
                "belongs to the text, put the whole text into quotes. If it is a comment, write "
                "two spaces before the # and one after it."
            )
            tree.faults.append(Fault(tree.file, line, column, told))
