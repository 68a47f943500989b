"""The server: which path is answered by what, and what holds for every answer."""

from __future__ import annotations

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
from opendebate.serve.about import About
from opendebate.serve.answers import is_known, problem, refusal, tag, unchanged
from opendebate.serve.negotiate import FACTS, best
from opendebate.serve.pages import Pages
from opendebate.serve.place import Prepared
from opendebate.serve.pool import Bounds, Pool
from opendebate.serve.questions import Questions, openapi
from opendebate.serve.sparql import Answers, Endpoint
from opendebate.serve.things import PATHS, Things
from opendebate.serve.wrap import Guarded, Logged

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_FIRST = "who-affirms"  # the question that the page for queries begins with


class _Kind(StringConvertor):
    """A kind of thing, as the first part of a path."""

    regex = "|".join(PATHS)


class _Dump(StringConvertor):
    """A form of the whole graph."""

    regex = "trig|nq"


register_url_convertor("kind", _Kind())
register_url_convertor("dump", _Dump())


def make_app(prepared: Prepared, bounds: Bounds | None = None, *, log: bool = True) -> ASGIApp:
    """Return the server of a debate.

    Parameters
    ----------
    prepared : Prepared
    bounds : Bounds, optional
    log : bool
        Whether each request is told on stderr.
    """
    pool = Pool(prepared.place, prepared.known, bounds)
    answers, pages = Answers(pool), Pages(prepared.debate)
    about = About(prepared, pool)
    home = Home(prepared, pages, about)
    asked, things = Questions(prepared, answers, pages), Things(prepared, answers, pages)
    endpoint = Endpoint(prepared, answers, home.sparql)
    get = ["GET"]
    routes = [
        Route("/", home.explorer, methods=get),
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/q", asked.list, methods=get),
        Route("/q/{name}", asked.answer, methods=get),
        Route("/openapi.json", home.openapi, methods=get),
        Route("/void", about.void, methods=get),
        Route("/.well-known/void", _to_void, methods=get),
        Route("/dump.{form:dump}", about.dump, methods=get),
        Route("/health", about.health, methods=get),
        Route("/{kind:kind}/{rest:path}", things.answer, methods=get),
    ]

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    middleware = [
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"],
                   allow_headers=["Content-Type", "If-None-Match"], expose_headers=["ETag"]),
        Middleware(GZipMiddleware, minimum_size=2_000, compresslevel=5),
    ]  # fmt: skip
    app = Starlette(
        routes=routes,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={404: _missing, 405: _method, OpenDebateError: _ours, 500: _fault},
    )
    guarded = Guarded(app)
    return Logged(guarded) if log else guarded


class Home:
    """The pages that lead to the others.

    Parameters
    ----------
    prepared : Prepared
    pages : Pages
    about : About
    """

    def __init__(self, prepared: Prepared, pages: Pages, about: About) -> None:
        self.prepared, self.pages, self.about = prepared, pages, about
        self._explorer = ""

    async def explorer(self, request: Request) -> Response:
        """Answer with the explorer, whose policy stands in itself."""
        mark = tag(self.prepared.digest, "explorer")
        if is_known(request, mark):
            return unchanged(mark)
        self._explorer = self._explorer or self.prepared.debate.view().html()
        return self.pages.tagged(self._explorer, mark, "frame-ancestors *")

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
