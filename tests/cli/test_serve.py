"""``opendebate serve`` as it runs: addresses told, a clean end, and what slow or bad clients do."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import uvicorn
from click.testing import CliRunner

import opendebate
from opendebate.errors import InputError
from opendebate.serve.bounds import Bounds
from opendebate.serve.lifecycle import Address, serve
from opendebate.serve.served_dataset import written_dataset
from opendebate_cli.main import cli
from processes import is_running
from serving import TOWN, running

PATIENCE = 20


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
        content: bytes = answer.read()
        return content


def workers_of(pid: int) -> list[int]:
    """Return the processes that a process has started, where the system tells."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("this system does not tell who started whom")
    return [int(one) for one in listed.read_text("utf-8").split()]


def until(true: object, *pids: int) -> None:
    """Wait until none of some processes runs."""
    end = time.monotonic() + PATIENCE
    while any(is_running(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert true is not None


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_leaves_no_process(end: signal.Signals) -> None:
    with running() as (address, child):
        assert json.loads(get(f"{address}/health"))["status"] == "ok"
        workers = workers_of(child.pid)
        assert workers
        child.send_signal(end)
        assert child.wait(PATIENCE) == 0
        until("end", *workers)
        told = child.stderr.read() if child.stderr else ""
        assert "Traceback" not in told
        line = json.loads(told.splitlines()[0])
        assert (line["path"], line["status"]) == ("/health", 200)


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM])
def test_it_ends_cleanly_before_its_workers_are_ready(end: signal.Signals) -> None:
    with running() as (_, child):  # the address is told before the workers start
        child.send_signal(end)
        assert child.wait(PATIENCE) == 0
        told = child.stderr.read() if child.stderr else ""
        assert "Traceback" not in told


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_the_event_loop_is_made_breaks_nothing(
    end: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops = []

    class Interrupted(asyncio.SelectorEventLoop):
        def __init__(self) -> None:
            signal.raise_signal(end)
            super().__init__()
            loops.append(self)

    monkeypatch.setattr(uvicorn.Config, "get_loop_factory", lambda _: Interrupted)
    before = {one: signal.getsignal(one) for one in (signal.SIGHUP, signal.SIGTERM)}
    try:
        serve(opendebate.load(TOWN), Address(port=0))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    (loop,) = loops
    assert loop.is_closed()


def test_what_was_asked_and_by_whom_is_not_in_the_log() -> None:
    with running() as (address, child):
        get(f"{address}/sparql?query={quote('ASK { ?s ?p 4711 }')}")
        child.send_signal(signal.SIGTERM)
        child.wait(PATIENCE)
        told = child.stderr.read() if child.stderr else ""
    assert "4711" not in told
    assert "127.0.0.1" not in told


def test_a_killed_worker_is_replaced_and_a_killed_server_starts_again() -> None:
    with running() as (address, child):
        for worker in workers_of(child.pid):
            os.kill(worker, signal.SIGKILL)
        assert b"true" in get(f"{address}/sparql?query={quote('ASK { ?s a od:Person }')}")
        workers, port = workers_of(child.pid), urlsplit(address).port
        child.kill()
        child.wait(PATIENCE)
        until("end", *workers)
    with running("--port", str(port)) as (again, _):
        assert urlsplit(again).port == port
        assert b"ok" in get(f"{again}/health")


def test_a_port_that_is_taken_is_an_error_with_advice() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(cli, ["serve", "--port", port])
    assert result.exit_code == 3
    assert "--port 0" in result.stderr


def test_clients_that_drip_keep_nobody_waiting_and_are_hung_up_on() -> None:
    with running() as (address, child):
        host, port = urlsplit(address).hostname, urlsplit(address).port
        slow = [socket.create_connection((host, port), PATIENCE) for _ in range(50)]
        try:
            for one in slow:
                one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            assert json.loads(get(f"{address}/health"))["status"] == "ok"
            # The patience of the server is five seconds, however often something comes.
            end = time.monotonic() + PATIENCE
            hung_up = False
            while not hung_up and time.monotonic() < end:
                time.sleep(0.5)
                try:
                    slow[0].sendall(b"a")
                    slow[0].settimeout(0.05)
                    hung_up = slow[0].recv(1) == b""
                except TimeoutError:
                    continue
                except OSError:
                    hung_up = True
            assert hung_up
        finally:
            for one in slow:
                one.close()
        assert child.poll() is None


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 900)
                                                  for n in range(200)) + b"\r\n",
        b"\x00\xff" * 2_000 + b"\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http_is_refused_and_the_next_one_served(sent: bytes) -> None:
    with running() as (address, child):
        host, port = urlsplit(address).hostname, urlsplit(address).port
        with socket.create_connection((host, port), PATIENCE) as one:
            try:
                one.sendall(sent)
                answer = one.recv(1_000)
            except OSError:
                answer = b""
        assert not answer or b" 4" in answer.partition(b"\r\n")[0]
        assert json.loads(get(f"{address}/health"))["status"] == "ok"
        assert child.poll() is None


def test_a_body_that_is_too_large_is_refused_before_it_has_come() -> None:
    with running() as (address, _):
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{address}/sparql", data=b"x" * 5_000_000,
            headers={"Content-Type": "application/sparql-query"},
        )  # fmt: skip
        with pytest.raises((urllib.error.HTTPError, OSError)) as raised:
            urllib.request.urlopen(request, timeout=PATIENCE)  # noqa: S310
        assert getattr(raised.value, "code", 413) == 413


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path) -> None:
    import sys

    script = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from opendebate_cli.__main__ import main\n"
        "sys.argv = ['opendebate', 'serve']\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True,
                          text=True)  # fmt: skip
    assert done.returncode == 3
    assert 'pip install -e ".[serve]"' in done.stderr


def test_code_in_the_working_directory_is_never_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for name in ("json", "pyoxigraph", "re", "opendebate"):
        (tmp_path / f"{name}.py").write_text(f"open({str(mark)!r}, 'w')\n", "utf-8")
    with running(folder=tmp_path) as (address, _):
        assert b"true" in get(f"{address}/sparql?query={quote('ASK { ?s a od:Person }')}")
    assert not mark.exists()


def left(folder: Path) -> list[Path]:
    """Return the folders of servers in a folder for temporary files."""
    return list(folder.glob("opendebate-serve-*"))


def test_the_folder_of_a_killed_server_is_removed_by_the_next_and_that_of_a_running_one_is_not(
    tmp_path: Path,
) -> None:
    place = str(tmp_path)
    with running(TMPDIR=place) as (_, first):
        (old,) = left(tmp_path)
        with running(TMPDIR=place):
            assert len(left(tmp_path)) == 2
        first.kill()
        first.wait(PATIENCE)
    assert old in left(tmp_path)
    foreign = tmp_path / "opendebate-serve-foreign"
    foreign.mkdir()
    with running(TMPDIR=place) as (_, last):
        (own,) = [one for one in left(tmp_path) if one != foreign]
        assert own != old
        last.send_signal(signal.SIGHUP)
        assert last.wait(PATIENCE) == 0
    assert left(tmp_path) == [foreign]


@pytest.mark.parametrize("step", ["tempfile.mkdtemp", "pathlib.Path.write_bytes"])
def test_where_nothing_can_be_written_it_says_so(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(step, full)
    with (
        pytest.raises(InputError, match="No space left on device") as told,
        written_dataset(opendebate.load(TOWN)),
    ):
        pytest.fail("nothing can be written")
    assert "TMPDIR" in str(told.value)
    assert left(tmp_path) == []


def test_only_a_named_proxy_tells_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    class Caught:
        def __init__(self, config: uvicorn.Config, *_: object) -> None:
            seen.append((config.proxy_headers, config.forwarded_allow_ips))

        def run(self) -> None:
            """Serve nobody."""

        def handle_exit(self, *_: object) -> None:
            """Never called."""

    monkeypatch.setattr("opendebate.serve.listener.Server", Caught)
    monkeypatch.setattr("opendebate.serve.lifecycle._end_by", lambda *_: None)
    serve(opendebate.load(TOWN), Address(port=0))
    serve(opendebate.load(TOWN), Address(port=0, proxy="192.0.2.1"))
    assert seen[0][0] is False
    assert seen[1] == (True, "192.0.2.1")


def test_the_options_reach_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Address, Bounds, bool]] = []
    monkeypatch.setattr(
        "opendebate.serve.lifecycle.serve",
        lambda _, address, bounds, familiar: seen.append((address, bounds, familiar)),
    )
    line = ["-d", str(TOWN), "serve", "--host", "::1", "--port", "7", "--seconds", "3", "--rows",
            "9", "--worker-memory", "600", "--name", "a.example", "--name", "b.example", "--cors",
            "https://c.example", "--proxy", "192.0.2.1", "--familiar"]  # fmt: skip
    result = CliRunner().invoke(cli, line)
    assert result.exit_code == 0, result.output
    ((address, bounds, familiar),) = seen
    assert familiar
    assert address == Address("::1", 7, ("a.example", "b.example"), ("https://c.example",),
                              "192.0.2.1")  # fmt: skip
    assert (bounds.seconds, bounds.rows, bounds.memory) == (3, 9, 600_000_000)
    seen.clear()
    CliRunner().invoke(cli, ["-d", str(TOWN), "serve"])
    assert seen[0][1:] == (Bounds(), False)


def test_clients_that_ask_for_pages_and_leave_do_not_delay_the_end() -> None:
    with running() as (address, child):
        host, port = urlsplit(address).hostname, urlsplit(address).port
        paths = ["/", "/source/a-town-and-its-maps", "/dump.trig", "/q/who-affirms"] * 10
        for path in paths:
            with socket.create_connection((host, port), PATIENCE) as one:
                head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n"
                one.sendall(head.encode())
        waiting = [socket.create_connection((host, port), PATIENCE) for _ in range(20)]
        for one in waiting:
            one.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        child.send_signal(signal.SIGTERM)
        assert child.wait(PATIENCE) == 0
        for one in waiting:
            one.close()
        assert child.stderr is not None
        told = child.stderr.read()
        assert "Traceback" not in told
        assert "Cancelled" not in told


def test_a_query_at_work_is_told_when_the_server_ends() -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n_ ?o }"
    with running("--seconds", "100") as (address, child):
        host, port = urlsplit(address).hostname, urlsplit(address).port
        with socket.create_connection((host, port), PATIENCE) as one:
            head = f"GET /sparql?query={quote(endless)} HTTP/1.1\r\nHost: {host}\r\n\r\n"
            one.sendall(head.encode())
            assert json.loads(get(f"{address}/health"))["status"] == "ok"
            child.send_signal(signal.SIGTERM)
            assert b" 503 " in one.recv(1_000).partition(b"\r\n")[0]
        assert child.wait(PATIENCE) == 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system has no /proc")
def test_more_connections_than_files_leave_the_server_running_and_the_log_small() -> None:
    with running() as (address, child):
        host, port = urlsplit(address).hostname, urlsplit(address).port
        many = []
        for _ in range(300):
            try:
                many.append(socket.create_connection((host, port), PATIENCE))
            except OSError:
                break
        for one in many:
            one.close()
        end = time.monotonic() + PATIENCE
        status = ""
        while status != "ok" and time.monotonic() < end:
            try:
                status = json.loads(get(f"{address}/health"))["status"]
            except (OSError, ValueError):
                continue
        assert status == "ok"
        child.send_signal(signal.SIGTERM)
        assert child.wait(PATIENCE) == 0
        assert child.stderr is not None
        told = child.stderr.read()
    assert "Traceback" not in told
    assert len(told) < 20_000
