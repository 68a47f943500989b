"""Standing of claims: sentences, laws on random debates, and the built-in debate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import opendebate
from harbour import write_harbour
from invented import write_knots
from opendebate import Debate
from opendebate.argumentation.acceptability import Standing, assess_debate, assess_framework
from opendebate.argumentation.claim_acceptability import NOTE, ClaimStanding
from opendebate.argumentation.extensions import extensions
from opendebate.argumentation.framework import Framework, Step, from_network
from opendebate.argumentation.gradual_semantics import df_quad
from opendebate.ask.entities import Entity
from opendebate.engines.rows import Rows
from opendebate.networks.claims import affirmed_claim_network

IN = "In the grounded extension, and so in every preferred one."
OUT = "Out under grounded semantics: the grounded extension attacks it."
OPEN = "Undecided under grounded semantics;"


def standing_by_id(framework: Framework, max_extensions: int = 1000) -> dict[str, ClaimStanding]:
    return {row.claim.id: row for row in assess(framework, max_extensions).claims}


def assess(framework: Framework, max_extensions: int = 1000) -> Standing:
    names = [str(argument) for argument in framework.arguments]
    claims = {name: Entity("claim", name, f"It is {name}.", f"claim/{name}") for name in names}
    return assess_framework(framework, claims, max_extensions)


def ids(claims: tuple[Entity, ...]) -> list[str]:
    return [claim.id for claim in claims]


def test_unattacked() -> None:
    row = standing_by_id(Framework.of(supports=[("b", "a")]))["a"]
    assert row.standing == "unattacked"
    assert row.words == f"No argument attacks it. Supported by “It is b”. {IN} Score 0.750."


def test_unanswered() -> None:
    row = standing_by_id(Framework.of([("b", "a"), ("c", "a")]))["a"]
    assert row.standing == "unanswered"
    assert row.words == (
        f"Attacked by “It is b” and “It is c”. No argument answers. {OUT} Score 0.125."
    )


def test_contested() -> None:
    row = standing_by_id(Framework.of([("b", "a"), ("c", "a"), ("d", "b")]))["a"]
    assert row.standing == "contested"
    assert row.words == (
        "Attacked by “It is b” and “It is c”. “It is b” is attacked by “It is d”. "
        f"No argument answers “It is c”. {OUT} Score 0.188."
    )


def test_answered_but_not_defended() -> None:
    # d answers b, and e defeats d: each attack is answered, and yet b stands.
    row = standing_by_id(Framework.of([("b", "a"), ("d", "b"), ("e", "d")]))["a"]
    assert (row.standing, row.grounded) == ("answered", "out")
    assert not row.defenders
    assert row.words.startswith("Attacked by “It is b”. “It is b” is attacked by “It is d”. Out ")


def test_defended_names_who_defends() -> None:
    row = standing_by_id(Framework.of([("b", "a"), ("c", "b"), ("d", "b"), ("e", "d")]))["a"]
    assert (row.standing, row.grounded) == ("defended", "in")
    assert ids(row.defenders) == ["c"]  # d answers too, but is itself out
    assert "“It is b” is attacked by “It is c” and “It is d”. Defended by “It is c”." in row.words


def test_defended_by_an_undercut() -> None:
    undercut = Framework.of([("b", "a")], undercuts=[("c", Step("b", "attacks", "a"))])
    row = standing_by_id(undercut)["a"]
    assert row.standing == "defended"
    assert ids(row.defenders) == ["c"]
    assert "The step from “It is b” is undercut by “It is c”. Defended by “It is c”." in row.words


def test_an_attack_that_is_attacked_and_undercut_says_both() -> None:
    both = Framework.of([("b", "a"), ("d", "b")], undercuts=[("c", Step("b", "attacks", "a"))])
    row = standing_by_id(both)["a"]
    assert ids(row.defenders) == ["c", "d"]
    assert (
        "“It is b” is attacked by “It is d”, and the step from it is undercut by “It is c”."
        in row.words
    )


def test_an_undercut_support_is_reported_and_changes_only_the_score() -> None:
    support = Framework.of(supports=[("b", "a")], undercuts=[("c", Step("b", "supports", "a"))])
    row = standing_by_id(support)["a"]
    assert (row.standing, row.grounded, row.score) == ("unattacked", "in", 0.625)
    assert "The step from “It is b” is undercut by “It is c”." in row.words


def test_two_that_attack_each_other_are_answered_each_by_itself() -> None:
    row = standing_by_id(Framework.of([("a", "b"), ("b", "a")]))["a"]
    assert (row.standing, row.grounded) == ("answered", "undecided")
    assert (row.credulous, row.sceptical) == (True, False)
    assert "“It is b” is attacked by the claim itself." in row.words
    assert f"{OPEN} in some preferred extension. Score 0.333." in row.words


def test_what_attacks_itself_does_not_answer_itself() -> None:
    row = standing_by_id(Framework.of([("a", "a")]))["a"]
    assert (row.standing, row.credulous) == ("unanswered", False)
    assert f"{OPEN} in no preferred extension." in row.words


def test_what_is_in_every_preferred_extension_though_undecided() -> None:
    floating = Framework.of([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")])
    row = standing_by_id(floating)["d"]
    assert (row.grounded, row.sceptical) == ("undecided", True)
    assert f"{OPEN} in every preferred extension." in row.words


def test_what_cannot_be_computed_is_reported() -> None:
    standing = assess(Framework.of([("a", "b"), ("b", "a")]), max_extensions=1)
    assert standing.refused == ("There are more than 1 preferred extensions.",)
    assert standing.claims[0].credulous is None
    assert f"{OPEN} preferred extensions could not be computed." in standing.claims[0].words
    assert standing.refused[0] in str(standing)


def test_scores_that_do_not_converge_are_left_out_and_reported() -> None:
    undercut = ("a", Step("a", "attacks", "a"))
    standing = assess(Framework.of([("a", "a")], [("a", "a"), ("b", "c")], [undercut]))
    assert [row.score for row in standing.claims] == [None, 0.5, 0.75]
    assert standing.claims[0].words.endswith("No score.")
    assert standing.refused[0].startswith("No score for 1 of 3 arguments")


def test_a_framework_without_arguments_has_no_claims_and_says_n() -> None:
    standing = assess(Framework.of())
    assert (standing.n, standing.claims) == (0, ())
    assert str(standing) == f"{NOTE}\nn = 0 claims; 0 attacks, 0 supports, 0 undercuts."


def test_every_output_says_that_it_does_not_judge_truth() -> None:
    standing = assess(Framework.of([("b", "a")]))
    assert standing.note == NOTE == standing.to_dict()["note"]
    assert str(standing).startswith(NOTE)
    for row in standing.claims:
        assert row.to_dict()["note"] == NOTE
        assert str(row).endswith(NOTE)


def test_the_dictionary_is_complete() -> None:
    document: dict[str, Any] = assess(Framework.of([("b", "a"), ("c", "b")])).to_dict()
    counts = {kind: document[kind] for kind in ("n", "attacks", "supports", "undercuts")}
    assert counts == {"n": 3, "attacks": 2, "supports": 0, "undercuts": 0}
    first = document["claims"][0]
    assert first["claim"]["id"] == "a"
    assert first["attacks"][0]["premise"]["id"] == "b"
    assert first["attacks"][0]["answered"]
    assert first["attacks"][0]["attacked_by"][0]["id"] == "c"
    assert first["defenders"][0]["id"] == "c"
    assert json.loads(json.dumps(document)) == document


# Random debates.


@pytest.fixture(scope="module", params=range(4))
def knots(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Debate:
    folder: Path = tmp_path_factory.mktemp("knots") / "debate"
    return opendebate.load(write_knots(folder, request.param))


def test_the_answers_follow_from_the_semantics(knots: Debate) -> None:
    standing_of_debate = assess_debate(knots.engine)
    framework = from_network(affirmed_claim_network(knots.engine))
    assert [row.claim.iri for row in standing_of_debate.claims] == list(framework.arguments)
    [grounded_extension] = extensions(framework, "grounded")
    preferred = extensions(framework, "preferred")
    scores = df_quad(framework)
    for row in standing_of_debate.claims:
        iri = row.claim.iri
        assert row.standing in {"unattacked", "unanswered", "contested", "answered", "defended"}
        assert (row.grounded == "in") == (iri in grounded_extension)
        assert row.credulous == any(iri in extension for extension in preferred)
        assert row.sceptical == all(iri in extension for extension in preferred)
        assert row.score == round(scores[iri], 3)
        assert (row.standing == "defended") == (row.grounded == "in" and bool(row.attacks))
        assert bool(row.defenders) == (row.standing == "defended")
        if row.standing == "defended":
            assert all(line.answered for line in row.attacks)
        if row.standing == "unanswered":
            assert row.grounded != "in"


def test_hypothetical_arguments_only_ever_add(knots: Debate) -> None:
    without, with_them = assess_debate(knots.engine), assess_debate(knots.engine, hypothetical=True)
    assert without.attacks <= with_them.attacks
    assert {row.claim for row in without.claims} <= {row.claim for row in with_them.claims}


TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.mark.parametrize(
    "debate_name", ["built-in", "flood-maps", "harbour", *(f"knots-{n}" for n in range(4))]
)
def test_standing_and_the_question_call_the_same_attacks_unanswered(
    debate_name: str, tmp_path: Path
) -> None:
    folder = {"built-in": None, "flood-maps": TOWN}.get(debate_name, tmp_path / debate_name)
    if debate_name.startswith("knots"):
        write_knots(tmp_path / debate_name, int(debate_name[-1]))
    if debate_name == "harbour":
        write_harbour(tmp_path / debate_name)
    debate = opendebate.load(folder)
    # The question counts a denial or a doubt as an answer; for standing it is no argument.
    query = "SELECT DISTINCT ?c { ?who od:denies|od:doubts ?c }"
    answered_otherwise = {row["c"].value for row in debate.engine.select(query)}
    unanswered = {
        (line.premise.iri, row.claim.iri)
        for row in assess_debate(debate.engine).claims
        for line in row.attacks
        if not line.answered and line.premise.iri not in answered_otherwise
    }
    rows = debate.query("unanswered-attacks")
    assert isinstance(rows, Rows)
    assert unanswered == {
        (row["premise"], row["claim"]) for row in rows if row["argumentKind"] == "attack"
    }


# The built-in debate.


def test_in_the_built_in_debate_responsible_release_is_unanswered(debate: Debate) -> None:
    claims = {row.claim.id: row for row in assess_debate(debate.engine).claims}
    release = claims["responsible-release"]
    assert (release.standing, release.grounded) == ("unanswered", "out")
    assert [line.premise.id for line in release.attacks] == [
        "irresponsible-proposal", "safeguards-removed",
    ]  # fmt: skip
    undercut = {line.premise.id: ids(line.undercut_by) for line in claims["open-llama"].supports}
    assert "terms-are-mere-warnings" in undercut["meta-restricts-use"]


def test_stated_arguments_are_distinguished_from_the_coders_reading(tmp_path: Path) -> None:
    harbour = opendebate.load(write_harbour(tmp_path / "harbour"))
    standing = harbour.standing()
    rows = {row.claim.id: row for row in standing.claims}
    # Cleo gives the floods against dredging; that noise speaks against jobs is the coder's.
    assert rows["dredge"].words.startswith("Attacked by “Deeper water brings floods”. ")
    assert "Supported by “Deeper water brings jobs”." in rows["dredge"].words
    assert rows["jobs"].words.startswith("In the coder's reading attacked by “Dredgers are ")
    sentence = "“Deeper water brings jobs” is in the coder's reading attacked by “Dredgers are "
    assert sentence in rows["dredge"].words
    assert [line.stated for line in rows["jobs"].attacks] == [False]
    assert standing.stated == {"attacks": 1, "supports": 1, "undercuts": 0}
    assert "2 attacks (1 stated by speakers)" in str(standing)
