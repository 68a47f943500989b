"""Messages for coders about the errors that pydantic finds."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from opendebate.coding.field_types import ID_PATTERN, LANGUAGE_PATTERN, SHA256_PATTERN, RefersTo
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import close_matches, did_you_mean
from opendebate.word_tables import tables_beside

_SUGGESTED = 100  # in a file with more faults than this, similar names are not searched
_MAX_SHOWN = 60  # characters of a value that a message shows
_PATTERNS = {
    ID_PATTERN: "Write small letters, digits and single hyphens.",
    SHA256_PATTERN: "Delete it; 'opendebate seal' fills in the right one.",
    LANGUAGE_PATTERN: "Write a language tag, such as en or pt-BR.",
}

_KEY = "[key]"  # pydantic's mark for what is wrong with a key of a mapping


def add_validation_faults(
    error: ValidationError, model: type[BaseModel], tree: Tree, path: Keys
) -> None:
    """Add a fault to `tree` for each error that pydantic found in the record at `path`."""
    explained = 0
    for details in [] if tree.is_full else error.errors(include_url=False):
        if tree.is_full:
            break
        _add_fault(details, model, tree, (*path, *details["loc"]))
        explained += 1
    if remaining := error.error_count() - explained:
        tree.overflow["error"] += remaining


def _add_fault(details: ErrorDetails, model: type[BaseModel], tree: Tree, where: Keys) -> None:
    kind, ctx = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        _unknown_key(model, tree, where, details["loc"])
    elif kind == "missing":
        tree.add_fault(where[:-1], f"The key {where[-1]!r} is missing. Add it.", key=True)
    elif kind == "literal_error":
        _wrong_code(ctx["expected"], details["input"], tree, where)
    elif kind == "too_short" and details["input"]:
        return  # there are some, but they have faults, which are reported
    elif not (kind == "string_pattern_mismatch" and is_reference(model, details["loc"])):
        message = str(ctx["error"]) if kind == "value_error" else _plain_message(kind, ctx, details)
        is_key = where[-1] == _KEY  # the name itself is wrong, not its value
        where = where[:-1] if is_key else where
        tree.add_fault(where, f"{_last_key(where)}: {message}", key=is_key)


def _last_key(where: Keys) -> str:
    return str(next((step for step in reversed(where) if isinstance(step, str)), "this"))


def _unknown_key(model: type[BaseModel], tree: Tree, where: Keys, loc: Keys) -> None:
    key = str(where[-1])
    valid_keys = sorted(allowed_keys(model, loc[:-1]))
    if before := _before_comma(tree, where):
        advice = f"Put the whole value of {before!r} into quotes."
        if before in valid_keys and is_reference(model, (*loc[:-1], before)):
            advice = f"Write several in brackets: {before}: [a, b]."
        message = f"A comma ends a value, so {shortened(key)} was read as a key. {advice}"
        tree.add_fault(where, message, key=True)
        return
    close = did_you_mean(close_matches(key, valid_keys)) or f"Known are: {', '.join(valid_keys)}."
    tree.add_fault(where, f"Unknown key {shortened(key)}. {close}", key=True)


def _before_comma(tree: Tree, where: Keys) -> str:
    """Return the key whose value a comma cut, if the rest of the value was read as a key.

    In ``{from: 1,4 m, to: c}`` the rest, ``4 m``, is a key without a value in the same line.
    """
    container: Any = tree.data
    for step in where[:-1]:
        if not (
            isinstance(step, int) and isinstance(container, dict)
        ):  # a single record may stand for a list
            container = container[step]
    keys = list(container) if isinstance(container, dict) else []
    if where[-1] not in keys or container[where[-1]] is not None:
        return ""
    line = tree.location(where, key=True)[0]
    before = [key for key in keys[: keys.index(where[-1])] if container[key] is not None]
    is_same_line = before and tree.location((*where[:-1], before[-1]), key=True)[0] == line
    return str(before[-1]) if is_same_line else ""


def _wrong_code(expected: str, actual: Any, tree: Tree, where: Keys) -> None:
    codes = [code.strip("' ") for code in expected.replace(" or ", ", ").split(",")]
    use = f"Use {', '.join(codes[:-1])} or {codes[-1]}."
    if not isinstance(actual, str):
        tree.add_fault(
            where, f"{_last_key(where)}: This must be a word, not {_describe_type(actual)}. {use}"
        )
        return
    close = did_you_mean(close_matches(actual, codes))
    message = " ".join(filter(None, [f"{shortened(actual)} is no {_last_key(where)}.", close, use]))
    tree.add_fault(where, message)


def _plain_message(kind: str, ctx: Mapping[str, Any], details: ErrorDetails) -> str:
    if kind == "string_pattern_mismatch":
        advice = _PATTERNS.get(ctx["pattern"], "")
        return f"{shortened(details['input'])} does not have the right form. {advice}".strip()
    plain, forms = tables_beside(__file__)["plain"], tables_beside(__file__)["forms"]
    if kind in forms:
        return f"This must be {forms[kind]}, not {_describe_type(details['input'])}."
    return plain[kind].format(**ctx) if kind in plain else f"{details['msg']}."


def _describe_type(value: Any) -> str:
    type_names = ((dict, "keys with values"), (list, "a list"), (str, "one value"))
    return next((text for kind, text in type_names if isinstance(value, kind)), "nothing")


def shortened(value: object) -> str:
    """Return a value in quotes for a message; a long value is cut.

    Examples
    --------
    >>> shortened("Meta")
    "'Meta'"
    """
    text = str(value)
    return repr(text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…")


def suggestion_for(name: str, names: Iterable[str], tree: Tree) -> str:
    """Return a suggestion of similar names; empty if there is none, or if many faults are known."""
    return did_you_mean(close_matches(name, names)) if len(tree.faults) < _SUGGESTED else ""


def is_reference(model: type[BaseModel], loc: Keys) -> bool:
    """Tell whether the value at `loc` in a record of `model` is an id of another record.

    If such an id does not exist, the check of references reports that, so its form need not be
    reported too.
    """
    first, *rest = [step for step in loc if isinstance(step, str)]
    field = _field(model, first)
    if typing.get_origin(field.annotation) is dict:
        del rest[:1]  # a name of the coder's own
        if not rest or rest == [_KEY]:
            return False
    if not rest:
        return reference_mark(field) is not None
    return is_reference(nested_model(field) or model, tuple(rest))


def reference_mark(field: FieldInfo) -> RefersTo | None:
    """Return the mark of a field that refers to other records; None if it does not."""
    args = typing.get_args(field.annotation)
    inner = (mark for arg in args for mark in getattr(arg, "__metadata__", ()))
    return next((m for m in (*field.metadata, *inner) if isinstance(m, RefersTo)), None)


def _field(model: type[BaseModel], key: str) -> FieldInfo:
    return next(f for name, f in model.model_fields.items() if key == (f.alias or name))


def allowed_keys(model: type[BaseModel], loc: Keys) -> set[str]:
    """Return the keys that are allowed at `loc` in a record of `model`."""
    steps = iter([step for step in loc if isinstance(step, str)])
    for step in steps:
        field = _field(model, step)
        if typing.get_origin(field.annotation) is dict:
            next(steps, None)  # a name of the coder's own
        model = nested_model(field) or model
    return {field.alias or name for name, field in model.model_fields.items()}


def nested_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return the class of the records in a field; None if it contains no records."""
    return _nested(field.annotation)


def _nested(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as ``tuple[Record, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_nested(arg) for arg in typing.get_args(annotation))
    return next((model for model in inner if model), None)
