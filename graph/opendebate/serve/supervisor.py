"""A group of worker processes, each of which is replaced when it ends."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from opendebate.serve.errors import Busy, ServeError, WorkerLost
from opendebate.serve.worker_process import Worker, log_event, start_worker

START = 60.0  # seconds in which a worker must be ready
PAUSES = (0.0, 0.05, 30.0)  # seconds before the first, the second and (at most) any later try
_DOUBLINGS = 10  # after so many, the pause is the longest


def pause_after(failures: int) -> float:
    """Return the seconds before the next try, after some failures in a row.

    Examples
    --------
    >>> [pause_after(failures) for failures in (0, 1, 2, 3, 100_000)]
    [0.0, 0.05, 0.1, 0.2, 30.0]
    """
    if not failures:
        return PAUSES[0]
    return min(PAUSES[1] * 2.0 ** min(failures - 1, _DOUBLINGS), PAUSES[2])


def _why_not_ready(worker: Worker, error: Exception) -> str:
    """Return why a worker that wrote nothing on stderr did not start."""
    if isinstance(error, TimeoutError):
        return f"It was not ready within {START:g} s."
    return f"Its process ended before it was ready (exit status {worker.process.returncode})."


@dataclass(eq=False)
class Supervisor:
    """Keeps a number of worker processes of a role running.

    Attributes
    ----------
    role : str
        ``"engine"`` or ``"reader"``.
    path : pathlib.Path
        The dataset that the engines open.
    memory : int
        Bytes that each may use.
    size : int
    reason : str
        Why the last worker did not start; empty once it has.
    """

    role: str
    path: Path
    memory: int
    size: int
    reason: str = ""
    idle: deque[Worker] = field(default_factory=deque)
    alive: set[Worker] = field(default_factory=set)
    _waiting: deque[asyncio.Future[Worker]] = field(default_factory=deque)
    _supervising: list[asyncio.Task[None]] = field(default_factory=list)
    _first: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        """Start all, and wait until one is ready or could not be started."""
        self._supervising = [asyncio.create_task(self._supervise()) for _ in range(self.size)]
        await self._first.wait()

    async def end(self) -> None:
        """End all, and refuse those who wait."""
        closing = Busy("The server is shutting down.")
        workers = list(self.alive)
        for task in self._supervising:
            task.cancel()
        for worker in workers:
            worker.kill(closing)
        self._refuse(closing)
        await asyncio.gather(*self._supervising, return_exceptions=True)
        await asyncio.gather(*(worker.process.wait() for worker in workers))

    async def take(self) -> Worker:
        """Wait for an idle worker, and return it.

        Raises
        ------
        WorkerLost
            If there is none, and the last try to start one has failed.
        """
        while self.idle:
            worker = self.idle.popleft()
            if worker.has_ended:
                continue
            if not worker.is_down:
                return worker
            worker.kill(WorkerLost("It was stopped."))
        if self.reason and not self.alive:
            raise self._lost()
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and not turn.exception():
                self.give(turn.result())
            raise

    def give(self, worker: Worker) -> None:
        """Take back an idle worker; one of low priority is replaced."""
        if worker.has_ended or worker.fate:
            return
        if worker.is_slow:
            worker.kill(WorkerLost("It is replaced."))
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self.idle.append(worker)

    async def _supervise(self) -> None:
        """Keep a process running: start it, wait for its end, and start the next."""
        failures = 0
        while True:
            worker = await self._start_worker()
            if worker is not None:
                await self._offer(worker)
            was_ours = worker is not None and (worker.fate is not None or worker.has_answered)
            failures = 0 if was_ours else failures + 1
            pause = pause_after(failures)
            if failures > 1 or worker is None:
                reason = self.reason or (worker and worker.last_words) or "It ended."
                log_event("a worker does not run", role=self.role, reason=reason, next_try_in=pause)
            await asyncio.sleep(pause)

    async def _offer(self, worker: Worker) -> None:
        """Offer a worker until its process is over."""
        self.reason = ""
        self.alive.add(worker)
        self._first.set()
        self.give(worker)
        try:
            await worker.process.wait()
        finally:
            self.alive.discard(worker)
            with contextlib.suppress(ValueError):
                self.idle.remove(worker)

    async def _start_worker(self) -> Worker | None:
        """Return a new worker that is ready; or None, after setting `reason`."""
        worker = None
        try:
            worker = await start_worker(self.role, self.path, self.memory)
            async with asyncio.timeout(START):
                await worker.read()
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            if worker is None:
                self.reason = f"No process can be started: {error}."
            else:
                worker.kill(WorkerLost("It did not start."))
                await worker.process.wait()
                if worker.listening:
                    await worker.listening
                self.reason = worker.last_words or _why_not_ready(worker, error)
            self._first.set()
            if not self.alive:
                self._refuse(self._lost())
            return None
        except asyncio.CancelledError:
            if worker is not None:
                worker.kill(Busy("The server is shutting down."))
                await worker.process.wait()
            raise
        return worker

    def _lost(self) -> WorkerLost:
        return WorkerLost(
            f"No worker runs: {self.reason}", advice="The server tries again; its log says more."
        )

    def _refuse(self, error: ServeError) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_exception(error)
