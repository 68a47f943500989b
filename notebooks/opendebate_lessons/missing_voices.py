"""What an article leaves out: groups that do not speak, and what others report differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate.errors import UnknownName
from opendebate_lessons.answers import article, one_word, rows, several, statements, things
from opendebate_lessons.exercise import Off

if TYPE_CHECKING:
    from opendebate.debate import Debate

_SILENT = 3  # groups at least
_ABOUT = "SELECT ?id { ?claim a od:Claim ; od:about ?who . ?who dcterms:identifier ?id }"
# What the article does in each place where others report something else, and why.
DEPARTURES = {
    "hall-conditional": ("a", "she made her judgement depend on rules that are not there yet"),
    "letter-grants-benefits": ("b", "the letter also names benefits"),
    "order-risks-and-benefits": ("b", "the order also asks about benefits"),
    "llama-1-leak": ("c", "only some researchers got the model, and others got it by a leak"),
}
_ALSO = {  # readings that careful readers defend
    "llama-1-leak": ("a", "that only approved researchers got the model is a condition, too")
}


def silent(answer: Any, debate: Debate) -> str:
    """Which groups does the article speak about and not let speak?"""
    try:
        given = things(answer, debate)
    except UnknownName as error:
        raise Off(
            f"The graph has no {error.name!r}, because the article makes no claim about such a "
            "group. That can be a finding, too: keep it for the discussion. Here, take groups that "
            "the article makes claims about."
        ) from error
    known = {str(row["id"]): row for row in debate.list("actors")}
    about = {str(row["id"]) for row in rows(debate, _ABOUT)}
    for one in given:
        if one.id not in known:
            raise Off(f"{one.name} That is {article(one.kind)}. Give groups.")
        if known[one.id]["type"] != "Group":
            raise Off(f"{one.name} is not a group: its type is {known[one.id]['type']}.")
        if _speaks(one.id, debate):
            raise Off(f"{one.name}: the article tells what they say.")
        if one.id not in about:
            raise Off(f"No claim is about {one.name}. Take groups from the list.")
    if len(given) < _SILENT:
        raise Off(f"You gave {len(given)}. Find at least three.")
    imagined = [one.name for one in given if known[one.id]["statements"]]
    only = f" What {several(imagined)} say is only imagined." if imagined else ""
    return (
        f"Right: the article speaks about {several(one.name for one in given)}, and they do not "
        f"speak.{only} What would each of them say? Where could you read it?"
    )


def _speaks(name: str, debate: Debate) -> bool:
    """Return whether somebody says something that is not only imagined."""
    return any(
        who.id == name and one.mode != "hypothetical"
        for one in statements(debate)
        for who in one.speakers
    )


def departures(answer: Any, debate: Debate) -> str:
    """Say what the article does where others report something else."""
    if not isinstance(answer, dict):
        raise Off("Give a dict with a letter for each fact: {'hall-conditional': 'a'} and so on.")
    given = {one_word(fact): one_word(letter).lower() for fact, letter in answer.items()}
    there = {str(row["fact"]).rpartition("/")[2] for row in rows(debate, "where-others-differ")}
    right = {fact: held for fact, held in DEPARTURES.items() if fact in there}
    if unknown := sorted(set(given) - set(right)):
        raise Off(f"{unknown[0]!r} is none of the facts in the table.")
    if missing := sorted(set(right) - set(given)):
        raise Off(f"There is no letter for {missing[0]} yet.")
    reasons = []
    for fact, letter in given.items():
        ours = right[fact][0]
        also, because = _ALSO.get(fact, ("", ""))
        if letter not in {"a", "b", "c"}:
            raise Off(f"{letter!r} is none of the letters a, b and c.")
        if letter not in {ours, also}:
            raise Off(f"{fact} is not {letter}. Read both texts again: what is missing?")
        if letter == also:
            reasons.append(f" For {fact} we wrote {ours}; {letter} can be defended: {because}.")
    told = "; ".join(f"{fact}: {why}" for fact, (_, why) in right.items())
    return (
        f"Right. {told}.{''.join(reasons)} A short report leaves things out. Whether that changes "
        "the sense you can only see in the source."
    )
