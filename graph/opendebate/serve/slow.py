"""Connections that take for ever to say what they want: they are closed."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 5.0  # seconds in which the whole head of a request has to come


class Impatient(H11Protocol):
    """HTTP as uvicorn speaks it, with a limit on how long a head may take.

    Uvicorn bounds the silence between two requests, but not a head that comes drop by drop.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._hurry()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Read what has come; a whole head ends the wait."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._hurry()

    def on_response_complete(self) -> None:
        """Begin to wait for the next head."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wait()

    def _wait(self) -> None:
        self._hurry()
        self._late = self.loop.call_later(PATIENCE, self._close)

    def _hurry(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> Any:
        if not self.transport.is_closing():
            self.transport.close()
