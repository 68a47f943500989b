"""Statements with all that belongs to them: who, in what role, how, where, through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from opendebate.ask.entities import Entity, entity_of, id_of
from opendebate.ask.statement import FIELDS, Passage, Statement
from opendebate.ask.statement_json import from_table, to_table
from opendebate.engines.cached_results import result_cache
from opendebate.engines.engine import Engine, Term, values_block
from opendebate.natural import Order, natural
from opendebate.rdf.namespaces import PREFIXES, term

__all__ = [
    "FIELDS",
    "Passage",
    "Statement",
    "all_statements",
    "source_order",
    "statements",
    "statements_on",
    "time_order",
]  # fmt: skip
Bag = Mapping[str, list[Term]]
# What is told of statements, and of what hangs on them.
_PROPERTIES = (
    "rdfs:label", "rdf:first", "rdf:rest", "rdf:value", "foaf:page", "oa:hasSelector",
    "od:affiliation", "od:capacity", "od:claim", "od:earliest", "od:from", "od:givenUpBy",
    "od:latest", "od:mode", "od:narrator", "od:onBehalfOf", "od:paragraph", "od:passage",
    "od:premise", "od:sha256", "od:side", "od:source", "od:speaker", "od:stance", "od:statedIn",
    "od:to", "od:via", "od:words",
)  # fmt: skip
_EXTRACT = "statements"
_OD = PREFIXES["od"]
_RDF = PREFIXES["rdf"]


def statements(engine: Engine, pattern: str) -> list[Statement]:
    """Return the statements that a graph pattern finds as ``?statement``, in one request.

    For all of them, see :func:`all_statements`.

    Parameters
    ----------
    engine : Engine
    pattern : str
        SPARQL that binds ``?statement``; its values are put in with
        :func:`opendebate.engines.engine.values`.

    Returns
    -------
    list of Statement
        By source, paragraph and id.
    """
    return _made(engine, *_bags(engine, pattern))


def all_statements(engine: Engine) -> list[Statement]:
    """Return every statement of a debate, by source, paragraph and id, in one request.

    Where the engine keeps extracts, they are made once, and read the next time.
    """
    kept = result_cache(engine)
    found = None if kept is None else kept.get(_EXTRACT)
    if found is not None:
        return from_table(found)
    every = _made(engine, *_all_bags(engine))
    if kept is not None:
        kept.put(_EXTRACT, to_table(every))
    return every


def _made(
    engine: Engine, bags: dict[str, dict[str, list[Term]]], names: dict[str, str]
) -> list[Statement]:
    """Return the statements that are among things, by all that belongs to them."""
    roots = [iri for iri, bag in bags.items() if _is(bag, "Statement")]
    maker = _Maker(engine, bags, names)
    return sorted(map(maker.make, roots), key=source_order)


def source_order(one: Statement) -> tuple[Order, int, Order]:
    """Return what sorts statements: source, paragraph, id."""
    paragraph = one.passages[0].paragraph if one.passages else None
    return natural(one.source.id), paragraph or 0, natural(one.id)


def time_order(one: Statement) -> tuple[bool, str, str, tuple[Order, int, Order]]:
    """Return what sorts statements by time, those without a date last."""
    return not one.earliest, one.earliest or "", one.latest or "", source_order(one)


def _bags(engine: Engine, pattern: str) -> tuple[dict[str, dict[str, list[Term]]], dict[str, str]]:
    """Return every property of the statements and what hangs on them, and the names of things."""
    rows = engine.select(
        f"""SELECT ?thing ?property ?value ?name {{
          {{ SELECT DISTINCT ?thing {{
            {{ SELECT DISTINCT ?statement {{ {pattern} }} }}
            ?statement (od:claim|od:source|od:passage|(od:passage/oa:hasSelector)
                        |(od:via/rdf:rest*)|^od:statedIn)? ?thing }} }}
          ?thing ?property ?value
          OPTIONAL {{ ?value rdfs:label ?name }} }}"""
    )
    names: dict[str, str] = {}
    bags: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        values_ = bags[row["thing"].value][row["property"].value]
        if row["value"] not in values_:
            values_.append(row["value"])
        if row["name"]:
            names[row["value"].value] = row["name"].value
    return bags, names


def _all_bags(engine: Engine) -> tuple[dict[str, dict[str, list[Term]]], dict[str, str]]:
    """Return what :func:`_bags` does for every statement, without any join."""
    wanted = " ".join(str(term(name)) for name in _PROPERTIES)
    is_said = f"VALUES (?p ?o) {{ ({term('rdf:type')} {term('od:Statement')}) }}"
    names: dict[str, str] = {}
    bags: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    label = term("rdfs:label")
    rows = engine.select(
        f"""SELECT ?s ?p ?o {{ {{ VALUES ?p {{ {wanted} }} ?s ?p ?o }}
          UNION {{ {is_said} ?s ?p ?o }} }}"""
    )
    for subject, predicate, value in rows:
        if predicate == label:
            names[subject.value] = value.value
            continue
        values_ = bags[subject.value][predicate.value]
        if value not in values_:
            values_.append(value)
    return bags, names


def _is(bag: Bag, kind: str) -> bool:
    return term(f"od:{kind}") in bag.get(_RDF + "type", ())


class _Maker:
    """Puts statements together from the properties of their parts."""

    def __init__(self, engine: Engine, bags: Mapping[str, Bag], names: dict[str, str]) -> None:
        self.engine, self.bags, self.names = engine, bags, names
        self.reasons: dict[str, list[str]] = defaultdict(list)
        for bag in bags.values():
            for stated in bag.get(_OD + "statedIn", ()):
                self.reasons[stated.value] += [p.value for p in bag.get(_OD + "premise", ())]

    def make(self, iri: str) -> Statement:
        bag = self.bags[iri]
        claim, source = self.one(bag, "od:claim"), self.one(bag, "od:source")
        assert claim is not None
        assert source is not None
        speakers = self.many(bag.get(_OD + "speaker", ()))
        narrator = self.text(self.bags[source.iri], "od:narrator")
        return Statement(
            id=id_of(self.engine, iri),
            iri=iri,
            source=source,
            claim=claim,
            side=self.code(self.bags[claim.iri], "od:side"),
            speakers=speakers,
            affiliation=self.one(bag, "od:affiliation"),
            capacity=self.text(bag, "od:capacity"),
            on_behalf_of=self.one(bag, "od:onBehalfOf"),
            via=self.via(bag),
            mode=self.code(bag, "od:mode"),
            stance=self.code(bag, "od:stance"),
            narrated=[one.iri for one in speakers] == [narrator],
            given_up_by=self.many(bag.get(_OD + "givenUpBy", ())),
            because=self.many(NamedNode(p) for p in set(self.reasons[iri])),
            earliest=self.text(bag, "od:earliest"),
            latest=self.text(bag, "od:latest"),
            passages=self.places(bag, self.text(self.bags[source.iri], "foaf:page")),
        )

    def text(self, bag: Bag, name: str) -> str | None:
        found = bag.get(term(name).value, ())
        return found[0].value if found else None

    def number(self, bag: Bag, name: str) -> int | None:
        found = self.text(bag, name)
        return None if found is None else int(found)

    def code(self, bag: Bag, name: str) -> str:
        return (self.text(bag, name) or "").rpartition("#")[2].lower()

    def named(self, iri: str) -> Entity:
        return entity_of(self.engine, iri, self.names.get(iri, ""))

    def one(self, bag: Bag, name: str) -> Entity | None:
        found = self.text(bag, name)
        return self.named(found) if found else None

    def many(self, terms: Iterable[Term]) -> tuple[Entity, ...]:
        return tuple(sorted(self.named(one.value) for one in terms))

    def via(self, bag: Bag) -> tuple[Entity, ...]:
        found, cell = [], self.text(bag, "od:via")
        while cell and cell != _RDF + "nil":
            found.append(self.named(self.text(self.bags[cell], "rdf:first") or ""))
            cell = self.text(self.bags[cell], "rdf:rest")
        return tuple(found)

    def places(self, bag: Bag, page: str | None) -> tuple[Passage, ...]:
        found = [one.value for one in bag.get(_OD + "passage", ())]
        found.sort(key=lambda iri: int(iri.rpartition("/")[2]))
        return tuple(self.place(self.bags[iri], page) for iri in found)

    def place(self, bag: Bag, page: str | None) -> Passage:
        selector = self.text(bag, "oa:hasSelector")
        fragment = self.text(self.bags[selector], "rdf:value") if selector else None
        return Passage(
            paragraph=self.number(bag, "od:paragraph"),
            first=self.text(bag, "od:from") or "",
            last=self.text(bag, "od:to") or "",
            words=self.number(bag, "od:words"),
            sha256=self.text(bag, "od:sha256"),
            link=f"{page.partition('#')[0]}#{fragment}" if page and fragment else None,
        )


def statements_on(engine: Engine, claims: Iterable[str]) -> list[Statement]:
    """Return all statements on claims, given by IRI."""
    wanted = values_block("claim", [NamedNode(iri) for iri in sorted(set(claims))])
    return statements(engine, f"{wanted} ?statement od:claim ?claim .")
