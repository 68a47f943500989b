"""Lesson 03: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import pytest

import opendebate
from lesson_cases import Cases, assert_judged, exercises_of
from opendebate.lessons.lesson_03 import EXERCISES
from opendebate.lessons.ties import camps, ranks, signed, without

DEBATE = opendebate.load()
AGREE = DEBATE.network("actors", ties="congruence")
CONFLICT = DEBATE.network("actors", ties="conflict")
PAIRS, ACTORS = AGREE.number_of_edges(), AGREE.number_of_nodes()
CASES = {
    "03.1": Cases(
        right=["mark-zuckerberg", "Mark Zuckerberg", "zuckerberg"],
        wrong={
            "the article's own voice": "gzero-media",
            "has 5, and somebody has more": "david-evan-harris",
            "has no tie": "voters",
            "is a claim": "open-agi",
            "There is no thing": "zuckerborg",
            "quotation marks": 6,
        },
    ),
    "03.2": Cases(
        right=[(2, 3), [2, 3], ("2", "3")],
        wrong={
            "other way round": (3, 2),
            "counts claims": (1, 1),
            "You added": (3, 4),
            "that is conflict": (2, 0),
            "whatever the stance": (5, 0),
            "her 1 times his 3": (2, 1),
            "claim by claim": (7, 7),
            "two numbers": 5,
        },
    ),
    "03.3": Cases(
        right=[PAIRS, str(PAIRS), float(PAIRS)],
        wrong={
            "in conflict": CONFLICT.number_of_edges(),
            "both kinds": PAIRS + CONFLICT.number_of_edges(),
            "are the actors": ACTORS,
            "adds up the weights": int(AGREE.size(weight="weight")),
            "could be": ACTORS * (ACTORS - 1) // 2,
            "It is not 1": 1,
        },
    ),
    "03.4": Cases(
        right=[
            ["josh-hawley", "richard-blumenthal"],
            {"Richard Blumenthal", "Josh Hawley"},
            "hawley, blumenthal",
        ],
        wrong={
            "are in conflict": ["wendy-hall", "mark-zuckerberg"],
            "Another pair": ["mark-zuckerberg", "yann-lecun"],
            "no tie": ["wendy-hall", "yann-lecun"],
            "you gave 1": ["josh-hawley"],
            "you gave 3": ["josh-hawley", "richard-blumenthal", "meta"],
            "There is no thing": ["josh-hawley", "blumental-x"],
        },
    ),
    "03.5": Cases(
        right=["hall-rejects", "why-meta-opened-up/zuckerberg-open", "zuckerberg-agrees"],
        wrong={
            "the same actor is first": "wurmser-closed",
            "share the first rank": "lecun-proposes",
            "No tie rests": "hall-scary",
            "is a claim": "open-agi",
            "is a actor": "wendy-hall",
            "There is no thing": "hall-approves",
        },
    ),
    "03.6": Cases(
        right=[0.2857, "0.29", 0.25],
        wrong={
            "A share is 1 at most": 286,
            "without two clean camps": 0.714,
            "None at all": 0,
            "nothing was shuffled": 1,
            "below 0": -0.1,
            "is not near": 0.5,
            "not 'few'": "few",
        },
    ),
    "03.7": Cases(
        right=[["a", "d", "f"], "fda", {"A", "D", "F"}],
        wrong={
            "different claims": ["a", "b", "d", "f"],
            "thinks today": ["c"],
            "chosen by its writer": "e",
            "1 more": ["a", "d"],
            "no such letter": ["x"],
            "no letter": [],
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_a_network_without_a_statement_has_no_tie_that_rests_on_it() -> None:
    network = DEBATE.network("actors")
    left = without(network, "hall-rejects")
    assert left.number_of_edges() == network.number_of_edges() - 1
    assert next(iter(ranks(network))) != next(iter(ranks(left)))
    assert camps(signed(network))


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("03-camps-and-bridges") == list(EXERCISES) == list(CASES)
