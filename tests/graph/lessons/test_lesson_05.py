"""Lesson 05: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import re

import pytest

import opendebate
from lesson_cases import Cases, assert_judged, exercises_of
from opendebate.ask.rows import Rows
from opendebate.lessons import check, lesson_05
from opendebate.lessons.lesson_05 import EXERCISES
from opendebate.lessons.notebooks import cells

DEBATE = opendebate.load()
ATTACKS = DEBATE.query("unanswered-attacks")
assert isinstance(ATTACKS, Rows)
SUPPORTS = DEBATE.query("SELECT ?one { ?one od:supports claim:open-agi }")
assert isinstance(SUPPORTS, Rows)
MINE = [row for row in ATTACKS if str(row["claim"]).endswith("/open-agi")]
NOTEBOOK = "05-what-does-open-mean"
PARTS = {
    "publishing-is-open-source": "code",
    "public-weights-are-widely-available": "weights",
    "restricted-is-not-open": "licence",
}
HARM = next(one for one in DEBATE.statements() if one.id.endswith("/hall-harm"))
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
            "another part than weights": PARTS | {"publishing-is-open-source": "weights"},
            "another part than code": PARTS | {"public-weights-are-widely-available": "code"},
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
        right=[["a", "c"], "ca", {"A", "C"}, "a, b, c"],
        wrong={
            "Two other pairs": ["b"],
            "affirmed by one": ["d"],
            "One more": ["a"],
            "All four": "abcd",
            "no letter e": ["e"],
            "at least one letter": [],
        },
    ),
    "05.4": Cases(
        right=[len(MINE), str(len(MINE)), float(len(MINE))],
        wrong={
            "rows on all claims": len(ATTACKS),
            "the attacks on all claims": len({row["argument"] for row in ATTACKS}),
            "claims under such attack": len({row["claim"] for row in ATTACKS}),
            "support it": len(SUPPORTS),
            "None?": 0,
            "It is not 3": 3,
            "a collection of things": MINE,
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
            FILL + "[hall-harm; zuckerberg-benefit, order-security] against [the plan]",
            BRIEF.replace("[hall-harm]", f"[{HARM.iri}]"),
        ],
        wrong={
            "no citation": FILL,
            "is a claim": BRIEF + " [open-agi]",
            "There is no thing": BRIEF + " [hall-harms-x]",
            "You cite 2": BRIEF.replace("[order-security]", "[why-meta-opened-up/hall-harm]"),
            "no-such/hall-harm": BRIEF + " [no-such/hall-harm]",
            "takes a side": FILL + "[narrator-lecun-leads] [narrator-metaverse-bet] [purists-deny]",
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
    assert exercises_of(NOTEBOOK) == list(EXERCISES) == list(CASES)


def test_one_statement_under_two_ids_is_one() -> None:
    twice = FILL + "[hall-harm] [why-meta-opened-up/hall-harm] [zuckerberg-benefit]"
    assert "You cite 2" in str(check("05.6", twice))


def test_the_claims_in_the_notebook_are_worded_as_in_the_graph() -> None:
    texts = {str(row["id"]): str(row["name"]) for row in DEBATE.list("claims")}
    prose = ["".join(c["source"]) for c in cells(NOTEBOOK) if c["cell_type"] == "markdown"]
    defined = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|$", "\n".join(prose), re.MULTILINE)
    assert dict(defined) == {claim: texts[claim] for claim in PARTS}
    pairs = re.findall(r"^\| ([a-d]) \| (.+?) \| (.+?) \|$", "\n".join(prose), re.MULTILINE)
    assert [letter for letter, _, _ in pairs] == ["a", "b", "c", "d"]
    for _, one, other in pairs[:3]:
        assert {one, other} <= set(texts.values())
    assert pairs[3][1] == texts["open-agi"]


def test_the_words_that_tell_a_part_are_in_the_claim() -> None:
    texts = {str(row["id"]): str(row["name"]) for row in DEBATE.list("claims")}
    for claim in PARTS:
        _, said = lesson_05._SPEAKS_OF[claim]
        assert said in texts[claim]


def test_hall_denies_what_zuckerberg_affirms() -> None:
    query = "ASK { actor:wendy-hall od:denies ?c . actor:mark-zuckerberg od:affirms ?c }"
    assert DEBATE.query(query.replace("?c", "claim:open-agi")) is True
