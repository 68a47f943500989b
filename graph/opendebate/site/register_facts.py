"""What the register says of an entity, in words: the same as `show` reports, from an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from opendebate.ask.entities import Entity
from opendebate.ask.memberships import format_membership, is_past
from opendebate.ask.render_trace import format_dates
from opendebate.natural import natural
from opendebate.rdf.namespaces import iri_of, term
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.engines.engine import Term
    from opendebate.site.debate_index import DebateIndex

Facts = dict[str, tuple[Entity | str, ...]]
# Properties that other parts of a page show, or that say nothing to its readers.
_ELSEWHERE = (
    "od:text", "od:reference", "org:hasMembership", "od:passage", "od:via", "od:attribution",
    "od:voice", "od:voiced", "od:supports", "od:attacks", "od:side", "od:sha256",
    "skos:altLabel", "od:formerName",
    "od:from", "od:to", "od:words", "od:paragraphs", "od:earliest", "od:latest",
    "dcterms:title", "dcterms:identifier",
    "rdf:type", "rdfs:label", "skos:prefLabel", "skos:inScheme", "foaf:page", "skos:exactMatch",
    "od:anonymous", "od:hypothetical", "dcterms:description", "skos:definition",
)  # fmt: skip
_FLAGS = {
    "od:anonymous": "not named by the source",
    "od:hypothetical": "imagined by the source: nobody speaks for it",
}


class RegisterFacts:
    """What the register says of the entities of a debate.

    Parameters
    ----------
    index : DebateIndex
    """

    def __init__(self, index: DebateIndex) -> None:
        self.index = index
        self.left_out = {iri_of(name) for name in _ELSEWHERE}
        self.stances = {iri_of(f"od:{name}") for name in stances()}
        self.left_out |= self.stances

    def of(self, entity: Entity) -> Facts:
        """Return the facts on an entity: the property's name → values."""
        facts: dict[str, list[Entity | str]] = defaultdict(list)
        for label, value in (
            *self._first(entity),
            *self._memberships(entity),
            *self._outgoing(entity),
            *self._incoming(entity),
            *self._members(entity),
        ):
            facts[label].append(value)
        return {label: tuple(dict.fromkeys(values)) for label, values in facts.items()}

    def _first(self, entity: Entity) -> Iterator[tuple[str, str]]:
        index = self.index
        days = [index.text(entity.iri, name) or None for name in ("od:earliest", "od:latest")]
        if when := format_dates(*days):
            yield "date", when
        for name, words in _FLAGS.items():
            if index.texts(entity.iri, name):
                yield "note", words

    def _outgoing(self, entity: Entity) -> Iterator[tuple[str, Entity | str]]:
        for name, values in self.index.outgoing.get(entity.iri, {}).items():
            label = self.index.text(name, "rdfs:label")
            if label and name not in self.left_out:
                for value in values:
                    yield label, self._value(value)

    def _incoming(self, entity: Entity) -> Iterator[tuple[str, Entity]]:
        index = self.index
        shown_below = {iri_of("od:about"), iri_of("od:topic")}
        for other, name in index.incoming.get(entity.iri, ()):
            label = index.text(name, "od:inverseLabel")
            is_shown = name in shown_below and other in index.statements_on
            if label and name not in self.left_out and not is_shown:
                found = index.entity(other)
                if found.kind not in {"", "statement", "context"}:
                    yield label, found

    def _memberships(self, entity: Entity) -> Iterator[tuple[str, Entity | str]]:
        places = self.index.texts(entity.iri, "org:hasMembership")
        for place, row in sorted(
            ((p, self._membership(p)) for p in places), key=self._present_first
        ):
            label = "formerly member of" if is_past(row) else "member of"
            for organization in self.index.texts(place, "org:organization"):
                yield label, self._in_role(organization, row)

    def _members(self, entity: Entity) -> Iterator[tuple[str, Entity | str]]:
        places = [
            place
            for place, name in self.index.incoming.get(entity.iri, ())
            if name == iri_of("org:organization")
        ]
        for place, row in sorted(
            ((p, self._membership(p)) for p in places), key=self._present_first
        ):
            label = "former members" if is_past(row) else "members"
            for member in self.index.texts(place, "org:member"):
                yield label, self._in_role(member, row)

    @staticmethod
    def _present_first(pair: tuple[str, dict[str, Term | None]]) -> tuple[bool, object]:
        return is_past(pair[1]), natural(pair[0])

    def _in_role(self, iri: str, row: dict[str, Term | None]) -> Entity:
        found, role = self.index.entity(iri), format_membership(row, past=False)
        return Entity(found.kind, found.id, f"{found.name} ({role})" if role else found.name, iri)

    def _membership(self, place: str) -> dict[str, Term | None]:
        """Return what `format_membership` reads of a membership."""

        def value(iri: str, name: str) -> Term | None:
            text = self.index.text(iri, name)
            return Literal(text) if text else None

        since, until = self.index.text(place, "od:since"), self.index.text(place, "od:until")
        return {
            "role": value(place, "od:role"),
            "begins": value(since, "od:earliest"),
            "begun": value(since, "od:latest"),
            "until": NamedNode(until) if until else None,
            "ends": value(until, "od:earliest"),
            "ended": value(until, "od:latest"),
        }

    def _value(self, value: Term) -> Entity | str:
        if not isinstance(value, NamedNode):
            is_yes = value.datatype == term("xsd:boolean") and value.value == "true"
            return "yes" if is_yes else value.value
        found = self.index.entity(value.value)
        return found if found.kind else self.index.text(value.value, "skos:prefLabel") or found.name
