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
from opendebate.engines.syntax_hints import mistake
from opendebate.errors import QueryError
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.engines.cached_results import Extracts

T = TypeVar("T")
_MOST_TOLD = 200  # signs of what pyoxigraph says, which may list a whole grammar


@dataclass(frozen=True, slots=True)
class EmbeddedEngine:
    """Answers from a store in this process.

    Attributes
    ----------
    store : pyoxigraph.Store
        The built debate.
    iris : Iris
        The IRIs of its things.
    extracts : Extracts or None
        Where answers that go over the whole debate are kept; None where it is small.
    limits : Limits
        Kept between rows: the store cannot be stopped while it looks for the next one.
    """

    store: Store
    iris: Iris
    limits: Limits = field(default_factory=Limits)
    extracts: Extracts | None = None

    def select(self, sparql: str, *, union: bool = True) -> QuerySolutions | Limited:
        """Return the rows of a SELECT query."""
        found = self._run(sparql, union)
        if not isinstance(found, QuerySolutions):
            raise QueryError("This query asks for no rows.", advice="Use SELECT.")
        if self.limits == Limits():
            return found
        return Limited(found.variables, self._limited(found))

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""
        found = self._run(sparql, union)
        if not isinstance(found, QueryBoolean):
            raise QueryError("This query asks not whether something is so.", advice="Use ASK.")
        return bool(found)

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT query makes."""
        found = self._run(sparql, union)
        if not isinstance(found, QueryTriples):
            raise QueryError("This query makes no facts.", advice="Use CONSTRUCT or DESCRIBE.")
        return self._limited(found)

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
        known = prefixes(self.iris)
        try:
            return self.store.query(sparql, use_default_graph_as_union=union, prefixes=known)
        except SyntaxError as error:
            told = mistake(sparql, known) or f"{str(error).splitlines()[0][:_MOST_TOLD]}."
            raise QueryError(f"This is not SPARQL: {told}") from error

    def _limited(self, found: Iterable[T]) -> Iterator[T]:
        """Yield what is found until a limit is reached."""
        began, (seconds, rows) = time.monotonic(), (self.limits.seconds, self.limits.rows)
        for n, one in enumerate(found):
            if rows is not None and n >= rows:
                raise LimitReached(
                    f"The answer has more than {rows:,} rows.", advice="Add a LIMIT, or narrow it."
                )
            if seconds is not None and time.monotonic() - began > seconds:
                raise LimitReached(
                    f"The answer takes longer than {seconds:g} s.", advice="Narrow the query."
                )
            yield one


@dataclass(frozen=True, slots=True)
class Limited:
    """Rows that stop at a limit."""

    variables: list[Variable]
    rows: Iterator[Any]

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        return self.rows
