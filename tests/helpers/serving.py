"""``opendebate serve`` in a process of its own, as tests want it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


@contextmanager
def running(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``opendebate serve`` on a free port, and yield its address and process."""
    command = [sys.executable, "-m", "opendebate_cli", "-d", str(TOWN), "serve", "--port", "0"]
    child = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
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
        child.send_signal(signal.SIGKILL)
        child.wait()
        if child.stderr:
            child.stderr.close()
