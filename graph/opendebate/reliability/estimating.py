"""A coefficient with its interval, and why it may have neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate.reliability.coefficient_names import FEW_DIFFER, NO_UNITS, SINGLE_UNIT
from opendebate.reliability.coefficients import interval, once
from opendebate.reliability.results import Estimate

if TYPE_CHECKING:
    from opendebate.reliability.coefficients import Statistic


def estimate(
    statistic: Statistic, rows: Any, undefined: str, *, without_rows: str = NO_UNITS
) -> Estimate:
    """Return a statistic of rows with its interval by bootstrap.

    Parameters
    ----------
    statistic : callable
        As in `opendebate.reliability.coefficients`.
    rows : numpy.ndarray
    undefined, without_rows : str
        Why it has no value, and why it has none if there are no rows.
    """
    if not len(rows):
        return Estimate(None, None, without_rows)
    value = once(statistic, rows)
    if value is None:
        return Estimate(None, None, undefined)
    bounds = interval(statistic, rows)
    few = SINGLE_UNIT if len(rows) < 2 else FEW_DIFFER
    return Estimate(value, bounds, None if bounds else few)
