"""Numbers in sentences."""

from __future__ import annotations


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
