"""The SPARQL 1.1 Protocol: a query in, rows or facts out.

Source: W3C Recommendation, SPARQL 1.1 Protocol, section 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    Variable,
    parse,
    parse_query_results,
)

from opendebate.engines.remote.http_client import Door, Reply, Request, shown
from opendebate.errors import QueryError, RemoteError

T = TypeVar("T")
LONGEST_ADDRESS = 2_000  # signs of an address that every server and proxy takes
_RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_FACTS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_SELECT = re.compile(
    r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\b)?([^{]*?)(?:(?<!\?)\b(?:FROM|WHERE)\b|\{)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\([^()]*\bAS\s+\?(\w+)\s*\)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_VARIABLE = re.compile(r"\?(\w+)")
_AS_A_ROW = "__ASK_RETVAL"  # Virtuoso 7.2 answers ASK with a row of 1, or with none
_ACCEPT_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_ACCEPT_FACTS = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"


def ask_for(door: Door, sparql: str, dataset: Sequence[tuple[str, str]], accept: str) -> Reply:
    """Send a query: by GET while the address stays short, else by POST of a form.

    Raises
    ------
    QueryError
        If the endpoint says that the query is wrong.
    RemoteError
        If it has no answer.
    """
    params = [("query", sparql), *dataset]
    encoded = urlencode(params)
    headers = {"Accept": accept}
    if len(door.address) + len(encoded) < LONGEST_ADDRESS:
        request = Request("GET", params=params, headers=headers)
    else:
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        request = Request("POST", content=encoded.encode(), headers=form)
    try:
        return door.send(request)
    except RemoteError as error:
        if error.status == 400:
            raise QueryError(
                f"The endpoint does not take this query: {error.what}", where=error.where
            ) from error
        raise


@dataclass(frozen=True, slots=True)
class RemoteRows:
    """Rows that an endpoint gave.

    Attributes
    ----------
    variables : list of pyoxigraph.Variable
    rows : iterator
    """

    variables: list[Variable]
    rows: Iterator[Any]

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        return self.rows


def solutions(door: Door, sparql: str, dataset: Sequence[tuple[str, str]]) -> RemoteRows:
    """Return the rows of a SELECT query."""
    reply = ask_for(door, sparql, dataset, _ACCEPT_RESULTS)
    found = _results(reply)
    if not isinstance(found, QuerySolutions):
        raise QueryError("This query asks for no rows.", advice="Use SELECT.")
    return RemoteRows(found.variables, _sound(found, reply))


def truth(door: Door, sparql: str, dataset: Sequence[tuple[str, str]]) -> bool:
    """Return the answer to an ASK query."""
    found = _results(ask_for(door, sparql, dataset, _ACCEPT_RESULTS))
    if isinstance(found, QuerySolutions) and [v.value for v in found.variables] == [_AS_A_ROW]:
        return any(row[0] is not None and row[0].value in {"1", "true"} for row in found)
    if not isinstance(found, QueryBoolean):
        raise QueryError("This query asks not whether something is so.", advice="Use ASK.")
    return bool(found)


def facts(door: Door, sparql: str, dataset: Sequence[tuple[str, str]]) -> Iterator[Triple]:
    """Yield the facts that a CONSTRUCT or DESCRIBE query makes."""
    reply = ask_for(door, sparql, dataset, _ACCEPT_FACTS)
    for quad in _sound(parse(reply.body, format=_form(reply, _FACTS)), reply):
        yield Triple(quad.subject, quad.predicate, quad.object)


def _results(reply: Reply) -> QuerySolutions | QueryBoolean:
    form = _form(reply, _RESULTS)
    try:
        return parse_query_results(reply.body, format=form)
    except (SyntaxError, ValueError) as error:
        raise _unsound(reply, error) from error


def _form(reply: Reply, known: Mapping[str, Any]) -> Any:
    if reply.media not in known:
        raise RemoteError(
            f"It answers {reply.media or 'something without a type'}: {reply.text()}",
            where=shown(reply.address),
            advice="Is that the address of a SPARQL endpoint? It often ends in /sparql or /query.",
        )
    return known[reply.media]


def _sound(found: Iterable[T], reply: Reply) -> Iterator[T]:
    """Yield what is read of an answer; where it breaks off is an error that says whose it was."""
    try:
        yield from found
    except (SyntaxError, ValueError) as error:
        found = ()  # pyoxigraph's rows must not be left to a collector in another thread
        raise _unsound(reply, error) from error


def _unsound(reply: Reply, error: Exception) -> RemoteError:
    return RemoteError(
        f"Its answer is not the {reply.media} that it should be: {str(error)[:200]}.",
        where=shown(reply.address),
        advice="It is not used. Try again, or ask whoever runs it.",
    )


def selected(sparql: str) -> frozenset[str] | None:
    """Return the names of the columns that a query asks for, where it names each of them.

    Examples
    --------
    >>> sorted(selected("SELECT DISTINCT ?a (COUNT(?b) AS ?n) { ?a ?b ?c }"))
    ['a', 'n']
    >>> selected("SELECT * { ?a ?b ?c }")
    """
    clause = _SELECT.search(_COMMENT.sub("", sparql))
    if clause is None:
        return None
    text, changed = clause[1], 1
    while changed:  # innermost brackets first
        text, named = _NAMED.subn(r" ?\1 ", text)
        text, plain = _BRACKETS.subn(" ", text)
        changed = named + plain
    is_plain = not set(text) & set("()*")
    return frozenset(_VARIABLE.findall(text)) if is_plain else None


def with_prefixes(sparql: str, known: Mapping[str, str]) -> str:
    """Return a query that declares the known prefixes it uses, but for those it declares itself.

    Examples
    --------
    >>> with_prefixes("ASK { a:x ?p ?o }", {"a": "https://a.example/", "b": "https://b.example/"})
    'PREFIX a: <https://a.example/> ASK { a:x ?p ?o }'
    """
    own = set(re.findall(r"\bPREFIX\s+([\w.-]*):", sparql, re.IGNORECASE))
    used = set(re.findall(r"(?<![\w.-])([A-Za-z][\w.-]*):", sparql)) - own
    head = "".join(f"PREFIX {name}: <{known[name]}> " for name in known if name in used)
    return head + sparql
