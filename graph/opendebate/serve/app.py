"""The server: which path is answered by what, and what holds for every answer."""

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
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from opendebate.ask.questions import names, question
from opendebate.errors import OpenDebateError
from opendebate.serve.client_access import Access, client_of
from opendebate.serve.content_negotiation import FACTS, best
from opendebate.serve.entities import Things
from opendebate.serve.jobs import Bounds
from opendebate.serve.metadata import About
from opendebate.serve.middleware import Guarded, Logged, Readable
from opendebate.serve.pages import Pages
from opendebate.serve.pool import Pool
from opendebate.serve.questions import Questions, openapi
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import is_known, problem, refusal, tag, unchanged
from opendebate.serve.served_dataset import Prepared
from opendebate.serve.sparql_endpoint import Answers, Endpoint, while_connected
from opendebate.serve.state import State
from opendebate.serve.streaming import Paced

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Two speakers who disagree.
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path fill="#1f5f8b" d="M2 4h18v12H10l-5 5v-5H2z"/>'
    '<path fill="#b5542b" d="M12 18h10v-8h8v14h-3v5l-5-5H12z"/></svg>'
)
_FIRST = "who-affirms"  # the question that the page for queries begins with


class _Dump(StringConvertor):
    """A form of the complete graph."""

    regex = "trig|nq|ttl"


register_url_convertor("dump", _Dump())


class Site:
    """The server of a debate, as an ASGI application.

    Parameters
    ----------
    prepared : Prepared
    bounds : Bounds, optional
    access : Access, optional
        By default it is called by the names of loopback alone.
    log : bool
        Whether each request is told on stderr.
    """

    def __init__(
        self, prepared: Prepared, bounds: Bounds | None = None, access: Access | None = None, *,
        log: bool = True,
    ) -> None:  # fmt: skip
        self.state, self.rendering = State(), Rendering()
        self.pool = Pool(prepared.place, prepared.known, bounds)
        self.is_closing = False
        access, pages = access or Access(), Pages(prepared.debate)
        app: ASGIApp = Guarded(self._application(prepared, pages, access), access)
        app = Readable(app, pages.problem, pages.policy)
        self.app = Paced(Logged(app) if log else app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            await self.app(scope, receive, send)
        except asyncio.CancelledError:
            if not self.is_closing:
                raise

    def close(self) -> None:
        """Tell all who wait for an answer that the server ends."""
        self.is_closing = True
        self.pool.close()
        self.rendering.close()

    def _application(self, prepared: Prepared, pages: Pages, access: Access) -> ASGIApp:
        @contextlib.asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            async with self.pool:
                yield
            self.rendering.close()

        return Starlette(
            routes=_routes(prepared, self, pages, access),
            middleware=_middleware(access),
            lifespan=lifespan,
            exception_handlers={404: _missing, 405: _method, OpenDebateError: _ours, 500: _fault},
        )


def _middleware(access: Access) -> list[Middleware]:
    shared = [
        Middleware(CORSMiddleware, allow_origins=access.origins, allow_methods=["GET", "POST"],
                   allow_headers=["Content-Type", "If-None-Match"], expose_headers=["ETag"])
    ]  # fmt: skip
    return [
        *(shared if access.origins else ()),
        Middleware(GZipMiddleware, minimum_size=2_000, compresslevel=5),
    ]


def _routes(prepared: Prepared, site: Site, pages: Pages, access: Access) -> list[Route]:
    answers, rendering = Answers(site.pool), site.rendering
    about = About(prepared, site.pool, rendering, site.state)
    things = Things(prepared, answers, pages, rendering)
    asked = Questions(prepared, answers, pages, rendering)
    framed = "frame-ancestors *" if "*" in access.origins else "frame-ancestors 'self'"
    home = Home(prepared, pages, about, things, framed)
    endpoint = Endpoint(prepared, answers, home.sparql)
    get = ["GET"]
    return [
        Route("/", home.explorer, methods=get),
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/q", asked.list, methods=get),
        Route("/q/{name}", asked.answer, methods=get),
        Route("/openapi.json", home.openapi, methods=get),
        Route("/void", about.void, methods=get),
        Route("/.well-known/void", _to_void, methods=get),
        Route("/dump.{form:dump}", about.dump, methods=get),
        Route("/health", about.health, methods=get),
        Route("/robots.txt", _robots, methods=get),
        Route("/favicon.ico", _icon, methods=get),
        Route("/{path:path}", things.answer, methods=get),
    ]


class Home:
    """The pages that lead to the others.

    Parameters
    ----------
    prepared : Prepared
    pages : Pages
    about : About
    things : Things
    framed : str
        Who may put the explorer into a page of theirs, as a policy.
    """

    def __init__(
        self, prepared: Prepared, pages: Pages, about: About, things: Things, framed: str
    ) -> None:
        self.prepared, self.pages, self.about = prepared, pages, about
        self.things, self.framed = things, framed

    async def explorer(self, request: Request) -> Response:
        """Answer with the explorer, whose policy stands in itself, or with facts on the debate."""
        form = best(request.headers.get("accept"), {"text/html": "html", **FACTS})
        work = self._explorer(request) if form in {"html", None} else (
            self.things.facts(request, "", form or "")
        )  # fmt: skip
        try:
            return await while_connected(request, work) or Response(status_code=499)
        except OpenDebateError as error:
            return problem(error)

    async def _explorer(self, request: Request) -> Response:
        mark = tag(self.prepared.digest, "explorer")
        if is_known(request, mark):
            return unchanged(mark)
        debate, client = self.prepared.debate, client_of(request.scope)
        page = await self.things.rendering.page(
            "explorer", client, lambda: debate.view().html().encode()
        )
        return self.pages.tagged(page, mark, self.framed)

    async def sparql(self, request: Request) -> Response:
        """Answer with the page for queries, or with the service's description."""
        kinds = {**FACTS, "text/html": "html"}
        if best(request.headers.get("accept"), kinds) != "html":
            return await self.about.service(request)
        wanted = request.query_params.get("example", _FIRST)
        try:
            shown = question(wanted).sparql
        except OpenDebateError as error:
            return problem(error)
        mark = tag(self.prepared.digest, "sparql", wanted)
        page = self.pages.sparql(shown, [question(name) for name in names()])
        return self.pages.tagged(page, mark, self.pages.asking)

    async def openapi(self, request: Request) -> Response:
        """Answer with the description of the named questions."""
        mark = tag(self.prepared.digest, "openapi")
        if is_known(request, mark):
            return unchanged(mark)
        return JSONResponse(openapi(self.prepared.debate.title), headers={"ETag": mark})


async def _to_void(_: Request) -> Response:
    return RedirectResponse("/void", 302)


async def _robots(_: Request) -> Response:
    told = "User-agent: *\nDisallow: /sparql\nDisallow: /q/\nDisallow: /dump\n"
    return Response(told, media_type="text/plain")


async def _icon(_: Request) -> Response:
    return Response(_ICON, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


async def _missing(request: Request, _: Exception) -> Response:
    told = f"There is nothing at {request.url.path[:200]}."
    return refusal(told, 404, "/ is the page, /q lists questions, /sparql takes queries.")


async def _method(_: Request, error: Exception) -> Response:
    made = refusal("This method is not taken here.", 405, "Use GET, or for queries POST.")
    made.headers.update(getattr(error, "headers", None) or {})
    return made


async def _ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, OpenDebateError)
    return problem(error)


async def _fault(_: Request, __: Exception) -> Response:
    return refusal("Something went wrong here.", 500, "The server's log tells more.")
