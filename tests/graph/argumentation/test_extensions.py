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
    extensions,
    grounded,
    grounded_labels,
    preferred_acceptance,
)
from opendebate.argumentation.framework import Framework, Node, flatten
from opendebate.errors import UsageError

Sets = set[frozenset[Node]]


def parse_framework(arrows: str) -> Framework:
    """Return a framework written as ``"ab bc"``: a attacks b, b attacks c."""
    pairs: list[tuple[Node, Node]] = [
        (arrow[0], arrow[1]) for arrow in arrows.split() if len(arrow) > 1
    ]
    return Framework.of(pairs, arguments=[arrow for arrow in arrows.split() if len(arrow) == 1])


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
        assert set(extensions(parse_framework(arrows), semantics)) == sets(*words), semantics


def test_labels_are_in_out_and_undecided() -> None:
    assert grounded_labels(parse_framework("ab bc de ed")) == {
        "a": "in", "b": "out", "c": "in", "d": "undecided", "e": "undecided",
    }  # fmt: skip


def test_extensions_come_in_order() -> None:
    in_order = extensions(parse_framework("ab ba cd dc"), "stable")
    assert [sorted(map(str, extension)) for extension in in_order] == [list("ac"), list("ad"), list("bc"), list("bd")]  # fmt: skip  # noqa: E501


# Laws.

NAMES = st.sampled_from("abcdef")
FRAMEWORKS = st.sets(st.tuples(NAMES, NAMES), max_size=14).map(
    lambda attacks: Framework.of(attacks, arguments="abcdef")
)


def subsets(names: tuple[Node, ...]) -> Iterator[frozenset[Node]]:
    return map(
        frozenset, chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    )


def defended_by(extension: frozenset[Node], framework: Framework) -> frozenset[Node]:
    """Return Dung's characteristic function of a set: every argument that it defends."""
    hit = {end for start, end in framework.attacks if start in extension}
    return frozenset(
        argument
        for argument in framework.arguments
        if all(start in hit for start, end in framework.attacks if end == argument)
    )


def conflict_free(extension: frozenset[Node], framework: Framework) -> bool:
    return not any(start in extension and end in extension for start, end in framework.attacks)


@given(FRAMEWORKS)
def test_complete_extensions_are_all_conflict_free_fixed_points(framework: Framework) -> None:
    assert set(extensions(framework, "complete")) == {
        subset
        for subset in subsets(framework.arguments)
        if conflict_free(subset, framework) and defended_by(subset, framework) == subset
    }


@given(FRAMEWORKS)
def test_every_extension_is_admissible(framework: Framework) -> None:
    for semantics in module.SEMANTICS:
        for extension in extensions(framework, semantics):
            assert conflict_free(extension, framework)
            assert extension <= defended_by(extension, framework)


@given(FRAMEWORKS)
def test_the_grounded_extension_is_what_all_complete_ones_share(framework: Framework) -> None:
    assert grounded(framework) == frozenset.intersection(*extensions(framework, "complete"))


@given(FRAMEWORKS)
def test_preferred_extensions_are_the_largest_complete_ones(framework: Framework) -> None:
    complete = extensions(framework, "complete")
    assert set(extensions(framework, "preferred")) == {
        extension for extension in complete if not any(extension < other for other in complete)
    }


@given(FRAMEWORKS)
def test_stable_extensions_are_preferred_and_attack_all_else(framework: Framework) -> None:
    stable = extensions(framework, "stable")
    assert set(stable) <= set(extensions(framework, "preferred"))
    for extension in stable:
        hit = {end for start, end in framework.attacks if start in extension}
        assert hit == set(framework.arguments) - extension


@given(FRAMEWORKS, st.permutations("abcdef"))
def test_other_names_change_nothing(framework: Framework, names: list[str]) -> None:
    other = dict(zip("abcdef", names, strict=True))
    renamed = Framework.of(
        [(other[str(start)], other[str(end)]) for start, end in framework.attacks], arguments=names
    )
    for semantics in module.SEMANTICS:
        assert {
            frozenset(other[str(argument)] for argument in extension)
            for extension in extensions(framework, semantics)
        } == set(extensions(renamed, semantics))


@given(FRAMEWORKS)
def test_acceptance_by_component_is_acceptance_in_the_framework(framework: Framework) -> None:
    preferred = extensions(framework, "preferred")
    accepted = preferred_acceptance(framework)
    assert accepted.credulous == frozenset().union(*preferred)
    assert accepted.sceptical == frozenset.intersection(*preferred)
    assert not accepted.unknown


# Another solver.


def independent(name: str) -> Any:
    return pytest.importorskip(
        f"py_arg.algorithms.semantics.{name}",
        reason="python-argumentation, the independent solver, is in the dev extra only",
    )


def as_solver_framework(framework: Framework) -> Any:
    classes = pytest.importorskip("py_arg.abstract_argumentation_classes", reason="see above")
    by_name = {
        argument: classes.argument.Argument(str(argument)) for argument in framework.arguments
    }
    return classes.abstract_argumentation_framework.AbstractArgumentationFramework(
        "random",
        list(by_name.values()),
        [classes.defeat.Defeat(by_name[start], by_name[end]) for start, end in framework.attacks],
    )


def dice_framework(seed: int, max_size: int) -> Framework:
    dice = random.Random(seed)  # noqa: S311 - the same framework again
    size = dice.randrange(1, max_size)
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
        framework = dice_framework(seed, 40)
        expected = {
            argument.name
            for argument in solver.get_grounded_extension(as_solver_framework(framework))
        }
        assert grounded(framework) == expected, seed
        sizes.append(len(expected) / len(framework.arguments))
    assert sum(0 < size < 1 for size in sizes) > 100  # the dice give no trivial cases only


@pytest.mark.parametrize("semantics", ["complete", "preferred", "stable"])
def test_the_others_are_those_of_an_independent_solver(semantics: str) -> None:
    solve = getattr(independent(f"get_{semantics}_extensions"), f"get_{semantics}_extensions")
    for seed in range(100):
        framework = dice_framework(seed, 9)
        expected = {
            frozenset(argument.name for argument in names)
            for names in solve(as_solver_framework(framework))
        }
        assert set(extensions(framework, semantics)) == expected, seed


# Refusals.


def pairs(n: int) -> Framework:
    """Return arguments in pairs that attack each other: 2 to the power of `n` preferred."""
    pairs_of_names = [(f"a{k}", f"b{k}") for k in range(n)]
    return Framework.of([*pairs_of_names, *((b, a) for a, b in pairs_of_names)])


def test_more_extensions_than_the_limit_are_refused() -> None:
    assert len(extensions(pairs(3), "preferred", max_extensions=8)) == 8
    with pytest.raises(TooManyExtensions, match="There are more than 7 preferred extensions"):
        extensions(pairs(3), "preferred", max_extensions=7)


def test_components_are_searched_one_by_one() -> None:
    forty_pairs = pairs(40)  # a million times a million preferred extensions
    with pytest.raises(TooManyExtensions, match="more than 1,000"):
        extensions(forty_pairs, "preferred")
    accepted = preferred_acceptance(forty_pairs)
    assert accepted.credulous == set(forty_pairs.arguments)
    assert not accepted.sceptical
    assert not accepted.unknown


def test_a_component_that_is_too_large_is_reported_and_the_others_are_decided() -> None:
    hub: list[tuple[Node, Node]] = [(f"a{k}", "hub") for k in range(3)]
    knot = Framework.of([*pairs(3).attacks, *hub, ("x", "y"), ("y", "x")])
    accepted = preferred_acceptance(knot, max_extensions=4)
    assert accepted.unknown == {*pairs(3).arguments, "hub"}
    assert accepted.credulous == {"x", "y"}
    assert accepted.refused == ("There are more than 4 preferred extensions.",)


def test_too_many_arguments_are_refused_but_for_the_grounded_extension() -> None:
    chain_ = Framework.of([(f"{n:05}", f"{n + 1:05}") for n in range(module.MAX_ARGUMENTS)])
    assert len(extensions(chain_, "grounded")[0]) == module.MAX_ARGUMENTS // 2 + 1
    with pytest.raises(TooManyExtensions, match="There are 5,001 arguments"):
        extensions(chain_, "stable")


def test_a_search_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(300)  # noqa: S311 - the same framework again
    hard = Framework.of(
        [(f"a{dice.randrange(300)}", f"a{dice.randrange(300)}") for _ in range(1800)]
    )
    monkeypatch.setattr(module, "MAX_CONFLICTS", 50)
    with pytest.raises(TooManyExtensions, match="stopped after 50 conflicts"):
        extensions(hard, "preferred")


def test_an_unknown_semantics_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="Did you mean preferred?"):
        extensions(parse_framework("ab"), "prefered")


def test_names_are_never_read_as_a_program() -> None:
    nasty = Framework.of([("a). in(0", "b")])
    assert extensions(nasty, "stable") == (frozenset({"a). in(0"}),)
    assert flatten(nasty) == nasty
