"""The page's data says nothing twice, and its script says all of it again."""

from __future__ import annotations

import json
from typing import Any

from article import load_article
from opendebate.ask.compact_jsonld import compact_jsonld
from opendebate.debate import Debate
from opendebate.views.column_tables import column_tables
from opendebate.views.compact_nodes import compact, page_nodes


def test_arguments_stand_with_who_makes_them(debate: Debate) -> None:
    things = compact(compact_jsonld(debate.engine)["things"])
    assert not any(node.get("type") in {"Support", "Attack"} for node in things.values())
    assert "claim/open-agi" in things["claim/misuse-harm"]["attacks"]
    assert any("because" in node for key, node in things.items() if key.startswith("source/"))
    (passage,) = things["source/why-meta-opened-up/hall-harm"]["passage"]
    assert passage[:4] == [3, "In the wrong", "deal of harm", 14]


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


def test_it_saves_three_fifths(debate: Debate) -> None:
    things = compact_jsonld(debate.engine)["things"]
    whole, short = (len(json.dumps(nodes)) for nodes in (things, page_nodes(things)))
    assert short <= 0.4 * whole


def passages(*rows: dict[str, Any], **source: str) -> list[Any]:
    """Return passages of a statement as the page has them."""
    things: dict[str, dict[str, Any]] = {
        "source/s": {"type": "Source", **source},
        "source/s/1": {"type": "Statement", "source": "source/s", "passage": list(rows)},
    }
    return list(compact(things)["source/s/1"]["passage"])


def test_a_link_stands_in_a_passage_only_if_it_is_unusual() -> None:
    page = "https://example.org/a"
    ends = {"paragraph": 1, "from": "one-two (a", "to": "b!"}
    usual = f"{page}#:~:text=one%2Dtwo%20%28a,b%21"
    assert passages({**ends, "link": usual}, page=page) == [[1, "one-two (a", "b!"]]
    (odd,) = passages({**ends, "link": page}, page=page)
    assert odd == [1, "one-two (a", "b!", None, None, page]
    (none,) = passages(ends, page=page)
    assert none == [1, "one-two (a", "b!", None, None, 0]
    assert passages(ends) == [[1, "one-two (a", "b!"]]


def test_digests_are_in_base64_and_odd_passages_stay() -> None:
    digest = "00ff" * 16
    assert passages({"sha256": digest})[0][4] == "AP8A/wD/" * 5 + "AP8"
    odd = {"sha256": "x" * 43}
    assert passages(odd) == [odd]
    assert passages({"other": 1}) == [{"other": 1}]


def test_a_column_is_a_list_or_a_mapping_and_texts_stand_once() -> None:
    nodes: dict[str, dict[str, Any]] = {
        f"claim/{n}": {"side": "od:Against", "text": f"Text {n}."} for n in range(9)
    }
    nodes["claim/3"]["motive"] = "claim/4"
    nodes["claim/4"]["n"] = 5
    packed = column_tables(nodes)
    ((begin, keys, of_texts, others),) = packed["tables"]
    assert (begin, keys) == ("claim/", list("012345678"))
    assert packed["texts"] == ["od:Against"]
    assert of_texts["side"] == [0] * 9
    assert of_texts["text"][8] == "Text 8."
    assert of_texts["motive"] == {"3": 5}, "the pool has one text, then the keys"
    assert others == {"n": {"4": 5}}


def test_nothing_given_is_changed() -> None:
    things = compact_jsonld(load_article().engine)["things"]
    before = json.dumps(things)
    compact(things)
    assert json.dumps(things) == before
