"""The endpoint: a query by GET, by a form, or as the body, and its answer whole.

Source: W3C Recommendation, SPARQL 1.1 Protocol, sections 2.1 and 2.2.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from opendebate.errors import OpenDebateError
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, ROWS, TYPES, best
from opendebate.serve.errors import Busy
from opendebate.serve.jobs import Answer, Job
from opendebate.serve.pool import Pool
from opendebate.serve.responses import is_known, problem, refusal, tag, tagged, unchanged
from opendebate.serve.served_dataset import Prepared

MOST_BODY = 200_000  # bytes of a request's body
SLOWEST_BODY = 10.0  # seconds in which it has to come
MOST_KEPT = 64_000_000  # bytes of answers kept for the next who asks the same
LARGEST_KEPT = 1_000_000
REFUSING = 1.0  # seconds until a client is told that there is no room for its query
T = TypeVar("T")
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
Params = Sequence[tuple[str, str]]
Home = Callable[[Request], Awaitable[Response]]


class Wrong(Exception):
    """A request that is not one of the protocol."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class Answers:
    """Answers of a pool; small ones are kept, since the debate does not change while it is served.

    Parameters
    ----------
    pool : Pool
    """

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.kept: OrderedDict[Job, Answer] = OrderedDict()
        self.size = 0

    async def of(self, job: Job, client: str) -> Answer:
        """Return the answer to a job.

        A client is told that there is no room, but not at once: who asks in a loop would else keep
        this process busy with refusals.
        """
        if job in self.kept:
            self.kept.move_to_end(job)
            return self.kept[job]
        try:
            found = await self.pool.answer(job, client)
        except Busy:
            if not self.pool.is_closed:
                await asyncio.sleep(REFUSING)
            raise
        if len(found.body) <= LARGEST_KEPT and job not in self.kept:
            self.kept[job] = found
            self.size += len(found.body) + len(job.sparql)
            while self.size > MOST_KEPT:
                old, gone = self.kept.popitem(last=False)
                self.size -= len(gone.body) + len(old.sparql)
        return found


class Endpoint:
    """``/sparql``.

    Parameters
    ----------
    prepared : Prepared
    answers : Answers
    home : callable
        Answers a GET without a query: the page, or the description of the service.
    """

    def __init__(self, prepared: Prepared, answers: Answers, home: Home) -> None:
        self.prepared, self.answers, self.home = prepared, answers, home

    async def answer(self, request: Request) -> Response:
        """Answer a request."""
        try:
            if request.method != "POST" and "query" not in request.query_params:
                if "update" in request.query_params:
                    raise Wrong(_no_update())
                return await self.home(request)
            params = await _params(request)
            return await self._answer(request, self._job(request, params))
        except Wrong as wrong:
            return wrong.response
        except ClientDisconnect:
            return Response(status_code=499)
        except OpenDebateError as error:
            return problem(error)

    def _job(self, request: Request, params: Params) -> Job:
        texts = [value for name, value in params if name == "query"]
        if any(name == "update" for name, _ in params):
            raise Wrong(_no_update())
        if len(texts) != 1 or not texts[0].strip():
            told = "There is no query." if not texts or len(texts) == 1 else "Several queries."
            raise Wrong(refusal(told, 400, "Send one parameter called query."))
        graphs = self._graphs(params, "default-graph-uri")
        named = self._graphs(params, "named-graph-uri")
        if named is not None and graphs is None:
            graphs = ()
        if graphs is not None and named is None:
            named = ()
        forms = [value for name, value in params if name in {"format", "output"} and value]
        accept = _short(forms[-1]) if forms else request.headers.get("accept")
        return Job(texts[0], best(accept, ROWS), best(accept, FACTS), graphs=graphs, named=named)

    def _graphs(self, params: Params, name: str) -> tuple[str, ...] | None:
        found = tuple(value for key, value in params if key == name)
        known = self.prepared.debate.engine.graphs()
        for one in found:
            if one not in known:
                told = f"{one[:200]} is no graph of this debate, and nothing is fetched."
                raise Wrong(refusal(told, 400, "Leave it out, or name one of the debate's graphs."))
        return found or None

    async def _answer(self, request: Request, job: Job) -> Response:
        if job.rows is None and job.facts is None:
            return _not_acceptable()
        mark = tag(self.prepared.digest, job)
        if is_known(request, mark):
            return unchanged(mark)
        work = self.answers.of(job, client_of(request.scope))
        found = await while_connected(request, work)
        if found is None:
            return Response(status_code=499)
        return tagged(found.body, _type(found.media), mark)


async def while_connected(request: Request, work: Awaitable[T]) -> T | None:
    """Return what work gives, or None where the client goes away before; the work then ends."""
    doing = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_gone(request))
    try:
        done, _ = await asyncio.wait({doing, watching}, return_when=asyncio.FIRST_COMPLETED)
        return await doing if doing in done else None
    finally:
        doing.cancel()
        watching.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _type(form: str) -> str:
    return TYPES[form]


def _short(form: str) -> str:
    """Return the media type that a short name of a form stands for."""
    return TYPES.get(form.lower(), form)


def _not_acceptable() -> Response:
    offered = ", ".join([*ROWS, *FACTS])
    return refusal("The answer has none of the forms you take.", 406, f"There are: {offered}.")


def _no_update() -> Response:
    return refusal(
        "This is an update, and a debate is changed in its files only.",
        400,
        "Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
    )


async def _params(request: Request) -> Params:
    """Return the parameters of a request, from its address and its body."""
    inside = request.query_params.multi_items()
    if request.method != "POST":
        return inside
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _FORM:
        try:
            text = (await body(request)).decode()
            return parse_qsl(text, keep_blank_values=True, strict_parsing=False, max_num_fields=200)
        except ValueError as error:
            raise Wrong(refusal("The form cannot be read.", 400, "Encode it as UTF-8.")) from error
    if kind == _QUERY:
        if any(name == "query" for name, _ in inside):
            raise Wrong(refusal("There are two queries.", 400, "Send one."))
        try:
            return [*inside, ("query", (await body(request)).decode())]
        except UnicodeDecodeError as error:
            raise Wrong(refusal("The query is not UTF-8.", 400)) from error
    if kind == "application/sparql-update":
        raise Wrong(_no_update())
    raise Wrong(refusal("A body of this type is not read.", 415, f"Send {_FORM} or {_QUERY}."))


async def body(request: Request) -> bytes:
    """Return a request's body, if it is small and comes soon."""
    found = bytearray()
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            async for piece in request.stream():
                found += piece
                if len(found) > MOST_BODY:
                    told = f"The body has more than {MOST_BODY:,} bytes."
                    raise Wrong(refusal(told, 413, "Shorten the query.", Connection="close"))
    except TimeoutError as error:
        raise Wrong(refusal("The body did not come in time.", 408, Connection="close")) from error
    return bytes(found)
