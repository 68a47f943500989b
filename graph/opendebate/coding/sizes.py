"""Bounds on what grows with the square of what is written: agreements and arguments.

A small study may have as many as the bounds say; a larger one gets more for each statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from opendebate.coding.folder import Coding

MAX_PAIRS, PAIRS_PER_STATEMENT = 70_000, 10  # pairs of actors who agree or disagree
MAX_AGREEMENTS, AGREEMENTS_PER_STATEMENT = 1_000_000, 100  # the same, counted for each claim
MAX_ARGUMENTS, ARGUMENTS_PER_STATEMENT = 20_000, 10
_SIDE = {"affirms": True, "concedes": True, "denies": False}


def check_sizes(coding: Coding) -> None:
    """Check that a debate has no more agreements and arguments than can be built."""
    statements = sum(len(file.statements) for file in coding.sources.values())
    _check_arguments(coding, max(MAX_ARGUMENTS, ARGUMENTS_PER_STATEMENT * statements))
    voices = _voices_by_claim(coding)
    agreements = sum(_pairs_on_claim(len(by[True]), len(by[False])) for by in voices.values())
    if agreements > (most := max(MAX_AGREEMENTS, AGREEMENTS_PER_STATEMENT * statements)):
        _add_fault(coding, "times that two actors agree or disagree on a claim", agreements, most)
        return
    most = max(MAX_PAIRS, PAIRS_PER_STATEMENT * statements)
    if agreements > most and (pairs := count_pairs(voices.values())) > most:
        _add_fault(coding, "pairs of actors who agree or disagree on a claim", pairs, most)


def _add_fault(coding: Coding, what: str, count: int, most: int) -> None:
    message = (
        f"There are {count:,} {what}; with this number of statements, at most {most:,} are "
        "allowed. Where many actors say the same, code them as a group, or divide the debate."
    )
    coding.trees["debate"].add_fault(("debate",), message)


def _check_arguments(coding: Coding, most: int) -> None:
    count = sum(
        len(claim.supports) + len(claim.attacks) + len(claim.undercuts)
        for claim in coding.claims.values()
    )
    count += sum(len(one.because) for file in coding.sources.values() for one in file.statements)
    if count > most:
        message = (
            f"There are {count:,} arguments: supports, attacks, undercuts and reasons. With this "
            f"number of statements, at most {most:,} are allowed. Leave out those that follow "
            "from others, or divide the debate."
        )
        coding.trees["debate"].add_fault(("debate",), message)


Voices = Mapping[bool, set[str]]  # those who affirm (True) or deny (False) a claim


def _voices_by_claim(coding: Coding) -> dict[str, Voices]:
    found: defaultdict[str, defaultdict[bool, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in coding.sources.values():
        for one in file.statements:
            if one.stance in _SIDE and one.mode != "hypothetical":
                bodies = (one.on_behalf_of,) if one.on_behalf_of else ()
                voices = (*(one.speaker or file.source.voices), *bodies)
                found[one.claim][_SIDE[one.stance]].update(voices)
    return dict(found)


def _pairs_on_claim(affirming: int, denying: int) -> int:
    return (affirming * (affirming - 1) + denying * (denying - 1)) // 2 + affirming * denying


def count_pairs(claims: Iterable[Voices]) -> int:
    """Return how many pairs of actors take a stance on the same claim.

    Parameters
    ----------
    claims : iterable of mapping of bool to set of str
        For each claim, who affirms it (True) and who denies it (False).

    Examples
    --------
    >>> count_pairs([{True: {"ann", "ben"}, False: {"cat"}}, {True: {"ann", "ben"}}])
    3
    """
    numbers: dict[str, int] = {}
    met: list[int] = []  # for each actor, a bit for each whom they meet on some claim
    for by in claims:
        actors = [numbers.setdefault(one, len(numbers)) for side in by.values() for one in side]
        met += [0] * (len(numbers) - len(met))
        together = 0
        for one in actors:
            together |= 1 << one
        for one in actors:
            met[one] |= together & ~(1 << one)
    return sum(bits.bit_count() for bits in met) // 2
