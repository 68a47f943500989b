"""DF-QuAD: scores by hand, its laws, undercuts, and cycles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.argumentation.framework import Framework, Step
from opendebate.argumentation.gradual_semantics import BASE_SCORE, ScoresDoNotConverge, df_quad
from opendebate.errors import UsageError

# By hand, with base score 1/2: what is attacked falls by v₀·|vₛ - vₐ|, what is supported rises by
# (1 - v₀)·|vₛ - vₐ|.


def test_what_nothing_bears_on_keeps_the_base_score() -> None:
    assert df_quad(Framework.of(arguments="a"), 0.3) == {"a": 0.3}


def test_an_attack_halves_what_it_can_take() -> None:
    assert df_quad(Framework.of([("b", "a")]))["a"] == 0.5 - 0.5 * 0.5


def test_two_attacks_join_as_probabilities_do() -> None:
    # F(½, ½) = 1 - ½·½ = ¾, so ½ - ½·¾ = ⅛.
    assert df_quad(Framework.of([("b", "a"), ("c", "a")]))["a"] == 0.125


def test_an_attack_and_a_support_of_one_strength_cancel_out() -> None:
    assert df_quad(Framework.of([("b", "a")], [("c", "a")]))["a"] == 0.5


def test_an_attacked_attacker_attacks_less() -> None:
    # b = ½ - ½·½ = ¼, a = ½ - ½·¼ = ⅜.
    assert df_quad(Framework.of([("b", "a"), ("c", "b")])) == {"a": 0.375, "b": 0.25, "c": 0.5}


def test_two_supports_against_one_attack() -> None:
    # vₛ = ¾, vₐ = ½: ½ + ½·¼ = ⅝.
    assert df_quad(Framework.of([("b", "a")], [("c", "a"), ("d", "a")]))["a"] == 0.625


def test_a_full_attack_leaves_nothing() -> None:
    assert df_quad(Framework.of([("b", "a")]), base_score=1.0) == {"a": 0.0, "b": 1.0}


def test_a_base_score_beyond_its_bounds_is_refused() -> None:
    with pytest.raises(UsageError, match=r"between 0 and 1, but it is 1.5"):
        df_quad(Framework.of(arguments="a"), 1.5)


# Undercuts.


def test_an_undercut_takes_from_the_step_and_leaves_both_claims() -> None:
    # The step passes on ½·(1 - ½) = ¼ of the support, so a = ½ + ½·¼ = ⅝; b keeps its ½.
    step = Step("b", "supports", "a")
    scores = df_quad(Framework.of(supports=[("b", "a")], undercuts=[("c", step)]))
    assert scores == {"a": 0.625, "b": 0.5, "c": 0.5}


def test_two_undercuts_of_an_attack_take_more_than_one() -> None:
    # ½·½·½ = ⅛ is passed on: a = ½ - ½·⅛.
    step = Step("b", "attacks", "a")
    scores = df_quad(Framework.of([("b", "a")], undercuts=[("c", step), ("d", step)]))
    assert scores["a"] == 0.5 - 0.5 * 0.125


def test_a_full_undercut_makes_the_step_as_if_it_were_not() -> None:
    undercut = Framework.of([("b", "a")], undercuts=[("c", Step("b", "attacks", "a"))])
    assert df_quad(undercut, base_score=1.0)["a"] == 1.0


# Laws.

NAMES = "abcdef"
PAIRS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10)


@st.composite
def frameworks(draw: st.DrawFn, *, cycles: bool = False) -> Framework:
    def named_pairs(pairs: set[tuple[int, int]]) -> list[tuple[str, str]]:
        return [(NAMES[a], NAMES[b]) for a, b in sorted(pairs) if cycles or a < b]

    attacks, supports = named_pairs(draw(PAIRS)), named_pairs(draw(PAIRS))
    steps = [Step(a, "attacks", b) for a, b in attacks]
    steps += [Step(a, "supports", b) for a, b in supports]
    undercuts = [
        (NAMES[by], step)
        for by, step in draw(
            st.lists(st.tuples(st.integers(0, 5), st.sampled_from(steps)), max_size=3)
            if steps
            else st.just([])
        )
        if cycles or NAMES[by] < step.premise
    ]
    return Framework.of(attacks, supports, undercuts, NAMES)


BASES = st.floats(0, 1)


@given(frameworks(), BASES)
def test_scores_lie_between_0_and_1(framework: Framework, base: float) -> None:
    assert all(0 <= score <= 1 for score in df_quad(framework, base).values())


@given(frameworks(), BASES)
def test_what_nothing_bears_on_has_the_base_score(framework: Framework, base: float) -> None:
    scores = df_quad(framework, base)
    borne_on = {end for _, end in (*framework.attacks, *framework.supports)}
    assert all(
        scores[argument] == base for argument in framework.arguments if argument not in borne_on
    )


@given(frameworks(), st.sampled_from(NAMES), BASES)
def test_one_more_attacker_never_raises(framework: Framework, target: str, base: float) -> None:
    extended = Framework.of(
        [*framework.attacks, ("new", target)], framework.supports, framework.undercuts, NAMES
    )
    assert df_quad(extended, base)[target] <= df_quad(framework, base)[target] + 1e-12


@given(frameworks(), st.sampled_from(NAMES), BASES)
def test_one_more_supporter_never_lowers(framework: Framework, target: str, base: float) -> None:
    extended = Framework.of(
        framework.attacks, [*framework.supports, ("new", target)], framework.undercuts, NAMES
    )
    assert df_quad(extended, base)[target] >= df_quad(framework, base)[target] - 1e-12


@given(frameworks(), st.permutations(NAMES))
def test_other_names_change_nothing(framework: Framework, names: list[str]) -> None:
    other = dict(zip(NAMES, names, strict=True))

    def renamed(pairs: tuple[tuple[object, object], ...]) -> list[tuple[str, str]]:
        return [(other[str(a)], other[str(b)]) for a, b in pairs]

    steps = [
        (other[by], Step(other[step.premise], step.relation, other[step.conclusion]))
        for by, step in framework.undercuts
    ]
    scores = df_quad(
        Framework.of(renamed(framework.attacks), renamed(framework.supports), steps, NAMES)
    )
    for argument, score in df_quad(framework).items():
        assert scores[other[str(argument)]] == pytest.approx(score, abs=1e-9)


# Cycles.


def clique(size: int) -> Framework:
    names = [f"a{n}" for n in range(size)]
    return Framework.of(
        [(argument, other) for argument in names for other in names if argument != other]
    )


@given(frameworks(cycles=True))
def test_in_cycles_the_equations_hold_where_the_scores_converge(framework: Framework) -> None:
    try:
        scores = df_quad(framework)
    except ScoresDoNotConverge as error:
        scores = error.scores

    def together(argument: object, relation: str) -> float:
        remaining = 1.0
        for a, b in framework.attacks if relation == "attacks" else framework.supports:
            if b == argument:
                passed = scores[a]
                for by, step in framework.undercuts:
                    if step == Step(str(a), relation, str(b)):
                        passed *= 1 - scores[by]
                remaining *= 1 - passed
        return 1 - remaining

    for argument, score in scores.items():
        attack, support = together(argument, "attacks"), together(argument, "supports")
        by_hand = BASE_SCORE + (1 - BASE_SCORE if support > attack else BASE_SCORE) * (
            support - attack
        )
        assert 0 <= score <= 1
        assert score == pytest.approx(by_hand, abs=1e-7)


def test_two_that_attack_each_other_meet_at_a_third() -> None:
    # x = ½ - ½·x.
    assert df_quad(clique(2))["a0"] == pytest.approx(1 / 3, abs=1e-8)


def test_what_attacks_itself_meets_itself_at_a_third() -> None:
    assert df_quad(Framework.of([("a", "a")]))["a"] == pytest.approx(1 / 3, abs=1e-8)


def test_two_that_support_each_other_rise_to_certainty() -> None:
    # x = ½ + ½·x.
    scores = df_quad(Framework.of(supports=[("a", "b"), ("b", "a")]))
    assert scores["a"] == pytest.approx(1, abs=1e-8)


def test_half_steps_converge_where_full_steps_swing_past() -> None:
    # Seven that all attack one another: x = ½·(1 - x)⁶, where the slope is below -1.
    x = df_quad(clique(7))["a0"]
    assert x == pytest.approx(0.5 * (1 - x) ** 6, abs=1e-8)
    assert -3 * (1 - x) ** 5 < -1


def test_a_cycle_that_never_converges_is_refused_and_the_others_have_scores() -> None:
    # With base 1 the slope for seventy is below -3: half steps swing past as well.
    swinging = clique(70)
    framework = Framework.of(
        [*swinging.attacks, ("b", "c"), ("a0", "d")], arguments=["e"], supports=[("d", "f")]
    )
    with pytest.raises(
        ScoresDoNotConverge, match="No score for 72 of 75 arguments: .* after 40 iterations"
    ) as at:
        df_quad(framework, base_score=1.0, max_iterations=40)
    assert at.value.scores == {"b": 1.0, "c": 0.0, "e": 1.0}
    assert set(at.value.unconverged) == {*swinging.arguments, "d", "f"}


def test_a_cycle_that_converges_too_slowly_is_refused() -> None:
    # x = ½ + ½·x²: the only solution is 1, and each step comes nearer by less.
    undercut = ("a", Step("a", "attacks", "a"))
    with pytest.raises(ScoresDoNotConverge, match="No score for 1 of 1 argument"):
        df_quad(Framework.of([("a", "a")], [("a", "a")], [undercut]))


def test_the_number_of_iterations_is_limited() -> None:
    with pytest.raises(ScoresDoNotConverge, match="after 3 iterations"):
        df_quad(clique(2), max_iterations=3)
    assert df_quad(clique(2), max_iterations=3, tolerance=0.1)["a0"] == pytest.approx(
        1 / 3, abs=0.1
    )
