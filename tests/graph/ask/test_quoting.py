"""Passages are shown with all their quotation marks, or with none within."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from opendebate.ask.quoting import close_quotations, quote_ends
from opendebate.ask.render_trace import format_citation
from quotations import CUT

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.mark.parametrize(("cut", "complete"), CUT)
def test_a_mark_that_was_cut_off_comes_back(cut: str, complete: str) -> None:
    assert close_quotations(cut) == complete
    assert close_quotations(complete) == complete


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("In the wrong", "deal of harm", "“In the wrong … deal of harm”"),
        ("Um, everyone", "Um, everyone", "“Um, everyone”"),
        ("The council", "mapped” streets", "“The council … mapped streets”"),
        ("a “gift", "to all", "“a gift … to all”"),
        ("„Karten", "helfen“ uns", "“Karten … helfen uns”"),
        ("the mayors' list", "don't know", "“the mayors' list … don't know”"),
    ],
)
def test_ends_have_no_marks_of_their_own(first: str, last: str, shown: str) -> None:
    assert quote_ends(first, last) == shown


@pytest.mark.parametrize("folder", [None, TOWN])
def test_no_place_opens_a_quotation_that_it_does_not_close(folder: Path | None) -> None:
    for statement in opendebate.load(folder).statements():
        place = format_citation(statement)
        assert place.count("“") == place.count("”"), place
