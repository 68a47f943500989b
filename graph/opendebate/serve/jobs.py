"""What is asked of workers, what they answer, and what one query may use."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

LONG = 0.25  # seconds from which on a query is no light one


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may use, and how many may wait.

    Attributes
    ----------
    seconds : float
    memory : int
        Bytes of address space of a worker.
    rows, bytes : int
        Of an answer.
    waiting : int
        Queries that wait for a worker; a quarter as many long ones may wait.
    each : int
        Light queries that one client may have in the server at once.
    each_long : int
        Long queries that one client may have in the server at once.
    workers : int
        Processes that answer queries; half of them, rounded down, may be on long queries.
    """

    seconds: float = 10.0
    memory: int = 4_000_000_000
    rows: int = 100_000
    bytes: int = 50_000_000
    waiting: int = 256
    each: int = 32
    each_long: int = 4
    workers: int = field(default_factory=lambda: (os.cpu_count() or 1) + 2)


@dataclass(frozen=True, slots=True)
class Job:
    """A query.

    Attributes
    ----------
    sparql : str
    rows : str, optional
        The form of rows, or yes and no, that the client takes: ``"json"``, ``"xml"``, ``"csv"`` or
        ``"tsv"``; None for none.
    facts : str, optional
        That of facts: ``"turtle"``, ``"ntriples"`` or ``"jsonld"``.
    checked : bool
        Whether the query is known to be safe; if it is not, a reader finds out first.
    union : bool
        Whether the query sees all graphs together where it names none.
    graphs, named : tuple of str, optional
        The graphs that the request names: those that it sees together, and those by name.
    """

    sparql: str
    rows: str | None = "json"
    facts: str | None = "turtle"
    checked: bool = False
    union: bool = True
    graphs: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer.

    Attributes
    ----------
    body : bytes
    media : str
        One of the forms that the job names.
    """

    body: bytes
    media: str
