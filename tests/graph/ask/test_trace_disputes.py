"""Traces of a debate in which everything is disputed: who disputes, and who answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from opendebate.ask.entities import Entity
from opendebate.ask.trace_model import Dispute, Node, Trace
from opendebate.debate import Debate
from opendebate.engines.rows import Rows

CODING = {
    "debate.yaml": "debate: {title: Bridge, question: Build it?, iri: https://example.org/b#}",
    "actors.yaml": """
ann: {name: Ann, kind: person}
ben: {name: Ben, kind: person}
cy: {name: Cy, kind: person}
doubters: {name: Doubters, kind: group, hypothetical: true}
paper: {name: The Paper, kind: organization}
""",
    "claims.yaml": """
build: {text: Build the bridge., kind: normative, side: for}
short: {text: The way gets shorter., kind: causal, side: for}
cheap: {text: It is cheap., kind: evaluative, side: for}
floods: {text: Floods will take it., kind: predictive, side: against, attacks: [build]}
few: {text: Few would use it., kind: predictive, side: against,
      undercuts: [{premise: short, conclusion: build}]}
many: {text: Many would use it., kind: predictive, side: for, attacks: [few]}
""",
    "sources/one.yaml": """
source: {title: One, kind: news-article, publisher: paper}
statements:
- {id: a, speaker: ann, mode: verbatim, claim: build, because: short,
   at: {paragraph: 1, from: a, to: b}}
- {id: b, speaker: ben, mode: verbatim, claim: build, stance: denies, because: [floods, cheap],
   at: {paragraph: 2, from: a, to: b}}
- {id: c, speaker: cy, mode: verbatim, claim: many, at: {paragraph: 3, from: a, to: b}}
- {id: d, speaker: doubters, mode: hypothetical, claim: floods, stance: denies,
   at: {paragraph: 4, from: a, to: b}}
""",
    "sources/two.yaml": """
source: {title: Two, kind: news-article, publisher: paper}
statements:
- {id: a, speaker: cy, mode: verbatim, claim: build, because: short,
   at: {paragraph: 1, from: a, to: b}}
""",
}


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    folder: Path = tmp_path_factory.mktemp("bridge")
    (folder / "sources").mkdir()
    for name, text in CODING.items():
        (folder / name).write_text(text, "utf-8")
    return opendebate.load(folder)


def only(trace: Trace) -> Node:
    (node,) = trace.nodes
    return node


def by_claim(disputes: tuple[Dispute, ...], relation: str) -> dict[str, Dispute]:
    found = {one.claim.id: one for one in disputes if one.relation == relation}
    assert len(found) == sum(one.relation == relation for one in disputes), "told twice"
    return found


def test_a_stated_attack_tells_who_states_it(bridge: Debate) -> None:
    attacks = by_claim(only(bridge.trace("build")).disputes, "attack")
    assert [one.name for one in attacks["cheap"].speakers] == ["Ben"]
    assert attacks["cheap"].stated
    _, _, told = str(bridge.trace("build")).partition("disputed by (stated, Ben): It is cheap.")
    assert told
    assert "no statement in the sources" not in told


def test_an_attack_both_stated_and_drawn_is_told_once(bridge: Debate) -> None:
    attacks = by_claim(only(bridge.trace("build")).disputes, "attack")
    assert set(attacks) == {"floods", "cheap"}
    assert attacks["floods"].stated


def test_a_reason_given_in_two_sources_is_undercut_once_and_that_is_answered(
    bridge: Debate,
) -> None:
    (reason,) = only(bridge.trace("build")).reasons
    assert {one.name for one in reason.speakers} == {"Ann", "Cy"}
    undercut = by_claim(reason.undercuts, "undercut")["few"]
    assert [one.claim.id for one in undercut.answers] == ["many"]
    assert [one.speakers[0].name for one in undercut.answers[0].statements] == ["Cy"]


def test_what_is_only_imagined_answers_nothing(bridge: Debate) -> None:
    attacks = by_claim(only(bridge.trace("build")).disputes, "attack")
    assert attacks["floods"].answers == ()


def test_who_denies_gives_attacks_as_reasons(bridge: Debate) -> None:
    node = only(bridge.trace("ben"))
    assert [one.stance for one in node.statements] == ["denies"]
    assert {one.node.claim.id for one in node.reasons} == {"floods", "cheap"}
    assert {one.relation for one in node.disputes} == {"affirmation", "support"}


def test_a_source_is_traced_by_its_own_statements(bridge: Debate) -> None:
    node = only(bridge.trace("two"))
    assert [one.id for one in node.statements] == ["two/a"]
    assert {one.id for one in node.others} == {"one/a"}


def test_a_statement_is_traced_by_itself_and_found_by_its_short_id(bridge: Debate) -> None:
    assert [one.id for one in only(bridge.trace("one/a")).statements] == ["one/a"]
    assert bridge.trace("c").focus.id == "one/c"
    with pytest.raises(opendebate.errors.AmbiguousName):
        bridge.trace("a")


def test_what_others_report_differently_is_told_with_its_reference(debate: Debate) -> None:
    told = {node.claim.id: node.elsewhere for node in debate.trace("wendy-hall").nodes}
    assert "The Guardian" in told["scary-thought"][0]
    assert "Very scary" in told["scary-thought"][0]
    assert all(not node.elsewhere for node in debate.trace("yoram-wurmser").nodes)


def test_what_nobody_affirms_bears_on_nothing(tmp_path: Path) -> None:
    coding = {
        "debate": "debate: {title: Bridge, question: Build it?, iri: https://example.org/b#}",
        "actors": CODING["actors.yaml"],
        "claims": """
build: {text: Build the bridge., kind: normative, side: for}
trolls: {text: Trolls live there., kind: descriptive, side: against, attacks: [build]}
gold: {text: Gold lies below it., kind: descriptive, side: for, supports: [build]}
real: {text: The river is deep., kind: descriptive, side: against, attacks: [build]}
""",
        "sources/one": """
source: {title: One, kind: news-article, publisher: paper}
statements:
- {id: a, speaker: ann, mode: verbatim, claim: build, at: {paragraph: 1, from: a, to: b}}
- {id: b, speaker: doubters, mode: hypothetical, claim: trolls, at: {paragraph: 2, from: a, to: b}}
- {id: c, speaker: ben, mode: verbatim, claim: gold, stance: denies,
   at: {paragraph: 3, from: a, to: b}}
- {id: d, speaker: ben, mode: verbatim, claim: real, at: {paragraph: 4, from: a, to: b}}
""",
    }
    (tmp_path / "sources").mkdir()
    for name, text in coding.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    debate = opendebate.load(tmp_path)
    bearing = {
        name: [one.voiced for one in only(debate.trace(name)).bearings]
        for name in ("trolls", "gold", "real")
    }
    assert bearing == {"trolls": [False], "gold": [False], "real": [True]}
    nothing = {"trolls": "disputes nothing", "gold": "supports nothing"}
    for name, words in nothing.items():
        assert f"nobody's latest position affirms this, so it {words}" in str(debate.trace(name))
        assert f"nobody's latest position affirms this, so it {words}" in str(debate.trace("build"))
        card, other = debate.show(name), debate.show("build")
        told = [*card.facts.get("attacks", ()), *card.facts.get("supports", ())]
        told += [one for values in other.facts.values() for one in values]
        found = [one for one in told if isinstance(one, Entity) and one.id in {name, "build"}]
        suffix = f"(analytic; nobody's latest position affirms this, so it {words})"
        assert [one.name.endswith(suffix) for one in found] == [True, True]
    assert "nobody affirms" not in str(debate.show("real"))
    assert opendebate.load(tmp_path).path("trolls", "build") is None
    assert [one.voiced for one in only(debate.trace("build")).reasons] == [False]
    assert "nobody affirms" not in str(debate.trace("real"))


def test_what_only_imagined_speakers_argue_disputes_and_supports_nothing(debate: Debate) -> None:
    """The narrator affirms the premise; nobody is known to have argued from it."""
    (claim,) = debate.trace("meta-is-open-source").nodes
    (attack,) = (one for one in claim.disputes if one.relation == "attack")
    assert (attack.claim.id, attack.voiced, attack.imagined) == ("meta-restricts-use", True, True)
    told = " ".join(str(debate.trace("meta-is-open-source")).split())
    assert "disputed by (hypothetical, Open-source purists): Meta restricts" in told
    assert "only imagined speakers argue so, so it disputes nothing" in told
    assert "nobody answers this" not in told
    told = " ".join(str(debate.trace("public-code-worrying")).split())
    assert "because (hypothetical, Regulators)" in told
    assert "only imagined speakers argue so, so it supports nothing" in told
    attacked = debate.query("unanswered-attacks", claim="meta-is-open-source")
    assert isinstance(attacked, Rows)
    assert not len(attacked)
