"""What one should know before using the numbers of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.reliability.alignment import undecided
from opendebate.reliability.numbering import passages_of

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
            f"{counted(hidden, 'pair')} of passages may be in one paragraph and share neither "
            "their first nor their last words. Here they count as apart; with the article "
            "(--text SLUG=FILE) their words are compared."
        )
    listed += _unnumbered([source for source in sources if source.n_words is None])
    lost = sum(each.positions is not None and bool(each.passages) and not each.positions
               for source in sources for coded in source.codings.values()
               for each in coded)  # fmt: skip
    if lost:
        listed.append(
            f"The passages of {counted(lost, 'statement')} are not in the article. "
            "Run: opendebate check --text SLUG=FILE"
        )
    return tuple(listed)


def _unnumbered(sources: Sequence[ComparedSource]) -> list[str]:
    """Return a note on copies whose paragraphs are not those of the first coder's copy."""
    unknown = sum(
        not each.paragraph_known
        for source in sources
        for coded in source.codings.values()
        for each in passages_of(coded)
    )
    if not unknown:
        return []
    coders = ", ".join(dict.fromkeys(name for source in sources for name in source.renumbered))
    return [
        f"The copies of {coders} number paragraphs otherwise than the first coder's. Of "
        f"{counted(unknown, 'passage')} the paragraph there is not known, so only equal words "
        "count as shared; with the article (--text SLUG=FILE) words are compared."
    ]
