"""Queues in which each client gets its share, and an account of who has used much lately."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from opendebate.serve.errors import Busy, Crowded

HALF_LIFE = 30.0  # seconds after which half of what a client has used is forgotten
_MOST_CLIENTS = 4_096


class Elsewhere(Exception):
    """A query waits in a queue to which it does not belong."""


class Used:
    """How many seconds of long work each client has had lately."""

    def __init__(self) -> None:
        self._seconds: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __getitem__(self, client: str) -> float:
        """Return the seconds of a client, the older the less they count."""
        seconds, at = self._seconds.get(client, (0.0, 0.0))
        return seconds * 0.5 ** ((time.monotonic() - at) / HALF_LIFE) if seconds else 0.0

    def add(self, client: str, seconds: float) -> None:
        """Put seconds on a client's account."""
        self._seconds[client] = (self[client] + seconds, time.monotonic())
        self._seconds.move_to_end(client)
        if len(self._seconds) > _MOST_CLIENTS:
            self._seconds.popitem(last=False)


@dataclass(slots=True, eq=False)
class Turn:
    """A query that waits.

    Attributes
    ----------
    client : str
    kind : bytes
        What it has in common with others.
    ready : asyncio.Future
        Done when its turn has come.
    """

    client: str
    kind: bytes = b""
    ready: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Turns:
    """A queue: the next is of the client that has least in work, and has used least.

    Parameters
    ----------
    name : str
        What waits in it, in the plural: ``"light queries"``.
    may : callable
        Whether a query of this client may begin now.
    used : Used
    waiting, each : int
        How many may wait, and how many of one client may wait or be in work.
    """

    def __init__(
        self, name: str, may: Callable[[str], bool], used: Used, *, waiting: int, each: int
    ) -> None:
        self.name, self.may, self.used = name, may, used
        self.most_waiting, self.each = waiting, each
        self.waiting: list[Turn] = []
        self.working: Counter[str] = Counter()

    @property
    def in_work(self) -> int:
        """How many are in work."""
        return self.working.total()

    async def enter(self, client: str, kind: bytes = b"") -> None:
        """Wait for a turn; whoever has had it calls :meth:`leave`.

        Raises
        ------
        Elsewhere
            If what is of this kind does not belong here, as was found out meanwhile.
        Crowded
            If this client has too many here.
        Busy
            If too many wait, and none of a client that has used more.
        """
        turn = Turn(client, kind)
        self._check_room(turn)
        self.waiting.append(turn)
        self.call()
        try:
            await turn.ready
        except asyncio.CancelledError:
            if turn.ready.done() and not turn.ready.cancelled() and not turn.ready.exception():
                self.leave(client)
            raise
        finally:
            with contextlib.suppress(ValueError):
                self.waiting.remove(turn)

    def enter_now(self, client: str) -> bool:
        """Take a turn if there is one to take and nobody waits; return whether there was."""
        fits = not self.waiting and self._of(client) < self.each and self.may(client)
        if fits:
            self.working[client] += 1
        return fits

    def leave(self, client: str) -> None:
        """End a turn."""
        self.working[client] -= 1
        if not self.working[client]:
            del self.working[client]
        self.call()

    def call(self) -> None:
        """Give turns to those who may have them, in order."""
        while turn := self._next():
            self.waiting.remove(turn)
            if not turn.ready.done():
                self.working[turn.client] += 1
                turn.ready.set_result(None)

    def dismiss(self, kind: bytes) -> None:
        """Let no query of a kind wait here any longer."""
        for turn in self.waiting:
            if turn.kind == kind and not turn.ready.done():
                turn.ready.set_exception(Elsewhere())
        self.waiting = [turn for turn in self.waiting if turn.kind != kind]

    def refuse_all(self, told: str) -> None:
        """Tell all who wait that they get no turn."""
        for turn in self.waiting:
            if not turn.ready.done():
                turn.ready.set_exception(Busy(told))

    def _next(self) -> Turn | None:
        able = (turn for turn in self.waiting if self.may(turn.client))
        return min(able, key=lambda turn: self._rank(turn.client), default=None)

    def _rank(self, client: str) -> tuple[int, float]:
        return self.working[client], self.used[client]

    def _of(self, client: str) -> int:
        return self.working[client] + sum(turn.client == client for turn in self.waiting)

    def _check_room(self, turn: Turn) -> None:
        """Refuse a turn that is too much, or take the place of a client that has used more."""
        own = self._of(turn.client)
        if own >= self.each:
            raise Crowded(
                f"{own} {self.name} of yours are in the server already.",
                advice="Send the next one when one of these is answered.",
            )
        if len(self.waiting) < self.most_waiting:
            return
        last = max(reversed(self.waiting), key=lambda one: self._rank(one.client))
        told = f"{len(self.waiting)} {self.name} wait already."
        if self._rank(turn.client) >= self._rank(last.client):
            raise Busy(told, advice="Try again later.")
        self.waiting.remove(last)
        if not last.ready.done():
            last.ready.set_exception(Busy(told, advice="Try again later."))
