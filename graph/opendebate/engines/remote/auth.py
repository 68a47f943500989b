"""Who we say we are, from the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator

import httpx

_Flow = Generator[httpx.Request, httpx.Response, None]


def from_environment() -> httpx.Auth | Callable[[httpx.Request], httpx.Request] | None:
    """Return how OPENDEBATE_TOKEN, or OPENDEBATE_USER and OPENDEBATE_PASSWORD, are sent."""
    token, user = os.environ.get("OPENDEBATE_TOKEN"), os.environ.get("OPENDEBATE_USER")
    if token:

        def bear(request: httpx.Request) -> httpx.Request:
            request.headers["Authorization"] = f"Bearer {token}"
            return request

        return bear
    return BasicOrDigest(user, os.environ.get("OPENDEBATE_PASSWORD", "")) if user else None


class BasicOrDigest(httpx.Auth):
    """HTTP Basic; where a server refuses it and asks for it, HTTP Digest, from then on.

    Parameters
    ----------
    user, password : str
    """

    def __init__(self, user: str, password: str) -> None:
        self.basic = httpx.BasicAuth(user, password)
        self.digest = httpx.DigestAuth(user, password)
        self.digests = False

    def auth_flow(self, request: httpx.Request) -> _Flow:
        """Yield the request with what is to be sent, until it is not refused."""
        if not self.digests:
            (with_basic,) = self.basic.auth_flow(request)
            if (yield with_basic).status_code != 401:
                return
            # Virtuoso 7.2 says what it wants only to those who say nothing of themselves.
            basic = request.headers.pop("Authorization")
            asked = yield request
            wanted = asked.headers.get("WWW-Authenticate", "").lower()
            self.digests = asked.status_code == 401 and wanted.startswith("digest ")
            if not self.digests:  # what anybody gets is not the answer to who we are
                request.headers["Authorization"] = basic
                yield request
                return
        yield from self.digest.auth_flow(request)
