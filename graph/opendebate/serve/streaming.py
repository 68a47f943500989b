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
LARGE = 1_000_000  # bytes; smaller answers do not count
MAX_SENDING = 200_000_000  # bytes of large answers that may be sent at once
MAX_PER_CLIENT = 100_000_000  # the same for one client


class PacedSending:
    """Sends bodies in pieces, and refuses large ones while too many are being sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sending: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _PacedAnswer(self, scope, receive, send).run()

    def has_room(self, client: str, size: int) -> bool:
        """Return whether this many bytes may be sent to a client now."""
        is_only_answer = not self.sending[client]
        fits_client = is_only_answer or self.sending[client] + size <= MAX_PER_CLIENT
        return fits_client and (not self.sending or self.sending.total() + size <= MAX_SENDING)


class _PacedAnswer:
    """An answer that is being sent."""

    def __init__(self, paced: PacedSending, scope: Scope, receive: Receive, send: Send) -> None:
        self.paced, self.scope, self.receive, self.send = paced, scope, receive, send
        self.start: Message | None = None
        self.client, self.size, self.is_refused = client_of(scope), 0, False

    async def run(self) -> None:
        """Answer, and count the bytes that are being sent."""
        try:
            await self.paced.app(self.scope, self.receive, self._pass)
        finally:
            self.paced.sending[self.client] -= self.size
            if self.paced.sending[self.client] <= 0:
                del self.paced.sending[self.client]

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
        has_more = message.get("more_body", False)
        for at in range(0, max(len(body), 1), PIECE):
            last = at + PIECE >= len(body)
            piece = memoryview(body)[at : at + PIECE]
            await self.send({"type": "http.response.body", "body": bytes(piece),
                             "more_body": has_more or not last})  # fmt: skip

    async def _begin(self, size: int) -> bool:
        if self.paced.has_room(self.client, size):
            self.size = size
            self.paced.sending[self.client] += size
            return True
        self.is_refused = True
        error = Busy("Too many large answers are being sent.", advice="Try again later.")
        await problem(error)(self.scope, self.receive, self.send)
        return False
