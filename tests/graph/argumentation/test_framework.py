"""Argumentation frameworks: of a debate, and undercut attacks flattened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opendebate
from opendebate import Debate
from opendebate.argumentation.extensions import extensions, grounded
from opendebate.argumentation.framework import Framework, Node, Step, flatten, from_network
from opendebate.errors import UsageError
from opendebate.networks.claims import affirmed_claim_network

CLAIMS = """
lane: {text: The bridge needs a bus lane., kind: normative, side: for}
jam: {text: A bus lane makes cars queue., kind: causal, side: against, attacks: lane}
fast: {text: Buses get faster., kind: predictive, side: for, supports: lane}
empty: {text: Hardly anybody takes the bus., kind: descriptive, side: against,
        undercuts: {premise: fast, conclusion: lane}}
few: {text: Few cars cross the bridge., kind: descriptive, side: for,
      undercuts: [{premise: jam, conclusion: lane}, {premise: dust, conclusion: lane}]}
dust: {text: Road works raise dust., kind: causal, side: against}
noise: {text: Buses are loud., kind: descriptive, side: against}
ugly: {text: Paint is ugly., kind: evaluative, side: against}
rust: {text: The bridge rusts away., kind: causal, side: against, attacks: lane}
ghosts: {text: Ghosts cross at night., kind: causal, side: against, attacks: [lane, jam]}
silent: {text: Ferries are faster., kind: causal, side: against, attacks: lane}
alone: {text: The bridge is old., kind: descriptive, side: neither}
"""
ACTORS = "ann: {name: Ann, kind: person}\npost: {name: Post, kind: organization}\n"
HEAD = "debate: {title: Bridge, question: A bus lane?, iri: 'https://example.org/bridge/'}\n"
AT = "at: {paragraph: 1, from: So, to: so, words: 2}"
SOURCE = f"""
source: {{title: News, kind: news-article, publisher: post, published: 2024}}
statements:
- {{id: s1, speaker: ann, claim: lane, mode: verbatim, because: fast, {AT}}}
- {{id: s2, speaker: ann, claim: lane, mode: verbatim, stance: denies, because: noise, {AT}}}
- {{id: s3, speaker: ann, claim: lane, mode: verbatim, stance: doubts, {AT}}}
- {{id: s4, speaker: ann, claim: lane, mode: hypothetical, stance: denies, because: dust, {AT}}}
- {{id: s5, speaker: ann, claim: lane, mode: hypothetical, stance: denies, because: noise, {AT}}}
- {{id: s6, speaker: ann, claim: alone, mode: verbatim, {AT}}}
- {{id: s7, speaker: ann, claim: jam, mode: verbatim, {AT}}}
- {{id: s8, speaker: ann, claim: empty, mode: verbatim, stance: concedes, {AT}}}
- {{id: s9, speaker: ann, claim: few, mode: verbatim, {AT}}}
- {{id: s10, speaker: ann, claim: rust, mode: verbatim, stance: denies, {AT}}}
- {{id: s11, speaker: ann, claim: ghosts, mode: hypothetical, {AT}}}
"""
BASE = "https://example.org/bridge/claim/"


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    folder: Path = tmp_path_factory.mktemp("bridge")
    (folder / "sources").mkdir()
    files = {"debate": HEAD, "actors": ACTORS, "claims": CLAIMS, "sources/news": SOURCE}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return opendebate.load(folder)


def ids(framework: Framework) -> dict[str, Any]:
    def short(name: str) -> str:
        return name.removeprefix(BASE)

    return {
        "arguments": [short(str(name)) for name in framework.arguments],
        "attacks": [(short(str(a)), short(str(b))) for a, b in framework.attacks],
        "supports": [(short(str(a)), short(str(b))) for a, b in framework.supports],
        "undercuts": [
            (short(by), short(step.premise), step.relation, short(step.conclusion))
            for by, step in framework.undercuts
        ],
    }


def test_claims_in_arguments_are_arguments_and_steps_count_once(bridge: Debate) -> None:
    assert ids(from_network(affirmed_claim_network(bridge.engine))) == {
        "arguments": ["empty", "fast", "few", "jam", "lane", "noise"],
        "attacks": [("jam", "lane"), ("noise", "lane")],  # a denial attacks by its reason
        "supports": [("fast", "lane")],  # stated and analytic
        "undercuts": [("empty", "fast", "supports", "lane"), ("few", "jam", "attacks", "lane")],
    }


def test_hypothetical_arguments_count_on_demand_with_their_undercuts(bridge: Debate) -> None:
    parts = ids(from_network(affirmed_claim_network(bridge.engine, hypothetical=True)))
    assert parts["attacks"] == [
        ("dust", "lane"), ("ghosts", "jam"), ("ghosts", "lane"), ("jam", "lane"), ("noise", "lane"),
    ]  # fmt: skip
    assert ("few", "dust", "attacks", "lane") in parts["undercuts"]


def test_what_nobody_affirms_attacks_nothing(bridge: Debate) -> None:
    # rust is only denied, ghosts only imagined, and silent is said by nobody at all.
    for hypothetical, imagined in ((False, set[str]()), (True, {"ghosts", "dust"})):
        parts = ids(from_network(affirmed_claim_network(bridge.engine, hypothetical=hypothetical)))
        attackers = {name for name, _ in parts["attacks"]}
        assert attackers == {"jam", "noise"} | imagined


def test_parts_are_sorted_without_duplicates() -> None:
    given_twice = Framework.of([("b", "a"), ("a", "b"), ("b", "a")], arguments=["c", "a"])
    assert given_twice == Framework(("a", "b", "c"), (("a", "b"), ("b", "a")))


def test_an_attack_by_an_unknown_argument_is_refused() -> None:
    with pytest.raises(UsageError, match="'b' is an end of an attack, support or undercut"):
        Framework(("a",), (("b", "a"),))


def test_an_undercut_needs_a_step_of_the_framework() -> None:
    with pytest.raises(UsageError, match="'c' undercuts a step that is not in the framework"):
        Framework.of([("a", "b")], undercuts=[("c", Step("a", "supports", "b"))])


# Undercut attacks, computed by hand.

STEP = Step("a", "attacks", "b")


def test_an_undercut_frees_the_conclusion_and_leaves_the_premise_alone() -> None:
    # c is unattacked: in. It hits the step, so the step is out, and nothing else hits b: in.
    undercut = Framework.of([("a", "b")], undercuts=[("c", STEP)])
    assert grounded(undercut) == {"a", "b", "c"}


def test_an_attack_on_the_undercut_restores_the_attack() -> None:
    # d is in, c out, so the step is in and b out.
    restored = Framework.of([("a", "b"), ("d", "c")], undercuts=[("c", STEP)])
    assert grounded(restored) == {"a", "d", STEP}


def test_who_attacks_the_premise_attacks_the_step_from_it() -> None:
    # e is in and c is out by d: without e the step would stand; e takes premise and step.
    framework = Framework.of([("a", "b"), ("d", "c"), ("e", "a")], undercuts=[("c", STEP)])
    assert flatten(framework).attacks == (
        (STEP, "b"), ("c", STEP), ("d", "c"), ("e", "a"), ("e", STEP),
    )  # fmt: skip
    assert grounded(framework) == {"b", "d", "e"}


def test_undercuts_that_undercut_each_others_bases_leave_two_ways() -> None:
    # c undercuts a's attack on d, d undercuts a's attack on c: hold both, or neither.
    steps = Step("a", "attacks", "c"), Step("a", "attacks", "d")
    knot = Framework.of([("a", "c"), ("a", "d")], undercuts=[("d", steps[0]), ("c", steps[1])])
    assert set(extensions(knot, "preferred")) == {
        frozenset({"a", "c", "d"}),
        frozenset({"a", *steps}),
    }


def test_supports_and_their_undercuts_are_not_in_the_flat_framework() -> None:
    support = Framework.of(supports=[("a", "b")], undercuts=[("c", Step("a", "supports", "b"))])
    assert flatten(support) == Framework(("a", "b", "c"))


# The published flattenings in full, which make an argument (or three) of every attack.

NAMES = st.sampled_from("abcd")


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    attacks = draw(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=7))
    undercuts = draw(st.lists(st.tuples(NAMES, st.sampled_from(attacks)), max_size=4))
    return Framework.of(
        attacks, undercuts=[(by, Step(a, "attacks", b)) for by, (a, b) in undercuts]
    )


def afra(framework: Framework) -> Framework:
    """Return AFRA as published: an attack defeats its target, and the attacks from there."""
    attacks: dict[str, tuple[Node, Any]] = {f"{a}>{b}": (a, b) for a, b in framework.attacks}
    for by, step in framework.undercuts:
        attacks[f"{by}>({step.premise}>{step.conclusion})"] = (
            by,
            f"{step.premise}>{step.conclusion}",
        )
    direct = {(name, target) for name, (_, target) in attacks.items()}
    indirect = {
        (name, other)
        for name, (_, target) in attacks.items()
        for other, (source, _) in attacks.items()
        if target == source
    }
    return Framework.of(direct | indirect, arguments=[*framework.arguments, *attacks])


def meta(framework: Framework) -> Framework:
    """Return the flattening by meta-arguments X (the attack is off) and Y (it is on)."""
    attacks: list[tuple[Node, Node]] = []
    for a, b in framework.attacks:
        attacks += [(a, f"X{a}{b}"), (f"X{a}{b}", f"Y{a}{b}"), (f"Y{a}{b}", b)]
    for by, step in framework.undercuts:
        on = f"{step.premise}{step.conclusion}"
        attacks += [
            (by, f"X{by}({on})"),
            (f"X{by}({on})", f"Y{by}({on})"),
            (f"Y{by}({on})", f"Y{on}"),
        ]
    return Framework.of(attacks, arguments=framework.arguments)


@pytest.mark.parametrize("semantics", ["grounded", "complete", "preferred", "stable"])
@given(framework=frameworks())
def test_the_flat_framework_says_the_same_of_claims_as_both_published_ones(
    semantics: str, framework: Framework
) -> None:
    def of_claims(variant: Framework) -> set[frozenset[Node]]:
        return {name & set(framework.arguments) for name in extensions(variant, semantics)}

    assert of_claims(framework) == of_claims(afra(framework)) == of_claims(meta(framework))


@given(framework=frameworks())
def test_flattening_twice_changes_nothing(framework: Framework) -> None:
    assert flatten(flatten(framework)) == flatten(framework)
