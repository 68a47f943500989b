"""Bounds on what grows with the square of what is written: agreements and arguments.

A small study may have as many as the bounds say; a larger one gets more for each statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from opendebate.coding.folder import Coding
from opendebate.stances import opposes

MAX_PAIRS, PAIRS_PER_STATEMENT = 70_000, 25  # pairs of actors with stances on one claim
MAX_AGREEMENTS, AGREEMENTS_PER_STATEMENT = 1_000_000, 250  # the same, counted for each claim
MAX_ARGUMENTS, ARGUMENTS_PER_STATEMENT = 20_000, 10


@dataclass(frozen=True, slots=True)
class Excess:
    """Something of which there is more than a debate may have.

    Attributes
    ----------
    what : str
    count, most : int
        How many there are, and how many there may be.
    advice : str
    """

    what: str
    count: int
    most: int
    advice: str

    def __str__(self) -> str:
        """Say it in a message."""
        return (
            f"There are {self.count:,} {self.what}; with this number of statements, at most "
            f"{self.most:,} are allowed. {self.advice}, or divide the debate."
        )


def check_sizes(coding: Coding) -> None:
    """Check that a debate has no more agreements and arguments than can be built."""
    statements = sum(len(file.statements) for file in coding.sources.values())
    voices = _voices_by_claim(coding)
    excesses = (
        excess_arguments(_count_arguments(coding), statements),
        excess_agreements(list(voices.values()), statements),
    )
    for excess in filter(None, excesses):
        coding.trees["debate"].add_fault(("debate",), str(excess))


def excess_arguments(count: int, statements: int) -> Excess | None:
    """Return by how much there are too many arguments for a number of statements, if so."""
    limit = max(MAX_ARGUMENTS, ARGUMENTS_PER_STATEMENT * statements)
    if count <= limit:
        return None
    what = "arguments (supports, attacks, undercuts and reasons)"
    return Excess(what, count, limit, "Leave out those that follow from others")


def excess_agreements(claims: Collection[Voices], statements: int) -> Excess | None:
    """Return by how much there are too many agreements for a number of statements, if so."""
    advice = "Where many actors say the same, code them as a group"
    agreements = _count_agreements((len(by[True]), len(by[False])) for by in claims)
    limit = max(MAX_AGREEMENTS, AGREEMENTS_PER_STATEMENT * statements)
    if agreements > limit:
        what = "times that two actors take a stance on the same claim"
        return Excess(what, agreements, limit, advice)
    limit = max(MAX_PAIRS, PAIRS_PER_STATEMENT * statements)
    if agreements > limit and (pairs := count_pairs(claims)) > limit:
        what = "pairs of actors who take a stance on the same claim"
        return Excess(what, pairs, limit, advice)
    return None


def are_few(agreements: int, statements: int) -> bool:
    """Tell whether there are so few agreements that the pairs of actors need not be counted."""
    return agreements <= min(
        max(MAX_PAIRS, PAIRS_PER_STATEMENT * statements),
        max(MAX_AGREEMENTS, AGREEMENTS_PER_STATEMENT * statements),
    )


def _count_arguments(coding: Coding) -> int:
    count = sum(
        len(claim.supports) + len(claim.attacks) + len(claim.undercuts)
        for claim in coding.claims.values()
    )
    sources = coding.sources.values()
    return count + sum(len(statement.because) for file in sources for statement in file.statements)


Voices = Mapping[bool, set[str]]  # those who affirm a claim (True), or deny or doubt it (False)


def _voices_by_claim(coding: Coding) -> dict[str, Voices]:
    voices_by_claim: defaultdict[str, defaultdict[bool, set[str]]] = defaultdict(
        lambda: defaultdict(set)
    )
    imagined = {name for name, actor in coding.actors.items() if actor.hypothetical}
    for file in coding.sources.values():
        for statement in file.statements:
            if statement.mode != "hypothetical":
                bodies = (statement.on_behalf_of,) if statement.on_behalf_of else ()
                voices = {*(statement.speaker or file.source.voices), *bodies} - imagined
                voices_by_claim[statement.claim][not opposes(statement.stance)].update(voices)
    return dict(voices_by_claim)


def _count_agreements(claims: Iterable[tuple[int, int]]) -> int:
    return sum(
        (affirming * (affirming - 1) + denying * (denying - 1)) // 2 + affirming * denying
        for affirming, denying in claims
    )


def count_pairs(claims: Iterable[Voices]) -> int:
    """Return how many pairs of actors take a stance on the same claim.

    Parameters
    ----------
    claims : iterable of mapping of bool to set of str
        For each claim, who affirms it (True), and who denies or doubts it (False).

    Examples
    --------
    >>> count_pairs([{True: {"ann", "ben"}, False: {"cat"}}, {True: {"ann", "ben"}}])
    3
    """
    numbers: dict[str, int] = {}
    met: list[int] = []  # for each actor, a bit for each whom they meet on some claim
    for by in claims:
        actors = [numbers.setdefault(actor, len(numbers)) for side in by.values() for actor in side]
        met += [0] * (len(numbers) - len(met))
        together = 0
        for number in actors:
            together |= 1 << number
        for number in actors:
            met[number] |= together & ~(1 << number)
    return sum(met_bits.bit_count() for met_bits in met) // 2
