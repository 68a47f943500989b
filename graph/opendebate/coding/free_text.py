"""Free text in coding files: under which keys it stands, and texts that a ``#`` cuts short."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.field_types import FREE_TEXT
from opendebate.coding.story_records import Story
from opendebate.coding.validation_messages import nested_model, shortened
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import Fault


@cache
def text_keys() -> frozenset[str]:
    """Return the keys of free text, not those of ids, codes, dates or numbers.

    Examples
    --------
    >>> "question" in text_keys(), "claim" in text_keys()
    (True, False)
    """
    visited: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [records.Debate, records.SourceFile, records.Actor,
                                      records.Model, records.Policy, records.Claim, records.Topic,
                                      records.Event, records.ContextFact, Story]  # fmt: skip
    keys = set()
    while waiting:
        model = waiting.pop()
        visited.add(model)
        for name, field in model.model_fields.items():
            if FREE_TEXT in field.metadata or _is_free_text(field.annotation):
                keys.add(field.alias or name)
            inner = nested_model(field)
            waiting += [inner] if inner and inner not in visited else []
    return frozenset(keys)


def _is_free_text(annotation: Any) -> bool:
    inner = typing.get_args(annotation)
    return FREE_TEXT in getattr(annotation, "__metadata__", ()) or any(map(_is_free_text, inner))


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


def distinct_strings(value: Any) -> set[str]:
    """Return the different strings of a file's data.

    Examples
    --------
    >>> sorted(distinct_strings({"a": {"name": "Ada", "other_names": ["A. L.", "Ada"]}}))
    ['A. L.', 'Ada']
    """
    distinct: set[str] = set()
    waiting = [value]
    for container in waiting:
        inner = container.values() if isinstance(container, dict) else container
        if isinstance(inner, str):
            distinct.add(inner)
            continue
        for child in inner or ():
            if type(child) is str:
                distinct.add(child)
            else:
                waiting.append(child)
    return distinct


def last_key(path: Keys) -> str:
    """Return the last key of a path, before any positions in lists."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def check_truncated_texts(tree: Tree) -> None:
    """Add a fault for every text that a ``#`` cuts short: YAML reads the rest as a comment."""
    for path, ((line, column), comment) in tree.truncated.items():
        if last_key(path) in text_keys():
            message = (
                f"What follows the # is a comment and is left out: {shortened(comment)}. If it "
                "belongs to the text, put the whole text into quotes. If it is a comment, write "
                "two spaces before the # and one after it."
            )
            tree.faults.append(Fault(tree.file, line, column, message))
