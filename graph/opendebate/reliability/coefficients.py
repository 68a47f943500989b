"""Coefficients of agreement between coders, and their intervals by bootstrap.

All values are names (nominal data). A row is a unit, that is what all coders coded; a column is a
coder, and -1 means that the coder has no value for the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20_110_125  # of the bootstrap, so that the same codings give the same interval
RESAMPLES = 1_000
_MIN_DEFINED = 0.9  # share of resamples that must have a value for an interval to be given
Codes = NDArray[np.int64]
Statistic = Callable[[Codes], float | None]


def codes(rows: Sequence[Sequence[Hashable | None]]) -> Codes:
    """Return values as numbers, -1 for None; only units with at least two values are kept.

    Parameters
    ----------
    rows : sequence of sequence
        Unit → the value of each coder.

    Examples
    --------
    >>> codes([["affirms", "denies"], ["denies", None], ["denies", "denies"]]).tolist()
    [[0, 1], [1, 1]]
    """
    numbers: dict[Hashable, int] = {}
    coded = [
        [-1 if value is None else numbers.setdefault(value, len(numbers)) for value in row]
        for row in rows
        if sum(value is not None for value in row) > 1
    ]
    width = len(rows[0]) if rows else 2
    return np.array(coded, dtype=np.int64).reshape(len(coded), width)


def alpha(values: Codes) -> float | None:
    """Return Krippendorff's alpha for nominal data; None if all values are equal.

    It is ``1 - observed / expected disagreement`` (Krippendorff 2011, "Computing Krippendorff's
    Alpha-Reliability"). Coders need not have coded every unit.

    Examples
    --------
    >>> alpha(codes([[0, 0], [1, 1], [0, 1], [1, 0]]))
    0.125
    """
    counts = _counts(values)
    pairable = counts.sum(axis=1)
    counts, pairable = counts[pairable > 1], pairable[pairable > 1]
    total = pairable.sum()
    expected = total**2 - (counts.sum(axis=0) ** 2).sum()
    if not expected:
        return None
    differing = (pairable**2 - (counts**2).sum(axis=1)) / (pairable - 1)
    return float(1 - (total - 1) * differing.sum() / expected)


def _counts(values: Codes) -> NDArray[np.int64]:
    """Return how many coders gave each value to each unit."""
    n_values = int(values.max(initial=-1)) + 1
    counts = np.zeros((len(values), max(n_values, 1)), dtype=np.int64)
    for column in values.T:
        present = np.flatnonzero(column >= 0)
        counts[present, column[present]] += 1
    return counts


def kappa(values: Codes) -> float | None:
    """Return Cohen's kappa (1960); of more than two coders Light's, the mean over all pairs.

    It is None if a pair of coders has only one value.

    Examples
    --------
    >>> kappa(codes([[0, 0], [1, 1], [0, 1], [1, 0]]))
    0.0
    """
    return _mean_over_pairs(values, _cohen)


def _cohen(first: Codes, second: Codes) -> float | None:
    n_values = int(max(first.max(), second.max())) + 1
    shares = [np.bincount(one, minlength=n_values) / len(one) for one in (first, second)]
    by_chance = float(shares[0] @ shares[1])
    if by_chance >= 1:
        return None
    return float(((first == second).mean() - by_chance) / (1 - by_chance))


def percentage(values: Codes) -> float | None:
    """Return the share of units with equal values; of more than two coders the mean over pairs."""
    return _mean_over_pairs(values, lambda first, second: float((first == second).mean()))


def _mean_over_pairs(
    values: Codes, of_pair: Callable[[Codes, Codes], float | None]
) -> float | None:
    results = []
    for one, other in combinations(range(values.shape[1]), 2):
        both = (values[:, one] >= 0) & (values[:, other] >= 0)
        if both.any():
            results.append(of_pair(values[both, one], values[both, other]))
    defined = [result for result in results if result is not None]
    return sum(defined) / len(defined) if defined and len(defined) == len(results) else None


def interval(statistic: Callable[[Any], float | None], rows: Any) -> tuple[float, float] | None:
    """Return the 95 % interval of a statistic by bootstrap: its rows are drawn again and again.

    It is the percentile interval (Efron 1979), with a fixed seed. It is None for fewer than two
    rows, or if the statistic has no value in more than a tenth of the draws.

    Parameters
    ----------
    statistic : callable
        Takes rows, returns a number or None.
    rows : numpy.ndarray
    """
    if len(rows) < 2:
        return None
    random = np.random.default_rng(SEED)
    drawn = (statistic(rows[random.integers(0, len(rows), len(rows))]) for _ in range(RESAMPLES))
    defined = [value for value in drawn if value is not None]
    if len(defined) < _MIN_DEFINED * RESAMPLES:
        return None
    low, high = np.percentile(defined, [2.5, 97.5])
    return float(low), float(high)
