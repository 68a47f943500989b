"""Repetitions: within what the same counts once, and one text that is coded several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendebate.networks.observations import Observation


def once(
    observations: Iterable[Observation], within: str, *, stance: bool = True
) -> Iterator[Observation]:
    """Yield observations, each that repeats an earlier one left out.

    Parameters
    ----------
    observations : iterable of Observation
    within : str
        One of `DUPLICATES`.
    stance : bool
        Whether another stance makes another observation; under ``ignore`` it does not.
    """
    if within == "include":
        yield from observations
        return
    if within == "text":
        yield from _once_a_text(observations, stance=stance)
        return
    seen = set()
    for one in observations:
        key = (one.actor, one.target, stance and one.stance, _period(one, within))
        if key not in seen:
            seen.add(key)
            yield one


def _once_a_text(observations: Iterable[Observation], *, stance: bool) -> Iterator[Observation]:
    """Yield, of several sources that hold one text, the one that has a stance most often."""
    found: defaultdict[object, defaultdict[str, list[Observation]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in observations:
        key = (one.text or one.source, one.actor, one.target, stance and one.stance)
        found[key][one.source].append(one)
    for by_source in found.values():
        yield from max(by_source.values(), key=len)


def _period(one: Observation, within: str) -> object:
    """Return the source or time within which the same counts once."""
    day = one.day
    if within == "source" or (day is None and within != "range"):
        return one.source
    if within == "range" or day is None:
        return None
    week = day.isocalendar()
    periods = {
        "day": day,
        "week": (week.year, week.week),
        "month": (day.year, day.month),
        "year": day.year,
    }
    return periods[within]
