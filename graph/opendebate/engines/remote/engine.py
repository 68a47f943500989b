"""The remote engine: any endpoint of the SPARQL 1.1 Protocol that has a debate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag

from pyoxigraph import NamedNode, Quad, Triple

from opendebate.counting import counted
from opendebate.engines.engine import Limits, RowStream, prefixes, values_block
from opendebate.engines.remote import protocol
from opendebate.engines.remote.discovery import RemoteDebate, find_debate
from opendebate.engines.remote.http_client import HttpClient
from opendebate.engines.remote.web_addresses import display_address
from opendebate.errors import RemoteError
from opendebate.rdf.namespaces import Iris

DEFAULT_SECONDS = 60.0


@dataclass(slots=True)
class RemoteEngine:
    """Answers from an endpoint of the SPARQL 1.1 Protocol.

    Attributes
    ----------
    client : HttpClient
        HTTP to the endpoint; ``client.requests`` counts the requests that were sent.
    debate : RemoteDebate
        The debate in the endpoint.
    limits : Limits
    """

    client: HttpClient
    debate: RemoteDebate
    limits: Limits = field(default_factory=Limits)

    @property
    def iris(self) -> Iris:
        """The IRIs of the debate's entities."""
        return self.debate.iris

    def limited(self, seconds: float) -> RemoteEngine:
        """Return this engine with another time limit, for each request."""
        return replace(self, client=replace(self.client, seconds=seconds, _client=None))

    def select(self, sparql: str, *, union: bool = True) -> RowStream:
        """Return the rows of a SELECT query."""
        rows = protocol.select(self.client, self._with_prefixes(sparql), self._dataset(union))
        requested, columns = (
            protocol.selected_columns(sparql),
            {name.value for name in rows.variables},
        )
        if requested is not None and requested != columns:
            del rows  # pyoxigraph's rows must not be left to a collector in another thread
            raise RemoteError(
                "The answer has other columns than the query.",
                where=display_address(self.client.address),
                advice="The answer is not used. Ask the people who run the endpoint.",
            )
        return RowStream(rows.variables, self._rows_limit.limited(rows))

    def ask(self, sparql: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK query."""
        return protocol.ask(self.client, self._with_prefixes(sparql), self._dataset(union))

    def construct(self, sparql: str, *, union: bool = True) -> Iterator[Triple]:
        """Yield the facts that a CONSTRUCT or DESCRIBE query returns."""
        triples = protocol.construct(self.client, self._with_prefixes(sparql), self._dataset(union))
        return self._rows_limit.limited(triples)

    def graphs(self) -> frozenset[str]:
        """Return the IRIs of the debate's named graphs."""
        return self.debate.graphs

    def quads(self) -> Iterator[Quad]:
        """Yield every fact of the debate with its graph, in two requests.

        Raises
        ------
        RemoteError
            At the end, if the endpoint sent fewer facts than it has by its own count.
        """
        graphs = values_block("graph", map(NamedNode, sorted(self.debate.graphs)))
        pattern = f"{{ {graphs} GRAPH ?graph {{ ?s ?p ?o }} }}"
        (total,) = self.select(f"SELECT (COUNT(*) AS ?facts) {pattern}")
        expected, sent = int(total["facts"].value), 0
        for row in self.select(f"SELECT ?graph ?s ?p ?o {pattern}"):
            sent += 1
            yield Quad(row["s"], row["p"], row["o"], row["graph"])
        if sent < expected:
            raise RemoteError(
                f"The endpoint has {counted(expected, 'fact')} of this debate, and sent {sent:,}.",
                where=display_address(self.client.address),
                advice="It truncates long answers: raise its limit on rows.",
            )

    @property
    def _rows_limit(self) -> Limits:
        """The limit of rows: that of time is the client's."""
        return Limits(rows=self.limits.rows)

    def _with_prefixes(self, sparql: str) -> str:
        return protocol.with_prefixes(sparql, prefixes(self.iris))

    def _dataset(self, union: bool) -> tuple[tuple[str, str], ...]:
        return self.debate.dataset if union else ()


def connect(address: str, limits: Limits | None = None) -> RemoteEngine:
    """Return an engine for the debate in an endpoint.

    Parameters
    ----------
    address : str
        ``https://host/sparql``; where it has several debates, with ``#`` and the IRI of one.
    limits : Limits, optional

    Raises
    ------
    UsageError
        If there is no debate, or several.
    RemoteError
        If it cannot be reached, or is not a SPARQL endpoint.
    """
    limits = limits or Limits(DEFAULT_SECONDS)
    endpoint, debate_iri = urldefrag(address)
    client = HttpClient(endpoint, limits.seconds or DEFAULT_SECONDS)
    return RemoteEngine(client, find_debate(client, debate_iri), limits)
