"""The notebooks: where they are, and copies of them for learners, with the solutions cut."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opendebate.errors import InputError
from opendebate.files import write_file

STUB = "in place of the three dots"  # is in the cell of each exercise that waits for its answer
_WAIT = (
    "**You read this in a browser, with nothing installed.** Your browser loads Python first. "
    "That takes about half a minute. Run the next cell: when it prints a line, Python is ready. "
    "The cell after it loads opendebate. That takes about half a minute again. Until a cell is "
    "done, it has a star on its left: [*]."
)
_READY = 'print("Python is ready. Run the next cell, and wait: it loads opendebate.")'
_TEACHERS = {".md", ".py", ".json", ".j2"}  # the sheet, nbgrader's settings, a page to hand out
_CUT = {
    what: re.compile(
        rf"^[ \t]*### BEGIN {what}\n.*?^[ \t]*### END {what}[^\n]*\n?", re.MULTILINE | re.DOTALL
    )
    for what in ("SOLUTION", "HIDDEN TESTS")
}


def folder() -> Path:
    """Return the folder of the notebooks: in the package, or beside it in a checkout."""
    here = Path(__file__).resolve()
    packed = here.parent / "notebooks"
    return packed if packed.is_dir() else here.parents[1]


def copy(target: Path, *, student: bool = False) -> Iterator[tuple[Path, bool]]:
    """Copy the notebooks, and never write over a file that is there.

    Parameters
    ----------
    target : pathlib.Path
        A folder; it is made where it is not there.
    student : bool
        Whether solutions are cut, and the teacher's sheet and grader's settings left out.

    Yields
    ------
    path : pathlib.Path
        The copy.
    made : bool
        Whether it was made; else a file of that name was there, and is as it was.

    Raises
    ------
    InputError
        If the folder cannot be made, or a file not be written.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder could not be made: {error.strerror or error}.",
            where=str(target),
            advice="Name another.",
        ) from error
    for path in sorted(folder().rglob("*")):
        inside = path.relative_to(folder())
        if inside.parts[0] == __package__:  # in a checkout, the package is beside the notebooks
            continue
        kept = path.suffix == ".ipynb" or (not student and path.suffix in _TEACHERS)
        if not kept or any(part.startswith((".", "__")) for part in inside.parts):
            continue
        to = target / inside
        if to.exists():
            yield to, False
            continue
        text = path.read_text("utf-8")
        to.parent.mkdir(exist_ok=True)
        write_file(to, cut(text) if student and path.suffix == ".ipynb" else text)
        yield to, True


def cut(text: str, *, solutions: bool = True) -> str:
    """Return a notebook for learners, without what only graders run.

    Parameters
    ----------
    text : str
        The notebook.
    solutions : bool
        Whether solutions are cut, too.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        source = _without("HIDDEN TESTS", "".join(cell["source"]))
        if solutions:
            source = _without("SOLUTION", source)
        cell["source"] = source.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def for_browser(text: str, *, student: bool = False) -> str:
    """Return a notebook for a browser: without graders' code, and with a word on the waiting.

    Parameters
    ----------
    text : str
        The notebook.
    student : bool
        Whether solutions are cut.
    """
    notebook = json.loads(cut(text, solutions=student))
    notebook["cells"][1:1] = [
        {"cell_type": "markdown", "id": "wait", "metadata": {}, "source": [_WAIT]},
        {"cell_type": "code", "id": "ready", "metadata": {}, "source": [_READY],
         "execution_count": None, "outputs": []},
    ]  # fmt: skip
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _without(what: str, source: str) -> str:
    return _CUT[what].sub("", source).rstrip("\n")


def cells(name: str) -> list[dict[str, Any]]:
    """Return the cells of a notebook by its name, such as ``"00-start-here"``.

    What only graders run is left out.
    """
    text = (folder() / f"{name}.ipynb").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(cut(text, solutions=False))["cells"]
    for cell in found:
        cell["source"] = "".join(cell["source"])
    return found
