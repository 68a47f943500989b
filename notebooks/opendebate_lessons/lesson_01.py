"""Lesson 01, who says what: claims and facts, sources and speakers, and how coders agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import decimal, entities, join_names, number, rows, statements, word
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake

if TYPE_CHECKING:
    from opendebate.debate import Debate

MODES = ("verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay", "hypothetical")
KINDS = ("definitional", "normative", "causal", "predictive", "evaluative", "descriptive")
# Codings of ten sentences by two invented coders, as the notebook has them.
ANN = ["verbatim", "verbatim", "paraphrase", "narration", "narration",
       "narration", "evaluation", "evaluation", "paraphrase", "narration"]  # fmt: skip
BEN = ["verbatim", "verbatim", "verbatim", "narration", "narration",
       "evaluation", "evaluation", "evaluation", "paraphrase", "narration"]  # fmt: skip
_CONTESTED = (1, 4)  # sentences on which careful coders differ
_ISSUERS = "SELECT ?document ?who { ?document od:issuer|dcterms:creator ?who }"
_PRECISION = 0.006  # an answer may be rounded to two decimals


def kind(task: Task) -> RightAnswer:
    """Judge of which kind the claim misuse-harm is."""
    claims = task.debate.entities("claims")
    (ours,) = (str(claim["kind"]) for claim in claims if claim["id"] == "misuse-harm")
    answer = word(task.answer).lower()
    if answer == ours:
        return RightAnswer(kind=ours)
    if answer in {"causal", "predictive"}:
        return RightAnswer(answer, ours=ours)
    if answer in KINDS:
        raise TypicalMistake(answer)
    raise TypicalMistake("other", answer=repr(answer))


def second_hand(task: Task) -> RightAnswer:
    """Judge whose words came to the article through somebody else."""
    answer = {actor.id for actor in entities(task.answer, task.debate)}
    right, first_hand = _speakers_by_hand(task.debate)
    carriers = {carrier.id for statement in statements(task.debate) for carrier in statement.via}
    if wrong := answer & carriers - right:
        raise TypicalMistake("carriers", names=join_names(sorted(wrong)))
    if wrong := answer & first_hand:
        raise TypicalMistake("first-hand", names=join_names(sorted(wrong)))
    if wrong := answer - right:
        raise TypicalMistake("direct", names=join_names(sorted(wrong)))
    if right - answer:
        raise TypicalMistake("missing", found=len(right & answer), count=len(right))
    return RightAnswer(count=len(right))


def _speakers_by_hand(debate: Debate) -> tuple[set[str], set[str]]:
    """Return those whose words come second-hand, and those whose words all come first-hand."""
    indirect = [
        statement
        for statement in statements(debate)
        if statement.via and statement.mode != "hypothetical"
    ]
    issued = {(row["document"], row["who"]) for row in rows(debate, _ISSUERS)}
    second_hand = {
        speaker.id
        for statement in indirect
        for speaker in statement.speakers
        if any((carrier.iri, speaker.iri) not in issued for carrier in statement.via)
    }
    speakers = {speaker.id for statement in indirect for speaker in statement.speakers}
    return second_hand, speakers - second_hand


def code_sentences(task: Task) -> RightAnswer:
    """Judge which code each sentence of the invented paragraph has."""
    ours = {int(sentence): code for sentence, code in task.choices.items()}
    answer = _read_codes(task.answer, ours)
    differ = [sentence for sentence, code in ours.items() if answer[sentence] != code]
    for sentence in differ:
        code = answer[sentence]
        if sentence not in _CONTESTED:
            raise TypicalMistake(str(sentence), code=code)
        if code not in {"narration", "paraphrase"}:
            raise TypicalMistake("contested", sentence=sentence, code=code)
    if not differ:
        return RightAnswer()
    return RightAnswer(
        "differ", agreed=len(ours) - len(differ), differ=join_names(map(str, differ))
    )


def _read_codes(answer: Any, ours: dict[int, str]) -> dict[int, str]:
    """Return the code of each sentence, if all have a code that is known."""
    if isinstance(answer, list | tuple):
        answer = dict(enumerate(answer, 1))
    if not isinstance(answer, dict):
        raise TypicalMistake("form")
    codes = {number(sentence): word(code).lower() for sentence, code in answer.items()}
    if set(codes) != set(ours):
        raise TypicalMistake("sentences", sentences=join_names(map(str, codes)))
    if unknown := sorted(set(codes.values()) - set(MODES)):
        raise TypicalMistake("unknown", codes=join_names(unknown), modes=join_names(MODES))
    if len(set(codes.values())) == 1:
        raise TypicalMistake("same")
    return codes


def kappa(task: Task) -> RightAnswer:
    """Judge how large Cohen's kappa of Ann and Ben is."""
    answer, count = decimal(task.answer), len(ANN)
    observed = sum(ann == ben for ann, ben in zip(ANN, BEN, strict=True)) / count
    anns, bens = Counter(ANN), Counter(BEN)
    expected = sum(anns[mode] * bens[mode] for mode in MODES) / count**2
    right = (observed - expected) / (1 - expected)
    mistakes = {
        "observed": observed,
        "count": observed * count,
        "expected": expected,
        "undivided": observed - expected,
        "divisor": (observed - expected) / (1 - observed),
    }
    if abs(answer - right) < _PRECISION:
        return RightAnswer(
            kappa=f"{right:.2f}", observed=f"{observed:.0%}", expected=f"{expected:.0%}"
        )
    for mistake, wrong in mistakes.items():
        if abs(answer - wrong) < _PRECISION:
            raise TypicalMistake(mistake)
    raise TypicalMistake("large" if abs(answer) > 1 else "other", answer=f"{answer:g}")
