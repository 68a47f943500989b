"""Cells of a table as stances and dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from opendebate.coding.dates import parse_edtf
from opendebate.errors import InputError, UsageError
from opendebate.exchange.report import shorten
from opendebate.stances import stances

DateOrder = Literal["dmy", "mdy"]
SKIP = "skip"  # the value that leaves rows out
_AGREE = """1 1.0 yes y true t agree agrees agreed for pro + support supports affirm positive favor
favour in_favor_of in_favour_of ja oui sí si sì wahr vrai verdadero stimmt_zu dafür"""
_DISAGREE = """0 0.0 no n false f disagree disagrees disagreed against con contra - -1 -1.0 oppose
opposes attack attacks deny negative nein non falsch faux falso dagegen nee"""
_WORDS = {
    **dict.fromkeys(_AGREE.split(), "affirms"),
    **dict.fromkeys(_DISAGREE.split(), "denies"),
    "doubt": "doubts",
    "concede": "concedes",
}
_SHORT = {"agree": "affirms", "disagree": "denies"}
_MAX_LISTED = 10  # values that a message lists


def stance_values(explained: Mapping[str, str]) -> dict[str, str]:
    """Return what the values mean that a user explains, by the value in small letters.

    Parameters
    ----------
    explained : mapping of str to str
        Value → ``agree``, ``disagree``, a stance, or ``skip``.
    """
    meanings = {}
    for value, meaning in explained.items():
        stance = _SHORT.get(meaning, meaning)
        if stance not in {*stances(), SKIP}:
            allowed = ", ".join([*_SHORT, *stances(), SKIP])
            raise UsageError(f"--value {meaning}={value}: There is no meaning {meaning!r}.",
                             advice=f"Write one of: {allowed}.")  # fmt: skip
        meanings[_folded(value)] = stance
    return meanings


def read_stances(
    values: Iterable[tuple[str, str]], meanings: Mapping[str, str], where: str, column: str
) -> dict[str, str]:
    """Return the stance of each value of a column.

    Parameters
    ----------
    values : iterable of (str, str)
        Each value, with the row that it is in.
    meanings : mapping of str to str
        What a user says of values; it goes before what they usually mean.
    where, column : str
        The file and the column, for messages.

    Raises
    ------
    InputError
        With the values that nobody explains.

    Examples
    --------
    >>> read_stances([("Yes", "line 2"), ("0", "line 3")], {}, "a.csv", "agree")
    {'Yes': 'affirms', '0': 'denies'}
    """
    places: dict[str, list[str]] = {}
    for value, place in values:
        places.setdefault(value, []).append(place)
    folded = {_folded(value) for value in places}
    signed = bool(folded & {"-1", "-1.0"})  # then 0 is neither
    result, unknown = {}, []
    for value, rows in places.items():
        key = _folded(value)
        usual = "" if signed and key in {"0", "0.0"} else _WORDS.get(key, "")
        usual = usual or (key if key in stances() else "")
        if meaning := meanings.get(key, usual):
            result[value] = meaning
        else:
            unknown.append(f"{shorten(value)!r} ({len(rows):,}, first in {rows[0]})")
    if unknown:
        raise _unknown_values(unknown, where, column)
    return result


def _unknown_values(unknown: list[str], where: str, column: str) -> InputError:
    omitted = len(unknown) - _MAX_LISTED
    tail = f" and {omitted} more" if omitted > 0 else ""
    return InputError(
        f"Nobody knows whether these values of the column {column!r} agree: "
        f"{', '.join(unknown[:_MAX_LISTED])}{tail}.",
        where=where,
        advice="Say what each means, for instance: --value agree=VALUE, --value disagree=VALUE, "
        "--value doubts=VALUE, or --value skip=VALUE, which leaves its rows out.",
    )


def _folded(value: str) -> str:
    return "_".join(value.casefold().replace("\u2212", "-").split())


_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_COMPACT = re.compile(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_TIME = re.compile(r"[T ,]+\d{1,2}:\d\d.*$", re.DOTALL)
_WORDY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|\.|º)?\s+(?:de\s+)?)?([^\W\d_]+)\.?,?\s+(?:de\s+)?"
                    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")  # fmt: skip
_MONTHS = {
    name[:3]: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), 1)
}


def day_first(dates: Collection[str]) -> DateOrder | None:
    """Return whether dates such as 13/4/2024 begin with the day or the month; None if none tells.

    Examples
    --------
    >>> day_first({"3/4/2024", "13/4/2024"}), day_first({"3/4/2024"})
    ('dmy', None)
    """
    pairs = [(int(match[1]), int(match[3])) for match in map(_match_numbers, dates) if match]
    firsts, seconds = any(first > 12 for first, _ in pairs), any(two > 12 for _, two in pairs)
    return None if firsts == seconds else "dmy" if firsts else "mdy"


def is_ambiguous(date: str) -> bool:
    """Tell whether a date may begin with the day or with the month."""
    match = _match_numbers(date)
    return bool(match and match[1] != match[3])


def _match_numbers(date: str) -> re.Match[str] | None:
    match = _NUMBERS.fullmatch(_TIME.sub("", date.strip()))
    return match if match and match[2] != "." else None


def read_date(date: str, order: str = "dmy") -> str:
    """Return a date as EDTF; empty where it is none.

    Examples
    --------
    >>> read_date("31.1.2024"), read_date("1/31/2024", "mdy"), read_date("Jan 31, 2024")
    ('2024-01-31', '2024-01-31', '2024-01-31')
    >>> read_date("2024-01-31T12:00:00"), read_date("März 2024"), read_date("soon")
    ('2024-01-31', '2024-03', '')
    """
    text = _TIME.sub("", date.strip())
    fields = _date_fields(text, order)
    edtf = "-".join(str(field).zfill(2) for field in fields if field) if fields else text
    try:
        parse_edtf(edtf)
    except ValueError:
        return ""
    return edtf


def _date_fields(text: str, order: str) -> tuple[str | int, ...] | None:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return match.groups()
    if match := _NUMBERS.fullmatch(text):
        day, month = (
            (match[1], match[3]) if order == "dmy" or match[2] == "." else match.group(3, 1)
        )
        return match[4], month, day
    if (match := _WORDY.fullmatch(text)) and (month_number := _MONTHS.get(match[2][:3].casefold())):
        return match[4], month_number, match[1] or match[3] or ""
    return None
