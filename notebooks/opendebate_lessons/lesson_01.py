"""Lesson 01, who says what: claims and facts, sources and speakers, and how coders agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import (
    decimal,
    number,
    one_word,
    rows,
    several,
    statements,
    things,
)
from opendebate_lessons.exercise import Exercises, Off
from opendebate_lessons.missing_voices import departures, silent

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
    2: "Sentence 2 is all in quotation marks. What is outside them only says who speaks",
    3: "Sentence 3 names its speakers and quotes nothing",
    5: "Sentence 5 says 'far too many'. The writer judges; no record can show what is too many",
    6: "Sentence 6 repeats what people 'are said' to have done. It names nobody who said so",
}
_KINDS = {
    "descriptive": "A record would settle a descriptive claim. Is there a record of this yet?",
    "evaluative": "'Harm' is bad, but the claim does not call anything bad. It says what could "
    "happen.",
    "normative": "The claim does not say what people should do. It says what could happen.",
    "definitional": "The claim does not say what a word means.",
}


@EXERCISES.add(
    1,
    form="one of the six kinds, in quotation marks",
    hints=(
        "Read the table of kinds from the top. Take the first kind that fits.",
        "The claim says what something *could* do. Two rows of the table are about that.",
        "General AI does not exist yet, so this is an event to come: read the rule on 'could'.",
    ),
)
def kind(answer: Any, debate: Debate) -> str:
    """Of which kind is the claim misuse-harm?"""
    (ours,) = (str(row["kind"]) for row in debate.list("claims") if row["id"] == "misuse-harm")
    given = one_word(answer).lower()
    if given in {"causal", "predictive"} and given != ours:
        return (
            f"Right, with a reason. {given.capitalize()} can be defended: the claim names a cause "
            f"and an effect, and the effect is in the future. Our coders wrote {ours}. They used "
            "the rule on 'could': a general AI does not exist yet, so its harm is an event to come."
        )
    if given != ours:
        raise Off(_KINDS.get(given, f"{given!r} is none of the six kinds in the table."))
    return (
        f"Right: {given}. People can have reasons for it, but nobody can look it up. Another coder "
        "could say causal, because the claim names a cause and an effect. The rule on 'could' "
        "decides."
    )


@EXERCISES.add(
    2,
    form="a whole number",
    hints=(
        "For each statement, one.narrated is True if the narrator speaks, and False if not.",
        "Take the worked example, and put the new condition after the word `if`.",
        "answer_01_2 = len([one for one in said if one.narrated])",
    ),
)
def narrated(answer: Any, debate: Debate) -> str:
    """How many statements are the narrator's own?"""
    said, given = statements(debate), number(answer)
    right = sum(one.narrated for one in said)
    modes = Counter(one.mode for one in said)
    off = {
        len(said): "That counts all statements. Count only those of the narrator.",
        len(said) - right: "These are the others: statements that the narrator does not make.",
        modes["narration"]: "That counts only the mode 'narration'. The narrator also judges, and "
        "judgements count, too.",
        modes["evaluation"]: "That counts judgements only. The narrator also tells what happened.",
        len({one.claim.id for one in said if one.narrated}): "That counts claims. The narrator can "
        "make the same claim twice.",
    }
    if given != right:
        raise Off(off.get(given, f"It is not {given}. Count where one.narrated is True."))
    return f"Right: {right} of {len(said)}. {_loudest(right, len(said))}"


def _loudest(narrator: int, everybody: int) -> str:
    if 2 * narrator > everybody:
        return "More than half of what we read is in the article's own voice."
    return "More than half of what we read is said by others than the writer."


@EXERCISES.add(
    3,
    form="a whole number",
    hints=(
        "one.mode says how the article gives a statement.",
        "The mode for words that are all in quotation marks is 'verbatim'.",
        "answer_01_3 = len([one for one in said if one.mode == 'verbatim'])",
    ),
)
def verbatim(answer: Any, debate: Debate) -> str:
    """How many statements rest wholly on quoted words?"""
    modes, given = Counter(one.mode for one in statements(debate)), number(answer)
    named = sum(not one.narrated for one in statements(debate))
    off = {
        modes["verbatim"] + modes["mixed"]: "That counts 'mixed', too. There the article quotes "
        "only a part.",
        modes["paraphrase"]: "These are paraphrases: the writer uses other words.",
        modes["mixed"]: "These are mixed: the article quotes a part, and retells a part.",
        named: "These are all statements that the narrator does not make, in all modes.",
        modes.total(): "These are all statements.",
    }
    if given != modes["verbatim"]:
        raise Off(off.get(given, f"It is not {given}. Count where one.mode is 'verbatim'."))
    return (
        f"Right: {given}. In {modes['mixed']} others the article quotes a part. For "
        f"{modes['paraphrase']} paraphrases we have only the writer's words. We must trust that "
        "they say what the speaker meant."
    )


@EXERCISES.add(
    4,
    form="a list of ids or names",
    hints=(
        "Go through the list line by line. Who wrote or printed what stands after 'via'?",
        "An order, a licence or a letter of one's own is first-hand. A newspaper is not, and "
        "neither is a letter that somebody else wrote.",
        "One is a professor whom a newspaper quotes. The other is the firm that a letter writes "
        "about.",
    ),
)
def second_hand(answer: Any, debate: Debate) -> str:
    """Whose words came to the article through somebody else, and not by a document of their own?"""
    given = {one.id for one in things(answer, debate)}
    passed = [one for one in statements(debate) if one.via and one.mode != "hypothetical"]
    issued = {(row["paper"], row["who"]) for row in rows(debate, _ISSUED)}
    right = {
        who.id
        for one in passed
        for who in one.speakers
        if any((carrier.iri, who.iri) not in issued for carrier in one.via)
    }
    first_hand = {who.id for one in passed for who in one.speakers} - right
    carriers = {who.id for one in statements(debate) for who in one.via}
    if wrong := sorted(given & carriers - right):
        raise Off(f"{several(wrong)} handed the words on. Who spoke the words?")
    if wrong := sorted(given & first_hand):
        raise Off(
            f"{several(wrong)}: the words come from a document that they wrote themselves. That is "
            "first-hand."
        )
    if wrong := sorted(given - right):
        raise Off(f"{several(wrong)}: no line of the list has them before 'via'.")
    if right - given:
        raise Off(f"{len(right - given)} of {len(right)} are missing. Read each line of the list.")
    return f"Right: {len(right)}. To check these you read two texts: the article, and its source."


_ISSUED = "SELECT ?paper ?who { ?paper od:issuer|dcterms:creator ?who }"


@EXERCISES.add(
    5,
    form="a dict with six codes",
    hints=(
        "First look for quotation marks, then for a speaker's name, then for a judgement.",
        "5 and 6 name nobody. In one of them the writer judges. The other repeats what people say.",
        "2 is verbatim, 3 paraphrase, 5 evaluation, 6 hearsay. On 1 and 4 people differ.",
    ),
)
def coded(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the paragraph is not in it
    """Which code has each sentence of the paragraph?"""
    given = _codes(answer)
    for place, words in _MISSED.items():
        if given[place] != OURS[place]:
            raise Off(f"{words}. You wrote {given[place]}. Read the table of codes again.")
    for place in sorted(_OPEN):
        if given[place] not in {"narration", "paraphrase"}:
            raise Off(
                f"Sentence {place} is not {given[place]}: it says what is so, or what the council "
                "said."
            )
    same = sum(given[place] == OURS[place] for place in OURS)
    differ = [str(place) for place in OURS if given[place] != OURS[place]]
    if not differ:
        return "You and we agree on all six. On 1 and 4 careful people differ. Ask a neighbour."
    return (
        f"You and we agree on {same} of 6. We differ on {several(differ)}. We think that the "
        "writer says this; you think that the council says it. Both can be defended. A rule in "
        "the codebook would decide."
    )


def _codes(answer: Any) -> dict[int, str]:
    """Return the code of each sentence, once all have one that is known."""
    if isinstance(answer, list | tuple):
        answer = dict(enumerate(answer, 1))
    if not isinstance(answer, dict):
        raise Off("Give a dict with a code for each sentence: {1: 'narration', 2: ...}.")
    given = {number(place): one_word(code).lower() for place, code in answer.items()}
    if set(given) != set(OURS):
        raise Off(f"There are six sentences, 1 to 6. You coded {several(map(str, given))}.")
    unknown = sorted(set(given.values()) - set(MODES))
    if unknown:
        raise Off(f"{several(unknown)}: there is no such code. The codes are {several(MODES)}.")
    if len(set(given.values())) == 1:
        raise Off("You gave all sentences the same code. Take them one by one.")
    return given


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
    given, n = decimal(answer), len(ANN)
    observed = sum(a == b for a, b in zip(ANN, BEN, strict=True)) / n
    shares = Counter(ANN), Counter(BEN)
    expected = sum(shares[0][code] * shares[1][code] for code in MODES) / n**2
    right = (observed - expected) / (1 - expected)

    def close(value: float) -> bool:
        return abs(given - value) < 0.006

    if close(right):
        return (
            f"Right: {right:.2f}. They agree on {observed:.0%}. By chance alone they would agree "
            f"on {expected:.0%}."
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
    if abs(given) > 1:
        raise Off(f"Kappa is at most 1, and {given:g} is more. Is it in per cent?")
    raise Off(f"It is not {given:g}. Compute p_o, then p_e, and print both.")


EXERCISES.add(
    7,
    form="a list of at least three ids or names",
    hints=(
        "The worked example lists organisations. Which word in it must you change for groups?",
        "Put od:Group in the place of od:Organization, and run the cell again.",
        "Take three groups of that list. Think of those who would be harmed, who would build with "
        "it, and who vote.",
    ),
)(silent)
EXERCISES.add(
    8,
    form="a dict with a letter for each of the four facts",
    hints=(
        "Read the claim and the fact side by side. Which words of the fact has the claim not?",
        "'Nobody has settled yet how' is a condition. 'Also' and 'as well' tell of another side.",
        "Two of the four have the letter b. Hall's is a.",
    ),
)(departures)
