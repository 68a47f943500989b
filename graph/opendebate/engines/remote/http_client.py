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
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urljoin

from opendebate.engines.remote.web_addresses import display_address, origin, split_address
from opendebate.errors import RemoteError, UsageError
from opendebate.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

MAX_REDIRECTS = 3
MAX_ATTEMPTS = 4
MAX_WAIT = 30.0  # seconds that a server may ask us to wait
MAX_BYTES_IN_MEMORY = 4_000_000  # bytes; larger answers go to disk
_RETRY_STATUSES = {429, 502, 503, 504}
_REDIRECT_STATUSES = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request.

    Attributes
    ----------
    method : str
    address : str, optional
        An address of the same origin; by default the client's address.
    params : sequence of (str, str)
        Parameters for the query part of the address.
    content : bytes, optional
    headers : mapping of str to str
    idempotent : bool
        Whether it may be sent again if the first try has no answer.
    """

    method: str
    address: str | None = None
    params: Sequence[tuple[str, str]] = ()
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    idempotent: bool = True


@dataclass(slots=True)
class HttpResponse:
    """A complete answer.

    Attributes
    ----------
    status : int
    headers : mapping of str to str
        By name in small letters.
    body : binary file
        Positioned at its beginning.
    address : str
        The address that answered, after redirects.
    """

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]
    address: str

    @property
    def media_type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def text(self, max_length: int = 200) -> str:
        """Return the beginning of the body on one line, for a message."""
        self.body.seek(0)
        raw = self.body.read(max_length * 4).decode("utf-8", "replace")
        clean = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
        return clean if len(clean) <= max_length else f"{clean[: max_length - 1]}…"


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
            except _ConnectionLost as error:
                if time.monotonic() > began + self.seconds:
                    raise _too_slow(self.seconds, request.address or self.address) from error
                if is_last:
                    where = display_address(request.address or self.address)
                    raise RemoteError(error.what, where=where, advice=error.advice) from error
                pause = 0.0
            else:
                if reply.status in accepted:
                    return reply
                if reply.status not in _RETRY_STATUSES or is_last:
                    raise _status_error(reply, request.method)
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
                    _readable_errors(address, self.seconds),
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
                raise _too_slow(self.seconds, str(answer.url))
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


class _ConnectionLost(Exception):
    """An answer that did not come, or broke off."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.advice = what, advice


@contextmanager
def _readable_errors(address: str, seconds: float) -> Iterator[None]:
    """Turn errors of httpx into messages for users."""
    import httpx

    try:
        yield
    except httpx.ConnectError as error:
        if "CERTIFICATE" in str(error).upper():
            raise RemoteError(
                f"Its certificate cannot be trusted: {error}.",
                where=display_address(address),
                advice="Nothing was sent. Ask the people who run the server.",
            ) from error
        raise _ConnectionLost(f"It cannot be reached: {error}.", "Is the address right?") from error
    except httpx.TimeoutException as error:
        raise _too_slow(seconds, address) from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise _ConnectionLost(f"The answer broke off: {error}.", "Try again later.") from error
    except (httpx.InvalidURL, ValueError) as error:
        raise RemoteError(
            f"This is not a valid address: {error}.",
            where=display_address(address),
            advice="Correct it.",
        ) from error


def _too_slow(seconds: float, address: str) -> RemoteError:
    return RemoteError(
        f"There was no complete answer within {seconds:g} s.",
        where=display_address(address),
        advice="Make the query narrower, or try again later; 'opendebate query' takes --timeout "
        "SECONDS.",
    )


def _status_error(reply: HttpResponse, method: str) -> RemoteError:
    """Return the error for a status that is not accepted."""
    advice = "Try again later." if reply.status >= 500 else "Is the address right?"
    if reply.status in {401, 403}:
        advice = "Set OPENDEBATE_USER and OPENDEBATE_PASSWORD, or OPENDEBATE_TOKEN."
    if reply.status == 413:
        advice = "The request is too large for it; ask the people who run it for a higher limit."
    text = reply.text()
    explanation = f": {text}" if text else ""
    return RemoteError(
        f"It answers {method} with status {reply.status}{explanation}.",
        where=display_address(reply.address),
        advice=advice,
        status=reply.status,
    )


def _retry_after(text: str) -> float:
    """Return how many seconds a server asks us to wait."""
    return min(float(text), MAX_WAIT) if text.isascii() and text.isdecimal() else 0.0
