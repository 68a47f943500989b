"""Rendering pages and dumps in threads, each once, with a cache and limits."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from opendebate.serve.errors import Busy
from opendebate.serve.fair_queue import FairQueue, RecentUse

T = TypeVar("T")
THREADS = 2
WAITING = 64
PER_CLIENT = 8  # pieces of work of one client
MAX_CACHED = 64_000_000  # bytes
_CLOSING = "The server is shutting down."


class Rendering:
    """Runs work in threads, with a limit, and gives each client its share.

    The threads do not keep the process from ending.
    """

    def __init__(self) -> None:
        self.queue = FairQueue("pages", lambda _: self.queue.in_work < THREADS, RecentUse(),
                           max_waiting=WAITING, per_client=PER_CLIENT)  # fmt: skip
        self.cache: OrderedDict[Hashable, bytes] = OrderedDict()
        self.size = 0
        self.making: dict[Hashable, asyncio.Task[bytes]] = {}
        self.waiting: Counter[Hashable] = Counter()
        self.running: set[asyncio.Future[Any]] = set()

    async def page(self, key: Hashable, client: str, make: Callable[[], bytes]) -> bytes:
        """Return the page with a key: from the cache, from a running task, or made now.

        If all who waited for a page have left, its rendering does not begin.
        """
        if key in self.cache:
            self.cache.move_to_end(key)
            return self.cache[key]
        if key not in self.making:
            self.making[key] = asyncio.create_task(self._make(key, client, make))
        task = self.making[key]
        self.waiting[key] += 1
        try:
            return await asyncio.shield(task)
        finally:
            self.waiting[key] -= 1
            if not self.waiting[key]:
                del self.waiting[key]
                task.cancel()
                self.making.pop(key, None)

    async def do(self, client: str, work: Callable[[], T]) -> T:
        """Run work in a thread when the queue lets it begin, and return its result."""
        await self.queue.enter(client)
        result = _in_thread(work)
        self.running.add(result)

        def forget(_: object) -> None:
            self.running.discard(result)

        result.add_done_callback(forget)
        ended: asyncio.Future[None] = asyncio.ensure_future(_settled(result))
        ended.add_done_callback(lambda _: self.queue.leave(client))
        return await asyncio.shield(result)

    def close(self) -> None:
        """Refuse all who wait, because the server ends; results of running threads are dropped."""
        self.queue.refuse_all(_CLOSING)
        for result in list(self.running):
            if not result.done():
                result.set_exception(Busy(_CLOSING))

    async def _make(self, key: Hashable, client: str, make: Callable[[], bytes]) -> bytes:
        page = await self.do(client, make)
        self.making.pop(key, None)
        if len(page) <= MAX_CACHED // 4:
            self.cache[key] = page
            self.size += len(page)
        while self.size > MAX_CACHED:
            self.size -= len(self.cache.popitem(last=False)[1])
        return page


async def _settled(result: asyncio.Future[Any]) -> None:
    with contextlib.suppress(Exception):
        await result


def _in_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    """Run work in a thread that ends with the process at the latest; return its future."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def succeed(value: T) -> None:
        if not result.done():
            result.set_result(value)

    def fail(error: BaseException) -> None:
        if not result.done():
            result.set_exception(error)

    def run() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            try:
                value = work()
            except Exception as error:  # noqa: BLE001 - it is passed to whoever waits
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(succeed, value)

    threading.Thread(target=run, daemon=True).start()
    return result
