"""Names that have another spelling now: the old one works for one more version."""

from __future__ import annotations

import warnings


def warn_of_old_spelling(old: str, new: str) -> None:
    """Issue a `DeprecationWarning` at the line that calls the caller of this function.

    Parameters
    ----------
    old : str
        What was written.
    new : str
        What to write in its place.
    """
    warnings.warn(
        f"The next version does not have {old}. Write {new}.", DeprecationWarning, stacklevel=3
    )
