"""Plain data as YAML on one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from opendebate.coding.yaml_values import to_yaml


def flow(value: Any, scalar: Callable[[str | int], str] = to_yaml) -> str:
    """Return records, lists, texts, numbers and truth values as YAML on one line.

    Examples
    --------
    >>> flow({"kind": "causal", "at": [{"from": "a, b", "words": 2}]})
    '{kind: causal, at: [{from: "a, b", words: 2}]}'
    """
    if isinstance(value, Mapping):
        pairs = (f"{flow(key, scalar)}: {flow(item, scalar)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(item, scalar) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar(value)
