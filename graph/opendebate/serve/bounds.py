"""The limits of the server's queries, which are also the defaults of the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

LONG_QUERY = 0.25  # a query that takes more seconds is a long one


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of a query, and how many queries may wait.

    Attributes
    ----------
    seconds : float
    memory : int
        Bytes of address space of a worker.
    rows, bytes : int
        The limits of an answer.
    waiting : int
        Queries that may wait for a worker, and four times the number of long ones that may.
    per_client : int
        Light queries that one client may have in the server at once.
    long_per_client : int
        Long queries that one client may have in the server at once.
    workers : int
        Processes that answer queries; half of them, rounded down, may work on long queries.
    """

    seconds: float = 10.0
    memory: int = 4_000_000_000
    rows: int = 100_000
    bytes: int = 50_000_000
    waiting: int = 256
    per_client: int = 32
    long_per_client: int = 4
    workers: int = field(default_factory=lambda: (os.cpu_count() or 1) + 2)
