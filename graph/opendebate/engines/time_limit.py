"""A time limit for work in an engine that cannot be stopped once it has begun."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

from opendebate.engines.engine import too_slow

T = TypeVar("T")
MOST_SECONDS = 1_000_000  # about eleven days; a thread cannot wait for just any number
_GRACE = 0.5  # seconds in which work that notices the limit by itself may say so


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what work returns, if it is done in time.

    Work that is not done goes on in a thread of its own until it ends by itself, or the process
    does: the thread is a daemon, for which the end of a process does not wait. Pyoxigraph's rows
    are read one by one, so a query that yields rows notices the limit; one that only counts them
    does not, and pyoxigraph 0.5 offers nothing that cancels it.

    Parameters
    ----------
    seconds : float
        At most `MOST_SECONDS`.
    work : callable

    Raises
    ------
    LimitReached
        If it takes longer.

    Examples
    --------
    >>> within(5, lambda: 2 + 2)
    4
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 — it is raised again, by who waits
            traceback.clear_frames(error.__traceback__)  # pyoxigraph's rows belong to this thread
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="query with a time limit")
    thread.start()
    thread.join(seconds + _GRACE)
    if errors:
        raise errors[0]
    if not results:
        raise too_slow(seconds)
    return results[0]
