"""HTTP to one address that we need not trust.

An answer is returned only when it is complete: it is read into a temporary file, which is in memory
while it is small. So a request whose answer breaks off can be sent again, and an answer that is too
large, too slow or truncated is an error.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from opendebate.engines.remote.http_errors import (
    ConnectionLost,
    readable_errors,
    status_error,
    too_slow,
)
from opendebate.engines.remote.http_messages import HttpResponse, Request
from opendebate.engines.remote.web_addresses import display_address, origin, split_address
from opendebate.errors import RemoteError, UsageError
from opendebate.version import __version__

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 3
MAX_ATTEMPTS = 4
MAX_WAIT = 30.0  # seconds that a server may ask us to wait
MAX_BYTES_IN_MEMORY = 4_000_000  # bytes; larger answers go to disk
_RETRY_STATUSES = {429, 502, 503, 504}
_REDIRECT_STATUSES = {301, 302, 303, 307, 308}


class _Spool(tempfile.SpooledTemporaryFile[bytes]):
    """A body that is closed when it is no longer referenced."""

    def __del__(self) -> None:
        self.close()


@dataclass(slots=True, weakref_slot=True)
class HttpClient:
    """HTTP or HTTPS to one address.

    Credentials come from the environment, OPENDEBATE_TOKEN or OPENDEBATE_USER and
    OPENDEBATE_PASSWORD, and only ever go to the origin of that address. Redirects are followed
    only within it, or from http to https.

    Parameters
    ----------
    address : str
        ``https://host/path``.
    seconds : float
        The time that a complete answer may take.
    max_bytes : int
        The size that an answer may have, unpacked.
    wait : callable
        Waits the given seconds before the next try.

    Raises
    ------
    UsageError
        If the address is not a web address, or contains a password.
    """

    address: str
    seconds: float = 60.0
    max_bytes: int = 500_000_000
    wait: Callable[[float], None] = time.sleep
    requests: int = 0
    _client: httpx.Client | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        address_parts = split_address(self.address)
        if address_parts.username or address_parts.password:
            raise UsageError(
                "The address contains a user name or password.",
                where=display_address(self.address),
                advice="Remove it, and set OPENDEBATE_USER and OPENDEBATE_PASSWORD.",
            )

    def send(self, request: Request, accepted: Collection[int] = (200,)) -> HttpResponse:
        """Return a complete answer whose status is accepted.

        Raises
        ------
        RemoteError
            If there is no such answer; with the endpoint's explanation.
        """
        for attempt in range(1, MAX_ATTEMPTS + 1):
            is_last, began = attempt == MAX_ATTEMPTS or not request.idempotent, time.monotonic()
            try:
                reply = self._send_once(request)
            except ConnectionLost as error:
                if time.monotonic() > began + self.seconds:
                    raise too_slow(self.seconds, request.address or self.address) from error
                if is_last:
                    where = display_address(request.address or self.address)
                    raise RemoteError(error.what, where=where, advice=error.advice) from error
                pause = 0.0
            else:
                if reply.status in accepted:
                    return reply
                if reply.status not in _RETRY_STATUSES or is_last:
                    raise status_error(reply, request.method)
                pause = _retry_after(reply.headers.get("retry-after", ""))
                reply.body.close()
            self.wait(max(pause, 0.25 * 2**attempt * random.uniform(0.5, 1.0)))  # noqa: S311
        raise AssertionError  # the last try returns or raises

    def _send_once(self, request: Request) -> HttpResponse:
        """Send a request once, and follow redirects."""
        deadline = time.monotonic() + self.seconds
        # A slow answer may be in time for every single read and never be complete.
        watchdog = threading.Timer(self.seconds + 1, self.close)
        watchdog.daemon = True
        watchdog.start()
        try:
            for _ in range(MAX_REDIRECTS + 1):
                address = request.address or self.address
                self.requests += 1
                with (
                    readable_errors(address, self.seconds),
                    self._open(request, address) as answer,
                ):
                    reply = self._read_reply(answer, deadline)
                if reply.status not in _REDIRECT_STATUSES:
                    return reply
                reply.body.close()
                target = self._redirect_target(reply, address)
                request = replace(request, address=target, params=())
                if reply.status == 303:
                    request = replace(request, method="GET", content=None)
        finally:
            watchdog.cancel()
        raise RemoteError(
            f"It redirects more than {MAX_REDIRECTS} times.",
            where=display_address(self.address),
            advice="Use the address that it redirects to.",
        )

    def _open(self, request: Request, address: str) -> Any:
        import httpx

        from opendebate.engines.remote.auth import from_environment

        if self._client is None:
            self._client = httpx.Client(
                timeout=httpx.Timeout(self.seconds, connect=min(10.0, self.seconds)),
                headers={"User-Agent": f"opendebate/{__version__}", "Accept-Encoding": "gzip"},
                auth=from_environment(),
                follow_redirects=False,
            )
            weakref.finalize(self, self._client.close)
        url = httpx.URL(address)
        if request.params:
            url = url.copy_merge_params(list(request.params))
        return self._client.stream(
            request.method, url, content=request.content, headers=dict(request.headers)
        )

    def _read_reply(self, answer: httpx.Response, deadline: float) -> HttpResponse:
        """Read an answer to its end, within the limits on size and time."""
        body = _Spool(MAX_BYTES_IN_MEMORY)
        size = 0
        for chunk in answer.iter_bytes():
            size += len(chunk)
            if size > self.max_bytes:
                body.close()
                raise RemoteError(
                    f"The answer has more than {self.max_bytes:,} bytes.",
                    where=display_address(str(answer.url)),
                    advice="Make the query narrower.",
                )
            if time.monotonic() > deadline:
                body.close()
                raise too_slow(self.seconds, str(answer.url))
            body.write(chunk)
        body.seek(0)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return HttpResponse(answer.status_code, headers, body, str(answer.url))

    def _redirect_target(self, reply: HttpResponse, address: str) -> str:
        """Return the address of a redirect, if it has the same origin."""
        target = urljoin(address, reply.headers.get("location", ""))
        try:
            current, following = split_address(address), split_address(target)
            same_origin = origin(address) == origin(target)
            upgrades_to_https = (current.scheme, following.scheme) == ("http", "https")
        except UsageError:
            same_origin = upgrades_to_https = False
        if same_origin or (upgrades_to_https and current.hostname == following.hostname):
            return target
        raise RemoteError(
            f"It redirects to {display_address(target)}, which is another server.",
            where=display_address(address),
            advice="If the data is there, use that address.",
        )

    def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _retry_after(text: str) -> float:
    """Return how many seconds a server asks us to wait."""
    return min(float(text), MAX_WAIT) if text.isascii() and text.isdecimal() else 0.0
