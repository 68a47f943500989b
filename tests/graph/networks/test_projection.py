"""Ties by congruence, conflict and the rest: worked examples, laws, and the plain double loop."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.errors import UsageError
from opendebate.networks.observations import Observation
from opendebate.networks.projection import (
    AGGREGATIONS,
    NORMALISATIONS,
    TWO_MODE,
    one_mode,
    two_mode,
)
from opendebate.networks.stance_counts import GRADED, Counts, count

Table = dict[tuple[str, str], list[str]]
# Ann and Ben agree twice on maps; Cleo denies maps once, and speaks of dikes with Ben.
SAID: Table = {
    ("ann", "maps"): ["affirms", "affirms"],
    ("ben", "maps"): ["affirms"],
    ("ben", "dikes"): ["denies"],
    ("cleo", "maps"): ["denies"],
    ("cleo", "dikes"): ["denies"],
}


def counted(table: Table, levels: str = "binary") -> Counts:
    return count(
        [
            Observation(actor, claim, stance, f"s/{actor}-{claim}-{n}", "s", None)
            for (actor, claim), stances in table.items()
            for n, stance in enumerate(stances)
        ],
        levels,
    )


def dense(table: Table, aggregation: str, normalisation: str = "none", **more: str) -> Any:
    return one_mode(counted(table, **more), aggregation, normalisation).toarray()


def test_congruence_counts_pairs_of_equal_stances() -> None:
    # ann-ben: maps 2·1 affirmed. ben-cleo: dikes 1·1 denied. ann-cleo: none.
    assert dense(SAID, "congruence").tolist() == [[0, 2, 0], [2, 0, 1], [0, 1, 0]]


def test_conflict_counts_pairs_of_opposed_stances() -> None:
    # ann-cleo: maps 2·1. ben-cleo: maps 1·1.
    assert dense(SAID, "conflict").tolist() == [[0, 0, 2], [0, 0, 1], [2, 1, 0]]


def test_subtract_is_congruence_less_conflict() -> None:
    assert dense(SAID, "subtract").tolist() == [[0, 2, -2], [2, 0, 0], [-2, 0, 0]]


def test_ignore_counts_all_pairs_on_a_claim() -> None:
    # ann-ben 2·1; ann-cleo 2·1; ben-cleo 1·1 on maps and 1·1 on dikes.
    assert dense(SAID, "ignore").tolist() == [[0, 2, 2], [2, 0, 2], [2, 2, 0]]


def test_graded_stances_are_weighted_by_how_near_they_are() -> None:
    table = {
        ("ann", "maps"): ["affirms"],
        ("ben", "maps"): ["doubts"],
        ("cleo", "maps"): ["denies"],
    }
    # affirms is 3, doubts 1, denies 0, of K-1 = 3: ann-ben 1-2/3, ann-cleo 0, ben-cleo 1-1/3.
    assert dense(table, "congruence", levels="graded")[0] == pytest.approx([0, 1 / 3, 0])
    assert dense(table, "congruence", levels="graded")[1] == pytest.approx([1 / 3, 0, 2 / 3])
    assert dense(table, "conflict", levels="graded")[0] == pytest.approx([0, 2 / 3, 1])


@pytest.mark.parametrize(
    ("normalisation", "ann_ben", "ben_cleo"),
    [
        ("average", 2 / ((2 + 2) / 2), 1 / ((2 + 2) / 2)),
        ("activity_product", 2 / (2 * 2), 1 / (2 * 2)),
        # ann alone 0, ben alone dikes 1, both maps 2·1; then ben alone 1, cleo alone 1, both 1·1
        ("jaccard", 2 / (0 + 1 + 2), 1 / (1 + 1 + 1)),
        ("cosine", 2 / math.sqrt(4 * 2), 1 / math.sqrt(2 * 2)),
    ],
)
def test_congruence_is_divided_as_told(normalisation: str, ann_ben: float, ben_cleo: float) -> None:
    ties = dense(SAID, "congruence", normalisation)
    assert ties[0, 1] == pytest.approx(ann_ben)
    assert ties[1, 2] == pytest.approx(ben_cleo)


def test_two_modes_tell_who_takes_which_stance_on_what() -> None:
    counts = counted({**SAID, ("ann", "dikes"): ["affirms", "denies"]})
    # columns: dikes, maps
    assert two_mode(counts, "ignore").toarray().tolist() == [[2, 2], [1, 1], [1, 1]]
    assert two_mode(counts, "subtract").toarray().tolist() == [[0, 2], [-1, 1], [-1, -1]]
    assert two_mode(counts, "combine").toarray().tolist() == [[3, 1], [2, 1], [2, 2]]
    assert two_mode(counts, "ignore", "activity").toarray()[0].tolist() == [0.5, 0.5]
    assert two_mode(counts, "ignore", "prominence").toarray()[0].tolist() == [0.5, 0.5]


def test_graded_stances_on_a_claim_are_weighted_from_minus_one_to_one() -> None:
    said = {(stance, "maps"): [stance] for stance in GRADED}
    counts = counted(said, "graded")
    assert counts.rows == ("affirms", "concedes", "denies", "doubts")
    weights = two_mode(counts, "subtract").toarray().ravel()
    assert weights == pytest.approx([1, 1 / 3, -1, -1 / 3])


def test_who_speaks_once_has_a_share_too_and_who_says_nothing_has_none() -> None:
    said = {("ann", "maps"): ["denies"], ("ben", "maps"): ["affirms"], ("ben", "dikes"): ["denies"]}
    shares = two_mode(counted(said), "subtract", "activity").toarray()
    assert shares.tolist() == [[0, -1], [-0.5, 0.5]]  # columns: dikes, maps
    silent = Counts(("ann", "ben"), ("maps",), "binary", {(0, 0, 1): ("s-1",)})
    assert two_mode(silent, "ignore", "activity").toarray().tolist() == [[1], [0]]
    assert two_mode(silent.transposed(), "ignore", "prominence").toarray().tolist() == [[1, 0]]


def test_claims_are_tied_by_those_who_speak_on_both() -> None:
    ties = one_mode(counted(SAID).transposed(), "congruence").toarray()
    # cleo denies both; ben affirms one and denies the other.
    assert ties.tolist() == [[0, 1], [1, 0]]


def test_what_is_not_there_is_told() -> None:
    counts = counted(SAID)
    with pytest.raises(UsageError, match=r"no aggregation 'congruense'.*Did you mean congruence"):
        one_mode(counts, "congruense")
    with pytest.raises(UsageError, match="no normalisation 'dice'"):
        one_mode(counts, "ignore", "dice")
    with pytest.raises(UsageError, match="cannot be used"):
        two_mode(counts, "combine", "activity")


stances = st.lists(st.sampled_from(sorted(GRADED)), max_size=3)
tables = st.dictionaries(st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz")), stances)
once = tables.map(lambda table: {cell: sorted(set(said))[:1] for cell, said in table.items()})


def looped(counts: Counts, aggregation: str, normalisation: str) -> Any:
    """The same by the formulas, one pair and claim after the other."""
    x = np.stack([layer.toarray() for layer in counts.layers], axis=2)
    rows, columns, depth = x.shape
    flat = x.sum(axis=2) if aggregation == "ignore" else x.reshape(rows, columns * depth)
    ties = np.zeros((rows, rows))
    for a, b in product(range(rows), repeat=2):
        if a == b:
            continue
        tie = 0.0
        for j, k, m in product(range(columns), range(depth), range(depth)):
            apart = abs(k - m) / (depth - 1)
            alike, doubt = 1 - apart, 0
            if counts.levels == "ternary":  # 0 denies, 1 doubts, 2 affirms
                alike, apart, doubt = k == m != 1, {k, m} == {0, 2}, {k, m} == {1, 2}
            weight = {
                "congruence": alike, "conflict": apart, "doubt": doubt,
                "subtract": alike - apart,
            }  # fmt: skip
            tie += x[a, j, k] * x[b, j, m] * weight.get(aggregation, 1)
        one, two = flat[a], flat[b]
        by = {
            "none": 1,
            "average": (one.sum() + two.sum()) / 2,
            "activity_product": one.sum() * two.sum(),
            "jaccard": one[two == 0].sum() + two[one == 0].sum() + (one * two).sum(),
            "cosine": math.sqrt((one**2).sum() * (two**2).sum()),
        }[normalisation]
        ties[a, b] = tie / by if by else 0.0
    return ties


@pytest.mark.parametrize("normalisation", NORMALISATIONS)
@pytest.mark.parametrize("aggregation", AGGREGATIONS)
@given(table=tables, levels=st.sampled_from(["ternary", "binary", "graded"]))
def test_sparse_products_equal_the_plain_loops(
    aggregation: str, normalisation: str, table: Table, levels: str
) -> None:
    counts = counted(table, levels)
    ties = one_mode(counts, aggregation, normalisation).toarray()
    assert ties == pytest.approx(looped(counts, aggregation, normalisation))
    assert ties == pytest.approx(ties.T)
    assert not ties.diagonal().any()


@given(table=tables)
def test_with_two_levels_congruence_and_conflict_are_all_there_is(table: Table) -> None:
    whole = dense(table, "congruence") + dense(table, "conflict")
    assert whole == pytest.approx(dense(table, "ignore"))


@pytest.mark.parametrize("normalisation", ["average", "jaccard", "cosine"])
@pytest.mark.parametrize("aggregation", ["congruence", "conflict", "ignore"])
@given(table=once)
def test_where_each_stance_counts_once_a_share_is_at_most_one(
    aggregation: str, normalisation: str, table: Table
) -> None:
    ties = dense(table, aggregation, normalisation)
    assert (ties >= 0).all()
    assert (ties <= 1 + 1e-9).all()


@given(table=tables)
def test_cosine_of_ignored_stances_is_at_most_one_however_often_one_repeats(table: Table) -> None:
    for aggregation in ("congruence", "ignore"):
        assert (dense(table, aggregation, "cosine") <= 1 + 1e-9).all()


@given(table=tables, order=st.permutations("abcde"))
def test_names_make_no_difference(table: Table, order: list[str]) -> None:
    names = dict(zip("abcde", order, strict=True))
    renamed = {(names[actor], claim): said for (actor, claim), said in table.items()}
    before, after = counted(table), counted(renamed)
    place = [after.rows.index(names[one]) for one in before.rows]
    for aggregation in AGGREGATIONS:
        ties = one_mode(after, aggregation, "jaccard").toarray()[np.ix_(place, place)]
        assert ties == pytest.approx(one_mode(before, aggregation, "jaccard").toarray())


@given(table=tables)
def test_two_modes_add_up_to_what_was_counted(table: Table) -> None:
    counts = counted(table)
    assert two_mode(counts, TWO_MODE[0]).sum() == counts.total
