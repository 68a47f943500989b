"""Commands of opendebate in a notebook: what they print appears below the cell."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from opendebate.isolated import python


def command(line: str, folder: str | Path) -> None:
    """Run ``opendebate -d FOLDER LINE``, and print what it says.

    Parameters
    ----------
    line : str
        As in a terminal: ``"new my-article --text 'my article.txt'"``.
    folder : str or pathlib.Path
        The debate's folder.

    Examples
    --------
    >>> command("check", "no-such-folder")
    Error: no-such-folder: There is no such folder.
    'opendebate -d no-such-folder new SLUG' begins a debate in a new folder.
    """
    run = python("opendebate_cli", "-d", str(folder), *shlex.split(line))
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(  # noqa: S603 - a command of ours, without a shell
        run, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    print(done.stdout.decode("utf-8", "replace").rstrip())
