"""Statements with all that belongs to them: who, in what role, how, where, via whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from opendebate.ask.entities import Entity, entity_of, id_of
from opendebate.ask.statement import FIELDS, Passage, Statement
from opendebate.ask.statement_json import StatementTable, to_table
from opendebate.engines.cached_results import ResultCache, result_cache
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
# The properties of statements, and of the nodes that belong to them.
_PROPERTIES = (
    "rdfs:label", "rdf:first", "rdf:rest", "rdf:value", "foaf:page", "oa:hasSelector",
    "od:affiliation", "od:capacity", "od:claim", "od:earliest", "od:from", "od:givenUpBy",
    "od:latest", "od:mode", "od:narrator", "od:onBehalfOf", "od:paragraph", "od:passage",
    "od:premise", "od:sha256", "od:side", "od:source", "od:speaker", "od:stance", "od:statedIn",
    "od:to", "od:via", "od:words",
)  # fmt: skip
_EXTRACT = "statements"
# The files of the package that compute the extract, or what it is computed with.
_CODE = (
    "ask/attribute_filter.py", "ask/entities.py", "ask/nested_entities.py", "ask/questions.py",
    "ask/statement.py", "ask/statement_json.py", "ask/statements.py", "ask/stories.py", "cells.py",
    "coding/top_topics.py", "counting.py", "engines/cached_results.py", "engines/engine.py",
    "engines/rows.py", "errors.py", "file_locks.py", "files.py", "natural.py",
    "printed_commands.py", "rdf/namespaces.py", "table.py",
)  # fmt: skip
# The facts of a debate whose statements are soon read: of a larger one, a few are soon queried.
_MOST_FACTS = 150_000
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
    table = _table_if_small(engine)
    if table is None:
        return _build_statements(engine, *_bags(engine, pattern))
    rows = engine.select(f"SELECT DISTINCT ?statement {{ {pattern} }}")
    return table.with_iris({row["statement"].value for row in rows})


def all_statements(engine: Engine) -> list[Statement]:
    """Return every statement of a debate, by source, paragraph and id, in one request.

    An engine in this process keeps them. Where it has a cache of results, the next process reads
    them from there.
    """
    computed: dict[str, list[Statement]] = getattr(engine, "computed", {})
    if _EXTRACT not in computed:
        cache = result_cache(engine)
        computed[_EXTRACT] = (
            _build_statements(engine, *_all_bags(engine))
            if cache is None
            else _table(engine, cache).statements()
        )
    return list(computed[_EXTRACT])


def _table_if_small(engine: Engine) -> StatementTable | None:
    """Return every statement of a debate that is not large, if its engine has a cache."""
    cache = result_cache(engine)
    if cache is None or cache.facts is None or cache.facts > _MOST_FACTS:
        return None
    return _table(engine, cache)


def _table(engine: Engine, cache: ResultCache) -> StatementTable:
    """Return every statement from the cache; if it is not there, compute and store it."""
    if _EXTRACT not in cache.objects:
        table = cache.get(_EXTRACT, _CODE)
        if table is None:
            table = to_table(_build_statements(engine, *_all_bags(engine)))
            cache.put(_EXTRACT, table, _CODE)
        cache.objects[_EXTRACT] = StatementTable(table)
    known: StatementTable = cache.objects[_EXTRACT]
    return known


def _build_statements(
    engine: Engine, bags: dict[str, dict[str, list[Term]]], names: dict[str, str]
) -> list[Statement]:
    """Return the statements among nodes, from all that belongs to them."""
    roots = [iri for iri, bag in bags.items() if _is(bag, "Statement")]
    maker = _StatementBuilder(engine, bags, names)
    return sorted(map(maker.make, roots), key=source_order)


def source_order(statement: Statement) -> tuple[Order, int, Order]:
    """Return what sorts statements: source, paragraph, id."""
    paragraph = statement.passages[0].paragraph if statement.passages else None
    return natural(statement.source.id), paragraph or 0, natural(statement.id)


def time_order(statement: Statement) -> tuple[bool, str, str, tuple[Order, int, Order]]:
    """Return what sorts statements by time, those without a date last."""
    return (
        not statement.earliest,
        statement.earliest or "",
        statement.latest or "",
        source_order(statement),
    )


def _bags(engine: Engine, pattern: str) -> tuple[dict[str, dict[str, list[Term]]], dict[str, str]]:
    """Return every property of the statements and of the nodes they refer to, and names."""
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
    properties = " ".join(str(term(name)) for name in _PROPERTIES)
    is_said = f"VALUES (?p ?o) {{ ({term('rdf:type')} {term('od:Statement')}) }}"
    names: dict[str, str] = {}
    bags: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    label = term("rdfs:label")
    rows = engine.select(
        f"""SELECT ?s ?p ?o {{ {{ VALUES ?p {{ {properties} }} ?s ?p ?o }}
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


class _StatementBuilder:
    """Builds statements from the properties of their nodes."""

    def __init__(self, engine: Engine, bags: Mapping[str, Bag], names: dict[str, str]) -> None:
        self.engine, self.bags, self.names = engine, bags, names
        self.reasons: dict[str, list[str]] = defaultdict(list)
        for bag in bags.values():
            for stated in bag.get(_OD + "statedIn", ()):
                self.reasons[stated.value] += [p.value for p in bag.get(_OD + "premise", ())]

    def make(self, iri: str) -> Statement:
        bag = self.bags[iri]
        claim, source = (
            self.optional_entity(bag, "od:claim"),
            self.optional_entity(bag, "od:source"),
        )
        assert claim is not None
        assert source is not None
        speakers = self.entities(bag.get(_OD + "speaker", ()))
        narrator = self.text(self.bags[source.iri], "od:narrator")
        return Statement(
            id=id_of(self.engine, iri),
            iri=iri,
            source=source,
            claim=claim,
            side=self.code(self.bags[claim.iri], "od:side"),
            speakers=speakers,
            affiliation=self.optional_entity(bag, "od:affiliation"),
            capacity=self.text(bag, "od:capacity"),
            on_behalf_of=self.optional_entity(bag, "od:onBehalfOf"),
            via=self.via(bag),
            mode=self.code(bag, "od:mode"),
            stance=self.code(bag, "od:stance"),
            narrated=[speaker.iri for speaker in speakers] == [narrator],
            given_up_by=self.entities(bag.get(_OD + "givenUpBy", ())),
            because=self.entities(NamedNode(p) for p in set(self.reasons[iri])),
            earliest=self.text(bag, "od:earliest"),
            latest=self.text(bag, "od:latest"),
            passages=self.passages(bag, self.text(self.bags[source.iri], "foaf:page")),
        )

    def text(self, bag: Bag, name: str) -> str | None:
        values = bag.get(term(name).value, ())
        return values[0].value if values else None

    def number(self, bag: Bag, name: str) -> int | None:
        text = self.text(bag, name)
        return None if text is None else int(text)

    def code(self, bag: Bag, name: str) -> str:
        return (self.text(bag, name) or "").rpartition("#")[2].lower()

    def entity(self, iri: str) -> Entity:
        return entity_of(self.engine, iri, self.names.get(iri, ""))

    def optional_entity(self, bag: Bag, name: str) -> Entity | None:
        iri = self.text(bag, name)
        return self.entity(iri) if iri else None

    def entities(self, terms: Iterable[Term]) -> tuple[Entity, ...]:
        return tuple(sorted(self.entity(term_.value) for term_ in terms))

    def via(self, bag: Bag) -> tuple[Entity, ...]:
        carriers, cell = [], self.text(bag, "od:via")
        while cell and cell != _RDF + "nil":
            carriers.append(self.entity(self.text(self.bags[cell], "rdf:first") or ""))
            cell = self.text(self.bags[cell], "rdf:rest")
        return tuple(carriers)

    def passages(self, bag: Bag, page: str | None) -> tuple[Passage, ...]:
        iris = [passage.value for passage in bag.get(_OD + "passage", ())]
        iris.sort(key=lambda iri: int(iri.rpartition("/")[2]))
        return tuple(self.passage(self.bags[iri], page) for iri in iris)

    def passage(self, bag: Bag, page: str | None) -> Passage:
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
    if (table := _table_if_small(engine)) is not None:
        return table.on_claims(set(claims))
    claim_values = values_block("claim", [NamedNode(iri) for iri in sorted(set(claims))])
    return statements(engine, f"{claim_values} ?statement od:claim ?claim .")
