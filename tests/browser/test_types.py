"""The page's modules keep the types that their comments promise."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from opendebate.views import explorer
from opendebate.workbench import workbench_page


@pytest.mark.parametrize(
    "folder", [explorer.FOLDER, workbench_page.FOLDER / "code"], ids=["explorer", "workbench"]
)
def test_the_modules_are_typed(folder: Path) -> None:
    tsc = shutil.which("tsc")
    if tsc is None:
        pytest.skip("there is no TypeScript on this machine (npm install -g typescript)")
    done = subprocess.run(
        [tsc, "-p", str(folder)], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.stdout == ""
    assert done.returncode == 0
