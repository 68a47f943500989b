"""What the page of an entity says: who takes which stance, why, where, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.ask.compact_jsonld import web_link
from opendebate.ask.statements import source_order, time_order
from opendebate.counting import counted
from opendebate.site.argument_items import ArgumentItem, Arguments
from opendebate.site.register_facts import Facts, RegisterFacts
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.site.debate_index import DebateIndex

_ONLY_IMAGINED = "only imagined by the source"
_SIDES = {
    "for": "for: it speaks for a yes",
    "against": "against: it speaks for a no",
    "both": "both: it speaks for a yes and for a no",
    "neither": "neither for nor against",
}
_FOR_CLAIMS = {"for": "Claims for", "against": "Claims against",
               "both": "Claims that speak for both sides", "neither": "Other claims"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim on a list, with who takes which stance on it.

    Attributes
    ----------
    claim : Entity
    stances : tuple of (str, tuple of Entity)
        Words such as ``"affirmed by"``, and the voices.
    """

    claim: Entity
    stances: tuple[tuple[str, tuple[Entity, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading.

    Attributes
    ----------
    heading, note : str
    statements, arguments, claims : tuple
        What it lists; two of the three are empty.
    """

    heading: str
    note: str = ""
    statements: tuple[Statement, ...] = ()
    arguments: tuple[ArgumentItem, ...] = ()
    claims: tuple[ClaimItem, ...] = ()

    def __bool__(self) -> bool:
        """Return whether it lists anything."""
        return bool(self.statements or self.arguments or self.claims)


@dataclass(frozen=True, slots=True)
class ContextFact:
    """A fact from outside the sources, with its reference and the reference's address."""

    text: str
    reference: str
    link: str


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source that a page draws on, with the address of the article where it is known."""

    source: Entity
    publishers: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class EntityContent:
    """What the page of an entity says.

    Attributes
    ----------
    entity : Entity
    key : str
        Its path below the debate's address.
    kind : str
        What it is, in words: ``"person"``.
    side : str
        Of a claim, its side; otherwise empty.
    side_in_words, description, summary : str
        The last for search engines and previews.
    link : str
        An address outside the debate that is about it.
    other_names : tuple of str
    facts : dict
    sections : tuple of Section
    context : tuple of ContextFact
    sources : tuple of SourceItem
    """

    entity: Entity
    key: str
    kind: str
    side: str
    side_in_words: str
    description: str
    summary: str
    link: str
    other_names: tuple[str, ...]
    facts: Facts
    sections: tuple[Section, ...]
    context: tuple[ContextFact, ...]
    sources: tuple[SourceItem, ...]


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
    'Person. 3 claims affirmed and 1 claim denied in “Why Meta opened up”.'
    """

    def __init__(self, index: DebateIndex) -> None:
        self.index, self.register = index, RegisterFacts(index)
        self.arguments = Arguments(index)

    def of(self, entity: Entity) -> EntityContent:
        """Return what the page of an entity says."""
        index, iri = self.index, entity.iri
        sections = tuple(section for section in self._sections(entity) if section)
        sources = self._sources(entity)
        side = index.code(iri, "od:side") if entity.kind == "claim" else ""
        texts = (*index.texts(iri, "dcterms:description"), *index.texts(iri, "skos:definition"))
        return EntityContent(
            entity,
            index.key(entity),
            self._kind(entity),
            side,
            _SIDES.get(side, ""),
            " ".join(texts),
            self._summary(entity, texts),
            web_link(index.text(iri, "foaf:page")) or "",
            tuple(self._other_names(iri)),
            self.register.of(entity),
            sections,
            tuple(self._context(entity)),
            sources,
        )

    def claim_item(self, claim: Entity) -> ClaimItem:
        """Return a claim with who takes which stance on it; imagined speakers take none."""
        statements = self.index.statements_on.get(claim.iri, [])
        real = [statement for statement in statements if statement.mode != "hypothetical"]
        only_imagined = ((_ONLY_IMAGINED, ()),) if statements and not real else ()
        return ClaimItem(claim, tuple(_voices_by_stance(real)) or only_imagined)

    def _kind(self, entity: Entity) -> str:
        """Return what an entity is, in words, from its class or the code of its kind."""
        index = self.index
        for name in ("od:policyKind", "od:eventKind", "od:sourceKind"):
            if code := index.text(entity.iri, name):
                return index.text(code, "skos:prefLabel").lower()
        if entity.kind != "actor":
            return entity.kind
        kinds = ("Person", "Organization", "Group")
        return next((k.lower() for k in kinds if index.is_a(entity.iri, f"od:{k}")), "actor")

    def _other_names(self, iri: str) -> Iterator[str]:
        yield from self.index.texts(iri, "skos:altLabel")
        yield from self.index.texts(iri, "od:formerName")

    def _sections(self, entity: Entity) -> Iterator[Section]:
        index, iri = self.index, entity.iri
        if entity.kind == "claim":
            yield from _by_stance(index.statements_on.get(iri, ()))
            yield from self._argument_sections(iri)
        elif entity.kind == "actor":
            yield from _by_stance(index.statements_of.get(iri, ()), f" {entity.name}")
            yield Section(
                f"Passed on by {entity.name} for others",
                statements=tuple(index.statements_via.get(iri, ())),
            )
        elif entity.kind == "source":
            inside = sorted(index.statements_in.get(iri, ()), key=source_order)
            yield Section("Statements, in the order of the text", statements=tuple(inside))
        elif entity.kind == "policy":
            yield Section(
                f"Passed on by {entity.name}", statements=tuple(index.statements_via.get(iri, ()))
            )
        yield from self._claims_about(entity)

    def _argument_sections(self, iri: str) -> Iterator[Section]:
        note = "The coder drew these connections; no speaker makes them."
        for heading, stated, items in self.arguments.of(iri):
            end = "" if stated else ", in the coder's reading"
            yield Section(heading + end, "" if stated else note, arguments=items)

    def _claims_about(self, entity: Entity) -> Iterator[Section]:
        """Yield the claims about an entity or under a topic, by side."""
        if entity.kind in {"claim", "source"}:
            return
        claims = self._claims_of(entity)
        if entity.kind == "actor":
            yield Section(f"Claims about {entity.name}", claims=self._claim_items(claims))
            return
        for side, heading in _FOR_CLAIMS.items():
            on_side = (claim for claim in claims if self.index.code(claim, "od:side") == side)
            yield Section(heading, claims=self._claim_items(on_side))

    def _claims_of(self, entity: Entity) -> list[str]:
        if entity.kind == "topic":
            return self.index.claims_under.get(entity.iri, [])
        about = ("about", "benefits", "motiveOf", "causeOf")
        ends = tuple(f"#{name}" for name in about)
        claims = (
            other
            for other, name in self.index.incoming.get(entity.iri, ())
            if name.endswith(ends) and self.index.is_a(other, "od:Claim")
        )
        return list(dict.fromkeys(claims))

    def _claim_items(self, claims: Iterable[str]) -> tuple[ClaimItem, ...]:
        return tuple(self.claim_item(self.index.entity(claim)) for claim in claims)

    def _context(self, entity: Entity) -> Iterator[ContextFact]:
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
            yield ContextFact(index.text(fact, "od:text"), reference, link)

    def _sources(self, entity: Entity) -> tuple[SourceItem, ...]:
        """Return the sources that a page draws on."""
        if entity.kind == "source":
            return (self.source_item(entity),)
        sources = {statement.source for statement in self._statements(entity)}
        return tuple(self.source_item(source) for source in sorted(sources))

    def source_item(self, source: Entity) -> SourceItem:
        """Return a source with its publishers and the address of its article."""
        index = self.index
        publishers = index.texts(source.iri, "dcterms:publisher")
        link = web_link(index.text(source.iri, "foaf:page")) or ""
        return SourceItem(source, tuple(index.entity(iri).name for iri in publishers), link)

    def _statements(self, entity: Entity) -> list[Statement]:
        index = self.index
        of_claims = (
            statement
            for claim in ([] if entity.kind in {"claim", "source"} else self._claims_of(entity))
            for statement in index.statements_on.get(claim, ())
        )
        groups = (index.statements_on, index.statements_of, index.statements_via)
        return [*of_claims, *(s for group in groups for s in group.get(entity.iri, ()))]

    def _summary(self, entity: Entity, texts: Sequence[str]) -> str:
        """Return one or two sentences for search engines and previews."""
        index, kind = self.index, self._kind(entity).capitalize()
        if entity.kind == "claim":
            item = self.claim_item(entity)
            who = "; ".join(f"{words} {_some_names(v)}".strip() for words, v in item.stances)
            side = _SIDES.get(index.code(entity.iri, "od:side"), "")
            return (
                f"Claim, {side}. {who[:1].upper()}{who[1:] or 'No speaker takes a stance on it'}."
            )
        statements = index.statements_of.get(entity.iri, [])
        if entity.kind == "source":
            statements = index.statements_in.get(entity.iri, [])
            return f"{kind}. {counted(len(statements), 'statement')} by {_voices(statements)}."
        spoken = _counts(statements)
        about = len(self._claims_of(entity))
        words = spoken or (f"Mentioned in {counted(about, 'claim')}." if about else "")
        return " ".join(filter(None, (f"{kind}.", words, *texts)))


def _by_stance(statements: Iterable[Statement], who: str = "") -> Iterator[Section]:
    """Yield statements by stance; those of imagined speakers apart, since nobody takes them."""
    ordered = sorted(statements, key=time_order)
    imagined = [statement for statement in ordered if statement.mode == "hypothetical"]
    for name, stance in reversed([*stances().items()]):
        chosen = (one for one in ordered if one.stance == name and one not in imagined)
        yield Section(f"{stance.inverse.capitalize()}{who}", statements=tuple(chosen))
    note = "The source imagines these words; nobody is known to say them."
    yield Section("Imagined by the source", note, statements=tuple(imagined))


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


def _counts(statements: Sequence[Statement]) -> str:
    """Return how many claims somebody takes which stance on, and where."""
    real = [statement for statement in statements if statement.mode != "hypothetical"]
    counts = []
    for name, stance in reversed([*stances().items()]):
        claims = {statement.claim.iri for statement in real if statement.stance == name}
        if claims:
            counts.append(f"{counted(len(claims), 'claim')} {stance.inverse.removesuffix(' by')}")
    if not counts:
        return ""
    sources = sorted({statement.source for statement in real})
    where = f"“{sources[0].name}”" if len(sources) == 1 else counted(len(sources), "source")
    listed = " and ".join(filter(None, (", ".join(counts[:-1]), counts[-1])))
    return f"{listed} in {where}."


def _some_names(voices: Sequence[Entity], most: int = 3) -> str:
    if not voices:
        return ""
    names = [voice.name for voice in voices[:most]]
    if len(voices) > most:
        names.append(counted(len(voices) - most, "other"))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _voices(statements: Iterable[Statement]) -> str:
    voices = {v for s in statements if s.mode != "hypothetical" for v in s.voices}
    return counted(len(voices), "voice")
