"""The workbench's server: one page and a small interface in JSON, on this machine only.

Every address begins with a token that only the browser it was opened in knows. Requests of other
hosts and pages are refused.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.new_ids import claim_id, free_id, name_id
from opendebate.coding.passage_faults import unique_ends
from opendebate.coding.passages import Span, Status, locate, seal
from opendebate.coding.similar import SimilarTexts
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import folded_words
from opendebate.errors import OpenDebateError
from opendebate.serve.client_access import Access
from opendebate.serve.middleware import Advice, RequestGuard
from opendebate.workbench.edits import EDIT
from opendebate.workbench.messages import (
    WORDS,
    WordRange,
    any_data,
    data_of_body,
    json_answer,
    refusal,
)
from opendebate.workbench.page_data import article_data, reported_data, session_data
from opendebate.workbench.session import Session
from opendebate.workbench.workbench_page import page

MAX_BODY = 1_000_000  # bytes of a request
_HEARTBEAT = 5.0  # seconds between two signs of life
_SHOWN = 5  # claims that are proposed
_LONGEST_WORDS = 5_000  # characters of the words that claims are compared with
_IN_A_ROW = 7  # words from the article in a claim at which a person is warned
_ADVICE = Advice(
    "Open the address that 'opendebate code' printed. From another computer, begin with "
    "'opendebate code … --port 8000 --no-browser' here, and there with "
    "'ssh -L 8000:127.0.0.1:8000 HOST'.",
    "Only its own page may. Open the address that 'opendebate code' printed.",
)

_BUG = (
    "The workbench could not do this: it has a bug. What happened is printed where "
    "'opendebate code' runs. Read the files again before you go on."
)
_LOG = logging.getLogger(__name__)
Data = TypeVar("Data")


class Workbench:
    """The application of one session.

    Parameters
    ----------
    session : Session
    token : str
        The first part of every address.
    on_closed : callable
        Called when the last page of the session was closed.
    patience : float
        Seconds for which the server waits after a page was closed: it may be loading again.
    """

    def __init__(
        self, session: Session, token: str, on_closed: Callable[[], None] = lambda: None,
        patience: float = 5.0,
    ) -> None:  # fmt: skip
        self.session, self.token, self.on_closed = session, token, on_closed
        self.patience = patience
        self.open_pages = 0
        self.lock = asyncio.Lock()
        self._index: tuple[Coding, SimilarTexts] | None = None

    def app(self) -> Any:
        """Return the ASGI application."""
        routes = [
            Route(f"/{self.token}{path}", endpoint, methods=[method])
            for method, path, endpoint in (
                ("GET", "/", self.page),
                ("GET", "/article", self.article),
                ("GET", "/reported", self.reported),
                ("GET", "/state", self.state),
                ("GET", "/claims", self.claims),
                ("GET", "/copied", self.copied),
                ("GET", "/difference", self.difference),
                ("GET", "/id", self.id),
                ("GET", "/alive", self.alive),
                ("POST", "/span", self.span),
                ("POST", "/edit", self.edit),
                ("POST", "/preview", self.preview),
                ("POST", "/undo", self.undo),
                ("POST", "/redo", self.redo),
                ("POST", "/reload", self.reload),
                ("POST", "/unsaved", self.keep_unsaved),
            )
        ]
        return RequestGuard(Starlette(routes=routes), Access(), _ADVICE)

    async def page(self, _: Request) -> Response:
        """Return the page."""
        text, policy = page(self.session)
        return HTMLResponse(text, headers={"Content-Security-Policy": policy,
                                           "Cache-Control": "no-store"})  # fmt: skip

    async def article(self, _: Request) -> Response:
        """Return the article, which does not change."""
        return json_answer(article_data(self.session.article))

    async def reported(self, _: Request) -> Response:
        """Return whose words the article reports."""
        async with self.lock:
            return json_answer(await asyncio.to_thread(reported_data, self.session))

    async def state(self, _: Request) -> Response:
        """Return what changes with each edit."""
        async with self.lock:
            return self._state("")

    async def claims(self, request: Request) -> Response:
        """Return the claims most like some words, best first."""
        words = request.query_params.get("words", "")[:_LONGEST_WORDS]
        async with self.lock:
            found = await asyncio.to_thread(lambda: self._similar().find(words, _SHOWN))
        return json_answer([[name, round(score, 2)] for name, score in found])

    async def copied(self, request: Request) -> Response:
        """Return the words in a row that a text shares with the article; none if fewer than 7."""
        text = request.query_params.get("text", "")[:_LONGEST_WORDS]
        return json_answer({"copied": _copied(text, self.session.article)})

    async def difference(self, _: Request) -> Response:
        """Return what has changed in the files since the session began."""
        async with self.lock:
            return json_answer({"difference": await asyncio.to_thread(self.session.difference)})

    async def id(self, request: Request) -> Response:
        """Return a free id for a new claim, of its text, or for another entity, of its name."""
        kind = request.query_params.get("kind", "")
        text = request.query_params.get("text", "")[:_LONGEST_WORDS]
        singular = KINDS[kind][0] if kind in KINDS else "new"
        wanted = claim_id(text) if kind == "claims" else name_id(text, singular)
        taken = {name for kind in KINDS for name in getattr(self.session.coding, kind)}
        draft = self.session.draft
        taken.update(request.query_params.getlist("taken"), draft.claims if draft else ())
        return json_answer({"id": free_id(wanted, taken)})

    async def span(self, request: Request) -> Response:
        """Return the ends of a run of words, and whether it is unique or must be longer."""

        def describe(words: WordRange) -> Response:
            article = self.session.article
            if not words.start < words.stop <= len(article.words):
                return json_answer({"message": "The article has no such words."}, 400)
            span = Span(words.start, words.stop, article.paragraph_at(words.start))
            passage = seal(span, article)
            unique = locate(passage, article).status is Status.FOUND
            wider = None if unique else unique_ends(span, article)
            spans = locate(wider, article).spans if wider else ()
            return json_answer({"from": passage.first, "to": passage.last,
                          "words": words.stop - words.start, "unique": unique,
                          "wider": list(spans[0][:2]) if spans else None})  # fmt: skip

        return await self._answer(request, WORDS.validate_python, describe)

    async def edit(self, request: Request) -> Response:
        """Do an edit."""
        return await self._answer(
            request, EDIT.validate_python, lambda edit: self._state(self.session.apply(edit))
        )

    async def preview(self, request: Request) -> Response:
        """Return what an edit would change, as a difference."""
        return await self._answer(
            request,
            EDIT.validate_python,
            lambda edit: json_answer({"difference": self.session.preview(edit)}),
        )

    async def undo(self, request: Request) -> Response:
        """Undo the last edit."""
        return await self._answer(
            request, any_data, lambda _: self._state(f"Undone: {self.session.undo()}.")
        )

    async def redo(self, request: Request) -> Response:
        """Do the edit again that was undone last."""
        return await self._answer(
            request, any_data, lambda _: self._state(f"Done again: {self.session.redo()}.")
        )

    async def reload(self, request: Request) -> Response:
        """Read the files from the disk again."""

        def read(_: Any) -> Response:
            self.session.reload()
            return self._state("Read again.")

        return await self._answer(request, any_data, read)

    async def keep_unsaved(self, request: Request) -> Response:
        """Keep what is typed in the open form, so that a crash does not lose it."""

        def keep(data: Any) -> Response:
            self.session.keep_unsaved(data)
            return json_answer({})

        return await self._answer(request, any_data, keep)

    async def alive(self, _: Request) -> Response:
        """Keep a connection open for as long as the page is open."""
        return StreamingResponse(self._signs(), media_type="text/event-stream",
                                 headers={"Cache-Control": "no-store"})  # fmt: skip

    async def _signs(self) -> AsyncGenerator[str, None]:
        self.open_pages += 1
        try:
            while True:
                yield ": open\n\n"
                await asyncio.sleep(_HEARTBEAT)
        finally:
            self.open_pages -= 1
            if not self.open_pages:
                asyncio.get_running_loop().call_later(self.patience, self._close_if_unused)

    def _close_if_unused(self) -> None:
        if not self.open_pages:
            self.on_closed()

    async def _answer(
        self, request: Request, parse: Callable[[Any], Data], handle: Callable[[Data], Response]
    ) -> Response:
        """Answer a request with a body in JSON; errors become messages."""
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > MAX_BODY:
                return json_answer({"message": f"More than {MAX_BODY:,} bytes were sent."}, 413)
        try:
            data = parse(data_of_body(body))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            return json_answer({"message": f"{where}: {first['msg']}"}, 422)
        except (ValueError, RecursionError):
            return json_answer({"message": "The request is not as the workbench expects it."}, 400)
        async with self.lock:
            try:
                return await asyncio.to_thread(handle, data)
            except OpenDebateError as error:
                return refusal(error)
            except Exception:  # noqa: BLE001 — the page shows that it is a bug, and the log which
                _LOG.exception("The workbench could not answer %s.", request.url.path[-40:])
                return json_answer({"message": _BUG}, 500)

    def _state(self, done: str) -> Response:
        notice = self.session.journal.take_notice().removesuffix(".")
        done = ". ".join(filter(None, [done.removesuffix("."), notice])) if notice else done
        notes, self.session.notes = self.session.notes, ()
        return json_answer({"done": done, "notes": notes, **session_data(self.session),
                            "unsaved": self.session.unsaved})  # fmt: skip

    def _similar(self) -> SimilarTexts:
        """Return the index of all claims, which is made anew where the coding has changed."""
        coding = self.session.coding
        if self._index is None or self._index[0] is not coding:
            texts = {name: f"{claim.text} {name.replace('-', ' ')}"
                     for name, claim in coding.claims.items()}  # fmt: skip
            self._index = coding, SimilarTexts(texts)
        return self._index[1]


def _copied(text: str, article: Text) -> str:
    """Return the first words in a row that a text has from an article."""
    folded = folded_words(text)
    for i in range(len(folded) - _IN_A_ROW + 1):
        if starts := article.occurrences(folded[i : i + _IN_A_ROW]):
            return article.slice(starts[0], starts[0] + _IN_A_ROW)
    return ""
