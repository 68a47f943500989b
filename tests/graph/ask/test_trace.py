"""A trace leads from a thing to who argues what, why, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import opendebate
from opendebate.ask.entities import all_names
from opendebate.ask.text_tree import columns
from opendebate.ask.trace_model import Node, Reason, Trace
from opendebate.debate import Debate
from opendebate.errors import UsageError

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
NEWS, LETTER = "a-town-and-its-maps", "a-letter-on-the-maps"


def node(trace: Trace, claim: str) -> Node:
    return next(one for one in trace.nodes if one.claim.id == claim)


def reasons(one: Node) -> dict[str, bool]:
    return {reason.node.claim.id: reason.stated for reason in one.reasons}


def test_an_actors_trace_is_what_the_actor_says(town_debate: Debate) -> None:
    found = town_debate.trace("Marta Oyelaran")
    assert {one.claim.id for one in found.nodes} == {"publish", "right-to-know", "insurers-know"}
    assert found.roles == ("surveyor, Town council of Averley, since 2013",)
    for one in found.nodes:
        assert all("marta-oyelaran" in {s.id for s in st.speakers} for st in one.statements)


def test_stated_and_analytic_reasons_are_told_apart_and_stated_ones_win(
    town_debate: Debate,
) -> None:
    publish = node(town_debate.trace("publish"), "publish")
    assert reasons(publish) == {"neighbours-correct": True, "right-to-know": True}
    right = next(r.node for r in publish.reasons if r.node.claim.id == "right-to-know")
    assert reasons(right) == {"insurers-know": False}


def test_disputes_come_with_what_answers_them(town_debate: Debate) -> None:
    publish = node(town_debate.trace("publish"), "publish")
    answers = {d.claim.id: [a.claim.id for a in d.answers] for d in publish.disputes}
    assert answers == {"burglars-read": ["no-map-needed"], "errors-spread": [], "prices-fall": []}


def test_who_denies_has_attacks_for_reasons(town_debate: Debate) -> None:
    denied = node(town_debate.trace("tanagers"), "shops-keep-out")
    assert [one.stance for one in denied.statements] == ["denies"]
    assert reasons(denied) == {"right-to-know": True}
    (dispute,) = denied.disputes
    assert (dispute.relation, [s.mode for s in dispute.statements]) == (
        "affirmation",
        ["hypothetical"],
    )


def test_the_hypothetical_affirm_nothing(town_debate: Debate) -> None:
    bearing = node(town_debate.trace("right-to-know"), "right-to-know").bearings
    against = next(one for one in bearing if one.claim.id == "shops-keep-out")
    assert against.relation == "attack"
    assert against.speakers == (), "sceptics are imagined"
    assert "affirms (hypothetical)" in str(town_debate.trace("sceptics"))


def test_carriers_are_told_in_their_order(town_debate: Debate) -> None:
    told = " ".join(str(town_debate.trace("insurers")).split())
    assert "hearsay, via The Tanagers' cousin, then Rosa and Emil Tanager" in told.replace("│ ", "")


def test_a_claim_that_nobody_states_can_be_traced(town: Path) -> None:
    with (town / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "unsaid: {text: Nobody says so., kind: causal, side: for, supports: [publish]}\n"
        )
    debate = opendebate.load(town)
    told = debate.trace("unsaid")
    assert told.nodes[0].statements == ()
    assert [one.claim.id for one in told.nodes[0].bearings] == ["publish"]
    assert "unsaid" in reasons(debate.trace("publish").nodes[0])


def test_what_nobody_speaks_of_says_so(town: Path) -> None:
    with (town / "models.yaml").open("a", encoding="utf-8") as file:
        file.write("unused: {name: Unused model}\n")
    told = opendebate.load(town).trace("unused")
    assert told.nodes == ()
    assert "No claim is about it." in str(told)


def test_circles_of_analytic_supports_come_to_an_end(town: Path) -> None:
    path = town / "claims.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(
            "  text: Large insurers already",
            "  supports: [publish]\n  text: Large insurers already",
        )
        .replace("  about: [insurers]\n  supports: [right-to-know]", "  about: [insurers]")
        .replace("publish:\n", "publish:\n  supports: [insurers-know]\n", 1),
        "utf-8",
    )
    told = opendebate.load(town).trace("publish")
    assert "stand above" in str(told)
    json.dumps(told.to_dict())


def test_attacks_that_go_round_come_to_an_end(town: Path) -> None:
    path = town / "claims.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("  side: for\n  topics: [safety]", "  side: for\n  attacks: [prices-fall]"),
        "utf-8",
    )
    told = opendebate.load(town).trace("publish")
    dispute = next(d for d in told.nodes[0].disputes if d.claim.id == "prices-fall")
    assert [answer.claim.id for answer in dispute.answers] == ["publish"]


def test_reasons_go_to_any_depth(town: Path) -> None:
    depth = 40
    with (town / "claims.yaml").open("a", encoding="utf-8") as file:
        for n in range(depth):
            aim = f"link-{n - 1}" if n else "publish"
            file.write(
                f"link-{n}: {{text: Link {n}., kind: causal, side: for, supports: [{aim}]}}\n"
            )
    told = opendebate.load(town).trace("publish")
    one: Node = told.nodes[0]
    for n in range(depth):
        found: Reason = next(r for r in one.reasons if r.node.claim.id == f"link-{n}")
        one = found.node
    assert f"[link-{depth - 1}]" in str(told)
    json.dumps(told.to_dict())


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("linnet-model", "publish"),
        ("safety", "publish"),
        ("delay", "prices-fall"),
        (LETTER, "no-map-needed"),
        (f"{NEWS}/hartwig-errors", "errors-spread"),
        ("open-map-licence", "neighbours-correct"),
    ],
)
def test_each_kind_of_thing_can_be_traced(town_debate: Debate, name: str, claim: str) -> None:
    claims = {one.claim.id for one in town_debate.trace(name).nodes}
    assert claim in claims


def test_a_topic_takes_in_its_narrower_topics(town_debate: Debate) -> None:
    assert "neighbours-correct" in {one.claim.id for one in town_debate.trace("safety").nodes}


def test_a_fact_from_outside_is_traced_to_what_it_departs_from(town_debate: Debate) -> None:
    assert [node.claim.id for node in town_debate.trace("sallow-year").nodes] == ["best-spent"]


def everything(debate: Debate, step: int = 1) -> list[str]:
    """Return the names of all entities, and those of every so many statements."""
    untraced = {"context", "attribute"}
    ids = {entity.id for entity, _ in all_names(debate.engine) if entity.kind not in untraced}
    statements = [one.id for one in debate.statements()]
    return sorted({*ids.difference(statements), *statements[::step]})


@pytest.mark.parametrize(("folder", "step"), [(None, 20), (TOWN, 1)], ids=["built-in", "town"])
def test_every_trace_fits_eighty_columns_and_json(folder: Path | None, step: int) -> None:
    whole = opendebate.load(folder)
    for name in everything(whole, step):
        told = whole.trace(name)
        again = json.loads(json.dumps(told.to_dict()))
        assert again["focus"]["id"] == name
        for line in str(told).splitlines():
            assert columns(line) <= 80, (name, line)


def test_of_an_attribute_nobody_says_anything() -> None:
    with pytest.raises(UsageError, match="release is an attribute"):
        opendebate.load().trace("release")


def test_wendy_hall_says_what_she_says(debate: Debate) -> None:
    told = debate.trace("wendy-hall")
    stances = {one.claim.id: one.statements[0].stance for one in told.nodes}
    assert stances == {
        "misuse-harm": "affirms",
        "irresponsible-proposal": "affirms",
        "open-agi": "denies",
        "scary-thought": "affirms",
    }
    assert reasons(node(told, "irresponsible-proposal")) == {"misuse-harm": True}
