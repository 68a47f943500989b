"""The notebooks: where they are, and copies of them for learners, with the solutions cut."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opendebate.files import make_folder, write_file

_WAIT = (
    "**You read this in a browser, with nothing installed.** Your browser loads Python first. "
    "That takes about half a minute. Run the next cell: when it prints a line, Python is ready. "
    "The cell after it loads opendebate. That takes about half a minute again. Until a cell is "
    "done, it has a star on its left: [*]."
)
_READY = 'print("Python is ready. Run the next cell, and wait: it loads opendebate.")'
# The sheet, nbgrader's settings, a page to hand out.
_FOR_TEACHERS = {".md", ".py", ".json", ".j2"}
_SECTIONS = {
    section: re.compile(
        rf"^[ \t]*### BEGIN {section}\n.*?^[ \t]*### END {section}[^\n]*\n?",
        re.MULTILINE | re.DOTALL,
    )
    for section in ("SOLUTION", "HIDDEN TESTS")
}


def folder() -> Path:
    """Return the folder of the notebooks: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "notebooks"
    return installed if installed.is_dir() else package.parent


def copy(target: Path, *, student: bool = False) -> Iterator[tuple[Path, bool]]:
    """Copy the notebooks, and never write over a file that is there.

    Parameters
    ----------
    target : pathlib.Path
        A folder; it is made where it is not there.
    student : bool
        Whether to cut the solutions, and leave out the teacher's sheet and grader's settings.

    Yields
    ------
    path : pathlib.Path
        The copy.
    is_new : bool
        False if a file of that name was there; it is as it was.

    Raises
    ------
    InputError
        If it is not possible to make the folder or to write a file.
    """
    make_folder(target)
    for path in _files(student):
        destination = target / path.relative_to(folder())
        is_new = not destination.exists()
        if is_new:
            text = path.read_text("utf-8")
            destination.parent.mkdir(exist_ok=True)
            write_file(destination, cut(text) if student and path.suffix == ".ipynb" else text)
        yield destination, is_new


def _files(student: bool) -> Iterator[Path]:
    """Yield the notebooks, and for a teacher what lies beside them."""
    suffixes = {".ipynb"} if student else {".ipynb", *_FOR_TEACHERS}
    for path in sorted(folder().rglob("*")):
        names = path.relative_to(folder()).parts
        in_package = names[0] == __package__  # in a checkout it lies beside the notebooks
        hidden = any(name.startswith((".", "__")) for name in names)
        if path.suffix in suffixes and not in_package and not hidden:
            yield path


def cut(text: str, *, solutions: bool = True) -> str:
    """Return a notebook for learners, without the code that only graders run.

    Parameters
    ----------
    text : str
        The notebook.
    solutions : bool
        Whether to cut the solutions, too.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        source = _without("HIDDEN TESTS", "".join(cell["source"]))
        if solutions:
            source = _without("SOLUTION", source)
        cell["source"] = source.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def for_browser(text: str, *, student: bool = False) -> str:
    """Return a notebook for a browser: without graders' code, and with a note on the waiting time.

    Parameters
    ----------
    text : str
        The notebook.
    student : bool
        Whether to cut the solutions.
    """
    notebook = json.loads(cut(text, solutions=student))
    notebook["cells"][1:1] = [
        {"cell_type": "markdown", "id": "wait", "metadata": {}, "source": [_WAIT]},
        {"cell_type": "code", "id": "ready", "metadata": {}, "source": [_READY],
         "execution_count": None, "outputs": []},
    ]  # fmt: skip
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _without(section: str, source: str) -> str:
    return _SECTIONS[section].sub("", source).rstrip("\n")


def cells(name: str) -> list[dict[str, Any]]:
    """Return the cells of a notebook by its name, such as ``"00-start-here"``.

    The code that only graders run is left out.
    """
    text = (folder() / f"{name}.ipynb").read_text("utf-8")
    notebook: dict[str, list[dict[str, Any]]] = json.loads(cut(text, solutions=False))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook["cells"]
