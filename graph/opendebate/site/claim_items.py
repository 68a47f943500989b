"""Claims on the pages of a site: who takes which stance on them, and which are about an entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from opendebate.site.page_content import ClaimItem, Section
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.site.debate_index import DebateIndex

_ONLY_IMAGINED = "only imagined by the source"
_BY_SIDE = {
    "for": "Claims{} that speak for a yes",
    "against": "Claims{} that speak for a no",
    "both": "Claims{} that speak for both sides",
    "neither": "Other claims{}",
}
_ABOUT = tuple(f"#{name}" for name in ("about", "benefits", "motiveOf", "causeOf"))


class ClaimItems:
    """The claims of a debate as pages list them.

    Parameters
    ----------
    index : DebateIndex
    """

    def __init__(self, index: DebateIndex) -> None:
        self.index = index

    def item(self, claim: Entity) -> ClaimItem:
        """Return a claim with who takes which stance on it; imagined speakers take none."""
        statements = self.index.statements_on.get(claim.iri, [])
        real = [statement for statement in statements if statement.mode != "hypothetical"]
        only_imagined = ((_ONLY_IMAGINED, ()),) if statements and not real else ()
        return ClaimItem(claim, tuple(_voices_by_stance(real)) or only_imagined)

    def about(self, entity: Entity) -> list[str]:
        """Return the IRIs of the claims about an entity or under a topic."""
        if entity.kind in {"claim", "source"}:
            return []
        if entity.kind == "topic":
            return self.index.claims_under.get(entity.iri, [])
        claims = (
            other
            for other, name in self.index.incoming.get(entity.iri, ())
            if name.endswith(_ABOUT) and self.index.is_a(other, "od:Claim")
        )
        return list(dict.fromkeys(claims))

    def sections(self, entity: Entity) -> Iterator[Section]:
        """Yield the claims about an entity or under a topic; but for actors, by side."""
        claims = self.about(entity)
        if entity.kind == "actor":
            yield Section(f"Claims about {entity.name}", claims=self._items(claims))
            return
        for side, heading in _BY_SIDE.items():
            on_side = (claim for claim in claims if self.index.code(claim, "od:side") == side)
            about = "" if entity.kind == "topic" else " about it"
            yield Section(heading.format(about), claims=self._items(on_side))

    def _items(self, claims: Iterable[str]) -> tuple[ClaimItem, ...]:
        return tuple(self.item(self.index.entity(claim)) for claim in claims)


def _voices_by_stance(
    statements: Sequence[Statement],
) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    for name, stance in reversed([*stances().items()]):
        voices = dict.fromkeys(
            voice
            for statement in statements
            if statement.stance == name
            for voice in statement.voices
            if voice not in statement.given_up_by
        )
        if voices:
            yield stance.inverse, tuple(voices)
