"""The engine in this process: a store of pyoxigraph, in memory or on disk."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from opendebate.engines.engine import LimitReached, Limits, prefixes
from opendebate.errors import QueryError
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.engines.cached_results import ResultCache

T = TypeVar("T")
_MAX_MESSAGE_LENGTH = 200  # of a message of pyoxigraph, which may list a complete grammar


@dataclass(frozen=True, slots=True)
class EmbeddedEngine:
    """Answers from a store in this process.

    Attributes
    ----------
    store : pyoxigraph.Store
        The built debate.
    iris : Iris
        The IRIs of its entities.
    cache : ResultCache or None
        Where results that need all of the debate are stored; None for a small debate.
    limits : Limits
        Checked between rows: the store cannot be stopped while it looks for the next row.
    """

    store: Store
    iris: Iris
    limits: Limits = field(default_factory=Limits)
    cache: ResultCache | None = None

    def select(self, sparql: str, *, union: bool = True) -> QuerySolutions | Limited:
        """Return the rows of a SELECT query."""
        solutions = self._run(sparql, union)
        if not isinstance(solutions, QuerySolutions):
            raise QueryError("This query does not return rows.", advice="Use SELECT.")
        if self.limits == Limits():
            return solutions
        return Limited(solutions.variables, self._limited(solutions))

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""
        answer = self._run(sparql, union)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("This query does not return true or false.", advice="Use ASK.")
        return bool(answer)

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT query makes."""
        triples = self._run(sparql, union)
        if not isinstance(triples, QueryTriples):
            raise QueryError(
                "This query does not return facts.", advice="Use CONSTRUCT or DESCRIBE."
            )
        return self._limited(triples)

    def describe(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a DESCRIBE query finds."""
        return self.construct(sparql, union=union)

    def graphs(self) -> frozenset[str]:
        """Return the IRIs of the debate's named graphs."""
        return frozenset(g.value for g in self.store.named_graphs() if isinstance(g, NamedNode))

    def quads(self) -> Iterator[Quad]:
        """Yield every fact of the debate with its graph."""
        return iter(self.store)

    def _run(self, sparql: str, union: bool) -> QuerySolutions | QueryTriples | QueryBoolean:
        declared = prefixes(self.iris)
        try:
            return self.store.query(sparql, use_default_graph_as_union=union, prefixes=declared)
        except SyntaxError as error:
            from opendebate.engines.syntax_hints import syntax_hint

            hint = (
                syntax_hint(sparql, declared)
                or f"{str(error).splitlines()[0][:_MAX_MESSAGE_LENGTH]}."
            )
            raise QueryError(f"This is not SPARQL: {hint}") from error

    def _limited(self, results: Iterable[T]) -> Iterator[T]:
        """Yield results until a limit is reached."""
        began, (seconds, rows) = time.monotonic(), (self.limits.seconds, self.limits.rows)
        for n, result in enumerate(results):
            if rows is not None and n >= rows:
                raise LimitReached(
                    f"The answer has more than {rows:,} rows.",
                    advice="Add a LIMIT, or make the query narrower.",
                )
            if seconds is not None and time.monotonic() - began > seconds:
                raise LimitReached(
                    f"The answer takes longer than {seconds:g} s.",
                    advice="Make the query narrower.",
                )
            yield result


@dataclass(frozen=True, slots=True)
class Limited:
    """Rows that stop at a limit."""

    variables: list[Variable]
    rows: Iterator[Any]

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        return self.rows
