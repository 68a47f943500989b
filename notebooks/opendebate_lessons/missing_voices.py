"""What an article leaves out: groups that do not speak, and what others report differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.errors import UnknownName
from opendebate_lessons.answers import entities, join_names, rows, statements, with_article, word
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake

if TYPE_CHECKING:
    from opendebate.debate import Debate

_MIN_GROUPS = 3
_MENTIONED = "SELECT ?id { ?claim a od:Claim ; od:about ?who . ?who dcterms:identifier ?id }"


def silent_groups(task: Task) -> RightAnswer:
    """Judge which groups the article speaks about without letting them speak."""
    try:
        groups = entities(task.answer, task.debate)
    except UnknownName as error:
        raise TypicalMistake("unknown", name=repr(error.name)) from error
    actors = {str(actor["id"]): actor for actor in task.debate.entities("actors")}
    mentioned = {str(row["id"]) for row in rows(task.debate, _MENTIONED)}
    for group in groups:
        if group.id not in actors:
            raise TypicalMistake("kind", name=group.name, kind=with_article(group.kind))
        if actors[group.id]["type"] != "Group":
            raise TypicalMistake("type", name=group.name, type=actors[group.id]["type"])
        if _speaks(group.id, task.debate):
            raise TypicalMistake("speaks", name=group.name)
        if group.id not in mentioned:
            raise TypicalMistake("unmentioned", name=group.name)
    if len(groups) < _MIN_GROUPS:
        raise TypicalMistake("few", count=len(groups))
    imagined = [group.name for group in groups if actors[group.id]["statements"]]
    remark = f" What {join_names(imagined)} say is only imagined." if imagined else ""
    return RightAnswer(groups=join_names(group.name for group in groups), imagined=remark)


def _speaks(actor: str, debate: Debate) -> bool:
    """Return whether an actor makes a statement that is not only imagined."""
    return any(
        speaker.id == actor and statement.mode != "hypothetical"
        for statement in statements(debate)
        for speaker in statement.speakers
    )


def departures(task: Task) -> RightAnswer:
    """Judge what the article does in each place where others report something else."""
    if not isinstance(task.answer, dict):
        raise TypicalMistake("form")
    answer = {word(fact): word(letter).lower() for fact, letter in task.answer.items()}
    differing = rows(task.debate, "where-others-differ")
    facts = {str(row["fact"]).rpartition("/")[2] for row in differing}
    right = {fact: choice for fact, choice in task.choices.items() if fact in facts}
    if unknown := sorted(set(answer) - set(right)):
        raise TypicalMistake("unknown", fact=repr(unknown[0]))
    if missing := sorted(set(right) - set(answer)):
        raise TypicalMistake("missing", fact=missing[0])
    defended = [_defence(fact, letter, *right[fact]) for fact, letter in answer.items()]
    reasons = "; ".join(f"{fact}: {reason}" for fact, (_, reason, *_) in right.items())
    return RightAnswer(reasons=reasons, defended="".join(defended))


def _defence(
    fact: str, letter: str, ours: str, _: str, defensible: str = "", reason: str = ""
) -> str:
    """Return why careful readers defend another letter than ours, if that is the one answer."""
    if letter not in {"a", "b", "c"}:
        raise TypicalMistake("letter", letter=repr(letter))
    if letter not in {ours, defensible}:
        raise TypicalMistake("other", fact=fact, letter=letter)
    if letter == ours:
        return ""
    return f" For {fact} we wrote {ours}; {letter} can be defended: {reason}."
