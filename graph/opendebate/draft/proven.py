"""Proposals after their proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from opendebate.coding.passages import ANCHOR, Span, StoredPassage
from opendebate.coding.yaml_reader import visible
from opendebate.draft.proposals import Proposal

_MOST = 80  # characters of an end
State = Literal["proven", "mended", "refused"]


@dataclass(frozen=True, slots=True)
class Proven:
    """A proposal after the proof.

    Attributes
    ----------
    proposal : Proposal
        As it was mended: speakers and claims are ids.
    state : str
        ``"proven"``, ``"mended"`` or ``"refused"``.
    notes : tuple of str
        What was mended, or why it was refused: a sentence each.
    spans : tuple of Span
        Its words in the article; none if they were not found.
    passages : tuple of StoredPassage
        What is stored of them. Of words that were not found, only their ends.
    similar : tuple of str
        Claims most like its words, best first.
    """

    proposal: Proposal
    state: State
    notes: tuple[str, ...]
    spans: tuple[Span, ...]
    passages: tuple[StoredPassage, ...]
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The result for all proposals of a draft.

    Attributes
    ----------
    items : tuple of Proven
    actors, claims : dict of str to dict
        Id → record of who and what is new.
    coded : int
        How many proposals were left out, since their words are coded already.
    """

    items: tuple[Proven, ...]
    actors: dict[str, dict[str, str]]
    claims: dict[str, dict[str, str]]
    coded: int = 0

    def count(self, state: State) -> int:
        """Return how many proposals have a state."""
        return sum(item.state == state for item in self.items)


def ends_of(quotation: str) -> StoredPassage:
    """Return the ends of words that may be nobody's, so that no more of them is stored."""
    words = " ".join(quotation.split()).split(" ")
    return StoredPassage(" ".join(words[:ANCHOR])[:_MOST], " ".join(words[-ANCHOR:])[-_MOST:])


def shown(quotation: str) -> str:
    """Return the ends of words for a message."""
    ends = ends_of(quotation)
    words = quotation.split()
    if len(words) < 2 * ANCHOR:  # its ends would be all of it, some words twice
        return visible(f"“{' '.join(words)[: 2 * _MOST]}”")
    return visible(f"“{ends.first} … {ends.last}”")
