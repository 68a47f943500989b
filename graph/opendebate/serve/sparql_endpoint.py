"""The SPARQL endpoint: a query by GET, by a form, or as the body, and its complete answer.

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

from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, MEDIA_TYPES, ROWS, preferred_form
from opendebate.serve.errors import Busy
from opendebate.serve.jobs import Answer, Job
from opendebate.serve.pool import Pool
from opendebate.serve.responses import cacheable, new_etag, refusal
from opendebate.serve.served_dataset import ServedDataset

MAX_BODY = 200_000  # bytes of a request's body
SLOWEST_BODY = 10.0  # seconds in which the body must arrive
MAX_CACHED = 64_000_000  # bytes of cached answers
LARGEST_CACHED = 1_000_000
REFUSING = 1.0  # seconds until a query is refused for want of room
T = TypeVar("T")
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
Params = Sequence[tuple[str, str]]
Handler = Callable[[Request], Awaitable[Response]]


class BadRequest(Exception):
    """A request that violates the SPARQL protocol."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class AnswerCache:
    """A cache of small answers; it stays valid, since a served debate does not change."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.cache: OrderedDict[Job, Answer] = OrderedDict()
        self.size = 0

    async def answer(self, job: Job, client: str) -> Answer:
        """Return the answer to a job.

        If there is no room, the refusal comes after a delay: a client that asks in a loop would
        otherwise keep this process busy.
        """
        if job in self.cache:
            self.cache.move_to_end(job)
            return self.cache[job]
        try:
            answer = await self.pool.answer(job, client)
        except Busy:
            if not self.pool.is_closed:
                await asyncio.sleep(REFUSING)
            raise
        if len(answer.body) <= LARGEST_CACHED and job not in self.cache:
            self.cache[job] = answer
            self.size += len(answer.body) + len(job.sparql)
            while self.size > MAX_CACHED:
                oldest, removed = self.cache.popitem(last=False)
                self.size -= len(removed.body) + len(oldest.sparql)
        return answer


class Endpoint:
    """``/sparql``.

    Parameters
    ----------
    dataset : ServedDataset
    answers : AnswerCache
    home : callable
        Answers a GET without a query, with the page or the description of the service.
    """

    def __init__(self, dataset: ServedDataset, answers: AnswerCache, home: Handler) -> None:
        self.dataset, self.answers, self.home = dataset, answers, home

    async def answer(self, request: Request) -> Response:
        """Answer a request."""
        if request.method != "POST" and "query" not in request.query_params:
            if "update" in request.query_params:
                raise BadRequest(_no_update())
            return await self.home(request)
        params = await _params(request)
        return await self._answer(request, self._job(request, params))

    def _job(self, request: Request, params: Params) -> Job:
        texts = [value for name, value in params if name == "query"]
        if any(name == "update" for name, _ in params):
            raise BadRequest(_no_update())
        if len(texts) != 1 or not texts[0].strip():
            message = "There is no query." if not texts or len(texts) == 1 else "Several queries."
            raise BadRequest(refusal(message, 400, "Send one parameter called query."))
        default_graphs = self._graphs(params, "default-graph-uri")
        named_graphs = self._graphs(params, "named-graph-uri")
        if named_graphs is not None and default_graphs is None:
            default_graphs = ()
        if default_graphs is not None and named_graphs is None:
            named_graphs = ()
        forms = [value for name, value in params if name in {"format", "output"} and value]
        accept = _short(forms[-1]) if forms else request.headers.get("accept")
        return Job(
            texts[0],
            preferred_form(accept, ROWS),
            preferred_form(accept, FACTS),
            default_graphs=default_graphs,
            named_graphs=named_graphs,
        )

    def _graphs(self, params: Params, name: str) -> tuple[str, ...] | None:
        iris = tuple(value for key, value in params if key == name)
        graphs = self.dataset.debate.engine.graphs()
        for iri in iris:
            if iri not in graphs:
                message = f"{iri[:200]} is no graph of this debate, and this server fetches none."
                raise BadRequest(
                    refusal(message, 400, "Leave it out, or name one of the debate's graphs.")
                )
        return iris or None

    async def _answer(self, request: Request, job: Job) -> Response:
        if job.rows is None and job.facts is None:
            return _not_acceptable()
        etag = new_etag(request, self.dataset.digest, job)
        work = self.answers.answer(job, client_of(request.scope))
        answer = await while_connected(request, work)
        return cacheable(answer.body, MEDIA_TYPES[answer.media], etag)


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """Return the result of work.

    Raises
    ------
    ClientDisconnect
        If the client disconnects first; the work is cancelled.
    """
    work_task = asyncio.ensure_future(work)
    disconnect_task = asyncio.ensure_future(_wait_for_disconnect(request))
    try:
        finished, _ = await asyncio.wait(
            {work_task, disconnect_task}, return_when=asyncio.FIRST_COMPLETED
        )
        if work_task not in finished:
            raise ClientDisconnect
        return await work_task
    finally:
        work_task.cancel()
        disconnect_task.cancel()


async def _wait_for_disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _short(form: str) -> str:
    """Return the media type that a short name of a form stands for."""
    return MEDIA_TYPES.get(form.lower(), form)


def _not_acceptable() -> Response:
    offered = ", ".join([*ROWS, *FACTS])
    return refusal(
        "The answer has none of the forms you accept.", 406, f"Accept one of these: {offered}."
    )


def _no_update() -> Response:
    return refusal(
        "This is an update, but a debate changes only in its files.",
        400,
        "Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
    )


async def _params(request: Request) -> Params:
    """Return the parameters of a request, from its address and its body."""
    in_address = request.query_params.multi_items()
    if request.method != "POST":
        return in_address
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _FORM:
        try:
            text = (await body(request)).decode()
            return parse_qsl(text, keep_blank_values=True, strict_parsing=False, max_num_fields=200)
        except ValueError as error:
            raise BadRequest(
                refusal("The form cannot be read.", 400, "Encode it as UTF-8.")
            ) from error
    if kind == _QUERY:
        if any(name == "query" for name, _ in in_address):
            raise BadRequest(refusal("There are two queries.", 400, "Send one."))
        try:
            return [*in_address, ("query", (await body(request)).decode())]
        except UnicodeDecodeError as error:
            raise BadRequest(refusal("The query is not UTF-8.", 400)) from error
    if kind == "application/sparql-update":
        raise BadRequest(_no_update())
    raise BadRequest(
        refusal("This server does not read a body of this type.", 415, f"Send {_FORM} or {_QUERY}.")
    )


async def body(request: Request) -> bytes:
    """Return a request's body, within limits of size and time."""
    received = bytearray()
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            async for piece in request.stream():
                received += piece
                if len(received) > MAX_BODY:
                    message = f"The body has more than {MAX_BODY:,} bytes."
                    raise BadRequest(
                        refusal(message, 413, "Shorten the query.", Connection="close")
                    )
    except TimeoutError as error:
        raise BadRequest(
            refusal("The body did not come in time.", 408, Connection="close")
        ) from error
    return bytes(received)
