"""Lesson 01: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

from collections import Counter

import pytest

import opendebate
from lesson_cases import Cases, assert_judged, exercises_of
from opendebate.lessons import check
from opendebate.lessons.lesson_01 import ANN, BEN, EXERCISES, OURS
from opendebate.lessons.notebooks import cells

DEBATE = opendebate.load()
SAID = DEBATE.statements()
MODES = Counter(one.mode for one in SAID)
OWN = [one for one in SAID if one.narrated]
PASSED = {who.id for one in SAID if one.via and one.mode != "hypothetical" for who in one.speakers}
CASES = {
    "01.1": Cases(
        right=["predictive", " Predictive ", "PREDICTIVE"],
        wrong={
            "A record would settle": "descriptive",
            "does not call anything bad": "evaluative",
            "what should be done": "normative",
            "what has happened": "causal",
            "what a word means": "definitional",
            "none of the six": "fact",
            "quotation marks": 4,
        },
    ),
    "01.2": Cases(
        right=[len(OWN), str(len(OWN)), float(len(OWN))],
        wrong={
            "all statements": len(SAID),
            "the others": len(SAID) - len(OWN),
            "told as a fact": MODES["narration"],
            "judgements only": MODES["evaluation"],
            "counts claims": len({one.claim.id for one in OWN}),
            "It is not 1": 1,
            "whole collection": OWN,
        },
    ),
    "01.3": Cases(
        right=[MODES["verbatim"], str(MODES["verbatim"]), float(MODES["verbatim"])],
        wrong={
            "counts 'mixed', too": MODES["verbatim"] + MODES["mixed"],
            "in the writer's words": MODES["paraphrase"],
            "a part is quoted": MODES["mixed"],
            "others than the narrator": len(SAID) - len(OWN),
            "all statements": len(SAID),
            "not None": None,
        },
    ),
    "01.4": Cases(
        right=[
            PASSED,
            sorted(PASSED),
            ", ".join(PASSED),
            ["Wendy Hall", "Meta", "Josh Hawley", "Richard Blumenthal", "Biden administration"],
        ],
        wrong={
            "the-guardian": [*PASSED, "the-guardian"],
            "only imagined": [*PASSED, "regulators"],
            "mark-zuckerberg": [*PASSED, "mark-zuckerberg"],
            "one of them": ["wendy-hall"],
            "are missing": ["wendy-hall", "meta"],
            "There is no thing": ["wendy-hill"],
            "square brackets": 5,
        },
    ),
    "01.5": Cases(
        right=[OURS, list(OURS.values()), OURS | {4: "paraphrase"}, OURS | {1: "Paraphrase"}],
        wrong={
            "six sentences": {1: "narration"},
            "no code": OURS | {2: "quote"},
            "the same code": dict.fromkeys(OURS, "narration"),
            "stands in quotation marks": OURS | {2: "paraphrase"},
            "names its speakers": OURS | {3: "verbatim"},
            "far too many": OURS | {5: "narration"},
            "By whom": OURS | {6: "paraphrase"},
            "Sentence 1 is no hearsay": OURS | {1: "hearsay"},
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
            "That is 1": ["voters"],
            "do say something": ["critics", "voters", "criminals"],
            "of the type Organization": ["apple", "voters", "criminals"],
            "is a claim": ["open-agi", "voters", "criminals"],
            "There is no thing": ["children", "voters", "criminals"],
            "nothing in it": [],
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_where_careful_coders_differ_both_are_right_and_it_is_told() -> None:
    assert "agree on 5 of 6. We differ on 4" in str(check("01.5", OURS | {4: "paraphrase"}))


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
