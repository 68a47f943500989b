"""Cycles in relations that must have none: part of, version of, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

MAX_CYCLES = 20  # cycles that are reported for a relation


def find_cycles(successors: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return cycles among ids, each as a path that ends where it began.

    When a cycle is found, its last edge is removed before the search goes on, so that of cycles
    with a common edge only one is reported. The time grows with the number of edges.

    Parameters
    ----------
    successors : mapping of str to iterable of str
        For each id, in order, the ids it leads to; a cycle begins at its first id in this order.

    Examples
    --------
    >>> find_cycles({"a": ["b"], "b": ["c"], "c": ["b", "a"], "d": ["d"]})
    [('a', 'b', 'c', 'a'), ('b', 'c', 'b'), ('d', 'd')]
    """
    remaining = {name: dict.fromkeys(targets) for name, targets in successors.items()}
    order = {name: n for n, name in enumerate(remaining)}
    cycles = []
    for _ in range(MAX_CYCLES):
        try:
            TopologicalSorter(remaining).prepare()
        except CycleError as error:
            cycle = _rotated(error.args[1][::-1], order)
            cycles.append(cycle)
            del remaining[cycle[-2]][cycle[-1]]
        else:
            break
    return sorted(cycles, key=lambda cycle: (order[cycle[0]], -len(cycle)))


def _rotated(cycle: list[str], order: Mapping[str, int]) -> tuple[str, ...]:
    """Return a cycle so that it begins, and ends, with the id that comes first in the order."""
    at = min(range(len(cycle) - 1), key=lambda n: order[cycle[n]])
    return (*cycle[at:-1], *cycle[:at], cycle[at])
