"""Closing connections whose clients are too slow to send a request or to read an answer."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 5.0  # seconds in which the complete head of a request must arrive
READING = 10.0  # seconds in which a client must read some of an answer
MIN_READ = 100_000  # bytes that it must read in this time, unless fewer remain


class TimeoutProtocol(H11Protocol):
    """Uvicorn's HTTP protocol, with time limits for sending a head and reading an answer.

    Uvicorn bounds the silence between two requests, but not a head that comes drop by drop.
    """

    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _passed = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._hurry()
        self._read_enough()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Handle what has arrived; a complete head ends the wait."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._hurry()

    def on_response_complete(self) -> None:
        """Begin to wait for the next head."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wait()

    def pause_writing(self) -> None:
        """Begin to wait until the client reads some of the answer."""
        super().pause_writing()
        if self._unread is None:
            self._passed = 0
            self._unread = self.loop.call_later(READING, self._check_reading)

    def resume_writing(self) -> None:
        """Go on with the answer, after the client has read some of it."""
        super().resume_writing()
        self._passed += self.transport.get_write_buffer_limits()[1]

    def _check_reading(self) -> None:
        """Close the connection if the client has read too little; otherwise wait again."""
        self._unread = None
        if not self.flow.write_paused:
            return
        if self._passed < MIN_READ:
            self.transport.abort()
            return
        self._passed = 0
        self._unread = self.loop.call_later(READING, self._check_reading)

    def _read_enough(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

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
