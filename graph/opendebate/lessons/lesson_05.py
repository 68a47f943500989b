"""Lesson 05, what does open mean: parts of openness, seeming conflicts, what nobody answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from opendebate.ask.things import find
from opendebate.lessons.answers import article, letters, number, one_word, rows, statements
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
# Pairs of exercise 3: whether both can be true (None: careful readers differ), and why.
_PAIRS: dict[str, tuple[bool | None, str]] = {
    "a": (True, "code and weights can be public while a licence restricts their use"),
    "b": (None, "it can be argued: perhaps there is a responsible way that no firm proposes yet"),
    "c": (True, "one thing can help inventors and attackers alike"),
    "d": (False, "it is one claim, affirmed by one and denied by the other"),
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
_LEAST, _MOST, _CITED = 60, 400, 3  # words of a brief, and statements at least


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
            raise Off(f"{claim} turns on another part than {part}: read “{said}” again.")
    return "Right. Three definitions, and each has another part of the release in mind."


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
    texts = [str(row["name"]).lower() for row in debate.list("claims")]
    more = (
        ""
        if any(re.search(r"\bdata", text) for text in texts)
        else " No claim at all in the graph has the word 'data'."
    )
    return f"Right: the data.{more} What a debate leaves out is easy to miss, and worth asking for."


@EXERCISES.add(
    3,
    form="a list of letters",
    hints=(
        "Ask of each pair: is there a world in which both are true?",
        "Look for two senses of one word, and for two sides of one thing.",
        "Take the pair with two parts of openness, and the pair with two effects of it.",
    ),
)
def seeming(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the four pairs are given
    """Which pairs only seem to conflict?"""
    told = letters(answer, _PAIRS)
    if told == set(_PAIRS):
        raise Off("All four? In some of them not both can be true.")
    for letter in sorted(told):
        both, why = _PAIRS[letter]
        if both is False:
            raise Off(f"Pair {letter} is a conflict: {why}.")
    missing = {letter for letter, (both, _) in _PAIRS.items() if both} - told
    if missing:
        more = "One more pair" if len(missing) == 1 else "Two other pairs"
        raise Off(f"{more} can both be true. Look for two effects of one thing, or two parts.")
    told = told | {"b"}  # a reader who left it out is told, too, that it can be argued
    told_why = "; ".join(f"{letter}: {_PAIRS[letter][1]}" for letter in sorted(told))
    return f"Right. {told_why}. Before you ask who is right, ask whether they speak of one thing."


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
        len(everything): "These are the rows on all claims, one for each attack and speaker.",
        len({row["argument"] for row in everything}): "These are the attacks on all claims.",
        lines: "An attack has a row for each of its speakers. Count each row['argument'] once.",
        len({row["claim"] for row in everything}): "These are the claims under such attack.",
        supports: "These are claims that support it.",
        0: "None? Look for rows whose claim *ends* with /open-agi.",
    }
    if told != len(mine):
        raise Off(off.get(told, f"It is not {told}: count the rows that are about open-agi."))
    drawn, all_ = sum(basis == "analytic" for _, basis in mine), len(rows(debate, _ON_IT))
    return (
        f"Right: {len(mine)} of {all_}. An article need not report replies. And {drawn} of them "
        "are *analytic*: the coders saw that the claim speaks against the plan."
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
    attackers = {premise for premise, _ in _unanswered(debate)}
    kinds = {str(row["id"]): str(row["kind"]) for row in debate.list("claims")}
    if meant.kind != "claim":
        raise Off(f"That is {article(meant.kind)}. Give a claim: the premise of an attack.")
    if meant.id == "open-agi":
        raise Off("That is the claim that is attacked. Give one that attacks it.")
    if meant.id not in attackers:
        raise Off("That claim makes no unanswered attack on open-agi.")
    if kinds[meant.id] != "predictive":
        kind = kinds[meant.id]
        raise Off(f"That attack is {kind}: {_SETTLED.get(kind, 'it does not say what will be')}.")
    return (
        f"Right: {meant.name} What could answer it: a record of what was done with open models, "
        "beside one of what was done with closed ones. Look whether a claim of the graph gives it."
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
    length, held = len(answer.split()), _cited(answer, debate)
    sides = {_takes(one) for one in held} - {"", "neither", "both"}
    if len(held) < _CITED:
        raise Off(f"You cite {len(held)} of {_CITED} statements at least.")
    if not sides:
        raise Off("None of these takes a side. Cite some for openness, and some against.")
    if len(sides) == 1:
        raise Off(f"You cite {sides.pop()} alone. A brief tells both sides.")
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


def _cited(text: str, debate: Debate) -> list[Statement]:
    """Return the statements that a text cites in brackets, each once, in its order."""
    inside = re.findall(r"\[([^\[\]\n]{1,400})\]", text)
    names = [name.strip() for part in inside for name in re.split(r"[;,]", part)]
    names = [name for name in names if name and " " not in name]  # [the plan] cites nothing
    if not names:
        raise Off("There is no citation. Put ids of statements in brackets: [hall-harm].")
    said = statements(debate)
    known = {key: one for one in said for key in (one.id.rpartition("/")[2], one.id, one.iri)}
    for name in names:
        if name not in known:
            kind = find(debate.engine, name).kind
            raise Off(
                f"[{name}] is {article(kind)}. Cite statements: they have a speaker and a place."
            )
    return list({known[name].iri: known[name] for name in names}.values())


def _unanswered(debate: Debate) -> list[tuple[str, str]]:
    """Return premise and basis of each unanswered attack on open-agi."""
    each = {row["argument"]: row for row in rows(debate, "unanswered-attacks")}
    mine = [row for row in each.values() if str(row["claim"]).endswith("/claim/open-agi")]
    return [(str(row["premise"]).rpartition("/")[2], str(row["basis"])) for row in mine]
