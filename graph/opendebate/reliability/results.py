"""What a comparison of coders finds, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from opendebate.counting import counted
from opendebate.reliability import coefficient_names as names
from opendebate.reliability.coefficient_names import OF_FIELDS, PassageCoefficient

Interval = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its 95 % interval by bootstrap; either is None where it is undefined.

    Attributes
    ----------
    value : float or None
    interval : tuple of float, or None
    lacking : str or None
        Why there is no value, or no interval.
    """

    value: float | None
    interval: Interval = None
    lacking: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        low, high = self.interval or (None, None)
        reason = {"lacking": self.lacking} if self.lacking else {}
        return {"value": self.value, "low": low, "high": high, **reason}

    def cells(self, name: str) -> dict[str, float | None]:
        """Return three cells of a row: the value and both ends of the interval."""
        low, high = self.interval or (None, None)
        return {name: self.value, f"{name}_low": low, f"{name}_high": high}


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Agreement on one field of the statements that are aligned.

    Attributes
    ----------
    field : str
    n : int
        Units with values of at least two coders.
    alpha, kappa, percentage : Estimate
    confusion : tuple of (str, str, int)
        Value of one coder, value of another, and how often; the coders are in their order.
    """

    field: str
    n: int
    alpha: Estimate
    kappa: Estimate
    percentage: Estimate
    confusion: tuple[tuple[str, str, int], ...]

    @property
    def estimates(self) -> dict[str, Estimate]:
        """The coefficients by their names."""
        return {name: getattr(self, name) for name in OF_FIELDS}

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "field": self.field,
            "n": self.n,
            **{name: estimate.to_dict() for name, estimate in self.estimates.items()},
            "confusion": [list(cell) for cell in self.confusion],
        }


@dataclass(frozen=True, slots=True)
class UnitisingAlpha:
    """Krippendorff's alpha for unitising.

    Attributes
    ----------
    of : str
        What must agree: ``"passages"``, or ``"passages and claims"``.
    n : int
        Passages of all coders; those of a coder that share words count as one.
    alpha : Estimate
    """

    of: str
    n: int
    alpha: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {"of": self.of, "n": self.n, **self.alpha.to_dict()}


class PassageMeasure(NamedTuple):
    """A coefficient of agreement on passages, with its n if it has one."""

    coefficient: PassageCoefficient
    estimate: Estimate
    n: int | None = None

    @property
    def remark(self) -> str:
        """What a report says of it in brackets; empty if nothing."""
        return self.coefficient.meaning.format(n=counted(self.n or 0, "passage"))


def _over_words(value: float | None, undefined: str) -> Estimate:
    return Estimate(value, None, undefined if value is None else names.WORDS_DEPEND)


@dataclass(frozen=True, slots=True)
class Unitising:
    """Agreement on which words are statements.

    Attributes
    ----------
    statements : mapping of str to int
        Coder → number of statements.
    units, aligned : int
        Units in all, and those of at least two coders.
    overlap, exact : Estimate
        F of statements whose passages overlap, and of those with the same words.
    words, alpha_words : float or None
        F of words, and alpha of each word being coded or not; None without the articles.
    alphas : tuple of UnitisingAlpha
        Krippendorff's alpha for unitising; nothing without the articles.
    """

    statements: Mapping[str, int]
    units: int
    aligned: int
    overlap: Estimate
    exact: Estimate
    words: float | None
    alpha_words: float | None
    alphas: tuple[UnitisingAlpha, ...] = ()

    @property
    def measures(self) -> list[PassageMeasure]:
        """The coefficients in the order of reports; those over words only with an article."""
        measures = [
            PassageMeasure(names.OVERLAP, self.overlap, self.units),
            PassageMeasure(names.EXACT, self.exact, self.units),
        ]
        if self.words is not None or self.alpha_words is not None:
            measures += [
                PassageMeasure(names.WORDS, _over_words(self.words, names.NO_PASSAGES)),
                PassageMeasure(names.ALPHA_WORDS, _over_words(self.alpha_words, names.ALL_EQUAL)),
            ]
        return measures + [
            PassageMeasure(names.unitising(each.of), each.alpha, each.n) for each in self.alphas
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "statements": dict(self.statements),
            "units": self.units,
            "aligned": self.aligned,
            "f_overlap": self.overlap.to_dict(),
            "f_exact": self.exact.to_dict(),
            "f_words": self.words,
            "alpha_words": self.alpha_words,
            "alpha_unitising": [each.to_dict() for each in self.alphas],
        }


@dataclass(frozen=True, slots=True)
class DisputedUnit:
    """A unit on which coders differ: where it is, and what each coder chose.

    Attributes
    ----------
    source : str
    paragraph : int or None
    first, last : str
        The ends of its passage, as they are coded.
    statements : mapping of str to str
        Coder → id of the statement; without the coders that have none.
    values : mapping of str to mapping of str to str or None
        Field on which coders differ → coder → value.
    missing : tuple of str
        Coders who coded this source, and no statement here.
    """

    source: str
    paragraph: int | None
    first: str
    last: str
    statements: Mapping[str, str]
    values: Mapping[str, Mapping[str, str | None]]
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "source": self.source,
            "paragraph": self.paragraph,
            "from": self.first,
            "to": self.last,
            "statements": dict(self.statements),
            "differences": {field: dict(values) for field, values in self.values.items()},
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class DividedClaim:
    """A claim that one coder uses where another coder uses several claims.

    Attributes
    ----------
    claim, joined_by : str
        The claim, and the coder who uses it.
    split_by : str
        The coder who uses several claims in its place.
    into : mapping of str to int
        Claim → number of units.
    """

    claim: str
    joined_by: str
    split_by: str
    into: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "claim": self.claim,
            "joined_by": self.joined_by,
            "split_by": self.split_by,
            "into": dict(self.into),
        }
