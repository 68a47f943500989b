"""The one door to the store: questions in, terms out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from opendebate.errors import QueryError
from opendebate.rdf.terms import PREFIXES, Iris

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Engine:
    """Answers SPARQL over the union of a debate's graphs.

    Attributes
    ----------
    store : pyoxigraph.Store
        The built debate.
    iris : Iris
        The IRIs of its things.
    """

    store: Store
    iris: Iris

    def run(
        self, sparql: str, *, union: bool = True
    ) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Run a query of any form; the usual prefixes are known to it.

        Parameters
        ----------
        sparql : str
        union : bool
            Whether it sees all graphs together; else only those that it names with FROM.

        Raises
        ------
        QueryError
            If it is not SPARQL.
        """
        prefixes = {**PREFIXES, **kind_prefixes(self.iris)}
        try:
            return self.store.query(sparql, use_default_graph_as_union=union, prefixes=prefixes)
        except SyntaxError as error:
            raise QueryError(f"This is not SPARQL: {error}.") from error

    def select(self, sparql: str) -> Iterator[QuerySolution]:
        """Run a SELECT query of our own."""
        found = self.run(sparql)
        assert isinstance(found, QuerySolutions)
        return iter(found)


KINDS = ("actor", "model", "policy", "claim", "topic", "event", "source", "context")


def kind_prefixes(iris: Iris) -> dict[str, str]:
    """Return a prefix for each kind of thing: ``actor:wendy-hall``."""
    return {kind: iris(kind, "").value for kind in KINDS}


def literal(text: str) -> Literal:
    """Return words of a user as a literal; what is no character becomes a question mark."""
    return Literal(text.encode("utf-8", "replace").decode())


def values(variable: str, terms: Iterable[Term]) -> str:
    """Return a VALUES block; terms are written by the engine's own library, never pasted.

    Examples
    --------
    >>> values("who", [NamedNode("https://example.org/a")])
    'VALUES ?who { <https://example.org/a> }'
    """
    return f"VALUES ?{variable} {{ {' '.join(map(str, terms))} }}"
