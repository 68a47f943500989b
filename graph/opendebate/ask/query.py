"""Asking: named questions and queries from outside, through one door."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from opendebate.ask.engine import Engine, kind_prefixes
from opendebate.ask.guard import check_query
from opendebate.ask.questions import question
from opendebate.ask.rows import Rows
from opendebate.errors import QueryError, UsageError
from opendebate.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib

_NAME = re.compile(r"[a-z0-9-]+", re.IGNORECASE)


def ask(engine: Engine, text: str, parameters: Mapping[str, object]) -> Rows | bool | rdflib.Graph:
    """Answer a named question or a SPARQL query.

    Parameters
    ----------
    engine : Engine
    text : str
        One word is the name of a question; anything else is SPARQL.
    parameters : mapping of str to object
        Values for a named question.

    Returns
    -------
    Rows, bool or rdflib.Graph
        For SELECT, for ASK, and for CONSTRUCT and DESCRIBE.

    Raises
    ------
    QueryError, UsageError, UnknownName, AmbiguousName
        See :mod:`opendebate.errors`.
    """
    chooses = False
    if _NAME.fullmatch(text.strip()):
        sparql = question(text.strip()).with_values(engine, parameters)
    elif parameters:
        raise UsageError("Only named questions take parameters.", advice="Use VALUES in SPARQL.")
    else:
        graphs = {g.value for g in engine.store.named_graphs() if isinstance(g, NamedNode)}
        sparql, chooses = check_query(text, graphs)
    try:
        return _answer(engine, engine.run(sparql, union=not chooses))
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query has no answer: {error}.") from error


def _answer(
    engine: Engine, found: QuerySolutions | QueryTriples | QueryBoolean
) -> Rows | bool | rdflib.Graph:
    """Read an answer to its end; only then does the engine tell all that is wrong with a query."""
    if isinstance(found, QuerySolutions):
        return Rows.of(found)
    if isinstance(found, QueryBoolean):
        return bool(found)
    from opendebate.rdf.convert import to_graph

    graph = to_graph(Quad(t.subject, t.predicate, t.object) for t in found)
    for prefix, iri in {**PREFIXES, **kind_prefixes(engine.iris)}.items():
        graph.bind(prefix, iri, replace=True)
    return graph
