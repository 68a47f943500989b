"""HTTP to one address, as careful as one must be with strangers.

Nothing of an answer is handed over before it is whole: it is read into a file that lives in memory
while it is small. So an answer that breaks off can be asked for again, and one that is too large,
too slow or cut short is an error and never a part.
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
from urllib.parse import urljoin, urlsplit, urlunsplit

from opendebate.errors import RemoteError, UsageError
from opendebate.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

MOST_REDIRECTS = 3
MOST_TRIES = 4
LONGEST_WAIT = 30.0  # seconds that a server may ask us to wait
IN_MEMORY = 4_000_000  # bytes; larger answers go to disk
_TRY_AGAIN = {429, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes
    ----------
    method : str
    address : str, optional
        Of the same origin; without it that of the door.
    params : sequence of (str, str)
        Of the query part of the address.
    content : bytes, optional
    headers : mapping of str to str
    again : bool
        Whether it may be sent a second time if the first has no answer.
    """

    method: str
    address: str | None = None
    params: Sequence[tuple[str, str]] = ()
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    again: bool = True


@dataclass(slots=True)
class Reply:
    """A whole answer.

    Attributes
    ----------
    status : int
    headers : mapping of str to str
        By name in small letters.
    body : binary file
        At its beginning.
    address : str
        Where the answer came from, after redirects.
    """

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]
    address: str

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def text(self, most: int = 200) -> str:
        """Return the beginning of the body on one line, for a message."""
        self.body.seek(0)
        raw = self.body.read(most * 4).decode("utf-8", "replace")
        clean = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
        return clean if len(clean) <= most else f"{clean[: most - 1]}…"


class _Spool(tempfile.SpooledTemporaryFile[bytes]):
    """A body that is closed when nobody reads it any more."""

    def __del__(self) -> None:
        self.close()


@dataclass(slots=True, weakref_slot=True)
class Door:
    """HTTP or HTTPS to one address.

    Credentials come from the environment, OPENDEBATE_TOKEN or OPENDEBATE_USER and
    OPENDEBATE_PASSWORD, and only ever go to the origin of that address. Redirects are followed
    only within it, or from http to https.

    Parameters
    ----------
    address : str
        ``https://host/path``.
    seconds : float
        That a whole answer may take.
    most_bytes : int
        That it may have, unpacked.
    wait : callable
        Waits some seconds.

    Raises
    ------
    UsageError
        If it is no such address, or holds a password.
    """

    address: str
    seconds: float = 60.0
    most_bytes: int = 500_000_000
    wait: Callable[[float], None] = time.sleep
    requests: int = 0
    _client: httpx.Client | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        parts = _parts(self.address)
        if parts.username or parts.password:
            raise UsageError(
                "The address holds a user name or password.",
                where=shown(self.address),
                advice="Take it out, and set OPENDEBATE_USER and OPENDEBATE_PASSWORD.",
            )

    def send(self, request: Request, accepted: Collection[int] = (200,)) -> Reply:
        """Return a whole answer of one of the statuses that are accepted.

        Raises
        ------
        RemoteError
            If there is no such answer; with what the endpoint says.
        """
        for tried in range(1, MOST_TRIES + 1):
            last, began = tried == MOST_TRIES or not request.again, time.monotonic()
            try:
                reply = self._once(request)
            except _Dropped as error:
                if time.monotonic() > began + self.seconds:
                    raise _too_slow(self.seconds, request.address or self.address) from error
                if last:
                    where = shown(request.address or self.address)
                    raise RemoteError(error.what, where=where, advice=error.advice) from error
                pause = 0.0
            else:
                if reply.status in accepted:
                    return reply
                if reply.status not in _TRY_AGAIN or last:
                    raise _refused(reply, request.method)
                pause = _seconds(reply.headers.get("retry-after", ""))
                reply.body.close()
            self.wait(max(pause, 0.25 * 2**tried * random.uniform(0.5, 1.0)))  # noqa: S311
        raise AssertionError  # the last try returns or raises

    def _once(self, request: Request) -> Reply:
        """Send a request once, and follow where it leads."""
        until = time.monotonic() + self.seconds
        # What drips may come in time for every single read, and never be whole.
        watch = threading.Timer(self.seconds + 1, self.close)
        watch.daemon = True
        watch.start()
        try:
            for _ in range(MOST_REDIRECTS + 1):
                address = request.address or self.address
                self.requests += 1
                with _told(address, self.seconds), self._open(request, address) as answer:
                    reply = self._whole(answer, until)
                if reply.status not in _REDIRECTS:
                    return reply
                reply.body.close()
                onwards = self._onwards(reply, address)
                request = replace(request, address=onwards, params=())
                if reply.status == 303:
                    request = replace(request, method="GET", content=None)
        finally:
            watch.cancel()
        raise RemoteError(
            f"It redirects more than {MOST_REDIRECTS} times.",
            where=shown(self.address),
            advice="Name the address that it leads to.",
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
            request.method,
            url,
            content=request.content,
            headers=dict(request.headers),
        )

    def _whole(self, answer: httpx.Response, until: float) -> Reply:
        """Read an answer to its end, within the bounds."""
        body = _Spool(IN_MEMORY)
        size = 0
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self.most_bytes:
                body.close()
                raise RemoteError(
                    f"The answer has more than {self.most_bytes:,} bytes.",
                    where=shown(str(answer.url)),
                    advice="Narrow the question.",
                )
            if time.monotonic() > until:
                body.close()
                raise _too_slow(self.seconds, str(answer.url))
            body.write(piece)
        body.seek(0)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, headers, body, str(answer.url))

    def _onwards(self, reply: Reply, address: str) -> str:
        """Return where a redirect leads, if it stays where we were sent."""
        target = urljoin(address, reply.headers.get("location", ""))
        try:
            here, there = _parts(address), _parts(target)
            same = _origin(address) == _origin(target)
            safer = (here.scheme, there.scheme) == ("http", "https")
        except UsageError:
            same = safer = False
        if same or (safer and here.hostname == there.hostname):
            return target
        raise RemoteError(
            f"It redirects to {shown(target)}, which is another place.",
            where=shown(address),
            advice="If that is where the data is, name it yourself.",
        )

    def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            self._client.close()
            self._client = None


class _Dropped(Exception):
    """An answer that did not come, or broke off."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.advice = what, advice


@contextmanager
def _told(address: str, seconds: float) -> Iterator[None]:
    """Turn what httpx raises into what people read."""
    import httpx

    try:
        yield
    except httpx.ConnectError as error:
        if "CERTIFICATE" in str(error).upper():
            raise RemoteError(
                f"Its certificate is not to be trusted: {error}.",
                where=shown(address),
                advice="Nothing was sent. Ask whoever runs it.",
            ) from error
        raise _Dropped(f"It cannot be reached: {error}.", "Is the address right?") from error
    except httpx.TimeoutException as error:
        raise _too_slow(seconds, address) from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise _Dropped(f"The answer broke off: {error}.", "Try again later.") from error
    except (httpx.InvalidURL, ValueError) as error:
        raise RemoteError(
            f"This is no address: {error}.", where=shown(address), advice="Correct it."
        ) from error


def _too_slow(seconds: float, address: str) -> RemoteError:
    return RemoteError(
        f"There was no whole answer within {seconds:g} s.",
        where=shown(address),
        advice="Narrow the question, or try again later.",
    )


def _refused(reply: Reply, method: str) -> RemoteError:
    """Return the error for a status that is none of those wanted."""
    advice = "Try again later." if reply.status >= 500 else "Is the address right?"
    if reply.status in {401, 403}:
        advice = "Set OPENDEBATE_USER and OPENDEBATE_PASSWORD, or OPENDEBATE_TOKEN."
    if reply.status == 413:
        advice = "It takes no request of this size; ask whoever runs it for a higher limit."
    said = reply.text()
    return RemoteError(
        f"It answers {method} with status {reply.status}{f': {said}' if said else ''}.",
        where=shown(reply.address),
        advice=advice,
        status=reply.status,
    )


def _seconds(text: str) -> float:
    """Return how long a server asks us to wait."""
    return min(float(text), LONGEST_WAIT) if text.isascii() and text.isdecimal() else 0.0


def _parts(address: str) -> Any:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and parts.hostname
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        sound = None
    if not sound:
        raise UsageError(
            f"{shown(address)!r} is no address of the web.", advice="It begins with https://."
        )
    return parts


def _origin(address: str) -> tuple[str, str, int]:
    parts = _parts(address)
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    return parts.scheme, parts.hostname, port


def shown(address: str) -> str:
    """Return an address as it may be shown: without password and query, and not too long.

    Examples
    --------
    >>> shown("https://ann:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
        text = urlunsplit((parts.scheme, host, parts.path, "", ""))
    except ValueError:
        text = address
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= 200 else f"{clean[:199]}…"
