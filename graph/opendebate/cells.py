"""Cells of CSV: no spreadsheet program shall run as a formula what somebody wrote as a text."""

from __future__ import annotations

import re
from typing import Any

# What spreadsheet programs run; and texts of our own that would be taken for guarded ones.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(value: Any) -> Any:
    """Return a value as CSV should hold it: a text like a formula with an apostrophe before it.

    Numbers stay as they are. To have the text itself, take one apostrophe away where the cell
    begins with apostrophes and one of ``=``, ``+``, ``-``, ``@``, tab or carriage return.

    Examples
    --------
    >>> guarded("=1+1"), guarded("'-x"), guarded(-18.0), guarded("maps")
    ("'=1+1", "''-x", -18.0, 'maps')
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
