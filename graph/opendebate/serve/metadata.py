"""Descriptions of the data (VoID) and of the service, its health, and dumps.

Sources: W3C Interest Group Note, Describing Linked Datasets with the VoID Vocabulary; W3C
Recommendation, SPARQL 1.1 Service Description.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from string import Template

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import Response

from opendebate.rdf.namespaces import FAMILIAR_PREFIXES, PREFIXES, typed
from opendebate.rdf.provenance import describe_graphs
from opendebate.rdf.serialize import FORMATS, name_of_suffix
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, MEDIA_TYPES, preferred_form
from opendebate.serve.pages import FOLDER
from opendebate.serve.pool import Pool
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import cacheable, make_etag, new_etag
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
_DUMPS = {".trig": "application/trig", ".nq": "application/n-quads", ".ttl": "text/turtle"}


def _template(name: str) -> str:
    """Return a template in Turtle, with its prefixes."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _NAMES.items())
    return prefixes + (FOLDER / name).read_text("utf-8")


class Metadata:
    """Descriptions of the data and of the server."""

    def __init__(
        self, dataset: ServedDataset, pool: Pool, rendering: Rendering, server_health: ServerHealth
    ) -> None:
        self.dataset, self.pool = dataset, pool
        self.rendering, self.server_health = rendering, server_health

    async def void(self, request: Request) -> Response:
        """Answer with the description of the data."""
        return self._facts(request, self._dataset())

    async def service(self, request: Request) -> Response:
        """Answer with the description of the endpoint."""
        return self._facts(request, self._service(), self._graphs)

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
        etag = new_etag(request, self.dataset.digest, "dump", suffix)
        debate = self.dataset.debate
        key, client = ("dump", suffix), client_of(request.scope)
        work = self.rendering.page(key, client, lambda: debate.serialize(name_of_suffix(suffix)))
        return cacheable(await while_connected(request, work), _DUMPS[suffix], etag)

    def _facts(self, request: Request, turtle: str, more: Sequence[Triple] = ()) -> Response:
        form = preferred_form(request.headers.get("accept"), FACTS) or "turtle"
        parsed = parse(turtle.encode(), RdfFormat.TURTLE, base_iri=str(request.base_url))
        facts = [*(quad.triple for quad in parsed), *more]
        body = pyoxigraph.serialize(facts, format=FORMATS[form], prefixes=_NAMES) or b""
        return cacheable(
            body, MEDIA_TYPES[form], make_etag(self.dataset.digest, str(request.url), form)
        )

    def _dataset(self) -> str:
        """Return the description of the data in Turtle."""
        debate = self.dataset.debate
        return Template(_template("void.ttl")).substitute(
            title=Literal(debate.title), question=Literal(debate.question),
            space=Literal(debate.iris.base), facts=typed(str(debate.fact_count), "integer"),
            vocabularies=", ".join(f"<{iri}>" for iri in PREFIXES.values()),
        )  # fmt: skip

    def _service(self) -> str:
        """Return the description of the endpoint in Turtle."""
        named = (
            "<sparql#dataset> sd:namedGraph <sparql#graph-{n}> . <sparql#graph-{n}> sd:name {} ."
        )
        graphs = enumerate(map(NamedNode, self.dataset.graphs), 1)
        return "\n".join(
            [_template("service.ttl"), *(named.format(graph, n=n) for n, graph in graphs)]
        )

    @cached_property
    def _graphs(self) -> tuple[Triple, ...]:
        """What is known of the named graphs: who coded them, from what, in which version."""
        debate = self.dataset.debate
        return tuple(describe_graphs(debate.store, debate.iris))
