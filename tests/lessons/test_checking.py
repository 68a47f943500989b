"""Checks and hints: words for everything, and never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from opendebate_lessons import Grade, check, hint
from opendebate_lessons.exercise import exercises

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


def test_a_notebook_of_the_last_version_still_runs_and_is_told_the_new_name() -> None:
    code = """
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    from opendebate.lessons import check, hint
    from opendebate.lessons.pictures import bars
    from opendebate.lessons.ties import ranks
    from opendebate.lessons.workbench import ask
    from opendebate.lessons.grading import as_json
print([str(warning.message) for warning in caught], check("00.1", ...))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "Write: from opendebate_lessons import check, hint." in done.stdout
    assert done.stdout.count("opendebate.lessons is now") == 1
    assert str(check("00.1", ...)) in done.stdout


def test_the_old_name_needs_no_import() -> None:
    import opendebate

    sys.modules.pop("opendebate.lessons", None)
    with pytest.warns(DeprecationWarning, match="opendebate.lessons is now opendebate_lessons"):
        assert opendebate.lessons.hint("00.1") == hint("00.1")
    assert not hasattr(opendebate, "lesson")


def test_an_exercise_is_known_however_its_number_is_typed() -> None:
    for name in ("01.2", "1.2", 1.2, "01_2", "answer_01_2", " 01.2 "):
        assert hint(name) == hint("01.2")  # type: ignore[arg-type]


def test_the_variable_of_an_exercise_is_found_where_the_check_is_called() -> None:
    names: dict[str, object] = {"answer_01_1": "predictive", "guess_01_1": 4, "check": check}
    assert eval('check("01.1")', names).words.endswith(" You guessed 4.")  # noqa: S307
    assert eval('check("01.2")', names).words.startswith("There is no answer_01_2 yet.")  # noqa: S307


def test_dots_that_are_left_are_told_by_their_place() -> None:
    blank = dict.fromkeys(range(1, 7), ...)
    assert "has no answer yet" in str(check("01.5", blank))
    assert "Three dots are left at: 2, 3, 4, 5, 6." in str(check("01.5", blank | {1: "narration"}))
    assert "Three dots are left at: 2" in str(check("03.2", (2, ...)))


def test_words_have_their_article() -> None:
    assert "That is an actor" in str(check("03.5", "wendy-hall"))
    for name in exercises():
        for answer in ("wendy-hall", "hall-harm", "llama-2-release", "open-agi", "llama-2"):
            assert not re.search(r"\b[Aa] [aeio]\w+", str(check(name, answer))), name


def test_a_mark_is_a_number_for_graders_and_words_for_people() -> None:
    mark = Grade(0, "That counts <claims>.")
    assert repr(mark) == "0.0"
    assert float(repr(Grade(1, "Right."))) == 1
    shown = mark._repr_html_()
    assert "&lt;claims&gt;" in shown
    assert "→" in shown
    assert "✓" in Grade(1, "Right.")._repr_html_()
    assert "run <code>seal</code>, and *s" in Grade(0, "run `seal`, and *s")._repr_html_()
    assert "<em>all</em> of" in Grade(0, "*all* of `<b>`")._repr_html_()
