"""Proposals of statements, and what makes them: a drafter.

A drafter reads an article and says who says what, and where. It proves nothing and writes
nothing: `opendebate.draft.proof` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text

GROUP = "opendebate.drafters"  # entry points: each leads to a function that returns a Drafter


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim that the debate does not have yet.

    Attributes
    ----------
    text : str
        In the drafter's own words.
    kind, side : str
        As in claims.yaml; empty if the drafter does not know.
    """

    text: str
    kind: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class ProposedReason:
    """A reason that the speaker states for the claim.

    Attributes
    ----------
    claim : str
        The id of the claim that is the reason; empty if it is a new one.
    quotation : str
        The exact words in which it is stated.
    new_claim : NewClaim or None
        The claim that is the reason, where the debate does not have it yet.
    """

    claim: str
    quotation: str
    new_claim: NewClaim | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that a drafter proposes.

    Attributes
    ----------
    quotations : tuple of str
        The exact words of the article, one text for each passage.
    speakers : tuple of str
        Ids of actors, or names; none for the narrator.
    speaker_kind : str
        What a speaker is who is not registered: person, organisation or group.
    claim : str
        The id of a claim; empty if the drafter does not know.
    new_claim : NewClaim or None
    stance, mode : str
        As in a source's file; empty if the drafter does not know.
    reasons : tuple of ProposedReason
    said : str
        The date, in EDTF.
    confidence : float or None
        Between 0 and 1.
    """

    quotations: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    speaker_kind: str = ""
    claim: str = ""
    new_claim: NewClaim | None = None
    stance: str = ""
    mode: str = ""
    reasons: tuple[ProposedReason, ...] = ()
    said: str = ""
    confidence: float | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claim and of its reasons."""
        return tuple(filter(None, (self.claim, *(reason.claim for reason in self.reasons))))


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a drafter has made of an article.

    Attributes
    ----------
    proposals : tuple of Proposal
    drafter : str
        Its name and, of a model, the model's.
    malformed : tuple of str
        What could not be read as a proposal, and why: a sentence each.
    prompt : str
        What the drafter was asked, without the article; empty if it was asked nothing.
    """

    proposals: tuple[Proposal, ...]
    drafter: str
    malformed: tuple[str, ...] = ()
    prompt: str = ""


class Drafter(Protocol):
    """What makes proposals."""

    def draft(self, article: Text, coding: Coding, slug: str) -> Drafted:
        """Return the statements that an article may make."""


def plain_name(name: str) -> str:
    """Return a name without the white space around and within it.

    Examples
    --------
    >>> plain_name(" Ada\\n Brook ")
    'Ada Brook'
    """
    return " ".join(name.split())


def listed(items: Iterable[str]) -> tuple[str, ...]:
    """Return names that are not empty, each once."""
    return tuple(dict.fromkeys(filter(None, map(plain_name, items))))
