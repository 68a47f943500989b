"""Jobs for workers, their answers, and the limits of a query."""

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


@dataclass(frozen=True, slots=True)
class Job:
    """A query.

    Attributes
    ----------
    sparql : str
    rows : str, optional
        The form in which the client accepts rows, or yes and no: ``"json"``, ``"xml"``, ``"csv"``
        or ``"tsv"``; None if it accepts none.
    facts : str, optional
        The form in which it accepts facts: ``"turtle"``, ``"ntriples"`` or ``"jsonld"``.
    checked : bool
        Whether the query is known to be safe; if not, a reader checks it first.
    union : bool
        Whether the query sees all graphs together if it names none.
    default_graphs, named_graphs : tuple of str, optional
        The graphs that the request names, as in the SPARQL protocol.
    """

    sparql: str
    rows: str | None = "json"
    facts: str | None = "turtle"
    checked: bool = False
    union: bool = True
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer.

    Attributes
    ----------
    body : bytes
    media : str
        The form of the body, which is one that the job accepts.
    """

    body: bytes
    media: str
