"""ORCID iDs, which name researchers."""

from __future__ import annotations

ORCID_ADDRESS = "https://orcid.org/"


def check_digit(digits: str) -> str:
    """Return the last character of an ORCID iD from its first 15 digits (ISO 7064, MOD 11-2).

    Examples
    --------
    >>> check_digit("000000021825009")
    '7'
    """
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)
