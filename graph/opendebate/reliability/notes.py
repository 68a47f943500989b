"""What one should know before using the numbers of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.reliability.alignment import undecided

if TYPE_CHECKING:
    from opendebate.reliability.compared_source import ComparedSource


def notes(sources: Sequence[ComparedSource]) -> tuple[str, ...]:
    """Return what one should know before using the numbers of a comparison."""
    listed = []
    unknown = sum(not each.passages for source in sources for coded in source.codings.values()
                  for each in coded)  # fmt: skip
    if unknown:
        listed.append(f"{counted(unknown, 'statement')} without a known passage cannot be aligned.")
    hidden = sum(undecided(source.codings) for source in sources)
    if hidden:
        listed.append(
            f"{counted(hidden, 'pair')} of passages stand in one paragraph and share neither their "
            "first nor their last words. Here they count as apart; with the article "
            "(--text SLUG=FILE) their words are compared."
        )
    lost = sum(each.positions is not None and bool(each.passages) and not each.positions
               for source in sources for coded in source.codings.values()
               for each in coded)  # fmt: skip
    if lost:
        listed.append(
            f"The passages of {counted(lost, 'statement')} are not in the article. "
            "Run: opendebate check --text SLUG=FILE"
        )
    return tuple(listed)
