"""What the rules derive from a small debate, and what they must not derive."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import opendebate_ontology
from opendebate.rdf.derive import derive as run_rules

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
    prefixes = f"@base <{BASE}> . @prefix od: <{OD}> .\n"
    store.load(prefixes + more, format=RdfFormat.TURTLE, to_graph=NamedNode(BASE + "graph/more"))
    run_rules(store, DERIVED)
    return {told(quad) for quad in store.quads_for_pattern(None, None, None, DERIVED)}


def told(quad: Quad) -> tuple[str, str, str]:
    subject, value = quad.subject, quad.object
    assert isinstance(subject, NamedNode)
    assert not isinstance(value, Literal)
    last = str(value.value) if isinstance(value, NamedNode) else ""
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
    assert facts - derive() == {("paper", "doubts", "claim/build")}


def test_who_affirms_or_denies_the_same_agrees() -> None:
    facts = derive(said("a", "paper", "Affirms", "build") + said("b", "works", "Denies", "build"))
    assert about(facts, "agreesWith") == {
        ("ana", "agreesWith", "paper"),
        ("paper", "agreesWith", "ana"),
        ("bo", "agreesWith", "works"),
        ("works", "agreesWith", "bo"),
    }


def test_nobody_agrees_or_disagrees_with_themselves() -> None:
    facts = derive(said("a", "ana", "Denies", "build"))
    assert ("ana", "denies", "claim/build") in facts
    assert not {f for f in about(facts, "agreesWith", "disagreesWith") if f[0] == f[2]}
    assert ("ana", "agreesWith", "bo") in facts
    assert ("ana", "disagreesWith", "bo") in facts


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
