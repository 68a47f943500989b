"""What a tie weighs: the one place where weights and signs meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_signed(about: Mapping[str, Any]) -> bool:
    """Return whether a tie is positive or negative, and not just there.

    Examples
    --------
    >>> is_signed({"sign": -1}), is_signed({"sign": 0}), is_signed({})
    (True, False, False)
    """
    return bool(about.get("sign"))


def signed_weight(about: Mapping[str, Any]) -> float:
    """Return the weight of a tie, negative where the tie is.

    Parameters
    ----------
    about : mapping
        Attributes of an edge: `weight` (1 where there is none) and `sign`. The weight of a
        ``subtract`` tie is negative already, that of a ``conflict`` tie is not: the size is taken
        from `weight`, the direction from `sign`. A tie without a sign counts as positive.

    Examples
    --------
    >>> signed_weight({"weight": -18.0, "sign": -1}), signed_weight({"weight": 2.0, "sign": -1})
    (-18.0, -2.0)
    >>> signed_weight({"weight": 3.0, "sign": 0}), signed_weight({})
    (3.0, 1.0)
    """
    size: float = abs(about.get("weight", 1.0))
    return -size if about.get("sign", 0) < 0 else size
