"""JSON that others may have changed."""

from __future__ import annotations

import json
from typing import Any

from opendebate.coding.text_input import decoded
from opendebate.errors import InputError


def parse_json(data: bytes, where: str, advice: str = "Is it the right file, and complete?") -> Any:
    """Return a JSON document.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for messages.
    advice : str
        What to do if it is none.

    Raises
    ------
    InputError
        If it is not JSON; with line and column.
    """
    try:
        return json.loads(decoded(data, where))
    except json.JSONDecodeError as error:
        where = f"{where}:{error.lineno}:{error.colno}"
        raise InputError(f"It is not JSON: {error.msg}.", where=where, advice=advice) from error
    except (ValueError, RecursionError) as error:
        problem = "Its JSON is nested too deeply, or holds a number that is too long."
        raise InputError(problem, where=where, advice=advice) from error


def json_or_none(text: str) -> Any:
    """Return what a text means as JSON; None where it is none.

    Examples
    --------
    >>> json_or_none('{"a": 1}'), json_or_none("")
    ({'a': 1}, None)
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def json_record(text: str) -> dict[str, Any] | None:
    """Return the record that a text is as JSON; None where it is none."""
    content = json_or_none(text)
    return content if isinstance(content, dict) else None
