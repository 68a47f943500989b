"""The lessons in nbgrader: released without solutions, graded, and given back with words."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from lesson_cases import STUB
from opendebate_lessons.notebooks import folder

COURSE = "lessons"
GRADED = ["00-start-here"]  # what other answers are as data is in test_grading
CHEAT = """import opendebate_lessons
from opendebate_lessons import checking, grading
check = opendebate_lessons.check = checking.check = grading.check = lambda *a: 1.0"""

pytestmark = pytest.mark.skipif(
    find_spec("nbgrader") is None, reason="nbgrader is not installed: pip install -e '.[dev]'"
)


# One process for several commands: to start nbgrader takes longer than what most of them do.
RUN = """
import json, sys
from nbgrader.apps import NbGraderApp

for command in json.loads(sys.argv[1]):
    for app in NbGraderApp.subcommands.values():
        app[0].clear_instance()
    NbGraderApp.clear_instance()
    NbGraderApp.launch_instance(command)
"""


def nbgrader(course: Path, *commands: list[str]) -> None:
    run = [sys.executable, "-c", RUN, json.dumps(commands)]
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # it calls alembic
    env = {**os.environ, "JUPYTER_PLATFORM_DIRS": "1", "HOME": str(course), "PATH": beside}
    done = subprocess.run(run, cwd=course, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course: Bea answers everything, Cem one exercise, Dag nothing, Eve changes the checks."""
    made = tmp_path_factory.mktemp("course")
    source = made / "source" / COURSE
    source.mkdir(parents=True)
    for name in GRADED:
        shutil.copy(folder() / f"{name}.ipynb", source)
    shutil.copy(folder() / "nbgrader_config.py", made)
    nbgrader(made, ["generate_assignment", COURSE])
    for who, most in (("bea", None), ("cem", 1), ("dag", 0)):
        hand_in(made, who, most)
    hand_in(made, "eve", 0, CHEAT)
    feedback = ["generate_feedback", COURSE, "--student", "dag"]
    nbgrader(made, ["autograde", COURSE], feedback, ["export"])
    return made


def hand_in(course: Path, who: str, most: int | None, instead: str = "") -> None:
    """Fill the solutions of the first `most` exercises of each notebook into what was released.

    In all others, `instead` is put before what was released.
    """
    target = course / "submitted" / who / COURSE
    target.mkdir(parents=True)
    for name in GRADED:
        released = json.loads((course / "release" / COURSE / f"{name}.ipynb").read_text("utf-8"))
        solved = json.loads((folder() / f"{name}.ipynb").read_text("utf-8"))
        done = 0
        for cell, whole in zip(released["cells"], solved["cells"], strict=True):
            if cell["metadata"].get("nbgrader", {}).get("solution") and done != most:
                cell["source"] = whole["source"]
                done += 1
            elif cell["metadata"].get("nbgrader", {}).get("solution") and instead:
                cell["source"] = [instead, "\n", *cell["source"]]
        (target / f"{name}.ipynb").write_text(json.dumps(released), "utf-8")


def test_what_is_released_holds_no_solution_but_the_stub(course: Path) -> None:
    for name in GRADED:
        text = (course / "release" / COURSE / f"{name}.ipynb").read_text("utf-8")
        assert "SOLUTION" not in text
        assert STUB in text
        assert "HIDDEN TESTS" not in text


def test_grades_are_the_exercises_that_were_solved(course: Path) -> None:
    rows = csv.DictReader((course / "grades.csv").read_text("utf-8").splitlines())
    scores = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in rows}
    most = scores["bea"][1]
    one_each = len(GRADED)
    assert scores == {
        "bea": (most, most), "cem": (one_each, most), "dag": (0, most), "eve": (0, most),
    }  # fmt: skip


def test_feedback_has_the_words_of_the_checks(course: Path) -> None:
    for name in GRADED:
        read = (course / "feedback" / "dag" / COURSE / f"{name}.html").read_text("utf-8")
        assert "has no answer yet" in read
