"""Answers as rows: to print, to index, and to export."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import Literal, NamedNode

from opendebate.cells import cell_text
from opendebate.table import MAX_ROWS_SHOWN, Table

if TYPE_CHECKING:
    from opendebate.engines.engine import Solutions

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_FLOATS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "double", "float")}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_LOCAL_NAME = re.compile(r"\w[\w-]*")  # what needs no escape in SPARQL
Value = str | int | float | bool | None


class Rows(Table[dict[str, Value]]):
    """The answer to a SELECT query, in the order of the engine.

    Each row is a dict by column. IRIs and dates are strings, numbers and truth values are those
    of Python, and a variable that is not bound is ``None``.
    """

    def __init__(
        self,
        columns: Sequence[str],
        terms: Sequence[Sequence[Any]],
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__((), columns)
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

    @property
    def terms(self) -> Sequence[Sequence[Any]]:
        """The RDF terms of each row, in the order of the columns."""
        return self._terms

    def with_terms(self, terms: Sequence[Sequence[Any]]) -> Rows:
        """Return rows of the same columns with other terms."""
        return Rows(self.columns, terms, self._prefixes)

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

    def _cell_rows(self) -> Iterator[list[str]]:
        """Yield the first rows as texts on one line each, with short names for IRIs."""
        for terms in self._terms[:MAX_ROWS_SHOWN]:
            yield [_cell_text(terms[i], self._prefixes) for i in range(len(self.columns))]


def _cell_text(term: Any, prefixes: Mapping[str, str]) -> str:
    """Return a term as the text of a table cell, on one line."""
    if isinstance(term, NamedNode):
        for prefix, iri in prefixes.items():
            local = term.value.removeprefix(iri)
            if local != term.value and _LOCAL_NAME.fullmatch(local):
                return f"{prefix}:{local}"
    value = python_value(term)
    return " ".join(cell_text(value).split())


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
