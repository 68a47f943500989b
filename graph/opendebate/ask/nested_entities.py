"""Pieces of entities, which have IRIs but no ids: passages, arguments, memberships."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from opendebate.engines.engine import ENTITY_KINDS, values_block
from opendebate.rdf.namespaces import term

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

# What may be omitted from the paths of pieces: source/SLUG/ID/passage/1 → SLUG/ID/passage/1.
_PATH_PREFIXES = ("", *(f"{kind}/" for kind in (*ENTITY_KINDS, "argument")))
_KINDS = {
    "Passage": "passage", "FragmentSelector": "passage", "Support": "argument",
    "Attack": "argument", "Undercut": "argument", "Membership": "membership",
    "Question": "question", "Debate": "debate", "BibliographicResource": "reference",
}  # fmt: skip
_STEPS = {"supports": "od:Support", "attacks": "od:Attack"}


def nested_entity(engine: Engine, text: str) -> tuple[str, str, str] | None:
    """Return the piece that an IRI, or its path within the debate, names.

    Parameters
    ----------
    engine : Engine
    text : str
        ``"SLUG/ID/passage/1"``, ``"PREMISE/attacks/CONCLUSION"``, ``"ACTOR/membership/1"`` or an
        IRI.

    Returns
    -------
    (str, str, str) or None
        Kind, id and IRI; None where the text names no piece.
    """
    if "/" not in text:
        return None
    for row in engine.select(_piece_query(engine, text)):
        iri = row["piece"].value
        kinds = [_KINDS.get(type_.rpartition("#")[2].rpartition("/")[2]) for type_ in _types(row)]
        kind = next(filter(None, kinds), "piece")
        return kind, iri.removeprefix(engine.iris.base).partition("/")[2] or iri, iri
    for graph in (text, engine.iris.base + text):
        if graph in engine.graphs():
            return "graph", graph.removeprefix(engine.iris.base), graph
    step = _stated_step(engine, text)
    return (
        ("argument", step.removeprefix(engine.iris.base).partition("/")[2], step) if step else None
    )


def _piece_query(engine: Engine, text: str) -> str:
    candidates = values_block("piece", _candidates(engine, text))
    # The candidates stand in the inner query: an engine would else list all subjects first.
    return f"""SELECT ?piece (GROUP_CONCAT(STR(?type); separator=" ") AS ?types) {{
      {{ SELECT DISTINCT ?piece {{ {candidates} ?piece ?any ?thing }} }}
      OPTIONAL {{ ?piece a ?type }} }} GROUP BY ?piece"""


def _types(row: Any) -> list[str]:
    return row["types"].value.split() if row["types"] else []


def _candidates(engine: Engine, text: str) -> Iterator[NamedNode]:
    paths = (
        [text]
        if "://" in text
        else [f"{engine.iris.base}{prefix}{text}" for prefix in _PATH_PREFIXES]
    )
    for path in paths:
        try:
            yield NamedNode(path)
        except ValueError:
            continue


def _stated_step(engine: Engine, text: str) -> str:
    """Return an argument that takes a step such as ``PREMISE/attacks/CONCLUSION``.

    Networks name steps in this way. Where only speakers take a step, the argument is theirs.
    """
    path = text.removeprefix(engine.iris("argument", "").value)
    premise, _, after_premise = path.partition("/")
    relation, _, conclusion = after_premise.partition("/")
    if relation not in _STEPS or not conclusion:
        return ""
    try:
        ends = [engine.iris("claim", claim) for claim in (premise, conclusion)]
    except ValueError:
        return ""
    rows = engine.select(
        f"""SELECT ?argument {{ ?argument a {term(_STEPS[relation])} ;
          od:premise {ends[0]} ; od:conclusion {ends[1]} }} ORDER BY ?argument LIMIT 1"""
    )
    return next((str(row["argument"].value) for row in rows), "")


def enclosing_entity(engine: Engine, iri: str) -> str:
    """Return the IRI of the entity that a piece belongs to; empty where it belongs to none.

    A passage belongs to its statement, a membership to its actor, an argument to its conclusion,
    or to the conclusion of the step that it undercuts, and the graph of a source to the source.
    """
    conclusion_query = f"""SELECT ?claim {{ {values_block("piece", [NamedNode(iri)])}
      ?piece od:undercuts*/od:conclusion ?claim }} LIMIT 1"""
    for row in engine.select(conclusion_query):
        return str(row["claim"].value)
    kind, *path = iri.removeprefix(engine.iris.base).split("/")
    if kind == "graph" and path[:1] == ["source"] and len(path) == 2:
        return engine.iris("source", path[1]).value
    if kind == "source" and len(path) > 2:
        return engine.iris("source", *path[:2]).value
    return engine.iris(kind, path[0]).value if kind in ENTITY_KINDS and len(path) > 1 else ""
