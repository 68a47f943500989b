"""The health of the server, which several modules report and read."""

from __future__ import annotations

import time
from dataclasses import dataclass

RECENT = 10.0  # seconds for which trouble is reported after its last occurrence


@dataclass(slots=True)
class ServerHealth:
    """Whether the server can accept connections.

    Attributes
    ----------
    lacking_since : float
        When accepting last failed, for want of file descriptors or memory.
    """

    lacking_since: float = -RECENT

    @property
    def trouble(self) -> str:
        """What is wrong; empty if nothing is."""
        recent = time.monotonic() - self.lacking_since < RECENT
        return "connections cannot be accepted: no file descriptors are left" if recent else ""
