"""Whole numbers in a database's columns, which may hold anything."""

from __future__ import annotations


def number(value: object) -> int:
    """Return a whole number, whatever SQLite holds there; -1 where it holds none."""
    found = number_or_none(value)
    return -1 if found is None else found


def number_or_none(value: object) -> int | None:
    """Return a whole number, whatever SQLite holds there; None where it holds none."""
    if isinstance(value, int):
        return value
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    try:
        return int(str(value).strip())
    except ValueError:
        return None
