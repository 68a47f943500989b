"""One or two sentences on an entity, for search engines, previews, lists and the feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from opendebate.ask.render_trace import format_dates, format_names, in_sentence
from opendebate.counting import counted
from opendebate.site.claim_items import ClaimItems
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.site.page_content import PageContent

SIDES = {
    "for": "for: it speaks for a yes",
    "against": "against: it speaks for a no",
    "both": "both: it speaks for a yes and for a no",
    "neither": "neither for nor against",
}
_ON_SIDE = {"for": "for", "against": "against", "both": "for both sides", "neither": "for neither"}
_ONLY_HYPOTHETICAL = "Speaks only hypothetically: nobody is known to have said this."
_MOST_NAMES = 3


def described_by_name(content: PageContent) -> str:
    """Return name and summary of a page: claims that the same voices affirm share a summary."""
    name = content.entity.name
    stop = "" if name.endswith((".", "?", "!", "…")) else "."
    return f"{name}{stop} {content.summary}".strip()


class PageSummaries:
    """Summarises entities.

    Parameters
    ----------
    claims : ClaimItems
    """

    def __init__(self, claims: ClaimItems) -> None:
        self.claims, self.index = claims, claims.index

    def of(self, entity: Entity, kind: str, texts: Sequence[str]) -> str:
        """Return the summary of an entity.

        Parameters
        ----------
        entity : Entity
        kind : str
            What it is, in words.
        texts : sequence of str
            What the register says of it in sentences.
        """
        if entity.kind == "claim":
            return self._claim(entity)
        date = self._date(entity) if entity.kind == "source" else ""
        what = f"{kind.capitalize()}{date and f', {date}'}."
        return " ".join(filter(None, (what, self.sentence(entity), *texts)))

    def sentence(self, entity: Entity) -> str:
        """Return what a page shows of an entity, in a sentence; empty of a claim."""
        if entity.kind == "claim":
            return ""
        sentences = {"source": self._source, "topic": self._topic}.get(entity.kind, self._other)
        return sentences(entity)

    def _date(self, source: Entity) -> str:
        """Return when a source was published, as far as it is known."""
        days = (self.index.text(source.iri, name) or None for name in ("od:earliest", "od:latest"))
        return format_dates(*days)

    def _claim(self, claim: Entity) -> str:
        item = self.claims.item(claim)
        who = "; ".join(f"{words} {_some_names(v)}".strip() for words, v in item.stances)
        side = SIDES.get(self.index.code(claim.iri, "od:side"), "")
        return f"Claim, {side}. {who[:1].upper()}{who[1:] or 'No speaker takes a stance on it'}."

    def _source(self, source: Entity) -> str:
        statements = self.index.statements_in.get(source.iri, [])
        if not statements:
            return "No statement is coded from it."
        voices = self.index.voices.counted(statements)
        claims = {statement.claim.iri for statement in statements}
        return f"{counted(len(statements), 'statement')} by {voices} on {self._by_side(claims)}."

    def _topic(self, topic: Entity) -> str:
        claims = self.claims.about(topic)
        if not claims:
            return "No claim is filed under it."
        return f"{self._by_side(claims)}."

    def _by_side(self, claims: Collection[str]) -> str:
        """Return how many claims there are, and how many of each side."""
        sides = Counter(self.index.code(claim, "od:side") for claim in claims)
        listed = [f"{sides[side]} {words}" for side, words in _ON_SIDE.items() if sides[side]]
        return f"{counted(len(claims), 'claim')}: {format_names(listed)}"

    def _other(self, entity: Entity) -> str:
        statements = self.index.statements_of.get(entity.iri, [])
        return _stances(entity, statements) if statements else self._mentions(entity)

    def _mentions(self, entity: Entity) -> str:
        """Return in how many claims an entity is mentioned, and who affirms them."""
        claims = self.claims.about(entity)
        if not claims:
            carried = len(self.index.statements_via.get(entity.iri, ()))
            if carried:
                come = "comes" if carried == 1 else "come"
                return f"{counted(carried, 'statement')} {come} through it."
            return "Mentioned in no claim."
        makers = [group for group in map(self._makers, claims) if group]
        voices = list(dict.fromkeys(voice for group in makers for voice in group))
        mentioned = f"Mentioned in {counted(len(claims), 'claim')}"
        if not voices:
            return f"{mentioned}."
        if len(makers) < len(claims):
            return f"{mentioned}; {len(makers)} of them by {_some_names(voices)}."
        share = {1: "", 2: ", both"}.get(len(claims), ", all") if len(voices) == 1 else ""
        return f"{mentioned}{share} by {_some_names(voices)}."

    def _makers(self, claim: str) -> tuple[Entity, ...]:
        """Return the voices that affirm a claim, and have not given it up."""
        return tuple(
            voice
            for statement in self.index.statements_on.get(claim, ())
            if statement.mode != "hypothetical" and stances()[statement.stance].agrees
            for voice in statement.voices
            if voice not in statement.given_up_by
        )


def _stances(actor: Entity, statements: Sequence[Statement]) -> str:
    """Return on how many claims an actor takes which stance, as it does last, and where."""
    real = [statement for statement in statements if statement.mode != "hypothetical"]
    if not real:
        return _ONLY_HYPOTHETICAL
    counts = []
    for name in reversed([*stances()]):
        claims = {s.claim.iri for s in real if s.stance == name and actor not in s.given_up_by}
        if claims:
            counts.append(f"{name} {counted(len(claims), 'claim')}")
    sources = sorted({statement.source for statement in real})
    where = f"“{sources[0].name}”" if len(sources) == 1 else counted(len(sources), "source")
    changed = len({statement.claim.iri for statement in real if actor in statement.given_up_by})
    change = f" Changed position on {counted(changed, 'claim')}." if changed else ""
    listed = format_names(counts)
    return f"{listed[:1].upper()}{listed[1:]} in {where}.{change}"


def _some_names(voices: Sequence[Entity]) -> str:
    if not voices:
        return ""
    names = [in_sentence(voice.name) for voice in voices[:_MOST_NAMES]]
    if len(voices) > _MOST_NAMES:
        names.append(counted(len(voices) - _MOST_NAMES, "other"))
    return format_names(names)
