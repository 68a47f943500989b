"""What the rules derive from a small debate, and what they must not derive."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import opendebate_ontology
from opendebate.rdf.build import ontology_quads
from opendebate.rdf.inference import derive as run_rules

OD = "https://w3id.org/opendebate/ontology#"
BASE = "https://example.org/dam/"
DERIVED = NamedNode(BASE + "graph/derived")
RULES = sorted(opendebate_ontology.path("rules").glob("*.rq"))
Facts = set[tuple[str, str, str]]


def derive(more: str = "") -> Facts:
    """Run each rule once over the small debate, with more said in it, and return what is new."""
    store = Store()
    good = Path(__file__).parents[1] / "data" / "good.ttl"
    store.load(path=good, to_graph=NamedNode(BASE + "graph/register"))
    xsd = "http://www.w3.org/2001/XMLSchema#"
    prefixes = f"@base <{BASE}> . @prefix od: <{OD}> . @prefix xsd: <{xsd}> .\n"
    store.load(prefixes + more, format=RdfFormat.TURTLE, to_graph=NamedNode(BASE + "graph/more"))
    store.bulk_extend(ontology_quads(NamedNode(BASE + "graph/ontology")))
    run_rules(store, DERIVED)
    return {told(quad) for quad in store.quads_for_pattern(None, None, None, DERIVED)}


def told(quad: Quad) -> tuple[str, str, str]:
    subject, value = quad.subject, quad.object
    assert isinstance(subject, NamedNode)
    last = str(value.value) if isinstance(value, NamedNode | Literal) else ""
    names = (subject.value, quad.predicate.value, last)
    first, second, third = (name.removeprefix(BASE).removeprefix(OD) for name in names)
    return first.removeprefix("actor/"), second, third.removeprefix("actor/")


def said(name: str, speaker: str, stance: str, claim: str, mode: str = "Verbatim") -> str:
    return f"""<source/dam-news/{name}> a od:Statement ; od:speaker <actor/{speaker}> ;
        od:stance od:{stance} ; od:claim <claim/{claim}> ; od:mode od:{mode} .\n"""


def about(facts: Facts, *relations: str) -> Facts:
    return {fact for fact in facts if fact[1] in relations}


def test_all_that_follows_from_a_small_debate() -> None:
    assert derive() == {
        ("source/dam-news/bo-build", "carrier", "policy/act"),
        ("source/dam-news/bo-build", "carrier", "works"),
        ("source/dam-news/ana-build", "voice", "ana"),
        ("source/dam-news/bo-build", "voice", "bo"),
        ("source/dam-news/paper-fish", "voice", "paper"),
        ("source/dam-news/ana-build", "takes", "For"),
        ("source/dam-news/bo-build", "takes", "Against"),
        ("claim/build", "voiced", "true"),
        ("claim/fish", "voiced", "true"),
        ("claim/floods", "voiced", "true"),
        ("ana", "affirms", "claim/build"),
        ("bo", "denies", "claim/build"),
        ("paper", "concedes", "claim/fish"),
        ("paper", "affirms", "claim/fish"),
        ("claim/floods", "supports", "claim/build"),
        ("claim/fish", "attacks", "claim/build"),
        ("ana", "takesSide", "For"),
        ("bo", "takesSide", "Against"),
        ("ana", "disagreesWith", "bo"),
        ("bo", "disagreesWith", "ana"),
    }


@pytest.mark.parametrize("stance", ["Affirms", "Denies", "Doubts", "Concedes"])
def test_what_is_hypothetical_is_nobodys_position(stance: str) -> None:
    imagined = said("new", "ana", stance, "dry", mode="Hypothetical")
    by_nobody = said("new-2", "purists", stance, "dry", mode="Verbatim")
    assert derive(imagined + by_nobody) == derive()


def test_doubts_are_no_denials() -> None:
    facts = derive(said("new", "paper", "Doubts", "build"))
    new = ("source/dam-news/new", "voice", "paper")
    assert facts - derive() == {
        ("paper", "doubts", "claim/build"), ("paper", "doubtsClaimOf", "ana"), new,
    }  # fmt: skip


def test_two_doubts_agree_in_nothing_and_oppose_no_denial() -> None:
    doubts = said("a", "paper", "Doubts", "build") + said("b", "works", "Doubts", "build")
    assert about(derive(doubts), "agreesWith", "disagreesWith", "doubtsClaimOf") == {
        ("ana", "disagreesWith", "bo"),
        ("bo", "disagreesWith", "ana"),
        ("paper", "doubtsClaimOf", "ana"),
        ("works", "doubtsClaimOf", "ana"),
    }


def test_who_affirms_or_denies_the_same_agrees() -> None:
    facts = derive(said("a", "paper", "Affirms", "build") + said("b", "works", "Denies", "build"))
    assert about(facts, "agreesWith") == {
        ("ana", "agreesWith", "paper"),
        ("paper", "agreesWith", "ana"),
        ("bo", "agreesWith", "works"),
        ("works", "agreesWith", "bo"),
    }


def on_behalf(name: str, speaker: str, body: str, stance: str, claim: str) -> str:
    return said(name, speaker, stance, claim) + (
        f"<source/dam-news/{name}> od:onBehalfOf <actor/{body}> .\n"
    )


@pytest.mark.parametrize("stance", ["Affirms", "Concedes", "Denies"])
def test_a_body_does_not_agree_with_the_person_it_speaks_through(stance: str) -> None:
    spoken = on_behalf("a", "bo", "works", stance, "dry") + said("b", "bo", stance, "dry")
    agree = {("bo", "agreesWith", "works"), ("works", "agreesWith", "bo")}
    facts = derive(spoken)
    assert not agree & facts
    assert agree <= derive(spoken + said("c", "works", stance, "dry"))
    assert agree <= derive(spoken + on_behalf("c", "ana", "works", stance, "dry"))
    assert ("ana", "agreesWith", "works") in derive(spoken + said("c", "ana", stance, "dry"))
    assert agree <= derive(
        spoken + said("c", "bo", stance, "dry") + said("c", "works", stance, "dry")
    )


def test_what_a_body_said_and_then_took_back_makes_no_agreement() -> None:
    spoken = (
        on_behalf("a", "bo", "works", "Affirms", "dry") + on("a", "2022-01-01")
        + said("b", "works", "Affirms", "dry") + on("b", "2020-01-01")
        + said("c", "works", "Denies", "dry") + on("c", "2021-01-01")
    )  # fmt: skip
    agree = {("bo", "agreesWith", "works"), ("works", "agreesWith", "bo")}
    assert not agree & derive(spoken)


def test_nobody_agrees_or_disagrees_with_themselves() -> None:
    facts = derive(said("a", "ana", "Denies", "build"))
    assert ("ana", "denies", "claim/build") in facts
    assert not {f for f in about(facts, "agreesWith", "disagreesWith") if f[0] == f[2]}
    assert ("ana", "agreesWith", "bo") in facts
    assert ("ana", "disagreesWith", "bo") in facts


def on(name: str, day: str) -> str:
    dates = f'od:earliest "{day}"^^xsd:date ; od:latest "{day}"^^xsd:date'
    return f"<source/dam-news/{name}> {dates} .\n"


def test_a_change_of_mind_is_no_disagreement_and_no_agreement_of_before() -> None:
    later = said("new", "ana", "Denies", "build") + on("new", "2025-01-01")
    facts = derive(later)
    assert ("source/dam-news/ana-build", "givenUpBy", "ana") in facts
    assert ("ana", "denies", "claim/build") in facts
    assert not {("ana", "affirms", "claim/build"), ("ana", "disagreesWith", "bo")} & facts
    assert ("ana", "agreesWith", "bo") in facts
    assert {fact[2] for fact in about(facts, "takesSide") if fact[0] == "ana"} == {"Against"}
    assert ("claim/build", "voiced", "true") not in facts


def test_opposite_stances_at_one_time_are_both_held() -> None:
    facts = derive(said("new", "ana", "Denies", "build") + on("new", "2020-05-20"))
    assert not about(facts, "givenUpBy")
    assert {("ana", "affirms", "claim/build"), ("ana", "denies", "claim/build")} <= facts


def test_a_body_takes_a_stance_where_somebody_speaks_on_its_behalf_and_only_there() -> None:
    affiliated = (
        said("a", "bo", "Affirms", "dry") + "<source/dam-news/a> od:affiliation <actor/works> ."
    )
    assert not [fact for fact in derive(affiliated) if fact[0] == "works"]
    spoken = said("a", "bo", "Affirms", "dry") + "<source/dam-news/a> od:onBehalfOf <actor/works> ."
    assert ("works", "affirms", "claim/dry") in derive(spoken)


def test_agreement_goes_both_ways() -> None:
    facts = derive(said("a", "paper", "Affirms", "build") + said("b", "bo", "Concedes", "fish"))
    pairs = about(facts, "agreesWith", "disagreesWith")
    assert pairs
    assert {(other, how, one) for one, how, other in pairs} == pairs


def test_a_concession_takes_no_side() -> None:
    facts = derive(said("a", "bo", "Concedes", "floods"))
    assert ("bo", "affirms", "claim/floods") in facts
    assert about(facts, "takesSide") == about(derive(), "takesSide")


def test_one_can_take_both_sides() -> None:
    facts = derive(said("a", "ana", "Affirms", "fish"))
    assert {fact[2] for fact in about(facts, "takesSide") if fact[0] == "ana"} == {"For", "Against"}


def test_a_joint_voice_counts_for_each_speaker() -> None:
    joint = said("a", "bo", "Affirms", "dry") + said("a", "ana", "Affirms", "dry")
    facts = derive(joint) - derive()
    assert about(facts, "affirms") == {
        ("ana", "affirms", "claim/dry"),
        ("bo", "affirms", "claim/dry"),
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_what_it_is(rule: Path) -> None:
    title, derives, *rest = rule.read_text("utf-8").splitlines()
    assert title.startswith("# title: ")
    assert derives.startswith("# derives: od:")
    assert any(line.startswith("CONSTRUCT {") for line in rest)
