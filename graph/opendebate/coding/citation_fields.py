"""The fields that make a debate a data set that others can cite: version, date and authors."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from opendebate.coding import field_types as types
from opendebate.coding.dates import DateRange
from opendebate.coding.orcid import ORCID_ADDRESS, check_digit

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)


def _check_orcid(value: str) -> str:
    """Return an ORCID iD without its address; refuse one whose last character is wrong."""
    orcid = value.removeprefix(ORCID_ADDRESS)
    if not _ORCID.fullmatch(orcid):
        raise ValueError(f"{value[:60]!r} is no ORCID iD. Write it as 0000-0002-1825-0097.")
    digits = orcid.replace("-", "")
    if check_digit(digits[:-1]) != digits[-1]:
        raise ValueError(
            f"{value[:60]!r} is no ORCID iD: its last character does not fit the others. "
            "Copy it again from the author's page at orcid.org."
        )
    return orcid


def _check_day(value: DateRange) -> DateRange:
    if value.earliest != value.latest:
        raise ValueError("This must be one day, such as 2024-01-22.")
    return value


def _check_version(value: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.+_-]*", value):
        raise ValueError(f"{value[:60]!r} is no version. Write one such as 1.0.0.")
    return value


Orcid = Annotated[
    str,
    StringConstraints(max_length=100),
    AfterValidator(_check_orcid),
    WithJsonSchema({"type": "string", "pattern": rf"^({ORCID_ADDRESS})?{_ORCID.pattern}$"}),
]
Day = Annotated[
    types.Edtf,
    AfterValidator(_check_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
]


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


# Editors read 1.0 without quotes as a number.
Version = Annotated[
    str,
    BeforeValidator(_as_text),
    StringConstraints(max_length=40),
    AfterValidator(_check_version),
    WithJsonSchema({"type": ["string", "number"]}),
]
