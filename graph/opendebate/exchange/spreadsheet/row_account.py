"""What became of the rows of a table: each makes something, or is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opendebate.counting import counted
from opendebate.exchange.spreadsheet.reading import TableContext

_MOST = 20  # rows that are listed by number


def account_of_rows(context: TableContext) -> Iterator[str]:
    """Yield a sentence on all rows of the file, and one on those that are equal.

    Parameters
    ----------
    context : TableContext
        After all of its rows were read; other notes of its report say why rows are left out.
    """
    sheet, used = context.sheet, context.used
    unused = [number for number in sheet.numbers if number not in used]
    what = "an argument" if "premise" in context.columns.columns else "a statement"
    if unused:
        are = "is" if len(unused) == 1 else "are"
        listed = f"{len(unused):,} {are} left out ({_listed(sheet.where, unused)}), as said below"
        yield (
            f"Of {counted(len(sheet.numbers), 'row')} {len(used):,} "
            f"{'makes' if len(used) == 1 else 'make'} {what} or more; {listed}."
        )
    first: dict[tuple[str, ...], int] = {}
    equal = [
        row.number
        for row in sheet.rows
        if row.number in used
        and first.setdefault(tuple(row.cells.values()), row.number) != row.number
    ]
    if equal:
        yield (
            f"Rows that are equal to an earlier one count once more: {len(equal):,} "
            f"({_listed(sheet.where, equal)})."
        )


def _listed(where: str, numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_MOST])
    more = f" and {len(numbers) - _MOST:,} more" if len(numbers) > _MOST else ""
    return f"{where}{'s' * (len(numbers) > 1)} {shown}{more}"
