"""The one entry point for queries: named questions and SPARQL from users."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from opendebate.ask.questions import question
from opendebate.engines.engine import Engine, prefixes
from opendebate.engines.rows import Rows
from opendebate.engines.safety import SafeQuery, check_query, parse
from opendebate.engines.time_limit import within
from opendebate.errors import QueryError, UsageError

if TYPE_CHECKING:
    import rdflib

_NAME = re.compile(r"[a-z0-9-]+", re.IGNORECASE)


def ask(
    engine: Engine,
    text: str,
    parameters: Mapping[str, object],
    timeout: float | None = None,
) -> Rows | bool | rdflib.Graph:
    """Answer a named question or a SPARQL query.

    Parameters
    ----------
    engine : Engine
    text : str
        One word is the name of a question; anything else is SPARQL.
    parameters : mapping of str to object
        Values for a named question.
    timeout : float, optional
        Seconds until the query is ended; by default the engine's own limit, if it has one.

    Returns
    -------
    Rows, bool or rdflib.Graph
        For SELECT, for ASK, and for CONSTRUCT and DESCRIBE.

    Raises
    ------
    LimitReached
        If it takes longer than `timeout`.
    QueryError, UsageError, UnknownName, AmbiguousName
        See :mod:`opendebate.errors`.
    """
    if _NAME.fullmatch(text.strip()):
        checked = SafeQuery(question(text.strip()).with_values(engine, parameters), "select", False)
    elif parameters:
        raise UsageError("Only named questions take parameters.", advice="Use VALUES in SPARQL.")
    else:
        checked = check_query(text, engine.graphs())
    try:
        if timeout is None:
            return _answer(engine, checked)
        limited = engine.limited(timeout)
        return within(timeout, lambda: _answer(limited, checked))
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query has no answer: {error}.") from error


def doubtful_terms(engine: Engine, text: str) -> list[str]:
    """Return a sentence on each term of a query that occurs nowhere, or not in that role.

    Parameters
    ----------
    engine : Engine
    text : str
        SPARQL that `ask` takes, or the name of a question, which has no such terms.
    """
    from opendebate.ask.unknown_terms import unknown_terms

    if _NAME.fullmatch(text.strip()):
        return []
    return unknown_terms(engine, parse(check_query(text, engine.graphs()).text))


def near_values(engine: Engine, text: str) -> list[str]:
    """Return a sentence on each text of a query that the debate has only in another form.

    Parameters
    ----------
    engine : Engine
    text : str
        As in `doubtful_terms`; of use where a query finds nothing.
    """
    from opendebate.ask.literals import near_literals

    if _NAME.fullmatch(text.strip()):
        return []
    return near_literals(engine, parse(check_query(text, engine.graphs()).text))


def _answer(engine: Engine, query: SafeQuery) -> Rows | bool | rdflib.Graph:
    """Read the complete answer: an engine reports some faults of a query only at the end."""
    union = not query.has_dataset_clause
    if query.form == "select":
        return Rows.of(engine.select(query.text, union=union), prefixes(engine.iris))
    if query.form == "ask":
        return engine.ask(query.text, union=union)
    from opendebate.rdf.rdflib_bridge import to_graph

    graph = to_graph(engine.construct(query.text, union=union))
    for prefix, iri in prefixes(engine.iris).items():
        graph.bind(prefix, iri, replace=True)
    return graph
