"""What the server says of itself and of its data: VoID, the service's description, its health.

Sources: W3C Interest Group Note, Describing Linked Datasets with the VoID Vocabulary; W3C
Recommendation, SPARQL 1.1 Service Description.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from starlette.requests import Request
from starlette.responses import Response

from opendebate.rdf.namespaces import PREFIXES, typed
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, TYPES, best
from opendebate.serve.pool import Pool
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import is_known, tag, tagged, unchanged
from opendebate.serve.served_dataset import Prepared
from opendebate.serve.sparql_endpoint import while_connected
from opendebate.serve.state import State

_NAMES = {
    **PREFIXES,
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


def _name(short: str) -> NamedNode:
    prefix, _, local = short.partition(":")
    return NamedNode(_NAMES[prefix] + local)


class About:
    """Answers on the server itself.

    Parameters
    ----------
    prepared : Prepared
    pool : Pool
    rendering : Rendering
    state : State
    """

    def __init__(self, prepared: Prepared, pool: Pool, rendering: Rendering, state: State) -> None:
        self.prepared, self.pool = prepared, pool
        self.rendering, self.state = rendering, state

    async def void(self, request: Request) -> Response:
        """Answer with the description of the data."""
        return self._facts(request, list(self._dataset(str(request.base_url))))

    async def service(self, request: Request) -> Response:
        """Answer with the description of the endpoint."""
        return self._facts(request, list(self._service(str(request.base_url))))

    async def health(self, _: Request) -> Response:
        """Answer whether queries can be answered."""
        trouble = self.pool.trouble
        status = f"no worker runs: {trouble}" if trouble else self.state.trouble or "ok"
        told = {"status": status, "dataset": self.prepared.digest}
        headers = {"Cache-Control": "no-store"}
        code = 200 if status == "ok" else 503
        return Response(json.dumps(told) + "\n", code, headers, "application/json")

    async def dump(self, request: Request) -> Response:
        """Answer with the whole graph."""
        suffix = f".{request.path_params['form']}"
        mark = tag(self.prepared.digest, "dump", suffix)
        if is_known(request, mark):
            return unchanged(mark)
        debate = self.prepared.debate
        key, client = ("dump", suffix), client_of(request.scope)
        work = self.rendering.page(key, client, lambda: debate.serialize(suffix))
        body = await while_connected(request, work)
        return Response(status_code=499) if body is None else tagged(body, _DUMPS[suffix], mark)

    def _facts(self, request: Request, facts: list[Triple]) -> Response:
        form = best(request.headers.get("accept"), FACTS) or "turtle"
        body = pyoxigraph.serialize(facts, format=_FORMATS[form], prefixes=_NAMES) or b""
        return tagged(body, TYPES[form], tag(self.prepared.digest, str(request.url), form))

    def _dataset(self, root: str) -> Iterator[Triple]:
        debate = self.prepared.debate
        data = NamedNode(f"{root}void")

        def told(name: str, value: Term) -> Triple:
            return Triple(data, _name(name), value)

        yield told("rdf:type", _name("void:Dataset"))
        yield told("dcterms:title", Literal(debate.title))
        yield told("dcterms:description", Literal(debate.question))
        yield told("void:sparqlEndpoint", NamedNode(f"{root}sparql"))
        yield told("void:dataDump", NamedNode(f"{root}dump.trig"))
        yield told("void:uriSpace", Literal(debate.iris.base))
        yield told("void:triples", typed(str(len(debate.store)), "integer"))
        for prefix in PREFIXES:
            yield told("void:vocabulary", NamedNode(PREFIXES[prefix]))
        for kind in ("Actor", "Claim", "Statement", "Argument", "Source"):
            part = NamedNode(f"{root}void#{kind}")
            yield told("void:classPartition", part)
            yield Triple(part, _name("void:class"), _name(f"od:{kind}"))

    def _service(self, root: str) -> Iterator[Triple]:
        here = NamedNode(f"{root}sparql")
        yield Triple(here, _name("rdf:type"), _name("sd:Service"))
        yield Triple(here, _name("sd:endpoint"), here)
        yield Triple(here, _name("sd:supportedLanguage"), _name("sd:SPARQL11Query"))
        yield Triple(here, _name("sd:feature"), _name("sd:UnionDefaultGraph"))
        for form in _RESULTS:
            yield Triple(here, _name("sd:resultFormat"), _name(f"formats:{form}"))
        data, default = NamedNode(f"{root}sparql#dataset"), NamedNode(f"{root}sparql#default")
        yield Triple(here, _name("sd:defaultDataset"), data)
        yield Triple(data, _name("rdf:type"), _name("sd:Dataset"))
        yield Triple(data, _name("sd:defaultGraph"), default)
        yield Triple(default, _name("rdf:type"), _name("sd:Graph"))
        for n, graph in enumerate(sorted(self.prepared.debate.engine.graphs())):
            named = NamedNode(f"{root}sparql#graph-{n + 1}")
            yield Triple(data, _name("sd:namedGraph"), named)
            yield Triple(named, _name("sd:name"), NamedNode(graph))
