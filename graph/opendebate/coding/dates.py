"""Dates as historians write them: EDTF level 0 strings and what they span.

Source: Extended Date/Time Format, Library of Congress, https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """The first and the last possible day of a date.

    Attributes
    ----------
    earliest, latest : datetime.date
        First and last possible day, both included.
    """

    earliest: date
    latest: date


def parse_edtf(text: str) -> DateRange:
    """Return the days that an EDTF level 0 date or interval spans.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or two of them with ``/`` between.

    Raises
    ------
    ValueError
        If the text is no such date, names a day that does not exist, or ends before it begins.

    Examples
    --------
    >>> parse_edtf("2024-02").latest
    datetime.date(2024, 2, 29)
    >>> parse_edtf("2024-01-22/2024-01-28").earliest
    datetime.date(2024, 1, 22)
    """
    first, slash, second = text.strip().partition("/")
    begin, end = _parse_date(first), _parse_date(second if slash else first)
    if end.latest < begin.earliest:
        raise ValueError(f"{text.strip()!r} ends before it begins. Swap the two dates.")
    return DateRange(begin.earliest, end.latest)


def _parse_date(text: str) -> DateRange:
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(
            f"{text[:60]!r} is no date. "
            "Write 2024, 2024-01, 2024-01-22, or two of them with / between."
        )
    year, month, day = (int(digits) if digits else None for digits in match.groups())
    assert year is not None
    try:
        if month is None:
            return DateRange(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return DateRange(date(year, month, 1), _end_of_month(year, month))
        return DateRange(date(year, month, day), date(year, month, day))
    except ValueError as error:
        raise ValueError(
            f"{text!r} is not in the calendar. Correct the year, month or day."
        ) from error


def _end_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=10_000)
def edtf(earliest: str | None, latest: str | None = None) -> str:
    """Return the shortest EDTF of the days between two, given as ``2024-01-31``; empty for none.

    Examples
    --------
    >>> edtf("2023-02-01", "2023-02-28"), edtf("2023-06-01", "2023-09-30")
    ('2023-02', '2023-06/2023-09')
    >>> edtf("2024-01-22", "2024-01-28"), edtf(None)
    ('2024-01-22/2024-01-28', '')
    """
    if not earliest or not latest:
        return earliest or latest or ""
    span = parse_edtf(f"{earliest}/{latest}")
    for length in (len("2024"), len("2024-01"), len("2024-01-22")):
        begin, end = earliest[:length], latest[:length]
        if parse_edtf(f"{begin}/{end}") == span:
            return begin if begin == end else f"{begin}/{end}"
    return f"{earliest}/{latest}"
