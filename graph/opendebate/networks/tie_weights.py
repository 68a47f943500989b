"""Weights and directions of ties, computed from their attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_signed(tie: Mapping[str, Any]) -> bool:
    """Return whether a tie is positive or negative.

    Examples
    --------
    >>> is_signed({"sign": -1}), is_signed({"sign": 0}), is_signed({})
    (True, False, False)
    """
    return bool(tie.get("sign"))


def signed_weight(tie: Mapping[str, Any]) -> float:
    """Return the weight of a tie, which is negative for a negative tie.

    Parameters
    ----------
    tie : mapping
        Attributes of an edge: `weight` (1 where there is none) and `sign`. The weight of a
        ``subtract`` tie is negative already, that of a ``conflict`` tie is not: `weight` gives
        the size and `sign` the direction. A tie without a sign counts as positive.

    Examples
    --------
    >>> signed_weight({"weight": -18.0, "sign": -1}), signed_weight({"weight": 2.0, "sign": -1})
    (-18.0, -2.0)
    >>> signed_weight({"weight": 3.0, "sign": 0}), signed_weight({})
    (3.0, 1.0)
    """
    size: float = abs(tie.get("weight", 1.0))
    return -size if tie.get("sign", 0) < 0 else size


def doubter_first(start: str, end: str, tie: Mapping[str, Any]) -> tuple[str, str]:
    """Return the ends of a tie; of a tie of doubt, first the one who doubts what the other affirms.

    Where each doubts something that the other affirms, the order stays as it is.

    Examples
    --------
    >>> doubter_first("ann", "ben", {"doubting": ("ben",)})
    ('ben', 'ann')
    >>> doubter_first("ann", "ben", {"doubting": ("ann", "ben")}), doubter_first("ann", "ben", {})
    (('ann', 'ben'), ('ann', 'ben'))
    """
    return (end, start) if tie.get("doubting") == (end,) else (start, end)
