"""Positions in time: what somebody says on a claim, in the order in which it was said.

A stance is *opposite* to another where one affirms or concedes what the other denies or doubts.
Dates are intervals: one statement is later than another only where it begins after the other's
end. What has no date is neither earlier nor later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement

AGREEING = frozenset({"affirms", "concedes"})


@dataclass(frozen=True, slots=True)
class Position:
    """The stances of somebody on a claim, in order.

    Attributes
    ----------
    actor, claim : str
        IRIs.
    statements : tuple of Statement
        The earliest first; those without a date last.
    kind : str
        ``"held"``, ``"changed"`` (the opposite is said later) or ``"contradicted"`` (the opposite
        is said at the same time, or nobody knows which is later).
    """

    actor: str
    claim: str
    statements: tuple[Statement, ...]
    kind: str

    @property
    def latest(self) -> tuple[Statement, ...]:
        """The statements that no later, opposite statement replaces."""
        last = {True: "", False: ""}  # the last day on which somebody begins to agree, or not
        for one in self.statements:
            agrees = one.stance in AGREEING
            last[agrees] = max(last[agrees], one.earliest or "")
        return tuple(
            one
            for one in self.statements
            if not one.latest or one.latest >= last[one.stance not in AGREEING]
        )


def positions(said: Iterable[tuple[str, Statement]]) -> list[Position]:
    """Return the positions that statements make up.

    Parameters
    ----------
    said : iterable of (str, Statement)
        Whose stance it is, and the statement in which they take it.

    Returns
    -------
    list of Position
        By actor and claim.
    """
    found: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for actor, one in said:
        found[actor, one.claim.iri].append(one)
    return [
        Position(actor, claim, tuple(sorted(there, key=_when)), _kind(there))
        for (actor, claim), there in sorted(found.items())
    ]


def _when(one: Statement) -> tuple[bool, str, str, str]:
    return not one.earliest, one.earliest or "", one.latest or "", one.id


def _kind(said: list[Statement]) -> str:
    sides = defaultdict[bool, list["Statement"]](list)
    for one in said:
        sides[one.stance in AGREEING].append(one)
    pairs = [(one, other) for one in sides[True] for other in sides[False]]
    if not pairs:
        return "held"
    apart = all(_before(one, other) or _before(other, one) for one, other in pairs)
    return "changed" if apart else "contradicted"


def _before(one: Statement, other: Statement) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)
