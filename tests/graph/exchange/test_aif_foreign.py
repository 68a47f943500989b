"""AIF as others write it: what is read is kept or told, and nobody is given words or a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import opendebate
from article import load_article
from opendebate.coding import records
from opendebate.errors import InputError
from opendebate.exchange import aif
from opendebate.exchange.aif.graph import clean
from opendebate.exchange.aif.speaker_names import Names
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.passages import ends
from opendebate.exchange.skeleton import load_skeleton

Whole = dict[str, Any]
TIME = "2021-05-17 10:21:10"
BUSES = Path(__file__).parents[2] / "data" / "exchange" / "night-buses.aif.json"
REAL = Path(__file__).parents[4] / "shared" / "data" / "aif"


def quay() -> Whole:
    """Return a node set as AIFdb writes it: a question that asserts, with a time of day."""
    return {
        "nodes": [
            {"nodeID": "1", "type": "L", "timestamp": TIME,
             "text": "Ida Moss : Can you name me any other way across the sound in winter"},
            {"nodeID": "2", "type": "I", "timestamp": TIME,
             "text": "In winter the ferry is the only way to the island"},
            {"nodeID": "3", "type": "YA", "timestamp": TIME, "text": "Assertive Questioning",
             "scheme": "AssertiveQuestioning", "schemeID": "73"},
        ],
        "edges": [
            {"edgeID": "11", "fromID": "1", "toID": "3", "formEdgeID": None},
            {"edgeID": "12", "fromID": "3", "toID": "2", "formEdgeID": None},
        ],
        "participants": [{"participantID": "7", "firstname": "Ida", "surname": "Moss"}],
        "locutions": [{"nodeID": "1", "personID": "7", "timestamp": "2021-05-18 08:00:00",
                       "start": "2020-05-07 22:57:55", "end": None, "source": None}],
    }  # fmt: skip


def read(whole: object, folder: Path) -> CodedDebate:
    path = folder / "quay.json"
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return aif.read(path)


def through_a_folder(coded: CodedDebate, folder: Path) -> CodedDebate:
    """Return what an export sees of a debate that was imported."""
    write_folder(coded, folder / "debate")
    built = read_graph(opendebate.load(folder / "debate").engine)
    built.skeletons["aif"] = load_skeleton(folder / "debate", "aif")
    return built


def exported(whole: object, folder: Path, *, text: bool = False) -> Whole:
    coded = read(whole, folder)
    made: Whole = json.loads(
        aif.write(through_a_folder(coded, folder), coded.texts if text else {})
    )
    return made


def lines(*texts: str) -> Whole:
    """Return a dialogue of some locutions, each of which asserts something."""
    nodes: list[dict[str, str]] = []
    edges: list[dict[str, str]] = []
    for n, text in enumerate(texts):
        nodes += [{"nodeID": f"l{n}", "type": "L", "text": text},
                  {"nodeID": f"y{n}", "type": "YA", "text": "Asserting"},
                  {"nodeID": f"i{n}", "type": "I", "text": f"Claim {n} holds."}]  # fmt: skip
        edges += [{"fromID": f"l{n}", "toID": f"y{n}"}, {"fromID": f"y{n}", "toID": f"i{n}"}]
    return {"nodes": nodes, "edges": edges}


def persons(coded: CodedDebate) -> set[str]:
    return {one["name"] for one in coded.actors.values()}


# Words


def test_an_export_puts_no_claim_into_a_speakers_mouth(tmp_path: Path) -> None:
    spoken, claim, _ = exported(quay(), tmp_path)["nodes"]
    assert spoken["text"] == "Ida Moss : Can you name … sound in winter"
    assert claim["text"] == quay()["nodes"][1]["text"]


def test_with_the_text_at_hand_the_very_words_are_written(tmp_path: Path) -> None:
    spoken, *_ = exported(quay(), tmp_path, text=True)["nodes"]
    assert spoken["text"] == quay()["nodes"][0]["text"]


def test_no_locution_of_a_debate_says_what_a_claim_says(tmp_path: Path) -> None:
    coded = read_graph(load_article().engine)
    claims = {claim["text"] for claim in coded.claims.values()}
    spoken = [
        one["text"] for one in json.loads(aif.write(coded, {}))["nodes"] if one["type"] == "L"
    ]
    assert len(spoken) > 50
    assert not any(text.endswith(claim) for text in spoken for claim in claims)
    assert all(" : " in text for text in spoken)


@pytest.mark.parametrize(
    ("first", "last", "count", "told"),
    [
        ("You all know", "any other way", 11, "You all know … any other way"),
        ("You all know", "any other way", 6, "You all know any other way"),
        ("You all know", "know any other", 5, "You all know any other"),
        ("Not so", "Not so", 2, "Not so"),
        ("You all know", "any other way", None, "You all know … any other way"),
        ("Not so", "not so!", None, "Not so"),
    ],
)
def test_of_a_passage_no_more_is_said_than_is_known(
    first: str, last: str, count: int | None, told: str
) -> None:
    place = {"from": first, "to": last} | ({"words": count} if count else {})
    assert ends(records.Passage.model_validate(place), "…") == told


def test_a_statement_without_a_known_passage_is_an_ellipsis(tmp_path: Path) -> None:
    coded = read(quay(), tmp_path)
    coded.skeletons.clear()
    next(iter(coded.sources.values()))["statements"][0]["at"] = "unknown"
    path = tmp_path / "again.json"
    path.write_bytes(aif.write(coded, coded.texts))
    spoken = next(one for one in json.loads(path.read_bytes())["nodes"] if one["type"] == "L")
    assert spoken["text"] == "Ida Moss : …"
    assert aif.read(path).sources == coded.sources
    write_folder(aif.read(path), tmp_path / "debate")


def test_passages_that_begin_and_end_alike_have_their_own_words(tmp_path: Path) -> None:
    texts = [f"Ann : we say that number {n} holds for us all." for n in range(60)]
    whole = exported(lines(*texts), tmp_path, text=True)
    assert [one["text"] + "." for one in whole["nodes"] if one["type"] == "L"] == texts


# What is kept


def test_times_schemes_and_numbers_are_written_as_they_were_read(tmp_path: Path) -> None:
    whole, given = exported(quay(), tmp_path), quay()
    assert whole["nodes"][2] == given["nodes"][2] | {"opendebate": whole["nodes"][2]["opendebate"]}
    assert [one["timestamp"] for one in whole["nodes"]] == [TIME] * 3
    assert whole["locutions"] == given["locutions"]
    assert whole["edges"] == given["edges"]
    (person,) = whole["participants"]
    assert person | given["participants"][0] == person


def test_a_statement_that_was_dated_anew_is_not_given_its_old_time(tmp_path: Path) -> None:
    coded = through_a_folder(read(quay(), tmp_path), tmp_path)
    next(iter(coded.sources.values()))["statements"][0]["said"] = "2020-05-09"
    (record,) = json.loads(aif.write(coded, {}))["locutions"]
    assert record["start"] == "2020-05-09 00:00:00"


def test_what_schemes_fulfil_and_who_is_silent_is_kept_and_told(tmp_path: Path) -> None:
    node_set = quay() | {
        "schemefulfillments": [{"nodeID": "3", "schemeID": "73"}],
        "descriptorfulfillments": [{"nodeID": "2", "descriptorID": "5"}, {"nodeID": "99"}],
    }
    node_set["participants"].append({"participantID": "9", "firstname": "Per", "surname": "Holm"})
    given = {"AIF": node_set, "text": {"txt": "Ida: Can you name"}, "OVA": {"firstname": "Una"},
             "dialog": True}  # fmt: skip
    report = "\n".join(read(given, tmp_path).report)
    assert "Participants who utter nothing stand in the skeleton only: 1 (Per Holm)." in report
    assert "'text' of the file: the analysed text" in report
    assert "'OVA' of the file" in report
    assert "'dialog' of the file" in report
    assert "descriptorfulfillments[1]" in report
    whole = exported(given, tmp_path)
    assert whole["schemefulfillments"] == [{"nodeID": "3", "schemeID": "73"}]
    assert whole["descriptorfulfillments"] == [{"nodeID": "2", "descriptorID": "5"}]
    assert [one["surname"] for one in whole["participants"]] == ["Moss", "Holm"]


def test_keys_that_nothing_is_made_of_are_told_with_their_number(tmp_path: Path) -> None:
    whole = quay()
    whole["nodes"][1]["mentions"] = []
    whole["edges"][0]["formEdgeID"] = 3
    whole["locutions"][0]["mood"] = "calm"
    report = read(whole, tmp_path).report
    assert "Left out, 'mentions' of 1 nodes: no place for it." in report
    assert "Left out, 'formEdgeID' of 1 edges: no place for it." in report
    assert "Left out, 'mood' of 1 locutions: no place for it." in report


def test_a_text_that_is_cut_is_told(tmp_path: Path) -> None:
    whole = quay()
    whole["nodes"][1]["text"] = "sea " * 6_000
    coded = read(whole, tmp_path)
    (claim,) = coded.claims.values()
    assert len(claim["text"]) == 20_000
    assert "Texts cut to 20,000 characters, the most that a claim may have: 1 (2)." in coded.report


def test_signs_that_nobody_sees_are_taken_out_and_told(tmp_path: Path) -> None:
    whole = quay()
    whole["nodes"][1]["text"] = "The \u202eferry\ufeff is &#8238;late\x0b now"
    coded = read(whole, tmp_path)
    assert [claim["text"] for claim in coded.claims.values()] == ["The ferry is late now"]
    assert any("nobody sees" in one and "1 (2)" in one for one in coded.report)
    write_folder(coded, tmp_path / "debate")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("Anna&#39;s ferry &amp; boat", "Anna's ferry & boat"),
        ("it is &quot;old&quot;", 'it is "old"'),
        ("he wrote &amp;quot; there", "he wrote &quot; there"),
        ("R&D and Q&A; a&b", "R&D and Q&A; a&b"),
        ("&nosuch; thing", "&nosuch; thing"),
    ],
)
def test_html_is_decoded_once_and_comes_back_the_same(
    given: str, text: str, tmp_path: Path
) -> None:
    whole = lines(f"Ida Moss : {given}") | {
        "participants": [{"participantID": 1, "firstname": "Ida", "surname": given}]
    }
    whole["nodes"][2]["text"] = given
    coded = read(whole, tmp_path)
    assert [claim["text"] for claim in coded.claims.values()] == [text]
    again = tmp_path / "again.json"
    again.write_bytes(aif.write(coded, coded.texts))
    assert aif.read(again).claims == coded.claims
    assert aif.read(again).actors == coded.actors


@pytest.mark.parametrize("nodes", [{"nodes": []}, {"AIF": {"nodes": [], "edges": []}}])
def test_an_empty_node_set_is_refused(nodes: Whole, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no node in it"):
        read(nodes, tmp_path)


def test_memberships_of_an_earlier_export_have_a_beginning_and_an_end(tmp_path: Path) -> None:
    coded = read(quay(), tmp_path)
    coded.actors["quay-council"] = {"name": "Quay Council", "kind": "organization"}
    whole = json.loads(aif.write(coded, {}))
    whole["opendebate"]["actors"]["ida-moss"]["memberships"] = [
        {"organization": "quay-council", "dates": "2013/2024"},
        {"organization": "quay-council", "role": "chair", "dates": "2020"},
    ]
    assert read(whole, tmp_path).actors["ida-moss"]["memberships"] == [
        {"organization": "quay-council", "from": "2013", "until": "2024"},
        {"organization": "quay-council", "role": "chair", "from": "2020"},
    ]


def test_who_speaks_with_another_is_not_told_to_be_silent(tmp_path: Path) -> None:
    coded = read_graph(load_article().engine)
    path = tmp_path / "again.json"
    path.write_bytes(aif.write(coded, {}))
    assert [one for one in aif.read(path).report if "utter nothing" in one] == []


def test_a_folder_of_an_earlier_version_is_still_exported(tmp_path: Path) -> None:
    coded = read(quay(), tmp_path)
    coded.skeletons["aif"] = {
        "about": "The frame of the AIF graph.",
        "nodes": [
            {"id": "1", "type": "L", "made": [["spot", "quay", "ida-moss-1", "ida-moss"]],
             "label": "Ida Moss : ", "person": "Ida Moss", "start": "2020-05-07",
             "source": "quay"},
            {"id": "2", "type": "I", "made": [["claim", next(iter(coded.claims))]]},
            {"id": "3", "type": "YA", "scheme": "AssertiveQuestioning",
             "made": [["statement", "quay", "ida-moss-1", next(iter(coded.claims)), "affirms"]]},
        ],
        "edges": [["1", "3"], ["3", "2"]],
    }  # fmt: skip
    whole = json.loads(aif.write(coded, {}))
    assert [one["type"] for one in whole["nodes"]] == ["L", "I", "YA"]
    assert whole["locutions"][0]["start"] == "2020-05-07 00:00:00"
    assert [(one["fromID"], one["toID"]) for one in whole["edges"]] == [("1", "3"), ("3", "2")]


# Who speaks


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"personID": "Ida Moss"}, "Ida Moss"),
        ({"personID": 3, "speaker": "Ida Moss"}, "Ida Moss"),
        ({"firstname": "Ida", "surname": "None"}, "Ida"),
        ({"personID": "3"}, "Unnamed speaker"),
    ],
)
def test_locutions_name_their_speaker_by_number_or_by_name(
    record: dict[str, Any], name: str, tmp_path: Path
) -> None:
    whole = lines("the ferry must go on") | {"locutions": [{"nodeID": "l0", **record}]}
    assert persons(read(whole, tmp_path)) == {name}


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Ida Moss : the boat leaks", "Ida Moss", "the boat leaks"),
        ("Ida Moss: the boat leaks", "Ida Moss", "the boat leaks"),
        ("Ida Moss says: the boat leaks", "Ida Moss", "the boat leaks"),
        ("Ida Moss says the boat leaks", "Ida Moss", "the boat leaks"),
        ("Ida Moss：the boat leaks", "Ida Moss", "the boat leaks"),  # noqa: RUF001
        ("李文：船漏水了", "李文", "船漏水了"),  # noqa: RUF001
        ("J. M. de la Cruz : no", "J. M. de la Cruz", "no"),
        ("Audience member 2 : no", "Audience member 2", "no"),
        ("boatlover_7 : no", "boatlover_7", "no"),
        ("محمد علي : نعم", "محمد علي", "نعم"),
    ],
)
def test_a_name_before_a_colon_or_says_is_the_speaker(text: str, name: str, words: str) -> None:
    assert Names([text]).split(text)[:2] == (name, words)


@pytest.mark.parametrize(
    "text",
    [
        "I have but one thing to add : the boat leaks",
        "Il faut le dire : le bateau est vieux",
        "So here is the point: we need a boat",
        "What we want is this: a boat.",
        "Yes : no",
        "我认为这里有两个大问题：船漏水",  # noqa: RUF001
        "The boat leaks! Ida : yes",
    ],
)
def test_half_a_sentence_before_a_colon_is_nobody(text: str, tmp_path: Path) -> None:
    assert Names([text]).split(text) == ("", text, "")
    coded = read(lines("Ida Moss : Good evening.", text), tmp_path)
    assert persons(coded) == {"Ida Moss", "Unnamed speaker"}
    assert any("no name stands before the colon" in one for one in coded.report)


def test_what_stands_before_several_locutions_is_a_name_however_it_is_written() -> None:
    texts = ["the old skipper : It leaks.", "the old skipper : It is old."]
    assert Names(texts).split(texts[0]).name == "the old skipper"
    assert not Names(texts[:1]).split(texts[0]).name


def test_a_speaker_that_the_file_names_loses_no_words_to_a_colon(tmp_path: Path) -> None:
    whole = lines("Two things: the boat is old") | {
        "participants": [{"participantID": 1, "firstname": "Ida", "surname": "Moss"}],
        "locutions": [{"nodeID": "l0", "personID": 1}],
    }
    coded = read(whole, tmp_path)
    assert persons(coded) == {"Ida Moss"}
    assert "Two things" in next(iter(coded.texts.values()))


def test_a_locution_without_a_name_is_that_of_whoever_has_the_same_number(tmp_path: Path) -> None:
    numbers = [{"nodeID": f"l{n}", "personID": number} for n, number in enumerate("774")]
    whole = lines("Ida Moss : It leaks.", "and it is old", "so what") | {"locutions": numbers}
    coded = read(whole, tmp_path)
    said = next(iter(coded.sources.values()))["statements"]
    assert [one["speaker"] for one in said] == [["ida-moss"], ["ida-moss"], ["unnamed-speaker"]]


def test_says_within_words_makes_nobody_where_speakers_are_named(tmp_path: Path) -> None:
    coded = read(lines("Ida Moss : Good evening.", "Per says it leaks"), tmp_path)
    assert persons(coded) == {"Ida Moss", "Unnamed speaker"}


PERSONS = {
    "night-buses.aif": 7,
    "qt30-19167": 4, "qt30-21080": 2, "qt30-21467": 5, "qt30-23699": 3, "us2016-10013": 9,
}  # fmt: skip
FILES = [BUSES, *sorted(REAL.glob("*.json"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_as_many_persons_as_speakers_and_analysts(path: Path) -> None:
    assert len(aif.read(path).actors) == PERSONS[path.stem]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_of_a_real_file_times_numbers_and_schemes_come_out_as_they_went_in(
    path: Path, tmp_path: Path
) -> None:
    given = json.loads(path.read_text("utf-8"))
    coded = aif.read(path)
    whole = json.loads(aif.write(through_a_folder(coded, tmp_path), coded.texts))
    keys = ("nodeID", "type", "timestamp", "scheme", "schemeID")
    before, after = (
        {one["nodeID"]: [one.get(key) for key in keys] for one in made["nodes"]}
        for made in (given, whole)
    )
    assert before == after
    texts = {one["nodeID"]: one["text"] for one in whole["nodes"]}
    for one in given["nodes"]:
        if one["type"] != "L":
            assert texts[one["nodeID"]] == clean(one["text"])
    first: Whole = {}
    for one in given["locutions"]:
        if one["nodeID"] in texts:
            first.setdefault(one["nodeID"], one)
    written = {one["nodeID"]: one for one in whole["locutions"]}
    assert first.items() <= written.items()
    ways = [
        [(e["edgeID"], e["fromID"], e["toID"]) for e in made["edges"]] for made in (given, whole)
    ]
    assert ways[0] == ways[1]
