"""Coefficients of agreement between coders, and their intervals by bootstrap.

All values are names (nominal data). A row is a unit, that is what all coders coded; a column is a
coder, and -1 means that the coder has no value for the unit.

For the bootstrap, `alphas`, `kappas` and `percentages` take weights, and compute all draws at once:
a row of weights says how often a draw has each unit, and NaN means that the draw has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20_110_125  # of the bootstrap, so that the same codings give the same interval
RESAMPLES = 1_000
_MIN_DEFINED = 0.9  # share of resamples that must have a value for an interval to be given
_MOST_WEIGHTS = 2_000_000  # in the memory at once
Codes = NDArray[np.int64]
Numbers = NDArray[np.float64]
Statistic = Callable[[Any, Numbers], Numbers]  # takes rows, and draws by weights of rows


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
    return once(alphas, values)


def alphas(values: Codes, weights: Numbers) -> Numbers:
    """Return Krippendorff's alpha of each draw of units."""
    counts = _counts(values)
    pairable = counts.sum(axis=1)
    used = pairable > 1
    counts, pairable, weights = counts[used], pairable[used], weights[:, used]
    total = weights @ pairable
    expected = total**2 - ((weights @ counts) ** 2).sum(axis=1)
    differing = weights @ ((pairable**2 - (counts**2).sum(axis=1)) / (pairable - 1))
    return 1 - _ratio((total - 1) * differing, expected)


def _ratio(numerator: Numbers, denominator: Numbers) -> Numbers:
    """Return NaN where the denominator is 0."""
    ratio = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=ratio, where=denominator != 0)
    return ratio


def _counts(values: Codes) -> Numbers:
    """Return how many coders gave each value to each unit."""
    n_values = int(values.max(initial=-1)) + 1
    counts = np.zeros((len(values), max(n_values, 1)))
    for column in values.T:
        present = np.flatnonzero(column >= 0)
        counts[present, column[present]] += 1
    return counts


def kappas(values: Codes, weights: Numbers) -> Numbers:
    """Return Cohen's kappa (1960) of each draw of units; of more coders Light's, the mean of pairs.

    It is NaN if a pair of coders has only one value.

    Examples
    --------
    >>> once(kappas, codes([[0, 0], [1, 1], [0, 1], [1, 0]]))
    0.0
    """
    return _mean_over_pairs(values, weights, _cohen)


def _cohen(first: Codes, second: Codes, weights: Numbers) -> Numbers:
    total = weights.sum(axis=1)
    each = np.arange(max(first.max(), second.max()) + 1)
    shares = [_ratio(weights @ (one[:, None] == each), total[:, None]) for one in (first, second)]
    by_chance = (shares[0] * shares[1]).sum(axis=1)
    return _ratio(_equal(first, second, weights) - by_chance, 1 - by_chance)


def percentages(values: Codes, weights: Numbers) -> Numbers:
    """Return the share of units with equal values of each draw; of more coders their mean."""
    return _mean_over_pairs(values, weights, _equal)


def _equal(first: Codes, second: Codes, weights: Numbers) -> Numbers:
    return _ratio(weights @ (first == second), weights.sum(axis=1))


def _mean_over_pairs(
    values: Codes, weights: Numbers, of_pair: Callable[[Codes, Codes, Numbers], Numbers]
) -> Numbers:
    """Return the mean over the pairs that a draw has; NaN where a pair has no value."""
    total, pairs = np.zeros(len(weights)), np.zeros(len(weights))
    for one, other in combinations(range(values.shape[1]), 2):
        both = (values[:, one] >= 0) & (values[:, other] >= 0)
        of_both = weights[:, both]
        drawn = of_both.any(axis=1)
        if drawn.any():
            result = of_pair(values[both, one], values[both, other], of_both)
            total, pairs = total + np.where(drawn, result, 0), pairs + drawn
    return _ratio(total, pairs)


def once(statistic: Statistic, rows: Any) -> float | None:
    """Return a statistic of rows as they are; None where it has no value."""
    value = float(statistic(rows, np.ones((1, len(rows))))[0])
    return None if np.isnan(value) else value


def interval(statistic: Statistic, rows: Any) -> tuple[float, float] | None:
    """Return the 95 % interval of a statistic by bootstrap: its rows are drawn again and again.

    It is the percentile interval (Efron 1979), with a fixed seed. It is None for fewer than two
    rows, or if the statistic has no value in more than a tenth of the draws.

    Parameters
    ----------
    statistic : callable
        Takes rows and their weights in each draw, returns a number or NaN for each draw.
    rows : numpy.ndarray

    Examples
    --------
    >>> interval(percentages, codes([[0, 0], [1, 1], [0, 1], [1, 1]]))
    (0.25, 1.0)
    """
    if len(rows) < 2:
        return None
    drawn = np.concatenate([statistic(rows, weights) for weights in _draws(len(rows))])
    defined = drawn[~np.isnan(drawn)]
    if len(defined) < _MIN_DEFINED * RESAMPLES:
        return None
    low, high = np.percentile(defined, [2.5, 97.5])
    return float(low), float(high)


def _draws(rows: int) -> Iterator[Numbers]:
    """Yield how often each draw has each row, for as many draws as the memory is to hold."""
    random = np.random.default_rng(SEED)
    at_once = max(1, _MOST_WEIGHTS // rows)
    for first in range(0, RESAMPLES, at_once):
        draws = min(at_once, RESAMPLES - first)
        drawn = random.integers(0, rows, (draws, rows)) + np.arange(draws)[:, None] * rows
        counts = np.bincount(drawn.ravel(), minlength=draws * rows)
        yield counts.reshape(draws, rows).astype(np.float64)
