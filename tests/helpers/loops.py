"""Tests with a loop of asyncio beside the browser's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@pytest.fixture(autouse=True)
def own_loop() -> Iterator[None]:
    """Let a test run a loop of its own where the browser of other tests keeps one running."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(autouse=True)
def closed_loop(own_loop: None) -> Iterator[None]:
    """Close the loop in which a library ran what it was asked, and leave none behind."""
    with new_loop():
        yield


@contextmanager
def new_loop() -> Iterator[None]:
    """Put a new loop in the place of this thread's, and put that one back.

    A loop that an earlier test left, and that nothing holds any more, would be reported by the
    garbage collector as unclosed, with its sockets, in whichever test it then runs.
    """
    former = getattr(asyncio.get_event_loop_policy()._local, "_loop", None)  # type: ignore[attr-defined]
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        loop.close()
        asyncio.set_event_loop(former)
