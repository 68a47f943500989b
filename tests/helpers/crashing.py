"""Run a command again and again, and kill it at one act of writing after the other.

    python crashing.py TEMPLATE COMMAND…

Each round begins in a new copy of the folder TEMPLATE. The command is killed at its n-th act (a
file opened to be written, moved, removed or made). What it leaves behind is made to look old; then
the command is run to its end in the same folder. A line of JSON tells of each round. The first
acts, the last ones and one in the middle are tried.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
NEVER = -1
NEW = (".new-", ".opendebate-")  # what is written and not yet in its place


class Killer:
    """An audit hook that counts acts of writing below a folder, and kills this process at one."""

    def __init__(self, kill_at: int, folder: str) -> None:
        self.acts, self.kill_at, self.folder = 0, kill_at, folder

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count an act."""
        is_act = event in ACTS or (event == "open" and _writes(arguments))
        if is_act and str(arguments[0]).startswith(self.folder):
            self.acts += 1
            if self.acts == self.kill_at:
                os.kill(os.getpid(), signal.SIGKILL)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) or any(sign in (mode or "") for sign in "wax+")


@dataclass(frozen=True)
class Done:
    """How a child ended: its exit code (negative if killed), its acts, and what it imported."""

    code: int
    acts: int = 0
    modules: tuple[str, ...] = ()


def run(command: Sequence[str], folder: str, kill_at: int = NEVER) -> Done:
    """Run a command in a child, and return how it ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.argv = ["opendebate", *command]
        killer = Killer(kill_at, folder)
        sys.addaudithook(killer)
        from opendebate_cli.main import main

        code = 0
        try:
            main()
        except SystemExit as error:
            code = int(error.code or 0)
        with os.fdopen(writer, "w") as parent:
            json.dump({"acts": killer.acts, "modules": list(sys.modules)}, parent)
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = json.loads(pipe.read() or "{}")
    return Done(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), **said)


def fresh(template: Path) -> str:
    """Go into a new copy of a folder, and use a cache that is in it."""
    folder = os.path.realpath(tempfile.mkdtemp())
    shutil.copytree(template, folder, dirs_exist_ok=True)
    os.chdir(folder)
    os.environ["OPENDEBATE_CACHE"] = f"{folder}/cache"
    return folder


def make_older(folder: str) -> int:
    """Let new files and folders look as if nobody had written to them for long; count them."""
    found = [path for prefix in NEW for path in Path(folder).rglob(f"{prefix}*")]
    for path in found:
        os.utime(path, (0, 0))
    return len(found)


def rounds(template: Path, command: Sequence[str]) -> None:
    """Count a command's acts; then kill it at some of them, and run it once more."""
    folder = fresh(template)
    first = run(command, folder)
    shutil.rmtree(folder)
    for name in first.modules:  # each later child has them from here
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    acts = first.acts
    for n in sorted({2, acts // 2, acts - 1, acts} & set(range(1, acts + 1))):
        folder = fresh(template)
        killed = run(command, folder, n).code
        left = make_older(folder)
        again = run(command, folder).code
        report = {"act": n, "folder": folder, "killed": killed, "left": left, "again": again}
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    rounds(Path(sys.argv[1]).resolve(), sys.argv[2:])
