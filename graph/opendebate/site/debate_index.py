"""All that the pages of a debate show, read from its graph once.

To ask the graph for each entity would take minutes on a large debate; all of it fits in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode

from opendebate.ask.arguments import Argument
from opendebate.ask.compact_jsonld import web_link
from opendebate.ask.entities import Entity, entity_of, kind_of, wide_topics
from opendebate.ask.statements import all_statements
from opendebate.ask.voices import voices_of
from opendebate.natural import natural
from opendebate.rdf.namespaces import iri_of
from opendebate.views.map.map_model import debate_map

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.ask.voices import Voices
    from opendebate.engines.engine import Engine, Term

K = TypeVar("K")
V = TypeVar("V")
KINDS = ("claim", "actor", "policy", "model", "topic", "event", "source")
_ARGUMENTS = ("od:Support", "od:Attack", "od:Undercut")
_STATEMENT, _CONTEXT = iri_of("od:Statement"), iri_of("od:ContextFact")


class DebateIndex:
    """The facts of a debate by subject and by object, its statements and its arguments.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Attributes
    ----------
    outgoing : mapping
        IRI of a subject → IRI of a property → values.
    incoming : mapping
        IRI of an object → pairs of subject and property.
    statements : list of Statement
        By source, paragraph and id.

    Examples
    --------
    >>> import opendebate
    >>> index = DebateIndex(opendebate.load().engine)
    >>> index.entities["actor"][0].name
    'Academics'
    """

    def __init__(self, engine: Engine) -> None:
        self.engine, self.base = engine, engine.iris.base
        self.statements: list[Statement] = all_statements(engine)
        self.outgoing: Mapping[str, Mapping[str, list[Term]]]
        self.incoming: Mapping[str, list[tuple[str, str]]]
        self.outgoing, self.incoming = _read(engine)
        self.by_iri = {statement.iri: statement for statement in self.statements}

    def texts(self, iri: str, name: str) -> list[str]:
        """Return the values of a property, given by its short name, as texts."""
        values = self.outgoing.get(iri, {}).get(iri_of(name), ())
        return [value.value for value in values]

    def text(self, iri: str, name: str) -> str:
        """Return the first value of a property as a text; empty where there is none."""
        return next(iter(self.texts(iri, name)), "")

    def code(self, iri: str, name: str) -> str:
        """Return the code that is the value of a property, in its own words."""
        concept = self.text(iri, name)
        return self.text(concept, "skos:notation") or concept.rpartition("#")[2].lower()

    def entity(self, iri: str) -> Entity:
        """Return the entity with an IRI."""
        return self.wide_topics.get(iri) or entity_of(
            self.engine, iri, self.text(iri, "rdfs:label")
        )

    def key(self, entity: Entity) -> str:
        """Return the path of an entity below the debate's address: ``"actor/wendy-hall"``."""
        if entity.iri in self.wide_topics:
            return f"topic/{entity.id}"
        return entity.iri.removeprefix(self.base)

    @cached_property
    def wide_topics(self) -> dict[str, Entity]:
        """The topics of the ontology above topics of the debate, by IRI."""
        return {topic.iri: topic for topic in wide_topics(self.engine)}

    def is_a(self, iri: str, name: str) -> bool:
        """Return whether an entity is of a class, given by its short name."""
        return iri_of(name) in self.texts(iri, "rdf:type")

    @cached_property
    def entities(self) -> dict[str, list[Entity]]:
        """All entities that have a page, by kind."""
        by_kind: dict[str, list[Entity]] = {kind: [] for kind in KINDS}
        for iri, bag in self.outgoing.items():
            kind = kind_of(self.engine, iri)
            if kind in by_kind and iri_of("dcterms:identifier") in bag:
                by_kind[kind].append(self.entity(iri))
        by_kind["topic"] += self.wide_topics.values()
        return {kind: sorted(found, key=_by_name) for kind, found in by_kind.items()}

    @cached_property
    def voices(self) -> Voices:
        """Which actors are voices, and which of them have a name."""
        return voices_of(self.engine)

    @cached_property
    def statements_on(self) -> Mapping[str, list[Statement]]:
        """Statements by the IRI of their claim."""
        return _grouped((statement.claim.iri, statement) for statement in self.statements)

    @cached_property
    def statements_of(self) -> Mapping[str, list[Statement]]:
        """Statements by the IRI of each voice."""
        return _grouped((v.iri, s) for s in self.statements for v in s.voices)

    @cached_property
    def statements_in(self) -> Mapping[str, list[Statement]]:
        """Statements by the IRI of their source."""
        return _grouped((statement.source.iri, statement) for statement in self.statements)

    @cached_property
    def statements_via(self) -> Mapping[str, list[Statement]]:
        """Statements by the IRI of each carrier that is not also a voice."""
        return _grouped((c.iri, s) for s in self.statements for c in s.via if c not in s.voices)

    @cached_property
    def arguments(self) -> list[Argument]:
        """All arguments: those that speakers state first, those of imagined speakers last."""
        found = [
            self._argument(iri, kind)
            for kind in _ARGUMENTS
            for iri, name in self.incoming.get(iri_of(kind), ())
            if name == iri_of("rdf:type")
        ]
        flat = [one for arguments in found for one in arguments]
        return sorted(flat, key=lambda one: (one.imagined, not one.stated, natural(one.iri)))

    @cached_property
    def arguments_for_and_against(self) -> Mapping[str, list[Argument]]:
        """Arguments by what they support, attack or undercut."""
        return _grouped((argument.target, argument) for argument in self.arguments)

    @cached_property
    def arguments_from(self) -> Mapping[str, list[Argument]]:
        """Arguments by the IRI of their premise."""
        return _grouped((argument.premise, argument) for argument in self.arguments)

    @cached_property
    def conclusions(self) -> dict[str, str]:
        """The IRI of each support and attack → that of its conclusion."""
        return {one.iri: one.target for one in self.arguments if one.relation != "undercut"}

    @cached_property
    def claims_under(self) -> Mapping[str, list[str]]:
        """IRI of a topic → those of the claims filed under it or a narrower topic."""
        pairs: dict[tuple[str, str], None] = {}
        for claim in self.entities["claim"]:
            for topic in self.texts(claim.iri, "od:topic"):
                for wider in self._with_broader(topic):
                    pairs[wider, claim.iri] = None
        return _grouped(pairs)

    @cached_property
    def former_sides(self) -> Mapping[str, str]:
        """IRI of each voice that has changed sides → the side on which it stood before."""
        shown = debate_map(self.engine)
        return {f"{self.base}{voice.key}": voice.former for voice in shown.voices if voice.former}

    @cached_property
    def licence(self) -> str:
        """The address of the licence of the coding; empty where none is given."""
        return web_link(self.text(self.base, "dcterms:license")) or ""

    @property
    def title(self) -> str:
        """The debate's name."""
        return self.text(self.base, "dcterms:title")

    @property
    def question(self) -> str:
        """What is debated."""
        return self.text(self.text(self.base, "od:question"), "od:text")

    @property
    def description(self) -> str:
        """What the debate says of itself."""
        return self.text(self.base, "dcterms:description")

    @cached_property
    def language(self) -> str:
        """The language of the debate: that of its title."""
        (title, *_) = self.outgoing[self.base][iri_of("dcterms:title")]
        return getattr(title, "language", None) or "en"

    def _with_broader(self, topic: str) -> list[str]:
        topics = [topic]
        for one in topics:  # the list grows by the topics above
            above = self.texts(one, "skos:broader")
            topics += [wider for wider in above if wider not in topics]
        return topics

    def _argument(self, iri: str, kind: str) -> list[Argument]:
        premise, stated_in = self.text(iri, "od:premise"), self.text(iri, "od:statedIn")
        statement = self.by_iri.get(stated_in)
        targets = self.texts(iri, "od:conclusion") or self.texts(iri, "od:undercuts")
        return [
            Argument(
                iri,
                kind.partition(":")[2].lower(),
                premise,
                target,
                stated=self.code(iri, "od:basis") == "stated",
                stated_in=stated_in or None,
                voiced=bool(self.texts(premise, "od:voiced")),
                imagined=statement is not None and statement.mode == "hypothetical",
            )
            for target in targets
        ]


def _read(
    engine: Engine,
) -> tuple[Mapping[str, Mapping[str, list[Term]]], Mapping[str, list[tuple[str, str]]]]:
    """Return all facts by subject, and by object, each once and in one order."""
    triples = {(q.subject, q.predicate, q.object) for q in engine.quads()}
    ordered = sorted(
        (s.value, p.value, str(o), o)
        for s, p, o in triples
        if isinstance(s, NamedNode) and isinstance(o, NamedNode | Literal)
    )
    outgoing: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    incoming: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, _, value in ordered:
        outgoing[subject][predicate].append(value)
        if isinstance(value, NamedNode):
            incoming[value.value].append((subject, predicate))
    return outgoing, incoming


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _by_name(entity: Entity) -> tuple[object, ...]:
    return natural(entity.name.casefold()), natural(entity.id)
