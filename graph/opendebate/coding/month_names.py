"""Months by their names in English, German, French and Spanish."""

from __future__ import annotations

_NAMES = tuple(names.split() for names in (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
))  # fmt: skip
GERMAN_MONTHS = frozenset(_NAMES[1])
_SHORTEST = 3  # letters of a month's name


def month_number(written: str) -> int:
    """Return the number of a month by its name or the first letters of it; 0 if it is none.

    Examples
    --------
    >>> month_number("März"), month_number("sept"), month_number("Maria")
    (3, 9, 0)
    """
    name = written.casefold()
    if len(name) < _SHORTEST:
        return 0
    return next((number for names in _NAMES for number, month in enumerate(names, 1)
                 if month.startswith(name)), 0)  # fmt: skip
