"""A card holds all about one thing, each fact once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import opendebate
from harbour import write_harbour
from opendebate.ask.description import Description
from opendebate.ask.entities import Entity, all_names
from opendebate.debate import Debate
from voices import with_hearing

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


def told(card: Description) -> dict[str, list[str]]:
    return {
        label: [one.id if isinstance(one, Entity) else one for one in values]
        for label, values in card.facts.items()
    }


def test_a_person(town_debate: Debate) -> None:
    card = town_debate.show("Oyelaran")
    facts = told(card)
    assert facts["other name"] == ["Oyelaran"]
    assert facts["member of"] == ["averley"]
    assert facts["developer of"] == ["linnet-model", "linnet-model-2"]
    assert facts["advised against"] == ["delay"]
    assert {one.claim.id for one in card.statements_by} == {
        "publish",
        "right-to-know",
        "insurers-know",
    }
    assert not {"affirms", "denies"} & set(facts), "what it says stands below"


def test_a_member_is_told_with_the_role(town_debate: Debate) -> None:
    (member,) = town_debate.show("averley").facts["members"]
    assert isinstance(member, Entity)
    assert member.name == "Marta Oyelaran (surveyor, since 2013)"


def test_a_model_with_its_former_name_and_versions(town_debate: Debate) -> None:
    assert told(town_debate.show("Linnet draft"))["former name"] == ["Linnet draft"]
    assert told(town_debate.show("linnet-model"))["has version"] == ["linnet-model-2"]
    assert told(town_debate.show("linnet-model-2"))["version of"] == ["linnet-model"]


def test_a_policy_with_its_parts(town_debate: Debate) -> None:
    facts = told(town_debate.show("open-map-licence"))
    assert facts["has part"] == ["keep-the-mark"]
    assert facts["issuer"] == ["averley"]
    assert facts["responds to"] == ["neighbours-correct"]


def test_a_claim_with_what_is_said_on_it(town_debate: Debate) -> None:
    card = town_debate.show("publish")
    assert {one.stance for one in card.statements_about} == {"doubts", "affirms"}
    assert told(card)["attacked by"] == ["errors-spread", "prices-fall", "burglars-read"]
    assert "affirmed by" not in card.facts


def test_a_topic_with_its_narrower_ones(town_debate: Debate) -> None:
    card = town_debate.show("safety")
    assert told(card)["narrower topic"] == ["correction"]
    assert {one.claim.id for one in card.statements_about} == {"publish", "neighbours-correct"}


def test_an_event_with_who_did_what(town_debate: Debate) -> None:
    facts = told(town_debate.show("delay"))
    assert facts["decided by"] == ["averley"]
    assert facts["advised against by"] == ["marta-oyelaran"]
    assert facts["caused by"] == ["prices-fall"]
    assert facts["motivated by"] == ["policies-lapse"]


def test_what_is_the_same_elsewhere_is_shown(town_debate: Debate) -> None:
    assert told(town_debate.show("mill-lane"))["same as"] == [
        "http://www.wikidata.org/entity/Q4115189",
        "https://registry.example/bodies/mill-lane",
    ]
    assert "same as" not in told(town_debate.show("averley"))


def test_a_source_with_all_its_statements(town_debate: Debate) -> None:
    card = town_debate.show("A letter on the maps")
    assert len(card.statements_about) == 6
    assert "narrator" not in told(card)
    assert told(town_debate.show("a-town-and-its-maps"))["narrator"] == ["averley-courier"]


def test_a_fact_from_outside_is_shown_with_its_reference_and_only_where_it_belongs(
    town_debate: Debate,
) -> None:
    for name in ("sallow-opening", "sallow-year", "best-spent"):
        (fact,) = town_debate.show(name).context
        assert fact.id == "sallow-year"
        assert fact.reference == "Minutes of the council, Town of Little Sallow, 2020"
        assert fact.departs_from == ("a-town-and-its-maps/brandt-best-spent",)
    for name in ("averley", "publish", "delay"):
        assert town_debate.show(name).context == ()


def test_no_fact_from_outside_is_told_twice(debate: Debate) -> None:
    for name in ("wendy-hall", "llama-2", "commerce-department"):
        card = debate.show(name)
        texts = {fact.text for fact in card.context}
        assert texts
        for values in card.facts.values():
            assert not texts & {str(getattr(one, "name", one)) for one in values}


def test_claims_told_by_statements_are_not_listed_again(debate: Debate) -> None:
    card = debate.show("meta")
    listed = {one.id for one in card.facts["subject of"] if isinstance(one, Entity)}
    assert listed
    assert not listed & {one.claim.id for one in (*card.statements_by, *card.statements_about)}


@pytest.mark.parametrize("folder", [None, TOWN], ids=["article", "town"])
def test_everything_can_be_shown_and_fits_json(folder: Path | None, debate: Debate) -> None:
    whole = opendebate.load(folder) if folder else debate
    for one in dict.fromkeys(thing for thing, _ in all_names(whole.engine)):
        card = whole.show(one.iri)
        assert json.loads(json.dumps(card.to_dict()))["id"] == one.id
        assert all(card.facts.values()), "no empty facts"


def test_a_claim_says_who_draws_its_arguments(tmp_path: Path) -> None:
    harbour = opendebate.load(write_harbour(tmp_path / "harbour"))

    def names(claim: str, label: str) -> dict[str, str]:
        facts = harbour.show(claim).facts[label]
        return {one.id: one.name.rpartition("(")[2] for one in facts if isinstance(one, Entity)}

    # Cleo gives floods against dredging, and Ann jobs for it; the coder draws both as well.
    assert names("dredge", "attacked by") == {"floods": "stated and analytic)"}
    assert names("dredge", "supported by") == {"jobs": "stated and analytic)"}
    assert names("jobs", "attacked by") == {"noise": "analytic)"}
    assert names("noise", "attacks") == {"jobs": "analytic)"}


def test_flags_are_told_in_words(town: Path) -> None:
    debate = opendebate.load(with_hearing(town))
    assert told(debate.show("an-official"))["anonymous"] == ["not named by the source"]
    assert "true" not in str(debate.show("an-official"))


def test_an_argument_of_imagined_speakers_says_so(debate: Debate) -> None:
    shown = str(debate.show("meta-is-open-source"))
    words = "(hypothetical; only imagined speakers argue so, so it disputes nothing)"
    assert f"Meta restricts how its models may be used. {words}" in " ".join(
        shown.replace("│", " ").split()
    )
