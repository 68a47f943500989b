"""Lesson 03, camps and bridges: networks of who agrees with whom, and what they can show."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

from opendebate.counting import counted
from opendebate_lessons.answers import (
    compare,
    decimal,
    entities,
    entity,
    letters,
    number,
    statements,
    with_article,
    word,
)
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake
from opendebate_lessons.lesson_networks import (
    SignedTie,
    as_one,
    camps,
    joint_voices,
    ranks,
    signed,
    without,
)

NARRATOR = "gzero-media"
_CALLED_NARRATOR = ("narrator", "the narrator")  # as the notebook calls it
_PRECISION = 0.06  # of a share of a thousand shuffles


def most_stances(task: Task) -> RightAnswer:
    """Judge who, apart from the narrator, takes a stance on most claims."""
    answer = word(task.answer)
    if answer.lower() in _CALLED_NARRATOR:
        raise TypicalMistake("narrator")
    actor = entity(answer, task.debate)
    network: Any = task.debate.network("affiliation")
    counts = {network.nodes[node]["id"]: degree for node, degree in network.out_degree()}
    highest = max(count for name, count in counts.items() if name != NARRATOR)
    if actor.kind != "actor":
        raise TypicalMistake("kind", kind=with_article(actor.kind))
    if actor.id == NARRATOR:
        raise TypicalMistake("narrator")
    if not counts.get(actor.id):
        raise TypicalMistake("silent", name=actor.name)
    if counts[actor.id] < highest:
        raise TypicalMistake("fewer", name=actor.name, ties=counted(counts[actor.id], "tie"))
    return RightAnswer(count=highest, narrator=counts[NARRATOR])


def by_hand(task: Task) -> RightAnswer:
    """Judge how large congruence and conflict of two invented actors are."""
    if not isinstance(task.answer, list | tuple) or len(task.answer) != 2:
        raise TypicalMistake("form")
    congruence, conflict = task.answer
    mistakes = ((name, tuple(pair)) for name, pair in task.choices.items())
    return compare((number(congruence), number(conflict)), (2, 3), mistakes)


def agreeing_pairs(task: Task) -> RightAnswer:
    """Judge how many pairs of actors agree on a claim."""
    agreement = task.debate.network("actors", ties="congruence")
    conflicts = task.debate.network("actors", ties="conflict").number_of_edges()
    doubts = task.debate.network("actors", ties="doubt").number_of_edges()
    pairs, actors = agreement.number_of_edges(), agreement.number_of_nodes()
    mistakes = {
        "conflict": conflicts,
        "doubt": doubts,
        "all": pairs + conflicts + doubts,
        "actors": actors,
        "weights": int(agreement.size(weight="weight")),
        "possible": actors * (actors - 1) // 2,
    }
    return compare(number(task.answer), pairs, mistakes.items())


def strongest_pair(task: Task) -> RightAnswer:
    """Judge which pair agrees most."""
    pair = frozenset(actor.id for actor in entities(task.answer, task.debate))
    weights = _weights(task.debate.network("actors", ties="congruence"))
    if len(pair) != 2:
        raise TypicalMistake("pair", count=len(pair))
    if pair == max(weights, key=lambda other: weights[other]):
        return RightAnswer()
    if pair in _weights(task.debate.network("actors", ties="conflict")):
        raise TypicalMistake("conflict")
    if pair in _weights(task.debate.network("actors", ties="doubt")):
        raise TypicalMistake("doubt")
    if pair in weights:
        raise TypicalMistake("weaker", weight=f"{weights[pair]:g}")
    raise TypicalMistake("none")


def fragile_rank(task: Task) -> RightAnswer:
    """Judge without which statement another actor is first."""
    answer = word(task.answer)
    network = task.debate.network("actors", ties="congruence")
    behind_ties = {name for *_, tie in network.edges(data=True) for name in tie["statements"]}
    names = [name for name in behind_ties if answer in {name, name.rpartition("/")[2]}]
    if not names:
        choice = entity(answer, task.debate)
        if choice.kind != "statement":
            raise TypicalMistake("kind", kind=with_article(choice.kind))
        raise TypicalMistake("no-tie")
    before, after = ranks(network), ranks(without(network, names[0]))
    first, first_after = next(iter(before)), next(iter(after))
    if first == first_after and after[first] > 0:
        raise TypicalMistake("same")
    is_between = after[first_after] > 0
    return RightAnswer(
        consequence=f"{first_after} is first" if is_between else "nobody stands between others"
    )


def share_by_chance(task: Task) -> RightAnswer:
    """Judge in which share of shuffled networks there are two clean camps, too."""
    answer = decimal(task.answer)
    separate = signed(task.debate.network("actors", levels="binary"))
    joint = separate
    for authors in joint_voices(statements(task.debate)):
        joint = as_one(joint, authors)
    share, share_twice = exact_share(tuple(joint)), exact_share(tuple(separate))
    if abs(answer - share) < _PRECISION:
        return RightAnswer(share=f"{share:.0%}")
    if answer in (0, 1):
        raise TypicalMistake("all" if answer else "none")
    if not 0 < answer < 1:
        raise TypicalMistake("large" if answer > 1 else "negative", answer=f"{answer:g}")
    if abs(answer - share_twice) < _PRECISION:
        raise TypicalMistake("twice")
    if abs(answer - (1 - share)) < _PRECISION:
        raise TypicalMistake("complement")
    raise TypicalMistake("other", answer=f"{answer:g}")


def shown_by_network(task: Task) -> RightAnswer:
    """Judge which sentences the network of one article shows."""
    chosen = letters(task.answer, task.choices)
    for letter in chosen:
        is_shown, reason = task.choices[letter]
        if not is_shown:
            raise TypicalMistake("not-shown", letter=letter, reason=reason)
    shown = {letter for letter, (is_shown, _) in task.choices.items() if is_shown}
    if missing := shown - set(chosen):
        raise TypicalMistake("missing", count=len(missing))
    return RightAnswer()


def _weights(network: Any) -> dict[frozenset[str], float]:
    """Return the weight of each tie by its two actors."""
    return {
        frozenset((network.nodes[source]["id"], network.nodes[target]["id"])): tie["weight"]
        for source, target, tie in network.edges(data=True)
    }


@cache
def exact_share(ties: tuple[SignedTie, ...]) -> float:
    """Return, of all ways to distribute the signs over the ties, the share with two camps."""
    positive = sum(sign > 0 for *_, sign in ties)
    outcomes = [
        camps([(*tie[:2], 1 if index in chosen else -1) for index, tie in enumerate(ties)])
        for chosen in combinations(range(len(ties)), positive)
    ]
    return sum(outcomes) / len(outcomes)
