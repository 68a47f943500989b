"""Entities are found by the names people use; when not, a message says what a name might mean."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from opendebate.ask.entities import all_names, find, fold, kind_of
from opendebate.ask.search import search
from opendebate.debate import Debate
from opendebate.errors import AmbiguousName, UnknownName

HALL = "https://w3id.org/opendebate/actor/wendy-hall"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("wendy-hall", "wendy-hall"),
        (HALL, "wendy-hall"),
        (f"<{HALL}>", "wendy-hall"),
        ("Wendy Hall", "wendy-hall"),
        ("  wENDY hALL ", "wendy-hall"),
        ("Hall", "wendy-hall"),
        ("Genesis", "llama"),
        ("Facebook", "meta"),
        ("southampton", "university-of-southampton"),
        ("Openly released general AI could do great harm in the wrong hands.", "misuse-harm"),
        ("why-meta-opened-up/hall-scary", "why-meta-opened-up/hall-scary"),
        ("Why Meta opened up", "why-meta-opened-up"),
        ("misuse", "misuse"),
    ],
)
def test_a_thing_is_found_by_what_it_is_called(debate: Debate, name: str, found: str) -> None:
    assert find(debate.engine, name).id == found


def test_an_id_is_meant_before_a_name(debate: Debate) -> None:
    assert find(debate.engine, "meta").kind == "actor"


def test_a_part_that_several_things_have_is_ambiguous(debate: Debate) -> None:
    with pytest.raises(AmbiguousName) as raised:
        find(debate.engine, "zuck")
    assert "mark-zuckerberg" in raised.value.ids
    assert raised.value.exit_code == 2


def test_two_things_of_one_name_are_ambiguous(town: Path) -> None:
    with (town / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("old-mill: {name: Mill Lane Allotments, kind: organization}\n")
    with pytest.raises(AmbiguousName) as raised:
        find(opendebate.load(town).engine, "mill lane allotments")
    assert raised.value.ids == ("mill-lane", "old-mill")


@pytest.mark.parametrize(
    ("name", "close"),
    [("wendy-hal", "wendy-hall"), ("Wendi Hall", "wendy-hall"), ("senators-letter", "letter")],
)
def test_what_is_not_there_comes_with_what_looks_like_it(
    debate: Debate, name: str, close: str
) -> None:
    with pytest.raises(UnknownName) as raised:
        find(debate.engine, name)
    assert any(close in one for one in raised.value.close)
    assert "Did you mean" in (raised.value.advice or "")


def test_what_is_like_nothing_leads_to_search_with_the_words_quoted(debate: Debate) -> None:
    with pytest.raises(UnknownName) as raised:
        find(debate.engine, "quux; rm -rf")
    assert raised.value.advice == "To search all texts, run: opendebate search 'quux; rm -rf'"


def test_only_wanted_kinds_are_found(debate: Debate) -> None:
    assert find(debate.engine, "misuse", {"topic"}).kind == "topic"
    with pytest.raises(UnknownName, match="no actor 'misuse'"):
        find(debate.engine, "misuse", {"actor"})


@pytest.mark.parametrize(
    "name",
    ["", "   ", "<", "<>", "http://[", "https://", "http://a/%zz", "http://a b", "\ud800", "x\0y",
     '"} UNION {', "'", "\\", "actor:wendy-hall", "../..", "a" * 100_000],
)  # fmt: skip
def test_strange_names_are_unknown_and_nothing_worse(debate: Debate, name: str) -> None:
    with pytest.raises(UnknownName):
        find(debate.engine, name)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30) | st.text(max_size=20).map("http://".__add__))
def test_any_text_is_a_name_or_an_error_for_people(debate: Debate, name: str) -> None:
    with contextlib.suppress(UnknownName, AmbiguousName):
        find(debate.engine, name)
    search(debate.engine, name)


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        ("actor/wendy-hall", "actor"),
        ("source/why-meta-opened-up", "source"),
        ("source/why-meta-opened-up/hall-scary", "statement"),
        ("source/why-meta-opened-up/hall-scary/passage/1", ""),
        ("actor/yann-lecun/membership/1", ""),
        ("graph/derived", ""),
        ("", ""),
    ],
)
def test_the_kind_of_a_thing_is_in_its_iri(debate: Debate, iri: str, kind: str) -> None:
    assert kind_of(debate.engine, debate.iris.base + iri) == kind


def test_every_name_leads_to_its_thing_or_to_several(debate: Debate) -> None:
    for one, name in all_names(debate.engine):
        try:
            meant = {find(debate.engine, name).id}
        except AmbiguousName as error:
            meant = set(error.ids)
        assert one.id in meant, name


CASES = json.loads((Path(__file__).parents[2] / "data" / "search.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_search_ranks_what_answers_to_any_of_the_words(
    debate: Debate, case: dict[str, Any]
) -> None:
    found = [one.id for one in debate.search(case["words"], 500) if one.kind != "context"]
    first = case["first"]
    assert found[: len(first)] == first
    assert set(case.get("also", ())) <= set(found)
    assert not set(case.get("not", ())) & set(found)


@pytest.mark.parametrize("words", ["maps", "bad actors", "hall-scary", "zzz"])
def test_a_search_is_one_request(
    debate: Debate, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, select = list[str](), type(debate.engine).select

    def count(engine: Any, query: str) -> Any:
        asked.append(query)
        return select(engine, query)

    monkeypatch.setattr(type(debate.engine), "select", count)
    search(debate.engine, words)
    assert len(asked) == 1


def test_search_finds_statements_by_their_ids_and_parts_by_their_paths(debate: Debate) -> None:
    statement = "why-meta-opened-up/hall-scary"
    for words in ("hall-scary", statement, f"source/{statement}", f"{statement}/passage/1"):
        assert debate.search(words)[0].id == statement, words


def test_search_finds_nothing_for_nothing(debate: Debate) -> None:
    assert not debate.search("  ")
    assert not debate.search("zzz")
    assert debate.search("hall zzz")[0].id == "wendy-hall"


def test_what_answers_to_all_words_comes_before_what_answers_to_some(debate: Debate) -> None:
    found = debate.search("wendy hall", 50)
    assert found[0].id == "wendy-hall"
    assert len(found) > 1


def test_search_says_each_thing_once_and_no_more_than_wanted(debate: Debate) -> None:
    found = debate.search("meta", 5)
    assert len(found) == len(set(found)) == 5


def test_search_minds_no_accents(town: Path) -> None:
    with (town / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("zoe-lofgren: {name: Zoë Löfgren-Škoda, kind: person}\n")
    engine = opendebate.load(town).engine
    for words in ("zoe", "ZOË", "lofgren", "Löfgren", "skoda zoe"):
        assert search(engine, words)[0].id == "zoe-lofgren", words
    assert find(engine, "zoe lofgren-skoda").id == "zoe-lofgren"


def test_search_finds_a_piece_of_a_sentence_that_has_no_spaces(town: Path) -> None:
    with (town / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write("ban-saves: {text: 禁令将挽救生命。, kind: causal, side: for}\n")
    engine = opendebate.load(town).engine
    for words in ("禁令", "挽救", "生命", "救"):
        assert [one.id for one in search(engine, words)] == ["ban-saves"], words
    assert search(engine, "顾客") == []


def test_folding_takes_case_and_accents_away() -> None:
    assert fold("Straße ÉCOLE ﬁn") == "strasse ecole fin"


def test_what_is_meant_by_a_name_is_shown_with_the_name_and_texts_can_be_searched(
    town: Path,
) -> None:
    with pytest.raises(UnknownName) as raised:
        find(opendebate.load(town).engine, "Safety from waters")
    advice = raised.value.advice or ""
    assert advice.startswith("Did you mean safety (Safety from water)? To search all texts")
