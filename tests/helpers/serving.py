"""``opendebate serve`` in a process of its own, as tests want it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


@contextmanager
def running(
    *options: str, folder: Path | None = None, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``opendebate serve`` on a free port, and yield its address and process.

    Parameters
    ----------
    *options : str
        Of the command.
    folder : pathlib.Path, optional
        The working directory.
    **environment : str
        Variables besides those of this process.
    """
    command = [str(Path(sys.executable).with_name("opendebate")), "-d", str(TOWN), "serve"]
    child = subprocess.Popen(
        [*command, "--port", "0", *options], stderr=subprocess.PIPE, text=True, cwd=folder,
        env={**os.environ, **environment},
    )  # fmt: skip
    try:
        assert child.stderr is not None
        lines = []
        for line in child.stderr:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://[\d.]+:\d+", "".join(lines))
        assert found, lines
        yield found[0], child
    finally:
        child.kill()
        child.wait()
        if child.stderr:
            child.stderr.close()
