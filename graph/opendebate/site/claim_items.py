"""Claims on the pages of a site: who takes which stance on them, and which are about an entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from opendebate.site.page_content import ClaimItem, Section
from opendebate.stances import side_taken, stances

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
        side = self.index.code(claim.iri, "od:side")
        return ClaimItem(claim, tuple(self._voices_by_stance(real, side)) or only_imagined)

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
        by_side: dict[str, list[str]] = {side: [] for side in _BY_SIDE}
        for claim in claims:
            by_side[self.index.code(claim, "od:side")].append(claim)
        phrase = "" if entity.kind == "topic" else " about it"
        for side, heading in _BY_SIDE.items():
            alone = side == "neither" and len(by_side[side]) == len(claims)
            words = "Claims{}" if alone else heading
            yield Section(words.format(phrase), claims=self._items(by_side[side]))

    def _items(self, claims: Iterable[str]) -> tuple[ClaimItem, ...]:
        """Return claims as pages list them: those first on which most voices take a stance."""
        items = (self.item(self.index.entity(claim)) for claim in claims)
        return tuple(sorted(items, key=lambda item: -item.number_of_voices))

    def _voices_by_stance(
        self, statements: Sequence[Statement], side: str
    ) -> Iterator[tuple[str, tuple[Entity, ...]]]:
        """Yield who takes each stance now, then who took it before a change of mind or of sides."""
        now: dict[str, dict[Entity, None]] = defaultdict(dict)
        given_up: dict[str, dict[Entity, None]] = defaultdict(dict)
        before: dict[str, dict[Entity, None]] = defaultdict(dict)
        for statement in statements:
            for voice in statement.voices:
                former = self.index.former_sides.get(voice.iri)
                if voice in statement.given_up_by:
                    group = given_up
                else:
                    changed = former and side_taken(statement.stance, side) == former
                    group = before if changed else now
                group[statement.stance][voice] = None
        for words, group in (
            ("", now),
            ("before changing sides ", before),
            ("formerly ", given_up),
        ):
            for name, stance in reversed([*stances().items()]):
                if group[name]:
                    yield f"{words}{stance.inverse}", tuple(group[name])
