"""Lesson 00, start here: one actor, one claim, one passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate_lessons.answers import entity, number, statements, with_article, word
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.debate import Debate

SPEAKER = "wendy-hall"
CLAIM = "misuse-harm"


def first_claim(task: Task) -> RightAnswer:
    """Judge which claim Hall affirms first."""
    choice = entity(word(task.answer, "[]"), task.debate)
    hers = _statements_of_speaker(task.debate)
    affirmed = [statement.claim.id for statement in hers if statement.stance == "affirms"]
    denied = [statement.claim.id for statement in hers if statement.stance == "denies"]
    if choice.kind in {"actor", "statement"}:
        raise TypicalMistake(choice.kind, name=choice.name)
    if choice.kind != "claim":
        raise TypicalMistake("kind", kind=with_article(choice.kind))
    if choice.id == affirmed[0]:
        return RightAnswer(claim=choice.id, text=choice.name)
    if choice.id in denied:
        raise TypicalMistake("denied")
    raise TypicalMistake("later" if choice.id in affirmed else "silent")


def paragraph(task: Task) -> RightAnswer:
    """Judge in which paragraph Hall says so."""
    answer = number(task.answer)
    hers = _statements_of_speaker(task.debate)
    (passage,) = next(statement.passages for statement in hers if statement.claim.id == CLAIM)
    if answer == passage.paragraph:
        return RightAnswer(first=passage.first, last=passage.last, words=passage.words)
    if answer == passage.words:
        raise TypicalMistake("words", answer=answer)
    if answer <= 0:
        raise TypicalMistake("negative" if answer else "zero")
    beyond = answer > _last_paragraph(task.debate)
    raise TypicalMistake("beyond" if beyond else "other", answer=answer)


def _statements_of_speaker(debate: Debate) -> list[Statement]:
    return [
        statement
        for statement in statements(debate)
        if any(speaker.id == SPEAKER for speaker in statement.speakers)
    ]


def _last_paragraph(debate: Debate) -> int:
    return max(
        passage.paragraph or 0 for statement in statements(debate) for passage in statement.passages
    )
