"""What the page of an entity says: who takes which stance, why, where, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendebate.ask.compact_jsonld import web_link
from opendebate.site.argument_items import Arguments
from opendebate.site.claim_items import ClaimItems
from opendebate.site.folds import Folds
from opendebate.site.page_content import ContextItem, EntityContent, Section, SourceItem
from opendebate.site.page_summary import SIDES, PageSummaries
from opendebate.site.register_facts import RegisterFacts
from opendebate.site.sides_taken import sides_taken
from opendebate.site.statement_sections import statement_sections

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.site.debate_index import DebateIndex

_CODERS_READING = "The coder drew these connections; no speaker makes them."
_ACTORS = {"Person": "person", "Organization": "organisation", "Group": "group"}


class EntityContents:
    """Makes what the pages of entities say.

    Parameters
    ----------
    index : DebateIndex

    Examples
    --------
    >>> import opendebate
    >>> from opendebate.site.debate_index import DebateIndex
    >>> index = DebateIndex(opendebate.load().engine)
    >>> hall = next(one for one in index.entities["actor"] if one.id == "wendy-hall")
    >>> EntityContents(index).of(hall).summary
    'Person. Affirms 3 claims and denies 1 claim in “Why Meta opened up”.'
    """

    def __init__(self, index: DebateIndex) -> None:
        self.index, self.register = index, RegisterFacts(index)
        self.arguments, self.claims = Arguments(index), ClaimItems(index)
        self.summaries, self.folds = PageSummaries(self.claims), Folds(index)

    def of(self, entity: Entity) -> EntityContent:
        """Return what the page of an entity says."""
        index, iri, kind = self.index, entity.iri, self._kind(entity)
        side = index.code(iri, "od:side") if entity.kind == "claim" else ""
        texts = (*index.texts(iri, "dcterms:description"), *index.texts(iri, "skos:definition"))
        return EntityContent(
            entity=entity,
            key=index.key(entity),
            kind=kind,
            side=side,
            side_in_words=SIDES.get(side, ""),
            description=" ".join(texts),
            summary=self.summaries.of(entity, kind, texts),
            lead=self.summaries.sentence(entity),
            sides=sides_taken(entity, self._statements_by_or_in(entity)),
            link=web_link(index.text(iri, "foaf:page")) or "",
            same_as=tuple(filter(None, map(web_link, index.texts(iri, "skos:exactMatch")))),
            other_names=(*index.texts(iri, "skos:altLabel"), *index.texts(iri, "od:formerName")),
            facts=self.register.of(entity),
            sections=tuple(
                self.folds.of(section, entity.kind) for section in self._sections(entity) if section
            ),
            context=tuple(self._context(entity)),
            sources=self._sources(entity),
        )

    def source_item(self, source: Entity) -> SourceItem:
        """Return a source with its publishers and the address of its article."""
        index = self.index
        publishers = index.texts(source.iri, "dcterms:publisher")
        link = web_link(index.text(source.iri, "foaf:page")) or ""
        return SourceItem(source, tuple(index.entity(iri).name for iri in publishers), link)

    def _kind(self, entity: Entity) -> str:
        """Return what an entity is, in words, from its class or the code of its kind."""
        index = self.index
        for name in ("od:policyKind", "od:eventKind", "od:sourceKind"):
            if code := index.text(entity.iri, name):
                label = index.text(code, "skos:prefLabel").lower()
                return entity.kind if label == "other" else label
        if entity.kind != "actor":
            return entity.kind
        words = (name for k, name in _ACTORS.items() if index.is_a(entity.iri, f"od:{k}"))
        return next(words, "actor")

    def _sections(self, entity: Entity) -> Iterator[Section]:
        yield from statement_sections(self.index, entity)
        if entity.kind == "claim":
            yield from self._argument_sections(entity.iri)
        else:
            yield from self.claims.sections(entity)

    def _argument_sections(self, iri: str) -> Iterator[Section]:
        for heading, stated, items in self.arguments.of(iri):
            if stated:
                yield Section(heading, arguments=items)
            else:
                yield Section(
                    f"{heading}, in the coder's reading", _CODERS_READING, arguments=items
                )

    def _context(self, entity: Entity) -> Iterator[ContextItem]:
        """Yield the facts about an entity, and those that its statements depart from."""
        index = self.index
        departed = [s.iri for s in index.statements_on.get(entity.iri, ())]
        about = (
            other
            for iri in (entity.iri, *departed)
            for other, name in index.incoming.get(iri, ())
            if name.endswith(("#about", "#departsFrom")) and index.is_a(other, "od:ContextFact")
        )
        for fact in dict.fromkeys(about):
            book = index.text(fact, "od:reference")
            year = index.text(book, "od:earliest")[:4]
            title, publisher = (index.text(book, f"dcterms:{n}") for n in ("title", "publisher"))
            reference = ", ".join(filter(None, (title, publisher, year)))
            link = web_link(index.text(book, "foaf:page")) or ""
            yield ContextItem(index.text(fact, "od:text"), reference, link)

    def _sources(self, entity: Entity) -> tuple[SourceItem, ...]:
        """Return the sources that a page draws on."""
        if entity.kind == "source":
            return (self.source_item(entity),)
        sources = {statement.source for statement in self._statements(entity)}
        return tuple(self.source_item(source) for source in sorted(sources))

    def _statements_by_or_in(self, entity: Entity) -> list[Statement]:
        """Return the statements of an actor, or in a source."""
        by_kind = {"actor": self.index.statements_of, "source": self.index.statements_in}
        return by_kind.get(entity.kind, {}).get(entity.iri, [])

    def _statements(self, entity: Entity) -> Iterator[Statement]:
        index = self.index
        for claim in self.claims.about(entity):
            yield from index.statements_on.get(claim, ())
        for statements in (index.statements_on, index.statements_of, index.statements_via):
            yield from statements.get(entity.iri, ())
