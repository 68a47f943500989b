"""HTTP responses: entity tags, caching, and errors that say what to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from opendebate.errors import AmbiguousName, OpenDebateError, QueryError, UnknownName
from opendebate.serve.errors import ServeError

MAX_COMPRESSED = 5_000_000  # bytes; to compress more would keep all others waiting
UNCOMPRESSED = "identity"  # marks an answer that is not compressed; it is not sent
CACHE_CONTROL = "max-age=60, must-revalidate"


def make_etag(*fields: object) -> str:
    """Return a weak entity tag for an answer, given all that it depends on.

    Examples
    --------
    >>> make_etag("data", "question") == make_etag("data", "question") != make_etag("data", "x")
    True
    """
    canonical = json.dumps(fields, default=str)
    return f'W/"{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"'


class NotModified(Exception):
    """The client has the answer already, by its tag."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def new_etag(request: Request, *fields: object) -> str:
    """Return the entity tag of an answer, given all that it depends on.

    Raises
    ------
    NotModified
        If the client has that answer.
    """
    etag = make_etag(*fields)
    header = request.headers.get("if-none-match", "")
    client_etags = {value.strip().removeprefix("W/") for value in header.split(",")}
    if etag.removeprefix("W/") in client_etags:  # a strong tag counts as a weak one
        raise NotModified(etag)
    return etag


def cacheable(body: bytes | str, media: str, etag: str) -> Response:
    """Return a response that clients may cache."""
    headers = {"ETag": etag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept"}
    if len(body) > MAX_COMPRESSED:
        headers["Content-Encoding"] = UNCOMPRESSED
    return Response(body, media_type=media, headers=headers)


def not_modified(etag: str) -> Response:
    """Return the response 304, for a client that has the answer already."""
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": CACHE_CONTROL})


def status_of(error: OpenDebateError) -> int:
    """Return the HTTP status for an error of opendebate."""
    if isinstance(error, ServeError):
        return error.status
    if isinstance(error, UnknownName):
        return 404
    return 400 if isinstance(error, QueryError | AmbiguousName) or error.exit_code == 2 else 500


def problem(error: OpenDebateError, status: int = 0, *, see: Sequence[str] = ()) -> Response:
    """Return an error in the form of RFC 9457: what, where, and what to do.

    Parameters
    ----------
    error : OpenDebateError
    status : int
        The HTTP status; 0 means that the error's class decides.
    see : sequence of str
        Paths on this server that the client may mean; a page shows them as links.
    """
    status = status or status_of(error)
    fields: dict[str, object] = {"title": error.what, "status": status}
    fields |= {"see": list(see)} if see else {}
    advice = error.page_advice if isinstance(error, UnknownName) else error.advice
    fields |= {"detail": advice} if advice else {}
    fields |= {"where": error.where} if error.where else {}
    headers = {"Cache-Control": "no-store"}
    if wait := getattr(error, "retry_after", 0):
        headers["Retry-After"] = str(wait)
    body = json.dumps(fields, ensure_ascii=False) + "\n"
    return Response(body, status, headers, "application/problem+json")


def refusal(what: str, status: int, advice: str = "", **headers: str) -> Response:
    """Return an error in a request, as a response."""
    response = problem(OpenDebateError(what, advice=advice or None), status)
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response
