"""The stances that a speaker can take on a claim, as the ontology defines them.

A *stance* is what a statement does with a claim: it affirms, concedes, doubts or denies it. Each
stance expresses a *position* of the actor (``od:position``): who concedes a claim affirms it, too.
The ontology also says which positions agree, which oppose and which doubt one another. Whatever
lists stances or compares them asks here, so that a new stance is a change of the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

_OD = "https://w3id.org/opendebate/ontology#"
_CODES, _TERMS = "vocabularies.ttl", "ontology.ttl"
AFFIRMS = "affirms"  # the stance of a statement that names none, and the position it expresses
DENIES = "denies"
_OTHER_SIDE = {"for": "against", "against": "for"}
# What the ontology says of two positions → the kind of tie between those who take them.
_TIES = {
    "agreeingPosition": "congruence",
    "opposedPosition": "conflict",
    "doubtedPosition": "doubt",
}


class Stance(NamedTuple):
    """A stance.

    Attributes
    ----------
    name : str
        As the coding files write it: ``"concedes"``.
    position : str
        The position that it expresses, by its property's local name: ``"affirms"``.
    inverse : str
        The words for it from the claim's end: ``"conceded by"``.
    """

    name: str
    position: str
    inverse: str

    @property
    def agrees(self) -> bool:
        """Whether it is for the claim."""
        return self.position == AFFIRMS

    @property
    def code(self) -> str:
        """Its name in the graph, with prefix: ``"od:Concedes"``."""
        return f"od:{self.name.capitalize()}"


@cache
def stances() -> Mapping[str, Stance]:
    """Return all stances by name, from those most against a claim to those most for it.

    Examples
    --------
    >>> list(stances())
    ['denies', 'doubts', 'concedes', 'affirms']
    >>> stances()["concedes"].position, stances()["concedes"].inverse
    ('affirms', 'conceded by')
    """
    inverses = {subject: text for subject, relation, text in _facts() if relation == "inverseLabel"}
    ranked = {position: rank for rank, position in enumerate(positions())}
    all_stances = [
        Stance(subject.lower(), position, inverses[subject.lower()])
        for subject, relation, position in _facts()
        if relation == "position"
    ]
    # Within a position, the stance that is called like it expresses it without reserve.
    all_stances.sort(key=lambda stance: (ranked[stance.position], stance.name == stance.position))
    return {stance.name: stance for stance in all_stances}


@cache
def positions() -> tuple[str, ...]:
    """Return the positions from denial to affirmation.

    Examples
    --------
    >>> positions()
    ('denies', 'doubts', 'affirms')
    """
    kinds = _ties_of_positions()
    order = ("conflict", "doubt", "congruence")
    expressed = {position for _, relation, position in _facts() if relation == "position"}
    return tuple(sorted(expressed, key=lambda position: order.index(kinds[position, AFFIRMS])))


def expressing(*wanted: str) -> tuple[str, ...]:
    """Return the names of the stances that express one of some positions.

    Examples
    --------
    >>> expressing("affirms"), expressing("denies", "doubts")
    (('concedes', 'affirms'), ('denies', 'doubts'))
    """
    return tuple(name for name, stance in stances().items() if stance.position in wanted)


def side_taken(stance: str, side: str) -> str:
    """Return the side of the debate's question that a stance on a claim takes.

    As the rule on ``od:takesSide`` has it: who doubts a claim, or concedes it, takes no side.

    Parameters
    ----------
    stance : str
    side : str
        That of the claim.

    Returns
    -------
    str
        ``"for"``, ``"against"``, or an empty text.

    Examples
    --------
    >>> side_taken("affirms", "for"), side_taken("denies", "for"), side_taken("concedes", "for")
    ('for', 'against', '')
    """
    if side not in _OTHER_SIDE or stance not in {AFFIRMS, DENIES}:
        return ""
    return side if stance == AFFIRMS else _OTHER_SIDE[side]


def opposes(stance: str | None) -> bool:
    """Tell whether a stance, which is to affirm where none is named, is not for the claim.

    Examples
    --------
    >>> opposes("doubts"), opposes("concedes"), opposes(None)
    (True, False, False)
    """
    return stance is not None and not stances()[stance].agrees


def stance_of(statement: Mapping[str, object]) -> str:
    """Return the stance of a statement of a coding file, which need not name it."""
    return str(statement.get("stance", AFFIRMS))


def without_default(stance: str) -> str | None:
    """Return a stance as a coding file has it: none where it is the usual one."""
    return None if stance == AFFIRMS else stance


def tie_kind(stance: str, other: str) -> str:
    """Return which tie two actors have by their stances on one claim.

    Parameters
    ----------
    stance, other : str
        Names of stances.

    Returns
    -------
    str
        ``"congruence"``, ``"conflict"``, ``"doubt"``, or an empty text.

    Notes
    -----
    The definition stands in the ontology, as ``od:position``, ``od:agreeingPosition``,
    ``od:opposedPosition`` and ``od:doubtedPosition``; the rules that derive ``od:agreesWith``,
    ``od:disagreesWith`` and ``od:doubtsClaimOf`` read it there, too.

    Examples
    --------
    >>> tie_kind("affirms", "concedes"), tie_kind("denies", "affirms")
    ('congruence', 'conflict')
    >>> tie_kind("affirms", "doubts"), tie_kind("doubts", "doubts"), tie_kind("doubts", "denies")
    ('doubt', '', '')
    """
    pair = stances()[stance].position, stances()[other].position
    kinds = _ties_of_positions()
    return kinds.get(pair) or kinds.get(pair[::-1], "")


@cache
def _ties_of_positions() -> Mapping[tuple[str, str], str]:
    """Return the kind of tie that two positions make."""
    return {
        (subject, value): _TIES[relation]
        for subject, relation, value in _facts()
        if relation in _TIES
    }


@cache
def _facts() -> tuple[tuple[str, str, str], ...]:
    """Return what the ontology says of stances and positions: local names, and texts."""
    return tuple(_read_facts())


def _read_facts() -> Iterator[tuple[str, str, str]]:
    from pyoxigraph import Literal, NamedNode, parse

    import opendebate_ontology

    relations = {f"{_OD}{name}": name for name in ("position", "inverseLabel", *_TIES)}
    for name in (_TERMS, _CODES):
        for fact in parse(path=str(opendebate_ontology.path(name))):
            relation = relations.get(fact.predicate.value)
            if relation is None:  # of nearly all
                continue
            subject, value = fact.subject, fact.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                yield subject.value.removeprefix(_OD), relation, value.value.removeprefix(_OD)
