"""AIF from AIFdb: who says what, why and in reply to whom, and nothing dropped in silence."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import opendebate
from invented import write_knots
from opendebate.coding.check import read_coding
from opendebate.coding.text import Text
from opendebate.coding.verify import verify
from opendebate.errors import InputError
from opendebate.exchange import aif
from opendebate.exchange.aif.graph import clean
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.skeleton import load_skeleton
from verified import all_found

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data"
FERRY = DATA / "exchange" / "ferry.aif.json"
BUSES = DATA / "exchange" / "night-buses.aif.json"  # as AIFdb writes a debate on television
REAL = sorted((ROOT.parent / "shared" / "data" / "aif").glob("*.json"))
TYPES = ("I", "L", "RA", "CA", "MA", "YA", "TA")
Whole = dict[str, Any]


def written(coded: CodedDebate) -> Whole:
    whole: Whole = json.loads(aif.write(coded, coded.texts))
    return whole


def saved(whole: object, folder: Path) -> Path:
    path = folder / "quarrel.json"
    path.write_text(whole if isinstance(whole, str) else json.dumps(whole), "utf-8")
    return path


def read(whole: object, folder: Path) -> CodedDebate:
    return aif.read(saved(whole, folder))


def aside(coded: CodedDebate) -> Counter[str]:
    """Return how many nodes of each type the report says are set aside."""
    found = Counter[str]()
    for sentence in coded.report:
        if told := re.match(r"([\d,]+) of [\d,]+ (\w+)-nodes set aside: ", sentence):
            found[told[2]] += int(told[1].replace(",", ""))
    return found


def shape(whole: Whole) -> tuple[dict[str, tuple[str, str]], Counter[tuple[str, str]]]:
    """Return the type and scheme of each node by its id, and how often each edge is there."""
    nodes: dict[str, tuple[str, str]] = {}
    for one in whole["nodes"]:
        kind, name = one["type"], one.get("scheme") or one.get("text", "")
        nodes.setdefault(clean(one["nodeID"]), (kind, clean(name) if kind in TYPES[2:] else ""))
    ends = ((clean(one.get("fromID")), clean(one.get("toID"))) for one in whole["edges"])
    return nodes, Counter((a, b) for a, b in ends if a in nodes and b in nodes)


def assert_in_is_out(whole: Whole, coded: CodedDebate) -> None:
    """Assert that what was read is what is written: every node, and every edge between them."""
    assert shape(written(coded)) == shape(whole)


@pytest.fixture(scope="module")
def ferry() -> CodedDebate:
    return aif.read(FERRY)


def said(coded: CodedDebate, name: str) -> dict[str, Any]:
    return next(
        cast(Any, one) for source in coded.sources.values() for one in source["statements"]
        if one["id"] == name
    )  # fmt: skip


# What is read


def test_a_dialogue_becomes_a_debate_that_check_and_build_accept(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    write_folder(ferry, tmp_path / "ferry")
    debate = opendebate.load(tmp_path / "ferry")
    trace = str(debate.trace("per-holm"))
    assert "The ferry costs more than it brings in." in trace


def test_the_folder_holds_no_text_and_the_text_holds_every_passage(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    write_folder(ferry, tmp_path / "ferry")
    file = read_coding(tmp_path / "ferry").sources["ferry"]
    assert all_found(verify(file, Text.of(ferry.texts["ferry"])))
    coded = (tmp_path / "ferry/sources/ferry.yaml").read_text("utf-8")
    assert "old people have" in coded
    assert "have no other way" not in coded


def test_an_i_node_is_a_claim_under_a_short_id(ferry: CodedDebate) -> None:
    assert ferry.claims["the-boat-leaks"]["text"] == "The boat leaks."
    assert len(ferry.claims) == ferry.counts["I-nodes"] == 9


def test_every_speaker_is_an_actor_also_one_who_is_only_retold(ferry: CodedDebate) -> None:
    names = {actor["name"] for actor in ferry.actors.values()}
    assert names == {"Ida Moss", "Per Holm", "Una Berg", "Skipper", "Olle Strand", "Coder"}


def test_a_locution_that_asserts_is_a_statement_in_the_speakers_own_words(
    ferry: CodedDebate,
) -> None:
    one = said(ferry, "ida-moss-2")
    assert (one["speaker"], one["mode"], one.get("stance")) == (["ida-moss"], "verbatim", None)
    (place,) = one["at"]
    assert (place["paragraph"], place["from"]) == (2, "old people have")


def test_an_inference_by_its_speaker_is_a_stated_reason(ferry: CodedDebate) -> None:
    assert said(ferry, "ida-moss-1")["because"] == ["old-people-on-reed-island-have-no-other"]
    assert "supports" not in ferry.claims["old-people-on-reed-island-have-no-other"]


def test_an_inference_that_nobody_utters_is_the_coders_a_relation_for_each_premise(
    ferry: CodedDebate,
) -> None:
    for premise in ("the-boat-is-forty-years-old", "the-ferry-to-reed-island-must-go-on"):
        assert ferry.claims[premise]["supports"] == ["the-town-should-buy-a-new-boat"]
    linked = [one for one in written(ferry)["nodes"] if one.get("scheme") == "Practical Reasoning"]
    assert len(linked) == 1


def test_who_disagrees_by_saying_something_denies_for_that_reason(ferry: CodedDebate) -> None:
    one = said(ferry, "per-holm-3")
    assert one["claim"] == "the-ferry-to-reed-island-must-go-on"
    assert one["stance"] == "denies"
    assert one["because"] == ["the-ferry-costs-more-than-it-brings-in"]


def test_a_conflict_with_a_conflict_is_an_undercut(ferry: CodedDebate) -> None:
    assert ferry.claims["the-county-pays-for-what-the-ferry-costs"]["undercuts"] == [
        {
            "premise": "the-ferry-costs-more-than-it-brings-in",
            "conclusion": "the-ferry-to-reed-island-must-go-on",
        }
    ]


def test_agreement_in_a_transition_is_the_second_speakers(ferry: CodedDebate) -> None:
    one = said(ferry, "una-berg-1")
    assert one["claim"] == "the-town-should-buy-a-new-boat"
    assert one["replies_to"] == ["ida-moss-3"]


def test_a_rephrasing_ties_two_claims(ferry: CodedDebate) -> None:
    again = ferry.claims["the-island-needs-a-boat-one-can-rely-on"]
    assert again["rephrases"] == ["the-town-should-buy-a-new-boat"]


def test_reported_speech_has_a_carrier_and_is_a_paraphrase(ferry: CodedDebate) -> None:
    one = said(ferry, "skipper-1")
    assert (one["speaker"], one["via"], one["mode"]) == (["skipper"], ["una-berg"], "paraphrase")
    assert one["at"][0]["from"] == "the skipper told"


def test_an_assertive_question_affirms_and_a_pure_one_takes_no_stance(ferry: CodedDebate) -> None:
    assert "stance" not in said(ferry, "ida-moss-4")
    asked = {one["claim"] for one in ferry.sources["ferry"]["statements"]}
    assert "a-boat-costs-so-much" in ferry.claims
    assert "a-boat-costs-so-much" not in asked
    assert any("PureQuestioning takes no stance (222)" in one for one in ferry.report)


def test_an_analyst_who_retells_made_the_coding_and_carries_nothing(ferry: CodedDebate) -> None:
    assert ferry.debate["creators"] == ["Coder"]
    assert "coder" not in str(ferry.sources)
    assert "Good evening." in ferry.texts["ferry"]
    assert ferry.texts["ferry"].count("The ferry to Reed Island") == 1


def test_the_days_are_those_of_the_locutions_not_of_the_nodes(ferry: CodedDebate) -> None:
    assert ferry.sources["ferry"]["source"]["published"] == "2024-04-30"


def test_what_has_no_place_is_told_with_its_number(ferry: CodedDebate) -> None:
    assert aside(ferry) == {"L": 4, "TA": 1, "YA": 1, "PA": 1}
    assert_in_is_out(json.loads(FERRY.read_text("utf-8")), ferry)


def changed(change: Callable[[Whole], None]) -> Whole:
    whole: Whole = json.loads(FERRY.read_text("utf-8"))
    change(whole)
    return whole


def test_speakers_of_participants_come_before_those_of_the_text(tmp_path: Path) -> None:
    def name(whole: Whole) -> None:
        whole["participants"] = [{"participantID": 7, "firstname": "Eva", "surname": "Lind"}]

    coded = read(whole := changed(name), tmp_path)
    assert said(coded, "eva-lind-1")["speaker"] == ["eva-lind"]
    assert "Ida" not in next(iter(coded.texts.values()))
    assert_in_is_out(whole, coded)


def test_one_who_hands_on_in_the_same_locution_is_a_carrier(tmp_path: Path) -> None:
    nodes = [
        {"nodeID": 1, "type": "L", "text": "Herald: Ida Moss : The boat is old."},
        {"nodeID": 2, "type": "YA", "text": "Asserting"},
        {"nodeID": 3, "type": "I", "text": "The boat is old."},
    ]
    edges = [{"fromID": 1, "toID": 2}, {"fromID": 2, "toID": 3}]
    coded = read(whole := {"nodes": nodes, "edges": edges}, tmp_path)
    assert said(coded, "ida-moss-1")["via"] == ["herald"]
    assert_in_is_out(whole, coded)


@pytest.mark.parametrize("scheme", ["Default Illocuting", ""])
def test_an_illocution_of_no_known_name_is_taken_for_asserting_and_told(
    scheme: str, tmp_path: Path
) -> None:
    def name(whole: Whole) -> None:
        next(one for one in whole["nodes"] if one["nodeID"] == "210")["scheme"] = scheme
        next(one for one in whole["nodes"] if one["nodeID"] == "210")["text"] = scheme

    coded = read(changed(name), tmp_path)
    assert "stance" not in said(coded, "ida-moss-1")
    assert any("assumed to be asserting" in one for one in coded.report)


def test_a_statement_whose_speaker_is_not_named_is_kept(tmp_path: Path) -> None:
    def hide(whole: Whole) -> None:
        for one in whole["nodes"]:
            one["text"] = one["text"].replace("Per Holm : ", "")

    coded = read(changed(hide), tmp_path)
    assert coded.actors["unnamed-speaker"]["kind"] == "group"
    assert said(coded, "unnamed-speaker-1")["claim"] == "the-ferry-costs-more-than-it-brings-in"


def test_a_reason_that_closes_a_cycle_is_the_coders(tmp_path: Path) -> None:
    def back(whole: Whole) -> None:
        whole["nodes"] += [
            {"nodeID": "901", "type": "RA", "text": "Default Inference"},
            {"nodeID": "902", "type": "YA", "text": "Arguing", "scheme": "Arguing"},
        ]
        ends = [("110", "901"), ("901", "111"), ("902", "901"), ("310", "902")]
        whole["edges"] += [{"fromID": a, "toID": b} for a, b in ends]

    coded = read(whole := changed(back), tmp_path)
    old_people = "old-people-on-reed-island-have-no-other"
    assert said(coded, "ida-moss-1")["because"] == [old_people]  # the reason that is read first
    ferry = coded.claims["the-ferry-to-reed-island-must-go-on"]
    assert old_people in ferry["supports"]  # the reason that closes the cycle
    assert any("cycle" in one for one in coded.report)
    assert_in_is_out(whole, coded)
    write_folder(coded, tmp_path / "debate")


def test_transitions_in_a_circle_leave_the_order_of_the_file(tmp_path: Path) -> None:
    def turn(whole: Whole) -> None:
        whole["nodes"].append({"nodeID": "901", "type": "TA", "text": "Default Transition"})
        whole["edges"] += [{"fromID": "18", "toID": "901"}, {"fromID": "901", "toID": "10"}]
        whole["edges"] += [{"fromID": "12", "toID": "901"}, {"fromID": "901", "toID": "12"}]
        whole["nodes"].append({"nodeID": "902", "type": "TA", "text": "Default Transition"})
        whole["edges"] += [{"fromID": "12", "toID": "902"}, {"fromID": "902", "toID": "10"}]

    coded = read(whole := changed(turn), tmp_path)
    assert "The transitions form a cycle: the text has the order of the file." in coded.report
    assert next(iter(coded.texts.values())).startswith("The ferry to Reed Island")
    assert_in_is_out(whole, coded)
    write_folder(coded, tmp_path / "debate")


def test_the_wrapping_of_xaif_is_taken_off(ferry: CodedDebate, tmp_path: Path) -> None:
    whole = {"AIF": json.loads(FERRY.read_text("utf-8")), "text": "", "OVA": {}}
    assert read(whole, tmp_path).claims == ferry.claims


# What is written


def test_a_document_names_its_speakers_twice(ferry: CodedDebate) -> None:
    whole = written(ferry)
    texts = {node["nodeID"]: node["text"] for node in whole["nodes"]}
    people = {
        one["participantID"]: f"{one['firstname']} {one['surname']}".strip()
        for one in whole["participants"]
    }
    assert {texts[one["nodeID"]].partition(" : ")[0] for one in whole["locutions"]} == set(
        people.values()
    )
    for one in whole["locutions"]:
        assert texts[one["nodeID"]].startswith(f"{people[one['personID']]} : ")
        assert str(one["start"]).startswith("2024-04-30 ")


def test_locutions_hold_the_words_where_the_text_is_at_hand(ferry: CodedDebate) -> None:
    with_text = json.loads(aif.write(ferry, ferry.texts))["nodes"]
    without = json.loads(aif.write(ferry, {}))["nodes"]
    assert "Una Berg : Quite right" in [node["text"] for node in with_text]
    assert "Una Berg : Quite right" in [node["text"] for node in without]
    assert "Ida Moss : old people have … to the doctor" in [node["text"] for node in without]


def test_illocutions_hang_on_the_transition_in_which_they_are_performed(ferry: CodedDebate) -> None:
    whole = written(ferry)
    kinds = {node["nodeID"]: (node["type"], node.get("scheme")) for node in whole["nodes"]}
    ways = {(kinds[one["fromID"]], kinds[one["toID"]]) for one in whole["edges"]}
    turn = ("TA", "Default Transition")
    for act in ("Arguing", "Disagreeing", "Restating"):
        assert (turn, ("YA", act)) in ways


def test_other_tools_that_pass_over_our_key_see_the_same_debate(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    whole = written(ferry)
    bare = {key: value for key, value in whole.items() if key != "opendebate"}
    for one in (*whole["nodes"], *whole["participants"]):
        one.pop("opendebate", None)
    again = read(bare, tmp_path)
    assert again.claims == ferry.claims
    (source,) = again.sources.values()
    said_before = ferry.sources["ferry"]["statements"]
    keys = ("speaker", "claim", "stance", "via", "because")
    assert sorted(str([one.get(key) for key in keys]) for one in source["statements"]) == sorted(
        str([one.get(key) for key in keys]) for one in said_before
    )


def test_what_others_add_to_our_document_is_read_beside_it(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    whole = written(ferry)
    spot = next(one for one in whole["nodes"] if one["text"].startswith("Una Berg : Quite"))
    whole["nodes"] += [
        {"nodeID": "901", "type": "YA", "text": "Disagreeing", "scheme": "Disagreeing"},
        {"nodeID": "902", "type": "L", "text": "Olle Strand : I must say I like the boat."},
        {"nodeID": "903", "type": "YA", "text": "Asserting", "scheme": "Asserting"},
        {"nodeID": "904", "type": "I", "text": "The boat is pretty."},
    ]
    known = next(one for one in whole["nodes"] if one["text"] == "The boat leaks.")
    for start, end in ((spot["nodeID"], "901"), ("901", known["nodeID"]), ("902", "903"),
                       ("903", "904")):  # fmt: skip
        whole["edges"].append({"fromID": start, "toID": end})
    coded = read(whole, tmp_path)
    assert said(coded, "una-berg-1-added")["stance"] == "denies"
    assert said(coded, "olle-strand-1")["claim"] == "the-boat-is-pretty"
    assert_in_is_out(whole, coded)
    write_folder(coded, tmp_path / "debate")


def assert_the_same_again(coded: CodedDebate, folder: Path, texts: dict[str, str]) -> None:
    again = aif.read(saved(aif.write(coded, texts).decode(), folder))
    assert again.debate == coded.debate
    assert again.files() == coded.files()
    assert again.sources == coded.sources
    assert [one for one in again.report if "aside" not in one] == []
    assert aside(again) == aside(coded)


@pytest.mark.parametrize("which", [None, DATA / "flood-maps"])
def test_written_and_read_again_a_debate_is_the_same(which: Path | None, tmp_path: Path) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in DATA.glob("*.txt")}
    assert_the_same_again(read_graph(opendebate.load(which).engine), tmp_path, texts)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_written_and_read_again_invented_knots_are_the_same(seed: int) -> None:
    with TemporaryDirectory() as folder:
        write_knots(Path(folder, "knots"), seed)
        coded = read_graph(opendebate.load(Path(folder, "knots")).engine)
        assert_the_same_again(coded, Path(folder), {})


def test_what_an_import_says_is_the_same_when_written_and_read_again(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    assert_the_same_again(ferry, tmp_path, ferry.texts)


def test_replies_and_rephrasings_go_through_the_graph_and_back(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    write_folder(ferry, tmp_path / "ferry")
    again = read_graph(opendebate.load(tmp_path / "ferry").engine)
    assert again.claims == ferry.claims
    assert said(again, "una-berg-2")["replies_to"] == ["una-berg-1"]


def test_what_the_format_cannot_hold_is_told() -> None:
    told = " ".join(aif.LOST)
    for what in ("models", "topics", "kind", "mode", "joint speakers", "texts of sources"):
        assert what in told.casefold()


# Any graph at all


NAMES = st.sampled_from(["Ann", "Bo", "Bo: Ann", "Coder: Ann", "", "A very long name of nobody"])
LINES = st.sampled_from(
    ["It holds.", "it does not", "No!", "...", "", "Yes : no", "It holds. \x00"]
)
KINDS = st.sampled_from([*TYPES, "I", "L", "YA", "TA", "PA", "x"])
ACTS = st.sampled_from(["Asserting", "Agreeing", "Arguing", "Disagreeing", "Restating", "Analysing",
                        "Pure Questioning", "Default Illocuting", ""])  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn) -> Whole:
    nodes = []
    for n in range(draw(st.integers(1, 24))):
        kind = draw(KINDS)
        text = draw(LINES)
        if kind == "L" and (name := draw(NAMES)):
            text = f"{name} : {text}"
        nodes.append({"nodeID": n, "type": kind, "text": text, "scheme": draw(ACTS)})
    ends = st.integers(0, len(nodes))
    edges = draw(st.lists(st.tuples(ends, ends), max_size=60))
    return {"nodes": nodes, "edges": [{"fromID": a, "toID": b} for a, b in edges]}


def test_that_a_speaker_is_not_named_is_reported_by_the_first_reader_only(tmp_path: Path) -> None:
    nodes = [(0, "I", "It holds."), (1, "L", "It holds."), (2, "YA", ""), (3, "L", "Ann : No!")]
    retold = {
        "nodes": [{"nodeID": n, "type": kind, "text": text} for n, kind, text in nodes],
        "edges": [{"fromID": 1, "toID": 2}, {"fromID": 2, "toID": 3}],
    }
    coded = read(retold, tmp_path)
    assert any("speaker is not named" in one for one in coded.report)
    assert_the_same_again(coded, tmp_path, coded.texts)


def test_a_null_in_what_we_wrote_says_nothing(ferry: CodedDebate, tmp_path: Path) -> None:
    whole = written(ferry)
    passages = [
        passage
        for node in whole["nodes"]
        for passage in node.get("opendebate", {}).get("statement", {}).get("at", [])
    ]
    assert passages
    for passage in passages:
        passage["paragraph"] = None
    coded = read(whole, tmp_path)
    write_folder(coded, tmp_path / "debate")
    assert "null" not in (tmp_path / "debate" / "sources" / "ferry.yaml").read_text("utf-8")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_of_any_graph_every_node_and_edge_comes_out_again_and_the_folder_passes_check(
    whole: Whole,
) -> None:
    with TemporaryDirectory() as folder:
        coded = read(whole, Path(folder))
        assert_in_is_out(whole, coded)
        write_folder(coded, Path(folder, "debate"))
        assert_the_same_again(coded, Path(folder), coded.texts)


# Broken files


@pytest.mark.parametrize(
    ("content", "told", "where"),
    [
        (b'{"nodes": [{"nodeID": "1", "type": "I"', "not JSON", ":1:"),
        ('{"nodes": [], "x": "né"}'.encode("latin-1"), "not UTF-8: byte 21 is 0xe9", "quarrel"),
        (b"", "not JSON", ":1:1"),
        (b"[" * 200_000, "nested too deeply", "quarrel"),
        (b"[1, 2]", "no list 'nodes'", "quarrel"),
        (b'{"nodes": {}}', "no list 'nodes'", "quarrel"),
        (b'{"nodes": [], "edges": 7}', "'edges' is not a list", "quarrel"),
        (b'{"nodes": [{"nodeID": 1, "type": "I"}, 7]}', "no nodeID", "nodes[1]"),
        (b'{"nodes": [{"nodeID": 1, "type": "<b>"}]}', "no nodeID, or no type", "nodes[0]"),
        (b'{"nodes": [], "edges": ["a"]}', "no record with fromID", "edges[0]"),
    ],
)
def test_a_broken_file_is_an_error_with_place_and_advice(
    content: bytes, told: str, where: str, tmp_path: Path
) -> None:
    path = tmp_path / "quarrel.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        aif.read(path)
    assert told in raised.value.what
    assert where in str(raised.value.where)
    assert raised.value.advice


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        aif.read(tmp_path / "none.json")


def test_edges_to_nothing_and_nodes_that_come_twice_are_told(tmp_path: Path) -> None:
    def spoil(whole: Whole) -> None:
        whole["edges"] += [{"edgeID": "e1", "fromID": "10", "toID": "no"}, {"edgeID": "e2"}]
        whole["nodes"].append(whole["nodes"][0])
        whole["locutions"].append({"nodeID": "nowhere"})

    coded = read(whole := changed(spoil), tmp_path)
    assert "not in the file: 2 (e1, e2)" in coded.report[1]
    assert "a second time: 1 (10)" in coded.report[0]
    assert "no such L-node: 1 (nowhere)" in coded.report[2]
    assert_in_is_out(whole, coded)


def test_huge_names_and_signs_that_nobody_sees_make_a_sound_folder(tmp_path: Path) -> None:
    def swell(whole: Whole) -> None:
        whole["participants"] = [{"participantID": 7, "firstname": "P" * 10_000, "surname": ""}]
        for one in whole["nodes"]:
            one["text"] = one["text"].replace(
                "The boat leaks.", "The \u202eboat\n leaks.\ud800\x07"
            )

    coded = read(changed(swell), tmp_path)
    assert coded.claims["the-boat-leaks"]["text"] == "The boat leaks."
    assert any(len(actor["name"]) == 10_000 for actor in coded.actors.values())
    write_folder(coded, tmp_path / "debate")
    opendebate.load(tmp_path / "debate")


def test_many_nodes_that_are_all_alike_are_told_apart(tmp_path: Path) -> None:
    nodes: list[dict[str, object]] = []
    edges: list[dict[str, int]] = []
    for n in range(0, 1_500, 3):
        for kind, text in (("L", "Ann : It holds."), ("YA", "Asserting"), ("I", "It holds.")):
            nodes.append({"nodeID": len(nodes), "type": kind, "text": text})
        edges += [{"fromID": n, "toID": n + 1}, {"fromID": n + 1, "toID": n + 2}]
    coded = read(whole := {"nodes": nodes, "edges": edges}, tmp_path)
    assert len(coded.claims) == len(coded.sources["quarrel"]["statements"]) == 500
    assert "it-holds-500" in coded.claims
    assert_in_is_out(whole, coded)


@pytest.mark.parametrize(
    ("spoil", "told", "where"),
    [
        (lambda w: w["opendebate"].update(debate=7), "", "debate"),
        (lambda w: w["opendebate"].update(actors=[]), "Records by their ids", "actor"),
        (lambda w: w["opendebate"]["actors"].update({"A b": {}}), "no id", "actor 'A b'"),
        (lambda w: w["opendebate"]["actors"].update(b={"name": 1}), "name: ", "actor 'b'"),
        (lambda w: act(w)["statement"].update(stance=[]), "stance: ", "node "),
        (lambda w: act(w)["statement"].update(at=[]), "at: ", "node "),
        (lambda w: act(w)["statement"].update(speaker="nobody"), "no actor 'nobody'", "source"),
        (lambda w: act(w).update(source="nowhere"), "no source 'nowhere'", "node "),
        (lambda w: claim(w).update(kind="x"), "kind: ", "claim"),
        (lambda w: claim(w).update(topics=["t"]), "no topic 't'", "claim"),
    ],
)  # fmt: skip
def test_our_own_key_is_checked_like_any_input(
    spoil: Callable[[Whole], object], told: str, where: str, ferry: CodedDebate, tmp_path: Path
) -> None:
    whole = written(ferry)
    spoil(whole)
    with pytest.raises(InputError) as raised:
        read(whole, tmp_path)
    assert told in raised.value.what
    assert where in str(raised.value.where)
    assert "opendebate" in str(raised.value.advice)


def test_a_locution_whose_own_data_were_changed_is_written_again(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    whole = written(ferry)
    locution = next(node for node in whole["nodes"] if node["type"] == "L")
    locution["opendebate"] = {"source": [1], "at": 7}
    again = written(read(whole, tmp_path))
    assert locution["nodeID"] in {node["nodeID"] for node in again["nodes"]}


def act(whole: Whole) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one["opendebate"] for one in whole["nodes"]
        if "statement" in one.get("opendebate", {})
    )  # fmt: skip
    return found


def claim(whole: Whole) -> dict[str, Any]:
    found: dict[str, Any] = next(one["opendebate"] for one in whole["nodes"] if one["type"] == "I")
    return found


# A file in the shape of those of others, and these


def test_the_files_of_others_are_read_too() -> None:
    if not REAL:
        pytest.skip("the AIF files of others are not there")
    assert len(REAL) == 5


@pytest.mark.parametrize("path", [BUSES, *REAL], ids=lambda path: path.stem)
def test_a_real_file_goes_in_and_comes_out_with_every_node_and_edge(
    path: Path, tmp_path: Path
) -> None:
    coded = aif.read(path)
    whole = json.loads(path.read_text("utf-8"))
    kinds = Counter(node["type"] for node in whole["nodes"])
    assert {kind: coded.counts[f"{kind}-nodes"] for kind in kinds} == kinds
    assert coded.counts["edges"] == len(whole["edges"])
    assert_in_is_out(whole, coded)
    write_folder(coded, tmp_path / "debate")
    built = read_graph(opendebate.load(tmp_path / "debate").engine)
    built.skeletons["aif"] = load_skeleton(tmp_path / "debate", "aif")
    assert_in_is_out(whole, built)
    assert_the_same_again(coded, tmp_path, coded.texts)


@pytest.mark.parametrize("path", [BUSES, *REAL], ids=lambda path: path.stem)
def test_every_speaker_of_a_real_file_is_an_actor(path: Path) -> None:
    names = {actor["name"] for actor in aif.read(path).actors.values()}
    for node in json.loads(path.read_text("utf-8"))["nodes"]:
        if node["type"] == "L" and " : " in node["text"]:
            who = node["text"].partition(" : ")[0]
            assert {one.strip() for one in who.split(": ")} <= names


@pytest.mark.parametrize(
    ("stem", "set_aside"),
    [
        ("night-buses.aif", {"L": 16, "YA": 5, "TA": 3, "MA": 1}),
        ("qt30-19167", {"L": 17}),
        ("qt30-21080", {"L": 8}),
        ("qt30-21467", {"L": 19, "YA": 1, "TA": 2}),
        ("qt30-23699", {"L": 28, "YA": 4, "TA": 2, "MA": 2}),
        ("us2016-10013", {"L": 23}),
    ],
)
def test_little_of_a_real_file_is_set_aside(stem: str, set_aside: dict[str, int]) -> None:
    """The L-nodes of others are copies that an analyst made, all but three."""
    paths = [path for path in (BUSES, *REAL) if path.stem == stem]
    if not paths:
        pytest.skip("the AIF files of others are not there")
    assert aside(aif.read(paths[0])) == set_aside


def test_a_statement_that_was_taken_out_of_the_coding_is_not_written(ferry: CodedDebate) -> None:
    gone = deepcopy(ferry)
    source = gone.sources["ferry"]
    one = said(gone, "per-holm-3")
    source["statements"].remove(cast(Any, one))
    nodes, edges = shape(written(gone))
    before, _ = shape(written(ferry))
    assert len(nodes) < len(before)
    assert all(a in nodes and b in nodes for a, b in edges)
    schemes = Counter(scheme for _, scheme in nodes.values())
    assert schemes["Disagreeing"] == Counter(s for _, s in before.values())["Disagreeing"] - 1


def test_a_reason_that_was_added_to_the_coding_is_written_among_what_was_there(
    ferry: CodedDebate,
) -> None:
    more = deepcopy(ferry)
    said(more, "ida-moss-2")["because"] = ["the-boat-leaks"]
    nodes, edges = shape(written(more))
    before, edges_before = shape(written(ferry))
    added = {name: nodes[name] for name in nodes.keys() - before.keys()}
    assert sorted(kind for kind, _ in added.values()) == ["RA", "YA"]
    assert before.items() <= nodes.items()
    assert edges_before <= edges
    assert len(edges) == len(edges_before) + 4


@pytest.mark.parametrize(
    ("skeletons", "told"),
    [
        ({"nodes": 7}, "nodes"),
        ({"nodes": [{"id": "1", "type": "I", "text": "words"}]}, "text"),
        ({"nodes": [{"id": "x" * 500, "type": "I"}]}, "id"),
        ({"edges": [["a"]]}, "edges"),
    ],
)
def test_a_spoilt_file_of_what_was_set_aside_is_told(
    skeletons: dict[str, Any], told: str, ferry: CodedDebate
) -> None:
    spoilt = deepcopy(ferry)
    spoilt.skeletons["aif"] = skeletons
    with pytest.raises(InputError, match=told) as raised:
        aif.write(spoilt, {})
    assert "skeletons/aif.json" in str(raised.value.where)


def test_what_was_set_aside_holds_no_words_of_the_dialogue(
    ferry: CodedDebate, tmp_path: Path
) -> None:
    write_folder(ferry, tmp_path / "ferry")
    kept = (tmp_path / "ferry" / "skeletons" / "aif.json").read_text("utf-8")
    for paragraph in ferry.texts["ferry"].split("\n\n"):
        assert paragraph not in kept
