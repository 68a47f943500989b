"""Tests that need a loop of asyncio leave those of other tests alone."""

from __future__ import annotations

import asyncio

from loops import new_loop, own_loop  # noqa: F401 - a fixture


def test_a_loop_that_was_there_before_is_there_afterwards() -> None:
    with new_loop():
        earlier = asyncio.get_event_loop()
        with new_loop():
            assert asyncio.get_event_loop() is not earlier
        assert asyncio.get_event_loop() is earlier
        assert not earlier.is_closed()
    assert earlier.is_closed()
