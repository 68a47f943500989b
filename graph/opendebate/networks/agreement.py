"""Agreement, disagreement and doubt: what the ontology says of two stances on one claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

_OD = "https://w3id.org/opendebate/ontology#"
# What the ontology says of two positions → the kind of tie between those who take them.
_KINDS = {
    "agreeingPosition": "congruence",
    "opposedPosition": "conflict",
    "doubtedPosition": "doubt",
}


def tie_kind(stance: str, other: str) -> str:
    """Return which tie two actors have by their stances on one claim.

    Parameters
    ----------
    stance, other : str
        ``"affirms"``, ``"denies"``, ``"doubts"`` or ``"concedes"``.

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
    positions, kinds = _definition()
    pair = positions[stance], positions[other]
    return kinds.get(pair) or kinds.get(pair[::-1], "")


@cache
def _definition() -> tuple[Mapping[str, str], Mapping[tuple[str, str], str]]:
    """Return the position that each stance expresses, and the kind of tie of two positions."""
    positions, kinds = {}, {}
    for subject, relation, value in _terms():
        if relation == "position":
            positions[subject.lower()] = value
        elif relation in _KINDS:
            kinds[subject, value] = _KINDS[relation]
    return positions, kinds


def _terms() -> Iterator[tuple[str, str, str]]:
    """Yield the statements of the ontology that join two terms, as local names."""
    from pyoxigraph import NamedNode, parse

    import opendebate_ontology

    for name in ("ontology.ttl", "vocabularies.ttl"):
        for triple in parse(path=str(opendebate_ontology.path(name))):
            terms = (triple.subject, triple.predicate, triple.object)
            names = [term.value for term in terms if isinstance(term, NamedNode)]
            if len(names) == 3 and all(one.startswith(_OD) for one in names):
                subject, relation, value = (one.removeprefix(_OD) for one in names)
                yield subject, relation, value
