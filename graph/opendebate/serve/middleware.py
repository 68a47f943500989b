"""Middleware for all requests: limits, security headers, pages for errors, and the log."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.datastructures import Headers, MutableHeaders

from opendebate.serve.client_access import Access
from opendebate.serve.content_negotiation import preferred_form
from opendebate.serve.responses import UNCOMPRESSED, refusal

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_QUERY = 20_000  # bytes of an address after the question mark
LONGEST_PATH = 2_000
LONGEST_HEAD = 32_768  # bytes of all headers and the address
_PROBLEM = "application/problem+json"
_ERROR_FORMS = {_PROBLEM: "json", "application/json": "json", "text/html": "html"}
_PROTECTING = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Advice(NamedTuple):
    """What a refusal advises, which depends on the command that runs the server.

    Attributes
    ----------
    host : str
        Where a request names another host.
    page : str
        Where a page of another server sends a request.
    """

    host: str
    page: str


_SERVE = Advice(
    "Whoever runs it can add the name: serve --name NAME.",
    "Whoever runs it can allow it: serve --cors ORIGIN.",
)


class RequestGuard:
    """Refuses requests that are too long or not allowed, and adds security headers.

    Parameters
    ----------
    app : ASGI application
    access : Access
    advice : Advice
        What its refusals advise.
    """

    def __init__(self, app: ASGIApp, access: Access, advice: Advice = _SERVE) -> None:
        self.app, self.access, self.advice = app, access, advice
        shared = "*" in access.origins
        self.headers = {
            **_PROTECTING,
            "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-encoding") == UNCOMPRESSED:
                    del headers["content-encoding"]
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _POLICY)
            await send(message)

        refused = self._refused(scope)
        await (refused or self.app)(scope, receive, protect)

    def _refused(self, scope: Scope) -> Response | None:
        """Return the refusal of a request; None if it may be answered."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(scope["query_string"]) > LONGEST_QUERY or len(scope["path"]) > LONGEST_PATH:
            return refusal("The address is too long.", 414, "Send the query by POST.")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEAD:
            message = f"The headers have more than {LONGEST_HEAD:,} bytes."
            return refusal(message, 431, "Send fewer or shorter ones.", Connection="close")
        if not self.access.allows_host(host):
            message = f"This server does not answer to the host name {host[:200]!r}."
            return refusal(message, 421, self.advice.host)
        if not self.access.allows_page(headers):
            message = "Pages of other servers may not read from this one."
            return refusal(message, 403, self.advice.page)
        return None


class ErrorPages:
    """Turns errors into pages if the client is a browser.

    Parameters
    ----------
    app : ASGI application
    page : callable
        Renders an error, given its fields of RFC 9457, as a page.
    policy : str
        The content policy of such a page.
    """

    def __init__(self, app: ASGIApp, page: Callable[[Mapping[str, Any]], str], policy: str) -> None:
        self.app, self.page, self.policy = app, page, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        accept = Headers(scope=scope).get("accept") if scope["type"] == "http" else None
        if not accept or preferred_form(accept, _ERROR_FORMS) != "html":
            await self.app(scope, receive, send)
            return
        start: Message | None = None

        async def send_page(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                kind = MutableHeaders(scope=message).get("content-type", "")
                if kind.startswith(_PROBLEM):
                    start = message
                    return
            elif start is not None:
                page = self.page(json.loads(message["body"])).encode()
                headers = MutableHeaders(scope=start)
                headers["content-type"] = "text/html; charset=utf-8"
                headers["content-length"] = str(len(page))
                headers["vary"] = "Accept"
                headers["content-security-policy"] = self.policy
                await send(start)
                start, message = None, {**message, "body": page}
            await send(message)

        await self.app(scope, receive, send_page)


class AccessLog:
    """Writes a line of JSON on stderr for each request, without the client and the query."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and log it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, counts = time.perf_counter(), {"status": 0, "bytes": 0}

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                counts["status"] = message["status"]
            elif message["type"] == "http.response.body":
                counts["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, count)
        finally:
            line = {
                "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "method": scope["method"],
                "path": scope["path"][:200],
                **counts,
                "ms": round(1_000 * (time.perf_counter() - began), 1),
            }
            print(json.dumps(line), file=sys.stderr, flush=True)
