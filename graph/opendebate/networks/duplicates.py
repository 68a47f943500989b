"""Duplicates among observations: within a source or period, or in copies of the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendebate.networks.observations import Observation


def without_duplicates(
    observations: Iterable[Observation], period: str, *, stance: bool = True
) -> Iterator[Observation]:
    """Yield observations, except those that repeat an earlier observation.

    Parameters
    ----------
    observations : iterable of Observation
    period : str
        One of `DUPLICATES`.
    stance : bool
        Whether observations with different stances are different; under ``ignore`` they are not.
    """
    if period == "include":
        yield from observations
        return
    if period == "text":
        yield from _once_per_text(observations, stance=stance)
        return
    seen_keys = set()
    for observation in observations:
        key = (
            observation.actor,
            observation.target,
            stance and observation.stance,
            _period_key(observation, period),
        )
        if key not in seen_keys:
            seen_keys.add(key)
            yield observation


def _once_per_text(observations: Iterable[Observation], *, stance: bool) -> Iterator[Observation]:
    """Yield, for several sources with the same text, those of the source that has most."""
    by_key: defaultdict[object, defaultdict[str, list[Observation]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for observation in observations:
        key = (
            observation.text or observation.source,
            observation.actor,
            observation.target,
            stance and observation.stance,
        )
        by_key[key][observation.source].append(observation)
    for by_source in by_key.values():
        yield from max(by_source.values(), key=len)


def _period_key(observation: Observation, period: str) -> object:
    """Return the source or period within which the same stance counts once."""
    day = observation.day
    if period == "source" or (day is None and period != "range"):
        return observation.source
    if period == "range" or day is None:
        return None
    week = day.isocalendar()
    periods = {
        "day": day,
        "week": (week.year, week.week),
        "month": (day.year, day.month),
        "year": day.year,
    }
    return periods[period]
