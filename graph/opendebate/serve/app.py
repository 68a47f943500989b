"""The server's routes, and the middleware that applies to every answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from opendebate.errors import OpenDebateError
from opendebate.serve.bounds import Bounds
from opendebate.serve.client_access import Access
from opendebate.serve.entities import Entities
from opendebate.serve.home_pages import HomePages
from opendebate.serve.metadata import Metadata
from opendebate.serve.middleware import AccessLog, ErrorPages, RequestGuard
from opendebate.serve.pages import Pages
from opendebate.serve.pool import Pool
from opendebate.serve.questions import QuestionPages
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import NotModified, not_modified, problem, refusal
from opendebate.serve.served_dataset import ServedDataset
from opendebate.serve.sparql_endpoint import AnswerCache, BadRequest, Endpoint
from opendebate.serve.state import ServerHealth
from opendebate.serve.streaming import PacedSending

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Two speakers who disagree.
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path fill="#1f5f8b" d="M2 4h18v12H10l-5 5v-5H2z"/>'
    '<path fill="#b5542b" d="M12 18h10v-8h8v14h-3v5l-5-5H12z"/></svg>'
)


class _Dump(StringConvertor):
    """A form of the complete graph."""

    regex = "trig|nq|ttl"


register_url_convertor("dump", _Dump())


class Site:
    """The server of a debate, as an ASGI application.

    Parameters
    ----------
    dataset : ServedDataset
    bounds : Bounds, optional
    access : Access, optional
        By default, only names of the loopback address are allowed.
    log : bool
        Whether each request is logged on stderr.
    """

    def __init__(
        self, dataset: ServedDataset, bounds: Bounds | None = None, access: Access | None = None, *,
        log: bool = True,
    ) -> None:  # fmt: skip
        self.health, self.rendering = ServerHealth(), Rendering()
        self.pool = Pool(dataset.path, dataset.context, bounds)
        self.is_closing = False
        access, pages = access or Access(), Pages(dataset.debate)
        app: ASGIApp = RequestGuard(self._application(dataset, pages, access), access)
        app = ErrorPages(app, pages.problem, pages.policy)
        self.app = PacedSending(AccessLog(app) if log else app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            await self.app(scope, receive, send)
        except asyncio.CancelledError:
            if not self.is_closing:
                raise

    def close(self) -> None:
        """Refuse all requests that wait for an answer, because the server ends."""
        self.is_closing = True
        self.pool.close()
        self.rendering.close()

    def _application(self, dataset: ServedDataset, pages: Pages, access: Access) -> ASGIApp:
        @contextlib.asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            async with self.pool:
                yield
            self.rendering.close()

        return Starlette(
            routes=_routes(dataset, self, pages, access),
            middleware=_middleware(access),
            lifespan=lifespan,
            exception_handlers={
                404: _not_found,
                405: _method_not_allowed,
                OpenDebateError: _known_error,
                NotModified: _not_modified,
                BadRequest: _bad_request,
                ClientDisconnect: _disconnected,
                500: _internal_error,
            },
        )


def _middleware(access: Access) -> list[Middleware]:
    cors = [
        Middleware(CORSMiddleware, allow_origins=access.origins, allow_methods=["GET", "POST"],
                   allow_headers=["Content-Type", "If-None-Match"], expose_headers=["ETag"])
    ]  # fmt: skip
    return [
        *(cors if access.origins else ()),
        Middleware(GZipMiddleware, minimum_size=2_000, compresslevel=5),
    ]


def _routes(dataset: ServedDataset, site: Site, pages: Pages, access: Access) -> list[Route]:
    cache, rendering = AnswerCache(site.pool), site.rendering
    metadata = Metadata(dataset, site.pool, rendering, site.health)
    entities = Entities(dataset, cache, pages, rendering)
    questions = QuestionPages(dataset, cache, pages, rendering)
    frame_policy = "frame-ancestors *" if "*" in access.origins else "frame-ancestors 'self'"
    home = HomePages(dataset, pages, metadata, entities, frame_policy)
    endpoint = Endpoint(dataset, cache, home.sparql)
    get = ["GET"]
    return [
        Route("/", home.explorer, methods=get),
        Route("/network/{lens}", home.network, methods=get),
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/stories", entities.stories.list, methods=get),
        Route("/q", questions.list, methods=get),
        Route("/q/{name}", questions.answer, methods=get),
        Route("/openapi.json", home.openapi, methods=get),
        Route("/void", metadata.void, methods=get),
        Route("/.well-known/void", _redirect_to_void, methods=get),
        Route("/dump.{form:dump}", metadata.dump, methods=get),
        Route("/health", metadata.health, methods=get),
        Route("/robots.txt", _robots, methods=get),
        Route("/favicon.ico", _icon, methods=get),
        Route("/{path:path}", entities.answer, methods=get),
    ]


async def _redirect_to_void(_: Request) -> Response:
    return RedirectResponse("/void", 302)


async def _robots(_: Request) -> Response:
    rules = "User-agent: *\nDisallow: /sparql\nDisallow: /q/\nDisallow: /dump\n"
    return Response(rules, media_type="text/plain")


async def _icon(_: Request) -> Response:
    return Response(_ICON, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


async def _not_found(request: Request, _: Exception) -> Response:
    message = f"There is nothing at {request.url.path[:200]}."
    return refusal(message, 404, "/ is the explorer, /q lists questions, /sparql accepts queries.")


async def _method_not_allowed(_: Request, error: Exception) -> Response:
    response = refusal(
        "This address does not accept the method.", 405, "Use GET; queries may also use POST."
    )
    response.headers.update(getattr(error, "headers", None) or {})
    return response


async def _known_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, OpenDebateError)
    return problem(error, see=getattr(error, "see", ()))


async def _not_modified(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)
    return not_modified(error.etag)


async def _bad_request(_: Request, error: Exception) -> Response:
    assert isinstance(error, BadRequest)
    return error.response


async def _disconnected(_: Request, __: Exception) -> Response:
    return Response(status_code=499)


async def _internal_error(_: Request, __: Exception) -> Response:
    return refusal("The server failed to answer.", 500, "Its log says more.")
