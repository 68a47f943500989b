"""Taking connections, and what slow readers hold: without a server of its own."""

from __future__ import annotations

import asyncio
import errno
import gc
import json
import socket
import tracemalloc
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from opendebate.serve import slow_clients, streaming
from opendebate.serve.listener import PAUSE, ConnectionAcceptor, connection_limit
from opendebate.serve.slow_clients import TimeoutProtocol
from opendebate.serve.state import ServerHealth
from opendebate.serve.streaming import PacedSending


class Line(asyncio.Transport):
    """A transport that goes nowhere; it is aborted where a client reads too little."""

    def __init__(self) -> None:
        super().__init__({"sockname": ("127.0.0.1", 1), "peername": ("127.0.0.1", 2)})
        self.aborted = asyncio.Event()

    def abort(self) -> None:
        self.aborted.set()

    def close(self) -> None:
        """Stay open, for the test's sake."""

    def is_closing(self) -> bool:
        return self.aborted.is_set()

    def get_write_buffer_limits(self) -> tuple[int, int]:
        return 16_384, 65_536


def test_out_of_file_descriptors_it_pauses_tells_once_a_second_and_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    state, pauses, taken = ServerHealth(), list[float](), list[socket.socket]()
    ours, theirs = socket.socketpair()
    tries = [OSError(errno.EMFILE, "Too many open files")] * 5

    async def work() -> None:
        through = asyncio.Event()

        async def accept() -> tuple[socket.socket, Any]:
            if tries:
                raise tries.pop()
            if taken:
                await asyncio.Event().wait()
            return ours, ("127.0.0.1", 4711)

        async def connect(made: socket.socket) -> asyncio.BaseTransport:
            taken.append(made)
            through.set()
            return Line()

        async def pause(seconds: float) -> None:
            pauses.append(seconds)

        door = ConnectionAcceptor(accept, connect, state)
        door.pause = pause
        running = asyncio.create_task(door.run())
        await through.wait()
        running.cancel()

    assert not state.trouble
    asyncio.run(work())
    assert pauses == [PAUSE] * 5
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert len(lines) == 5
    assert "Too many open files" in lines[0]["reason"]
    assert "file descriptors" in state.trouble
    assert taken == [ours]
    ours.close()
    theirs.close()


def test_a_client_has_so_many_connections_and_others_get_in() -> None:
    async def work() -> list[str]:
        let_in: list[str] = []
        coming = [*["a"] * 5, "b", "c", "d"]
        pairs = []
        done = asyncio.Event()

        async def accept() -> tuple[socket.socket, Any]:
            if not coming:
                done.set()
                await asyncio.Event().wait()
            pairs.append(socket.socketpair())
            return pairs[-1][0], (coming.pop(0), 1)

        async def connect(made: socket.socket) -> asyncio.BaseTransport:
            let_in.append(str(len(pairs)))
            return Line()

        running = asyncio.create_task(
            ConnectionAcceptor(
                accept, connect, ServerHealth(), max_connections=4, per_client=2
            ).run()
        )
        await done.wait()
        running.cancel()
        refused = pairs[2][1].recv(1_000)
        assert refused.startswith(b"HTTP/1.1 503 ")
        assert b"Retry-After" in refused
        for pair in pairs:
            for one in pair:
                one.close()
        return let_in

    assert asyncio.run(work()) == ["1", "2", "6", "7"]  # two of a, then b and c, then it is full


def test_a_connection_that_is_gone_before_it_is_served_ends_nothing() -> None:
    async def work() -> None:
        coming: list[BaseException | None] = [ConnectionAbortedError(), None, None]
        pairs, done = list[tuple[socket.socket, socket.socket]](), asyncio.Event()

        async def accept() -> tuple[socket.socket, Any]:
            if not coming:
                done.set()
                await asyncio.Event().wait()
            if error := coming.pop(0):
                raise error
            pairs.append(socket.socketpair())
            return pairs[-1][0], ("a", 1)

        async def connect(made: socket.socket) -> asyncio.BaseTransport:
            if len(pairs) == 1:
                raise OSError(errno.ENOTCONN, "It is gone")
            return Line()

        door = ConnectionAcceptor(accept, connect, state)
        running = asyncio.create_task(door.run())
        await done.wait()
        running.cancel()
        assert pairs[0][0].fileno() == -1, "it is closed"
        assert list(door.open.values()) == ["a"]
        for one in (*pairs[0], *pairs[1]):
            one.close()

    state = ServerHealth()
    asyncio.run(work())
    assert not state.trouble


@pytest.mark.parametrize(
    ("soft", "hard", "asked", "most"),
    [
        (256, 4_096, 608, 512),  # the system gives what is asked for
        (256, 300, 300, 204),  # no more than it may give
        (256, -1, 608, 512),  # -1: without a bound
        (100, 100, 100, 16),  # a few at least
        (1_000, 1_000, None, 512),  # there are enough
        (-1, -1, None, 512),
    ],
)
def test_as_many_connections_may_be_open_as_the_system_has_files_for(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, asked: int | None, most: int
) -> None:
    resource = pytest.importorskip("resource", reason="this system has no bounds on open files")
    seen: list[int] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, bounds: seen.append(bounds[0]))
    assert connection_limit() == most
    assert seen == ([asked] if asked else [])


def impatient() -> TimeoutProtocol:
    def app(*_: object) -> Any:
        """Answer nothing."""

    config = uvicorn.Config(app, log_level="critical", interface="asgi3")
    config.load()
    return TimeoutProtocol(config=config, server_state=ServerState(), app_state={})


@pytest.mark.parametrize("reads", [False, True])
def test_who_reads_nothing_of_an_answer_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, reads: bool
) -> None:
    monkeypatch.setattr(slow_clients, "READING", 0)

    async def work() -> None:
        line, protocol = Line(), impatient()
        protocol.connection_made(line)
        protocol.pause_writing()
        if reads:
            for _ in range(4):
                protocol.resume_writing()
                protocol.pause_writing()
        for _ in range(2):
            await asyncio.sleep(0)
        assert line.aborted.is_set() is not reads
        protocol.connection_lost(None)

    asyncio.run(work())


def test_large_answers_go_out_in_pieces_and_so_many_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streaming, "MAX_SENDING", 5_000_000)
    monkeypatch.setattr(streaming, "MAX_PER_CLIENT", 3_000_000)
    body = b"x" * 2_000_000

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def work() -> None:
        paced, reading = PacedSending(app), asyncio.Event()
        got: dict[str, list[Any]] = {}

        async def ask(name: str, client: str) -> None:
            got[name] = []

            async def send(message: Any) -> None:
                got[name].append(message)
                if message.get("more_body"):
                    await reading.wait()

            scope = {"type": "http", "method": "GET", "headers": [], "client": (client, 1)}
            await paced(scope, None, send)  # type: ignore[arg-type]

        asked = [("1", "a"), ("2", "a"), ("3", "b"), ("4", "c")]
        tasks = [asyncio.create_task(ask(*one)) for one in asked]
        for _ in range(10):
            await asyncio.sleep(0)
        # The second is too much for one client, and the fourth for all.
        assert {name: told[0]["status"] for name, told in got.items()} == {
            "1": 200, "2": 503, "3": 200, "4": 503}  # fmt: skip
        reading.set()
        await asyncio.gather(*tasks)
        pieces = [one["body"] for one in got["1"][1:]]
        assert max(map(len, pieces)) <= streaming.PIECE
        assert b"".join(pieces) == body
        assert not got["1"][-1]["more_body"]
        assert not paced.sending

    asyncio.run(work())


def test_slow_readers_hold_no_more_memory_than_may_be_sent_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streaming, "MAX_SENDING", 20_000_000)
    monkeypatch.setattr(streaming, "MAX_PER_CLIENT", 10_000_000)
    size, readers = 4_900_000, 20

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": bytes(size)})

    async def work() -> None:
        paced, statuses = PacedSending(app), []

        async def ask(client: str) -> None:
            async def send(message: Any) -> None:
                statuses.extend([message["status"]] if "status" in message else [])
                if message.get("more_body"):
                    await asyncio.Event().wait()  # it reads no more

            scope = {"type": "http", "method": "GET", "headers": [], "client": (client, 1)}
            await paced(scope, None, send)  # type: ignore[arg-type]

        before = tracemalloc.get_traced_memory()[0]
        tasks = [asyncio.create_task(ask(f"10.0.0.{n % 5}")) for n in range(readers)]
        while len(statuses) < readers:
            await asyncio.sleep(0)
        held = tracemalloc.get_traced_memory()[0] - before
        assert statuses.count(200) == 4
        assert 4 * size < held < streaming.MAX_SENDING + 2_000_000
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        del task, tasks
        await asyncio.sleep(0)  # the loop lets go of what it called last
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 1_000_000
        assert not paced.sending

    tracemalloc.start()
    try:
        asyncio.run(work())
    finally:
        tracemalloc.stop()
