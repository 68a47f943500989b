"""Lesson 00: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import re

import pytest

from article import load_article
from lesson_cases import Cases, assert_judged, code_of, exercises_of, exercises_of_lesson, prose_of
from opendebate.engines.rows import Rows

DEBATE = load_article()
SAID = len(DEBATE.statements())
CASES = {
    "00.1": Cases(
        right=[SAID, str(SAID), float(SAID)],
        wrong={
            "counts the claims": len({one.claim.id for one in DEBATE.statements()}),
            "counts the actors": len(DEBATE.entities("actors")),
            "counts passages": sum(len(one.passages) for one in DEBATE.statements()),
            "It is not 1000": 1000,
            "a collection, not a number": DEBATE.statements(),
            "not 'many'": "many",
            "not whole": 3.5,
        },
    ),
    "00.2": Cases(
        right=[
            "misuse-harm",
            "[misuse-harm]",
            "Misuse-Harm",
            "https://w3id.org/opendebate/claim/misuse-harm",
        ],
        wrong={
            "is an actor": "wendy-hall",
            "She denies": "open-agi",
            "but not first": "irresponsible-proposal",
            "no stance": "everyone-benefits",
            "in quotation marks": 3,
            "There is no entity": "misuse-charm",
            "is a statement": "hall-harm",
            "That is an event": "llama-2-release",
        },
    ),
    "00.3": Cases(
        right=[3, "3", 3.0, "¶3"],
        wrong={
            "has 14 words": 14,
            "The first paragraph is number 1": 0,
            "does not have these words": 2,
            "fewer than 99": 99,
            "not 'third'": "third",
            "above 0": -3,
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_the_examples_of_the_first_table_are_in_the_debate() -> None:
    prose = prose_of("00-start-here")
    actors = re.search(r"\*\*actor\*\* \|.*?\| (.*?) \|", prose)
    claim = re.search(r"\*\*claim\*\* \|.*?\| (.*?) \|", prose)
    assert actors
    assert claim
    assert set(actors[1].split(", ")) <= {row["name"] for row in DEBATE.entities("actors")}
    affirmed = DEBATE.query("SELECT ?text { actor:wendy-hall od:affirms/od:text ?text }")
    assert isinstance(affirmed, Rows)
    assert claim[1] in {row["text"] for row in affirmed}
    assert not re.search(r"paragraph \d", prose)  # 00.3 asks for it


def test_what_a_beginner_sees_of_a_trace_fits_on_a_screen() -> None:
    code = next(text for text in code_of("00-start-here") if "debate.trace" in text)
    assert "[:17]" in code
    first = str(DEBATE.trace("wendy-hall")).splitlines()[:17]
    for words in ("[misuse-harm]", "where:", "speaks against", "speaks for"):
        assert any(words in line for line in first), words


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("00-start-here") == list(exercises_of_lesson("00")) == list(CASES)
