"""Lesson 03, camps and bridges: networks of who agrees with whom, and what they can show."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import (
    article,
    decimal,
    letters,
    meant,
    number,
    one_word,
    statements,
    things,
)
from opendebate_lessons.exercise import Exercises, Off
from opendebate_lessons.lesson_networks import (
    Tie,
    as_one,
    camps,
    joint_voices,
    ranks,
    signed,
    without,
)

if TYPE_CHECKING:
    from opendebate.debate import Debate

EXERCISES = Exercises("03")
NARRATOR = "gzero-media"
_NEAR = 0.06  # of a share of a thousand shuffles
# Of the eight sentences of exercise 7: whether the network of one article shows them, and why.
_SHOWS = {
    "a": (True, "both are joined by a tie of conflict"),
    "b": (False, "two actors who speak of different claims have no tie, either"),
    "c": (False, "one article does not say what somebody thinks today"),
    "d": (True, "you can count it from the ties"),
    "e": (False, "the writer chose who is in the article"),
    "f": (True, "the rank changed when you took one statement away"),
}


@EXERCISES.add(
    1,
    form="the id of an actor, in quotation marks",
    hints=(
        "An actor has a tie to each claim on which it takes a stance.",
        "Change [:1] to [:2] in the worked example. The second line is the answer.",
        "It is the person who runs Meta.",
    ),
)
def busiest(answer: Any, debate: Debate) -> str:
    """Who, apart from the narrator, takes a stance on most claims?"""
    named = meant(one_word(answer), debate)
    network = debate.network("affiliation")
    ties = {network.nodes[node]["id"]: count for node, count in network.out_degree()}  # type: ignore[attr-defined]
    first = max((one for one in ties if one != NARRATOR), key=lambda one: ties[one])
    if named.kind != "actor":
        raise Off(f"That is {article(named.kind)}. Give an actor.")
    if named.id == NARRATOR:
        raise Off("That is the article's own voice. Who comes next?")
    if not ties.get(named.id):
        raise Off(f"{named.name} has no tie: there is no stance on any claim.")
    if ties[named.id] < ties[first]:
        raise Off(f"{named.name} has {ties[named.id]} ties. Somebody else has more.")
    return f"Right: {ties[first]} claims. The narrator has {ties[NARRATOR]}."


@EXERCISES.add(
    2,
    form="two numbers in round brackets: (congruence, conflict)",
    hints=(
        "Congruence: for each claim and stance, multiply how often Ana takes it by how often Bo "
        "does. Then add up.",
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
        (1, 1): "That counts claims. It also matters how often each says it: multiply.",
        (3, 4): "You added the two numbers. Multiply them.",
        (2, 0): "On claim B she denies and he affirms: that is conflict.",
        (5, 0): "That takes claim B for agreement. On claim B their stances are opposite.",
        (2, 1): "Conflict is her 1 times his 3.",
    }
    if told != (2, 3):
        raise Off(off.get(told, f"It is not {told}. Make a small table, claim by claim."))
    return "Right: 2 · 1 on claim A, and 1 · 3 on claim B. Two actors can have both kinds of tie."


@EXERCISES.add(
    3,
    form="a whole number",
    hints=(
        "debate.network('actors', ties='congruence') has a tie for each pair that agrees.",
        "A network knows how many ties it has: number_of_edges().",
        "answer_03_3 = debate.network('actors', ties='congruence').number_of_edges()",
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
        int(agree.size(weight="weight")): "That is the sum of the weights. Count each pair once.",
        agree.number_of_nodes() * (agree.number_of_nodes() - 1) // 2: "That is the number "
        "of all possible pairs.",
    }
    if told != pairs:
        raise Off(off.get(told, f"It is not {told}: count the ties of congruence."))
    return f"Right: {pairs}. Most pairs have no tie at all: they do not speak of the same claims."


@EXERCISES.add(
    4,
    form="a list of two ids",
    hints=(
        "Look at the weight of each tie: how strongly the pair agrees.",
        "Sort the ties of congruence by weight, and take the first.",
        "Two people wrote one letter.",
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
            "Right: the two senators. They signed one letter together: one voice is counted twice. "
            "A strong tie does not make two witnesses."
        )
    if told in conflict:
        raise Off("These two are in conflict. Take ties='congruence'.")
    if told in agree:
        raise Off(f"The weight of their tie is {agree[told]:g}. Another pair has more.")
    raise Off("These two have no tie of congruence in this article.")


@EXERCISES.add(
    5,
    form="the id of a statement, in quotation marks",
    hints=(
        "Try the statements of the list, one after the other, in place of 'senators-tool'.",
        "Who is first in the ranks? Look for a statement that makes a tie of this actor.",
        "Without 'narrator-innovation' one tie of the first actor is gone. Try it.",
    ),
)
def fragile(answer: Any, debate: Debate) -> str:
    """Without which statement does the first rank change?"""
    told = one_word(answer)
    network = debate.network("actors", ties="congruence")
    resting = {name for *_, tie in network.edges(data=True) for name in tie["statements"]}
    names = [name for name in resting if told in {name, name.rpartition("/")[2]}]
    if not names:
        named = meant(told, debate)
        if named.kind != "statement":
            raise Off(f"That is {article(named.kind)}. Give a statement, such as 'hall-scary'.")
        raise Off("No tie of agreement rests on this statement. Without it nothing changes.")
    before, after = ranks(network), ranks(without(network, names[0]))
    first, next_ = next(iter(before)), next(iter(after))
    if first == next_ and after[first] > 0:
        raise Off("Without it, the same actor is first. Try another.")
    then = f"{next_} is first" if after[next_] > 0 else "nobody stands between others"
    return (
        f"Right: without it, {then}. One sentence in one article decides, so do not print such a "
        "rank without saying so."
    )


@EXERCISES.add(
    6,
    form="a number between 0 and 1",
    hints=(
        "For each shuffle, ask whether there are two clean camps: camps(...) is True or False.",
        "Count the shuffles for which it is True. Divide by the number of shuffles.",
        "answer_03_6 = sum(camps(shuffled(ties)) for _ in range(1000)) / 1000",
    ),
)
def by_chance(answer: Any, debate: Debate) -> str:
    """In which share of shuffled networks are there two clean camps, too?"""
    told = decimal(answer)
    apart = signed(debate.network("actors"))
    ties = apart
    for together in joint_voices(statements(debate)):
        ties = as_one(ties, together)
    exact, counted_twice = _share(tuple(ties)), _share(tuple(apart))
    if told > 1:
        raise Off(f"A share is at most 1. Divide {told:g} by the number of shuffles.")
    if told < 0:
        raise Off("A share is not below 0.")
    if told == 0:
        raise Off("None at all? Shuffle the signs: camps(shuffled(ties)).")
    if told == 1:
        raise Off("All of them? Call shuffled(ties) anew each time.")
    if abs(told - exact) < _NEAR:
        return (
            f"Right: about {exact:.0%}. So often do the signs make two clean camps by chance. The "
            "camps of this article are no finding: there are too few ties."
        )
    if abs(told - counted_twice) < _NEAR:
        raise Off(
            "That counts the authors of one letter as two voices, as 03.4 showed. Take the ties in "
            "which they are one."
        )
    if abs(told - (1 - exact)) < _NEAR:
        raise Off("That is the share without two clean camps. Take the others.")
    raise Off(f"{told:g} is not near. Take 1000 shuffles or more. With few, chance changes it.")


@EXERCISES.add(
    7,
    form="a list of letters",
    hints=(
        "Ask of each: can I count it from the ties, or do I need to know something else?",
        "A missing tie can mean two things. And who chose the actors of the article?",
        "Three of the six are right: those on ties that exist, and the one on ranks.",
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
        raise Off(f"The network shows {len(missing)} more. Which can you count from the ties?")
    return "Right: a, d and f. The others need more articles, or other evidence."


def _ties(network: Any) -> dict[frozenset[str], float]:
    ids = {node: data["id"] for node, data in network.nodes(data=True)}
    edges = network.edges(data=True)
    return {frozenset((ids[one], ids[other])): tie["weight"] for one, other, tie in edges}


@cache
def _share(ties: tuple[Tie, ...]) -> float:
    """Return the exact share: of all ways to give out the signs, those with two camps."""
    agreeing_ = sum(sign > 0 for *_, sign in ties)
    found = [
        camps([(*tie[:2], 1 if place in chosen else -1) for place, tie in enumerate(ties)])
        for chosen in combinations(range(len(ties)), agreeing_)
    ]
    return sum(found) / len(found)
