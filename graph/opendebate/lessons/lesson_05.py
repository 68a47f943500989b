"""Lesson 05, what does open mean: parts of openness, seeming conflicts, what nobody answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from opendebate.ask.things import find
from opendebate.lessons.answers import letters, number, one_word, rows, statements
from opendebate.lessons.exercise import Exercises, Off

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
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
# Pairs of exercise 3: whether both can be true, and why.
_PAIRS = {
    "a": (True, "the weights can be public while a licence restricts their use"),
    "b": (False, "what is done responsibly is not done irresponsibly"),
    "c": (True, "one thing can help inventors and attackers alike"),
    "d": (False, "it is one claim, affirmed by one and doubted by the other"),
}
_LEAST, _MOST = 60, 400  # words of a brief


@EXERCISES.add(
    1,
    form="a dict: {'publishing-is-open-source': 'code', ...}",
    hints=(
        "Read each claim, and look for the thing that is published or restricted.",
        "One speaks of how a model may be *used*: that is written in its licence.",
        "publishing-is-open-source: code. public-weights-…: weights. restricted-…: licence.",
    ),
)
def parts(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the three claims are given
    """Which part of a release does each definition speak of?"""
    if not isinstance(answer, dict):
        raise Off("Give a dict: {'publishing-is-open-source': '...', ...}.")
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
            raise Off(f"{claim} does not speak of {part}: read “{said}” again.")
    return "Right. Three people say 'open', and each has another part of the release in mind."


@EXERCISES.add(
    2,
    form="one of the four parts, in quotation marks",
    hints=(
        "Which of the four is no answer of 05.1?",
        "What is a model made of, that one would need to make it again?",
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
    named = any("training data" in str(row["name"]).lower() for row in debate.list("claims"))
    more = "" if named else " No claim at all has the words 'training data'."
    return f"Right: the data.{more} What a debate leaves out is easy to miss, and worth asking for."


@EXERCISES.add(
    3,
    form="a list of letters",
    hints=(
        "Ask of each pair: is there a world in which both are true?",
        "Look for two senses of one word, and for two sides of one thing.",
        "In two of the four, both can be true: those with different parts, or different effects.",
    ),
)
def seeming(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the four pairs are given
    """Which pairs only seem to conflict?"""
    told = letters(answer, _PAIRS)
    if told == set(_PAIRS):
        raise Off("All four? In some of them not both can be true.")
    for letter in sorted(told):
        both, why = _PAIRS[letter]
        if not both:
            raise Off(f"Pair {letter} is a conflict: {why}.")
    missing = sorted(letter for letter, (both, _) in _PAIRS.items() if both and letter not in told)
    if missing:
        raise Off(
            "One more pair can both be true. Look for two effects of one thing, or two parts."
        )
    told_why = "; ".join(f"{letter}: {_PAIRS[letter][1]}" for letter in sorted(told))
    return f"Right. {told_why}. Before you ask who is right, ask whether they speak of one thing."


@EXERCISES.add(
    4,
    form="a whole number",
    hints=(
        "debate.query('unanswered-attacks') has a row for each attack that nobody answers.",
        "Keep the rows whose claim is open-agi: row['claim'] ends with '/open-agi'.",
        "len([row for row in debate.query('unanswered-attacks') "
        "if row['claim'].endswith('/open-agi')])",
    ),
)
def unanswered(answer: Any, debate: Debate) -> str:
    """How many attacks on open-agi does nobody answer?"""
    told, everything = number(answer), rows(debate, "unanswered-attacks")
    mine = _unanswered(debate)
    attacks = len(rows(debate, "SELECT ?one { ?one od:attacks claim:open-agi }"))
    supports = len(rows(debate, "SELECT ?one { ?one od:supports claim:open-agi }"))
    off = {
        len(everything): "These are the unanswered attacks on all claims.",
        len({row["claim"] for row in everything}): "These are the claims under such attack.",
        supports: "These are claims that support it.",
        0: "None? Look for rows whose claim *ends* with /open-agi.",
    }
    if told != len(mine):
        raise Off(off.get(told, f"It is not {told}: count the rows that are about open-agi."))
    return (
        f"Right: {len(mine)} of {attacks}. An article reports attacks; it need not report replies."
    )


@EXERCISES.add(
    5,
    form="the id of a claim, in quotation marks",
    hints=(
        "debate.list('claims') tells the kind of each claim.",
        "Take the premises of the rows of 05.4, and keep those of the kind 'predictive'.",
        "Three begin with 'criminals-', and each of them would do.",
    ),
)
def testable(answer: Any, debate: Debate) -> str:
    """Which unanswered attack on open-agi makes a prediction?"""
    meant = find(debate.engine, one_word(answer, "[]"))
    attackers = _unanswered(debate)
    kinds = {str(row["id"]): str(row["kind"]) for row in debate.list("claims")}
    if meant.kind != "claim":
        raise Off(f"That is a {meant.kind}. Give a claim: the premise of an attack.")
    if meant.id == "open-agi":
        raise Off("That is the claim that is attacked. Give one that attacks it.")
    if meant.id not in attackers:
        raise Off("That claim makes no unanswered attack on open-agi.")
    if kinds[meant.id] != "predictive":
        raise Off(f"That attack is {kinds[meant.id]}: what happens later does not settle it.")
    return (
        f"Right: {meant.name} What would answer it: how often this has been tried, and whether "
        "openness made it easier than it was before. Neither is in the article."
    )


@EXERCISES.add(
    6,
    form="a text in quotation marks",
    hints=(
        "Write three short paragraphs: what is asked, what is said for and against, what is open.",
        "Behind each sentence about somebody put the id of a statement: [hall-harm].",
        "One citation for openness is [zuckerberg-benefit], one against is [hall-harm].",
    ),
)
def brief(answer: Any, debate: Debate) -> str:
    """Which brief of one page tells a minister what was said, and where?"""
    if not isinstance(answer, str):
        raise Off("A brief is text, in three quotation marks.")
    length = len(answer.split())
    said = {one.id.rpartition("/")[2]: one for one in statements(debate)}
    cited = list(dict.fromkeys(re.findall(r"\[([a-z0-9/-]+)\]", answer)))
    if not cited:
        raise Off("There is no citation. Put ids of statements in brackets: [hall-harm].")
    for name in cited:
        if name.rpartition("/")[2] not in said:
            thing = find(debate.engine, name)
            raise Off(
                f"[{name}] is a {thing.kind}. Cite statements: they have a speaker and a place."
            )
    held = [said[name.rpartition("/")[2]] for name in cited]
    sides = {_takes(one) for one in held}
    if len(held) < 3:
        raise Off(f"You cite {len(held)} of three statements at least.")
    if "for" not in sides or "against" not in sides:
        there = "for" if "for" in sides else "against" if "against" in sides else "neither side"
        raise Off(f"You cite {there} alone. A brief tells both sides.")
    if length < _LEAST:
        raise Off(f"{length} words are few: a page has {_LEAST} at least.")
    if length > _MOST:
        raise Off(f"{length} words are no page: {_MOST} at most. What could go?")
    listed = "; ".join(
        f"{', '.join(who.name for who in one.speakers)} ({one.source.name}, "
        f"¶{one.places[0].paragraph}, {one.mode})"
        for one in held
    )
    return f"A brief of {length} words that cites {listed}. Let a neighbour check one of them."


def _takes(one: Statement) -> str:
    """Return the side that a statement takes, if any: who denies a claim takes the other one."""
    other = {"for": "against", "against": "for"}
    if one.stance == "affirms":
        return one.side
    return other.get(one.side, "") if one.stance == "denies" else ""


def _unanswered(debate: Debate) -> list[str]:
    """Return the ids of the premises of unanswered attacks on open-agi."""
    found = rows(debate, "unanswered-attacks")
    mine = [row for row in found if str(row["claim"]).endswith("/claim/open-agi")]
    return [str(row["premise"]).rpartition("/")[2] for row in mine]
