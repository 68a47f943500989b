"""Lists of all entities of a kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from opendebate.ask.attribute_filter import KINDS as ATTRIBUTE_KINDS
from opendebate.ask.attribute_filter import AttributeFilter, attribute_columns
from opendebate.ask.statements import FIELDS, Statement, all_statements
from opendebate.engines.engine import Engine, prefixes
from opendebate.engines.rows import Rows
from opendebate.errors import UnknownName, UsageError, close_matches
from opendebate.natural import natural
from opendebate.word_tables import tables_beside

_COUNT = "(COUNT(DISTINCT ?statement) AS ?statements)"
LIST_KINDS = ("actors", "models", "policies", "claims", "statements", "topics", "events", "sources")
_SENSES = {  # what people say of a kind, in the singular
    "actors": {"people", "person", "organisation", "organization", "group", "speaker", "voice"},
    "policies": {"law", "rule", "licence", "license"},
    "sources": {"article", "document", "text"},
    "statements": {"passage", "quotation", "quote"},
    "queries": {"question"},
}


def similar_kinds(kind: str, kinds: Collection[str]) -> Sequence[str]:
    """Return the kinds of a list that a word may mean, by its sense or its spelling.

    Examples
    --------
    >>> similar_kinds("people", ["actors", "claims"]), similar_kinds("claim", ["actors", "claims"])
    (['actors'], ['claims'])
    """
    for meant, words in _SENSES.items():
        if meant in kinds and kind.lower().rstrip("s") in words:
            return [meant]
    return close_matches(kind, kinds)


def list_entities(engine: Engine, kind: str, where: Collection[str] = ()) -> Rows:
    """Return all entities of a kind with id, name and the number of statements on each.

    The study's own attributes follow, a column for each.

    Parameters
    ----------
    engine : Engine
    kind : str
        In the plural: one of `LIST_KINDS`. For actors it counts the statements they make, for
        other kinds those about them. In the list of statements, several speakers, carriers or
        reasons are joined by ``"; "``.
    where : collection of str
        ``"NAME=VALUE"``: only what has this value of an attribute; of statements, what they are
        or their speaker, claim or source is. Values of one attribute are alternatives.

    Raises
    ------
    UnknownName
        If there is no such kind.
    UsageError
        If there is no such attribute or value, or entities of the kind have no attributes.
    """
    if kind not in LIST_KINDS:
        close = similar_kinds(kind, LIST_KINDS)
        advice = f"What can be listed: {', '.join(LIST_KINDS)}."
        raise UnknownName("list", kind, close, advice=advice)
    if where and kind not in ATTRIBUTE_KINDS:
        having = ", ".join(ATTRIBUTE_KINDS)
        raise UsageError(f"where has no effect on {kind}, which have no attributes.",
                         advice=f"These have attributes: {having}.")  # fmt: skip
    if kind == "statements":
        return _statements(engine, where)
    chosen = AttributeFilter(engine, where, kind)
    lists = tables_beside(__file__)
    columns, pattern = lists[kind]["columns"], lists[kind]["pattern"]
    solutions = engine.select(
        f"""SELECT ?id ?name {columns} {_COUNT} (?thing AS ?iri) {{
          {pattern} ?thing dcterms:identifier ?id ; rdfs:label ?name
        }} GROUP BY ?id ?name {columns} ?thing"""
    )
    ordered = sorted(solutions, key=lambda row: natural(row["id"].value))
    names = [variable.value for variable in solutions.variables]
    rows = [[row[name] for name in names] for row in ordered if chosen.chooses(row["iri"].value)]
    attributes = attribute_columns(engine, kind, names)
    at = names.index("iri")
    cells = [[*row, *(those.get(row[at].value) for those in attributes.values())] for row in rows]
    return Rows([*names, *attributes], cells, prefixes(engine.iris))


def statement_list(engine: Engine, where: Collection[str] = ()) -> list[Statement]:
    """Return the statements that have the chosen values of attributes, or all; see above."""
    if not where:
        return all_statements(engine)
    chosen = AttributeFilter(engine, where)
    return [
        statement
        for statement in all_statements(engine)
        if any(chosen.includes(actor, statement) for actor in actors_of(statement))
    ]


def statement_records(
    engine: Engine, where: Collection[str] = ()
) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """Return the columns of the list of statements, and each statement as plain data.

    Parameters
    ----------
    engine : Engine
    where : collection of str
        As in `list_entities`.
    """
    attributes = attribute_columns(engine, "statements", FIELDS)
    records = [
        {**record, **{name: values.get(record["iri"]) for name, values in attributes.items()}}
        for record in (statement.to_dict() for statement in statement_list(engine, where))
    ]  # fmt: skip
    return (*FIELDS, *attributes), records


def _statements(engine: Engine, where: Collection[str]) -> Rows:
    columns, records = statement_records(engine, where)
    names = [name for name in columns if name not in {"sha256", "passages"}]
    return Rows(names, [[_cell(record[name]) for name in names] for record in records])


def actors_of(statement: Statement) -> list[str]:
    """Return the IRIs of a statement's speakers and of the body on whose behalf they speak."""
    body = [statement.on_behalf_of] if statement.on_behalf_of else []
    return [actor.iri for actor in (*statement.speakers, *body)] or [""]


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
