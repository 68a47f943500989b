"""One thing, and all that is said by it and about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from opendebate.ask.entities import Entity, find, kind_of, plain_name
from opendebate.ask.entity_facts import facts_about
from opendebate.ask.memberships import affiliated_speakers
from opendebate.ask.nested_entities import nested_entity
from opendebate.ask.quoting import quote_ends
from opendebate.ask.statements import Statement, statements, time_order
from opendebate.ask.text_tree import preformatted
from opendebate.engines.engine import Engine, values_block

_BY = "?statement od:speaker|od:onBehalfOf ?focus ."
_ABOUT = {
    "claim": "?statement od:claim ?focus .",
    "topic": "?one skos:broader* ?focus . ?statement od:claim/od:topic ?one .",
    "source": "?statement od:source ?focus .",
    "statement": "BIND(?focus AS ?statement)",
    "passage": "?statement od:passage/oa:hasSelector? ?focus .",
    "argument": "?focus od:statedIn ?statement .",
    "event": "?statement od:claim/(od:about|od:motiveOf|od:causeOf) ?focus .",
}
_CARRIED = "?statement od:carrier ?focus ."
_ABOUT_ELSE = "?statement od:claim/(od:about|od:benefits) ?focus ."


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
    """What a debate holds on one thing.

    Attributes
    ----------
    entity : Thing
    facts : dict of str to tuple
        What the register says of it: the property's name → values, as things or texts.
    context : tuple of Fact
        Facts from outside the sources.
    statements_by, statements_carried, statements_about : tuple of Statement
        What it says or is said on its behalf, what it passes on for others, and what is said
        about it.
    affiliated_speakers : tuple of Thing
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
        facts = {
            label: [one.to_dict() if isinstance(one, Entity) else one for one in told]
            for label, told in self.facts.items()
        }
        return {
            **self.entity.to_dict(),
            "facts": facts,
            "context": [{k: getattr(f, k) for k in Fact.__slots__} for f in self.context],
            "statements_by": [one.to_dict() for one in self.statements_by],
            "affiliated_speakers": [one.to_dict() for one in self.affiliated_speakers],
            "statements_carried": [one.to_dict() for one in self.statements_carried],
            "statements_about": [one.to_dict() for one in self.statements_about],
        }

    def __str__(self) -> str:
        """Tell it as a tree of text."""
        from opendebate.ask.render_description import render_description
        from opendebate.ask.text_tree import render

        return render(render_description(self))

    def _repr_html_(self) -> str:
        return preformatted(str(self))


def show(engine: Engine, name: str) -> Description:
    """Return what the debate holds on the thing that is meant.

    Parameters
    ----------
    engine : Engine
    name : str
        Id, IRI or name.

    Raises
    ------
    UnknownName, AmbiguousName
        If the name means nothing, or several things.
    """
    focus = _piece(engine, name) or find(engine, name)
    here = values_block("focus", [NamedNode(focus.iri)])
    about = _ABOUT.get(focus.kind, _ABOUT_ELSE)
    by = _in_time(statements(engine, f"{here} {_BY}")) if focus.kind == "actor" else ()
    told = _in_time(one for one in statements(engine, f"{here} {about}") if one not in by)
    carries = focus.kind in {"actor", "policy"}
    carried = tuple(statements(engine, f"{here} {_CARRIED}")) if carries else ()
    affiliated = affiliated_speakers(engine, here) if focus.kind == "actor" else ()
    facts, context = facts_about(engine, here), _context(engine, here)
    return Description(focus, facts, context, by, carried, told, affiliated)


def _in_time(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements by claim; those on one claim in the order in which they were said."""
    claims: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in said:
        claims[one.claim.iri].append(one)
    return tuple(one for there in claims.values() for one in sorted(there, key=time_order))


def _piece(engine: Engine, name: str) -> Entity | None:
    """Return a piece of a thing, such as a passage, where the name is the IRI or path of one."""
    piece = nested_entity(engine, plain_name(name))
    if piece is None or kind_of(engine, piece[2]):
        return None
    kind, id_, iri = piece
    return Entity(kind, id_, _called(engine, kind, iri) or id_, iri)


def _called(engine: Engine, kind: str, iri: str) -> str:
    """Return what a piece is called, in words."""
    about = values_block("piece", [NamedNode(iri)])
    asked = {
        "passage": "?piece (oa:hasSelector|^oa:hasSelector)? ?p . ?p od:from ?one ; od:to ?other",
        "argument": """?piece od:premise/od:text ?one . ?piece a ?type ;
            od:conclusion|(od:undercuts/od:conclusion) ?claim . ?claim od:text ?other""",
        "membership": """?actor org:hasMembership ?piece ; rdfs:label ?one .
            ?piece org:organization/rdfs:label ?other""",
    }.get(kind)
    if asked is None:
        return ""
    rows = engine.select(f"SELECT ?one ?other ?type {{ {about} {asked} }} ORDER BY ?type LIMIT 1")
    for row in rows:
        one, other = row["one"].value, row["other"].value
        if kind == "passage":
            return quote_ends(one, other)
        if kind == "membership":
            return f"{one}, {other}"
        relation = row["type"].value.rpartition("#")[2].lower()
        return f"{relation.capitalize()}: “{one}” → “{other}”"
    return ""


def _context(engine: Engine, here: str) -> tuple[Fact, ...]:
    rows = engine.select(
        f"""SELECT ?id ?text ?earliest ?latest ?title ?publisher ?date ?url
                 (GROUP_CONCAT(DISTINCT ?other; separator=" ") AS ?others) {{ {here}
          ?fact (od:about|od:departsFrom|(od:departsFrom/od:claim))? ?focus .
          ?fact a od:ContextFact ; od:text ?text ; dcterms:identifier ?id ; od:reference ?book .
          ?book dcterms:title ?title
          OPTIONAL {{ ?book dcterms:publisher ?publisher }}
          OPTIONAL {{ ?book od:earliest ?date }} OPTIONAL {{ ?book foaf:page ?url }}
          OPTIONAL {{ ?fact od:earliest ?earliest ; od:latest ?latest }}
          OPTIONAL {{ ?fact od:departsFrom/dcterms:identifier ?other }}
        }} GROUP BY ?id ?text ?earliest ?latest ?title ?publisher ?date ?url
        ORDER BY ?earliest ?id"""
    )
    found = []
    for row in rows:
        said = {key: row[key].value if row[key] else None for key in _FACT_COLUMNS}
        year = said["date"][:4] if said["date"] else None
        reference = ", ".join(filter(None, [said["title"], said["publisher"], year]))
        found.append(
            Fact(
                id=said["id"] or "",
                text=said["text"] or "",
                earliest=said["earliest"],
                latest=said["latest"],
                reference=reference,
                url=said["url"],
                departs_from=tuple(sorted((said["others"] or "").split())),
            )
        )
    return tuple(found)


_FACT_COLUMNS = (
    "id", "text", "earliest", "latest", "title", "publisher", "date", "url", "others",
)  # fmt: skip
