"""Lesson 00: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import pytest

import opendebate
from lesson_cases import Cases, assert_judged, exercises_of
from opendebate.lessons.lesson_00 import EXERCISES

DEBATE = opendebate.load()
SAID = len(DEBATE.statements())
CASES = {
    "00.1": Cases(
        right=[SAID, str(SAID), float(SAID)],
        wrong={
            "counts the claims": len({one.claim.id for one in DEBATE.statements()}),
            "counts the actors": len(DEBATE.list("actors")),
            "counts passages": sum(len(one.places) for one in DEBATE.statements()),
            "It is not 1000": 1000,
            "whole collection": DEBATE.statements(),
            "not 'many'": "many",
            "not whole": 3.5,
        },
    ),
    "00.2": Cases(
        right=["misuse-harm", "[misuse-harm]", "https://w3id.org/opendebate/claim/misuse-harm"],
        wrong={
            "is an actor": "wendy-hall",
            "She denies": "open-agi",
            "but not first": "irresponsible-proposal",
            "no stance": "everyone-benefits",
            "in quotation marks": 3,
            "There is no thing": "misuse-charm",
            "is a statement": "hall-harm",
        },
    ),
    "00.3": Cases(
        right=[3, "3", 3.0],
        wrong={
            "has 14 words": 14,
            "counted from 1": 0,
            "but not this": 2,
            "fewer than 99": 99,
            "not 'third'": "third",
            "above 0": -3,
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("00-start-here") == list(EXERCISES) == list(CASES)
