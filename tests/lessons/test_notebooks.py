"""The notebooks as they are kept, copied, and cut for learners."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

from kernels import run_in_a_kernel
from lesson_cases import STUB
from opendebate.debate import Debate
from opendebate.errors import InputError
from opendebate_lessons import Grade
from opendebate_lessons.checking import variable_of
from opendebate_lessons.exercise import exercises
from opendebate_lessons.notebooks import copy, cut, folder

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
    assert "HIDDEN TESTS" not in cut_
    assert "subprocess" not in cut_
    held = sources(cut_, "code")
    assert held[0] == sources(notebook, "code")[0]
    checked = re.findall(r'^check\("(.*?)"\)$', "\n".join(held), re.MULTILINE)
    assert checked
    assert set(checked) <= set(exercises())
    for name in checked:
        variable = variable_of(name)
        assert sum(text.startswith(f"{variable} = ") and STUB in text for text in held) == 1


def test_each_exercise_has_a_variable_of_its_own_and_stops_nothing(notebook: str) -> None:
    for cell in json.loads(notebook)["cells"]:
        marked = cell["metadata"].get("nbgrader", {})
        if marked.get("solution"):
            assert "raises-exception" in cell["metadata"]["tags"]  # Run All goes on
            name = marked["grade_id"].removeprefix("exercise-").replace("-", ".")
            ast.parse("".join(cell["source"]))
            assert variable_of(name) in "".join(cell["source"])
        elif cell["cell_type"] == "code" and "answer_" in "".join(cell["source"]) and not marked:
            assert "raises-exception" in cell["metadata"]["tags"]  # an answer may be broken
        if marked.get("grade"):
            assert re.match(r'check\("[\d.]+"\)\n### BEGIN HIDDEN', "".join(cell["source"]))


def test_every_message_and_template_can_be_typed_as_it_stands(notebook: str) -> None:
    """Code between signs in prose, in hints and in forms of answers is code of Python."""
    prose = "\n".join(sources(notebook, "markdown"))
    typed = re.findall(r"`((?:answer_|check|hint|print|debate|len|command)[^`]*)`", prose)
    lesson = json.loads(notebook)["cells"][-1]["source"]
    number = sources(notebook, "markdown")[0].partition("Lesson | ")[2][:2]
    assert lesson
    for name, one in exercises().items():
        if name.startswith(number):
            typed += [hint for hint in one.hints if hint.startswith("answer_")]
    for text in typed:
        ast.parse(text)


def shown_by(text: str, names: dict[str, object]) -> object:
    """Run a cell and return what its last line is worth, as a notebook shows it."""
    tree = ast.parse(text)
    last = tree.body[-1] if tree.body else None
    shown = last if isinstance(last, ast.Expr) else None
    tree.body = tree.body[:-1] if shown else tree.body
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
    if shown is None:
        return None
    return eval(compile(ast.Expression(shown.value), "cell", "eval"), names)  # noqa: S307


def run(notebook: str, names: dict[str, object]) -> list[Grade]:
    """Run all cells of a notebook as Run All does, and return the marks."""
    marks = []
    for text in sources(notebook, "code"):
        shown = shown_by(text, names)
        if isinstance(shown, Grade):
            marks.append(shown)
        elif hasattr(shown, "_repr_html_"):
            assert shown._repr_html_()
    return marks


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own to run a notebook in, for those that write files."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_solved_notebook_has_every_answer_right(
    notebook: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = json.loads(notebook)
    for cell in whole["cells"]:
        text = "".join(cell["source"])
        cell["source"] = text.partition("### BEGIN HIDDEN")[0]
    marks = run(json.dumps(whole), {"__name__": "__main__"})
    assert len(marks) == sum("nbgrader" in c["metadata"] for c in whole["cells"]) // 2
    assert [str(mark) for mark in marks if not mark.right] == []


def test_a_learners_copy_runs_to_its_end_and_says_what_is_not_answered(
    notebook: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = run(cut(notebook), {"__name__": "__main__"})
    assert marks
    assert all("has no answer yet" in str(mark) for mark in marks)


# All cells of all notebooks are run above. Others run in a kernel in test_lesson_06 (the last one)
# and in tests/browser/test_jupyterlab.py (03).
def test_a_solved_notebook_runs_in_a_kernel(tmp_path: Path) -> None:
    lesson = run_in_a_kernel(NOTEBOOKS[0].read_text("utf-8"), tmp_path)
    assert all(cell.execution_count for cell in lesson.cells if cell.cell_type == "code")


def test_a_broken_cell_takes_no_answer_from_another_exercise() -> None:
    names: dict[str, object] = {"answer_01_1": "predictive"}
    exec("from opendebate_lessons import check", names)  # noqa: S102
    assert str(shown_by('check("01.2")', names)).startswith("There is no answer_01_2 yet.")
    assert shown_by('check("01.1")', names) == 1


def test_a_half_finished_cell_does_not_stop_the_ones_after_it(tmp_path: Path) -> None:
    written = json.loads(cut(NOTEBOOKS[0].read_text("utf-8")))
    for cell in written["cells"]:
        source = "".join(cell["source"])
        if source.startswith("answer_00_2"):
            cell["source"] = 'answer_00_2 = "misuse'
        if source.startswith("answer_00_1"):
            cell["source"] = "answer_00_1 = len(no_such_name)"
        if source.startswith("answer_00_3"):
            cell["source"] = "answer_00_3 = 3"
    lesson = run_in_a_kernel(json.dumps(written), tmp_path)
    told = [out["data"]["text/html"] for cell in lesson.cells if cell.source.startswith("check(")
            for out in cell.outputs]  # fmt: skip
    assert "There is no answer_00_1 yet" in told[0]
    assert "There is no answer_00_2 yet" in told[1]
    assert "Right" in told[2]


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
    with pytest.raises(InputError, match="cannot be made"):
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


def test_a_learner_who_restarts_reads_what_to_run(notebook: str) -> None:
    first_words = " ".join(" ".join(sources(notebook, "markdown")[:3]).split())
    assert "`NameError` further down" in first_words or "run this cell first" in first_words


def test_a_cell_that_is_run_once_more_leaves_the_names_of_other_cells_alone(notebook: str) -> None:
    statements = [one for code in sources(notebook, "code") for one in ast.parse(code).body]
    assigned = {
        target.id
        for one in statements if isinstance(one, ast.Assign)
        for target in one.targets if isinstance(target, ast.Name)
    }  # fmt: skip
    looped = {
        name.id
        for one in statements if isinstance(one, ast.For)
        for name in ast.walk(one.target) if isinstance(name, ast.Name)
    }  # fmt: skip
    assert not assigned & looped
