"""The interface of all engines: what answers SPARQL, in this process or at an endpoint."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from pyoxigraph import Literal, NamedNode

from opendebate.errors import QueryError
from opendebate.rdf.namespaces import PREFIXES, Iris

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple, Variable

T = TypeVar("T")
Term = NamedNode | Literal


class Solutions(Protocol):
    """The answer to a SELECT query: rows, which come as they are found."""

    @property
    def variables(self) -> list[Variable]:
        """The variables of the query, in order."""

    def __iter__(self) -> Iterator[Any]:
        """Yield rows; ``row["name"]`` and ``row[0]`` are terms, or None where nothing is bound."""


class Limits(NamedTuple):
    """How long an answer may take, and how large it may be.

    Attributes
    ----------
    seconds : float or None
        From the query to the last row. An embedded engine checks this only between two rows.
    rows : int or None
        Rows of an answer to SELECT, or facts of an answer to CONSTRUCT or DESCRIBE.
    """

    seconds: float | None = None
    rows: int | None = None

    def limited(self, results: Iterable[T]) -> Iterator[T]:
        """Yield results until a limit is reached."""
        began = time.monotonic()
        for n, result in enumerate(results):
            if self.rows is not None and n >= self.rows:
                raise LimitReached(
                    f"The answer has more than {self.rows:,} rows.",
                    advice="Add a LIMIT, or make the query narrower.",
                )
            if self.seconds is not None and time.monotonic() - began > self.seconds:
                raise too_slow(self.seconds)
            yield result


class LimitReached(QueryError):
    """An answer that takes too long, or is too large."""

    exit_code = 3


def too_slow(seconds: float) -> LimitReached:
    """Return the error of an answer that takes longer."""
    return LimitReached(
        f"The query was ended: its answer takes longer than {seconds:g} s.",
        advice="Patterns that share no variable make very many rows: join them, or add a LIMIT. "
        f"Or allow more time: --timeout {seconds * 10:g}, in Python timeout={seconds * 10:g}.",
    )


@dataclass(frozen=True, slots=True)
class RowStream:
    """The answer to a SELECT query, whose rows are read once."""

    variables: list[Variable]
    rows: Iterator[Any]

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        return self.rows


class Engine(Protocol):
    """Answers SPARQL over a debate.

    A query sees the union of all graphs of the debate, and with ``GRAPH`` each of them. With
    ``union=False`` it sees the graphs that it names with ``FROM``. Every query may use the
    prefixes of `prefixes`.

    Raises
    ------
    QueryError
        By all four: if the text is not SPARQL, or a query of another form; if the engine reports
        an error; `LimitReached` if the answer takes too long or is too large.
    """

    @property
    def iris(self) -> Iris:
        """The IRIs of the debate's entities."""

    def limited(self, seconds: float) -> Engine:
        """Return this engine with another time limit."""

    def select(self, sparql: str, *, union: bool = True) -> Solutions:
        """Return the rows of a SELECT query."""

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT or DESCRIBE query returns."""

    def graphs(self) -> frozenset[str]:
        """Return the IRIs of the debate's named graphs."""

    def quads(self) -> Iterator[Quad]:
        """Yield every fact of the debate with its graph."""


ENTITY_KINDS = ("actor", "model", "policy", "claim", "topic", "event", "source", "context")


def kind_prefixes(iris: Iris) -> dict[str, str]:
    """Return a prefix for each kind of entity: ``actor:wendy-hall``."""
    return {kind: iris(kind, "").value for kind in ENTITY_KINDS}


def prefixes(iris: Iris) -> dict[str, str]:
    """Return the prefixes that a query may use without declaring them."""
    return {**PREFIXES, **kind_prefixes(iris)}


def literal(text: str) -> Literal:
    """Return a user's text as a literal; invalid characters become question marks."""
    return Literal(text.encode("utf-8", "replace").decode())


def values_block(variable: str, terms: Iterable[Term]) -> str:
    """Return a VALUES block; pyoxigraph writes the terms, so that no text can break out of it.

    Examples
    --------
    >>> values_block("who", [NamedNode("https://example.org/a")])
    'VALUES ?who { <https://example.org/a> }'
    """
    return f"VALUES ?{variable} {{ {' '.join(map(str, terms))} }}"
