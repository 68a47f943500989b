"""Work in threads: pages and dumps, each made once and kept, with bounds on all of it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from opendebate.serve.errors import Busy
from opendebate.serve.fair_queue import Turns, Used

T = TypeVar("T")
THREADS = 2
WAITING = 64
EACH = 8  # pieces of work of one client
MOST_KEPT = 64_000_000  # bytes
_CLOSING = "The server is shutting down."


class Rendering:
    """Does work in threads: so much at once, and each client gets its share.

    The threads are no hindrance to the end of the process.
    """

    def __init__(self) -> None:
        self.turns = Turns("pages", lambda _: self.turns.in_work < THREADS, Used(),
                           waiting=WAITING, each=EACH)  # fmt: skip
        self.kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self.size = 0
        self.making: dict[Hashable, asyncio.Task[bytes]] = {}
        self.wanted: Counter[Hashable] = Counter()
        self.running: set[asyncio.Future[Any]] = set()

    async def page(self, key: Hashable, client: str, make: Callable[[], bytes]) -> bytes:
        """Return what is made under a key: kept, being made for somebody else, or made now.

        Work that nobody waits for any longer is not begun.
        """
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        if key not in self.making:
            self.making[key] = asyncio.create_task(self._make(key, client, make))
        task = self.making[key]
        self.wanted[key] += 1
        try:
            return await asyncio.shield(task)
        finally:
            self.wanted[key] -= 1
            if not self.wanted[key]:
                del self.wanted[key]
                task.cancel()
                self.making.pop(key, None)

    async def do(self, client: str, work: Callable[[], T]) -> T:
        """Return what work gives, done in a thread when its turn comes."""
        await self.turns.enter(client)
        result = _in_thread(work)
        self.running.add(result)

        def over(_: object) -> None:
            self.running.discard(result)

        result.add_done_callback(over)
        ended: asyncio.Future[None] = asyncio.ensure_future(_settled(result))
        ended.add_done_callback(lambda _: self.turns.leave(client))
        return await asyncio.shield(result)

    def close(self) -> None:
        """Tell all who wait that the server ends; what threads still do is nobody's any more."""
        self.turns.refuse_all(_CLOSING)
        for result in list(self.running):
            if not result.done():
                result.set_exception(Busy(_CLOSING))

    async def _make(self, key: Hashable, client: str, make: Callable[[], bytes]) -> bytes:
        made = await self.do(client, make)
        self.making.pop(key, None)
        if len(made) <= MOST_KEPT // 4:
            self.kept[key] = made
            self.size += len(made)
        while self.size > MOST_KEPT:
            self.size -= len(self.kept.popitem(last=False)[1])
        return made


async def _settled(result: asyncio.Future[Any]) -> None:
    with contextlib.suppress(Exception):
        await result


def _in_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    """Return the future of work that a thread does, which ends with the process at the latest."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def give(value: T) -> None:
        if not result.done():
            result.set_result(value)

    def fail(error: BaseException) -> None:
        if not result.done():
            result.set_exception(error)

    def run() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            try:
                value = work()
            except Exception as error:  # noqa: BLE001 - it is told to who waits
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(give, value)

    threading.Thread(target=run, daemon=True).start()
    return result
