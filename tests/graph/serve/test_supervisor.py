"""Who is given a job: never a worker that has ended, is stopped, or is somebody else's turn."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from opendebate.serve.errors import Busy, ServeError, WorkerLost
from opendebate.serve.supervisor import Supervisor


class Hand:
    """What a crew asks of a worker."""

    def __init__(self, *, ended: bool = False, down: bool = False, slow: bool = False) -> None:
        self.has_ended, self.is_down, self.is_slow = ended, down, slow
        self.fate: ServeError | None = None

    def kill(self, fate: ServeError) -> None:
        self.fate = fate


def crew(*hands: Hand) -> Any:
    made: Any = Supervisor("engine", Path("nowhere"), 0, 1)
    made.idle.extend(hands)
    made.alive.update(hands)
    return made


def test_what_has_ended_or_is_stopped_is_given_no_job() -> None:
    ended, stopped, well = Hand(ended=True), Hand(down=True), Hand()
    assert asyncio.run(crew(ended, stopped, well).take()) is well
    assert isinstance(stopped.fate, WorkerLost), "it is killed, so that it is replaced"
    assert ended.fate is None


def test_where_no_worker_runs_it_is_told_why_at_once() -> None:
    made = crew()
    made.reason = "No process can be started: out of memory."
    with pytest.raises(WorkerLost, match="out of memory"):
        asyncio.run(made.take())


def test_who_waits_gets_the_next_worker_and_who_has_left_gets_none() -> None:
    async def work() -> None:
        made, hand = crew(), Hand()
        left, waits = (asyncio.create_task(made.take()) for _ in range(2))
        await asyncio.sleep(0)
        left.cancel()
        await asyncio.wait({left})
        made.give(hand)
        assert await waits is hand
        assert not made.idle

    asyncio.run(work())


def test_who_leaves_just_as_a_worker_is_given_leaves_it_to_the_next() -> None:
    async def work() -> None:
        made, hand = crew(), Hand()
        left, waits = (asyncio.create_task(made.take()) for _ in range(2))
        await asyncio.sleep(0)
        made.give(hand)
        left.cancel()
        assert await waits is hand

    asyncio.run(work())


@pytest.mark.parametrize("hand", [Hand(ended=True), Hand(slow=True)])
def test_what_has_ended_or_was_slowed_down_is_not_taken_back(hand: Hand) -> None:
    made = crew()
    made.give(hand)
    assert not made.idle
    assert bool(hand.fate) == hand.is_slow


def test_at_the_end_those_who_wait_are_told() -> None:
    async def work() -> None:
        made = crew()
        waits = asyncio.create_task(made.take())
        await asyncio.sleep(0)
        await made.end()
        with pytest.raises(Busy, match="shutting down"):
            await waits

    asyncio.run(work())
