"""The page's data says nothing twice, and its script says all of it again."""

from __future__ import annotations

import json

from article import load_article
from opendebate.ask.compact_jsonld import compact_jsonld
from opendebate.debate import Debate
from opendebate.views.compact_nodes import compact


def test_arguments_stand_with_who_makes_them(debate: Debate) -> None:
    things = compact(compact_jsonld(debate.engine)["things"])
    assert not any(node.get("type") in {"Support", "Attack"} for node in things.values())
    assert "claim/open-agi" in things["claim/misuse-harm"]["attacks"]
    said = things["source/why-meta-opened-up"]["statements"]
    assert any("because" in node for node in said.values())
    assert said["hall-harm"]["passage"][0][:4] == [3, "In the wrong", "deal of harm", 14]


def test_what_has_another_form_is_kept() -> None:
    odd = {
        "claim/a": {"type": "Claim"},
        "argument/x/attacks/y": {
            "type": "Attack",
            "premise": "claim/a",
            "conclusion": "claim/b",
            "basis": "od:Analytic",
        },
        "claim/b": {"type": "Model"},
        "source/s": {"type": "Source"},
        "source/s/1": {"type": "Statement", "source": "source/t", "stance": "od:Denies"},
    }
    kept = compact(odd)
    assert kept["argument/x/attacks/y"] == odd["argument/x/attacks/y"]
    assert kept["claim/b"] == {"type": "Model"}
    assert kept["source/s/1"] == {"source": "source/t", "stance": "od:Denies"}


def test_it_saves_three_tenths(debate: Debate) -> None:
    things = compact_jsonld(debate.engine)["things"]
    whole, short = (len(json.dumps(nodes)) for nodes in (things, compact(things)))
    assert short <= 0.7 * whole


def test_nothing_given_is_changed() -> None:
    things = compact_jsonld(load_article().engine)["things"]
    before = json.dumps(things)
    compact(things)
    assert json.dumps(things) == before
