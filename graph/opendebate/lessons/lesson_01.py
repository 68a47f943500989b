"""Lesson 01, who says what: claims and facts, sources and speakers, and how coders agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from opendebate.lessons.answers import decimal, number, one_word, rows, statements, things
from opendebate.lessons.exercise import Exercises, Off

if TYPE_CHECKING:
    from opendebate.debate import Debate

EXERCISES = Exercises("01")
MODES = ("verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay", "hypothetical")
# Codings of ten sentences by two invented coders, as the notebook has them.
ANN = ["verbatim", "verbatim", "paraphrase", "narration", "narration",
       "narration", "evaluation", "evaluation", "paraphrase", "narration"]  # fmt: skip
BEN = ["verbatim", "verbatim", "verbatim", "narration", "narration",
       "evaluation", "evaluation", "evaluation", "paraphrase", "narration"]  # fmt: skip
# Our coding of the invented paragraph, and what is said where it is missed.
OURS = {1: "narration", 2: "verbatim", 3: "paraphrase", 4: "narration", 5: "evaluation",
        6: "hearsay"}  # fmt: skip
_OPEN = {1, 4}  # sentences on which careful coders differ
_MISSED = {
    2: "Sentence 2 stands in quotation marks, and tells who speaks",
    3: "Sentence 3 names its speakers, and has no quotation marks",
    5: "Sentence 5 says 'far too many': who judges so, and could a record show it",
    6: "Sentence 6 hands on what 'is said'. By whom",
}


@EXERCISES.add(
    1,
    form="one of the six kinds, in quotation marks",
    hints=(
        "Read the table of kinds again. What would settle this claim?",
        "It says that something *could* happen, later.",
        "Only time would settle it: the second row of the table.",
    ),
)
def kind(answer: Any, debate: Debate) -> str:
    """Of which kind is the claim misuse-harm?"""
    (meant,) = (row["kind"] for row in debate.list("claims") if row["id"] == "misuse-harm")
    told = one_word(answer).lower()
    off = {
        "descriptive": "A record would settle a descriptive claim. Is there a record of this yet?",
        "evaluative": "'Harm' is bad, but the claim does not call anything bad: it says what could "
        "happen.",
        "normative": "It does not say what should be done. It says what could happen.",
        "causal": "It does not explain what has happened. It says what could happen.",
        "definitional": "It does not say what a word means.",
    }
    if told != meant:
        raise Off(off.get(told, f"{told!r} is none of the six kinds in the table."))
    return f"Right: {meant}. One can have reasons for it, and cannot look it up."


@EXERCISES.add(
    2,
    form="a whole number",
    hints=(
        "Each statement knows whether the narrator speaks: one.narrated is True or False.",
        "Count the statements for which one.narrated is True.",
        "answer = len([one for one in debate.statements() if one.narrated])",
    ),
)
def narrated(answer: Any, debate: Debate) -> str:
    """How many statements are the narrator's own?"""
    said, told = statements(debate), number(answer)
    held = sum(one.narrated for one in said)
    modes = Counter(one.mode for one in said)
    off = {
        len(said): "That counts all statements. Keep those that the narrator makes.",
        len(said) - held: "These are the others: statements of somebody who is named or meant.",
        modes["narration"]: "That counts what is told as a fact. The narrator also judges: those "
        "count, too.",
        modes["evaluation"]: "That counts judgements only. The narrator also tells what happened.",
        len({one.claim.id for one in said if one.narrated}): "That counts claims. The narrator can "
        "say the same thing twice.",
    }
    if told != held:
        raise Off(off.get(told, f"It is not {told}: count where one.narrated is True."))
    return f"Right: {held} of {len(said)}. The voice that we hear most is the article's own."


@EXERCISES.add(
    3,
    form="a whole number",
    hints=(
        "How a statement is given is its mode: one.mode.",
        "The mode for words that stand wholly in quotation marks is 'verbatim'.",
        "answer = len([one for one in debate.statements() if one.mode == 'verbatim'])",
    ),
)
def verbatim(answer: Any, debate: Debate) -> str:
    """How many statements rest wholly on quoted words?"""
    modes, told = Counter(one.mode for one in statements(debate)), number(answer)
    named = sum(not one.narrated for one in statements(debate))
    off = {
        modes["verbatim"] + modes["mixed"]: "That counts 'mixed', too: of those, a part is retold.",
        modes["paraphrase"]: "These are retold in the writer's words: paraphrase.",
        modes["mixed"]: "These are mixed: a part is quoted, and a part is retold.",
        named: "These are all statements of others than the narrator, however they are given.",
        modes.total(): "These are all statements.",
    }
    if told != modes["verbatim"]:
        raise Off(off.get(told, f"It is not {told}: count where one.mode is 'verbatim'."))
    return (
        f"Right: {told}. Of all others we have the writer's words, and must trust that they say "
        "what the speaker meant."
    )


@EXERCISES.add(
    4,
    form="a list of ids or names",
    hints=(
        "In a statement that came through somebody else, one.via is not empty.",
        "one.speakers says who speaks. Leave out what is only imagined: mode 'hypothetical'.",
        "{who.id for one in debate.statements() if one.via and one.mode != 'hypothetical' "
        "for who in one.speakers}",
    ),
)
def second_hand(answer: Any, debate: Debate) -> str:
    """Whose words reach the article through somebody else?"""
    told = {one.id for one in things(answer, debate)}
    passed = [one for one in statements(debate) if one.via]
    real = [one for one in passed if one.mode != "hypothetical"]
    meant = {who.id for one in real for who in one.speakers}
    carriers = {who.id for one in passed for who in one.via}
    imagined = {who.id for one in passed for who in one.speakers} - meant
    if told & carriers - meant:
        raise Off(
            f"{', '.join(sorted(told & carriers - meant))}: that is through whom the words came. "
            "Who spoke?"
        )
    if told & imagined:
        raise Off(
            f"{', '.join(sorted(told & imagined))}: what they say is only imagined. Leave out the "
            "mode 'hypothetical'."
        )
    if told - meant:
        raise Off(
            f"{', '.join(sorted(told - meant))}: in no statement of theirs is one.via filled."
        )
    if len(told) == 1:
        raise Off("That is one of them. There are more: look at every statement.")
    if meant - told:
        raise Off(f"{len(meant - told)} of {len(meant)} are missing. Several can speak together.")
    return f"Right: {len(meant)}. To check these, one reads two texts: the article and its source."


@EXERCISES.add(
    5,
    form="a dict with six codes: {1: 'narration', 2: ...}",
    hints=(
        "Look for quotation marks first, then for a name, then for a judgement.",
        "Nobody is named in 5 and 6. In one of them the writer judges; the other hands something "
        "on.",
        "2 is verbatim, 3 paraphrase, 5 evaluation, 6 hearsay. On 1 and 4 people differ.",
    ),
)
def coded(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the paragraph is not in it
    """Which code has each sentence of the paragraph?"""
    told = _codes(answer)
    for place, words in _MISSED.items():
        if told[place] != OURS[place]:
            raise Off(f"{words}? You coded it as {told[place]}.")
    for place in sorted(_OPEN):
        if told[place] not in {"narration", "paraphrase"}:
            raise Off(f"Sentence {place} is no {told[place]}: it tells what is so, or who said it.")
    same = sum(told[place] == OURS[place] for place in OURS)
    differ = ", ".join(str(place) for place in OURS if told[place] != OURS[place])
    if not differ:
        return "You and we agree on all six. On 1 and 4 careful people differ; ask a neighbour."
    return (
        f"You and we agree on {same} of 6. We differ on {differ}: we took it for the writer's own "
        "words, you for the council's. Both can be defended. A rule in the codebook would decide."
    )


def _codes(answer: Any) -> dict[int, str]:
    """Return the code of each sentence, once all have one that is known."""
    if isinstance(answer, list | tuple):
        answer = dict(enumerate(answer, 1))
    if not isinstance(answer, dict):
        raise Off("Give a dict, with a code for each sentence: {1: 'narration', 2: ...}.")
    told = {number(place): one_word(code).lower() for place, code in answer.items()}
    if set(told) != set(OURS):
        raise Off(f"There are six sentences, and you coded {sorted(told)}.")
    unknown = sorted(set(told.values()) - set(MODES))
    if unknown:
        raise Off(f"{', '.join(unknown)}: no code. The codes are {', '.join(MODES)}.")
    if len(set(told.values())) == 1:
        raise Off("You gave all sentences the same code. Take them one by one.")
    return told


@EXERCISES.add(
    6,
    form="a number with decimals",
    hints=(
        "Begin with the share of sentences on which they agree, p_o.",
        "p_e: for each code, Ann's share times Ben's share; add these up.",
        "kappa = (p_o - p_e) / (1 - p_e), with p_o = 0.8",
    ),
)
def kappa(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - two invented coders
    """How large is Cohen's kappa of Ann and Ben?"""
    told, n = decimal(answer), len(ANN)
    observed = sum(a == b for a, b in zip(ANN, BEN, strict=True)) / n
    shares = Counter(ANN), Counter(BEN)
    expected = sum(shares[0][code] * shares[1][code] for code in MODES) / n**2
    right = (observed - expected) / (1 - expected)

    def close(value: float) -> bool:
        return abs(told - value) < 0.006

    if close(right):
        return (
            f"Right: {right:.2f}. They agree on {observed:.0%}, but on {expected:.0%} they would "
            "agree by chance alone."
        )
    if close(observed):
        raise Off("That is the share on which they agree. Take away what chance alone would give.")
    if close(observed * n):
        raise Off("That is how many they agree on. Begin with the share of all ten.")
    if close(expected):
        raise Off("That is what chance alone would give, p_e. One step is left.")
    if close(observed - expected):
        raise Off("Nearly: divide by what is left above chance, 1 - p_e.")
    if close((observed - expected) / (1 - observed)):
        raise Off("You divided by 1 - p_o. Divide by 1 - p_e.")
    if abs(told) > 1:
        raise Off(f"Kappa is 1 at most, and {told:g} is more. Is it in per cent?")
    raise Off(f"It is not {told:g}. Compute p_o, then p_e, and print both.")


@EXERCISES.add(
    7,
    form="a list of at least three ids or names",
    hints=(
        "debate.list('actors') has the type of each actor, and the number of statements it makes.",
        "A group with 0 statements says nothing. Of these, take some that a claim is about.",
        "Think of those who would be harmed, who would build with it, and who vote.",
    ),
)
def silent(answer: Any, debate: Debate) -> str:
    """Which groups does the article speak about and not let speak?"""
    told = things(answer, debate)
    known = {str(row["id"]): row for row in debate.list("actors")}
    about = {
        str(row["id"])
        for row in rows(
            debate,
            "SELECT ?id { ?claim a od:Claim ; od:about ?who . ?who dcterms:identifier ?id }",
        )
    }
    for one in told:
        if one.id not in known:
            raise Off(f"{one.name}: that is a {one.kind}, and no group of people.")
        if known[one.id]["type"] != "Group":
            raise Off(f"{one.name} is of the type {known[one.id]['type']}, and no group.")
        if known[one.id]["statements"]:
            raise Off(f"{one.name} do say something in the article.")
        if one.id not in about:
            raise Off(f"No claim is about {one.name}. Take those the article makes claims about.")
    if len(told) < 3:
        raise Off(f"That is {len(told)}. Find three at least.")
    return (
        f"Right: {', '.join(one.name for one in told)} are spoken about, and do not speak. What "
        "would each of them say? Where could one read it?"
    )
