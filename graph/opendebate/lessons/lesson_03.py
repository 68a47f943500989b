"""Lesson 03, camps and bridges: networks of who agrees with whom, and what they can show."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from opendebate.ask.things import find
from opendebate.lessons.answers import decimal, letters, number, one_word, things
from opendebate.lessons.exercise import Exercises, Off
from opendebate.lessons.ties import camps, ranks, signed, without

if TYPE_CHECKING:
    from opendebate.debate import Debate

EXERCISES = Exercises("03")
NARRATOR = "gzero-media"
# Of the eight sentences of exercise 7: whether the network of one article shows them, and why.
_SHOWS = {
    "a": (True, "both are joined by a tie of conflict"),
    "b": (False, "a tie is missing where two speak of different claims, too"),
    "c": (False, "one article does not tell what somebody thinks today"),
    "d": (True, "that is counted from the ties themselves"),
    "e": (False, "who is in the article was chosen by its writer"),
    "f": (True, "ranks moved when you dropped one statement"),
}


@EXERCISES.add(
    1,
    form="the id of an actor, in quotation marks",
    hints=(
        "In the affiliation network, an actor has a tie to each claim on which it takes a stance.",
        "Sort the table by ties. The first row is the narrator: take the next.",
        "Somebody who runs Meta.",
    ),
)
def busiest(answer: Any, debate: Debate) -> str:
    """Who, apart from the narrator, takes a stance on most claims?"""
    meant = find(debate.engine, one_word(answer))
    network = debate.network("affiliation")
    ties = {network.nodes[node]["id"]: count for node, count in network.out_degree()}  # type: ignore[attr-defined]
    first = max((one for one in ties if one != NARRATOR), key=lambda one: ties[one])
    if meant.kind != "actor":
        raise Off(f"That is a {meant.kind}. Give an actor.")
    if meant.id == NARRATOR:
        raise Off("That is the article's own voice. Who comes next?")
    if not ties.get(meant.id):
        raise Off(f"{meant.name} has no tie here: no claim on which it takes a stance.")
    if ties[meant.id] < ties[first]:
        raise Off(f"{meant.name} has {ties[meant.id]}, and somebody has more. Sort by ties.")
    return f"Right: {ties[first]} claims, and the narrator has {ties[NARRATOR]}."


@EXERCISES.add(
    2,
    form="two numbers in round brackets: (congruence, conflict)",
    hints=(
        "Congruence: for each claim and stance, times Ana times times Bo; add these up.",
        "Both affirm claim A: 2 times 1. On claim B, they take opposite stances.",
        "Congruence is 2 · 1, conflict is 1 · 3.",
    ),
)
def by_hand(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - two invented actors
    """How large are congruence and conflict of Ana and Bo?"""
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Off("Give two numbers in round brackets: (congruence, conflict).")
    told = number(answer[0]), number(answer[1])
    off = {
        (3, 2): "The right numbers, the other way round: congruence comes first.",
        (1, 1): "That counts claims. How often each says it counts, too: multiply.",
        (3, 4): "You added the times. Multiply them: each of hers meets each of his.",
        (2, 0): "On claim B she denies and he affirms: that is conflict.",
        (5, 0): "5 is agreement whatever the stance. Tell the same stance from the opposite.",
        (2, 1): "Conflict is her 1 times his 3.",
    }
    if told != (2, 3):
        raise Off(off.get(told, f"It is not {told}. Write down a small table, claim by claim."))
    return (
        "Right: 2 · 1 on claim A, and 1 · 3 on claim B. Congruence and conflict are not opposites."
    )


@EXERCISES.add(
    3,
    form="a whole number",
    hints=(
        "debate.network('actors', ties='congruence') has a tie for each pair that agrees.",
        "A network knows how many ties it has: number_of_edges().",
        "answer = debate.network('actors', ties='congruence').number_of_edges()",
    ),
)
def agreeing(answer: Any, debate: Debate) -> str:
    """How many pairs of actors agree on a claim?"""
    told, agree = number(answer), debate.network("actors", ties="congruence")
    pairs, conflict = agree.number_of_edges(), debate.network("actors", ties="conflict")
    off = {
        conflict.number_of_edges(): "These are pairs in conflict.",
        pairs + conflict.number_of_edges(): "These are both kinds of tie together.",
        agree.number_of_nodes(): "These are the actors. Count the ties between them.",
        int(agree.size(weight="weight")): "That adds up the weights. Count each pair once.",
        agree.number_of_nodes() * (agree.number_of_nodes() - 1) // 2: "That is how many pairs "
        "there could be.",
    }
    if told != pairs:
        raise Off(off.get(told, f"It is not {told}: count the ties of congruence."))
    return f"Right: {pairs}. Most pairs have no tie at all. They do not speak of the same claims."


@EXERCISES.add(
    4,
    form="a list of two ids",
    hints=(
        "Look at the weight of each tie: how strongly the pair agrees.",
        "Sort the ties of congruence by weight, and take the first.",
        "Two people who wrote one letter.",
    ),
)
def strongest(answer: Any, debate: Debate) -> str:
    """Which pair agrees most?"""
    told = frozenset(one.id for one in things(answer, debate))
    agree = _ties(debate.network("actors", ties="congruence"))
    conflict = _ties(debate.network("actors", ties="conflict"))
    most = max(agree, key=lambda pair: agree[pair])
    if len(told) != 2:
        raise Off(f"A pair is two actors, and you gave {len(told)}.")
    if told == most:
        return (
            "Right: the two senators. They signed one letter together, so it is one voice that is "
            "counted twice. A strong tie is not two witnesses."
        )
    if told in conflict:
        raise Off("These two are in conflict. Take ties='congruence'.")
    if told in agree:
        raise Off(f"These agree {agree[told]:g} time. Another pair agrees more.")
    raise Off("These two have no tie of congruence in this article.")


@EXERCISES.add(
    5,
    form="the id of a statement, in quotation marks",
    hints=(
        "Try the statements one after the other: a loop over the table of the worked example.",
        "Zuckerberg is first because his ties lead to others. Which statements make such a tie?",
        "Without Hall's or Zuckerberg's own stance on claim:open-agi, their tie is weaker or gone.",
    ),
)
def fragile(answer: Any, debate: Debate) -> str:
    """Whose first rank hangs on one statement, and on which?"""
    told = one_word(answer)
    network = debate.network("actors")
    resting = {name for *_, tie in network.edges(data=True) for name in tie["statements"]}
    names = [name for name in resting if told in {name, name.rpartition("/")[2]}]
    if not names:
        meant = find(debate.engine, told)
        if meant.kind != "statement":
            raise Off(f"That is a {meant.kind}. Give a statement, such as 'hall-scary'.")
        raise Off("No tie rests on this statement: without it nothing moves.")
    before, after = ranks(network), ranks(without(network, names[0]))
    first = next(iter(before))
    highest = next(iter(after))
    if after[first] == after[highest] and first != highest:
        raise Off("Without it, two actors share the first rank. Find one that puts another first.")
    if highest == first:
        raise Off("Without it, the same actor is first. Try another.")
    return (
        f"Right: without it, {highest} is first and no longer {first}. One sentence in one article "
        "decides, so do not print such a rank without saying so."
    )


@EXERCISES.add(
    6,
    form="a number between 0 and 1",
    hints=(
        "For each shuffle, look whether two camps leave no tie unsatisfied: camps(ties) is True.",
        "Count the shuffles for which it is True, and divide by the number of shuffles.",
        "answer = sum(camps(shuffled(ties)) for _ in range(1000)) / 1000",
    ),
)
def by_chance(answer: Any, debate: Debate) -> str:
    """In which share of shuffled networks are there two clean camps, too?"""
    told = decimal(answer)
    exact = _share(tuple(signed(debate.network("actors"))))
    if told > 1:
        raise Off(f"A share is 1 at most. Divide {told:g} by the number of shuffles.")
    if told < 0:
        raise Off("A share is not below 0.")
    if told == 0:
        raise Off("None at all? Shuffle the signs of the ties, not the network that is as it is.")
    if told == 1:
        raise Off("All? Then nothing was shuffled: call shuffled(ties) anew each time.")
    if abs(told - exact) < 0.06:
        return (
            f"Right: about {exact:.0%}. In two clean camps, as this article has them, nearly one "
            "shuffle in three ends. So the camps are no finding: there are too few ties."
        )
    if abs(told - (1 - exact)) < 0.06:
        raise Off("That is the share without two clean camps. Take the others.")
    raise Off(f"{told:g} is not near. Take 1000 shuffles or more; with few, chance moves it.")


@EXERCISES.add(
    7,
    form="a list of letters",
    hints=(
        "Ask of each: could I count it from the ties, or do I need to know something else?",
        "A tie that is missing can mean two things. And who wrote the article?",
        "Three of the six hold: those on ties that are there, and the one on ranks.",
    ),
)
def shown(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - on the lesson itself
    """Which sentences does the network of one article show?"""
    told = letters(answer, _SHOWS)
    for letter in sorted(told):
        holds, why = _SHOWS[letter]
        if not holds:
            raise Off(f"Not {letter}: {why}.")
    missing = {letter for letter, (holds, _) in _SHOWS.items() if holds} - told
    if missing:
        raise Off(f"{len(missing)} more can be shown. Which can you count from the ties?")
    return "Right: a, d and f. The others need more articles, or other evidence."


def _ties(network: Any) -> dict[frozenset[str], float]:
    ids = {node: data["id"] for node, data in network.nodes(data=True)}
    edges = network.edges(data=True)
    return {frozenset((ids[one], ids[other])): tie["weight"] for one, other, tie in edges}


@cache
def _share(ties: tuple[tuple[str, str, int], ...]) -> float:
    """Return the exact share: of all ways to give out the signs, those with two camps."""
    agreeing_ = sum(sign > 0 for *_, sign in ties)
    found = [
        camps([(*tie[:2], 1 if place in chosen else -1) for place, tie in enumerate(ties)])
        for chosen in combinations(range(len(ties)), agreeing_)
    ]
    return sum(found) / len(found)
