"""Taking connections: so many at once, and so many of one client, with pauses where none can be."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any

import uvicorn

from opendebate.serve.client_access import client_of
from opendebate.serve.state import State
from opendebate.serve.worker_process import tell

MOST = 512  # connections at once, if so many files may be open
MOST_EACH = 128  # connections of one client
SPARE = 96  # open files that are left for workers, their pipes and the debate
PAUSE = 1.0  # seconds until the next try where no connection can be taken
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
Accept = Callable[[], Awaitable[tuple[socket.socket, Any]]]


class Door:
    """Takes connections, for as long as it runs.

    Parameters
    ----------
    accept : callable
        Waits for a connection.
    connect : callable
        Serves a connection, and returns the transport that it goes over.
    state : State
    most, each : int
        Connections at once, and those of one client.
    """

    def __init__(
        self, accept: Accept, connect: Callable[[socket.socket], Awaitable[asyncio.BaseTransport]],
        state: State, most: int = MOST, each: int = MOST_EACH,
    ) -> None:  # fmt: skip
        self.accept, self.connect, self.state = accept, connect, state
        self.most, self.each = most, each
        self.open: dict[asyncio.BaseTransport, str] = {}
        self.pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def run(self) -> None:
        """Take connections without end."""
        while True:
            try:
                made, address = await self.accept()
            except OSError as error:
                if not isinstance(error, ConnectionError):
                    self.state.lacking_since = time.monotonic()
                    tell("no connection can be taken", reason=str(error), next_try_in=PAUSE)
                    await self.pause(PAUSE)
                continue
            await self._let_in(made, client_of({"client": address}))

    async def _let_in(self, made: socket.socket, client: str) -> None:
        self.open = {one: whose for one, whose in self.open.items() if not one.is_closing()}
        counted = Counter(self.open.values())
        if len(self.open) >= self.most or counted[client] >= self.each:
            with made, contextlib.suppress(OSError):
                made.setblocking(False)
                made.send(_FULL)
            return
        try:
            self.open[await self.connect(made)] = client
        except OSError:
            made.close()


class Server(uvicorn.Server):
    """Uvicorn's server, with a door of ours.

    Parameters
    ----------
    config : uvicorn.Config
    listening : socket.socket
    state : State
    closing : callable
        Is called as soon as the server is asked to end.
    """

    def __init__(
        self, config: uvicorn.Config, listening: socket.socket, state: State,
        closing: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(config)
        self.listening, self.state, self.closing = listening, state, closing
        self.loop: asyncio.AbstractEventLoop | None = None
        self.door: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start what is served, and open the door."""
        loop = self.loop = asyncio.get_running_loop()
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self.handle_exit)
        await super().startup(sockets=[])
        self.listening.setblocking(False)

        async def connect(made: socket.socket) -> asyncio.BaseTransport:
            transport, _ = await loop.connect_accepted_socket(self._protocol, made)
            return transport

        door = Door(lambda: loop.sock_accept(self.listening), connect, self.state, most_open())
        self.door = asyncio.create_task(door.run())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the door, and end in good order."""
        if self.door is not None:
            self.door.cancel()
            await asyncio.wait({self.door})
        self.closing()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end: what waits is told so at once."""
        super().handle_exit(sig, frame)
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.closing)

    def _protocol(self) -> Any:
        made: Any = self.config.http_protocol_class
        return made(config=self.config, server_state=self.server_state,
                    app_state=self.lifespan.state)  # fmt: skip


def most_open() -> int:
    """Return how many connections may be open, after asking the system for as many files."""
    try:
        import resource
    except ImportError:
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY:
        return MOST
    return max(min(MOST, soft - SPARE), 16)
