"""The page's modules keep the types that their comments promise."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from opendebate.views import explorer
from opendebate.workbench import workbench_page

FOLDERS = (explorer.FOLDER, workbench_page.FOLDER / "code")


def test_the_modules_are_typed(tmp_path: Path) -> None:
    """Those of both pages at once: the workbench uses modules of the explorer."""
    tsc = shutil.which("tsc")
    if tsc is None:
        pytest.skip("there is no TypeScript on this machine (npm install -g typescript)")
    settings = {
        "extends": (explorer.FOLDER / "tsconfig.json").as_posix(),
        "include": [(folder / "*.js").as_posix() for folder in FOLDERS],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    done = subprocess.run(
        [tsc, "-p", str(tmp_path)], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.stdout == ""
    assert done.returncode == 0
