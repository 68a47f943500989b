"""Progress of a long build, on stderr."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType

from opendebate.counting import counted

PATIENCE = 1.0  # seconds before anything is shown
_INTERVAL = 0.2


class Progress:
    """A line on stderr that says the stage, once a build has taken a second.

    On a terminal the line is rewritten; elsewhere each stage gets a separate line.
    """

    def __init__(self) -> None:
        self._began = self._shown_at = time.monotonic()
        self._stage = ""
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far the build is."""
        moment = time.monotonic()
        new = stage != self._stage
        due = self._live and moment - self._shown_at > _INTERVAL
        if moment - self._began < PATIENCE or not (new or due):
            return
        self._stage, self._shown_at = stage, moment
        text = f"{stage} {done:,} of {counted(total, 'file')}" if total else stage
        sys.stderr.write(f"\r\033[K{text} …" if self._live else f"{text} …\n")
        sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live and self._stage:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
