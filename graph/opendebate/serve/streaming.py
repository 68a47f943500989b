"""Large answers, sent piece by piece, so that slow readers do not hold all memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from opendebate.serve.client_access import client_of
from opendebate.serve.errors import Busy
from opendebate.serve.responses import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PIECE = 65_536
LARGE = 1_000_000  # bytes from which on an answer counts
MOST = 200_000_000  # bytes of large answers that are on their way at once
MOST_EACH = 100_000_000  # those of one client


class Paced:
    """Sends bodies in pieces, and refuses large ones while too many are on their way.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.held: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _Sending(self, scope, receive, send).run()

    def has_room(self, client: str, size: int) -> bool:
        """Tell whether so many bytes may be sent to a client now."""
        alone = not self.held[client]
        each = alone or self.held[client] + size <= MOST_EACH
        return each and (not self.held or self.held.total() + size <= MOST)


class _Sending:
    """One answer on its way."""

    def __init__(self, paced: Paced, scope: Scope, receive: Receive, send: Send) -> None:
        self.paced, self.scope, self.receive, self.send = paced, scope, receive, send
        self.start: Message | None = None
        self.client, self.size, self.is_refused = client_of(scope), 0, False

    async def run(self) -> None:
        """Answer, and count what is on its way."""
        try:
            await self.paced.app(self.scope, self.receive, self._pass)
        finally:
            self.paced.held[self.client] -= self.size
            if self.paced.held[self.client] <= 0:
                del self.paced.held[self.client]

    async def _pass(self, message: Message) -> None:
        if self.is_refused:
            return
        if message["type"] == "http.response.start":
            self.start = message
            return
        body = message.get("body", b"")
        if self.start is not None:
            if len(body) > LARGE and not await self._begin(len(body)):
                return
            await self.send(self.start)
            self.start = None
        more = message.get("more_body", False)
        for at in range(0, max(len(body), 1), PIECE):
            last = at + PIECE >= len(body)
            piece = memoryview(body)[at : at + PIECE]
            await self.send({"type": "http.response.body", "body": bytes(piece),
                             "more_body": more or not last})  # fmt: skip

    async def _begin(self, size: int) -> bool:
        if self.paced.has_room(self.client, size):
            self.size = size
            self.paced.held[self.client] += size
            return True
        self.is_refused = True
        told = Busy("Too many large answers are on their way.", advice="Try again later.")
        await problem(told)(self.scope, self.receive, self.send)
        return False
