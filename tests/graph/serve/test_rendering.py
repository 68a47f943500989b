"""Work in threads: each page once, so much at a time, and nothing for those who have left."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable

import pytest

from opendebate.serve import rendering
from opendebate.serve.errors import Busy, TooManyOfClient
from opendebate.serve.rendering import Rendering


class Slow:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = threading.Event()

    def on(self, name: str) -> Callable[[], bytes]:
        def work() -> bytes:
            self.begun.append(name)
            self.go.wait(30)
            return name.encode()

        return work


async def until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0)


def test_a_page_is_made_once_however_many_ask_and_kept() -> None:
    async def work() -> None:
        made, slow = Rendering(), Slow()
        asking = [asyncio.create_task(made.page("p", f"c{n}", slow.on("p"))) for n in range(40)]
        await until(lambda: bool(slow.begun))
        slow.go.set()
        assert await asyncio.gather(*asking) == [b"p"] * 40
        assert await made.page("p", "later", slow.on("again")) == b"p"
        assert slow.begun == ["p"]

    asyncio.run(work())


def test_work_that_nobody_waits_for_is_not_begun() -> None:
    async def work() -> None:
        made, slow = Rendering(), Slow()
        asking = [asyncio.create_task(made.page(n, f"c{n}", slow.on(str(n)))) for n in range(40)]
        await until(lambda: len(slow.begun) == rendering.THREADS)
        for one in asking:
            one.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        slow.go.set()
        assert await made.page("other", "other", slow.on("other")) == b"other"
        assert len(slow.begun) == rendering.THREADS + 1
        assert not made.making

    asyncio.run(work())


def test_a_client_has_its_share_and_others_are_served() -> None:
    async def work() -> None:
        made, slow = Rendering(), Slow()
        greedy = [
            asyncio.create_task(made.page(n, "greedy", slow.on(f"g{n}")))
            for n in range(rendering.PER_CLIENT)
        ]
        await until(lambda: len(slow.begun) == rendering.THREADS)
        with pytest.raises(TooManyOfClient):
            await made.page("more", "greedy", slow.on("more"))
        other = asyncio.create_task(made.page("other", "other", slow.on("other")))
        slow.go.set()
        await other
        assert "other" in slow.begun[: rendering.THREADS * 2]
        await asyncio.gather(*greedy)

    asyncio.run(work())


def test_at_the_end_all_who_wait_are_told_and_threads_hold_nobody_up() -> None:
    slow = Slow()

    async def work() -> None:
        made = Rendering()
        asking = [asyncio.create_task(made.page(n, f"c{n}", slow.on(str(n)))) for n in range(5)]
        await until(lambda: len(slow.begun) == rendering.THREADS)
        made.close()
        found = await asyncio.gather(*asking, return_exceptions=True)
        assert all(isinstance(one, Busy) for one in found)

    asyncio.run(work())
    assert all(one.daemon for one in threading.enumerate() if one is not threading.main_thread()
               and not one.name.startswith("pytest"))  # fmt: skip
    slow.go.set()


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MAX_CACHED", 100)

    async def work() -> None:
        made = Rendering()
        for n in range(10):
            await made.page(n, "c", lambda: b"x" * 20)
        await made.page("large", "c", lambda: b"x" * 90)
        assert sum(map(len, made.cache.values())) <= 100
        assert "large" not in made.cache
        assert 9 in made.cache

    asyncio.run(work())


def test_a_fault_is_told_to_all_who_ask_and_not_kept() -> None:
    async def work() -> None:
        made = Rendering()

        def wrong() -> bytes:
            raise Busy("Not now.")

        for _ in range(2):
            with pytest.raises(Busy, match="Not now"):
                await made.page("p", "c", wrong)
        assert await made.page("p", "c", lambda: b"fine") == b"fine"
        with contextlib.suppress(Busy):
            await made.do("c", wrong)

    asyncio.run(work())
