"""Console sessions in documents: found, run, and held against what is shown."""

from __future__ import annotations

import contextlib
import re
import shlex
import subprocess
from pathlib import Path

from click.testing import CliRunner

from opendebate_cli.main import cli


def sessions(document: str) -> list[tuple[str, str]]:
    """Return every command that a document shows in a console, with the output it shows."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", document, re.DOTALL):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = session.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an ``opendebate`` command in a folder, 80 columns wide, within this process."""
    words = shlex.split(command)
    assert words[0] == "opendebate"
    with contextlib.chdir(folder):
        done = CliRunner().invoke(cli, words[1:], prog_name="opendebate", env={"COLUMNS": "80"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def compared(output: str, printed: str) -> tuple[list[str], list[str]]:
    """Return the lines shown and those printed; where … ends what is shown, only its beginning."""
    shown = [line.rstrip() for line in output.rstrip().splitlines()]
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if shown[-1:] == ["…"]:
        return shown[:-1], lines[: len(shown) - 1]
    return shown, lines
