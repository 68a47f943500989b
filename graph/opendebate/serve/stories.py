"""The pages and facts of stories: those that coders wrote, and those made from the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import MEDIA_TYPES
from opendebate.serve.responses import cacheable, new_etag
from opendebate.serve.sparql_endpoint import while_connected
from opendebate.site.linked_data import linked_data

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from opendebate.serve.pages import Pages
    from opendebate.serve.rendering import Rendering
    from opendebate.serve.served_dataset import ServedDataset

_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}


class Stories:
    """The list at ``/stories``, and the stories at ``/story/ID``, as on the static site."""

    def __init__(self, dataset: ServedDataset, pages: Pages, rendering: Rendering) -> None:
        self.dataset, self.pages, self.rendering = dataset, pages, rendering

    async def list(self, request: Request) -> Response:
        """Answer with the page that lists the stories."""
        etag, client = new_etag(request, self.dataset.digest, "stories"), client_of(request.scope)
        work = self.rendering.page("stories", client, lambda: self.pages.story_list().encode())
        return self.pages.cacheable(await while_connected(request, work), etag)

    async def answer(self, request: Request, path: str, form: str) -> Response | None:
        """Answer with a story in a form; return None where no story has the path."""
        client, pages = client_of(request.scope), self.pages
        content = (await self.rendering.do(client, lambda: pages.stories)).get(path)
        if content is None:
            return None
        etag = new_etag(request, self.dataset.digest, path, form)
        if form == "html":
            page = await self.rendering.page(
                ("story", path), client, lambda: pages.story(content).encode()
            )
            return pages.cacheable(page, etag)
        facts = await self.rendering.page(
            ("story", path, form),
            client,
            lambda: linked_data(pages.contents.index, content, _FORMATS[form]),
        )
        return cacheable(facts, MEDIA_TYPES[form], etag)
