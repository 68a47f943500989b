"""The engine in this process: a store of pyoxigraph, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from opendebate.engines.engine import Limits, RowStream, prefixes
from opendebate.errors import QueryError
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.engines.cached_results import ResultCache

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
    computed : dict of str to Any
        Results that this process has computed from all of the debate: the store does not change.
    """

    store: Store
    iris: Iris
    limits: Limits = field(default_factory=Limits)
    cache: ResultCache | None = None
    computed: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def limited(self, seconds: float) -> EmbeddedEngine:
        """Return this engine with another time limit."""
        return replace(self, limits=self.limits._replace(seconds=seconds))

    def select(self, sparql: str, *, union: bool = True) -> QuerySolutions | RowStream:
        """Return the rows of a SELECT query."""
        solutions = self._run(sparql, union)
        if not isinstance(solutions, QuerySolutions):
            raise QueryError("This query does not return rows.", advice="Use SELECT.")
        if self.limits == Limits():
            return solutions
        return RowStream(solutions.variables, self.limits.limited(solutions))

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""
        answer = self._run(sparql, union)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("This query does not return true or false.", advice="Use ASK.")
        return bool(answer)

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT or DESCRIBE query returns."""
        triples = self._run(sparql, union)
        if not isinstance(triples, QueryTriples):
            raise QueryError(
                "This query does not return facts.", advice="Use CONSTRUCT or DESCRIBE."
            )
        return self.limits.limited(triples)

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
