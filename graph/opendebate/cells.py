"""Cells of tables and of CSV: a spreadsheet program must not run a text as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
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


def unescape_formula(text: str) -> str:
    """Return the text of a cell as it was before `escape_formula`.

    Examples
    --------
    >>> [unescape_formula(text) for text in ("'=1+1", "''-x", "'t is so", "maps")]
    ['=1+1', "'-x", "'t is so", 'maps']
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def cell_text(value: Any) -> str:
    """Return a value as the text of one cell; several values are joined by ``"; "``.

    Examples
    --------
    >>> [cell_text(value) for value in (None, True, 3, ["maps", "floods"])]
    ['', 'yes', '3', 'maps; floods']
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(
            json.dumps(item, ensure_ascii=False) if isinstance(item, dict) else str(item)
            for item in value
        )
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def frame_cell(value: Any) -> Any:
    """Return a value for a cell of a data frame: several values are joined as in CSV.

    So every cell can be grouped by. Numbers, truth values and None stay what they are.

    Examples
    --------
    >>> [frame_cell(value) for value in (None, True, 3, "maps", ["maps", "floods"], [])]
    [None, True, 3, 'maps', 'maps; floods', '']
    """
    return cell_text(value) if isinstance(value, list | tuple | dict) else value


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as CSV (RFC 4180) with a header line, without cells that run as formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        values = (row.get(name) for name in columns)
        writer.writerow(
            [value if _is_number(value) else escape_formula(cell_text(value)) for value in values]
        )
    return out.getvalue()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
