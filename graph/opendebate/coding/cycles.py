"""Circles in relations that must have none: parts of wholes, versions, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

MOST = 20  # circles that are told of one relation


def circles(ways: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return circles among things, each as a way from a thing back to itself.

    When a circle is found, its last step is taken out and the rest is searched on, so that of
    circles that share a step one is told. The time grows with the number of ways.

    Parameters
    ----------
    ways : mapping of str to iterable of str
        For each thing, in order, those that it leads to; circles begin at the first of them.

    Examples
    --------
    >>> circles({"a": ["b"], "b": ["c"], "c": ["b", "a"], "d": ["d"]})
    [('a', 'b', 'c', 'a'), ('b', 'c', 'b'), ('d', 'd')]
    """
    left = {name: dict.fromkeys(nexts) for name, nexts in ways.items()}
    order = {name: n for n, name in enumerate(left)}
    found = []
    for _ in range(MOST):
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = _turned(error.args[1][::-1], order)
            found.append(circle)
            del left[circle[-2]][circle[-1]]
        else:
            break
    return sorted(found, key=lambda circle: (order[circle[0]], -len(circle)))


def _turned(circle: list[str], order: Mapping[str, int]) -> tuple[str, ...]:
    """Return a circle so that it begins, and ends, with what comes first."""
    at = min(range(len(circle) - 1), key=lambda n: order[circle[n]])
    return (*circle[at:-1], *circle[:at], circle[at])
