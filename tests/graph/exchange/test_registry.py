"""Formats are found through entry points, so that another package can add one."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from opendebate.exchange.formats import GROUP, formats

ROOT = Path(__file__).parents[3]
TOY = ROOT / "tests" / "data" / "toy-format"
TOWN = ROOT / "tests" / "data" / "flood-maps"


def run(*words: str, folder: Path, toy: bool = True) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(TOY)] if toy else [])
    return subprocess.run(
        [sys.executable, "-m", "opendebate_cli", *words], capture_output=True, text=True,
        cwd=folder, env=os.environ | {"PYTHONPATH": path}, check=False,
    )  # fmt: skip


def test_our_own_formats_are_entry_points() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    entries = project["entry-points"][GROUP]
    assert entries.keys() == formats().keys()
    for name, target in entries.items():
        module, _, attribute = target.partition(":")
        assert module == "opendebate.exchange.formats"
        assert attribute == name.upper().replace("-", "_")


def test_a_format_of_another_package_stands_in_the_help(tmp_path: Path) -> None:
    for command in ("import", "export"):
        assert "toy" in run(command, "--help", folder=tmp_path).stdout
        assert "toy" not in run(command, "--help", folder=tmp_path, toy=False).stdout


def test_a_format_of_another_package_writes_and_reads(tmp_path: Path) -> None:
    done = run("-d", str(TOWN), "export", "toy", "-o", "town.toy", folder=tmp_path)
    assert (done.returncode, "texts of claims only" in done.stderr) == (0, True)
    lines = (tmp_path / "town.toy").read_text("utf-8").splitlines()
    done = run("import", "toy", "town.toy", "-o", "town", folder=tmp_path)
    assert (done.returncode, f"Read: {len(lines) - 2} lines." in done.stdout) == (0, True)
    assert run("-d", "town", "check", folder=tmp_path).returncode == 0


def test_a_file_of_another_packages_format_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "maps.argdown").write_text("TOY\nMaps\nMaps help.\n", "utf-8")
    done = run("import", "argdown", "maps.argdown", "-o", "maps", folder=tmp_path)
    assert done.returncode == 3
    assert "opendebate import toy FILE" in done.stderr


def test_entry_points_are_not_read_where_nothing_is_imported_or_exported(tmp_path: Path) -> None:
    code = (
        "import opendebate_cli.trace, opendebate_cli.main; "
        "print({'importlib.metadata', 'opendebate.exchange.formats'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True, text=True, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
