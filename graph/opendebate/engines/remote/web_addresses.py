"""Web addresses: their parts, and how messages show them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit, urlunsplit

from opendebate.errors import UsageError
from opendebate.shortening import cut


def split_address(address: str) -> SplitResult:
    """Return the parts of a web address.

    Raises
    ------
    UsageError
        If it is not one.
    """
    try:
        address_parts = urlsplit(address)
        is_valid = address_parts.scheme in {"http", "https"} and address_parts.hostname
        address_parts.port  # noqa: B018 - raises where it is not a number
    except ValueError:
        is_valid = None
    if not is_valid:
        raise UsageError(
            f"{display_address(address)!r} is not a web address.",
            advice="A web address begins with https://.",
        )
    return address_parts


def origin(address: str) -> tuple[str, str, int]:
    """Return scheme, host and port of a web address."""
    address_parts = split_address(address)
    port = address_parts.port or {"http": 80, "https": 443}[address_parts.scheme]
    return address_parts.scheme, address_parts.hostname or "", port


def display_address(address: str) -> str:
    """Return an address for a message: without password and query, and not too long.

    Examples
    --------
    >>> display_address("https://ann:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    try:
        address_parts = urlsplit(address)
        host = address_parts.netloc.rpartition("@")[2]
        text = urlunsplit((address_parts.scheme, host, address_parts.path, "", ""))
    except ValueError:
        text = address
    return cut("".join(c if c.isprintable() else "?" for c in text), 200)
