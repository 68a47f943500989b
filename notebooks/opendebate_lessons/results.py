"""Judging answers by what they hold: rows, whatever the text and the variables of a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import TYPE_CHECKING, Any

from opendebate.engines.rows import Rows
from opendebate_lessons.exercise import Off

if TYPE_CHECKING:
    from opendebate.debate import Debate

Row = tuple[str, ...]
MOST_COLUMNS = 6  # that are tried in every order
_NO_ROW = (
    "Perhaps a name in it is not in the graph: look at its spelling. Perhaps one variable is used "
    "for two different things."
)


def judge_rows(
    answer: Any,
    debate: Debate,
    wanted: str,
    others: Mapping[str, str] | None = None,
    empty: str = "",
) -> list[Row]:
    """Return the rows of an answer that holds those of a query.

    Parameters
    ----------
    answer : Rows, str or iterable
        Rows of `opendebate.Debate.query`, the text of a query, or plain rows. The order of rows
        and of columns, and further columns, are free.
    debate : opendebate.Debate
    wanted : str
        A query with the right rows.
    others : mapping of str to str
        Queries with typical wrong rows, and what is to be said of each.
    empty : str
        The likely reason why an answer has no row.

    Raises
    ------
    Off
        If the rows are others.
    """
    columns, rows = _table(answer, debate)
    right = _rows(debate.query(wanted))
    width = len(right[0])
    if not rows:
        raise Off(f"Your query finds no row. {empty or _NO_ROW}")
    if columns < width:
        raise Off(f"Your rows have {columns} of the {width} columns that the exercise asks for.")
    views = list(_views(rows, columns, width))
    if any(Counter(view) == Counter(right) for view in views):
        return right
    if any(set(view) == set(right) for view in views):
        raise Off(
            "These are the right rows, but some come more than once. SELECT DISTINCT gives each "
            "row once."
        )
    for query, words in (others or {}).items():
        known = _rows(debate.query(query))
        if any(set(view) == set(known) for view in _views(rows, columns, len(known[0]))):
            raise Off(words)
    raise Off(_difference(max(views, key=lambda view: len(set(view) & set(right))), right))


def _table(answer: Any, debate: Debate) -> tuple[int, list[Row]]:
    if isinstance(answer, str):
        answer = debate.query(answer)
    if isinstance(answer, bool) or type(answer).__name__ == "Graph":
        raise Off("Rows are asked for: begin the query with SELECT.")
    if not isinstance(answer, Rows):
        answer = list(answer)
    rows = _rows(answer)
    return (len(answer.columns) if isinstance(answer, Rows) else len(rows[0]) if rows else 0), rows


def _rows(answer: Any) -> list[Row]:
    """Return rows as tuples of text: of dicts, of sequences, and of single values."""
    rows = []
    for row in answer:
        cells = row.values() if isinstance(row, Mapping) else row
        cells = cells if isinstance(row, Mapping | list | tuple) else [row]
        rows.append(tuple("" if cell is None else str(cell).strip() for cell in cells))
    return rows


def _views(rows: list[Row], columns: int, width: int) -> Iterator[list[Row]]:
    """Yield the rows with each choice of so many columns."""
    for chosen in permutations(range(min(columns, MOST_COLUMNS)), width):
        yield [tuple(row[i] for i in chosen) for row in rows]


def _difference(view: list[Row], right: list[Row]) -> str:
    missing, more = sorted(set(right) - set(view)), sorted(set(view) - set(right))
    if len(missing) == len(set(right)):
        return (
            f"None of your {len(view)} rows is right. One of yours is: {_short(view[0])}. Does the "
            "exercise ask for that kind of thing?"
        )
    parts = []
    if missing:
        parts.append(
            f"{len(missing)} of {len(set(right))} rows are missing, such as {_short(missing[0])}"
        )
    if more:
        parts.append(f"{len(more)} should not be there, such as {_short(more[0])}")
    return f"{'; '.join(parts)}."


def _short(row: Row) -> str:
    """Return a row as one reads it, without what all IRIs begin with."""
    return ", ".join(
        cell.replace("https://w3id.org/opendebate/", "…/")[:70] or "(nothing)" for cell in row
    )
