"""Natural sort order: a name that ends in 2 comes before a name that ends in 10."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"([0-9]+)")
Order = tuple[tuple[tuple[int, str], ...], str]


def natural(text: str) -> Order:
    """Return a key that sorts ids, IRIs and names by their letters, and numbers in them by size.

    Examples
    --------
    >>> sorted(["actor-10", "actor-9", "actor-100", "actor"], key=natural)
    ['actor', 'actor-9', 'actor-10', 'actor-100']
    >>> sorted(["a1", "a-2", "ab", "a"], key=natural)
    ['a', 'a-2', 'a1', 'ab']
    """
    fragments = _DIGITS.split(text)
    # A number sorts where its first digit would.
    letters = [f"{fragment}0" for fragment in fragments[:-1:2]]
    numbers = [fragment.lstrip("0") for fragment in fragments[1::2]]
    sizes = [(len(number), number) for number in numbers]
    order = [key for pair in zip(letters, sizes, strict=True) for key in ((0, pair[0]), pair[1])]
    return (*order, (0, fragments[-1])), text
