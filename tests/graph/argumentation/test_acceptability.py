"""Standing of claims: each answer in words, laws on debates by dice, the built-in debate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import opendebate
from harbour import write_harbour
from invented import write_knots
from opendebate import Debate
from opendebate.argumentation.acceptability import Standing, stand, standing
from opendebate.argumentation.claim_acceptability import NOTE, STANDINGS, ClaimStanding
from opendebate.argumentation.extensions import extensions
from opendebate.argumentation.framework import Framework, Step, framework_of
from opendebate.argumentation.gradual_semantics import df_quad
from opendebate.ask.entities import Thing
from opendebate.engines.rows import Rows

IN = "In the grounded extension, and so in every preferred one."
OUT = "Out under grounded semantics: the grounded extension attacks it."
OPEN = "Undecided under grounded semantics;"


def made(framework: Framework, most: int = 1000) -> dict[str, ClaimStanding]:
    return {one.claim.id: one for one in whole(framework, most).claims}


def whole(framework: Framework, most: int = 1000) -> Standing:
    names = [str(one) for one in framework.arguments]
    claims = {one: Thing("claim", one, f"It is {one}.", f"claim/{one}") for one in names}
    return stand(framework, claims, most)


def ids(claims: tuple[Thing, ...]) -> list[str]:
    return [one.id for one in claims]


def test_unattacked() -> None:
    one = made(Framework.of(supports=[("b", "a")]))["a"]
    assert one.standing == "unattacked"
    assert one.words == f"No argument attacks it. Supported by “It is b”. {IN} Score 0.750."


def test_unanswered() -> None:
    one = made(Framework.of([("b", "a"), ("c", "a")]))["a"]
    assert one.standing == "unanswered"
    assert one.words == (
        f"Attacked by “It is b” and “It is c”. No argument answers. {OUT} Score 0.125."
    )


def test_contested() -> None:
    one = made(Framework.of([("b", "a"), ("c", "a"), ("d", "b")]))["a"]
    assert one.standing == "contested"
    assert one.words == (
        "Attacked by “It is b” and “It is c”. “It is b” is attacked by “It is d”. "
        f"No argument answers “It is c”. {OUT} Score 0.188."
    )


def test_answered_but_not_defended() -> None:
    # d answers b, and e defeats d: each attack is answered, and yet b stands.
    one = made(Framework.of([("b", "a"), ("d", "b"), ("e", "d")]))["a"]
    assert (one.standing, one.grounded) == ("answered", "out")
    assert not one.defenders
    assert one.words.startswith("Attacked by “It is b”. “It is b” is attacked by “It is d”. Out ")


def test_defended_names_who_defends() -> None:
    one = made(Framework.of([("b", "a"), ("c", "b"), ("d", "b"), ("e", "d")]))["a"]
    assert (one.standing, one.grounded) == ("defended", "in")
    assert ids(one.defenders) == ["c"]  # d answers too, but is itself out
    assert "“It is b” is attacked by “It is c” and “It is d”. Defended by “It is c”." in one.words


def test_defended_by_an_undercut() -> None:
    undercut = Framework.of([("b", "a")], undercuts=[("c", Step("b", "attacks", "a"))])
    one = made(undercut)["a"]
    assert one.standing == "defended"
    assert ids(one.defenders) == ["c"]
    assert "The step from “It is b” is undercut by “It is c”. Defended by “It is c”." in one.words


def test_an_attack_that_is_attacked_and_undercut_says_both() -> None:
    both = Framework.of([("b", "a"), ("d", "b")], undercuts=[("c", Step("b", "attacks", "a"))])
    one = made(both)["a"]
    assert ids(one.defenders) == ["c", "d"]
    assert (
        "“It is b” is attacked by “It is d”, and the step from it is undercut by “It is c”."
        in one.words
    )


def test_an_undercut_support_is_told_and_weighs_on_the_score_alone() -> None:
    support = Framework.of(supports=[("b", "a")], undercuts=[("c", Step("b", "supports", "a"))])
    one = made(support)["a"]
    assert (one.standing, one.grounded, one.score) == ("unattacked", "in", 0.625)
    assert "The step from “It is b” is undercut by “It is c”." in one.words


def test_two_that_attack_each_other_are_answered_each_by_itself() -> None:
    one = made(Framework.of([("a", "b"), ("b", "a")]))["a"]
    assert (one.standing, one.grounded) == ("answered", "undecided")
    assert (one.credulous, one.sceptical) == (True, False)
    assert "“It is b” is attacked by the claim itself." in one.words
    assert f"{OPEN} in some preferred extension. Score 0.333." in one.words


def test_what_attacks_itself_does_not_answer_itself() -> None:
    one = made(Framework.of([("a", "a")]))["a"]
    assert (one.standing, one.credulous) == ("unanswered", False)
    assert f"{OPEN} in no preferred extension." in one.words


def test_what_is_in_every_preferred_extension_though_undecided() -> None:
    floating = Framework.of([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")])
    one = made(floating)["d"]
    assert (one.grounded, one.sceptical) == ("undecided", True)
    assert f"{OPEN} in every preferred extension." in one.words


def test_what_cannot_be_found_out_is_said() -> None:
    found = whole(Framework.of([("a", "b"), ("b", "a")]), most=1)
    assert found.refused == ("There are more than 1 preferred extensions.",)
    assert found.claims[0].credulous is None
    assert f"{OPEN} under preferred semantics it was not found out." in found.claims[0].words
    assert found.refused[0] in str(found)


def test_scores_that_do_not_settle_are_left_out_and_said() -> None:
    undercut = ("a", Step("a", "attacks", "a"))
    found = whole(Framework.of([("a", "a")], [("a", "a"), ("b", "c")], [undercut]))
    assert [one.score for one in found.claims] == [None, 0.5, 0.75]
    assert found.claims[0].words.endswith("No score.")
    assert found.refused[0].startswith("No score for 1 of 3 arguments")


def test_nothing_argued_has_no_claims_and_still_says_n() -> None:
    found = whole(Framework.of())
    assert (found.n, found.claims) == (0, ())
    assert str(found) == f"{NOTE}\nn = 0 claims; 0 attacks, 0 supports, 0 undercuts."


def test_every_output_says_that_it_is_not_about_truth() -> None:
    found = whole(Framework.of([("b", "a")]))
    assert found.note == NOTE == found.to_dict()["note"]
    assert str(found).startswith(NOTE)
    for one in found.claims:
        assert one.to_dict()["note"] == NOTE
        assert str(one).endswith(NOTE)


def test_the_dictionary_holds_all_of_it() -> None:
    told: dict[str, Any] = whole(Framework.of([("b", "a"), ("c", "b")])).to_dict()
    assert (told["n"], told["attacks"], told["supports"], told["undercuts"]) == (3, 2, 0, 0)
    first = told["claims"][0]
    assert first["claim"]["id"] == "a"
    assert first["attacks"][0]["premise"]["id"] == "b"
    assert first["attacks"][0]["answered"]
    assert first["attacks"][0]["attacked_by"][0]["id"] == "c"
    assert first["defenders"][0]["id"] == "c"
    assert json.loads(json.dumps(told)) == told


# Debates thrown together by dice.


@pytest.fixture(scope="module", params=range(4))
def knots(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Debate:
    folder: Path = tmp_path_factory.mktemp("knots") / "debate"
    return opendebate.load(write_knots(folder, request.param))


def test_the_answers_follow_from_the_semantics(knots: Debate) -> None:
    found, framework = standing(knots.engine), framework_of(knots.engine)
    assert [one.claim.iri for one in found.claims] == list(framework.arguments)
    [held] = extensions(framework, "grounded")
    preferred = extensions(framework, "preferred")
    scores = df_quad(framework)
    for one in found.claims:
        iri = one.claim.iri
        assert one.standing in STANDINGS
        assert (one.grounded == "in") == (iri in held)
        assert one.credulous == any(iri in some for some in preferred)
        assert one.sceptical == all(iri in some for some in preferred)
        assert one.score == round(scores[iri], 3)
        assert (one.standing == "defended") == (one.grounded == "in" and bool(one.attacks))
        assert bool(one.defenders) == (one.standing == "defended")
        if one.standing == "defended":
            assert all(line.answered for line in one.attacks)
        if one.standing == "unanswered":
            assert one.grounded != "in"


def test_hypothetical_arguments_only_ever_add(knots: Debate) -> None:
    without, with_them = standing(knots.engine), standing(knots.engine, hypothetical=True)
    assert without.attacks <= with_them.attacks
    assert {one.claim for one in without.claims} <= {one.claim for one in with_them.claims}


TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.mark.parametrize(
    "which", ["built-in", "flood-maps", "harbour", *(f"knots-{n}" for n in range(4))]
)
def test_standing_and_the_question_call_the_same_attacks_unanswered(
    which: str, tmp_path: Path
) -> None:
    folder = {"built-in": None, "flood-maps": TOWN}.get(which, tmp_path / which)
    if which.startswith("knots"):
        write_knots(tmp_path / which, int(which[-1]))
    if which == "harbour":
        write_harbour(tmp_path / which)
    debate = opendebate.load(folder)
    # The question takes a denial or a doubt for an answer; to standing, it is no argument.
    asked = "SELECT DISTINCT ?c { ?who od:denies|od:doubts ?c }"
    denied = {row["c"].value for row in debate.engine.select(asked)}
    open_ = {
        (line.premise.iri, one.claim.iri)
        for one in standing(debate.engine).claims
        for line in one.attacks
        if not line.answered and line.premise.iri not in denied
    }
    rows = debate.query("unanswered-attacks")
    assert isinstance(rows, Rows)
    assert open_ == {
        (row["premise"], row["claim"]) for row in rows if row["argumentKind"] == "attack"
    }


# The built-in debate.


def test_in_the_built_in_debate_responsible_release_is_unanswered(debate: Debate) -> None:
    claims = {one.claim.id: one for one in standing(debate.engine).claims}
    one = claims["responsible-release"]
    assert (one.standing, one.grounded) == ("unanswered", "out")
    assert [line.premise.id for line in one.attacks] == [
        "irresponsible-proposal", "safeguards-removed",
    ]  # fmt: skip
    undercut = {line.premise.id: ids(line.undercut_by) for line in claims["open-llama"].supports}
    assert "terms-are-mere-warnings" in undercut["meta-restricts-use"]


def test_what_speakers_state_is_told_apart_from_what_the_coder_draws(tmp_path: Path) -> None:
    harbour = opendebate.load(write_harbour(tmp_path / "harbour"))
    found = harbour.standing()
    one = {one.claim.id: one for one in found.claims}
    # Cleo gives the floods against dredging; that noise speaks against jobs is the coder's.
    assert one["dredge"].words.startswith("Attacked by “Deeper water brings floods”. ")
    assert "Supported by “Deeper water brings jobs”." in one["dredge"].words
    assert one["jobs"].words.startswith("In the coder's reading attacked by “Dredgers are ")
    jobs = "“Deeper water brings jobs” is in the coder's reading attacked by “Dredgers are "
    assert jobs in one["dredge"].words
    assert [line.stated for line in one["jobs"].attacks] == [False]
    assert found.stated == {"attacks": 1, "supports": 1, "undercuts": 0}
    assert "2 attacks (1 stated by speakers)" in str(found)
