"""Lists of all entities of a kind."""

from __future__ import annotations

from pathlib import Path

from opendebate.ask.statements import FIELDS, all_statements
from opendebate.engines.engine import Engine, prefixes
from opendebate.engines.rows import Rows
from opendebate.errors import UnknownName, close_matches
from opendebate.natural import natural

_COUNT = "(COUNT(DISTINCT ?statement) AS ?statements)"
LIST_KINDS = ("actors", "models", "policies", "claims", "statements", "topics", "events", "sources")
# Columns of the list of statements, as the coding files name them.
_STATEMENTS = tuple(name for name in FIELDS if name not in {"sha256", "passages"})


def list_entities(engine: Engine, kind: str) -> Rows:
    """Return all entities of a kind with id, name and the number of statements on each.

    Parameters
    ----------
    engine : Engine
    kind : str
        In the plural: one of `LIST_KINDS`. For actors it counts the statements they make, for
        other kinds those about them. In the list of statements, several speakers, carriers or
        reasons are joined by ``"; "``.

    Raises
    ------
    UnknownName
        If there is no such kind.
    """
    if kind not in LIST_KINDS:
        raise UnknownName("list", kind, close_matches(kind, LIST_KINDS))
    if kind == "statements":
        return _statements(engine)
    import tomllib

    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    columns, pattern = lists[kind]["columns"], lists[kind]["pattern"]
    solutions = engine.select(
        f"""SELECT ?id ?name {columns} {_COUNT} (?thing AS ?iri) {{
          {pattern} ?thing dcterms:identifier ?id ; rdfs:label ?name
        }} GROUP BY ?id ?name {columns} ?thing"""
    )
    ordered = sorted(solutions, key=lambda row: natural(row["id"].value))
    names = [variable.value for variable in solutions.variables]
    return Rows(names, ordered, prefixes(engine.iris))


def _statements(engine: Engine) -> Rows:
    records = (statement.to_dict() for statement in all_statements(engine))
    cells = [[_cell(record[name]) for name in _STATEMENTS] for record in records]
    return Rows(_STATEMENTS, cells)


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
