"""Lesson 05: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import pytest

import opendebate
from lesson_cases import Cases, assert_judged, exercises_of
from opendebate.ask.rows import Rows
from opendebate.lessons import check
from opendebate.lessons.lesson_05 import EXERCISES

DEBATE = opendebate.load()
ATTACKS = DEBATE.query("unanswered-attacks")
assert isinstance(ATTACKS, Rows)
MINE = [row for row in ATTACKS if str(row["claim"]).endswith("/open-agi")]
PARTS = {
    "publishing-is-open-source": "code",
    "public-weights-are-widely-available": "weights",
    "restricted-is-not-open": "licence",
}
FILL = "word " * 70
BRIEF = f"{FILL} [hall-harm] and [zuckerberg-benefit] and [order-security]."
CASES = {
    "05.1": Cases(
        right=[
            PARTS,
            PARTS | {"restricted-is-not-open": "License"},
            {f"[{claim}]": part.upper() for claim, part in PARTS.items()},
        ],
        wrong={
            "does not speak of weights": PARTS | {"publishing-is-open-source": "weights"},
            "does not speak of code": PARTS | {"public-weights-are-widely-available": "code"},
            "whose use is restricted": PARTS | {"restricted-is-not-open": "data"},
            "no part": PARTS | {"restricted-is-not-open": "terms"},
            "2 of the three claims are missing": {"publishing-is-open-source": "code"},
            "none of the three": PARTS | {"open-agi": "code"},
            "Give a dict": "code",
        },
    ),
    "05.2": Cases(
        right=["data", "Data", " DATA "],
        wrong={
            "its weights can be had": "weights",
            "publish its code": "code",
            "use is restricted": "licence",
            "is no part": "source",
            "is empty": "",
        },
    ),
    "05.3": Cases(
        right=[["a", "c"], "ca", {"A", "C"}],
        wrong={
            "responsibly is not done": ["a", "b", "c"],
            "affirmed by one": ["d"],
            "One more": ["a"],
            "All four": "abcd",
            "no such letter": ["e"],
            "no letter": [],
        },
    ),
    "05.4": Cases(
        right=[len(MINE), str(len(MINE)), float(len(MINE))],
        wrong={
            "on all claims": len(ATTACKS),
            "claims under such attack": len({row["claim"] for row in ATTACKS}),
            "support it": 9,
            "None?": 0,
            "It is not 3": 3,
            "whole collection": MINE,
        },
    ),
    "05.5": Cases(
        right=["misuse-harm", "[criminals-misinform]", "adversaries-get-access"],
        wrong={
            "That attack is evaluative": "scary-thought",
            "That attack is causal": "security-risks",
            "the claim that is attacked": "open-agi",
            "no unanswered attack": "free-labour",
            "is a statement": "hall-harm",
            "There is no thing": "criminals-dance",
        },
    ),
    "05.6": Cases(
        right=[
            BRIEF,
            BRIEF.replace("[hall-harm]", "[why-meta-opened-up/hall-harm]"),
            BRIEF + " [hall-scary] [hall-scary]",
        ],
        wrong={
            "no citation": FILL,
            "is a claim": BRIEF + " [open-agi]",
            "There is no thing": BRIEF + " [hall-harms-x]",
            "You cite 2": BRIEF.replace("[order-security]", ""),
            "You cite for alone": FILL
            + "[zuckerberg-benefit] [order-innovation] [zuckerberg-open]",
            "You cite against": BRIEF.replace("zuckerberg-benefit", "hall-rejects"),
            "are few": BRIEF.replace(FILL, ""),
            "are no page": BRIEF + FILL * 6,
            "A brief is text": 3,
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_a_brief_is_told_who_is_cited_and_where() -> None:
    assert "Wendy Hall (Why Meta opened up, ¶3, verbatim)" in str(check("05.6", BRIEF))


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("05-what-does-open-mean") == list(EXERCISES) == list(CASES)
