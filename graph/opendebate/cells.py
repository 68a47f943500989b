"""Cells of CSV: a spreadsheet program must not run a text as a formula."""

from __future__ import annotations

import re
from typing import Any

# Texts that spreadsheet programs run as formulas, also behind apostrophes: those are escaped too,
# so that an apostrophe can be taken away again without loss.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def escape_formula(value: Any) -> Any:
    """Return a value for a cell of CSV: a text like a formula gets an apostrophe before it.

    Numbers stay as they are. To get the original text back, delete one apostrophe where the cell
    begins with apostrophes and one of ``=``, ``+``, ``-``, ``@``, tab or carriage return.

    Examples
    --------
    >>> [escape_formula(value) for value in ("=1+1", "'-x", -18.0, "maps")]
    ["'=1+1", "''-x", -18.0, 'maps']
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
