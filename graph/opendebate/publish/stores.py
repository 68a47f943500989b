"""Where graphs are published: a Graph Store, or an endpoint for SPARQL Update.

Sources: W3C Recommendations, SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Update.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from opendebate.engines.engine import literal
from opendebate.engines.remote import protocol
from opendebate.engines.remote.http_client import Door, Request, shown
from opendebate.errors import OpenDebateError, RemoteError, UsageError

_RDF = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_ACCEPT = {"Accept": "application/n-triples, text/turtle;q=0.5"}
_DONE = (200, 201, 202, 204)


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds of a graph.

    Attributes
    ----------
    facts : frozenset of pyoxigraph.Triple
        Empty where there is no such graph.
    etag : str
        How the store calls this state; empty where it does not.
    """

    facts: frozenset[Triple] = frozenset()
    etag: str = ""


class Target(Protocol):
    """A place to publish to."""

    def read(self, graph: str) -> Held:
        """Return what is there."""

    def replace(self, graph: str, facts: Iterable[Triple], before: Held) -> None:
        """Put facts in the place of a graph, all or none."""

    def remove(self, graph: str, before: Held) -> None:
        """Take a graph out."""

    def list(self, prefix: str) -> frozenset[str] | None:
        """Return the graphs whose IRIs begin so; None where it cannot be told."""


@dataclass(slots=True)
class GraphStore:
    """A store of the Graph Store HTTP Protocol.

    Attributes
    ----------
    door : Door
    query : Door or None
        A query endpoint of the same data, to find graphs that are to be removed.
    """

    door: Door
    query: Door | None = None

    def read(self, graph: str) -> Held:
        """Return what is there."""
        request = Request("GET", params=[("graph", graph)], headers=_ACCEPT)
        reply = self.door.send(request, accepted=(200, 204, 404))
        if reply.status != 200:
            return Held()
        if reply.media not in _RDF:
            raise _no_store(reply.media, reply.text(), self.door)
        try:
            quads = parse(reply.body, format=_RDF[reply.media])
            facts = frozenset(Triple(q.subject, q.predicate, q.object) for q in quads)
        except (SyntaxError, ValueError) as error:
            raise _no_store(reply.media, str(error)[:200], self.door) from error
        return Held(facts, reply.headers.get("etag", ""))

    def replace(self, graph: str, facts: Iterable[Triple], before: Held) -> None:
        """Put facts in the place of a graph, all or none."""
        headers = {"Content-Type": "application/n-triples", **_unless_changed(before)}
        body = "".join(f"{fact} .\n" for fact in facts).encode()
        request = Request("PUT", params=[("graph", graph)], content=body, headers=headers)
        self.door.send(request, accepted=_DONE)

    def remove(self, graph: str, before: Held) -> None:
        """Take a graph out."""
        request = Request("DELETE", params=[("graph", graph)], headers=_unless_changed(before))
        self.door.send(request, accepted=(*_DONE, 404))

    def list(self, prefix: str) -> frozenset[str] | None:
        """Return the graphs whose IRIs begin so; None where it cannot be told."""
        return _graphs(self.query, prefix) if self.query else None


@dataclass(slots=True)
class UpdateEndpoint:
    """An endpoint for SPARQL Update, with one for queries.

    Attributes
    ----------
    door, query : Door
    """

    door: Door
    query: Door

    def read(self, graph: str) -> Held:
        """Return what is there."""
        asked = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return Held(frozenset(protocol.facts(self.query, asked, ())))

    def replace(self, graph: str, facts: Iterable[Triple], before: Held) -> None:
        """Put facts in the place of a graph, in one request, which endpoints run whole or not."""
        del before
        name = NamedNode(graph)
        lines = "".join(f"{fact} .\n" for fact in facts)
        self._send(f"DROP SILENT GRAPH {name} ;\nINSERT DATA {{ GRAPH {name} {{\n{lines}}} }}")

    def remove(self, graph: str, before: Held) -> None:
        """Take a graph out."""
        del before
        self._send(f"DROP SILENT GRAPH {NamedNode(graph)}")

    def list(self, prefix: str) -> frozenset[str] | None:
        """Return the graphs whose IRIs begin so."""
        return _graphs(self.query, prefix)

    def _send(self, update: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self.door.send(Request("POST", content=update.encode(), headers=headers), accepted=_DONE)


def target_of(address: str, query: str | None, kind: str) -> Target:
    """Return the place that an address names.

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
    door = Door(address)
    asked = Door(query) if query else None
    if kind == "graph-store" or (kind == "auto" and _is_graph_store(door)):
        return GraphStore(door, asked)
    return UpdateEndpoint(door, asked or _same(door))


def _is_graph_store(door: Door) -> bool:
    """Tell whether the default graph can be asked for, as only a Graph Store has it."""
    request = Request("HEAD", params=[("default", "")], headers=_ACCEPT)
    reply = door.send(request, accepted=range(200, 500))
    if reply.status in {401, 403}:
        door.send(request)  # says what to do
    return reply.status < 300 and reply.media in {"", *_RDF}


def _same(door: Door) -> Door:
    """Return a door for queries where updates go, if the endpoint takes both.

    Raises
    ------
    UsageError
        If it does not.
    """
    try:
        protocol.truth(door, "ASK {}", ())
    except OpenDebateError as error:
        raise UsageError(
            f"It takes no queries, so nothing can be compared: {error}",
            where=shown(door.address),
            advice="Name the query endpoint of the same data with --query. If this is no address "
            "for updates, correct it.",
        ) from error
    return door


def _graphs(query: Door, prefix: str) -> frozenset[str]:
    asked = (
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } "
        f"FILTER(STRSTARTS(STR(?g), {literal(prefix)})) }}"
    )
    return frozenset(_iris(protocol.solutions(query, asked, ())))


def _iris(rows: Iterable[object]) -> Iterator[str]:
    for row in rows:
        yield str(row["g"].value)  # type: ignore[index]


def _unless_changed(before: Held) -> dict[str, str]:
    """Return a header by which nothing is written over that somebody else has just written."""
    return {"If-Match": before.etag} if before.etag and not before.etag.startswith("W/") else {}


def _no_store(media: str, told: str, door: Door) -> RemoteError:
    return RemoteError(
        f"It answers {media or 'something without a type'} for a graph: {told}",
        where=shown(door.address),
        advice="Is that the address of a Graph Store? Often it ends in /store, /data or "
        "/rdf-graphs/service. For SPARQL Update say --protocol update.",
    )
