"""Credentials for an endpoint, from environment variables."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator

import httpx

_Flow = Generator[httpx.Request, httpx.Response, None]


def from_environment() -> httpx.Auth | Callable[[httpx.Request], httpx.Request] | None:
    """Return how OPENDEBATE_TOKEN, or OPENDEBATE_USER and OPENDEBATE_PASSWORD, are sent."""
    token, user = os.environ.get("OPENDEBATE_TOKEN"), os.environ.get("OPENDEBATE_USER")
    if token:

        def add_token(request: httpx.Request) -> httpx.Request:
            request.headers["Authorization"] = f"Bearer {token}"
            return request

        return add_token
    return BasicOrDigest(user, os.environ.get("OPENDEBATE_PASSWORD", "")) if user else None


class BasicOrDigest(httpx.Auth):
    """HTTP Basic; HTTP Digest from the first time that a server refuses Basic and asks for it."""

    def __init__(self, user: str, password: str) -> None:
        self.basic = httpx.BasicAuth(user, password)
        self.digest = httpx.DigestAuth(user, password)
        self.uses_digest = False

    def auth_flow(self, request: httpx.Request) -> _Flow:
        """Yield the request with credentials, until the server accepts it."""
        if not self.uses_digest:
            (with_basic,) = self.basic.auth_flow(request)
            if (yield with_basic).status_code != 401:
                return
            # Virtuoso 7.2 names its scheme only in answer to a request without credentials.
            basic = request.headers.pop("Authorization")
            challenge = yield request
            scheme = challenge.headers.get("WWW-Authenticate", "").lower()
            self.uses_digest = challenge.status_code == 401 and scheme.startswith("digest ")
            if not self.uses_digest:  # the answer to a request without credentials is not ours
                request.headers["Authorization"] = basic
                yield request
                return
        yield from self.digest.auth_flow(request)
