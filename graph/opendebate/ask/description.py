"""One entity, and all that is said by it and about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from opendebate.ask.entities import Entity, find, is_wide_topic, kind_of, plain_name
from opendebate.ask.entity_facts import facts_about
from opendebate.ask.memberships import affiliated_speakers
from opendebate.ask.nested_entities import nested_entity
from opendebate.ask.plain_data import plain_fields
from opendebate.ask.query_texts import query_text
from opendebate.ask.quoting import quote_ends
from opendebate.ask.statements import Statement, statements, time_order
from opendebate.ask.text_tree import preformatted
from opendebate.engines.engine import Engine, values_block

_BY = "?statement od:speaker|od:onBehalfOf ?focus ."
_STATEMENTS_ABOUT = {
    "claim": "?statement od:claim ?focus .",
    "topic": "?one skos:broader* ?focus . ?statement od:claim/od:topic ?one .",
    "source": "?statement od:source ?focus .",
    "statement": "BIND(?focus AS ?statement)",
    "passage": "?statement od:passage/oa:hasSelector? ?focus .",
    "argument": "?focus od:statedIn ?statement .",
    "event": "?statement od:claim/(od:about|od:motiveOf|od:causeOf) ?focus .",
}
_CARRIED = "?statement od:carrier ?focus ."
_STATEMENTS_ABOUT_OTHERS = "?statement od:claim/(od:about|od:benefits) ?focus ."


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact from outside the sources, with its reference.

    Attributes
    ----------
    id, text : str
    earliest, latest : str or None
        ISO dates.
    reference : str
        Title, publisher and year.
    url : str or None
    departs_from : tuple of str
        Ids of statements and claims it differs from.
    """

    id: str
    text: str
    earliest: str | None
    latest: str | None
    reference: str
    url: str | None
    departs_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """What a debate says of one entity.

    Attributes
    ----------
    entity : Entity
    facts : dict of str to tuple
        What the register says of it: the property's name → values, as entities or texts.
    context : tuple of Fact
        Facts from outside the sources.
    statements_by, statements_carried, statements_about : tuple of Statement
        What it says or is said on its behalf, what it passes on for others, and what is said
        about it.
    affiliated_speakers : tuple of Entity
        People affiliated with it who speak here, for themselves.
    """

    entity: Entity
    facts: dict[str, tuple[Entity | str, ...]]
    context: tuple[Fact, ...]
    statements_by: tuple[Statement, ...]
    statements_carried: tuple[Statement, ...]
    statements_about: tuple[Statement, ...]
    affiliated_speakers: tuple[Entity, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        keys = "facts context statements_by affiliated_speakers statements_carried statements_about"
        return {**self.entity.to_dict(), **plain_fields(self, keys)}

    def __str__(self) -> str:
        """Return the description as a tree of text."""
        from opendebate.ask.render_description import render_description
        from opendebate.ask.text_tree import render

        return render(render_description(self))

    def _repr_html_(self) -> str:
        return preformatted(str(self))


def show(engine: Engine, name: str) -> Description:
    """Return the description of the entity that a name means.

    Parameters
    ----------
    engine : Engine
    name : str
        Id, IRI or name.

    Raises
    ------
    UnknownName, AmbiguousName
        If the name means no entity, or several.
    """
    focus = _piece(engine, name) or find(engine, name)
    focus_values = values_block("focus", [NamedNode(focus.iri)])
    pattern = _STATEMENTS_ABOUT.get(focus.kind, _STATEMENTS_ABOUT_OTHERS)
    by = _in_time(statements(engine, f"{focus_values} {_BY}")) if focus.kind == "actor" else ()
    about = _in_time(
        statement
        for statement in statements(engine, f"{focus_values} {pattern}")
        if statement not in by
    )
    carries = focus.kind in {"actor", "policy"}
    carried = tuple(statements(engine, f"{focus_values} {_CARRIED}")) if carries else ()
    affiliated = affiliated_speakers(engine, focus_values) if focus.kind == "actor" else ()
    facts, context = facts_about(engine, focus_values), _context(engine, focus_values)
    return Description(focus, facts, context, by, carried, about, affiliated)


def _in_time(unsorted: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements by claim; those on one claim in the order in which they were said."""
    claims: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in unsorted:
        claims[statement.claim.iri].append(statement)
    return tuple(
        statement for on_claim in claims.values() for statement in sorted(on_claim, key=time_order)
    )


def _piece(engine: Engine, name: str) -> Entity | None:
    """Return a piece of an entity, such as a passage, where the name is the IRI or path of one."""
    piece = nested_entity(engine, plain_name(name))
    if piece is None or kind_of(engine, piece[2]) or is_wide_topic(piece[2]):
        return None
    kind, id_, iri = piece
    return Entity(kind, id_, _piece_name(engine, kind, iri) or id_, iri)


def _piece_name(engine: Engine, kind: str, iri: str) -> str:
    """Return the name of a piece, in words."""
    piece_values = values_block("piece", [NamedNode(iri)])
    pattern = {
        "passage": "?piece (oa:hasSelector|^oa:hasSelector)? ?p . ?p od:from ?one ; od:to ?other",
        "argument": """?piece od:premise/od:text ?one . ?piece a ?type ;
            od:conclusion|(od:undercuts/od:conclusion) ?claim . ?claim od:text ?other""",
        "debate": "?piece dcterms:title ?one ; od:question/od:text ?other",
        "membership": """?actor org:hasMembership ?piece ; rdfs:label ?one .
            ?piece org:organization/rdfs:label ?other""",
    }.get(kind)
    if pattern is None:
        return ""
    rows = engine.select(
        f"SELECT ?one ?other ?type {{ {piece_values} {pattern} }} ORDER BY ?type LIMIT 1"
    )
    for row in rows:
        start, end = row["one"].value, row["other"].value
        if kind == "passage":
            return quote_ends(start, end)
        if kind == "debate":
            return str(start)
        if kind == "membership":
            return f"{start}, {end}"
        relation = row["type"].value.rpartition("#")[2].lower()
        return f"{relation.capitalize()}: “{start}” → “{end}”"
    return ""


def _context(engine: Engine, focus_values: str) -> tuple[Fact, ...]:
    rows = engine.select(query_text("context_facts", focus=focus_values))
    facts, names = [], [variable.value for variable in rows.variables]
    for row in rows:
        cells = {name: row[name].value if row[name] else None for name in names}
        year = cells["date"][:4] if cells["date"] else None
        reference = ", ".join(filter(None, [cells["title"], cells["publisher"], year]))
        facts.append(
            Fact(
                id=cells["id"] or "",
                text=cells["text"] or "",
                earliest=cells["earliest"],
                latest=cells["latest"],
                reference=reference,
                url=cells["url"],
                departs_from=tuple(sorted((cells["others"] or "").split())),
            )
        )
    return tuple(facts)
