"""Commands of opendebate in a notebook: what they print appears below the cell."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from opendebate.isolated import python


def command(line: str, folder: str | Path) -> None:
    """Run ``opendebate -d FOLDER LINE``; print the line as in a terminal, and what it says.

    Parameters
    ----------
    line : str
        As in a terminal: ``"new my-article --text 'my article.txt'"``.
    folder : str or pathlib.Path
        The debate's folder.

    Examples
    --------
    >>> command("check", "no-such-folder")
    $ opendebate -d no-such-folder check
    Error: no-such-folder: There is no such folder.
    To begin a debate in a new folder, run: opendebate -d no-such-folder new SLUG
    """
    run = python("opendebate_cli", "-d", str(folder), *shlex.split(line))
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    print(f"$ opendebate -d {Path(folder).as_posix()} {line}")
    completed = subprocess.run(  # noqa: S603 - a command of ours, without a shell
        run, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    print(completed.stdout.decode("utf-8", "replace").rstrip())


def start_file(path: Path, text: str) -> None:
    """Write a text into a file, unless somebody has already written something into it.

    Lines that begin with # do not count: a new coding file has only those.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "topics.yaml"
    >>> start_file(path, "safety: {name: Safety}")
    topics.yaml is written.
    >>> start_file(path, "health: {name: Health}")
    topics.yaml is left as it is: there is something in it already.
    """
    before = path.read_text("utf-8") if path.exists() else ""
    written = [line for line in before.splitlines() if line.strip() and not line.startswith("#")]
    if written and before != text:
        print(f"{path.name} is left as it is: there is something in it already.")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    print(f"{path.name} is written.")
