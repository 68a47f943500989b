"""A server of the debate on flood maps, in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

import opendebate
from opendebate.serve.app import Site
from opendebate.serve.bounds import Bounds
from opendebate.serve.served_dataset import written_dataset
from serving import TOWN

QUICK = Bounds(seconds=2, rows=2_000, bytes=200_000, waiting=20, workers=2)


@pytest.fixture(autouse=True)
def own_loop() -> Iterator[None]:
    """Let a test run a loop of its own where the browser of other tests keeps one running."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="package")
def client() -> Iterator[TestClient]:
    with written_dataset(opendebate.load(TOWN)) as place:
        app = Site(place, QUICK, log=False)
        with TestClient(app, "http://localhost", follow_redirects=False) as one:
            yield one
