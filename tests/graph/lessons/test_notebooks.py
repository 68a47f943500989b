"""The notebooks as they are kept, copied, and cut for learners."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

from opendebate.debate import Debate
from opendebate.errors import InputError
from opendebate.lessons.checking import exercises
from opendebate.lessons.notebooks import STUB, copy, cut, folder

NOTEBOOKS = sorted(folder().glob("*.ipynb"))


def sources(text: str, kind: str) -> list[str]:
    return ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == kind]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


def test_there_are_notebooks_under_the_names_of_the_lessons() -> None:
    lessons = {name.partition(".")[0] for name in exercises()}
    assert {path.stem[:2] for path in NOTEBOOKS} == lessons


def test_a_notebook_has_one_title_and_headings_in_order(notebook: str) -> None:
    prose = "\n".join(sources(notebook, "markdown"))
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_notebook_begins_with_questions_objectives_and_minutes(notebook: str) -> None:
    first = sources(notebook, "markdown")[0]
    for word in ("Questions", "Objectives", "Minutes"):
        assert f"**{word}**" in first
    assert "## Key points" in "\n".join(sources(notebook, "markdown"))
    assert "## What to do next" in sources(notebook, "markdown")[-1]


def test_every_picture_has_an_alternative_text(notebook: str) -> None:
    prose = "\n".join(sources(notebook, "markdown"))
    assert not re.findall(r"!\[\s*\]\(", prose)
    assert not re.findall(r"<img(?![^>]*\balt=\"[^\"]+\")", prose)


def test_outputs_are_not_kept(notebook: str) -> None:
    for cell in json.loads(notebook)["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_a_learners_copy_holds_no_solution_and_every_check(notebook: str) -> None:
    cut_ = cut(notebook)
    assert "SOLUTION" not in cut_
    whole = json.loads(notebook)["cells"]
    marked = [cell["metadata"].get("nbgrader", {}) for cell in whole]
    solved = [one for one in marked if one.get("solution") and not one.get("grade")]
    assert sum(STUB in text for text in sources(cut_, "code")) == len(solved)
    assert sources(cut_, "code")[0] == sources(notebook, "code")[0]
    names = re.findall(r'lessons\.check\("(.*?)"', "\n".join(sources(cut_, "code")))
    assert names
    assert set(names) <= set(exercises())


def test_a_learners_copy_runs_to_its_end_and_says_what_is_not_answered(
    notebook: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a cell shows is its last line; here each is run, and what checks say is looked at."""
    names: dict[str, object] = {}
    said = []
    for text in sources(cut(notebook), "code"):
        call = re.fullmatch(r"opendebate\.lessons\.check\(.*\)", text)
        if call:
            said.append(str(eval(text, names)))  # noqa: S307 - our own notebook
        else:
            exec(text, names)  # noqa: S102 - our own notebook
    assert said
    assert all("has no answer yet" in one for one in said)


def test_copies_are_made_for_teachers_with_solutions_and_for_learners_without(
    tmp_path: Path,
) -> None:
    assert all(made for _, made in copy(tmp_path / "teacher"))
    assert all(made for _, made in copy(tmp_path / "class", student=True))
    first = NOTEBOOKS[0].name
    assert (tmp_path / "teacher" / first).read_text("utf-8") == NOTEBOOKS[0].read_text("utf-8")
    assert "SOLUTION" not in (tmp_path / "class" / first).read_text("utf-8")
    assert {path.suffix for path in (tmp_path / "class").iterdir()} == {".ipynb"}
    assert (tmp_path / "teacher" / "nbgrader_config.py").is_file()


def test_what_a_learner_has_done_is_never_written_over(tmp_path: Path) -> None:
    mine = tmp_path / NOTEBOOKS[0].name
    mine.write_text("mine", "utf-8")
    found = dict(copy(tmp_path, student=True))
    assert found[mine] is False
    assert mine.read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match="could not be made"):
        list(copy(tmp_path / "file" / "deep"))


def test_nothing_would_be_stripped_of_the_notebooks_in_git() -> None:
    command = [sys.executable, "-m", "nbstripout", "--verify", *map(str, NOTEBOOKS)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_an_error_of_ours_is_one_line_in_a_notebook(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    monkeypatch.delenv("VIRTUAL_ENV", raising=False)  # IPython warns of another one than ours
    shell: Any = cast("Any", InteractiveShell)()
    shell.push({"debate": debate})
    with capture_output() as shown:
        shell.run_cell('debate.query("SELECT ?who { ?who is a od:Person }")')
    assert "QueryError: line 1, column" in shown.stdout
    assert len(shown.stdout.strip().splitlines()) == 1
