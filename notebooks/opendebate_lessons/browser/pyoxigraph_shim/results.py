"""Answers to queries, as pyoxigraph has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .terms import Triple, Variable


class QueryBoolean:
    """The answer to ASK."""

    def __init__(self, value: bool) -> None:
        self.value = value

    def __bool__(self) -> bool:
        return self.value


class QueryTriples(list[Triple]):
    """The facts of CONSTRUCT and DESCRIBE."""


class QuerySolution:
    """A row of an answer."""

    def __init__(self, variables: list[Variable], terms: tuple[Any, ...]) -> None:
        self._names = {variable.value: place for place, variable in enumerate(variables)}
        self._terms = terms

    def __getitem__(self, key: int | str | Variable) -> Any:
        if isinstance(key, Variable):
            key = key.value
        return self._terms[self._names[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)


class QuerySolutions:
    """The rows of SELECT."""

    def __init__(self, variables: list[Variable], rows: Iterable[tuple[Any, ...]]) -> None:
        self.variables = variables
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[QuerySolution]:
        return self

    def __next__(self) -> QuerySolution:
        return QuerySolution(self.variables, next(self._rows))
