"""What tests of formats share."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.from_graph import read_graph


@pytest.fixture(scope="module")
def flood() -> CodedDebate:
    """The small invented debate as a coded debate."""
    return read_graph(opendebate.load(Path(__file__).parents[2] / "data" / "flood-maps").engine)
