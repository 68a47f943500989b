"""Accepting connections, with limits in all and for each client, and pauses after errors."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any

import uvicorn

from opendebate.serve.client_access import client_of
from opendebate.serve.state import ServerHealth
from opendebate.serve.worker_process import log_event

MAX_CONNECTIONS = 512  # at once, if the system allows so many open files
MAX_PER_CLIENT = 128  # connections of one client
SPARE = 96  # open files for workers, their pipes and the debate
PAUSE = 1.0  # seconds until the next try if no connection can be accepted
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
Accept = Callable[[], Awaitable[tuple[socket.socket, Any]]]


class ConnectionAcceptor:
    """Accepts connections.

    Parameters
    ----------
    accept : callable
        Waits for a connection.
    connect : callable
        Serves a connection, and returns its transport.
    health : ServerHealth
    max_connections, per_client : int
        Limits of connections at once, in all and for one client.
    """

    def __init__(
        self, accept: Accept, connect: Callable[[socket.socket], Awaitable[asyncio.BaseTransport]],
        health: ServerHealth, max_connections: int = MAX_CONNECTIONS,
        per_client: int = MAX_PER_CLIENT,
    ) -> None:  # fmt: skip
        self.accept, self.connect, self.health = accept, connect, health
        self.max_connections, self.per_client = max_connections, per_client
        self.open: dict[asyncio.BaseTransport, str] = {}
        self.pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def run(self) -> None:
        """Accept connections until cancelled."""
        while True:
            try:
                connection, address = await self.accept()
            except OSError as error:
                if not isinstance(error, ConnectionError):
                    self.health.lacking_since = time.monotonic()
                    log_event("no connection can be accepted", reason=str(error), next_try_in=PAUSE)
                    await self.pause(PAUSE)
                continue
            await self._let_in(connection, client_of({"client": address}))

    async def _let_in(self, connection: socket.socket, client: str) -> None:
        self.open = {
            transport: owner for transport, owner in self.open.items() if not transport.is_closing()
        }
        by_client = Counter(self.open.values())
        if len(self.open) >= self.max_connections or by_client[client] >= self.per_client:
            with connection, contextlib.suppress(OSError):
                connection.setblocking(False)
                connection.send(_FULL)
            return
        try:
            self.open[await self.connect(connection)] = client
        except OSError:
            connection.close()


class Server(uvicorn.Server):
    """Uvicorn's server, with limits on connections.

    Parameters
    ----------
    config : uvicorn.Config
    listening : socket.socket
    health : ServerHealth
    closing : callable
        Called as soon as the server begins to end.
    """

    def __init__(
        self, config: uvicorn.Config, listening: socket.socket, health: ServerHealth,
        closing: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(config)
        self.listening, self.health, self.closing = listening, health, closing
        self.loop: asyncio.AbstractEventLoop | None = None
        self.accepting: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the application, and accept connections."""
        if self.should_exit:
            return  # a signal came before anything was started
        loop = self.loop = asyncio.get_running_loop()
        await super().startup(sockets=[])
        self.listening.setblocking(False)

        async def connect(connection: socket.socket) -> asyncio.BaseTransport:
            transport, _ = await loop.connect_accepted_socket(self._protocol, connection)
            return transport

        acceptor = ConnectionAcceptor(
            lambda: loop.sock_accept(self.listening), connect, self.health, connection_limit()
        )
        self.accepting = asyncio.create_task(acceptor.run())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept no more connections, and end in good order."""
        if self.accepting is not None:
            self.accepting.cancel()
            await asyncio.wait({self.accepting})
        self.closing()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, and refuse at once all requests that wait."""
        super().handle_exit(sig, frame)
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.closing)

    def _protocol(self) -> Any:
        protocol: Any = self.config.http_protocol_class
        return protocol(config=self.config, server_state=self.server_state,
                    app_state=self.lifespan.state)  # fmt: skip


def connection_limit() -> int:
    """Return how many connections may be open, after raising the limit of open files."""
    try:
        import resource
    except ImportError:
        return MAX_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = MAX_CONNECTIONS + SPARE
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    return max(min(MAX_CONNECTIONS, soft - SPARE), 16)
