"""What pydantic finds wrong, said in the words of those who code."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from opendebate.coding.field_types import ID_PATTERN, LANGUAGE_PATTERN, SHA256_PATTERN, Refers
from opendebate.coding.yaml_reader import Keys, Tree
from opendebate.errors import close_matches, did_you_mean

_SUGGESTED = 100  # faults of a file beside which names that look alike are searched
_SHOWN = 60  # characters of a value that a message shows


# Where pydantic's own words are for programmers.
_PLAIN = {
    "string_too_short": "This must not be empty.",
    "string_too_long": "This is too long: at most {max_length} signs.",
    "too_short": "At least one must stand here.",
    "too_long": "At most {max_length} may stand here; these are {actual_length}.",
    "int_parsing": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "int_type": "This must be a whole number.",
    "bool_parsing": "Write true or false.",
    "bool_type": "Write true or false.",
    "greater_than_equal": "This must be {ge} or more.",
}
_FORMS = {
    "tuple_type": "a list",
    "string_type": "one value",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "dict_type": "keys with values",
}
_PATTERNS = {
    ID_PATTERN: "Write small letters, digits and single hyphens.",
    SHA256_PATTERN: "Delete it; 'opendebate seal' fills in the right one.",
    LANGUAGE_PATTERN: "Write a language tag, such as en or pt-BR.",
}


def explain(error: ValidationError, model: type[BaseModel], tree: Tree, path: Keys) -> None:
    """Add a fault to `tree` for each thing `error` says of the `model` at `path`."""
    explained = 0
    for one in [] if tree.full else error.errors(include_url=False):
        if tree.full:
            break
        _explain(one, model, tree, (*path, *one["loc"]))
        explained += 1
    if more := error.error_count() - explained:
        tree.more["error"] += more


def _explain(one: ErrorDetails, model: type[BaseModel], tree: Tree, where: Keys) -> None:
    kind, ctx = one["type"], one.get("ctx", {})
    if kind == "extra_forbidden":
        _unknown_key(model, tree, where, one["loc"])
    elif kind == "missing":
        tree.fault(where[:-1], f"The key {where[-1]!r} is missing. Add it.", key=True)
    elif kind == "literal_error":
        _wrong_code(ctx["expected"], one["input"], tree, where)
    elif kind == "too_short" and one["input"]:
        return  # there are some, but they have faults, which are told
    elif not (kind == "string_pattern_mismatch" and refers_to(model, one["loc"])):
        told = str(ctx["error"]) if kind == "value_error" else _plain(kind, ctx, one)
        tree.fault(where, f"{_key(where)}: {told}")


def _key(where: Keys) -> str:
    return str(next((step for step in reversed(where) if isinstance(step, str)), "this"))


def _unknown_key(model: type[BaseModel], tree: Tree, where: Keys, loc: Keys) -> None:
    key = str(where[-1])
    known = sorted(keys_of(model, loc[:-1]))
    if before := _before_comma(tree, where):
        advice = f"Put the whole value of {before!r} into quotes."
        if before in known and refers_to(model, (*loc[:-1], before)):
            advice = f"Write several in brackets: {before}: [a, b]."
        told = f"A comma ends a value, so {shortened(key)} stands here as a key. {advice}"
        tree.fault(where, told, key=True)
        return
    close = did_you_mean(close_matches(key, known)) or f"Known are: {', '.join(known)}."
    tree.fault(where, f"Unknown key {shortened(key)}. {close}", key=True)


def _before_comma(tree: Tree, where: Keys) -> str:
    """Return the key whose value a comma cut, where the rest of it stands as a key.

    In ``{from: 1,4 m, to: c}`` the rest, ``4 m``, is a key without a value in the same line.
    """
    around: Any = tree.data
    for step in where[:-1]:
        if not (isinstance(step, int) and isinstance(around, dict)):  # one may stand for a list
            around = around[step]
    keys = list(around) if isinstance(around, dict) else []
    if where[-1] not in keys or around[where[-1]] is not None:
        return ""
    line = tree.place(where, key=True)[0]
    before = [key for key in keys[: keys.index(where[-1])] if around[key] is not None]
    same = before and tree.place((*where[:-1], before[-1]), key=True)[0] == line
    return str(before[-1]) if same else ""


def _wrong_code(expected: str, given: Any, tree: Tree, where: Keys) -> None:
    known = [code.strip("' ") for code in expected.replace(" or ", ", ").split(",")]
    use = f"Use {', '.join(known[:-1])} or {known[-1]}."
    if not isinstance(given, str):
        tree.fault(where, f"{_key(where)}: One word must stand here, not {_form(given)}. {use}")
        return
    close = did_you_mean(close_matches(given, known))
    told = " ".join(filter(None, [f"{shortened(given)} is no {_key(where)}.", close, use]))
    tree.fault(where, told)


def _plain(kind: str, ctx: Mapping[str, Any], one: ErrorDetails) -> str:
    if kind == "string_pattern_mismatch":
        advice = _PATTERNS.get(ctx["pattern"], "")
        return f"{shortened(one['input'])} has not the form it must have. {advice}".strip()
    if kind in _FORMS:
        return f"This must be {_FORMS[kind]}, not {_form(one['input'])}."
    return _PLAIN[kind].format(**ctx) if kind in _PLAIN else f"{one['msg']}."


def _form(value: Any) -> str:
    named = ((dict, "keys with values"), (list, "a list"), (str, "one value"))
    return next((told for kind, told in named if isinstance(value, kind)), "nothing")


def shortened(value: object) -> str:
    """Return a value in quotes as messages show it, cut where it is long.

    Examples
    --------
    >>> shortened("Meta")
    "'Meta'"
    """
    text = str(value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def close_to(name: str, known: Iterable[str], tree: Tree) -> str:
    """Say which known names look like one that is not; nothing where a file has many faults."""
    return did_you_mean(close_matches(name, known)) if len(tree.faults) < _SUGGESTED else ""


def refers_to(model: type[BaseModel], loc: Keys) -> bool:
    """Tell whether what stands at `loc` in a record of `model` is an id of another record.

    That it names nothing is told elsewhere; that it has not an id's form need not be told too.
    """
    steps = [step for step in loc if isinstance(step, str)]
    for step in steps[:-1]:
        model = nested_model(_field(model, step)) or model
    return refers(_field(model, steps[-1])) is not None


def refers(field: FieldInfo) -> Refers | None:
    """Return the mark of a field that names other records."""
    args = typing.get_args(field.annotation)
    inner = (mark for arg in args for mark in getattr(arg, "__metadata__", ()))
    return next((m for m in (*field.metadata, *inner) if isinstance(m, Refers)), None)


def _field(model: type[BaseModel], key: str) -> FieldInfo:
    return next(f for name, f in model.model_fields.items() if key == (f.alias or name))


def keys_of(model: type[BaseModel], loc: Keys) -> set[str]:
    """Return the keys that may stand at `loc` in a record of `model`."""
    for step in loc:
        if isinstance(step, int):
            continue
        model = nested_model(_field(model, step)) or model
    return {field.alias or name for name, field in model.model_fields.items()}


def nested_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return the record class that a field holds one or several of, if it does."""
    return _nested(field.annotation)


def _nested(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as ``tuple[Record, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_nested(arg) for arg in typing.get_args(annotation))
    return next((found for found in inner if found), None)
