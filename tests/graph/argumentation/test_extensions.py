"""Extensions: textbook cases by hand, Dung's laws, an independent solver, and refusals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.argumentation import extensions as module
from opendebate.argumentation.extensions import (
    TooManyExtensions,
    acceptance,
    extensions,
    grounded,
    labels,
)
from opendebate.argumentation.framework import Framework, Node, flat
from opendebate.errors import UsageError

Sets = set[frozenset[Node]]


def framework(arrows: str) -> Framework:
    """Return a framework written as ``"ab bc"``: a attacks b, b attacks c."""
    pairs: list[tuple[Node, Node]] = [(one[0], one[1]) for one in arrows.split() if len(one) > 1]
    return Framework.of(pairs, arguments=[one for one in arrows.split() if len(one) == 1])


def sets(*words: str) -> Sets:
    return {frozenset(word) for word in words}


TEXTBOOK = {
    # name: (attacks, grounded, complete, preferred, stable)
    "nothing": ("", [""], [""], [""], [""]),
    "unattacked": ("a", ["a"], ["a"], ["a"], ["a"]),
    "attack": ("ab", ["a"], ["a"], ["a"], ["a"]),
    "reinstatement": ("ba cb", ["ac"], ["ac"], ["ac"], ["ac"]),
    "even cycle": ("ab ba", [""], ["", "a", "b"], ["a", "b"], ["a", "b"]),
    "odd cycle": ("ab bc ca", [""], [""], [""], []),
    "floating reinstatement": (
        "ab ba ac bc cd", [""], ["", "ad", "bd"], ["ad", "bd"], ["ad", "bd"],
    ),
    "self-attack": ("aa", [""], [""], [""], []),
    "self-attacker attacks": ("aa ab", [""], [""], [""], []),
    "self-attacker attacked": ("aa ba", ["b"], ["b"], ["b"], ["b"]),
    "odd cycle behind a choice": (
        "ab ba bc cd de ec", [""], ["", "a", "bd"], ["a", "bd"], ["bd"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTBOOK)
def test_textbook_cases_have_the_extensions_computed_by_hand(name: str) -> None:
    arrows, *expected = TEXTBOOK[name]
    for semantics, words in zip(module.SEMANTICS, expected, strict=True):
        assert set(extensions(framework(arrows), semantics)) == sets(*words), semantics


def test_labels_tell_who_is_in_out_and_undecided() -> None:
    assert labels(framework("ab bc de ed")) == {
        "a": "in", "b": "out", "c": "in", "d": "undecided", "e": "undecided",
    }  # fmt: skip


def test_extensions_come_in_order() -> None:
    found = extensions(framework("ab ba cd dc"), "stable")
    assert [sorted(map(str, one)) for one in found] == [list("ac"), list("ad"), list("bc"), list("bd")]  # fmt: skip  # noqa: E501


# Laws.

NAMES = st.sampled_from("abcdef")
FRAMEWORKS = st.sets(st.tuples(NAMES, NAMES), max_size=14).map(
    lambda attacks: Framework.of(attacks, arguments="abcdef")
)


def subsets(names: tuple[Node, ...]) -> Iterator[frozenset[Node]]:
    return map(
        frozenset, chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    )


def defended_by(some: frozenset[Node], whole: Framework) -> frozenset[Node]:
    """Return Dung's characteristic function of a set: every argument that it defends."""
    hit = {end for start, end in whole.attacks if start in some}
    return frozenset(
        one
        for one in whole.arguments
        if all(start in hit for start, end in whole.attacks if end == one)
    )


def conflict_free(some: frozenset[Node], whole: Framework) -> bool:
    return not any(start in some and end in some for start, end in whole.attacks)


@given(FRAMEWORKS)
def test_complete_extensions_are_all_conflict_free_fixed_points(whole: Framework) -> None:
    assert set(extensions(whole, "complete")) == {
        one
        for one in subsets(whole.arguments)
        if conflict_free(one, whole) and defended_by(one, whole) == one
    }


@given(FRAMEWORKS)
def test_every_extension_is_admissible(whole: Framework) -> None:
    for semantics in module.SEMANTICS:
        for one in extensions(whole, semantics):
            assert conflict_free(one, whole)
            assert one <= defended_by(one, whole)


@given(FRAMEWORKS)
def test_the_grounded_extension_is_what_all_complete_ones_share(whole: Framework) -> None:
    assert grounded(whole) == frozenset.intersection(*extensions(whole, "complete"))


@given(FRAMEWORKS)
def test_preferred_extensions_are_the_largest_complete_ones(whole: Framework) -> None:
    complete = extensions(whole, "complete")
    assert set(extensions(whole, "preferred")) == {
        one for one in complete if not any(one < other for other in complete)
    }


@given(FRAMEWORKS)
def test_stable_extensions_are_preferred_and_attack_all_else(whole: Framework) -> None:
    stable = extensions(whole, "stable")
    assert set(stable) <= set(extensions(whole, "preferred"))
    for one in stable:
        hit = {end for start, end in whole.attacks if start in one}
        assert hit == set(whole.arguments) - one


@given(FRAMEWORKS, st.permutations("abcdef"))
def test_other_names_change_nothing(whole: Framework, names: list[str]) -> None:
    other = dict(zip("abcdef", names, strict=True))
    renamed = Framework.of(
        [(other[str(start)], other[str(end)]) for start, end in whole.attacks], arguments=names
    )
    for semantics in module.SEMANTICS:
        assert {
            frozenset(other[str(one)] for one in found) for found in extensions(whole, semantics)
        } == set(extensions(renamed, semantics))


@given(FRAMEWORKS)
def test_acceptance_part_by_part_is_acceptance_in_the_whole(whole: Framework) -> None:
    preferred = extensions(whole, "preferred")
    found = acceptance(whole)
    assert found.some == frozenset().union(*preferred)
    assert found.every == frozenset.intersection(*preferred)
    assert not found.unknown


# Another solver.


def independent(name: str) -> Any:
    return pytest.importorskip(
        f"py_arg.algorithms.semantics.{name}",
        reason="python-argumentation, the independent solver, is in the dev extra only",
    )


def theirs(whole: Framework) -> Any:
    classes = pytest.importorskip("py_arg.abstract_argumentation_classes", reason="see above")
    argument = {one: classes.argument.Argument(str(one)) for one in whole.arguments}
    return classes.abstract_argumentation_framework.AbstractArgumentationFramework(
        "random",
        list(argument.values()),
        [classes.defeat.Defeat(argument[start], argument[end]) for start, end in whole.attacks],
    )


def dice_framework(seed: int, most: int) -> Framework:
    dice = random.Random(seed)  # noqa: S311 - the same framework again
    size = dice.randrange(1, most)
    names = [f"a{n}" for n in range(size)]
    attacks = [
        (dice.choice(names), dice.choice(names))
        for _ in range(int(size * dice.choice((0.6, 1.0, 1.5, 2.5))))
    ]
    return Framework.of(attacks, arguments=names)


def test_200_grounded_extensions_are_those_of_an_independent_solver() -> None:
    solver = independent("get_grounded_extension")
    sizes = []
    for seed in range(200):
        whole = dice_framework(seed, 40)
        found = {one.name for one in solver.get_grounded_extension(theirs(whole))}
        assert grounded(whole) == found, seed
        sizes.append(len(found) / len(whole.arguments))
    assert sum(0 < size < 1 for size in sizes) > 100  # the dice give no trivial cases only


@pytest.mark.parametrize("semantics", ["complete", "preferred", "stable"])
def test_the_others_are_those_of_an_independent_solver(semantics: str) -> None:
    solve = getattr(independent(f"get_{semantics}_extensions"), f"get_{semantics}_extensions")
    for seed in range(100):
        whole = dice_framework(seed, 9)
        found = {frozenset(one.name for one in some) for some in solve(theirs(whole))}
        assert set(extensions(whole, semantics)) == found, seed


# Refusals.


def pairs(n: int) -> Framework:
    """Return arguments in pairs that attack each other: 2 to the power of `n` preferred."""
    ways = [(f"a{k}", f"b{k}") for k in range(n)]
    return Framework.of([*ways, *((b, a) for a, b in ways)])


def test_more_extensions_than_asked_for_are_refused() -> None:
    assert len(extensions(pairs(3), "preferred", most=8)) == 8
    with pytest.raises(TooManyExtensions, match="There are more than 7 preferred extensions"):
        extensions(pairs(3), "preferred", most=7)


def test_what_falls_into_parts_is_accepted_part_by_part() -> None:
    many = pairs(40)  # a million times a million preferred extensions
    with pytest.raises(TooManyExtensions, match="more than 1,000"):
        extensions(many, "preferred")
    found = acceptance(many)
    assert found.some == set(many.arguments)
    assert not found.every
    assert not found.unknown


def test_a_part_that_is_too_much_is_told_and_the_rest_is_known() -> None:
    hub: list[tuple[Node, Node]] = [(f"a{k}", "hub") for k in range(3)]
    knot = Framework.of([*pairs(3).attacks, *hub, ("x", "y"), ("y", "x")])
    found = acceptance(knot, most=4)
    assert found.unknown == {*pairs(3).arguments, "hub"}
    assert found.some == {"x", "y"}
    assert found.refused == ("There are more than 4 preferred extensions.",)


def test_too_many_arguments_are_refused_but_for_the_grounded_extension() -> None:
    chain_ = Framework.of([(f"{n:05}", f"{n + 1:05}") for n in range(module.MOST_ARGUMENTS)])
    assert len(extensions(chain_, "grounded")[0]) == module.MOST_ARGUMENTS // 2 + 1
    with pytest.raises(TooManyExtensions, match="5,001 arguments are too many"):
        extensions(chain_, "stable")


def test_a_search_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(300)  # noqa: S311 - the same framework again
    hard = Framework.of(
        [(f"a{dice.randrange(300)}", f"a{dice.randrange(300)}") for _ in range(1800)]
    )
    monkeypatch.setattr(module, "MOST_CONFLICTS", 50)
    with pytest.raises(TooManyExtensions, match="given up after 50 conflicts"):
        extensions(hard, "preferred")


def test_an_unknown_semantics_is_told_with_what_was_meant() -> None:
    with pytest.raises(UsageError, match="Did you mean preferred?"):
        extensions(framework("ab"), "prefered")


def test_names_are_never_read_as_a_program() -> None:
    nasty = Framework.of([("a). in(0", "b")])
    assert extensions(nasty, "stable") == (frozenset({"a). in(0"}),)
    assert flat(nasty) == nasty
