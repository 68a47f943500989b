"""Records become triples: each fact in its graph, every thing with an IRI of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from opendebate.coding.check import read_coding
from opendebate.rdf.records_to_rdf import compile_graphs

BASE = "https://example.org/flood-maps/"
OD = "https://w3id.org/opendebate/ontology#"
TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


def short(value: object) -> str:
    text = str(getattr(value, "value", value))
    for prefix in (BASE, OD):
        text = text.removeprefix(prefix)
    return text.rpartition("#")[2] if "#" in text else text


def compiled(folder: Path) -> list[Quad]:
    return [quad for graph in compile_graphs(read_coding(folder)) for quad in graph.quads()]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return compiled(TOWN)


@pytest.fixture(scope="module")
def facts(quads: list[Quad]) -> set[tuple[str, str, str]]:
    return {(short(q.subject), short(q.predicate), short(q.object)) for q in quads}


def test_there_are_no_blank_nodes(quads: list[Quad]) -> None:
    for quad in quads:
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


def test_nothing_is_said_twice(quads: list[Quad]) -> None:
    assert len(quads) == len(set(quads))


def test_facts_lie_in_the_graph_of_what_says_them(quads: list[Quad]) -> None:
    graphs = {short(quad.graph_name) for quad in quads}
    assert graphs == {
        "graph/register",
        "graph/context",
        "graph/source/a-town-and-its-maps",
        "graph/source/a-letter-on-the-maps",
    }
    for quad in quads:
        subject, graph = short(quad.subject), short(quad.graph_name)
        if graph.startswith("graph/source/"):
            assert subject.startswith(graph.removeprefix("graph/")), subject
        elif subject.startswith("context/"):
            assert graph == "graph/context"


def test_the_debate_and_its_question_are_described(facts: set[tuple[str, str, str]]) -> None:
    assert ("", "type", "Debate") in facts
    assert ("", "question", "question") in facts
    assert ("question", "text", "Should the town publish its detailed flood maps?") in facts


def test_names_other_names_and_former_names_are_kept_apart(
    facts: set[tuple[str, str, str]],
) -> None:
    assert ("actor/mill-lane", "label", "Mill Lane Residents") in facts
    assert ("actor/mill-lane", "formerName", "Mill Lane Allotments") in facts
    assert ("model/linnet-model", "altLabel", "the maps") in facts


def test_same_as_is_an_exact_match_and_never_owl_same_as(facts: set[tuple[str, str, str]]) -> None:
    assert {fact for fact in facts if fact[1] == "exactMatch"} == {
        ("actor/mill-lane", "exactMatch", "http://www.wikidata.org/entity/Q4115189"),
        ("actor/mill-lane", "exactMatch", "https://registry.example/bodies/mill-lane"),
        ("model/linnet-model-2", "exactMatch", "https://registry.example/models/linnet-2"),
        ("policy/open-map-licence", "exactMatch", "https://registry.example/licences/7"),
    }
    assert not [fact for fact in facts if fact[1] == "sameAs"]


def test_a_membership_is_a_thing_with_role_and_days(facts: set[tuple[str, str, str]]) -> None:
    place = "actor/marta-oyelaran/membership/1"
    assert {fact[1:] for fact in facts if fact[0] == place} == {
        ("type", "Membership"),
        ("http://www.w3.org/ns/org#member".rpartition("#")[2], "actor/marta-oyelaran"),
        ("organization", "actor/averley"),
        ("role", "surveyor"),
        ("since", f"{place}/since"),
    }
    assert {fact[1:] for fact in facts if fact[0] == f"{place}/since"} == {
        ("type", "Time"),
        ("earliest", "2013-01-01"),
        ("latest", "2013-12-31"),
    }


def test_only_groups_nobody_speaks_for_are_flagged(facts: set[tuple[str, str, str]]) -> None:
    flagged = {fact for fact in facts if fact[1] == "hypothetical"}
    assert flagged == {("actor/sceptics", "hypothetical", "true")}


def test_analytic_arguments_have_iris_that_say_what_they_are(
    facts: set[tuple[str, str, str]],
) -> None:
    attack = "argument/prices-fall/attacks/publish"
    assert {fact[1:] for fact in facts if fact[0] == attack} == {
        ("type", "Attack"),
        ("premise", "claim/prices-fall"),
        ("conclusion", "claim/publish"),
        ("basis", "Analytic"),
    }


def test_an_undercut_is_aimed_at_the_argument(facts: set[tuple[str, str, str]]) -> None:
    undercut = "argument/no-map-needed/undercuts/burglars-read/publish"
    assert (undercut, "undercuts", "argument/burglars-read/attacks/publish") in facts
    assert not [fact for fact in facts if fact[0] == undercut and fact[1] == "conclusion"]


def test_an_undercut_of_a_stated_step_is_aimed_at_each_that_states_it(town: Path) -> None:
    path = town / "claims.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "undercuts: [{premise: burglars-read, conclusion: publish}]",
            "undercuts: [{premise: right-to-know, conclusion: publish}]",
        )
    )
    aimed = {
        short(quad.object)
        for quad in compiled(town)
        if quad.predicate == NamedNode(OD + "undercuts")
    }
    assert aimed == {
        "argument/right-to-know/supports/publish",
        "source/a-town-and-its-maps/oyelaran-publish/because/right-to-know",
    }


def test_top_topics_are_those_of_the_ontology(facts: set[tuple[str, str, str]]) -> None:
    assert ("topic/burglary", "broader", "Risk") in facts
    assert ("topic/correction", "broader", "topic/safety") in facts


def test_a_fact_from_outside_has_its_reference_and_what_it_differs_from(
    facts: set[tuple[str, str, str]],
) -> None:
    fact = "context/sallow-year"
    assert (fact, "reference", f"{fact}/reference") in facts
    assert (fact, "departsFrom", "source/a-town-and-its-maps/brandt-best-spent") in facts
    assert (f"{fact}/reference", "earliest", "2020-11-03") in facts


def test_a_debate_of_one_file_compiles(tmp_path: Path) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate: {title: T, question: Q?, iri: 'https://example.org/x#', language: de}\n"
    )
    quads = compiled(tmp_path)
    assert {short(quad.graph_name) for quad in quads} == {"https://example.org/x#graph/register"[
        len("https://example.org/x#"):
    ]}  # fmt: skip
    assert all(getattr(quad.object, "language", None) in {None, "de"} for quad in quads)
