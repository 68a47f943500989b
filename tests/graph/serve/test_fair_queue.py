"""Queues: the next turn is of the client that has least in work and has used least."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

import pytest

from opendebate.serve.errors import Busy, TooManyOfClient
from opendebate.serve.fair_queue import FairQueue, RecentUse


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class Hall:
    """A queue before so many places, and the order in which turns were given."""

    def __init__(self, places: int = 1, waiting: int = 10, each: int = 10) -> None:
        self.used, self.order = RecentUse(), list[str]()
        self.turns = FairQueue("queries", lambda _: self.turns.in_work < places, self.used,
                           max_waiting=waiting, per_client=each)  # fmt: skip

    async def come(self, client: str) -> None:
        await self.turns.enter(client)
        self.order.append(client)

    async def all_come(self, clients: str) -> list[asyncio.Task[None]]:
        tasks = []
        for client in clients:
            tasks.append(asyncio.create_task(self.come(client)))
            await settle()
        return tasks


def run(work: Coroutine[object, object, None]) -> None:
    asyncio.run(work)


def test_a_client_with_much_in_the_queue_does_not_keep_others_waiting() -> None:
    async def work() -> None:
        hall = Hall(places=2)
        await hall.all_come("aaaaab")
        assert hall.order == list("aa")
        hall.turns.leave("a")
        await settle()
        assert hall.order == list("aab")

    run(work())


def test_who_has_used_less_is_first_and_who_came_first_where_both_have_used_as_much() -> None:
    async def work() -> None:
        hall = Hall()
        hall.used.add("g", 5)
        await hall.all_come("xgghn")
        for client in "xhngg":
            hall.turns.leave(client)
            await settle()
        assert hall.order == list("xhngg")

    run(work())


def test_a_client_has_so_many_and_a_full_queue_takes_only_who_has_used_less() -> None:
    async def work() -> None:
        hall = Hall(waiting=3, each=3)
        hall.used.add("g", 5)
        tasks = await hall.all_come("gggb")
        with pytest.raises(TooManyOfClient, match="3 queries of yours"):
            await hall.come("g")
        assert TooManyOfClient("").retry_after > 0
        await hall.all_come("cd")
        assert [isinstance(tasks[n].exception(), Busy) for n in (1, 2)] == [True, True]
        with pytest.raises(Busy):
            await hall.come("e")
        hall.turns.refuse_all("The end.")
        await settle()

    run(work())


def test_who_leaves_while_waiting_takes_no_turn() -> None:
    async def work() -> None:
        hall = Hall()
        tasks = await hall.all_come("abc")
        hall.turns.leave("a")  # gives the turn to b, who leaves before taking it
        tasks[1].cancel()
        await settle()
        assert hall.order == list("ac")
        assert hall.turns.in_work == 1

    run(work())


def test_what_was_used_is_forgotten_by_and_by(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000.0]
    monkeypatch.setattr("opendebate.serve.fair_queue.time.monotonic", lambda: now[0])
    used = RecentUse()
    used.add("a", 8)
    now[0] += 30
    assert used["a"] == pytest.approx(4)
    used.add("a", 4)
    assert used["a"] == pytest.approx(8)
    assert used["b"] == 0
