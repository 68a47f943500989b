"""Lesson 05, what does open mean: parts of openness, seeming conflicts, what nobody answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from opendebate_lessons.answers import compare, entity, letters, number, rows, with_article, word
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake, exercises

if TYPE_CHECKING:
    from opendebate.debate import Debate

PARTS = ("weights", "code", "data", "licence")
_SPELLINGS = {"license": "licence", "weight": "weights", "codes": "code"}
_ATTACKS = """SELECT DISTINCT ?argument {
  { ?argument a od:Attack ; od:conclusion claim:open-agi }
  UNION { ?argument od:undercuts ?step . ?step a od:Support ; od:conclusion claim:open-agi }
}"""
_SUPPORTS = "SELECT ?claim { ?claim od:supports claim:open-agi }"
_ON_GENERAL_AI = "SELECT ?id { ?claim od:about model:agi ; dcterms:identifier ?id }"


def _read_part(answer: object) -> str:
    """Return a part of a release, in our spelling.

    Examples
    --------
    >>> _read_part("License"), _read_part("the training data"), _read_part("code or data")
    ('licence', 'data', 'code or data')
    """
    part = word(answer).lower()
    named = {_SPELLINGS.get(one, one) for one in part.split()} & set(PARTS)
    return named.pop() if len(named) == 1 else part


def _refuse_unknown_part(part: str) -> None:
    if part not in PARTS:
        raise TypicalMistake("part", part=repr(part), parts=", ".join(PARTS))


def defined_parts(task: Task) -> RightAnswer:
    """Judge which part of a release each definition speaks of."""
    if not isinstance(task.answer, dict):
        raise TypicalMistake("form")
    answer = {word(claim, "[]"): _read_part(part) for claim, part in task.answer.items()}
    if unknown := sorted(set(answer) - set(task.choices)):
        raise TypicalMistake("unknown", claim=unknown[0])
    if missing := set(task.choices) - set(answer):
        raise TypicalMistake("missing", claim=min(missing))
    for claim, part in answer.items():
        right, evidence = task.choices[claim]
        _refuse_unknown_part(part)
        if part != right:
            raise TypicalMistake("other", claim=claim, part=part, words=evidence)
    return RightAnswer()


def undefined_part(task: Task) -> RightAnswer:
    """Judge which part no definition in this article speaks of."""
    answer = _read_part(task.answer)
    for claim, (part, evidence) in exercises()["05.1"].choices.items():
        if part == answer:
            raise TypicalMistake("defined", claim=claim, words=evidence)
    _refuse_unknown_part(answer)
    texts = [str(claim["name"]).lower() for claim in task.debate.entities("claims")]
    is_named = any(re.search(r"\bdata", text) for text in texts)
    return RightAnswer(unnamed="" if is_named else " No claim in the graph has the word 'data'.")


def seeming_conflicts(task: Task) -> RightAnswer:
    """Judge which pairs of claims only seem to conflict."""
    chosen = letters(task.answer, task.choices)
    if len(chosen) == len(task.choices):
        raise TypicalMistake("all")
    for letter in chosen:
        compatible, reason = task.choices[letter]
        if compatible == "no":
            raise TypicalMistake("conflict", letter=letter, reason=reason)
    if any(pair == "yes" and letter not in chosen for letter, (pair, _) in task.choices.items()):
        raise TypicalMistake("missing")
    reasons = [
        f"{letter}: {reason}"
        for letter, (compatible, reason) in task.choices.items()
        if letter in chosen or not compatible
    ]
    return RightAnswer(reasons=". ".join(reasons))


def unanswered_attacks(task: Task) -> RightAnswer:
    """Judge how many attacks on open-agi nobody answers."""
    all_rows = rows(task.debate, "unanswered-attacks")
    bases = _unanswered(task.debate)
    mistakes = {
        "rows": len(all_rows),
        "attacks": len({row["argument"] for row in all_rows}),
        "speakers": sum(str(row["claim"]).endswith("/claim/open-agi") for row in all_rows),
        "claims": len({row["claim"] for row in all_rows}),
        "supports": len(rows(task.debate, _SUPPORTS)),
        "none": 0,
    }
    right = compare(number(task.answer), len(bases), mistakes.items())
    analytic = sum(basis == "analytic" for _, basis in bases)
    right.values |= {
        "all": len(rows(task.debate, _ATTACKS)),
        "stated": len(bases) - analytic,
        "analytic": analytic,
    }
    return right


def prediction(task: Task) -> RightAnswer:
    """Judge which unanswered attack on open-agi makes a prediction."""
    choice = entity(word(task.answer, "[]"), task.debate)
    if choice.kind != "claim":
        raise TypicalMistake("kind", kind=with_article(choice.kind))
    if choice.id == "open-agi":
        raise TypicalMistake("attacked")
    if choice.id not in {premise for premise, _ in _unanswered(task.debate)}:
        raise TypicalMistake("no-attack")
    kinds = {str(claim["id"]): str(claim["kind"]) for claim in task.debate.entities("claims")}
    kind = kinds[choice.id]
    if kind in {"causal", "descriptive", "evaluative"}:
        raise TypicalMistake(kind)
    if kind != "predictive":
        raise TypicalMistake("other", kind=kind)
    on_general_ai = {str(row["id"]) for row in rows(task.debate, _ON_GENERAL_AI)}
    return RightAnswer("general-ai" if choice.id in on_general_ai else "", claim=choice.name)


def _unanswered(debate: Debate) -> list[tuple[str, str]]:
    """Return premise and basis of each unanswered attack on open-agi."""
    attacks = {row["argument"]: row for row in rows(debate, "unanswered-attacks")}
    return [
        (str(row["premise"]).rpartition("/")[2], str(row["basis"]))
        for row in attacks.values()
        if str(row["claim"]).endswith("/claim/open-agi")
    ]
