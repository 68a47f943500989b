"""Queries side by side, so that a bad query takes down a process and keeps nobody else waiting.

No SPARQL engine at hand can stop a query that runs. So each runs in a process of its own, which is
killed when the query takes too long, needs too much memory, or has lost its client.

Every query begins in the light lane. What has no answer after `LONG` seconds goes over to the long
one, which never has more than half of the workers: if there is room, the query runs on, with less
of the processor; if not, it is stopped and waits there. A query that is like one that ran long goes
there at once. The next turn is of the client that has least in work and has used least.
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
from opendebate.serve.errors import (
    Busy,
    TooSlow,
    WorkerLost,
)
from opendebate.serve.fair_queue import Elsewhere, Turns, Used
from opendebate.serve.jobs import LONG, Answer, Bounds, Job
from opendebate.serve.running_queries import Kinds, Run, Told, fault, has_ended, is_light, kind_of
from opendebate.serve.supervisor import Crew

LEAST = 1.0  # seconds that a long query has before it may have to make room
TRIES = 4  # of a query whose worker is lost
READING = 5.0  # seconds in which a reader has to be through with a query


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
        self.known, self.bounds = known, bounds or Bounds()
        n, waiting, each = max(2, self.bounds.workers), self.bounds.waiting, self.bounds.each
        self.most_long = max(1, n // 2)
        self.places = n
        # One more than can be at work: who is stopped is replaced, and meanwhile nobody waits.
        self.engines = Crew("engine", place, self.bounds.memory, n + 1)
        self.readers = Crew("reader", place, self.bounds.memory, 1)
        self.used = Used()
        self.light = Turns("queries", self._may_begin, self.used, waiting=waiting, each=each)
        self.long = Turns("long queries", lambda _: self.long.in_work < self.most_long, self.used,
                          waiting=max(1, waiting // 4), each=self.bounds.each_long)  # fmt: skip
        self.reading = Turns("queries", lambda _: not self.reading.in_work, self.used,
                             waiting=waiting, each=each)  # fmt: skip
        self.runs: set[Run] = set()
        self.long_kinds = Kinds()
        self.is_closed = False

    async def __aenter__(self) -> Pool:
        """Start the workers, and wait for the first."""
        await asyncio.gather(self.engines.start(), self.readers.start())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all workers, and tell those who wait."""
        self.close()
        await asyncio.gather(self.engines.end(), self.readers.end())

    def close(self) -> None:
        """Tell all who wait or have a query at work that the server ends."""
        self.is_closed = True
        told = "The server is shutting down."
        for turns in (self.light, self.long, self.reading):
            turns.refuse_all(told)
        for run in self.runs:
            run.worker.kill(Busy(told))

    @property
    def trouble(self) -> str:
        """Why no query can be answered now; empty if they can."""
        crews = (self.engines, self.readers)
        return next((one.reason or "it starts" for one in crews if not one.alive), "")

    async def answer(self, job: Job, client: str = "") -> Answer:
        """Return the complete answer to a query.

        Cancelling it takes the query out of its lane, or kills its worker.

        The client is the address that asks.

        Raises
        ------
        Busy
            If too many wait; Crowded, if too many of this client do.
        TooSlow, TooLarge, Unwritable
            If it takes more than it may, or has a form that cannot hold it.
        NotAcceptable
            If the client takes no form that such an answer has.
        QueryError
            If it is not safe, or the engine does not take it.
        WorkerLost
            If its worker ended, again and again.
        """
        if self.is_closed:
            raise Busy("The server is shutting down.")
        if not job.checked and not is_plainly_safe(job.sparql):
            head = await self._read(job, client)
            job = replace(job, sparql=head["sparql"], union=head["union"], checked=True)
        head, body = await self._tried(job, client)
        if head["wrong"] == "syntax" and not job.checked:
            await self._read(job, client)  # it tells better what is wrong
        if head["wrong"]:
            raise fault(head)
        return Answer(body, head["media"])

    async def _tried(self, job: Job, client: str) -> Told:
        """Return what an engine tells; where one is lost, by a kill -9 perhaps, ask again."""
        for _ in range(TRIES - 1):
            with contextlib.suppress(WorkerLost):
                return await self._run(job, client)
        return await self._run(job, client)

    async def _read(self, job: Job, client: str) -> dict[str, Any]:
        """Return what a reader makes of a query, or tell why it is not safe."""
        await self.reading.enter(client)
        try:
            asked = {"sparql": job.sparql, "known": self.known["known"]}
            async with self._at_work(self.readers, asked, client) as run:
                if not await has_ended(run, READING):
                    run.is_long = True
                    raise TooSlow(f"The query is not read within {READING:g} s.",
                                  advice="Make it shorter.")  # fmt: skip
                head, _ = run.work.result()
                run.is_long = run.seconds > LONG
        finally:
            self.reading.leave(client)
        if head["wrong"]:
            raise fault(head)
        return head

    async def _run(self, job: Job, client: str) -> Told:
        """Return what an engine tells, from the one lane or the other."""
        caps = {"most_rows": self.bounds.rows, "most_bytes": self.bounds.bytes}
        fields = {name: getattr(job, name) for name in Job.__slots__}
        asked = {**fields, **caps, "prefixes": self.known["prefixes"]}
        kind = kind_of(job.sparql)
        if kind not in self.long_kinds and (told := await self._run_light(asked, kind, client)):
            return told
        return await self._run_long(asked, kind, client)

    async def _run_light(self, asked: dict[str, Any], kind: bytes, client: str) -> Told | None:
        """Return what an engine tells, or None where a query has to wait in the long lane."""
        try:
            await self.light.enter(client, kind)
        except Elsewhere:  # another of its kind ran long while it waited
            return None
        lane = self.light
        try:
            async with self._at_work(self.engines, asked, client) as run:
                if await is_light(run):
                    return run.work.result()
                if run.worker.is_down:
                    raise WorkerLost("The query's worker was stopped.", advice="Try again.")
                self.long_kinds.add(kind)
                self.light.dismiss(kind)
                if not self.long.enter_now(client):
                    return None
                lane.leave(client)
                lane = self.long
                return await self._rest(run)
        finally:
            lane.leave(client)

    async def _run_long(self, asked: dict[str, Any], kind: bytes, client: str) -> Told:
        """Return what an engine tells of a query that waits for its turn in the long lane."""
        seconds = self.bounds.seconds
        waiting = asyncio.create_task(self._make_room(client))
        try:
            async with asyncio.timeout(seconds):
                await self.long.enter(client)
        except TimeoutError as error:
            waited = f"The query waited {seconds:g} s for its turn behind other long ones."
            raise Busy(waited, advice="Try again later.") from error
        finally:
            waiting.cancel()
        try:
            async with self._at_work(self.engines, asked, client) as run:
                if await is_light(run):
                    self.long_kinds.discard(kind)
                    return run.work.result()
                return await self._rest(run)
        finally:
            self.long.leave(client)

    async def _rest(self, run: Run) -> Told:
        """Return what an engine tells of a long query, within its time."""
        run.worker.slow_down()
        if await has_ended(run, self.bounds.seconds - run.seconds):
            return run.work.result()
        if run.worker.is_down:
            raise WorkerLost("The query's worker was stopped.", advice="Try again.")
        told = f"The query has no answer within {self.bounds.seconds:g} s."
        raise TooSlow(told, advice="Add a LIMIT, or narrow it.")

    @contextlib.asynccontextmanager
    async def _at_work(self, crew: Crew, asked: dict[str, Any], client: str) -> AsyncIterator[Run]:
        """Put a worker on a job; afterwards it is free again, or dead."""
        worker = await crew.take()
        run = Run(client, worker, asyncio.create_task(worker.ask(asked)), time.monotonic())
        self.runs.add(run)
        try:
            yield run
        finally:
            self.runs.discard(run)
            if run.is_long:
                self.used.add(client, run.seconds)
            if not run.work.done():
                worker.kill(WorkerLost("The query is given up."))
                run.work.cancel()
            await asyncio.wait({run.work})
            if not run.work.cancelled() and run.work.exception() is None:
                crew.give(worker)

    def _may_begin(self, client: str) -> bool:
        """Tell whether a light query may begin; who has used much leaves a worker to others."""
        free = self.places - self.long.in_work - self.light.in_work
        spare = self.used[client] > LONG and self.places - self.most_long > 1
        return free > spare

    async def _make_room(self, client: str) -> None:
        """While a client waits, end the long query of one that has used much more."""
        while True:
            await asyncio.sleep(LEAST / 2)
            runs = [one for one in self.runs if one.worker.is_slow and one.seconds > LEAST]
            most = max(runs, key=lambda one: self.used[one.client] + one.seconds, default=None)
            if most is None or most.client == client:
                continue
            more = self.used[most.client] + most.seconds - self.used[client]
            if more > self.bounds.seconds:
                told = "The query ran long, and others waited who had asked for less."
                most.worker.kill(Busy(told, advice="Try again later."))
