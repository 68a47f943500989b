"""Lesson 05, what does open mean: parts of openness, seeming conflicts, what nobody answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import article, letters, meant, number, one_word, rows
from opendebate_lessons.brief import brief
from opendebate_lessons.exercise import Exercises, Off

if TYPE_CHECKING:
    from opendebate.debate import Debate

EXERCISES = Exercises("05")
PARTS = ("weights", "code", "data", "licence")
# Which part of a release each of three definitions speaks of, and the words that show it.
_SPEAKS_OF = {
    "publishing-is-open-source": ("code", "to publish its code"),
    "public-weights-are-widely-available": ("weights", "when its weights can be had"),
    "restricted-is-not-open": ("licence", "whose use is restricted"),
}
_DEFINED = {part: (name, said) for name, (part, said) in _SPEAKS_OF.items()}
# Pairs of exercise 3: whether both can be true (None: careful readers differ), and why.
_PAIRS: dict[str, tuple[bool | None, str]] = {
    "a": (
        None,
        "readers differ. If open means that code and weights are public, both can be true. "
        "By the Open Source Definition a licence must not restrict use, and then they conflict; "
        "restricted-is-not-open in the graph says the same",
    ),
    "b": (None, "readers differ. Perhaps there is a responsible way that no firm proposes yet"),
    "c": (True, "one thing can help inventors and attackers alike"),
    "d": (False, "it is one claim. One person affirms it and the other denies it"),
}
# What would settle an attack of another kind than the one that is asked for.
_SETTLED = {
    "causal": "it says what brings about what, and a comparison could settle it",
    "descriptive": "it says how things are, and a record could settle it",
    "evaluative": "it weighs what is good or bad, and needs a standard first",
}
_ON_IT = """SELECT DISTINCT ?argument {
  { ?argument a od:Attack ; od:conclusion claim:open-agi }
  UNION { ?argument od:undercuts ?step . ?step a od:Support ; od:conclusion claim:open-agi }
}"""
_OF_AGI = "SELECT ?id { ?claim od:about model:agi ; dcterms:identifier ?id }"


@EXERCISES.add(
    1,
    form="a dict with a part for each claim",
    hints=(
        "Read each claim, and look for the thing that is published or restricted.",
        "One speaks of how a model may be *used*: that is written in its licence.",
        "publishing-is-open-source: code. public-weights-…: weights. restricted-…: licence.",
    ),
)
def parts(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the three claims are given
    """Which part of a release does each definition speak of?"""
    if not isinstance(answer, dict):
        raise Off("Give a dict with a part for each claim: {'restricted-is-not-open': 'code'}.")
    told = {one_word(claim, "[]"): one_word(part).lower() for claim, part in answer.items()}
    told = {claim: {"license": "licence"}.get(part, part) for claim, part in told.items()}
    unknown = sorted(set(told) - set(_SPEAKS_OF))
    if unknown:
        raise Off(f"{unknown[0]} is none of the three claims in the table.")
    if set(told) != set(_SPEAKS_OF):
        raise Off(f"{len(_SPEAKS_OF) - len(told)} of the three claims are missing.")
    for claim, part in told.items():
        meant, said = _SPEAKS_OF[claim]
        if part not in PARTS:
            raise Off(f"{part!r} is no part. The parts are {', '.join(PARTS)}.")
        if part != meant:
            raise Off(f"{claim} is about another part than {part}. Read “{said}” again.")
    return "Right. Each of the three definitions is about another part of a release."


@EXERCISES.add(
    2,
    form="one of the four parts, in quotation marks",
    hints=(
        "Which of the four is no answer of 05.1?",
        "What would you need to make the same model again?",
        "It is what the model learned from.",
    ),
)
def unspoken(answer: Any, debate: Debate) -> str:
    """Which part does no definition in this article speak of?"""
    told = {"license": "licence"}.get(one_word(answer).lower(), one_word(answer).lower())
    if told in _DEFINED:
        name, said = _DEFINED[told]
        raise Off(f"{name} speaks of it: “{said}”.")
    if told not in PARTS:
        raise Off(f"{told!r} is no part. The parts are {', '.join(PARTS)}.")
    texts = [str(row["name"]).lower() for row in debate.list("claims")]
    more = (
        ""
        if any(re.search(r"\bdata", text) for text in texts)
        else " No claim in the graph has the word 'data'."
    )
    return f"Right: the data.{more} It is easy to miss what a debate leaves out. Ask for it."


@EXERCISES.add(
    3,
    form="a list of letters",
    hints=(
        "Ask of each pair: is there a world in which both are true?",
        "Look for two senses of one word, and for two sides of one thing.",
        "One pair is about two effects of the same thing: c. In d, two people disagree on one "
        "claim.",
    ),
)
def seeming(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the four pairs are given
    """Which pairs only seem to conflict?"""
    told = letters(answer, _PAIRS)
    if told == set(_PAIRS):
        raise Off("All four? In one of them both cannot be true.")
    for letter in sorted(told):
        both, why = _PAIRS[letter]
        if both is False:
            raise Off(f"Pair {letter} is a conflict: {why}.")
    missing = {letter for letter, (both, _) in _PAIRS.items() if both} - told
    if missing:
        raise Off("In another pair both can certainly be true. Look for two effects of one thing.")
    contested = {letter for letter, (both, _) in _PAIRS.items() if both is None}
    reasons = ". ".join(f"{letter}: {_PAIRS[letter][1]}" for letter in sorted(told | contested))
    return f"Right. {reasons}. Before you ask who is right, ask whether they mean the same thing."


@EXERCISES.add(
    4,
    form="a whole number",
    hints=(
        "`attacks` holds each attack that nobody answers, once.",
        "Keep those whose claim is open-agi: row['claim'] ends with '/open-agi'.",
        "answer_05_4 = len([row for row in attacks if row['claim'].endswith('/open-agi')])",
    ),
)
def unanswered(answer: Any, debate: Debate) -> str:
    """How many attacks on open-agi does nobody answer?"""
    told, everything = number(answer), rows(debate, "unanswered-attacks")
    mine = _unanswered(debate)
    lines = sum(str(row["claim"]).endswith("/claim/open-agi") for row in everything)
    supports = len(rows(debate, "SELECT ?one { ?one od:supports claim:open-agi }"))
    off = {
        len(everything): "These are the rows on all claims.",
        len({row["argument"] for row in everything}): "These are the attacks on all claims.",
        lines: "An attack has a row for each of its speakers. Count each row['argument'] once.",
        len({row["claim"] for row in everything}): "These are the claims that such attacks are on.",
        supports: "These are claims that support it.",
        0: "None? Take the rows whose claim *ends* with /open-agi.",
    }
    if told != len(mine):
        raise Off(off.get(told, f"It is not {told}. Count the attacks on open-agi."))
    drawn, all_ = sum(basis == "analytic" for _, basis in mine), len(rows(debate, _ON_IT))
    return (
        f"Right: {len(mine)} of {all_}. In {len(mine) - drawn} of them a speaker gives the claim "
        f"as a reason against the plan. In {drawn} only the coders see that it speaks against the "
        "plan. And an article need not report all replies."
    )


@EXERCISES.add(
    5,
    form="the id of a claim, in quotation marks",
    hints=(
        "debate.list('claims') tells the kind of each claim.",
        "Read the first column of the list. Take a row that says predictive.",
        "The ids of three of them begin with 'criminals-'. Each of these is right.",
    ),
)
def testable(answer: Any, debate: Debate) -> str:
    """Which unanswered attack on open-agi makes a prediction?"""
    named = meant(one_word(answer, "[]"), debate)
    attackers = {premise for premise, _ in _unanswered(debate)}
    kinds = {str(row["id"]): str(row["kind"]) for row in debate.list("claims")}
    if named.kind != "claim":
        raise Off(f"That is {article(named.kind)}. Give a claim: the premise of an attack.")
    if named.id == "open-agi":
        raise Off("That is the claim that is attacked. Give one that attacks it.")
    if named.id not in attackers:
        raise Off("That claim makes no unanswered attack on open-agi.")
    if kinds[named.id] != "predictive":
        kind = kinds[named.id]
        raise Off(f"That attack is {kind}: {_SETTLED.get(kind, 'it does not say what will be')}.")
    return f"Right: {named.name} {_evidence(named.id, debate)}"


def _evidence(claim: str, debate: Debate) -> str:
    """Return what one could look for to answer a prediction."""
    if claim in {str(row["id"]) for row in rows(debate, _OF_AGI)}:
        return (
            "It is about general AI, which does not exist, so no record can answer it. You can ask "
            "what people did with the models of today, and for reasons why general AI would be "
            "different."
        )
    return (
        "What could answer it: a record of what people did with open models, next to a record of "
        "what they did with closed models. Look whether a claim of the graph gives it."
    )


EXERCISES.add(
    6,
    form="a text in quotation marks",
    hints=(
        "Write three short paragraphs: the question, what people say for and against, the rest.",
        "Name the speaker in a sentence, and put the id of the statement after it: [hall-harm].",
        "One citation for openness is [zuckerberg-benefit]. One against is [hall-harm].",
    ),
)(brief)


def _unanswered(debate: Debate) -> list[tuple[str, str]]:
    """Return premise and basis of each unanswered attack on open-agi."""
    each = {row["argument"]: row for row in rows(debate, "unanswered-attacks")}
    mine = [row for row in each.values() if str(row["claim"]).endswith("/claim/open-agi")]
    return [(str(row["premise"]).rpartition("/")[2], str(row["basis"])) for row in mine]
