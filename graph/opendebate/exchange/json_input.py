"""JSON documents of other tools."""

from __future__ import annotations

import json
from typing import Any

from opendebate.coding.text_input import decoded
from opendebate.errors import InputError


def parse_json(data: bytes, where: str) -> Any:
    """Return a JSON document.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for messages.

    Raises
    ------
    InputError
        If it is not JSON.
    """
    try:
        return json.loads(decoded(data, where))
    except (ValueError, RecursionError) as error:
        place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError("It is not JSON.", where=f"{where}{place}",
                         advice="Is it the right file, and complete?") from error  # fmt: skip
