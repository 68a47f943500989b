"""A server of the debate on flood maps, in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

import opendebate
from loops import own_loop  # noqa: F401 - a fixture
from opendebate.serve.app import Site
from opendebate.serve.bounds import Bounds
from opendebate.serve.served_dataset import written_dataset
from serving import TOWN

QUICK = Bounds(seconds=2, rows=2_000, bytes=200_000, waiting=20, workers=2)


@pytest.fixture(scope="package")
def client() -> Iterator[TestClient]:
    with written_dataset(opendebate.load(TOWN)) as place:
        app = Site(place, QUICK, log=False)
        with TestClient(app, "http://localhost", follow_redirects=False) as one:
            yield one
