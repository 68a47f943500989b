"""Where graphs are published: a Graph Store, or an endpoint for SPARQL Update.

Sources: W3C Recommendations, SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Update.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode, Triple, parse

from opendebate.engines.engine import literal
from opendebate.engines.remote import protocol
from opendebate.engines.remote.http_client import HttpClient
from opendebate.engines.remote.http_messages import Request
from opendebate.engines.remote.web_addresses import display_address
from opendebate.errors import OpenDebateError, RemoteError, UsageError, check_known

_ACCEPT = {"Accept": "application/n-triples, text/turtle;q=0.5"}
_SUCCESS = (200, 201, 202, 204)


@dataclass(frozen=True, slots=True)
class StoredGraph:
    """A graph as a store has it.

    Attributes
    ----------
    facts : frozenset of pyoxigraph.Triple
        Empty where there is no such graph.
    etag : str
        The store's name for this version of the graph; empty if it gives none.
    """

    facts: frozenset[Triple] = frozenset()
    etag: str = ""


class Target(Protocol):
    """A store that graphs are published to."""

    def read(self, graph: str) -> StoredGraph:
        """Return a graph as the store has it."""

    def replace(self, graph: str, facts: Iterable[Triple], before: StoredGraph) -> None:
        """Replace a graph by facts, all or none."""

    def remove(self, graph: str, before: StoredGraph) -> None:
        """Remove a graph."""

    def list(self, prefix: str) -> frozenset[str] | None:
        """Return the graphs whose IRIs begin with a prefix; None if that cannot be asked."""


@dataclass(slots=True)
class GraphStore:
    """A store of the Graph Store HTTP Protocol.

    Attributes
    ----------
    client : HttpClient
    query : HttpClient or None
        A query endpoint of the same data, to find graphs that are to be removed.
    """

    client: HttpClient
    query: HttpClient | None = None

    def read(self, graph: str) -> StoredGraph:
        """Return a graph as the store has it."""
        request = Request("GET", params=[("graph", graph)], headers=_ACCEPT)
        reply = self.client.send(request, accepted=(200, 204, 404))
        if reply.status != 200:
            return StoredGraph()
        if reply.media_type not in protocol.FACT_FORMATS:
            raise _no_store_error(reply.media_type, reply.text(), self.client)
        try:
            quads = parse(reply.body, format=protocol.FACT_FORMATS[reply.media_type])
            facts = frozenset(Triple(q.subject, q.predicate, q.object) for q in quads)
        except (SyntaxError, ValueError) as error:
            raise _no_store_error(reply.media_type, str(error)[:200], self.client) from error
        return StoredGraph(facts, reply.headers.get("etag", ""))

    def replace(self, graph: str, facts: Iterable[Triple], before: StoredGraph) -> None:
        """Replace a graph by facts, all or none."""
        headers = {"Content-Type": "application/n-triples", **_unless_changed(before)}
        body = "".join(f"{fact} .\n" for fact in facts).encode()
        request = Request("PUT", params=[("graph", graph)], content=body, headers=headers)
        self.client.send(request, accepted=_SUCCESS)

    def remove(self, graph: str, before: StoredGraph) -> None:
        """Remove a graph."""
        request = Request("DELETE", params=[("graph", graph)], headers=_unless_changed(before))
        self.client.send(request, accepted=(*_SUCCESS, 404))

    def list(self, prefix: str) -> frozenset[str] | None:
        """Return the graphs whose IRIs begin with a prefix; None if that cannot be asked."""
        return _graphs(self.query, prefix) if self.query else None


@dataclass(slots=True)
class UpdateEndpoint:
    """An endpoint for SPARQL Update, with one for queries."""

    client: HttpClient
    query: HttpClient

    def read(self, graph: str) -> StoredGraph:
        """Return a graph as the endpoint has it."""
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return StoredGraph(frozenset(protocol.construct(self.query, sparql, ())))

    def replace(self, graph: str, facts: Iterable[Triple], before: StoredGraph) -> None:
        """Replace a graph by facts in one request, which endpoints run completely or not at all."""
        del before
        name = NamedNode(graph)
        lines = "".join(f"{fact} .\n" for fact in facts)
        self._send(f"DROP SILENT GRAPH {name} ;\nINSERT DATA {{ GRAPH {name} {{\n{lines}}} }}")

    def remove(self, graph: str, before: StoredGraph) -> None:
        """Remove a graph."""
        del before
        self._send(f"DROP SILENT GRAPH {NamedNode(graph)}")

    def list(self, prefix: str) -> frozenset[str] | None:
        """Return the graphs whose IRIs begin with a prefix."""
        return _graphs(self.query, prefix)

    def _send(self, update: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self.client.send(
            Request("POST", content=update.encode(), headers=headers), accepted=_SUCCESS
        )


_KINDS = ("auto", "graph-store", "update")


def open_target(address: str, query: str | None, kind: str) -> Target:
    """Return the store at an address.

    Parameters
    ----------
    address : str
    query : str, optional
        Address of a query endpoint of the same data.
    kind : str
        ``"graph-store"``, ``"update"``, or ``"auto"`` to find out.

    Raises
    ------
    RemoteError, UsageError
        If it cannot be reached, or queries have another address.
    """
    check_known(kind, _KINDS, f"There is no kind of store {kind!r}.")
    client = HttpClient(address)
    query_client = HttpClient(query) if query else None
    if kind == "graph-store" or (kind == "auto" and _is_graph_store(client)):
        return GraphStore(client, query_client)
    return UpdateEndpoint(client, query_client or _query_client(client))


def _is_graph_store(client: HttpClient) -> bool:
    """Tell whether the address gives a default graph, as only a Graph Store does."""
    request = Request("HEAD", params=[("default", "")], headers=_ACCEPT)
    reply = client.send(request, accepted=range(200, 500))
    if reply.status in {401, 403}:
        client.send(request)  # says what to do
    return reply.status < 300 and reply.media_type in {"", *protocol.FACT_FORMATS}


def _query_client(client: HttpClient) -> HttpClient:
    """Return a client for queries at the address of updates, if the endpoint takes both.

    Raises
    ------
    UsageError
        If the endpoint takes no queries.
    """
    try:
        protocol.ask(client, "ASK {}", ())
    except OpenDebateError as error:
        raise UsageError(
            f"It takes no queries, so nothing can be compared: {error}",
            where=display_address(client.address),
            advice="Name the query endpoint of the same data with --query. If this is no address "
            "for updates, correct it.",
        ) from error
    return client


def _graphs(query: HttpClient, prefix: str) -> frozenset[str]:
    sparql = (
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } "
        f"FILTER(STRSTARTS(STR(?g), {literal(prefix)})) }}"
    )
    return frozenset(_iris(protocol.select(query, sparql, ())))


def _iris(rows: Iterable[object]) -> Iterator[str]:
    for row in rows:
        yield str(row["g"].value)  # type: ignore[index]


def _unless_changed(before: StoredGraph) -> dict[str, str]:
    """Return a header by which the store refuses to replace what somebody else has just written."""
    return {"If-Match": before.etag} if before.etag and not before.etag.startswith("W/") else {}


def _no_store_error(media: str, detail: str, client: HttpClient) -> RemoteError:
    return RemoteError(
        f"It answers {media or 'something without a type'} for a graph: {detail}",
        where=display_address(client.address),
        advice="Is that the address of a Graph Store? Often it ends in /store, /data or "
        "/rdf-graphs/service. For SPARQL Update say --protocol update.",
    )
