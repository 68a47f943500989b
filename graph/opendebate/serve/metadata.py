"""Descriptions of the data (VoID) and of the service, its health, and dumps.

Sources: W3C Interest Group Note, Describing Linked Datasets with the VoID Vocabulary; W3C
Recommendation, SPARQL 1.1 Service Description.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from starlette.requests import Request
from starlette.responses import Response

from opendebate.rdf.namespaces import FAMILIAR_PREFIXES, PREFIXES, typed
from opendebate.rdf.provenance import describe_graphs
from opendebate.rdf.serialize import name_of_suffix
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, MEDIA_TYPES, preferred_form
from opendebate.serve.pool import Pool
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import cacheable, client_has, make_etag, not_modified
from opendebate.serve.served_dataset import ServedDataset
from opendebate.serve.sparql_endpoint import while_connected
from opendebate.serve.state import ServerHealth

_NAMES = {
    **PREFIXES,
    **FAMILIAR_PREFIXES,
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
}
_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV",
            "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD")  # fmt: skip
_DUMPS = {".trig": "application/trig", ".nq": "application/n-quads", ".ttl": "text/turtle"}
Term = NamedNode | Literal | BlankNode


def _term(short: str) -> NamedNode:
    prefix, _, local = short.partition(":")
    return NamedNode(_NAMES[prefix] + local)


class Metadata:
    """Descriptions of the data and of the server.

    Parameters
    ----------
    dataset : Prepared
    pool : Pool
    rendering : Rendering
    server_health : State
    """

    def __init__(
        self, dataset: ServedDataset, pool: Pool, rendering: Rendering, server_health: ServerHealth
    ) -> None:
        self.dataset, self.pool = dataset, pool
        self.rendering, self.server_health = rendering, server_health

    async def void(self, request: Request) -> Response:
        """Answer with the description of the data."""
        return self._facts(request, list(self._dataset(str(request.base_url))))

    async def service(self, request: Request) -> Response:
        """Answer with the description of the endpoint."""
        return self._facts(request, list(self._service(str(request.base_url))))

    async def health(self, _: Request) -> Response:
        """Answer whether the server can answer queries."""
        trouble = self.pool.trouble
        status = f"no worker runs: {trouble}" if trouble else self.server_health.trouble or "ok"
        health = {"status": status, "dataset": self.dataset.digest}
        headers = {"Cache-Control": "no-store"}
        code = 200 if status == "ok" else 503
        return Response(json.dumps(health) + "\n", code, headers, "application/json")

    async def dump(self, request: Request) -> Response:
        """Answer with the complete graph."""
        suffix = f".{request.path_params['form']}"
        etag = make_etag(self.dataset.digest, "dump", suffix)
        if client_has(request, etag):
            return not_modified(etag)
        debate = self.dataset.debate
        key, client = ("dump", suffix), client_of(request.scope)
        work = self.rendering.page(key, client, lambda: debate.serialize(name_of_suffix(suffix)))
        body = await while_connected(request, work)
        return Response(status_code=499) if body is None else cacheable(body, _DUMPS[suffix], etag)

    def _facts(self, request: Request, facts: list[Triple]) -> Response:
        form = preferred_form(request.headers.get("accept"), FACTS) or "turtle"
        body = pyoxigraph.serialize(facts, format=_FORMATS[form], prefixes=_NAMES) or b""
        return cacheable(
            body, MEDIA_TYPES[form], make_etag(self.dataset.digest, str(request.url), form)
        )

    def _dataset(self, root: str) -> Iterator[Triple]:
        debate = self.dataset.debate
        data = NamedNode(f"{root}void")

        def statement(name: str, value: Term) -> Triple:
            return Triple(data, _term(name), value)

        yield statement("rdf:type", _term("void:Dataset"))
        yield statement("dcterms:title", Literal(debate.title))
        yield statement("dcterms:description", Literal(debate.question))
        yield statement("void:sparqlEndpoint", NamedNode(f"{root}sparql"))
        yield statement("void:dataDump", NamedNode(f"{root}dump.trig"))
        yield statement("void:uriSpace", Literal(debate.iris.base))
        yield statement("void:triples", typed(str(debate.fact_count), "integer"))
        for prefix in PREFIXES:
            yield statement("void:vocabulary", NamedNode(PREFIXES[prefix]))
        for kind in ("Actor", "Claim", "Statement", "Argument", "Source"):
            partition = NamedNode(f"{root}void#{kind}")
            yield statement("void:classPartition", partition)
            yield Triple(partition, _term("void:class"), _term(f"od:{kind}"))

    def _service(self, root: str) -> Iterator[Triple]:
        service = NamedNode(f"{root}sparql")
        yield Triple(service, _term("rdf:type"), _term("sd:Service"))
        yield Triple(service, _term("sd:endpoint"), service)
        yield Triple(service, _term("sd:supportedLanguage"), _term("sd:SPARQL11Query"))
        yield Triple(service, _term("sd:feature"), _term("sd:UnionDefaultGraph"))
        for form in _RESULTS:
            yield Triple(service, _term("sd:resultFormat"), _term(f"formats:{form}"))
        data, default = NamedNode(f"{root}sparql#dataset"), NamedNode(f"{root}sparql#default")
        yield Triple(service, _term("sd:defaultDataset"), data)
        yield Triple(data, _term("rdf:type"), _term("sd:Dataset"))
        yield Triple(data, _term("sd:defaultGraph"), default)
        yield Triple(default, _term("rdf:type"), _term("sd:Graph"))
        for n, graph in enumerate(self.dataset.graphs):
            description = NamedNode(f"{root}sparql#graph-{n + 1}")
            yield Triple(data, _term("sd:namedGraph"), description)
            yield Triple(description, _term("sd:name"), NamedNode(graph))
        yield from self._graphs

    @cached_property
    def _graphs(self) -> tuple[Triple, ...]:
        """What is known of the named graphs: who coded them, from what, in which version."""
        debate = self.dataset.debate
        return tuple(describe_graphs(debate.store, debate.iris))
