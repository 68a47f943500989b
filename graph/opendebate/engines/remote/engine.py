"""The engine elsewhere: any endpoint of the SPARQL 1.1 Protocol that holds a debate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urldefrag

from pyoxigraph import NamedNode, Quad, Triple

from opendebate.engines.engine import LimitReached, Limits, prefixes, values
from opendebate.engines.remote import protocol
from opendebate.engines.remote.discovery import Place, find
from opendebate.engines.remote.http_client import Door, shown
from opendebate.errors import RemoteError
from opendebate.rdf.namespaces import Iris

T = TypeVar("T")
SECONDS = 60.0


@dataclass(slots=True)
class RemoteEngine:
    """Answers from an endpoint of the SPARQL 1.1 Protocol.

    Attributes
    ----------
    door : Door
        HTTP to the endpoint; ``door.requests`` tells how many were sent.
    place : Place
        The debate there.
    limits : Limits
    """

    door: Door
    place: Place
    limits: Limits = field(default_factory=Limits)

    @property
    def iris(self) -> Iris:
        """The IRIs of the debate's things."""
        return self.place.iris

    def select(self, sparql: str, *, union: bool = True) -> protocol.RemoteRows:
        """Return the rows of a SELECT query."""
        found = protocol.solutions(self.door, self._whole(sparql), self._dataset(union))
        asked, columns = protocol.selected(sparql), {name.value for name in found.variables}
        if asked is not None and asked != columns:
            del found  # pyoxigraph's rows must not be left to a collector in another thread
            raise RemoteError(
                "It answers another question than the one it was asked.",
                where=shown(self.door.address),
                advice="It is not used. Ask whoever runs it.",
            )
        return protocol.RemoteRows(found.variables, self._limited(found))

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""
        return protocol.truth(self.door, self._whole(sparql), self._dataset(union))

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT query makes."""
        found = protocol.facts(self.door, self._whole(sparql), self._dataset(union))
        return self._limited(found)

    def describe(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a DESCRIBE query finds."""
        return self.construct(sparql, union=union)

    def graphs(self) -> frozenset[str]:
        """Return the IRIs of the debate's named graphs."""
        return self.place.graphs

    def quads(self) -> Iterator[Quad]:
        """Yield every fact of the debate with its graph, in two requests.

        Raises
        ------
        RemoteError
            At the end, if the endpoint sent fewer facts than it says it has.
        """
        graphs = values("graph", map(NamedNode, sorted(self.place.graphs)))
        pattern = f"{{ {graphs} GRAPH ?graph {{ ?s ?p ?o }} }}"
        (counted,) = self.select(f"SELECT (COUNT(*) AS ?facts) {pattern}")
        held, sent = int(counted["facts"].value), 0
        for row in self.select(f"SELECT ?graph ?s ?p ?o {pattern}"):
            sent += 1
            yield Quad(row["s"], row["p"], row["o"], row["graph"])
        if sent < held:
            raise RemoteError(
                f"The endpoint has {held:,} facts of this debate, and sent {sent:,}.",
                where=shown(self.door.address),
                advice="It cuts long answers short: raise its limit on rows.",
            )

    def _whole(self, sparql: str) -> str:
        return protocol.with_prefixes(sparql, prefixes(self.iris))

    def _dataset(self, union: bool) -> tuple[tuple[str, str], ...]:
        return self.place.dataset if union else ()

    def _limited(self, found: Iterable[T]) -> Iterator[T]:
        """Yield what is found up to the limit."""
        most = self.limits.rows
        for n, one in enumerate(found):
            if most is not None and n >= most:
                raise LimitReached(
                    f"The answer has more than {most:,} rows.", advice="Add a LIMIT, or narrow it."
                )
            yield one


def connect(address: str, limits: Limits | None = None) -> RemoteEngine:
    """Return an engine for the debate in an endpoint.

    Parameters
    ----------
    address : str
        ``https://host/sparql``; with several debates there, ``#`` and the IRI of one.
    limits : Limits, optional

    Raises
    ------
    UsageError
        If there is no debate, or several.
    RemoteError
        If it cannot be reached, or is no SPARQL endpoint.
    """
    limits = limits or Limits(SECONDS)
    endpoint, wanted = urldefrag(address)
    door = Door(endpoint, limits.seconds or SECONDS)
    return RemoteEngine(door, find(door, wanted), limits)
