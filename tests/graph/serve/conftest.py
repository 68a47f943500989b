"""A server of the debate on flood maps, in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

import opendebate
from opendebate.serve.app import make_app
from opendebate.serve.place import prepared
from opendebate.serve.pool import Bounds
from serving import TOWN

QUICK = Bounds(seconds=2, rows=500, bytes=200_000, waiting=20, workers=2)


@pytest.fixture(scope="package")
def client() -> Iterator[TestClient]:
    with prepared(opendebate.load(TOWN)) as place:
        app = make_app(place, QUICK, log=False)
        with TestClient(app, follow_redirects=False) as one:
            yield one
