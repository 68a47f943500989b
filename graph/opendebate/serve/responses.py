"""Answers in HTTP: their tags, their forms, and errors that say what to do."""

from __future__ import annotations

import hashlib
import json

from starlette.requests import Request
from starlette.responses import Response

from opendebate.errors import AmbiguousName, OpenDebateError, QueryError, UnknownName
from opendebate.serve.errors import ServeError

MOST_PACKED = 5_000_000  # bytes; to pack more would keep all others waiting
AS_IT_IS = "identity"  # is not sent: it keeps an answer from being packed
FRESH = "max-age=60, must-revalidate"


def tag(*parts: object) -> str:
    """Return a weak tag of what makes an answer: the data and the question.

    Examples
    --------
    >>> tag("data", "question") == tag("data", "question") != tag("data", "another")
    True
    """
    told = json.dumps(parts, default=str)
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def is_known(request: Request, mark: str) -> bool:
    """Tell whether a client has an answer already, by its tag.

    A star means any answer, and whether there is one is not known before it is made.
    """
    given = request.headers.get("if-none-match", "")
    bare = {one.strip().removeprefix("W/") for one in given.split(",")}
    return mark.removeprefix("W/") in bare


def tagged(body: bytes | str, media: str, mark: str) -> Response:
    """Return an answer that may be kept, under its tag."""
    headers = {"ETag": mark, "Cache-Control": FRESH, "Vary": "Accept"}
    if len(body) > MOST_PACKED:
        headers["Content-Encoding"] = AS_IT_IS
    return Response(body, media_type=media, headers=headers)


def unchanged(mark: str) -> Response:
    """Return that the client has the answer already."""
    return Response(status_code=304, headers={"ETag": mark, "Cache-Control": FRESH})


def status_of(error: OpenDebateError) -> int:
    """Return the status of HTTP for an error of ours."""
    if isinstance(error, ServeError):
        return error.status
    if isinstance(error, UnknownName):
        return 404
    return 400 if isinstance(error, QueryError | AmbiguousName) or error.exit_code == 2 else 500


def problem(error: OpenDebateError, status: int = 0) -> Response:
    """Return an error as RFC 9457 has it: what, where, and what to do."""
    status = status or status_of(error)
    told = {"title": error.what, "status": status}
    told |= {"detail": error.advice} if error.advice else {}
    told |= {"where": error.where} if error.where else {}
    headers = {"Cache-Control": "no-store"}
    if wait := getattr(error, "retry_after", 0):
        headers["Retry-After"] = str(wait)
    body = json.dumps(told, ensure_ascii=False) + "\n"
    return Response(body, status, headers, "application/problem+json")


def refusal(what: str, status: int, advice: str = "", **headers: str) -> Response:
    """Return an error that is the request's."""
    made = problem(OpenDebateError(what, advice=advice or None), status)
    for name, value in headers.items():
        made.headers[name.replace("_", "-")] = value
    return made
