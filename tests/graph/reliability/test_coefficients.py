"""Coefficients of agreement, against published examples and against another implementation."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from opendebate.reliability.coefficients import (
    alpha,
    alphas,
    codes,
    interval,
    kappas,
    once,
    percentages,
)

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", sections A to C: two coders and
# two values, two coders and five values, and four coders with missing values. C is also the
# example of kripp.alpha in R's package irr.
BINARY = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
LETTERS = (list("aabbdcccedda"), list("babbbcccedda"[:11] + "d"))
MISSING = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
)


@pytest.mark.parametrize(
    ("coders", "published"), [(BINARY, 0.095), (LETTERS, 0.692), (MISSING, 0.743)]
)
def test_alpha_is_that_of_published_examples(
    coders: tuple[list[object], ...], published: float
) -> None:
    found = alpha(codes(list(zip(*coders, strict=True))))
    assert found is not None
    assert round(found, 3) == published


def test_alpha_of_missing_values_has_the_exact_fraction() -> None:
    # By hand from the coincidences of section C: 40 pairable values, 113 / 152.
    assert alpha(codes(list(zip(*MISSING, strict=True)))) == pytest.approx(113 / 152)


VALUES = st.one_of(st.none(), st.integers(0, 3))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=2, max_size=15)
))  # fmt: skip
def test_alpha_is_that_of_the_package_krippendorff(rows: list[list[int | None]]) -> None:
    values = codes(rows)
    present = {int(value) for value in values.flat if value >= 0}
    assume(len(present) > 1)
    data = np.where(values < 0, np.nan, values.astype(float)).T
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        theirs = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert alpha(values) == pytest.approx(float(theirs))


def from_table(table: list[list[int]]) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def test_kappa_is_that_of_cohen() -> None:
    # Cohen (1960), "A coefficient of agreement for nominal scales", diagnoses of 200 patients:
    # observed 0.70, by chance 0.41, kappa 0.492.
    values = codes(from_table([[88, 10, 2], [14, 40, 6], [18, 10, 12]]))
    assert once(percentages, values) == pytest.approx(0.70)
    assert once(kappas, values) == pytest.approx((0.70 - 0.41) / (1 - 0.41))
    assert round(once(kappas, values) or 0, 3) == 0.492


# Examples of R's package irr 0.84.1: "diagnoses", of Fleiss (1971), has six diagnoses of each of
# 30 patients, "anxiety" the ratings of three raters.
DIAGNOSES = " ".join((
    "444444 222555 233335 555555 222444 113333",
    "333355 113334 114444 555555 144444 124444",
    "222333 144444 224445 333335 111455 111112",
    "224444 133555 555555 244444 224555 114444",
    "144445 222224 111155 224444 133333 555555",
)).split()  # fmt: skip
ANXIETY = ("33345523522615221243", "36462424332333221334", "21443216111233113322")


@pytest.mark.parametrize(
    ("raters", "published"),
    [
        ((1, 2), 0.631),  # the documented output of kappa2(diagnoses[,2:3])
        (range(6), 0.459),  # that of kappam.light(diagnoses)
        (range(3), 0.555),  # kappam.light(diagnoses[, 1:3]), in Curini's course on coders (2022)
        ((0, 1), 0.651),  # and its pairs there
        ((0, 2), 0.384),
    ],
)
def test_kappa_of_diagnoses_is_that_of_irr(raters: tuple[int, ...], published: float) -> None:
    found = once(kappas, codes([[patient[rater] for rater in raters] for patient in DIAGNOSES]))
    assert found is not None
    assert round(found, 3) == published


def test_kappa_of_anxiety_is_that_of_irr() -> None:
    # kappa2(anxiety[,2:3]), as statsmodels' tests print it.
    assert once(kappas, codes(list(zip(*ANXIETY[1:], strict=True)))) == pytest.approx(-0.006289308)


def test_kappa_of_three_coders_is_the_mean_of_the_pairs() -> None:
    rows = [(0, 0, 1), (1, 1, 1), (0, 1, 0), (1, 1, 0), (0, 0, 0)]
    pairs = [
        once(kappas, codes([(row[i], row[j]) for row in rows])) for i, j in ((0, 1), (0, 2), (1, 2))
    ]
    assert once(kappas, codes(rows)) == pytest.approx(sum(p for p in pairs if p is not None) / 3)


def test_nothing_is_computed_from_one_value() -> None:
    same = codes([("a", "a")] * 5)
    assert (alpha(same), once(kappas, same), once(percentages, same)) == (None, None, 1.0)
    assert interval(alphas, same) is None


def test_an_interval_is_the_same_each_time_and_contains_the_value() -> None:
    values = codes(list(zip(*LETTERS, strict=True)))
    first, second = interval(alphas, values), interval(alphas, values)
    assert first is not None
    assert first == second
    low, high = first
    assert low < (alpha(values) or 0) < high


def test_more_units_make_the_interval_narrower() -> None:
    few = codes(from_table([[8, 2], [2, 8]]))
    many = codes(from_table([[80, 20], [20, 80]]))
    widths = [high - low for low, high in filter(None, (interval(alphas, v) for v in (few, many)))]
    assert widths[0] > 2 * widths[1]
