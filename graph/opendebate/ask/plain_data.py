"""Results as plain data, fit for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """Return a value with what is within it as dicts, lists, texts, numbers and None.

    Examples
    --------
    >>> plain({"levels": (1, 2)})
    {'levels': [1, 2]}
    """
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def plain_fields(
    result: object, keys: str, attributes: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return some attributes of a result as plain data.

    Parameters
    ----------
    result : object
    keys : str
        Their names in the answer, with spaces between.
    attributes : mapping of str to str, optional
        The attribute of each key that is called otherwise.
    """
    names = attributes or {}
    return {key: plain(getattr(result, names.get(key, key))) for key in keys.split()}
