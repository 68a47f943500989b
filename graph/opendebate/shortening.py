"""Texts that are too long for where they stand."""

from __future__ import annotations


def cut(text: str, limit: int) -> str:
    """Return a text of no more characters than `limit`; an ellipsis marks a cut.

    Examples
    --------
    >>> cut("x" * 191, 190)[-3:], len(cut("x" * 191, 190)), len(cut("x" * 190, 190))
    ('xx…', 190, 190)
    """
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
