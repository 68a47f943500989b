"""Lists as tables: to index and loop over, to show, and to export as dicts, CSV and data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from opendebate.cells import cell_text, csv_text, frame_cell
from opendebate.counting import counted

if TYPE_CHECKING:
    import pandas

MAX_ROWS_SHOWN = 50  # rows in a notebook, or printed
Item = TypeVar("Item")


class Table(Sequence[Item], Generic[Item]):
    r"""Items in order, each of which is a row with the same columns.

    Parameters
    ----------
    items : iterable
        Mappings, objects with a method ``to_dict``, or data classes.
    columns : sequence of str
        The columns of CSV and data frames.
    shown : sequence of str, optional
        The columns that are printed and that a notebook shows; all by default.
    flat : callable, optional
        Returns an item as a mapping of columns to cells, where its dict is nested.

    Attributes
    ----------
    columns : tuple of str

    Examples
    --------
    >>> table = Table([{"id": "ann", "says": ["maps", "floods"]}, {"id": "ben"}], ["id", "says"])
    >>> table[0]["id"], len(table)
    ('ann', 2)
    >>> print(table)
    id   says
    ann  maps; floods
    ben
    >>> table.to_csv()
    'id,says\r\nann,maps; floods\r\nben,\r\n'
    """

    def __init__(
        self,
        items: Iterable[Item],
        columns: Sequence[str],
        *,
        shown: Sequence[str] = (),
        flat: Callable[[Item], Mapping[str, Any]] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self._items: Sequence[Item] = list(items)
        self._shown = tuple(shown) or self.columns
        self._flat: Callable[[Item], Mapping[str, Any]] = flat or _as_dict

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Table[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Table[Item]:
        if isinstance(index, slice):
            return Table(self._items[index], self.columns, shown=self._shown, flat=self._flat)
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table | list | tuple) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'row')} of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        """Return a text table for print(): the first rows, and how many rows there are."""
        lines = [self._shown, *self._cell_rows()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        table = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([*table, *self._truncation_note()])

    def _cell_rows(self) -> Iterator[list[str]]:
        """Yield the first rows as texts on one line each."""
        for item in self[:MAX_ROWS_SHOWN]:
            row = self._flat(item)
            yield [" ".join(cell_text(row.get(name)).split()) for name in self._shown]

    def _truncation_note(self) -> list[str]:
        if len(self) <= MAX_ROWS_SHOWN:
            return []
        return [f"{MAX_ROWS_SHOWN} of {counted(len(self), 'row')} are shown; to_csv() has all."]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return all rows as plain dicts, as JSON has them."""
        return [dict(_as_dict(item)) for item in self]

    def to_csv(self) -> str:
        """Return the rows as CSV with a header line (RFC 4180).

        Several values in a cell are joined by ``"; "``. A text that a spreadsheet program would run
        as a formula has an apostrophe before it; see :func:`opendebate.cells.escape_formula`.
        """
        return csv_text(map(self._flat, self), self.columns)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame of pandas, which must be installed.

        Several values in a cell are joined by ``"; "``, as in CSV, so that rows can be grouped and
        compared by each column; ``to_dicts()`` has them as lists.
        """
        import pandas

        rows = [
            [frame_cell(row.get(name)) for name in self.columns] for row in map(self._flat, self)
        ]
        return pandas.DataFrame(rows, columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Show the rows as a table in a notebook."""
        import html

        head = "".join(f"<th>{html.escape(name)}</th>" for name in self._shown)
        cells = (
            "".join(f"<td>{html.escape(cell)}</td>" for cell in line) for line in self._cell_rows()
        )
        body = "".join(f"<tr>{line}</tr>" for line in cells)
        note = "".join(f"<p>{html.escape(line)}</p>" for line in self._truncation_note())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _as_dict(item: Any) -> Mapping[str, Any]:
    """Return an item as a mapping."""
    if isinstance(item, Mapping):
        return item
    row: Mapping[str, Any] = item.to_dict() if hasattr(item, "to_dict") else asdict(item)
    return row
