"""Things of a debate by id, IRI or name."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from opendebate.ask.nested_entities import enclosing_entity, nested_entity
from opendebate.engines.engine import ENTITY_KINDS, Engine, literal, values_block
from opendebate.errors import AmbiguousName, UnknownName, close_matches
from opendebate.natural import Order, natural

_TEXTS = {"claim", "context"}  # kinds whose names are whole sentences
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
        """Tell whether this thing stands before another in a list: by kind, then by id."""
        return self._order() < other._order()

    def _order(self) -> tuple[str, Order, str]:
        return self.kind, natural(self.id), self.iri

    def to_dict(self) -> dict[str, str]:
        """Return kind, id, name and IRI."""
        return {"kind": self.kind, "id": self.id, "name": self.name, "iri": self.iri}


def kind_of(engine: Engine, iri: str) -> str:
    """Return the kind of thing an IRI names, empty where it names none of this debate's."""
    kind, *parts = iri.removeprefix(engine.iris.base).split("/")
    if kind == "source" and len(parts) > 1:
        return "statement" if len(parts) == 2 else ""
    return kind if kind in ENTITY_KINDS and len(parts) == 1 else ""


def entity_of(engine: Engine, iri: str, name: str = "") -> Entity:
    """Return the thing that has an IRI, under a name already known."""
    return Entity(kind_of(engine, iri), id_of(engine, iri), name or id_of(engine, iri), iri)


def id_of(engine: Engine, iri: str) -> str:
    """Return a thing's id, or the last part of the IRI of something that is no thing of ours."""
    if kind_of(engine, iri):
        return iri.removeprefix(engine.iris.base).partition("/")[2]
    return iri.rpartition("#")[2] if "#" in iri else iri.rstrip("/").rpartition("/")[2]


def find(engine: Engine, name: str, kinds: Collection[str] = ()) -> Entity:
    """Return the thing that is meant by an id, an IRI or a name.

    Parameters
    ----------
    engine : Engine
    name : str
        An id, an IRI, a whole name in any case, or a part of a name that only one thing has. The
        IRI of a passage, argument or membership, or its path, means the thing it belongs to.
    kinds : collection of str, optional
        Only things of these kinds.

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
        found = [one for one in candidates if not kinds or one.kind in kinds]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(name, [one.id for one in found])
        others += candidates
    wanted = fold(text)
    everything = [one for one in all_names(engine) if not kinds or one[0].kind in kinds]
    part = {one for one, label in everything if one.kind not in _TEXTS and wanted in fold(label)}
    if len(part) == 1 and len(text) > 2:
        return part.pop()
    if others:
        told = f"{others[0].id} is of another kind: {others[0].kind}."
        raise UnknownName(" or ".join(sorted(kinds)), text, [], advice=told)
    raise _unknown(text, kinds, everything, part)


def plain_name(name: str) -> str:
    """Return a name as it is looked up: without the brackets of an IRI."""
    text = name.strip()
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def _unknown(
    name: str, kinds: Collection[str], everything: list[tuple[Entity, str]], part: set[Entity]
) -> UnknownName | AmbiguousName:
    if part and len(name) > 2:
        return AmbiguousName(name, sorted(one.id for one in part)[:8])
    ids = {one.id: one.id for one, _ in everything}
    ids |= {label: one.id for one, label in everything if one.kind not in _TEXTS}
    close = list(dict.fromkeys(ids[match] for match in close_matches(name, ids)))
    what = " or ".join(sorted(kinds)) or "thing"
    advice = "" if close or not name else f"'opendebate search {shlex.quote(name)}' looks further."
    return UnknownName(what, name, close, advice=advice)


def _candidates(engine: Engine, text: str) -> Iterator[list[Entity]]:
    """Yield what a text may mean, the likeliest first, in one request or two."""
    yield _by_id(engine, text)
    yield from _by_name(engine, text)
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
    """Yield things by their names, then statements by their ids within their sources."""
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
        here = (row for row in rows if bool(row["end"]) == by_end)
        yield [entity_of(engine, row["thing"].value, row["name"].value) for row in here]


def all_names(engine: Engine) -> list[tuple[Entity, str]]:
    """Return every thing with every name it has; statements, which have none, left out."""
    rows = engine.select(
        f"""SELECT DISTINCT ?thing ?name ?any {{
            ?thing {_NAMES} ?any ; rdfs:label ?name ; dcterms:identifier ?id .
            FILTER NOT EXISTS {{ ?thing a od:Statement }} }} ORDER BY ?thing ?any"""
    )
    return [(entity_of(engine, r["thing"].value, r["name"].value), r["any"].value) for r in rows]


def find_by_id(engine: Engine, text: str) -> list[Entity]:
    """Return what an id or IRI means: so that search finds statements and pieces, too."""
    found = [] if " " in text.strip() else list(_candidates(engine, plain_name(text)))
    return [one for candidates in found for one in candidates]


def fold(text: str) -> str:
    """Return a text without case, accents and vowel signs, for comparing.

    Examples
    --------
    >>> fold("Éva Kovács")
    'eva kovacs'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M")
