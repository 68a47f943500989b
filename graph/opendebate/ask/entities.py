"""Entities of a debate by id, IRI or name."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from opendebate.ask.nested_entities import enclosing_entity, nested_entity
from opendebate.coding.top_topics import TOP_TOPICS
from opendebate.engines.engine import ENTITY_KINDS, Engine, literal, values_block
from opendebate.errors import AmbiguousName, UnknownName, close_matches
from opendebate.natural import Order, natural
from opendebate.printed_commands import printed_command
from opendebate.rdf.namespaces import PREFIXES

_TEXTS = {"claim", "context"}  # kinds whose names are sentences
_PIECES = {"graph": "a graph", "question": "the debate's question", "debate": "the debate itself",
           "reference": "a reference"}  # fmt: skip
_NAMES = "rdfs:label|skos:altLabel|od:formerName|od:text"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something in a debate that has an id: an actor, claim, model, policy, topic, event …

    Attributes
    ----------
    kind : str
        In the singular: ``"actor"``.
    id : str
        As in the coding files; of a statement, ``SLUG/ID``.
    name : str
        Its label; of a claim, its text.
    iri : str
    """

    kind: str
    id: str
    name: str
    iri: str

    def __lt__(self, other: Entity) -> bool:
        """Return whether this entity comes before another in a list: by kind, then by id."""
        return self._order() < other._order()

    def _order(self) -> tuple[str, Order, str]:
        return self.kind, natural(self.id), self.iri

    def to_dict(self) -> dict[str, str]:
        """Return kind, id, name and IRI."""
        return {"kind": self.kind, "id": self.id, "name": self.name, "iri": self.iri}


def kind_of(engine: Engine, iri: str) -> str:
    """Return the kind of entity an IRI names, empty where it names none of this debate's."""
    kind, *path = iri.removeprefix(engine.iris.base).split("/")
    if kind == "source" and len(path) > 1:
        return "statement" if len(path) == 2 else ""
    return kind if kind in {*ENTITY_KINDS, "attribute"} and len(path) == 1 else ""


def entity_of(engine: Engine, iri: str, name: str = "") -> Entity:
    """Return the entity that has an IRI, under a name already known."""
    return Entity(kind_of(engine, iri), id_of(engine, iri), name or id_of(engine, iri), iri)


def id_of(engine: Engine, iri: str) -> str:
    """Return an entity's id, or the last part of the IRI of what is no entity of the debate."""
    if kind_of(engine, iri):
        return iri.removeprefix(engine.iris.base).partition("/")[2]
    return iri.rpartition("#")[2] if "#" in iri else iri.rstrip("/").rpartition("/")[2]


def wide_topics(engine: Engine) -> list[Entity]:
    """Return the topics of the ontology that topics of the debate stand below, by id.

    Their ids are free: where a debate has a topic of the same id, its topics stand below that.

    Examples
    --------
    >>> import opendebate
    >>> [topic.name for topic in wide_topics(opendebate.load().engine)]
    ['Benefit', 'Risk']
    """
    rows = engine.select(
        """SELECT DISTINCT ?wide ?id ?label {
          ?wide skos:topConceptOf od:Topics ; skos:notation ?id ; rdfs:label ?label .
          FILTER EXISTS { ?narrow skos:broader ?wide } }"""
    )
    found = ((row["id"].value, row["label"].value, row["wide"].value) for row in rows)
    return [
        Entity("topic", name, label[:1].upper() + label[1:], iri)
        for name, label, iri in sorted(found)
        if not engine.ask(f"ASK {{ <{engine.iris.base}topic/{name}> a skos:Concept }}")
    ]


def is_wide_topic(name: str) -> bool:
    """Tell whether a name or IRI means a topic of the ontology, if none of the debate."""
    return _wide_id(name) in TOP_TOPICS


def _wide_id(name: str) -> str:
    return name.removeprefix(PREFIXES["od"]).removeprefix("topic/").casefold()


def find(engine: Engine, name: str, kinds: Collection[str] = ()) -> Entity:
    """Return the entity that an id, an IRI or a name means.

    Parameters
    ----------
    engine : Engine
    name : str
        An id, an IRI, a full name in any case, or a part of a name that only one entity has. The
        IRI of a passage, argument or membership, or its path, means the entity it belongs to.
    kinds : collection of str, optional
        Only entities of these kinds.

    Raises
    ------
    UnknownName
        With names that look like it.
    AmbiguousName
        With the ids of all that it can mean.
    """
    text = plain_name(name)
    others: list[Entity] = []
    for candidates in _candidates(engine, text):
        candidates_of_kind = [entity for entity in candidates if not kinds or entity.kind in kinds]
        if len(candidates_of_kind) == 1:
            return candidates_of_kind[0]
        if candidates_of_kind:
            raise AmbiguousName(name, [entity.id for entity in candidates_of_kind])
        others += candidates
    folded = fold(text)
    labelled = [entry for entry in all_names(engine) if not kinds or entry[0].kind in kinds]
    partial_matches = {
        entity for entity, label in labelled if entity.kind not in _TEXTS and folded in fold(label)
    }
    if len(partial_matches) == 1 and len(text) > 2:
        return partial_matches.pop()
    if others:
        advice = f"{others[0].id} is of another kind: {others[0].kind}."
        raise UnknownName(" or ".join(sorted(kinds)), text, [], advice=advice)
    raise _other_kind(engine, text) or _unknown(text, kinds, labelled, partial_matches)


def plain_name(name: str) -> str:
    """Return a name as it is looked up: without the brackets of an IRI."""
    text = name.strip()
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def _other_kind(engine: Engine, name: str) -> UnknownName | None:
    """Return the error for a name of what `show` knows, though it is no entity."""
    from opendebate.ask.questions import names
    from opendebate.ask.stories import coded_stories, find_story

    path = name.removeprefix(engine.iris.base)
    if story := find_story(coded_stories(engine), path):
        what, target = "a story", f"story/{story[0].id}"
    elif path in names():
        what, target = "a named question", path
    elif piece := nested_entity(engine, name):
        what, target = _PIECES.get(piece[0], "a part of the debate's data"), name
    else:
        return None
    command = f"To see it, run: {printed_command('show', target)}"
    return UnknownName("entity", name, advice=f"It is {what}.", command=command)


def _unknown(
    name: str,
    kinds: Collection[str],
    labelled: list[tuple[Entity, str]],
    partial_matches: set[Entity],
) -> UnknownName | AmbiguousName:
    if partial_matches and len(name) > 2:
        return AmbiguousName(name, sorted(entity.id for entity in partial_matches)[:8])
    ids = {entity.id: entity.id for entity, _ in labelled}
    ids |= {label: entity.id for entity, label in labelled if entity.kind not in _TEXTS}
    matches = close_matches(name, ids)
    close = list(dict.fromkeys(ids[match] for match in matches))
    names = {ids[match]: match for match in matches if ids[match] not in matches}
    what = " or ".join(sorted(kinds)) or "entity"
    words = ("--", name) if name.startswith("-") else (name,)
    command = f"To search all texts, run: {printed_command('search', *words)}"
    search = command if name and not set(close) - names.keys() else ""
    return UnknownName(what, name, close, command=search, names=names)


def _candidates(engine: Engine, text: str) -> Iterator[list[Entity]]:
    """Yield what a text may mean, most likely first, in one request or two."""
    yield _by_id(engine, text)
    if kind_of(engine, iri := engine.iris.base + text):  # such as actor/wendy-hall
        yield _by_id(engine, iri)
    yield from _by_name(engine, text)
    if is_wide_topic(text):
        yield [topic for topic in wide_topics(engine) if topic.id == _wide_id(text)]
    if piece := nested_entity(engine, text):
        yield _by_id(engine, enclosing_entity(engine, piece[2]))


def _by_id(engine: Engine, text: str) -> list[Entity]:
    try:
        iri = NamedNode(text) if text.startswith(("http://", "https://")) else None
    except ValueError:
        iri = None
    key = values_block("thing", [iri]) if iri else values_block("id", [literal(text)])
    rows = engine.select(
        f"SELECT DISTINCT ?thing ?name {{ {key} ?thing dcterms:identifier ?id ; rdfs:label ?name }}"
    )
    return [entity_of(engine, row["thing"].value, row["name"].value) for row in rows]


def _by_name(engine: Engine, text: str) -> Iterator[list[Entity]]:
    """Yield entities by their names, then statements by their ids within their sources."""
    rows = list(
        engine.select(
            f"""SELECT DISTINCT ?thing ?name ?end {{
                {{ {values_block("wanted", [literal(text)])}
                   ?thing {_NAMES} ?any ; rdfs:label ?name ; dcterms:identifier ?id .
                   FILTER NOT EXISTS {{ ?thing a od:Statement }}
                   FILTER (LCASE(STR(?any)) = LCASE(?wanted)) }}
                UNION
                {{ {values_block("end", [literal("/" + text)])}
                   ?thing a od:Statement ; dcterms:identifier ?id ; rdfs:label ?name
                   FILTER (STRENDS(?id, ?end)) }} }} ORDER BY ?thing"""
        )
    )
    for by_end in (False, True):
        matches = (row for row in rows if bool(row["end"]) == by_end)
        yield [entity_of(engine, row["thing"].value, row["name"].value) for row in matches]


def all_names(engine: Engine) -> list[tuple[Entity, str]]:
    """Return every entity with every name it has; statements have none and are not listed."""
    rows = engine.select(
        f"""SELECT DISTINCT ?thing ?name ?any {{
            ?thing {_NAMES} ?any ; rdfs:label ?name ; dcterms:identifier ?id .
            FILTER NOT EXISTS {{ ?thing a od:Statement }} }} ORDER BY ?thing ?any"""
    )
    return [(entity_of(engine, r["thing"].value, r["name"].value), r["any"].value) for r in rows]


def searched_texts(engine: Engine, word: str) -> Iterator[tuple[str, Entity, str]]:
    """Yield all that a search goes through, in one request.

    Parameters
    ----------
    engine : Engine
    word : str
        What may be the id of a statement, or the end of one.

    Yields
    ------
    (str, Entity, str)
        ``"name"``, ``"description"`` or, of a statement that the word means, ``"id"``; the entity;
        and the text. A definition of a topic is a description.
    """
    listed = "?thing rdfs:label ?name ; dcterms:identifier ?id ."
    rows = engine.select(
        f"""SELECT DISTINCT ?part ?thing ?name ?any {{
            {{ ?thing {_NAMES} ?any . {listed} BIND ("name" AS ?part)
               FILTER NOT EXISTS {{ ?thing a od:Statement }} }}
            UNION
            {{ ?thing dcterms:description|skos:definition ?any . {listed}
               BIND ("description" AS ?part) FILTER NOT EXISTS {{ ?thing a od:Statement }} }}
            UNION
            {{ {values_block("any", [literal(word)])} ?thing a od:Statement . {listed}
               BIND ("id" AS ?part) FILTER (?id = ?any || STRENDS(?id, CONCAT("/", ?any))) }}
            }} ORDER BY ?thing ?any"""
    )
    for row in rows:
        entity = entity_of(engine, row["thing"].value, row["name"].value)
        yield row["part"].value, entity, row["any"].value


def find_piece(engine: Engine, text: str) -> list[Entity]:
    """Return what a path or IRI means, so that a search finds parts of entities, too."""
    groups = _candidates(engine, plain_name(text)) if "/" in text and " " not in text else ()
    return [entity for candidates in groups for entity in candidates]


def fold(text: str) -> str:
    """Return a text without case, accents and vowel signs, for comparing.

    Examples
    --------
    >>> fold("Éva Kovács")
    'eva kovacs'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        character for character in decomposed if unicodedata.category(character)[0] != "M"
    )
