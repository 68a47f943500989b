"""What the server knows of itself that no part of it knows alone."""

from __future__ import annotations

import time
from dataclasses import dataclass

RECENT = 10.0  # seconds for which trouble is told after it was last seen


@dataclass(slots=True)
class State:
    """How the server is.

    Attributes
    ----------
    lacking_since : float
        When no connection could be taken last, for want of file descriptors or memory.
    """

    lacking_since: float = -RECENT

    @property
    def trouble(self) -> str:
        """What is wrong; empty where nothing is."""
        recent = time.monotonic() - self.lacking_since < RECENT
        return "connections cannot be taken: no file descriptors are left" if recent else ""
