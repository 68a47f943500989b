"""What can go wrong with an endpoint, in words for users."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from opendebate.engines.remote.web_addresses import display_address
from opendebate.errors import RemoteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendebate.engines.remote.http_messages import HttpResponse


class ConnectionLost(Exception):
    """An answer that did not come, or broke off."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.advice = what, advice


@contextmanager
def readable_errors(address: str, seconds: float) -> Iterator[None]:
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
        raise ConnectionLost(f"It cannot be reached: {error}.", "Is the address right?") from error
    except httpx.TimeoutException as error:
        raise too_slow(seconds, address) from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise ConnectionLost(f"The answer broke off: {error}.", "Try again later.") from error
    except (httpx.InvalidURL, ValueError) as error:
        raise RemoteError(
            f"This is not a valid address: {error}.",
            where=display_address(address),
            advice="Correct it.",
        ) from error


def too_slow(seconds: float, address: str) -> RemoteError:
    """Return the error for an answer that takes longer."""
    return RemoteError(
        f"There was no complete answer within {seconds:g} s.",
        where=display_address(address),
        advice="Make the query narrower, or try again later; 'opendebate query' takes --timeout "
        "SECONDS.",
    )


def status_error(reply: HttpResponse, method: str) -> RemoteError:
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
