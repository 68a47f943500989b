"""What a comparison of a coding with its article found."""

from __future__ import annotations

from opendebate.coding.passages import Status
from opendebate.coding.verify import Verification


def all_found(verification: Verification) -> bool:
    """Return whether every passage was found exactly once."""
    return all(passage.location.status is Status.FOUND for passage in verification.passages)
