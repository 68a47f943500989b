"""Ways between things, forwards and backwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import opendebate
from opendebate.ask.relations import relations
from opendebate.debate import Debate
from opendebate.errors import UnknownName


def way(debate: Debate, start: str, end: str) -> list[tuple[str, str, str]] | None:
    steps = debate.path(start, end)
    return None if steps is None else [(s.start.id, s.label, s.end.id) for s in steps]


def test_a_way_is_told_in_its_direction(town_debate: Debate) -> None:
    assert way(town_debate, "marta-oyelaran", "linnet-model") == [
        ("marta-oyelaran", "developer of", "linnet-model")
    ]
    assert way(town_debate, "linnet-model", "marta-oyelaran") == [
        ("linnet-model", "developer", "marta-oyelaran")
    ]


def test_a_way_over_an_argument(town_debate: Debate) -> None:
    assert way(town_debate, "Piet Vanderlinden", "publish") == [
        ("piet-vanderlinden", "affirms", "prices-fall"),
        ("prices-fall", "attacks", "publish"),
    ]
    back = way(town_debate, "publish", "Piet Vanderlinden")
    assert back is not None
    assert [label for _, label, _ in back] == ["attacked by", "affirmed by"]


def test_who_argues_about_a_claim_is_nearer_than_what_it_is_about(debate: Debate) -> None:
    assert way(debate, "wendy-hall", "mark-zuckerberg") == [
        ("wendy-hall", "denies", "open-agi"),
        ("open-agi", "affirmed by", "mark-zuckerberg"),
    ]


def test_one_and_the_same_thing_takes_no_steps(town_debate: Debate) -> None:
    assert town_debate.path("averley", "Town council of Averley") == []


def test_where_there_is_no_way_there_is_none(town: Path) -> None:
    with (town / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("hermit: {name: A hermit, kind: person}\n")
    debate = opendebate.load(town)
    assert debate.path("hermit", "averley") is None
    assert debate.path("averley", "hermit") is None


def test_an_unknown_end_is_told(town_debate: Debate) -> None:
    with pytest.raises(UnknownName):
        town_debate.path("averley", "nobody-at-all")


def test_a_step_fits_json(debate: Debate) -> None:
    steps = debate.path("llama-2", "wendy-hall")
    assert steps
    told = [json.loads(json.dumps(step.to_dict())) for step in steps]
    assert [a["to"] for a in told[:-1]] == [b["from"] for b in told[1:]]


def test_the_imagined_have_no_ties_to_what_they_are_imagined_to_say(town_debate: Debate) -> None:
    assert not [
        tie for tie in relations(town_debate.engine) if "sceptics" in {tie.start.id, tie.end.id}
    ]


def test_ties_join_things_and_say_both_directions(debate: Debate) -> None:
    found = relations(debate.engine)
    assert len(found) == len(set(found))
    for tie in found:
        assert tie.start.kind
        assert tie.end.kind
        assert tie.label
        assert tie.inverse
        assert "statement" not in {tie.start.kind, tie.end.kind}


def test_no_way_leads_over_an_argument_of_imagined_speakers(debate: Debate) -> None:
    # The narrator affirms that Meta restricts its models; only imagined purists argue from it.
    attack = ("meta-restricts-use", "attacks", "meta-is-open-source")
    steps = way(debate, "meta-restricts-use", "meta-is-open-source")
    assert steps is not None
    assert attack not in steps
    named = {(tie.start.id, tie.relation, tie.end.id) for tie in relations(debate.engine)}
    assert attack in named
