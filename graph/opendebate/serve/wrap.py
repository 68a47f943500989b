"""What holds for every request and answer: bounds, headers that protect, and a line in the log."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from opendebate.serve.answers import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_QUERY = 20_000  # bytes of the part of an address behind the question mark
LONGEST_PATH = 2_000
_PROTECTING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Guarded:
    """Refuses addresses that are too long, and puts protecting headers on every answer.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _PROTECTING.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _POLICY)
            await send(message)

        long = len(scope["query_string"]) > LONGEST_QUERY or len(scope["path"]) > LONGEST_PATH
        if long:
            made = refusal("The address is too long.", 414, "Send the query by POST.")
            await made(scope, receive, protect)
            return
        await self.app(scope, receive, protect)


class Logged:
    """Writes a line of JSON on stderr for each request: never who asked, nor what was asked.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, told = time.perf_counter(), {"status": 0, "bytes": 0}

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, count)
        finally:
            line = {
                "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "method": scope["method"],
                "path": scope["path"][:200],
                **told,
                "ms": round(1_000 * (time.perf_counter() - began), 1),
            }
            print(json.dumps(line), file=sys.stderr, flush=True)
