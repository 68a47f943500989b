"""SPARQL endpoints for tests, on loopback: a real one, and ones that misbehave."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from opendebate.debate import Debate

PATIENCE = 600.0  # seconds until a server that lives and does not answer is given up


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def oxigraph_binary() -> str:
    """Return the path of the oxigraph server; the test is skipped where it is missing."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if not found:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    return found


@contextlib.contextmanager
def oxigraph(*options: str, location: Path | None = None, port: int = 0) -> Iterator[str]:
    """Run an oxigraph server, empty or on a folder, and yield its address."""
    port = port or free_port()
    where = ["--location", str(location)] if location else []
    command = [oxigraph_binary(), "serve", "--bind", f"127.0.0.1:{port}", *where, *options]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, child)
        yield address
    finally:
        child.kill()
        child.wait()


def wait_for(address: str, child: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something answers at an address."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if child is not None and child.poll() is not None:
            raise AssertionError(f"the server ended with {child.returncode}")
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()  # noqa: S310 - loopback
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")


def put(address: str, debate: Debate) -> None:
    """Load every graph of a debate into an oxigraph server."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{address}/store",
        data=debate.serialize("nquads"),
        headers={"Content-Type": "application/n-quads"},
        method="POST",
    )
    urllib.request.urlopen(request, timeout=PATIENCE).close()  # noqa: S310 - loopback


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextlib.contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Run a server of our own that answers every request in one way, and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            with contextlib.suppress(OSError):  # the other side may hang up
                super().handle_one_request()

        def _any(self) -> None:
            answer(self)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_address[1]}"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def say(to: BaseHTTPRequestHandler, status: int = 200, body: bytes = b"", **headers: str) -> None:
    """Send a whole answer; underscores in names of headers are hyphens."""
    length = int(to.headers.get("Content-Length") or 0)
    to.rfile.read(length)
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name.replace("_", "-"), value)
    to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    to.wfile.write(body)
