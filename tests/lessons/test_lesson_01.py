"""Lesson 01: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter

import pytest

from article import load_article
from lesson_cases import Cases, assert_judged, code_of, exercises_of, exercises_of_lesson, prose_of
from opendebate.engines.rows import Rows
from opendebate_lessons import check
from opendebate_lessons.lesson_01 import ANN, BEN
from opendebate_lessons.notebooks import cells

NOTEBOOK = "01-who-says-what"
DEBATE = load_article()
SAID = DEBATE.statements()
MODES = Counter(one.mode for one in SAID)
OWN = [one for one in SAID if one.narrated]
GROUPS = "SELECT DISTINCT ?id { ?c od:about ?w . ?w a od:Group ; dcterms:identifier ?id }"
KIND = next(str(row["kind"]) for row in DEBATE.entities("claims") if row["id"] == "misuse-harm")
EXERCISES = exercises_of_lesson("01")
OURS = {int(number): code for number, code in EXERCISES["01.5"].choices.items()}
DEPARTED = {fact: letter for fact, (letter, *_) in EXERCISES["01.8"].choices.items()}
CASES = {
    "01.1": Cases(
        right=["predictive", " Predictive ", "PREDICTIVE", "causal"],
        wrong={
            "A record would settle": "descriptive",
            "does not call anything bad": "evaluative",
            "what people should do": "normative",
            "what a word means": "definitional",
            "none of the six": "fact",
            "quotation marks": 4,
        },
    ),
    "01.2": Cases(
        right=[len(OWN), str(len(OWN)), float(len(OWN))],
        wrong={
            "all statements": len(SAID),
            "does not make": len(SAID) - len(OWN),
            "only the mode 'narration'": MODES["narration"],
            "judgements only": MODES["evaluation"],
            "counts claims": len({one.claim.id for one in OWN}),
            "It is not 1": 1,
            "a collection, not a number": OWN,
        },
    ),
    "01.3": Cases(
        right=[MODES["verbatim"], str(MODES["verbatim"]), float(MODES["verbatim"])],
        wrong={
            "counts 'mixed', too": MODES["verbatim"] + MODES["mixed"],
            "the writer uses other words": MODES["paraphrase"],
            "quotes a part, and retells": MODES["mixed"],
            "in all modes": len(SAID) - len(OWN),
            "all statements": len(SAID),
            "not None": None,
        },
    ),
    "01.4": Cases(
        right=[["wendy-hall", "meta"], {"Meta", "Wendy Hall"}, "Wendy-Hall, meta"],
        wrong={
            "the-guardian handed the words on": ["wendy-hall", "meta", "the-guardian"],
            "josh-hawley and richard-blumenthal: the words come from a document": [
                "wendy-hall",
                "meta",
                "josh-hawley",
                "richard-blumenthal",
            ],
            "biden-administration: the words": ["wendy-hall", "meta", "biden-administration"],
            "no line of the list": ["wendy-hall", "meta", "mark-zuckerberg"],
            "So far you have 1 of 2": ["wendy-hall"],
            "There is no entity": ["wendy-hill"],
            "square brackets": 5,
        },
    ),
    "01.5": Cases(
        right=[OURS, list(OURS.values()), OURS | {4: "paraphrase"}, OURS | {1: "Paraphrase"}],
        wrong={
            "six sentences": {1: "narration"},
            "no such code": OURS | {2: "quote"},
            "the same code": dict.fromkeys(OURS, "narration"),
            "all in quotation marks": OURS | {2: "paraphrase"},
            "quotes nothing": OURS | {3: "verbatim"},
            "far too many": OURS | {5: "narration"},
            "names nobody who said so": OURS | {6: "paraphrase"},
            "Sentence 1 is not hearsay": OURS | {1: "hearsay"},
            "Give a dict": "narration",
        },
    ),
    "01.6": Cases(
        right=[0.54 / 0.74, 0.73, "0.73", "0,73"],
        wrong={
            "Take away": 0.8,
            "share of all ten": 8,
            "One step is left": 0.26,
            "Nearly": 0.54,
            "You divided": 0.54 / 0.2,
            "in per cent": 73,
            "It is not 0.1": 0.1,
            "not 'high'": "high",
        },
    ),
    "01.7": Cases(
        right=[
            ["criminals", "voters", "independent-developers"],
            "engineers, investors, small-companies",
            {"Voters", "criminals", "advertisers", "academics"},
        ],
        wrong={
            "You gave 1": ["voters"],
            "tells what they say": ["critics", "voters", "criminals"],
            "its type is Organization": ["apple", "voters", "criminals"],
            "That is a claim": ["open-agi", "voters", "criminals"],
            "no 'women'": ["women", "voters", "criminals"],
            "no 'researchers'": "researchers, experts",
            "list is empty": [],
        },
    ),
    "01.8": Cases(
        right=[
            DEPARTED,
            {fact: letter.upper() for fact, letter in DEPARTED.items()},
            DEPARTED | {"llama-1-leak": "a"},
        ],
        wrong={
            "hall-conditional is not c": DEPARTED | {"hall-conditional": "c"},
            "order-risks-and-benefits is not a": DEPARTED | {"order-risks-and-benefits": "a"},
            "none of the letters": DEPARTED | {"llama-1-leak": "d"},
            "no letter for llama-1-leak": {
                fact: letter for fact, letter in DEPARTED.items() if fact != "llama-1-leak"
            },
            "none of the facts": DEPARTED | {"open-agi": "a"},
            "Give a dict": "abcb",
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_where_careful_coders_differ_both_are_right_and_it_is_told() -> None:
    assert "agree on 5 of 6. We differ on 4" in str(check("01.5", OURS | {4: "paraphrase"}))


def test_a_claim_that_is_causal_or_predictive_may_be_called_either_with_a_reason() -> None:
    other = {"causal": "predictive", "predictive": "causal"}[KIND]
    assert "can be defended" in str(check("01.1", other))
    assert f"Right: {KIND}" in str(check("01.1", KIND))
    assert "first kind that fits" in prose_of(NOTEBOOK)
    order = re.findall(r"^\| (\w+) \| [^|]+ \| [^|]+ \|$", prose_of(NOTEBOOK), re.MULTILINE)
    codebook = ["definitional", "normative", "causal", "predictive", "evaluative", "descriptive"]
    assert [one for one in order if one in codebook] == codebook


def test_words_that_are_second_hand_are_those_of_the_named_question() -> None:
    """The question asks for quotations alone; the exercise takes paraphrases, too."""
    quoted = DEBATE.query("second-hand-quotations")
    assert isinstance(quoted, Rows)
    assert {str(row["speaker"]).rpartition("/")[2] for row in quoted} <= {"wendy-hall", "meta"}


def test_groups_that_are_only_imagined_to_speak_are_silent_with_a_remark() -> None:
    assert "only imagined" in str(check("01.7", ["regulators", "voters", "criminals"]))


def test_every_fact_that_others_report_is_in_the_exercise_with_its_reason() -> None:
    found = DEBATE.query("where-others-differ")
    assert isinstance(found, Rows)
    assert {str(row["fact"]).rpartition("/")[2] for row in found} == set(DEPARTED)
    assert set(re.findall(r'"([a-z0-9-]+)": \.\.\.', "\n".join(code_of(NOTEBOOK)))) == set(DEPARTED)
    assert "can be defended" in str(check("01.8", DEPARTED | {"llama-1-leak": "a"}))


def test_no_worked_example_gives_silent_groups_away() -> None:
    found = DEBATE.query(GROUPS)
    assert isinstance(found, Rows)
    groups = {str(row["id"]) for row in found}
    code = next(text for text in code_of(NOTEBOOK) if "spoken_about" in text)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, {"debate": DEBATE})  # noqa: S102 - our own notebook
    shown = {line.split()[1] for line in out.getvalue().splitlines()}
    assert shown
    assert not shown & groups


def test_the_coders_of_the_notebook_are_those_of_the_check() -> None:
    code = next(
        text
        for text in ("".join(cell["source"]) for cell in cells("01-who-says-what"))
        if text.startswith("ann = ")
    )
    names: dict[str, object] = {}
    exec(code.partition("for number")[0], names)  # noqa: S102 - our own notebook
    assert (names["ann"], names["ben"]) == (ANN, BEN)


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("01-who-says-what") == list(EXERCISES) == list(CASES)
