"""What one should know before using the numbers of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.printed_commands import printed_command
from opendebate.reliability.alignment import undecided
from opendebate.reliability.numbering import passages_of

if TYPE_CHECKING:
    from opendebate.reliability.compared_source import ComparedSource


def notes(sources: Sequence[ComparedSource]) -> tuple[str, ...]:
    """Return what one should know before using the numbers of a comparison."""
    listed = []
    unknown = sum(not statement.passages for source in sources for coded in source.codings.values()
                  for statement in coded)  # fmt: skip
    if unknown:
        listed.append(f"{counted(unknown, 'statement')} without a known passage cannot be aligned.")
    without_text = [source for source in sources if source.n_words is None]
    hidden = sum(undecided(source.codings) for source in without_text)
    if hidden:
        listed.append(
            f"Of {counted(hidden, 'pair')} of passages in one paragraph only the article "
            "(--text SLUG=FILE) shows whether they share words. Here they count as apart."
        )
    listed += _unsealed(without_text)
    listed += _unnumbered(without_text)
    lost = sum(statement.lost for source in sources for coded in source.codings.values()
               for statement in coded)  # fmt: skip
    if lost:
        listed.append(
            f"{counted(lost, 'passage')} cannot be found in the article, or may stand in several "
            "places there: they are compared by what is stored of them. To see which, run: "
            + printed_command("check", "--text", "SLUG=FILE")
        )
    return tuple(listed)


def _unsealed(sources: Sequence[ComparedSource]) -> list[str]:
    """Return a note on passages whose numbers of words are not known."""
    unsealed = sum(
        passage.words is None
        for source in sources
        for coded in source.codings.values()
        for passage in passages_of(coded)
    )
    if not unsealed:
        return []
    return [
        f"It is not known how many words are in {counted(unsealed, 'passage')} without a seal. "
        "There, only passages with the same beginning and the same end count as shared. Give "
        "the article (--text SLUG=FILE), or run: "
        + printed_command("seal", "SLUG", "--text", "FILE", "--coder", "CODER")
    ]


def _unnumbered(sources: Sequence[ComparedSource]) -> list[str]:
    """Return a note on copies that number paragraphs differently."""
    unknown = sum(
        not passage.paragraph_known
        for source in sources
        for coded in source.codings.values()
        for passage in passages_of(coded)
    )
    if not unknown:
        return []
    coders = ", ".join(dict.fromkeys(name for source in sources for name in source.renumbered))
    copies = ", ".join(dict.fromkeys(source.numbered_by or "" for source in sources
                                     if source.renumbered))  # fmt: skip
    return [
        f"The copies of {coders} number paragraphs otherwise than that of {copies}. Of "
        f"{counted(unknown, 'passage')} the paragraph there is not known, so only equal words "
        "count as shared; with the article (--text SLUG=FILE) words are compared."
    ]
