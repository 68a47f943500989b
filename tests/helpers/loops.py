"""Tests with a loop of asyncio beside the browser's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

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
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.close()
    asyncio.set_event_loop(None)
