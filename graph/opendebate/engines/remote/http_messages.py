"""Requests, and answers that are complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from opendebate.shortening import cut


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
        printable = "".join(c if c.isprintable() else " " for c in raw)
        return cut(" ".join(printable.split()), max_length)
