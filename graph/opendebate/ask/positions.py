"""Positions in time: what an actor says on a claim, in the order in which it was said.

A stance is *opposite* to another where one affirms or concedes what the other denies or doubts.
Dates are intervals: one statement is later than another only where it begins after the other's
end. What has no date is neither earlier nor later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.stances import opposes

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement


@dataclass(frozen=True, slots=True)
class Position:
    """The stances of an actor on a claim, in order.

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
        last = {True: "", False: ""}  # the last day on which the actor begins to agree, or not
        for statement in self.statements:
            agrees = not opposes(statement.stance)
            last[agrees] = max(last[agrees], statement.earliest or "")
        return tuple(
            statement
            for statement in self.statements
            if not statement.latest or statement.latest >= last[opposes(statement.stance)]
        )


def positions(stances: Iterable[tuple[str, Statement]]) -> list[Position]:
    """Return the positions that statements make up.

    Parameters
    ----------
    stances : iterable of (str, Statement)
        Whose stance it is, and the statement in which they take it.

    Returns
    -------
    list of Position
        By actor and claim.
    """
    statements: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for actor, statement in stances:
        statements[actor, statement.claim.iri].append(statement)
    return [
        Position(actor, claim, tuple(sorted(taken_by_actor, key=_when)), _kind(taken_by_actor))
        for (actor, claim), taken_by_actor in sorted(statements.items())
    ]


def _when(statement: Statement) -> tuple[bool, str, str, str]:
    return not statement.earliest, statement.earliest or "", statement.latest or "", statement.id


def _kind(statements: list[Statement]) -> str:
    sides = defaultdict[bool, list["Statement"]](list)
    for statement in statements:
        sides[not opposes(statement.stance)].append(statement)
    pairs = [(agreeing, opposed) for agreeing in sides[True] for opposed in sides[False]]
    if not pairs:
        return "held"
    ordered = all(_before(a, b) or _before(b, a) for a, b in pairs)
    return "changed" if ordered else "contradicted"


def _before(earlier: Statement, later: Statement) -> bool:
    return bool(earlier.latest and later.earliest and earlier.latest < later.earliest)
