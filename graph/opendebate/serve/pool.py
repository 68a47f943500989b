"""Queries in processes side by side, so that a bad query stops no other.

No SPARQL engine for Python can stop a running query. So each runs in a process of its own, which is
killed when the query takes too long, needs too much memory, or has lost its client.

Every query begins in the light queue. After `LONG_QUERY` seconds it moves to the long queue, which
never has more than half of the workers: if there is room, the query runs on with lower priority;
if not, it is stopped and waits there. A query that is like one that ran long goes there at once.
The next client is the one with the least work running and the least time used.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from opendebate.engines.safety import is_plainly_safe
from opendebate.serve.bounds import LONG_QUERY, Bounds
from opendebate.serve.errors import Busy, TooSlow, WorkerLost
from opendebate.serve.fair_queue import FairQueue, RecentUse, WrongQueue
from opendebate.serve.jobs import Answer, Job
from opendebate.serve.running_queries import (
    LongFingerprints,
    Reply,
    Run,
    error_in,
    fingerprint,
    has_ended,
    is_light,
)
from opendebate.serve.supervisor import Supervisor

GUARANTEED = 1.0  # seconds that a long query may run before it may be stopped for others
TRIES = 4  # of a query if its worker is lost
READING = 5.0  # seconds that a reader may take for a query


class Pool:
    """Workers on one debate; use it as ``async with Pool(...) as pool``.

    Parameters
    ----------
    path : pathlib.Path
        A file of N-Quads or a store's folder.
    dataset_context : mapping
        ``prefixes``, which every query may use, and ``graph_iris``, the IRIs of all graphs.
    bounds : Bounds
    """

    def __init__(
        self, path: Path, dataset_context: Mapping[str, Any], bounds: Bounds | None = None
    ) -> None:
        self.dataset_context, self.bounds = dataset_context, bounds or Bounds()
        n, waiting = max(2, self.bounds.workers), self.bounds.waiting
        self.max_long = max(1, n // 2)
        self.max_running = n
        # One more than may run at once: while a stopped one is replaced, nobody waits.
        self.engines = Supervisor("engine", path, self.bounds.memory, n + 1)
        self.readers = Supervisor("reader", path, self.bounds.memory, 1)
        self.recent_use = RecentUse()
        per_client, use = self.bounds.per_client, self.recent_use
        self.light = FairQueue("queries", self._may_begin, use,
                               max_waiting=waiting, per_client=per_client)  # fmt: skip
        self.long = FairQueue("long queries", lambda _: self.long.in_work < self.max_long, use,
                              max_waiting=max(1, waiting // 4),
                              per_client=self.bounds.long_per_client)  # fmt: skip
        self.reading = FairQueue("queries", lambda _: not self.reading.in_work, use,
                                 max_waiting=waiting, per_client=per_client)  # fmt: skip
        self.runs: set[Run] = set()
        self.long_fingerprints = LongFingerprints()
        self.is_closed = False

    async def __aenter__(self) -> Pool:
        """Start the workers, and wait for the first."""
        await asyncio.gather(self.engines.start(), self.readers.start())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all workers, and refuse those who wait."""
        self.close()
        await asyncio.gather(self.engines.end(), self.readers.end())

    def close(self) -> None:
        """Refuse all queries that wait or run, because the server ends."""
        self.is_closed = True
        message = "The server is shutting down."
        for queue in (self.light, self.long, self.reading):
            queue.refuse_all(message)
        for run in self.runs:
            run.worker.kill(Busy(message))

    @property
    def trouble(self) -> str:
        """Why no query can be answered now; empty if queries can be answered."""
        supervisors = (self.engines, self.readers)
        return next(
            (
                supervisor.reason or "it starts"
                for supervisor in supervisors
                if not supervisor.alive
            ),
            "",
        )

    async def answer(self, job: Job, client: str = "") -> Answer:
        """Return the complete answer to a query.

        Cancelling it takes the query out of its queue, or kills its worker.

        The client is the address that sent the query.

        Raises
        ------
        Busy
            If too many wait; TooManyOfClient, if this client has too many.
        TooSlow, TooLarge, Unwritable
            If it exceeds its limits, or the form cannot represent the answer.
        NotAcceptable
            If the client accepts no form of such an answer.
        QueryError
            If it is not safe, or the engine rejects it.
        WorkerLost
            If its worker ended at each try.
        """
        if self.is_closed:
            raise Busy("The server is shutting down.")
        if not job.checked and not is_plainly_safe(job.sparql):
            head = await self._read(job, client)
            job = replace(job, sparql=head["sparql"], union=head["union"], checked=True)
        head, body = await self._run_with_retries(job, client)
        if head["wrong"] == "syntax" and not job.checked:
            await self._read(job, client)  # its message is better
        if head["wrong"]:
            raise error_in(head)
        return Answer(body, head["media"])

    async def _run_with_retries(self, job: Job, client: str) -> Reply:
        """Return an engine's reply; if the worker is lost (by kill -9, say), try again."""
        for _ in range(TRIES - 1):
            with contextlib.suppress(WorkerLost):
                return await self._run(job, client)
        return await self._run(job, client)

    async def _read(self, job: Job, client: str) -> dict[str, Any]:
        """Return the query as a reader rewrites it; raise an error if it is not safe."""
        await self.reading.enter(client)
        try:
            request = {"sparql": job.sparql, "graph_iris": self.dataset_context["graph_iris"]}
            async with self._at_work(self.readers, request, client) as run:
                if not await has_ended(run, READING):
                    run.is_long = True
                    raise TooSlow(f"The query was not parsed within {READING:g} s.",
                                  advice="Make it shorter.")  # fmt: skip
                head, _ = run.work.result()
                run.is_long = run.seconds > LONG_QUERY
        finally:
            self.reading.leave(client)
        if head["wrong"]:
            raise error_in(head)
        return head

    async def _run(self, job: Job, client: str) -> Reply:
        """Return an engine's reply, from the light or the long queue."""
        caps = {"most_rows": self.bounds.rows, "most_bytes": self.bounds.bytes}
        fields = {name: getattr(job, name) for name in Job.__slots__}
        request = {**fields, **caps, "prefixes": self.dataset_context["prefixes"]}
        shape = fingerprint(job.sparql)
        if shape not in self.long_fingerprints and (
            reply := await self._run_light(request, shape, client)
        ):
            return reply
        return await self._run_long(request, shape, client)

    async def _run_light(self, request: dict[str, Any], shape: bytes, client: str) -> Reply | None:
        """Return an engine's reply, or None if the query has to wait in the long queue."""
        try:
            await self.light.enter(client, shape)
        except WrongQueue:  # a query like it ran long while it waited
            return None
        lane = self.light
        try:
            async with self._at_work(self.engines, request, client) as run:
                if await is_light(run):
                    return run.work.result()
                if run.worker.is_down:
                    raise WorkerLost("The query's worker was stopped.", advice="Try again.")
                self.long_fingerprints.add(shape)
                self.light.dismiss(shape)
                if not self.long.enter_now(client):
                    return None
                lane.leave(client)
                lane = self.long
                return await self._finish_long(run)
        finally:
            lane.leave(client)

    async def _run_long(self, request: dict[str, Any], shape: bytes, client: str) -> Reply:
        """Return an engine's reply to a query from the long queue."""
        seconds = self.bounds.seconds
        waiting = asyncio.create_task(self._make_room(client))
        try:
            async with asyncio.timeout(seconds):
                await self.long.enter(client)
        except TimeoutError as error:
            waited = f"The query waited {seconds:g} s behind other long ones."
            raise Busy(waited, advice="Try again later.") from error
        finally:
            waiting.cancel()
        try:
            async with self._at_work(self.engines, request, client) as run:
                if await is_light(run):
                    self.long_fingerprints.discard(shape)
                    return run.work.result()
                return await self._finish_long(run)
        finally:
            self.long.leave(client)

    async def _finish_long(self, run: Run) -> Reply:
        """Return an engine's reply to a long query, within the time limit."""
        run.worker.slow_down()
        if await has_ended(run, self.bounds.seconds - run.seconds):
            return run.work.result()
        if run.worker.is_down:
            raise WorkerLost("The query's worker was stopped.", advice="Try again.")
        message = f"The query has no answer within {self.bounds.seconds:g} s."
        raise TooSlow(message, advice="Add a LIMIT, or narrow it.")

    @contextlib.asynccontextmanager
    async def _at_work(
        self, supervisor: Supervisor, request: dict[str, Any], client: str
    ) -> AsyncIterator[Run]:
        """Give a worker a job; afterwards the worker is free again, or dead."""
        worker = await supervisor.take()
        run = Run(client, worker, asyncio.create_task(worker.ask(request)), time.monotonic())
        self.runs.add(run)
        try:
            yield run
        finally:
            self.runs.discard(run)
            if run.is_long:
                self.recent_use.add(client, run.seconds)
            if not run.work.done():
                worker.kill(WorkerLost("The query was abandoned."))
                run.work.cancel()
            await asyncio.wait({run.work})
            if not run.work.cancelled() and run.work.exception() is None:
                supervisor.give(worker)

    def _may_begin(self, client: str) -> bool:
        """Return whether a light query may begin; heavy users leave a worker for others."""
        free = self.max_running - self.long.in_work - self.light.in_work
        spare = self.recent_use[client] > LONG_QUERY and self.max_running - self.max_long > 1
        return free > spare

    async def _make_room(self, client: str) -> None:
        """While a client waits, end the long query of a client that used much more."""
        while True:
            await asyncio.sleep(GUARANTEED / 2)
            runs = [run for run in self.runs if run.worker.is_slow and run.seconds > GUARANTEED]
            heaviest = max(
                runs, key=lambda run: self.recent_use[run.client] + run.seconds, default=None
            )
            if heaviest is None or heaviest.client == client:
                continue
            excess = self.recent_use[heaviest.client] + heaviest.seconds - self.recent_use[client]
            if excess > self.bounds.seconds:
                message = "The query ran long, and clients that had used less were waiting."
                heaviest.worker.kill(Busy(message, advice="Try again later."))
