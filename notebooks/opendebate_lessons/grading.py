"""Grading in a process of its own: ``python -m opendebate_lessons.grading 01.2``.

A learner's notebook can change every function that it has imported, and so the check, too. Graders
therefore hand the answer, as plain data, to a new Python, in which nothing has been changed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from opendebate_lessons.checking import check

_BLANK = {"blank": True}  # stands for three dots, which JSON has not


def as_json(answer: Any) -> str:
    """Return an answer as plain data: rows as lists of dicts, entities by id, paths as text.

    Examples
    --------
    >>> as_json({"one": ..., "two": (1, 2.5)})
    '{"one": {"blank": true}, "two": [1, 2.5]}'
    """
    return json.dumps(_plain(answer), ensure_ascii=True)


def from_json(text: str) -> Any:
    """Return the answer of its plain data.

    Examples
    --------
    >>> from_json(as_json([...]))
    [Ellipsis]
    """
    return json.loads(text, object_hook=lambda record: ... if record == _BLANK else record)


def _plain(answer: Any) -> Any:
    if answer is ...:
        return _BLANK
    if answer is None or isinstance(answer, str | bool | int | float):
        return answer
    if isinstance(answer, Mapping):
        return {str(key): _plain(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple | set | frozenset) or hasattr(answer, "to_dicts"):
        return [_plain(value) for value in answer]
    if hasattr(answer, "item"):  # a number of numpy
        return _plain(answer.item())
    return str(getattr(answer, "id", answer))


def main() -> None:
    """Read an answer from standard input; write its points, and its words in the next line."""
    grade = check(sys.argv[1], from_json(sys.stdin.read()))
    sys.stdout.write(f"{grade!r}\n{grade}\n")


if __name__ == "__main__":
    main()
