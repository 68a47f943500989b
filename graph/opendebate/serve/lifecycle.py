"""Running the server, from the first address told to a clean end."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.errors import InputError
from opendebate.serve.client_access import LOOPBACK, access
from opendebate.serve.jobs import Bounds

if TYPE_CHECKING:
    from opendebate.debate import Debate

MOST_HEAD = 32_768  # bytes of a request's head, after which it is refused
IDLE = 5  # seconds that a connection may be silent between two requests
ENDING = 3  # seconds that answers have which are on their way when the server ends


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and who may read from it.

    Attributes
    ----------
    host : str
    port : int
        0 for any that is free.
    names : tuple of str
        By which others call it, besides its host.
    origins : tuple of str
        Whose pages may read from it; ``"*"`` for all.
    proxy : str
        The address of a proxy that tells in X-Forwarded-For who asks; empty for none.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxy: str = ""


def serve(debate: Debate, address: Address, bounds: Bounds | None = None) -> None:
    """Serve a debate until somebody ends it.

    Parameters
    ----------
    debate : Debate
    address : Address
    bounds : Bounds, optional

    Raises
    ------
    InputError
        If the extra is not installed, or the port is taken.
    """
    try:
        import uvicorn

        from opendebate.serve.app import Site
        from opendebate.serve.listener import Server
        from opendebate.serve.timeouts import Impatient
    except ImportError as error:
        raise InputError(
            f"What serves is not installed: {error.name}.",
            advice='In the folder of your clone, run: pip install -e ".[serve]"',
        ) from error
    from opendebate.serve.served_dataset import prepared

    listening = _bound(address.host, address.port)
    with listening, prepared(debate) as place:
        site = Site(place, bounds, access(address.host, address.names, address.origins))
        config = uvicorn.Config(
            site, lifespan="on", log_level="warning", access_log=False, server_header=False,
            timeout_keep_alive=IDLE, timeout_graceful_shutdown=ENDING, http=Impatient, ws="none",
            h11_max_incomplete_event_size=MOST_HEAD, proxy_headers=bool(address.proxy),
            forwarded_allow_ips=address.proxy or None,
        )  # fmt: skip
        # Uvicorn ends in good order, and then raises the signal again that it was ended by.
        _end_by("SIGTERM", "SIGHUP")
        with contextlib.suppress(KeyboardInterrupt):
            _tell(debate, listening)
            Server(config, listening, site.state, site.close).run()


def _end_by(*signals: str) -> None:
    """Let signals end the server in good order, but for those that it was started to ignore."""
    for name in signals:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Told that it is TCP, asyncio sends small answers at once, and not 40 ms later.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(512)
    except (OSError, OverflowError) as error:
        made.close()
        raise InputError(
            f"It cannot listen there: {getattr(error, 'strerror', None) or error}.",
            where=f"{host}:{port}",
            advice="Choose another with --port, or --port 0 for any that is free.",
        ) from error
    return made


def _tell(debate: Debate, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    root = f"http://{shown}:{port}"
    lines = [debate.title, f"  {root}/         the page", f"  {root}/sparql   SPARQL",
             f"  {root}/q        questions"]  # fmt: skip
    if host not in LOOPBACK:
        lines.append("Others can reach it: it listens not only on this machine.")
    lines.append("Ctrl-C ends it.")
    print("\n".join(lines), file=sys.stderr, flush=True)
