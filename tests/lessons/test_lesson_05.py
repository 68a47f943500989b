"""Lesson 05: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import contextlib
import io
import re

import pytest

from article import load_article
from lesson_cases import Cases, assert_judged, code_of, exercises_of, exercises_of_lesson
from opendebate.engines.rows import Rows
from opendebate_lessons import check
from opendebate_lessons.notebooks import cells

DEBATE = load_article()
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
FILL = (
    "The minister wants to know whether the most able programs should be given to everybody. "
    "Some people hope that this helps small firms, schools and science, and others fear fraud, "
    "spam or worse. Nobody in our coded article replies to most objections. It is about weights "
    "and program code, and about the terms under which they may be used, but never about training "
    "material. Before a decision, somebody ought to count real cases of abuse. "
)
HALL = "Wendy Hall expects harm [hall-harm]. "
FOR = "Mark Zuckerberg says that all gain [zuckerberg-benefit]. "
ORDER = "The Biden administration sees risks [order-security]. "
BRIEF = FILL + HALL + FOR + ORDER
CASES = {
    "05.1": Cases(
        right=[
            PARTS,
            PARTS | {"restricted-is-not-open": "License"},
            PARTS | {"publishing-is-open-source": "source code"},
            {f"[{claim}]": part.upper() for claim, part in PARTS.items()},
        ],
        wrong={
            "about another part than weights": PARTS | {"publishing-is-open-source": "weights"},
            "about another part than code": PARTS | {"public-weights-are-widely-available": "code"},
            "whose use is restricted": PARTS | {"restricted-is-not-open": "data"},
            "no part": PARTS | {"restricted-is-not-open": "terms"},
            "no part for public-weights-are-widely-available yet": {
                "publishing-is-open-source": "code"
            },
            "none of the three": PARTS | {"open-agi": "code"},
            "Give a dict": "code",
        },
    ),
    "05.2": Cases(
        right=["data", "Data", " DATA ", "the training data"],
        wrong={
            "its weights can be had": "weights",
            "publish its code": "code",
            "use is restricted": "licence",
            "is no part": "source",
            "is empty": "",
        },
    ),
    "05.3": Cases(
        right=[["a", "c"], "ca", {"C"}, "a, b, c", ["b", "c"]],
        wrong={
            "In another pair": ["b"],
            "One person affirms it": ["d"],
            "All four": "abcd",
            "no letter e": ["e"],
            "at least one letter": [],
        },
    ),
    "05.4": Cases(
        right=[len(MINE), str(len(MINE)), float(len(MINE))],
        wrong={
            "These are the rows on all claims": len(ATTACKS),
            "the attacks on all claims": len({row["argument"] for row in ATTACKS}),
            "such attacks are on": len({row["claim"] for row in ATTACKS}),
            "support it": len(SUPPORTS),
            "None?": 0,
            "It is not 3": 3,
            "a collection, not a number": MINE,
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
            "There is no entity": "criminals-dance",
        },
    ),
    "05.6": Cases(
        right=[
            BRIEF,
            BRIEF.replace("[hall-harm]", "[why-meta-opened-up/hall-harm]"),
            BRIEF + "Hall is afraid [hall-scary] [hall-scary].",
            FILL + "Hall, Zuckerberg and the order differ [hall-harm; zuckerberg-benefit, "
            "order-security] on [the plan].",
            BRIEF.replace("[hall-harm]", f"[{HARM.iri}]"),
            BRIEF + "As one text has it [1], this […] is “scarry [sic]” [Meta].",
            BRIEF.replace(ORDER, "") + "Wendy Hall knows it. She rejects it [hall-rejects].",
        ],
        wrong={
            "There is no citation": FILL,
            "is a claim": BRIEF + " [open-agi]",
            "There is no statement": BRIEF + " [hall-harms-x]",
            "You cite 2 of": BRIEF.replace("[order-security]", "[why-meta-opened-up/hall-harm]"),
            "no-such/hall-harm": BRIEF + " [no-such/hall-harm]",
            "takes a side": FILL + "[narrator-lecun-leads] [narrator-metaverse-bet] [purists-deny]",
            "only the side for": FILL + "[zuckerberg-benefit] [order-innovation] [zuckerberg-open]",
            "only the side against": BRIEF.replace("zuckerberg-benefit", "hall-rejects"),
            "at least 60": BRIEF.replace(FILL, ""),
            "at most 400": BRIEF + FILL * 6,
            "different words": "word " * 60 + HALL + FOR + ORDER,
            "only 1 different word.": "word " * 60
            + "[hall-harm] [zuckerberg-benefit] [order-security]",
            "[zuckerberg-benefit] is a statement of Mark Zuckerberg": FILL
            + HALL.replace("hall-harm", "zuckerberg-benefit")
            + FOR.replace("zuckerberg-benefit", "hall-harm")
            + ORDER,
            "does not name Wendy Hall": BRIEF.replace("Wendy Hall expects", "Experts expect"),
            "A brief is a text": 3,
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_a_brief_is_told_who_is_cited_and_where() -> None:
    assert "Wendy Hall (Why Meta opened up, ¶3, verbatim)" in str(check("05.6", BRIEF))


def test_a_misspelt_citation_is_told_with_the_statement_that_it_is_like() -> None:
    told = str(check("05.6", BRIEF.replace("[hall-harm]", "[hall-hram]")))
    assert "There is no statement [hall-hram]. Did you mean hall-harm" in told


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of(NOTEBOOK) == list(exercises_of_lesson("05")) == list(CASES)


def test_one_statement_under_two_ids_is_one() -> None:
    twice = FILL + "Hall [hall-harm] [why-meta-opened-up/hall-harm] Zuckerberg [zuckerberg-benefit]"
    assert "You cite 2" in str(check("05.6", twice))


def test_the_claims_in_the_notebook_are_worded_as_in_the_graph() -> None:
    texts = {str(row["id"]): str(row["name"]) for row in DEBATE.entities("claims")}
    prose = ["".join(c["source"]) for c in cells(NOTEBOOK) if c["cell_type"] == "markdown"]
    defined = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|$", "\n".join(prose), re.MULTILINE)
    assert dict(defined) == {claim: texts[claim] for claim in PARTS}
    pairs = re.findall(r"^\| ([a-d]) \| (.+?) \| (.+?) \|$", "\n".join(prose), re.MULTILINE)
    assert [letter for letter, _, _ in pairs] == ["a", "b", "c", "d"]
    for _, one, other in pairs[:3]:
        assert {one, other} <= set(texts.values())
    assert pairs[3][1] == texts["open-agi"]


def test_the_words_that_tell_a_part_are_in_the_claim() -> None:
    texts = {str(row["id"]): str(row["name"]) for row in DEBATE.entities("claims")}
    for claim in PARTS:
        _, said = exercises_of_lesson("05")["05.1"].choices[claim]
        assert said in texts[claim]


def test_where_readers_differ_both_answers_are_right_and_the_reasons_are_told() -> None:
    for answer in (["c"], ["a", "c"], ["b", "c"], ["a", "b", "c"]):
        said = str(check("05.3", answer))
        assert "Open Source Definition" in said
        assert "a: readers differ" in said
        assert "b: readers differ" in said


def test_what_does_not_exist_yet_has_no_record() -> None:
    assert "no record can answer it" in str(check("05.5", "misuse-harm"))
    assert "a record of what people did" in str(check("05.5", "criminals-defraud"))


def test_no_cell_before_an_exercise_prints_its_answer() -> None:
    code = code_of(NOTEBOOK)
    first = next(i for i, text in enumerate(code) if text.startswith("answer_05_4"))
    worked = next(text for text in code[:first] if "unanswered-attacks" in text)
    assert "open-agi" not in worked
    names: dict[str, object] = {"debate": DEBATE}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(worked, names)  # noqa: S102 - our own notebook
    assert str(len(MINE)) not in out.getvalue().split()


def test_hall_denies_what_zuckerberg_affirms() -> None:
    query = "ASK { actor:wendy-hall od:denies ?c . actor:mark-zuckerberg od:affirms ?c }"
    assert DEBATE.query(query.replace("?c", "claim:open-agi")) is True
