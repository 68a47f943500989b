"""The explorer, the pages of networks, the page for queries, and the description of questions."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from opendebate.ask.questions import names, question
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, preferred_form
from opendebate.serve.entities import Entities
from opendebate.serve.metadata import Metadata
from opendebate.serve.pages import Pages
from opendebate.serve.questions import openapi
from opendebate.serve.responses import make_etag, new_etag
from opendebate.serve.served_dataset import ServedDataset
from opendebate.serve.sparql_endpoint import while_connected
from opendebate.views.explorer import ExplorerView
from opendebate.views.lens_pages import lens_addresses, lens_view

NETWORKS = lens_addresses("/network/{}")  # the name of a lens → its address on the server
_FIRST_QUESTION = "who-affirms"  # the question that the page for queries begins with


class HomePages:
    """The explorer, the page for queries, and the description of the questions.

    Parameters
    ----------
    dataset : ServedDataset
    pages : Pages
    metadata : Metadata
    entities : Entities
    frame_policy : str
        The directive of the content policy that says which pages may embed the explorer.
    """

    def __init__(
        self,
        dataset: ServedDataset,
        pages: Pages,
        metadata: Metadata,
        entities: Entities,
        frame_policy: str,
    ) -> None:
        self.dataset, self.pages, self.metadata = dataset, pages, metadata
        self.entities, self.frame_policy = entities, frame_policy

    async def explorer(self, request: Request) -> Response:
        """Answer with the explorer, or with facts on the debate if the client wants no HTML."""
        accepted = request.headers.get("accept")
        form = preferred_form(accepted, {"text/html": "html", **FACTS}) or "turtle"
        is_page = form == "html"
        work = self._explorer(request) if is_page else self.entities.facts(request, "", form)
        return await while_connected(request, work)

    async def _explorer(self, request: Request) -> Response:
        etag = new_etag(request, self.dataset.digest, "explorer")
        debate, client = self.dataset.debate, client_of(request.scope)
        page = await self.entities.rendering.page(
            "explorer", client,
            lambda: ExplorerView(debate.engine, networks=NETWORKS).html().encode(),
        )  # fmt: skip
        return self.pages.cacheable(page, etag, self.frame_policy)

    async def network(self, request: Request) -> Response:
        """Answer with the page of a network."""
        lens = request.path_params["lens"]
        if lens not in NETWORKS:
            raise HTTPException(404)
        etag = new_etag(request, self.dataset.digest, "network", lens)
        debate, client = self.dataset.debate, client_of(request.scope)

        def draw() -> bytes:
            view = lens_view(debate.engine, lens, "/")
            view.lenses = NETWORKS
            return view.html().encode()

        work = self.entities.rendering.page(("network", lens), client, draw)
        page = await while_connected(request, work)
        return self.pages.cacheable(page, etag, self.frame_policy)

    async def sparql(self, request: Request) -> Response:
        """Answer with the page for queries, or with the service's description."""
        kinds = {**FACTS, "text/html": "html"}
        if preferred_form(request.headers.get("accept"), kinds) != "html":
            return await self.metadata.service(request)
        name = request.query_params.get("example", _FIRST_QUESTION)
        query = question(name).sparql
        etag = make_etag(self.dataset.digest, "sparql", name)
        page = self.pages.sparql(query, [question(name) for name in names()])
        return self.pages.cacheable(page, etag, self.pages.query_page_policy)

    async def openapi(self, request: Request) -> Response:
        """Answer with the description of the named questions."""
        etag = new_etag(request, self.dataset.digest, "openapi")
        return JSONResponse(openapi(self.dataset.debate.title), headers={"ETag": etag})
