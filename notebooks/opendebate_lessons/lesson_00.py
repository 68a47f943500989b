"""Lesson 00, start here: one actor, one claim, one passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import article, meant, number, one_word, statements
from opendebate_lessons.exercise import Exercises, Off

if TYPE_CHECKING:
    from opendebate.debate import Debate

EXERCISES = Exercises("00")
_HALL = "wendy-hall"
_HARM = "misuse-harm"


@EXERCISES.add(
    1,
    form="a whole number",
    hints=(
        "debate.statements() is a list. Python can tell how long a list is.",
        "len(some_list) is the number of things in a list.",
        "answer_00_1 = len(debate.statements())",
    ),
)
def how_many(answer: Any, debate: Debate) -> str:
    """How many statements does the debate hold?"""
    given, said = number(answer), statements(debate)
    right = len(said)
    others = {
        len({one.claim.id for one in said}): "That counts the claims. A claim can be stated twice.",
        len(debate.list("claims")): "That counts the claims. Nobody may state some of them.",
        len(debate.list("actors")): "That counts the actors. One actor can say several things.",
        sum(len(one.passages) for one in said): "That counts passages. A statement can have two.",
    }
    if given != right:
        raise Off(f"{others.get(given, f'It is not {given}.')} Count the debate.statements().")
    return f"Right: {right} statements. Each is somebody's stance on one claim, at one place."


@EXERCISES.add(
    2,
    form="an id in quotation marks",
    hints=(
        "Look at the trace of Wendy Hall: the lines that begin with 'affirms'.",
        "The id of a claim is in square brackets after its text.",
        "It is the claim on great harm in the wrong hands: two words with a hyphen between.",
    ),
)
def first_claim(answer: Any, debate: Debate) -> str:
    """Which claim does Hall affirm first?"""
    named = meant(one_word(answer, "[]"), debate)
    hers = [s for s in statements(debate) if any(who.id == _HALL for who in s.speakers)]
    affirmed = [s.claim.id for s in hers if s.stance == "affirms"]
    if named.kind == "actor":
        raise Off(f"{named.name} is an actor: somebody who says something. Give a claim.")
    if named.kind == "statement":
        raise Off("That is a statement: somebody's stance on a claim. Give the claim itself.")
    if named.kind != "claim":
        raise Off(
            f"That is {article(named.kind)}. A claim comes after 'affirms:', with its id in "
            "[brackets]."
        )
    if named.id in {s.claim.id for s in hers if s.stance == "denies"}:
        raise Off("She denies that claim. Look for a line that begins with 'affirms'.")
    if named.id in affirmed and named.id != affirmed[0]:
        raise Off("She affirms that claim, but not first. Take the first claim in her trace.")
    if named.id != affirmed[0]:
        raise Off("Hall takes no stance on that claim. Look again at her trace.")
    return f"Right: {named.id}. Its text is in the coder's words: {named.name}"


@EXERCISES.add(
    3,
    form="a whole number",
    hints=(
        "The trace says where: ¶ stands for paragraph.",
        "Look at the 'where' line under the claim misuse-harm.",
        "It is the number right after the sign ¶ in that line.",
    ),
)
def paragraph(answer: Any, debate: Debate) -> str:
    """In which paragraph does she say so?"""
    given = number(answer)
    (place,) = next(
        s.passages
        for s in statements(debate)
        if s.claim.id == _HARM and any(who.id == _HALL for who in s.speakers)
    )
    if given == place.words:
        raise Off(f"The passage has {given} words. The paragraph is the number after the sign ¶.")
    if given == 0:
        raise Off("The first paragraph is number 1.")
    if given < 0:
        raise Off("A paragraph has a number above 0. Look after the sign ¶.")
    if given > max(p.paragraph or 0 for s in statements(debate) for p in s.passages):
        raise Off(f"The article has fewer than {given} paragraphs. Look after the sign ¶.")
    if given != place.paragraph:
        raise Off(
            f"Other things are said in paragraph {given}, but not this one. Look after the sign ¶."
        )
    return (
        f"Right. Who has the article can look it up: the passage begins “{place.first}”, ends "
        f"“{place.last}” and has {place.words} words. Its digest shows when a word was changed."
    )
