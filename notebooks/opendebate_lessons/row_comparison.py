"""Comparing answers by their rows, whatever the text and the variables of a query."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import TYPE_CHECKING, Any

from opendebate.counting import counted
from opendebate.engines.rows import Rows
from opendebate.errors import QueryWarning
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake, WrongAnswer

if TYPE_CHECKING:
    from opendebate.debate import Debate

Row = tuple[str, ...]
MAX_COLUMNS = 6  # of those in every order
_NO_ROW = (
    "Perhaps a name in it is not in the graph: look at its spelling. Perhaps you use one variable "
    "for two different entities."
)
_REPEATED = (
    "These are the right rows, but some come more than once. SELECT DISTINCT gives each row once."
)


def compare_rows(
    task: Task, query: str, mistakes: Mapping[str, str], empty: str = ""
) -> RightAnswer:
    """Return a right answer if an answer has the rows of a query.

    Parameters
    ----------
    task : Task
        Its answer is rows of `opendebate.Debate.query`, the text of a query, or plain rows. Rows
        and columns may have any order, and there may be further columns.
    query : str
        A query with the right rows.
    mistakes : mapping of str to str
        Names of mistakes, and queries with the rows that each leads to.
    empty : str
        The likely reason why an answer has no row.

    Raises
    ------
    WrongAnswer, TypicalMistake
        If the rows are others.
    """
    column_count, answer_rows = _read_table(task.answer, task.debate)
    right_rows = _as_tuples(task.debate.query(query))
    width = len(right_rows[0])
    if not answer_rows:
        raise WrongAnswer(f"Your query finds no row. {empty or _NO_ROW}")
    if column_count < width:
        raise WrongAnswer(
            f"Your rows have {column_count} of the {width} columns that the exercise asks for."
        )
    selections = list(_column_selections(answer_rows, column_count, width))
    if any(Counter(selection) == Counter(right_rows) for selection in selections):
        return RightAnswer(rows=len(right_rows))
    if any(set(selection) == set(right_rows) for selection in selections):
        raise WrongAnswer(_REPEATED)
    for mistake, typical in mistakes.items():
        typical_rows = _as_tuples(task.debate.query(typical))
        others = _column_selections(answer_rows, column_count, len(typical_rows[0]))
        if any(set(selection) == set(typical_rows) for selection in others):
            raise TypicalMistake(mistake)
    closest = max(selections, key=lambda selection: len(set(selection) & set(right_rows)))
    raise WrongAnswer(_difference(closest, right_rows))


def _read_table(answer: Any, debate: Debate) -> tuple[int, list[Row]]:
    """Return the number of columns of an answer, and its rows."""
    if isinstance(answer, str):
        with warnings.catch_warnings():  # what is wrong with the rows says it better
            warnings.simplefilter("ignore", QueryWarning)
            answer = debate.query(answer)
    if isinstance(answer, bool) or type(answer).__name__ == "Graph":
        raise WrongAnswer("This exercise asks for rows: begin the query with SELECT.")
    if isinstance(answer, Rows):
        return len(answer.columns), _as_tuples(answer)
    table = _as_tuples(list(answer))
    return len(table[0]) if table else 0, table


def _as_tuples(table: Any) -> list[Row]:
    """Return rows as tuples of text: of dicts, of sequences, and of single values."""
    return [
        tuple("" if cell is None else str(cell).strip() for cell in _cells(row)) for row in table
    ]


def _cells(row: Any) -> Any:
    if isinstance(row, Mapping):
        return row.values()
    return row if isinstance(row, list | tuple) else [row]


def _column_selections(table: list[Row], column_count: int, width: int) -> Iterator[list[Row]]:
    """Yield the rows with each choice of so many columns."""
    for columns in permutations(range(min(column_count, MAX_COLUMNS)), width):
        yield [tuple(row[column] for column in columns) for row in table]


def _difference(answer_rows: list[Row], right_rows: list[Row]) -> str:
    """Return how rows differ from the right ones, with an example of each difference."""
    right, answered = set(right_rows), set(answer_rows)
    missing, extra = sorted(right - answered), sorted(answered - right)
    if len(missing) == len(right):
        return (
            f"None of your {counted(len(answer_rows), 'row')} is right. One of yours is: "
            f"{_format_row(answer_rows[0])}. Does the exercise ask for rows of that kind?"
        )
    sentences = []
    if missing:
        is_or_are = "is" if len(missing) == 1 else "are"
        sentences.append(
            f"{len(missing)} of {counted(len(right), 'row')} {is_or_are} missing, such as "
            f"{_format_row(missing[0])}"
        )
    if extra:
        sentences.append(f"{len(extra)} should not be there, such as {_format_row(extra[0])}")
    return f"{'; '.join(sentences)}."


def _format_row(row: Row) -> str:
    """Return a row for reading, without what all IRIs begin with."""
    return ", ".join(
        cell.replace("https://w3id.org/opendebate/", "…/")[:70] or "(nothing)" for cell in row
    )
