"""Queries at work: how long they run, and which of them are alike."""

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
from opendebate.serve.errors import NotAcceptable, TooLarge, Unwritable
from opendebate.serve.jobs import LONG
from opendebate.serve.worker_process import Worker

_MOST_KINDS = 2_000
_MOST_ROUNDS = 4  # times LONG that a query has which does not get the processor
_ALIKE = re.compile(
    r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|[?$]\w+|\d+|\s+", re.IGNORECASE
)
Told = tuple[dict[str, Any], bytes]


@dataclass(slots=True, eq=False)
class Run:
    """A query at work.

    Attributes
    ----------
    client : str
    worker : Worker
    work : asyncio.Task
    began : float
    is_long : bool
        Whether it was found to be no light query.
    """

    client: str
    worker: Worker
    work: asyncio.Task[Told]
    began: float
    is_long: bool = False

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return time.monotonic() - self.began


class Kinds:
    """Kinds of queries that ran long; of too many, the oldest are forgotten."""

    def __init__(self) -> None:
        self._kinds: OrderedDict[bytes, None] = OrderedDict()

    def __contains__(self, kind: bytes) -> bool:
        """Tell whether a kind ran long."""
        return kind in self._kinds

    def add(self, kind: bytes) -> None:
        """Remember a kind."""
        self._kinds[kind] = None
        if len(self._kinds) > _MOST_KINDS:
            self._kinds.popitem(last=False)

    def discard(self, kind: bytes) -> None:
        """Forget a kind."""
        self._kinds.pop(kind, None)


def kind_of(sparql: str) -> bytes:
    """Return what a query shares with those that differ in names, numbers and texts alone."""
    bare = " ".join(_ALIKE.sub(" ", sparql).split())
    return hashlib.sha256(bare.encode("utf-8", "replace")).digest()


async def is_light(run: Run) -> bool:
    """Wait until a query has its answer or is a long one; return whether it has its answer.

    Where the machine is busy with other things, a light query may take long by the clock: what
    counts is how long it has had the processor, where the system tells.
    """
    before = run.worker.seconds
    for _ in range(_MOST_ROUNDS):
        if await has_ended(run, LONG):
            return True
        now = run.worker.seconds
        if before is None or now is None or now - before > 0.8 * LONG:
            break
    run.is_long = True
    return False


async def has_ended(run: Run, seconds: float) -> bool:
    """Wait until a query has its answer, so many seconds at the most; return whether it has."""
    await asyncio.wait({run.work}, timeout=max(seconds, 0))
    return run.work.done()


def fault(head: Mapping[str, Any]) -> OpenDebateError:
    """Return the error that a worker tells."""
    if head["wrong"] == "media":
        return NotAcceptable("The answer has no form that the client takes.")
    if head["wrong"] == "large":
        return TooLarge(head["what"], advice="Add a LIMIT, or narrow the query.")
    if head["wrong"] == "form":
        return Unwritable(head["what"], advice="Ask for JSON, CSV or TSV.")
    return QueryError(head["what"], where=head.get("where"), advice=head.get("advice"))
