"""How lessons' checks are tested: right answers, and wrong ones with what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opendebate_lessons import check
from opendebate_lessons.exercise import Exercise, exercises
from opendebate_lessons.notebooks import cells

STUB = "in place of the three dots"  # is in the cell of each exercise that waits for its answer


@dataclass(frozen=True)
class Cases:
    """Answers to one exercise.

    Attributes
    ----------
    right : sequence
        At least three besides the notebook's own solution.
    wrong : mapping of str to object
        At least five: a part of what is said of it → the answer.
    """

    right: Sequence[Any]
    wrong: Mapping[str, Any]


def assert_judged(name: str, cases: Cases) -> None:
    """Assert that a check takes all right answers, and tells each wrong one what is off."""
    assert len(cases.right) >= 3
    assert len(cases.wrong) >= 5
    for answer in cases.right:
        mark = check(name, answer)
        assert mark.right, f"{answer!r}: {mark}"
    told = {}
    for part, answer in cases.wrong.items():
        mark = check(name, answer)
        assert not mark.right, f"{answer!r} passed"
        assert part in str(mark), f"{answer!r}: {mark}"
        told[str(mark)] = answer
    assert len(told) == len(cases.wrong), "two wrong answers are told the same"


def exercises_of_lesson(lesson: str) -> dict[str, Exercise]:
    """Return the exercises of a lesson, such as "00"."""
    return {name: task for name, task in exercises().items() if name.startswith(f"{lesson}.")}


def exercises_of(notebook: str) -> list[str]:
    """Return the names of the exercises whose check cells a notebook has, in order."""
    marked = (cell["metadata"].get("nbgrader", {}) for cell in cells(notebook))
    ids = (str(one["grade_id"]) for one in marked if one.get("grade"))
    return [one.removeprefix("check-").replace("-", ".") for one in ids]


def prose_of(notebook: str) -> str:
    """Return all words of a notebook that are no code."""
    held = cells(notebook)
    return "\n".join(c["source"] for c in held if c["cell_type"] == "markdown")


def code_of(notebook: str) -> list[str]:
    """Return the code of each cell of a notebook, in order."""
    return [c["source"] for c in cells(notebook) if c["cell_type"] == "code"]
