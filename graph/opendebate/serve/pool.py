"""Workers that answer queries side by side, so that a bad query takes down a process and not us.

No SPARQL engine at hand can stop a query that runs. So each runs in a process of its own, which is
killed when the query takes too long, needs too much memory, or has lost its client; another takes
its place at once. A query that runs longer than `LONG` gets less of the processor, and never keeps
all workers: when others wait and all workers are on such queries, the oldest has to go.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opendebate.errors import OpenDebateError, QueryError
from opendebate.serve.errors import (
    Busy,
    NotAcceptable,
    ServeError,
    TooLarge,
    TooSlow,
    WorkerLost,
)

LONG = 0.25  # seconds from which on a query is no light one
LEAST = 1.0  # seconds that a long query has before it may have to make room
BAD_STARTS = 3  # workers in a row that do not start, after which the pool gives up
_LINE = 1_000_000  # bytes of a head


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may use, and how many may wait.

    Attributes
    ----------
    seconds : float
    memory : int
        Bytes of address space of a worker.
    rows, bytes : int
        Of an answer.
    waiting : int
        Queries that wait for a worker.
    workers : int
    """

    seconds: float = 10.0
    memory: int = 4_000_000_000
    rows: int = 100_000
    bytes: int = 50_000_000
    waiting: int = 64
    workers: int = field(default_factory=lambda: (os.cpu_count() or 1) + 1)


@dataclass(frozen=True, slots=True)
class Job:
    """A query.

    Attributes
    ----------
    sparql : str
    rows : str, optional
        The form of rows, or yes and no, that the client takes: ``"json"``, ``"xml"``, ``"csv"`` or
        ``"tsv"``; None for none.
    facts : str, optional
        That of facts: ``"turtle"``, ``"ntriples"`` or ``"jsonld"``.
    checked : bool
        Whether the query is one of our own; else a worker finds out first whether it is safe.
    graphs, named : tuple of str, optional
        The graphs that the request names: those that it sees together, and those by name.
    """

    sparql: str
    rows: str | None = "json"
    facts: str | None = "turtle"
    checked: bool = False
    graphs: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    Attributes
    ----------
    body : bytes
    media : str
        One of the forms that the job names.
    """

    body: bytes
    media: str


@dataclass(slots=True, eq=False)
class Worker:
    """A process of the pool.

    Attributes
    ----------
    process : asyncio.subprocess.Process
    since : float
        When its job began; 0 while it has none.
    fate : ServeError, optional
        Why it was killed, if it was.
    """

    process: asyncio.subprocess.Process
    since: float = 0.0
    fate: ServeError | None = None

    @property
    def is_long(self) -> bool:
        """Whether it is on a long query."""
        return self.since > 0 and time.monotonic() - self.since > LONG

    def kill(self, fate: ServeError) -> None:
        """Kill it, and say why."""
        self.fate = self.fate or fate
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    def yield_to_others(self) -> None:
        """Give it less of the processor."""
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, 15)


class Pool:
    """Workers on one debate; use it as ``async with Pool(...) as pool``.

    Parameters
    ----------
    place : pathlib.Path
        A file of N-Quads or a store's folder.
    known : mapping
        ``prefixes``, known to every query, and ``known``, the IRIs of the graphs there are.
    bounds : Bounds
    """

    def __init__(self, place: Path, known: Mapping[str, Any], bounds: Bounds | None = None) -> None:
        self.place, self.known, self.bounds = place, known, bounds or Bounds()
        self.idle: deque[Worker] = deque()
        self.busy: set[Worker] = set()
        self.waiting: deque[asyncio.Future[Worker]] = deque()
        self.starting: set[asyncio.Task[None]] = set()
        self.bad_starts = 0
        self.closed = False

    async def __aenter__(self) -> Pool:
        """Start the workers, and wait for the first."""
        first = [self._start_soon() for _ in range(self.bounds.workers)]
        await first[0]
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all workers, and tell those who wait."""
        self.closed = True
        for task in self.starting:
            task.cancel()
        for one in self.waiting:
            if not one.done():
                one.set_exception(Busy("The server is shutting down."))
        workers = [*self.idle, *self.busy]
        for worker in workers:
            worker.kill(Busy("The server is shutting down."))
        await asyncio.gather(*self.starting, return_exceptions=True)
        await asyncio.gather(*(worker.process.wait() for worker in workers))

    @property
    def is_healthy(self) -> bool:
        """Whether there are workers, or will be."""
        return bool(self.idle or self.busy or self.starting) and self.bad_starts < BAD_STARTS

    async def answer(self, job: Job) -> Answer:
        """Return the whole answer to a query.

        Cancelling it takes the query out of the queue, or kills its worker.

        Raises
        ------
        Busy
            If too many wait.
        TooSlow, TooLarge
            If it takes more than it may.
        NotAcceptable
            If the client takes no form that such an answer has.
        QueryError
            If it is not safe, or the engine does not take it.
        WorkerLost
            If its worker ended, twice.
        """
        for last in (False, True):
            worker = await self._worker()
            try:
                return await self._run(worker, job)
            except WorkerLost:
                if last:  # once may be somebody's kill -9; the query may ask again
                    raise
        raise AssertionError

    async def _worker(self) -> Worker:
        """Return a worker that has nothing to do, when there is one."""
        if not self.is_healthy:
            raise WorkerLost("No worker starts.", advice="The server's log tells more.")
        while self.idle:
            worker = self.idle.popleft()
            if worker.process.returncode is None:
                return worker
            self._start_soon()
        if len(self.waiting) >= self.bounds.waiting:
            raise Busy(f"{len(self.waiting)} queries wait already.", advice="Try again later.")
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self.waiting.append(turn)
        self._make_room()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._free(turn.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                self.waiting.remove(turn)

    async def _run(self, worker: Worker, job: Job) -> Answer:
        """Run a job on a worker, which afterwards is free again, or dead and replaced."""
        worker.since = time.monotonic()
        self.busy.add(worker)
        loop = asyncio.get_running_loop()
        late = loop.call_later(LONG, self._is_long, worker)
        end = loop.call_later(self.bounds.seconds, worker.kill, _slow(self.bounds.seconds))
        try:
            return await self._exchange(worker, job)
        except asyncio.CancelledError:
            worker.kill(WorkerLost("The client is gone."))
            raise
        finally:
            late.cancel()
            end.cancel()
            self.busy.discard(worker)
            was_long = worker.is_long
            worker.since = 0.0
            if worker.fate or worker.process.returncode is not None or was_long:
                worker.kill(WorkerLost("It is replaced."))  # its low priority stays with it
                self._start_soon()
            else:
                self._free(worker)

    async def _exchange(self, worker: Worker, job: Job) -> Answer:
        caps = {"most_rows": self.bounds.rows, "most_bytes": self.bounds.bytes, **self.known}
        told = {name: getattr(job, name) for name in Job.__slots__}
        try:
            head, body = await _ask(worker, json.dumps({**told, **caps}).encode() + b"\n")
        except (OSError, EOFError, ValueError) as error:
            raise await _death(worker) from error
        if head["wrong"]:
            raise _fault(head)
        return Answer(body, head["media"])

    def _is_long(self, worker: Worker) -> None:
        worker.yield_to_others()
        self._make_room()
        left = LEAST - LONG
        asyncio.get_running_loop().call_later(left, self._make_room)

    def _make_room(self) -> None:
        """Stop the oldest long query where others wait and nothing but long queries runs."""
        if not self.waiting or self.idle or self.starting:
            return
        if self.busy and all(worker.is_long for worker in self.busy):
            oldest = min(self.busy, key=lambda worker: worker.since)
            if time.monotonic() - oldest.since > LEAST and oldest.fate is None:
                oldest.kill(
                    Busy("The query ran long, and others waited.", advice="Try again later.")
                )

    def _free(self, worker: Worker) -> None:
        """Give a worker to who waits longest, or let it rest."""
        while self.waiting:
            turn = self.waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self.idle.append(worker)

    def _start_soon(self) -> asyncio.Task[None]:
        task = asyncio.create_task(self._start())
        self.starting.add(task)
        task.add_done_callback(self.starting.discard)
        return task

    async def _start(self) -> None:
        """Start a worker; after several that do not start, give up and tell those who wait."""
        while not self.closed and self.bad_starts < BAD_STARTS:
            worker = Worker(await _process(self.place, self.bounds.memory))
            try:
                await _read(worker.process)
            except (OSError, EOFError, ValueError):
                self.bad_starts += 1
                worker.kill(WorkerLost("It did not start."))
                await worker.process.wait()
                continue
            except asyncio.CancelledError:
                worker.kill(WorkerLost("The server is shutting down."))
                await worker.process.wait()
                raise
            self.bad_starts = 0
            self._free(worker)
            return
        for turn in self.waiting:
            if not turn.done():
                turn.set_exception(WorkerLost("No worker starts."))


def _fault(head: Mapping[str, Any]) -> OpenDebateError:
    """Return the error that a worker tells."""
    if head["wrong"] == "media":
        return NotAcceptable("The answer has no form that the client takes.")
    if head["wrong"] == "large":
        return TooLarge(head["what"], advice="Add a LIMIT, or narrow the query.")
    return QueryError(head["what"], where=head.get("where"), advice=head.get("advice"))


def _slow(seconds: float) -> TooSlow:
    return TooSlow(
        f"The query has no answer within {seconds:g} s.", advice="Add a LIMIT, or narrow it."
    )


async def _process(place: Path, memory: int) -> asyncio.subprocess.Process:
    kept = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "VIRTUAL_ENV", "TMPDIR")
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "opendebate.serve.worker", str(place), str(memory),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LINE,
        env={name: os.environ[name] for name in kept if name in os.environ},
        start_new_session=True,
    )  # fmt: skip


async def _ask(worker: Worker, line: bytes) -> tuple[dict[str, Any], bytes]:
    pipe = worker.process.stdin
    assert pipe is not None
    pipe.write(line)
    await pipe.drain()
    return await _read(worker.process)


async def _read(process: asyncio.subprocess.Process) -> tuple[dict[str, Any], bytes]:
    """Read a head and what follows it."""
    pipe = process.stdout
    assert pipe is not None
    line = await pipe.readline()
    if not line:
        raise EOFError
    head: dict[str, Any] = json.loads(line)
    return head, await pipe.readexactly(head["length"])


async def _death(worker: Worker) -> ServeError:
    """Return why a worker ended in the middle of a job."""
    status = await worker.process.wait()
    if worker.fate:
        return worker.fate
    if status in {-signal.SIGABRT, -signal.SIGSEGV, 101, 1}:
        return TooLarge("The query needs too much memory.", advice="Narrow it.")
    return WorkerLost("The query's worker ended.", advice="Try again.")
