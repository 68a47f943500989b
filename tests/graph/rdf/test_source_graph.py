"""A source's statements as triples: who speaks, through whom, why and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from opendebate.coding.check import read_coding
from opendebate.rdf.records_to_rdf import compile_graphs

BASE = "https://example.org/flood-maps/"
TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
Facts = set[tuple[str, str, str]]


def facts_of(folder: Path) -> Facts:
    found = set()
    for quad in (quad for graph in compile_graphs(read_coding(folder)) for quad in graph.quads()):
        terms = (quad.subject, quad.predicate, quad.object)
        texts = [str(getattr(term, "value", "")).removeprefix(BASE) for term in terms]
        found.add((texts[0].removeprefix("source/"), texts[1].rpartition("#")[2], texts[2]))
    return found


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(TOWN)


def about(facts: Facts, thing: str, relation: str) -> list[str]:
    return sorted(
        value.rpartition("#")[2] for one, how, value in facts if one == thing and how == relation
    )


def test_without_a_speaker_the_narrator_speaks(facts: Facts) -> None:
    news, letter = "a-town-and-its-maps", "a-letter-on-the-maps"
    assert about(facts, f"{news}/courier-dark-blue", "speaker") == ["actor/averley-courier"]
    assert about(facts, f"{letter}/tanagers-in", "speaker") == ["actor/tanagers"]


def test_a_role_and_an_affiliation_stay_with_the_statement(facts: Facts) -> None:
    assert about(facts, "a-town-and-its-maps/oyelaran-right", "affiliation") == ["actor/averley"]
    assert not about(facts, "a-town-and-its-maps/oyelaran-publish", "affiliation")


def test_carriers_are_a_list_from_the_speaker_outwards(facts: Facts) -> None:
    thing = "a-letter-on-the-maps/insurers-fear"
    assert about(facts, thing, "via") == [f"source/{thing}/via/1"]
    assert about(facts, f"{thing}/via/1", "first") == ["actor/tanagers-cousin"]
    assert about(facts, f"{thing}/via/1", "rest") == [f"source/{thing}/via/2"]
    assert about(facts, f"{thing}/via/2", "first") == ["actor/tanagers"]
    assert about(facts, f"{thing}/via/2", "rest") == ["nil"]


def test_a_source_can_carry_a_statement(facts: Facts) -> None:
    place = "a-letter-on-the-maps/tanagers-correct/via/1"
    assert about(facts, place, "first") == ["source/a-town-and-its-maps"]


def test_reasons_of_who_affirms_are_supports(facts: Facts) -> None:
    reason = "a-town-and-its-maps/oyelaran-publish/because/right-to-know"
    assert about(facts, reason, "type") == ["Support"]
    assert about(facts, reason, "basis") == ["Stated"]
    assert about(facts, reason, "conclusion") == ["claim/publish"]
    assert about(facts, reason, "statedIn") == ["source/a-town-and-its-maps/oyelaran-publish"]


def test_reasons_of_who_denies_are_attacks(facts: Facts) -> None:
    types = {(one, value) for one, how, value in facts if value.endswith(("Attack", "Support"))}
    kinds = {one: value.rpartition("#")[2] for one, value in types}
    assert kinds["a-letter-on-the-maps/tanagers-in/because/right-to-know"] == "Attack"
    assert kinds["a-town-and-its-maps/brandt-best-spent/because/neighbours-correct"] == "Support"


def test_what_was_said_earlier_keeps_its_own_date(facts: Facts) -> None:
    said, printed = "brandt-best-spent", "oyelaran-right"
    assert about(facts, f"a-town-and-its-maps/{said}", "earliest") == ["2021-01-01"]
    assert about(facts, f"a-town-and-its-maps/{said}", "latest") == ["2021-12-31"]
    assert about(facts, f"a-town-and-its-maps/{printed}", "earliest") == ["2024-03-12"]


def test_each_passage_has_its_selector(facts: Facts) -> None:
    thing = "a-town-and-its-maps/oyelaran-publish"
    assert about(facts, thing, "passage") == [f"source/{thing}/passage/{n}" for n in (1, 2)]
    assert about(facts, f"{thing}/passage/2", "paragraph") == ["8"]
    assert about(facts, f"{thing}/passage/2", "words") == ["9"]
    fragment = about(facts, f"{thing}/passage/2/selector", "value")
    assert fragment == [":~:text=and%20Oyelaran%20has,over%20her%20desk"]


def test_a_statement_has_a_name_that_tells_it(facts: Facts) -> None:
    labels = {one: value for one, how, value in facts if how == "label"}
    assert labels["a-town-and-its-maps/oyelaran-right"] == (
        "Marta Oyelaran: Whoever lives in a house is entitled to know its danger."
    )
    assert labels["a-letter-on-the-maps/tanagers-in"].startswith("Rosa and Emil Tanager (denies): ")


def test_a_joint_statement_has_several_speakers(town: Path) -> None:
    path = town / "sources" / "a-town-and-its-maps.yaml"
    text = path.read_text("utf-8").replace("[piet-vanderlinden]", "[piet-vanderlinden, critics]")
    path.write_text(text, "utf-8")
    thing = "a-town-and-its-maps/vanderlinden-measured"
    assert about(facts_of(town), thing, "speaker") == ["actor/critics", "actor/piet-vanderlinden"]


def test_a_reply_and_a_rephrasing_tie_two_of_a_kind(tmp_path: Path) -> None:
    shutil.copytree(TOWN, tmp_path / "town")
    source = tmp_path / "town/sources/a-town-and-its-maps.yaml"
    reply = "- id: vanderlinden-prices\n  replies_to: [oyelaran-publish, oyelaran-right]\n"
    text = source.read_text("utf-8").replace("- id: vanderlinden-prices\n", reply)
    source.write_text(text, "utf-8")
    claims = tmp_path / "town/claims.yaml"
    again = "right-to-know:\n  rephrases: publish\n"
    claims.write_text(claims.read_text("utf-8").replace("right-to-know:\n", again, 1), "utf-8")
    facts = facts_of(tmp_path / "town")
    assert about(facts, "a-town-and-its-maps/vanderlinden-prices", "repliesTo") == [
        "source/a-town-and-its-maps/oyelaran-publish",
        "source/a-town-and-its-maps/oyelaran-right",
    ]
    assert about(facts, "claim/right-to-know", "rephrases") == ["claim/publish"]


def test_who_proposed_a_statement_and_who_accepted_it_is_kept(town: Path) -> None:
    path = town / "sources" / "a-letter-on-the-maps.yaml"
    drafted = "  mode: hearsay\n  drafted_by: rules\n  accepted_by: AB\n"
    path.write_text(path.read_text("utf-8").replace("  mode: hearsay\n", drafted), "utf-8")
    facts, thing = facts_of(town), "a-letter-on-the-maps/insurers-fear"
    assert about(facts, thing, "draftedBy") == ["rules"]
    assert about(facts, thing, "acceptedBy") == ["AB"]
