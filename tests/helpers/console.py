"""Console sessions in documents: found, run, and held against what is shown."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path


def sessions(document: str) -> list[tuple[str, str]]:
    """Return every command that a document shows in a console, with the output it shows."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", document, re.DOTALL):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = session.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an ``opendebate`` command in a folder, 80 columns wide."""
    words = shlex.split(command)
    assert words[0] == "opendebate"
    return subprocess.run(
        [sys.executable, "-m", "opendebate_cli", *words[1:]],
        cwd=folder, env={**os.environ, "COLUMNS": "80"}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip


def compared(output: str, printed: str) -> tuple[list[str], list[str]]:
    """Return the lines shown and those printed; where … ends what is shown, only its beginning."""
    shown = [line.rstrip() for line in output.rstrip().splitlines()]
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if shown[-1:] == ["…"]:
        return shown[:-1], lines[: len(shown) - 1]
    return shown, lines
