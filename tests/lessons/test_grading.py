"""What graders run: the answer as plain data, judged by a Python in which nothing was changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from article import load_article
from opendebate.errors import QueryWarning
from opendebate_lessons import check
from opendebate_lessons.grading import as_json, from_json
from opendebate_lessons.notebooks import folder

DEBATE = load_article()
with pytest.warns(QueryWarning, match="od:Persons"):
    NOBODY = DEBATE.query("SELECT ?who { ?who a od:Persons }")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("00.1", len(DEBATE.statements())),
        ("00.1", np.int64(len(DEBATE.statements()))),
        ("00.1", DEBATE.statements()),
        ("01.5", {1: "narration", 2: ...}),
        ("02.1", DEBATE.query("SELECT ?who { ?who a od:Person }")),
        ("02.1", NOBODY),
        ("02.4", DEBATE.query("SELECT * { ?m a od:Model OPTIONAL { ?m od:developer ?d } }")),
        ("03.2", (2, 3)),
        ("03.4", {"josh-hawley", "richard-blumenthal"}),
        ("06.1", Path("no-such-file.txt")),
        ("06.1", ...),
    ],
)
def test_an_answer_as_plain_data_is_judged_as_the_answer_itself(name: str, answer: object) -> None:
    assert str(check(name, from_json(as_json(answer)))) == str(check(name, answer))


def hidden(name: str) -> str:
    text = next(folder().glob(f"{name[:2]}-*.ipynb")).read_text("utf-8")
    import json

    return next(
        "".join(cell["source"]).partition("### BEGIN HIDDEN TESTS")[2]
        for cell in json.loads(text)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"check-{name.replace('.', '-')}"
    )


CHEATS = {
    "the check": "import opendebate_lessons as l\nl.check = lambda *a: 1.0\ncheck = l.check",
    "the check's module": "from opendebate_lessons import checking, grading\n"
    "checking.check = grading.check = checking.grade_answer = lambda *a: 1.0",
    "the exercise": "from opendebate_lessons import exercise, judge\n"
    "exercise.exercises().clear()\njudge.number = lambda a: 117",
    "the answer's own comparison": "class Same(int):\n    __eq__ = lambda *a: True\n"
    "    __ne__ = lambda *a: False\n    __hash__ = int.__hash__\nanswer_00_1 = Same(1)",
}


@pytest.mark.parametrize("changed", CHEATS)
def test_a_learner_who_changes_the_check_gets_no_point(changed: str, tmp_path: Path) -> None:
    graded = hidden("00.1").replace("float(graded", "POINTS = float(graded")
    code = f"answer_00_1 = 1\n{CHEATS[changed]}\n{graded}\nprint('POINTS', POINTS)"
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "It is not 1." in done.stdout
    assert "POINTS 0.0" in done.stdout
