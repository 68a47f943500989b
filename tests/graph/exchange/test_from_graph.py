"""From the graph back to the coding: a debate that is written as a folder again is the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import opendebate
from invented import write_knots
from opendebate.debate import Debate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph

FLOOD = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.mark.parametrize("which", ["built-in", "flood-maps", "knots-0", "knots-1"])
def test_a_debate_written_as_a_folder_again_builds_the_same_graph(
    which: str, tmp_path: Path
) -> None:
    folder = {"built-in": None, "flood-maps": FLOOD}.get(which, tmp_path / which)
    if which.startswith("knots"):
        write_knots(tmp_path / which, int(which[-1]))
    before = opendebate.load(folder)
    write_folder(read_graph(before.engine), tmp_path / "again")
    after = opendebate.load(tmp_path / "again")
    assert facts(before) == facts(after)


def facts(debate: Debate) -> set[str]:
    """All facts but how a statement is called: that names joint speakers in the coder's order."""
    lines = debate.serialize("nquads").decode().splitlines()
    left_out = re.compile(r"\S+/source/\S+ <\S+rdf-schema#label>")
    return {line for line in lines if not left_out.match(line)}
