"""Running the server: listening, printing its addresses, and ending in good order."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.errors import InputError, install_line
from opendebate.serve.bounds import Bounds
from opendebate.serve.client_access import LOOPBACK, access

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from opendebate.debate import Debate

MAX_HEAD = 32_768  # bytes; a request with a larger head is refused
IDLE = 5  # seconds that a connection may be idle between two requests
ENDING = 3  # seconds for answers that are being sent when the server ends


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and who may read from it.

    Attributes
    ----------
    host : str
    port : int
        0 for any free port.
    names : tuple of str
        Names by which others may call it, besides its host.
    origins : tuple of str
        The origins of pages that may read from it; ``"*"`` for all.
    proxy : str
        The address of a proxy that names the client in X-Forwarded-For; empty for none.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxy: str = ""


def serve(
    debate: Debate, address: Address, bounds: Bounds | None = None, *, familiar: bool = False
) -> None:
    """Serve a debate until somebody ends it.

    Parameters
    ----------
    debate : Debate
    address : Address
    bounds : Bounds, optional
    familiar : bool
        Whether the debate can be asked in the words of other vocabularies, too.

    Raises
    ------
    InputError
        If the extra is not installed, or the port is in use.
    """
    try:
        import uvicorn

        from opendebate.serve.app import Site
        from opendebate.serve.listener import Server
        from opendebate.serve.slow_clients import TimeoutProtocol
    except ImportError as error:
        raise InputError(
            f"The server needs a package that is not installed: {error.name}.",
            advice=install_line("serve"),
        ) from error
    from opendebate.serve.served_dataset import written_dataset

    listening = listening_socket(address.host, address.port)
    with listening, written_dataset(debate, familiar=familiar) as dataset:
        site = Site(dataset, bounds, access(address.host, address.names, address.origins))
        config = uvicorn.Config(
            site, lifespan="on", log_level="warning", access_log=False, server_header=False,
            timeout_keep_alive=IDLE, timeout_graceful_shutdown=ENDING, ws="none",
            http=TimeoutProtocol, h11_max_incomplete_event_size=MAX_HEAD,
            proxy_headers=bool(address.proxy), forwarded_allow_ips=address.proxy or None,
        )  # fmt: skip
        server = Server(config, listening, site.health, site.close)
        _end_by(server.handle_exit, "SIGTERM", "SIGHUP")
        with contextlib.suppress(KeyboardInterrupt):
            _print_addresses(debate, listening)
            server.run()


def _end_by(handler: Callable[[int, FrameType | None], None], *signals: str) -> None:
    """Let signals end the server in good order, except those that it was started to ignore.

    The handler only notes a signal: an exception, wherever it comes, could break what is just made,
    such as the event loop. Uvicorn raises a signal once more when it has ended.
    """
    for name in signals:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens; whoever asks before the server is ready waits.

    Raises
    ------
    InputError
        If it cannot listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # If the protocol is given as TCP, asyncio sends small answers at once, not 40 ms later.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except (OSError, OverflowError) as error:
        listening.close()
        raise InputError(
            f"The server cannot listen there: {getattr(error, 'strerror', None) or error}.",
            where=f"{host}:{port}",
            advice="Choose another port with --port, or --port 0 for any free one.",
        ) from error
    return listening


def _print_addresses(debate: Debate, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    authority = f"[{host}]" if ":" in host else host
    root = f"http://{authority}:{port}"
    lines = [debate.title, f"  {root}/         the explorer", f"  {root}/sparql   SPARQL",
             f"  {root}/q        questions"]  # fmt: skip
    if host not in LOOPBACK:
        lines.append("Other machines can reach it.")
    lines.append("Ctrl-C ends it.")
    print("\n".join(lines), file=sys.stderr, flush=True)
