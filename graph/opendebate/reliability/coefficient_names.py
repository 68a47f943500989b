"""What coefficients are called in all outputs, and why one may have no value or no interval."""

from __future__ import annotations

from typing import NamedTuple

# Coefficients of a field: their names in CSV and JSON, and in reports.
OF_FIELDS = {"alpha": "alpha", "kappa": "kappa", "percentage": "equal"}
LIGHT = "kappa (Light)"  # of more than two coders

NO_UNITS = "no unit has values of two coders"
ALL_EQUAL = "all values are equal, so that agreement beyond chance is not defined"
PAIR_EQUAL = "two of the coders have one value only, so that their kappa is not defined"
NO_PASSAGES = "no coder has a passage here"
SINGLE_UNIT = "a single unit gives no interval"
FEW_DIFFER = "too few values differ to draw samples for an interval"
WORDS_DEPEND = "words of one passage depend on each other, so they give no interval"


class PassageCoefficient(NamedTuple):
    """A coefficient of agreement on passages.

    Attributes
    ----------
    row : str
        Its row in CSV.
    column : str
        Its column there.
    title : str
        Its name in reports.
    meaning : str
        What else a report says of it; ``{n}`` is for the passages that it rests on.
    """

    row: str
    column: str
    title: str
    meaning: str = ""


OVERLAP = PassageCoefficient("passage, any overlap", "f", "F, any overlap")
EXACT = PassageCoefficient("passage, same words", "f", "F, same words")
WORDS = PassageCoefficient("words", "f", "F of words")
ALPHA_WORDS = PassageCoefficient("words", "alpha", "alpha of words", "each word coded or not")


def unitising(of: str) -> PassageCoefficient:
    """Return alpha for unitising of passages, or of passages and claims."""
    return PassageCoefficient(f"unitising: {of}", "alpha", f"alpha for unitising, {of}", "n = {n}")


def titles(coders: int) -> tuple[str, ...]:
    """Return the names of the coefficients of a field in reports, by the number of coders.

    Examples
    --------
    >>> titles(2), titles(3)
    (('alpha', 'kappa', 'equal'), ('alpha', 'kappa (Light)', 'equal'))
    """
    return tuple(LIGHT if name == "kappa" and coders > 2 else title
                 for name, title in OF_FIELDS.items())  # fmt: skip
