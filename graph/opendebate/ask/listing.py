"""Lists of all entities of a kind."""

from __future__ import annotations

from opendebate.ask.statements import all_statements
from opendebate.engines.engine import Engine, prefixes
from opendebate.engines.rows import Rows
from opendebate.errors import UnknownName, close_matches
from opendebate.natural import natural

_COUNT = "(COUNT(DISTINCT ?statement) AS ?statements)"
_TYPE = "BIND(REPLACE(STR(?t), '^.*#', '') AS ?type)"

# Kind → its columns after id, name and IRI, and the pattern that binds them.
_LISTS = {
    "actors": (
        "?type",
        f"""?thing a ?t . VALUES ?t {{ od:Person od:Organization od:Group }} {_TYPE}
        OPTIONAL {{ ?statement od:speaker ?thing }}""",
    ),
    "models": (
        "?developer",
        """?thing a od:Model
        OPTIONAL { SELECT ?thing (GROUP_CONCAT(?each; separator="; ") AS ?developer) {
          SELECT DISTINCT ?thing ?each { ?thing od:developer/rdfs:label ?each } ORDER BY ?each
        } GROUP BY ?thing }
        OPTIONAL { ?statement od:claim/od:about ?thing }""",
    ),
    "policies": (
        "?kind ?earliest ?latest",
        """?thing a od:Policy ; od:policyKind/skos:notation ?kind .
        OPTIONAL { ?thing od:earliest ?earliest ; od:latest ?latest }
        OPTIONAL { ?statement od:claim/od:about ?thing }""",
    ),
    "claims": (
        "?side ?kind",
        """?thing a od:Claim ; od:side/skos:notation ?side ; od:claimKind/skos:notation ?kind .
        OPTIONAL { ?statement od:claim ?thing }""",
    ),
    "topics": (
        "?broader",
        """?thing a skos:Concept ; dcterms:identifier ?id .
        OPTIONAL { ?thing skos:broader/rdfs:label ?broader }
        OPTIONAL { ?statement od:claim/od:topic ?thing }""",
    ),
    "events": (
        "?kind ?earliest ?latest",
        """?thing a od:Event ; od:eventKind/skos:notation ?kind .
        OPTIONAL { ?thing od:earliest ?earliest ; od:latest ?latest }
        OPTIONAL { ?statement od:claim/od:about ?thing }""",
    ),
    "sources": (
        "?kind ?publisher ?earliest ?latest",
        """?thing a od:Source ; od:sourceKind/skos:notation ?kind .
        OPTIONAL { ?thing dcterms:publisher/rdfs:label ?publisher }
        OPTIONAL { ?thing od:earliest ?earliest ; od:latest ?latest }
        OPTIONAL { ?statement od:source ?thing }""",
    ),
}
LIST_KINDS = ("actors", "models", "policies", "claims", "statements", "topics", "events", "sources")
# Columns of the list of statements, as the coding files name them.
_STATEMENTS = (
    "id", "source", "speakers", "as", "on_behalf_of", "via", "mode", "claim", "claim_text",
    "stance", "side", "because", "earliest", "latest", "paragraph", "from", "to", "words",
    "iri",
)  # fmt: skip


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
    columns, pattern = _LISTS[kind]
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
