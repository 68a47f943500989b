"""Krippendorff's alpha for unitising: do coders find the same passages, word by word?

This is the coefficient of Krippendorff (1995; 2004, section 11.6), which compares the beginnings
and ends of passages by squared numbers of words. It is not the family that Krippendorff, Mathet,
Bouvry and Widlöcher (2016) put in its place for more than two coders.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendebate.coding.tokenizer import runs_of
from opendebate.reliability.coefficient_names import NO_PASSAGES
from opendebate.reliability.coefficients import Numbers
from opendebate.reliability.estimating import estimate
from opendebate.reliability.results import Estimate, UnitisingAlpha

if TYPE_CHECKING:
    from opendebate.reliability.compared_source import ComparedSource

Section = tuple[int, int]  # its first word, and the word behind its last
Coded = Mapping[Hashable, Sequence[Sequence[Section]]]  # category → coder → passages in order
ANY = "passage"  # the category of all passages, whatever they are coded as


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Disagreement of coders on the passages of a category, or of several.

    Attributes
    ----------
    observed : dict of Section to float
        A passage → its share of the observed disagreement.
    expected : float
        What is expected by chance.
    """

    observed: dict[Section, float]
    expected: float


def category_disagreement(coders: Sequence[Sequence[Section]], length: int) -> Disagreement:
    """Return the disagreement of coders on the passages of one category.

    Parameters
    ----------
    coders : sequence of sequence of Section
        Coder → passages in order, which do not overlap.
    length : int
        Words of the continuum.

    Examples
    --------
    >>> found = category_disagreement([[(75, 145), (220, 250)], [(70, 150), (205, 225)]], 300)
    >>> {section: round(value, 6) for section, value in found.observed.items()}
    {(75, 145): 0.000278, (220, 250): 0.004722, (70, 150): 0.000278, (205, 225): 0.004722}
    """
    n = len(coders)
    gaps = [list(_gaps(sections, length)) for sections in coders]
    scale = n * (n - 1) * length**2
    observed: dict[Section, float] = {}
    for one, other in permutations(range(n), 2):
        for section in coders[one]:
            distance = _to_units(section, coders[other]) + 2 * _to_gaps(section, gaps[other])
            observed[section] = observed.get(section, 0.0) + distance / scale
    return Disagreement(observed, _expected(coders, gaps, length))


def _gaps(sections: Sequence[Section], length: int) -> Iterator[Section]:
    end = 0
    for start, stop in sections:
        if start > end:
            yield end, start
        end = stop
    if length > end:
        yield end, length


def _to_units(section: Section, others: Sequence[Section]) -> int:
    """Return the distance of a passage to those of another coder that share words with it."""
    start, stop = section
    return sum((start - a) ** 2 + (stop - b) ** 2 for a, b in others if a < stop and start < b)


def _to_gaps(section: Section, gaps: Sequence[Section]) -> int:
    """Return the distance of a passage to a gap of another coder that contains it."""
    start, stop = section
    return sum((stop - start) ** 2 for a, b in gaps if a <= start and stop <= b)


def _expected(
    coders: Sequence[Sequence[Section]], gaps: Sequence[Sequence[Section]], length: int
) -> float:
    units, free = _lengths(coders), _lengths(gaps)
    n = len(coders)
    in_units = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    fitting = np.clip(free[None, :] - units[:, None] + 1, 0, None).sum(axis=1)
    total = float((in_units + units**2 * fitting).sum())
    pairs = n * length * (n * length - 1) - float((units * (units - 1)).sum())
    return 2 / length * total / pairs


def _lengths(listed: Sequence[Sequence[Section]]) -> NDArray[np.float64]:
    return np.array([stop - start for item in listed for start, stop in item], dtype=np.float64)


def alpha_u(coded: Coded, length: int) -> Estimate:
    """Return alpha for unitising over all categories, with its interval.

    The interval is made by bootstrap: stretches of words that one coder or more coded are drawn
    again; the expected disagreement stays, as in Krippendorff's bootstrap of other alphas.

    Parameters
    ----------
    coded : mapping of hashable to sequence of sequence of Section
        Category → coder → passages in order, which do not overlap.
    length : int
        Words of the continuum.

    Examples
    --------
    >>> c = [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]]
    >>> k = [[(30, 90), (150, 200)], [(30, 90), (150, 200)]]
    >>> round(alpha_u({"c": c, "k": k}, 300).value, 3)
    0.859
    """
    disagreements = [category_disagreement(coders, length) for coders in coded.values()]
    expected = sum(item.expected for item in disagreements)
    if not expected:
        return Estimate(None, None, NO_PASSAGES)
    rows = _stretches(disagreements)

    def of(values: Numbers, weights: Numbers) -> Numbers:
        return 1 - weights @ values / expected

    return estimate(of, rows, NO_PASSAGES)


def _stretches(disagreements: Sequence[Disagreement]) -> NDArray[np.float64]:
    """Return the observed disagreement of each stretch of words between common gaps."""
    parts = sorted(
        (section, value) for item in disagreements for section, value in item.observed.items()
    )
    sums: list[float] = []
    end = -1
    for (start, stop), value in parts:
        if start < end:
            sums[-1] += value
        else:
            sums.append(value)
        end = max(end, stop)
    return np.array(sums)


def unitising_alphas(
    sources: Sequence[ComparedSource], coders: tuple[str, ...]
) -> tuple[UnitisingAlpha, ...]:
    """Return alpha for unitising of passages, and of passages with their claims.

    Only sources count that all coders coded and whose articles are at hand; they are taken for
    one text. Passages of one coder and category that share words are taken for one passage.
    Nothing is returned if there is no such source.
    """
    usable = [item for item in sources
              if item.n_words and all(coder in item.codings for coder in coders)]  # fmt: skip
    length = sum(item.n_words or 0 for item in usable)
    if not length:
        return ()
    return tuple(
        UnitisingAlpha(name, sum(len(item) for group in coded.values() for item in group),
                       alpha_u(coded, length))
        for name, field in (("passages", None), ("passages and claims", "claim"))
        for coded in (_coded(usable, coders, field),)
    )  # fmt: skip


def _coded(sources: Sequence[ComparedSource], coders: Sequence[str], field: str | None) -> Coded:
    runs: dict[Hashable, list[list[Section]]] = {}
    offset = 0
    for source in sources:
        for number, coder in enumerate(coders):
            for statement in source.codings[coder]:
                category = statement.values[field] if field else ANY
                if category is not None:
                    listed = runs.setdefault(category, [[] for _ in coders])
                    listed[number] += runs_of(word + offset for word in statement.positions or ())
        offset += source.n_words or 0
    return {name: [_joined(item) for item in listed] for name, listed in runs.items()}


def _joined(sections: Sequence[Section]) -> list[Section]:
    """Return passages in order, those that share words as one."""
    joined: list[Section] = []
    for start, stop in sorted(sections):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], stop)
        else:
            joined.append((start, stop))
    return joined
