"""Running queries: how long they take, and which of them are alike."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opendebate.errors import OpenDebateError, QueryError
from opendebate.serve.bounds import LONG_QUERY
from opendebate.serve.errors import NotAcceptable, TooLarge, Unwritable
from opendebate.serve.worker_process import Worker

_MAX_FINGERPRINTS = 2_000
_MAX_ROUNDS = 4  # times LONG_QUERY for a query on a busy machine
_VARYING = re.compile(
    r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|[?$]\w+|\d+|\s+", re.IGNORECASE
)
Reply = tuple[dict[str, Any], bytes]


@dataclass(slots=True, eq=False)
class Run:
    """A running query.

    Attributes
    ----------
    client : str
    worker : Worker
    work : asyncio.Task
    began : float
    is_long : bool
        Whether it turned out to be a long query.
    """

    client: str
    worker: Worker
    work: asyncio.Task[Reply]
    began: float
    is_long: bool = False

    @property
    def seconds(self) -> float:
        """How many seconds it has run."""
        return time.monotonic() - self.began


class LongFingerprints:
    """Fingerprints of queries that ran long; if there are too many, the oldest go."""

    def __init__(self) -> None:
        self._fingerprints: OrderedDict[bytes, None] = OrderedDict()

    def __contains__(self, shape: bytes) -> bool:
        """Return whether a query with a fingerprint ran long."""
        return shape in self._fingerprints

    def add(self, shape: bytes) -> None:
        """Add a fingerprint."""
        self._fingerprints[shape] = None
        if len(self._fingerprints) > _MAX_FINGERPRINTS:
            self._fingerprints.popitem(last=False)

    def discard(self, shape: bytes) -> None:
        """Remove a fingerprint."""
        self._fingerprints.pop(shape, None)


def fingerprint(sparql: str) -> bytes:
    """Return a hash that queries share which differ only in names, numbers and texts."""
    skeleton = " ".join(_VARYING.sub(" ", sparql).split())
    return hashlib.sha256(skeleton.encode("utf-8", "replace")).digest()


async def is_light(run: Run) -> bool:
    """Wait until a query has its answer or is a long one; return whether it has its answer.

    On a busy machine, a light query may take long by the clock. So its processor time counts, if
    the system reports it.
    """
    before = run.worker.seconds
    for _ in range(_MAX_ROUNDS):
        if await has_ended(run, LONG_QUERY):
            return True
        after = run.worker.seconds
        if before is None or after is None or after - before > 0.8 * LONG_QUERY:
            break
    run.is_long = True
    return False


async def has_ended(run: Run, seconds: float) -> bool:
    """Wait a number of seconds for a query's answer; return whether it has come."""
    await asyncio.wait({run.work}, timeout=max(seconds, 0))
    return run.work.done()


def error_in(head: Mapping[str, Any]) -> OpenDebateError:
    """Return the error that a worker reports."""
    if head["wrong"] == "media":
        return NotAcceptable("The answer has no form that the client accepts.")
    if head["wrong"] == "large":
        return TooLarge(head["what"], advice="Add a LIMIT, or narrow the query.")
    if head["wrong"] == "form":
        return Unwritable(head["what"], advice="Ask for JSON, CSV or TSV.")
    return QueryError(head["what"], where=head.get("where"), advice=head.get("advice"))
