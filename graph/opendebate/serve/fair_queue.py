"""Queues that give each client its share, and how much each client used recently."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from opendebate.serve.errors import Busy, TooManyOfClient

HALF_LIFE = 30.0  # seconds after which half of what a client has used is forgotten
_MAX_CLIENTS = 4_096


class WrongQueue(Exception):
    """A query waits in a queue that is not meant for it."""


class RecentUse:
    """How many seconds of long work each client used recently."""

    def __init__(self) -> None:
        self._seconds: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __getitem__(self, client: str) -> float:
        """Return the seconds of a client; older ones count less."""
        seconds, at = self._seconds.get(client, (0.0, 0.0))
        return seconds * 0.5 ** ((time.monotonic() - at) / HALF_LIFE) if seconds else 0.0

    def add(self, client: str, seconds: float) -> None:
        """Add seconds that a client used."""
        self._seconds[client] = (self[client] + seconds, time.monotonic())
        self._seconds.move_to_end(client)
        if len(self._seconds) > _MAX_CLIENTS:
            self._seconds.popitem(last=False)


@dataclass(slots=True, eq=False)
class QueueEntry:
    """A query or another piece of work that waits.

    Attributes
    ----------
    client : str
    fingerprint : bytes
        The same for queries that are alike.
    ready : asyncio.Future
        Done when the work may begin.
    """

    client: str
    fingerprint: bytes = b""
    ready: asyncio.Future[None] = field(default_factory=asyncio.Future)


class FairQueue:
    """A queue: the next client is the one with the least work running and the least used.

    Parameters
    ----------
    name : str
        The name of what waits, in the plural: ``"light queries"``.
    may_begin : callable
        Whether work of this client may begin now.
    recent_use : RecentUse
    max_waiting, per_client : int
        How many may wait, and how many of one client may wait or run.
    """

    def __init__(
        self,
        name: str,
        may_begin: Callable[[str], bool],
        recent_use: RecentUse,
        *,
        max_waiting: int,
        per_client: int,
    ) -> None:
        self.name, self.may_begin, self.recent_use = name, may_begin, recent_use
        self.max_waiting, self.per_client = max_waiting, per_client
        self.waiting: list[QueueEntry] = []
        self.working: Counter[str] = Counter()

    @property
    def in_work(self) -> int:
        """How many are running."""
        return self.working.total()

    async def enter(self, client: str, fingerprint: bytes = b"") -> None:
        """Wait until work may begin; when it ends, the caller calls :meth:`leave`.

        Raises
        ------
        WrongQueue
            If queries of this fingerprint turned out to belong in another queue.
        TooManyOfClient
            If this client has too many in this queue.
        Busy
            If too many wait, and no client that waits has used more.
        """
        entry = QueueEntry(client, fingerprint)
        self._check_capacity(entry)
        self.waiting.append(entry)
        self.admit()
        try:
            await entry.ready
        except asyncio.CancelledError:
            if entry.ready.done() and not entry.ready.cancelled() and not entry.ready.exception():
                self.leave(client)
            raise
        finally:
            with contextlib.suppress(ValueError):
                self.waiting.remove(entry)

    def enter_now(self, client: str) -> bool:
        """Begin at once if nobody waits and there is room; return whether it did."""
        fits = not self.waiting and self._of(client) < self.per_client and self.may_begin(client)
        if fits:
            self.working[client] += 1
        return fits

    def leave(self, client: str) -> None:
        """Note that a client's work has ended, and let others begin."""
        self.working[client] -= 1
        if not self.working[client]:
            del self.working[client]
        self.admit()

    def admit(self) -> None:
        """Let those who may begin do so, in order."""
        while entry := self._next():
            self.waiting.remove(entry)
            if not entry.ready.done():
                self.working[entry.client] += 1
                entry.ready.set_result(None)

    def dismiss(self, fingerprint: bytes) -> None:
        """Send away all waiting queries with a fingerprint."""
        for entry in self.waiting:
            if entry.fingerprint == fingerprint and not entry.ready.done():
                entry.ready.set_exception(WrongQueue())
        self.waiting = [entry for entry in self.waiting if entry.fingerprint != fingerprint]

    def refuse_all(self, message: str) -> None:
        """Refuse all that wait."""
        for entry in self.waiting:
            if not entry.ready.done():
                entry.ready.set_exception(Busy(message))

    def _next(self) -> QueueEntry | None:
        able = (entry for entry in self.waiting if self.may_begin(entry.client))
        return min(able, key=lambda entry: self._rank(entry.client), default=None)

    def _rank(self, client: str) -> tuple[int, float]:
        return self.working[client], self.recent_use[client]

    def _of(self, client: str) -> int:
        return self.working[client] + sum(entry.client == client for entry in self.waiting)

    def _check_capacity(self, entry: QueueEntry) -> None:
        """Refuse an entry if there is no room, or replace one of a client that used more."""
        already = self._of(entry.client)
        if already >= self.per_client:
            raise TooManyOfClient(
                f"{already} {self.name} of yours are in the server already.",
                advice="Send the next one when one of these is answered.",
            )
        if len(self.waiting) < self.max_waiting:
            return
        last = max(reversed(self.waiting), key=lambda entry: self._rank(entry.client))
        message = f"{len(self.waiting)} {self.name} wait already."
        if self._rank(entry.client) >= self._rank(last.client):
            raise Busy(message, advice="Try again later.")
        self.waiting.remove(last)
        if not last.ready.done():
            last.ready.set_exception(Busy(message, advice="Try again later."))
