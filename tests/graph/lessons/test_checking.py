"""Checks and hints: words for everything, and never a traceback."""

from __future__ import annotations

import pytest

from opendebate.lessons import Mark, check, hint
from opendebate.lessons.checking import exercises

ODD = [None, ..., 7, -1.5, "", "x" * 10_000, b"\xff", [], {}, object(), print, {1: [2]}, "\ud800"]


@pytest.mark.parametrize("name", exercises())
def test_any_answer_at_all_gets_words(name: str) -> None:
    for answer in ODD:
        mark = check(name, answer)
        assert str(mark)
        assert "Traceback" not in str(mark)
        assert len(str(mark)) < 1_000


@pytest.mark.parametrize("name", exercises())
def test_an_exercise_has_three_hints_each_of_its_own(name: str) -> None:
    hints = {hint(name, step) for step in (1, 2, 3)}
    assert len(hints) == 3
    assert hint(name, 9) == hint(name, 3)
    assert hint(name, 0) == hint(name)


def test_an_exercise_that_is_not_there_is_told_with_what_may_be_meant() -> None:
    assert "There is no exercise '00.9'" in check("00.9", 1).words
    assert "Did you mean" in hint("00.11")


def test_a_mark_is_a_number_for_graders_and_words_for_people() -> None:
    mark = Mark(0, "That counts <claims>.")
    assert repr(mark) == "0.0"
    assert float(repr(Mark(1, "Right."))) == 1
    shown = mark._repr_html_()
    assert "&lt;claims&gt;" in shown
    assert "→" in shown
    assert "✓" in Mark(1, "Right.")._repr_html_()
    assert "run <code>seal</code>, and *s" in Mark(0, "run `seal`, and *s")._repr_html_()
    assert "<em>all</em> of" in Mark(0, "*all* of `<b>`")._repr_html_()
