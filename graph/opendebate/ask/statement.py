"""A statement, and the passage where it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opendebate.ask.entities import Entity

# The fields of a statement in JSON and CSV, in this order.
FIELDS = (
    "id", "source", "speakers", "as", "on_behalf_of", "via", "mode", "claim", "claim_text",
    "stance", "side", "because", "earliest", "latest", "paragraph", "from", "to", "words",
    "sha256", "passages", "iri",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a source on which a statement rests.

    Attributes
    ----------
    paragraph : int or None
        Counted from 1 over the source's body, headings left out.
    first, last : str
        At most three words of each end.
    words : int or None
        How many the whole passage has.
    sha256 : str or None
        Digest of its words, folded as :func:`opendebate.coding.tokenizer.digest` does.
    link : str or None
        The source's address with a text fragment, where it has one.
    """

    paragraph: int | None
    first: str
    last: str
    words: int | None
    sha256: str | None
    link: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as in the coding files, with its link."""
        return {
            "paragraph": self.paragraph,
            "from": self.first,
            "to": self.last,
            "words": self.words,
            "sha256": self.sha256,
            "link": self.link,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One stance on one claim, by one speaker or several, in a source.

    Attributes
    ----------
    id, iri : str
    source, claim : Entity
    speakers, via : tuple of Entity
        `via` from the speaker outwards to the source.
    affiliation : Entity or None
        The body that the speaker is introduced with; it takes no stance by that.
    capacity : str or None
        The role in words: “the father of two”.
    on_behalf_of : Entity or None
        The body that speaks through the speaker, and so takes the stance too.
    mode, stance, side : str
        Codes as in the coding files.
    narrated : bool
        Whether the source's own narrator speaks, where it has one.
    given_up_by : tuple of Entity
        Those of the voices that take the opposite stance later.
    because : tuple of Entity
        Claims given as reason.
    earliest, latest : str or None
        ISO dates between which it was said.
    passages : tuple of Passage
        Empty where nobody knows the passage.
    """

    id: str
    iri: str
    source: Entity
    claim: Entity
    side: str
    speakers: tuple[Entity, ...]
    affiliation: Entity | None
    capacity: str | None
    on_behalf_of: Entity | None
    via: tuple[Entity, ...]
    mode: str
    stance: str
    narrated: bool
    given_up_by: tuple[Entity, ...]
    because: tuple[Entity, ...]
    earliest: str | None
    latest: str | None
    passages: tuple[Passage, ...]

    @property
    def voices(self) -> tuple[Entity, ...]:
        """Whose stance it is: the speakers, and the body that speaks through them."""
        return (*self.speakers, *((self.on_behalf_of,) if self.on_behalf_of else ()))

    @property
    def given_up(self) -> bool:
        """Whether all whose stance it is take the opposite one later."""
        return bool(self.given_up_by) and set(self.voices) <= set(self.given_up_by)

    def to_dict(self) -> dict[str, Any]:
        """Return the statement flat, with ids, under the names of the coding files."""
        at = self.passages[0].to_dict() if self.passages else {}
        return {
            "id": self.id.rpartition("/")[2],
            "source": self.source.id,
            "speakers": [speaker.id for speaker in self.speakers],
            "as": self.affiliation.id if self.affiliation else self.capacity,
            "on_behalf_of": self.on_behalf_of.id if self.on_behalf_of else None,
            "via": [carrier.id for carrier in self.via],
            "mode": self.mode,
            "claim": self.claim.id,
            "claim_text": self.claim.name,
            "stance": self.stance,
            "side": self.side,
            "because": [claim.id for claim in self.because],
            "earliest": self.earliest,
            "latest": self.latest,
            **{key: at.get(key) for key in ("paragraph", "from", "to", "words", "sha256")},
            "passages": [passage.to_dict() for passage in self.passages],
            "iri": self.iri,
        }
