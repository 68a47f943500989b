"""Numbers in sentences, and sums that are equal with every Python."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import reduce


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun in the singular or the plural.

    Parameters
    ----------
    number : int
    singular : str
        The noun, or a phrase that ends with it.
    plural : str
        Only where the plural is not the singular with an *s*.

    Examples
    --------
    >>> counted(1, "claim"), counted(1200, "claim"), counted(2, "entity", "entities")
    ('1 claim', '1,200 claims', '2 entities')
    """
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def float_sum(numbers: Iterable[float]) -> float:
    """Return the sum of numbers with decimals, added one after another.

    From Python 3.12 on, `sum` rounds such sums in another way than before, and the same coding
    would have networks and pictures that differ in the last digit.

    Examples
    --------
    >>> float_sum([0.1] * 10)
    0.9999999999999999
    """
    return reduce(operator.add, numbers, 0.0)
