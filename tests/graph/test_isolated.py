"""Processes that we start never run code of the working directory."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from opendebate.isolated import python
from opendebate_lessons.terminal import command

ROOT = Path(__file__).parents[2]
STARTS = re.compile(
    r"\bsubprocess\.(?:run|Popen|call|check_\w+)\(|create_subprocess_exec\(|multiprocessing"
    r"|ProcessPoolExecutor|os\.(?:exec|spawn|posix_spawn|system|popen)"
)
SHADOWED = ("json", "site", "click", "pyoxigraph", "opendebate_cli", "sitecustomize", "encodings")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder of modules that leave a mark when they are run."""
    mark = tmp_path / "mark"
    for name in SHADOWED:
        text = f"open({str(mark)!r}, 'a').write('run')\nraise SystemExit(9)\n"
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
    return tmp_path


def cells() -> Iterator[tuple[str, str]]:
    """Yield the code of all cells of the lessons."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield f"{path.name} {cell['id']}", "".join(cell["source"])


@pytest.mark.parametrize(
    ("module", "options", "said"),
    [
        ("opendebate_lessons.grading", ["00.1"], "no answer yet"),
        ("opendebate_cli", ["--version"], "opendebate"),
        ("jupyterlite_core", ["--version"], ""),
        ("opendebate.serve.worker", ["engine", "no-such-file", "4000000000"], "cannot open"),
    ],
)
def test_a_process_runs_nothing_of_its_working_directory(
    trap: Path, monkeypatch: pytest.MonkeyPatch, module: str, options: list[str], said: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(trap))
    done = subprocess.run(
        python(module, *options),
        cwd=trap, check=False, capture_output=True, text=True, input='{"blank": true}',
    )  # fmt: skip
    assert said in done.stdout + done.stderr
    assert not (trap / "mark").exists(), done.stderr


def test_a_command_in_a_lesson_runs_nothing_of_the_learners_folder(
    trap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trap)
    command("check", "no-such-folder")
    assert "no-such-folder" in capsys.readouterr().out
    assert not (trap / "mark").exists()


def test_every_module_that_starts_a_process_does_so_isolated() -> None:
    starting = {
        path.relative_to(ROOT).as_posix(): text
        for package in (
            "graph/opendebate",
            "cli/opendebate_cli",
            "notebooks/opendebate_lessons",
            "ontology/opendebate_ontology",
        )
        for path in (ROOT / package).rglob("*.py")
        if STARTS.search(text := path.read_text("utf-8"))
    }
    assert "graph/opendebate/serve/worker_process.py" in starting
    for path, text in starting.items():
        assert "from opendebate.isolated import python" in text, path
        assert "sys.executable" not in text, path


def test_every_cell_that_starts_a_process_does_so_isolated() -> None:
    starting = {name: code for name, code in cells() if STARTS.search(code)}
    assert starting
    for name, code in starting.items():
        assert re.search(r"subprocess\.run\(\s+python\(", code), name
        assert "sys.executable" not in code, name
