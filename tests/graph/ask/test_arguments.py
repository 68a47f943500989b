"""Every argument that bears on a claim is found, and none that does not."""

from __future__ import annotations

from opendebate.ask.arguments import Argument, arguments_of, pattern_around
from opendebate.debate import Debate


def around(debate: Debate, claims: list[str]) -> list[Argument]:
    return arguments_of(debate.engine.select(pattern_around(claims)))


def steps(debate: Debate, *claims: str) -> set[tuple[str, str, str, bool]]:
    found = around(debate, [debate.iris("claim", name).value for name in claims])
    base = debate.iris.base
    return {
        (a.premise.removeprefix(base + "claim/"), a.relation, a.target.removeprefix(base), a.stated)
        for a in found
    }


def test_reasons_attacks_and_undercuts_to_any_depth(town_debate: Debate) -> None:
    assert steps(town_debate, "publish") == {
        ("right-to-know", "support", "claim/publish", True),
        ("right-to-know", "support", "claim/publish", False),
        ("neighbours-correct", "support", "claim/publish", True),
        ("insurers-know", "support", "claim/right-to-know", False),
        ("prices-fall", "attack", "claim/publish", False),
        ("errors-spread", "attack", "claim/publish", False),
        ("burglars-read", "attack", "claim/publish", False),
        ("no-map-needed", "undercut", "argument/burglars-read/attacks/publish", False),
    }


def test_what_a_claim_is_given_for_and_against(town_debate: Debate) -> None:
    found = steps(town_debate, "right-to-know")
    assert ("right-to-know", "attack", "claim/shops-keep-out", True) in found
    assert ("right-to-know", "support", "claim/publish", True) in found


def test_a_claim_that_nothing_bears_on_has_no_arguments(town_debate: Debate) -> None:
    assert steps(town_debate, "dark-blue") == set()
    assert steps(town_debate) == set()


def test_stated_arguments_know_their_statement(town_debate: Debate) -> None:
    claims = [town_debate.iris("claim", "best-spent").value]
    (argument,) = around(town_debate, claims)
    assert argument.stated_in == town_debate.iris(
        "source", "a-town-and-its-maps", "brandt-best-spent"
    ).value  # fmt: skip
