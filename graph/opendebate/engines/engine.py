"""What answers questions: one interface, whether the debate is in this process or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pyoxigraph import Literal, NamedNode

from opendebate.errors import QueryError
from opendebate.rdf.namespaces import PREFIXES, Iris

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple, Variable

Term = NamedNode | Literal


class Solutions(Protocol):
    """The answer to a SELECT query: rows, which come as they are found."""

    @property
    def variables(self) -> list[Variable]:
        """What is asked for, in order."""

    def __iter__(self) -> Iterator[Any]:
        """Yield rows; ``row["name"]`` and ``row[0]`` are terms, or None where nothing is bound."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may take, and how large it may be.

    Attributes
    ----------
    seconds : float or None
        From the question to the last row. An embedded engine can tell only between two rows.
    rows : int or None
        Of an answer to SELECT, or facts of one to CONSTRUCT or DESCRIBE.
    """

    seconds: float | None = None
    rows: int | None = None


class LimitReached(QueryError):
    """An answer that takes too long, or is too large."""

    exit_code = 3


class Engine(Protocol):
    """Answers SPARQL over a debate.

    A query sees the union of all graphs of the debate, and with ``GRAPH`` each of them, unless it
    is told with ``union=False`` to see what it names itself with ``FROM``. The prefixes of
    `prefixes` are known to every query.

    Raises
    ------
    QueryError
        By all four: if the text is no SPARQL, or a query of another form; `LimitReached` if its
        answer takes too long or is too large; and what the engine itself tells.
    """

    @property
    def iris(self) -> Iris:
        """The IRIs of the debate's things."""

    def select(self, sparql: str, *, union: bool = True) -> Solutions:
        """Return the rows of a SELECT query."""

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT query makes."""

    def describe(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a DESCRIBE query finds."""

    def graphs(self) -> frozenset[str]:
        """Return the IRIs of the debate's named graphs."""

    def quads(self) -> Iterator[Quad]:
        """Yield every fact of the debate with its graph."""


KINDS = ("actor", "model", "policy", "claim", "topic", "event", "source", "context")


def kind_prefixes(iris: Iris) -> dict[str, str]:
    """Return a prefix for each kind of thing: ``actor:wendy-hall``."""
    return {kind: iris(kind, "").value for kind in KINDS}


def prefixes(iris: Iris) -> dict[str, str]:
    """Return the prefixes that every query of a debate knows."""
    return {**PREFIXES, **kind_prefixes(iris)}


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
