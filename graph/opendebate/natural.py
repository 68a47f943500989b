"""The order in which people count: what ends in 2 stands before what ends in 10."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"([0-9]+)")
Order = tuple[tuple[tuple[int, str], ...], str]


def natural(text: str) -> Order:
    """Return what sorts ids, IRIs and names by their letters, and the numbers in them by size.

    Examples
    --------
    >>> sorted(["actor-10", "actor-9", "actor-100", "actor"], key=natural)
    ['actor', 'actor-9', 'actor-10', 'actor-100']
    >>> sorted(["a1", "a-2", "ab", "a"], key=natural)
    ['a', 'a-2', 'a1', 'ab']
    """
    parts = _DIGITS.split(text)
    letters = [f"{part}0" for part in parts[:-1:2]]  # a number stands where its first digit would
    numbers = [part.lstrip("0") for part in parts[1::2]]
    sizes = [(len(number), number) for number in numbers]
    order = [one for pair in zip(letters, sizes, strict=True) for one in ((0, pair[0]), pair[1])]
    return (*order, (0, parts[-1])), text
