"""Lesson 00, start here: one actor, one claim, one passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate.ask.things import find
from opendebate.lessons.answers import number, one_word, statements
from opendebate.lessons.exercise import Exercises, Off

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
        "len(a_list) is the number of things in a list.",
        "answer = len(debate.statements())",
    ),
)
def how_many(answer: Any, debate: Debate) -> str:
    """How many statements does the debate hold?"""
    told, said = number(answer), statements(debate)
    held = len(said)
    others = {
        len({one.claim.id for one in said}): "That counts the claims. A claim can be stated twice",
        len(debate.list("claims")): "That counts the claims in the list, also those nobody states",
        len(debate.list("actors")): "That counts the actors. One actor can say several things",
        sum(len(one.places) for one in said): "That counts passages. A statement can rest on two",
    }
    if told != held:
        raise Off(f"{others.get(told, f'It is not {told}')}: count what debate.statements() holds.")
    return f"Right: {held} statements. Each is one stance, on one claim, by somebody, somewhere."


@EXERCISES.add(
    2,
    form="an id in quotation marks",
    hints=(
        "Look at the trace of Wendy Hall: the lines that begin with 'affirms'.",
        "The id of a claim stands in square brackets behind its text.",
        "It is the claim on great harm in the wrong hands: two words with a hyphen between.",
    ),
)
def first_claim(answer: Any, debate: Debate) -> str:
    """Which claim does Hall affirm first?"""
    told = one_word(answer, "[]")
    meant = find(debate.engine, told)
    held = [s for s in statements(debate) if any(who.id == _HALL for who in s.speakers)]
    affirmed = [s.claim.id for s in held if s.stance == "affirms"]
    if meant.kind == "actor":
        raise Off(f"{meant.name} is an actor: somebody who says something. Give a claim.")
    if meant.kind == "statement":
        raise Off("That is a statement: somebody's stance on a claim. Give the claim itself.")
    if meant.kind != "claim":
        raise Off(f"That is a {meant.kind}. Claims stand behind 'affirms:', ids in [brackets].")
    if meant.id in {s.claim.id for s in held if s.stance == "denies"}:
        raise Off("She denies that claim. Look for a line that begins with 'affirms'.")
    if meant.id in affirmed and meant.id != affirmed[0]:
        raise Off("She affirms that, too, but not first. Take the first line of her trace.")
    if meant.id != affirmed[0]:
        raise Off("Hall takes no stance on that claim. Look again at her trace.")
    return f"Right: {meant.id}. The words behind it are the coder's: {meant.name}"


@EXERCISES.add(
    3,
    form="a whole number",
    hints=(
        "The trace says where: ¶ stands for paragraph.",
        "Look at the 'where' line under the claim misuse-harm.",
        "It is the number right behind the sign ¶ in that line.",
    ),
)
def paragraph(answer: Any, debate: Debate) -> str:
    """In which paragraph does she say so?"""
    told = number(answer)
    (place,) = next(
        s.places
        for s in statements(debate)
        if s.claim.id == _HARM and any(who.id == _HALL for who in s.speakers)
    )
    if told == place.words:
        raise Off(f"The passage has {told} words. The paragraph stands behind the sign ¶.")
    if told == 0:
        raise Off("Paragraphs are counted from 1, as people count.")
    if told < 0:
        raise Off("A paragraph has a number above 0. Look behind the sign ¶.")
    if told > max(p.paragraph or 0 for s in statements(debate) for p in s.places):
        raise Off(f"The article has fewer than {told} paragraphs. Look behind the sign ¶.")
    if told != place.paragraph:
        raise Off(f"Something is said in paragraph {told}, but not this. Look behind the sign ¶.")
    return (
        f"Right. Anybody who has the article can look there, from “{place.first}” to "
        f"“{place.last}”: {place.words} words, and a digest that notices when one of them changes."
    )
