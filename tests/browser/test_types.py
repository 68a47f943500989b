"""The page's modules keep the types that their comments promise."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from opendebate.views.explorer import FOLDER


def test_the_modules_are_typed() -> None:
    tsc = shutil.which("tsc")
    if tsc is None:
        pytest.skip("there is no TypeScript on this machine (npm install -g typescript)")
    done = subprocess.run(
        [tsc, "-p", str(FOLDER)], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.stdout == ""
    assert done.returncode == 0
