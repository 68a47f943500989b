"""Lesson 03: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import pytest

from article import load_article
from lesson_cases import Cases, assert_judged, code_of, exercises_of, exercises_of_lesson
from opendebate_lessons.lesson_03 import exact_share
from opendebate_lessons.lesson_networks import as_one, camps, joint_voices, ranks, signed, without

DEBATE = load_article()
AGREE = DEBATE.network("actors", ties="congruence")
CONFLICT = DEBATE.network("actors", ties="conflict")
DOUBT = DEBATE.network("actors", ties="doubt")
BINARY = DEBATE.network("actors", levels="binary")
MERGED = as_one(signed(BINARY), ["josh-hawley", "richard-blumenthal"])
CHANCE, TWICE = exact_share(tuple(MERGED)), exact_share(tuple(signed(BINARY)))
PAIRS, ACTORS = AGREE.number_of_edges(), AGREE.number_of_nodes()
CASES = {
    "03.1": Cases(
        right=["mark-zuckerberg", "Mark Zuckerberg", "zuckerberg"],
        wrong={
            "the article's own voice": "the narrator",
            "Yann LeCun has 1 tie. Somebody else has more": "yann-lecun",
            "has no tie": "voters",
            "is a claim": "open-agi",
            "There is no entity": "zuckerborg",
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
            "takes claim B for agreement": (5, 0),
            "her 1 times his 3": (2, 1),
            "claim by claim": (7, 7),
            "two numbers": 5,
        },
    ),
    "03.3": Cases(
        right=[PAIRS, str(PAIRS), float(PAIRS)],
        wrong={
            "in conflict": CONFLICT.number_of_edges(),
            "in which one doubts": DOUBT.number_of_edges(),
            "all kinds": PAIRS + CONFLICT.number_of_edges() + DOUBT.number_of_edges(),
            "are the actors": ACTORS,
            "sum of the weights": int(AGREE.size(weight="weight")),
            "all possible pairs": ACTORS * (ACTORS - 1) // 2,
            "It is not 2": 2,
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
            "one doubts what": ["meta-legal-team", "yann-lecun"],
            "Another pair has more": ["mark-zuckerberg", "yann-lecun"],
            "no tie": ["wendy-hall", "yann-lecun"],
            "you gave 1": ["josh-hawley"],
            "you gave 3": ["josh-hawley", "richard-blumenthal", "meta"],
            "There is no entity": ["josh-hawley", "blumental-x"],
        },
    ),
    "03.5": Cases(
        right=["narrator-innovation", "why-meta-opened-up/order-innovation", "wurmser-closed"],
        wrong={
            "the same actor is first": "zuckerberg-agrees",
            "No tie of agreement rests": "hall-rejects",
            "That is a claim": "open-agi",
            "That is an actor": "wendy-hall",
            "There is no entity": "hall-approves",
            "in quotation marks": 5,
        },
    ),
    "03.6": Cases(
        right=[CHANCE, str(round(CHANCE, 2)), CHANCE - 0.05, f"{CHANCE:.0%}"],
        wrong={
            "A share is at most 1": 554,
            "as two voices": TWICE,
            "without two clean camps": 1 - CHANCE,
            "None at all": 0,
            "anew each time": 1,
            "below 0": -0.1,
            "is not near": 0.8,
            "not 'few'": "few",
        },
    ),
    "03.7": Cases(
        right=[["a", "d", "f"], "fda", {"A", "D", "F"}],
        wrong={
            "different claims": ["a", "b", "d", "f"],
            "thinks today": ["c"],
            "the writer chose": "e",
            "shows 1 more": ["a", "d"],
            "no letter x": ["x"],
            "at least one letter": [],
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_a_network_without_a_statement_has_no_tie_that_rests_on_it() -> None:
    left = without(AGREE, "narrator-innovation")
    assert left.number_of_edges() == AGREE.number_of_edges() - 1
    assert camps(signed(BINARY))


def test_a_doubt_is_neither_agreement_nor_conflict() -> None:
    assert len(signed(DEBATE.network("actors"))) == PAIRS + CONFLICT.number_of_edges()
    assert len(signed(BINARY)) == PAIRS + CONFLICT.number_of_edges() + DOUBT.number_of_edges()


def test_who_stands_between_is_counted_over_agreement_alone() -> None:
    """Over both kinds of tie, whoever is disputed most would seem to be a bridge."""
    agreed = {name for name, value in ranks(AGREE).items() if value > 0}
    tied = {AGREE.nodes[node]["id"] for edge in AGREE.edges for node in edge[:2]}
    assert agreed
    assert agreed <= tied
    code = "\n".join(code_of("03-camps-and-bridges"))
    assert "ranks(network" not in code.replace("ranks(agreement", "")
    assert 'agreement = debate.network("actors", ties="congruence")' in code


def test_the_authors_of_one_letter_are_one_voice() -> None:
    assert joint_voices(DEBATE.statements()) == [["josh-hawley", "richard-blumenthal"]]
    assert len(MERGED) < len(signed(BINARY))
    assert not any("josh-hawley" in edge for edge in MERGED)
    assert CHANCE > TWICE


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("03-camps-and-bridges") == list(exercises_of_lesson("03")) == list(CASES)
