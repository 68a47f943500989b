"""The claims with which an actor, or a source, takes sides: first those made most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from opendebate.site.page_content import SideTaken
from opendebate.stances import side_taken

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement

MOST_CLAIMS = 5  # of each side
_FEW_CLAIMS = 8  # claims; of fewer, the list of statements is short enough
_HEADINGS = {"for": "For", "against": "Against"}


def sides_taken(entity: Entity, statements: Iterable[Statement]) -> tuple[SideTaken, ...]:
    """Return the claims of each side that an actor, or a source, makes most often.

    Parameters
    ----------
    entity : Entity
    statements : iterable of Statement
        Those of the actor, or in the source. A stance that the actor gave up is left out, and
        so is what imagined speakers say.
    """
    real = [s for s in statements if s.mode != "hypothetical" and entity not in s.given_up_by]
    if len({statement.claim for statement in real}) <= _FEW_CLAIMS:
        return ()
    return tuple(_sides(real))


def _sides(statements: list[Statement]) -> Iterator[SideTaken]:
    for side, heading in _HEADINGS.items():
        numbers = Counter(s.claim for s in statements if side_taken(s.stance, s.side) == side)
        denied = {s.claim for s in statements if s.side != side}
        claims = tuple((claim, claim in denied) for claim, _ in numbers.most_common(MOST_CLAIMS))
        if claims:
            yield SideTaken(side, heading, claims, len(numbers) > len(claims))
