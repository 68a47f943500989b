"""Answers as rows: to print, to index, and to export."""

from __future__ import annotations

import csv
import html
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import Literal, NamedNode

from opendebate.cells import escape_formula

if TYPE_CHECKING:
    from opendebate.engines.engine import Solutions

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_FLOATS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "double", "float")}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
MAX_ROWS_SHOWN = 50  # rows in a notebook, or printed
_LOCAL_NAME = re.compile(r"\w[\w-]*")  # what needs no escape in SPARQL
Value = str | int | float | bool | None


class Rows(Sequence[dict[str, Value]]):
    """The answer to a SELECT query, in the order of the engine.

    Each row is a dict by column. IRIs and dates are strings, numbers and truth values are those
    of Python, and a variable that is not bound is ``None``.

    Attributes
    ----------
    columns : tuple of str
    """

    def __init__(
        self,
        columns: Sequence[str],
        terms: Sequence[Sequence[Any]],
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self._terms = terms
        self._prefixes = prefixes or {}

    @classmethod
    def of(cls, solutions: Solutions, prefixes: Mapping[str, str] | None = None) -> Rows:
        """Return rows from an answer of the engine, read to its end.

        Parameters
        ----------
        solutions : Solutions
        prefixes : mapping of str to str, optional
            Prefix → IRI: where rows are shown, ``actor:ann`` stands for an IRI.
        """
        names = [variable.value for variable in solutions.variables]
        return cls(names, list(solutions), prefixes)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self._terms[index], self._prefixes)
        terms = self._terms[index]
        return {name: python_value(terms[i]) for i, name in enumerate(self.columns)}

    def __len__(self) -> int:
        return len(self._terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self[i] for i in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self.to_dicts() == other.to_dicts()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        """Return a text table for print(): the first rows, and how many rows there are."""
        lines = [self.columns, *self._cell_rows()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        table = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([*table, *self._truncation_note()])

    def _cell_rows(self) -> Iterator[list[str]]:
        """Yield the first rows as texts, with short names for IRIs."""
        for terms in self._terms[:MAX_ROWS_SHOWN]:
            yield [_cell_text(terms[i], self._prefixes) for i in range(len(self.columns))]

    def _truncation_note(self) -> list[str]:
        if len(self) <= MAX_ROWS_SHOWN:
            return []
        return [f"{MAX_ROWS_SHOWN} of {len(self)} rows are shown; to_csv() has all."]

    def to_dicts(self) -> list[dict[str, Value]]:
        """Return all rows as plain dicts."""
        return list(self)

    def to_csv(self) -> str:
        """Return the rows as CSV with a header line (RFC 4180).

        A text that a spreadsheet program would run as a formula has an apostrophe before it; see
        :func:`opendebate.cells.escape_formula`.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([escape_formula(row[name]) for name in self.columns] for row in self)
        return out.getvalue()

    def _repr_html_(self) -> str:
        """Show the rows as a table in a notebook."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        cells = (
            "".join(f"<td>{html.escape(cell)}</td>" for cell in line) for line in self._cell_rows()
        )
        body = "".join(f"<tr>{line}</tr>" for line in cells)
        note = "".join(f"<p>{html.escape(line)}</p>" for line in self._truncation_note())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cell_text(term: Any, prefixes: Mapping[str, str]) -> str:
    """Return a term as the text of a table cell, on one line."""
    if isinstance(term, NamedNode):
        for prefix, iri in prefixes.items():
            local = term.value.removeprefix(iri)
            if local != term.value and _LOCAL_NAME.fullmatch(local):
                return f"{prefix}:{local}"
    value = python_value(term)
    return "" if value is None else " ".join(str(value).split())


def python_value(term: Any) -> Value:
    """Return an RDF term as a value of Python; an IRI as its text."""
    if term is None or isinstance(term, str | int | float | bool):
        return term
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, Literal):
        return _literal_value(term)
    return str(term)


def _literal_value(literal: Literal) -> Value:
    kind, text = literal.datatype.value, literal.value
    try:
        if kind == _INTEGER:
            return int(text)
        if kind in _FLOATS:
            number = float(text)
            return number if math.isfinite(number) else text
    except ValueError:  # a literal may have the type of a number and not be a number
        return text
    return text in {"true", "1"} if kind == _BOOLEAN else text
