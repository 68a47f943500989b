"""The SPARQL 1.1 Protocol: sends a query, and reads rows or facts.

Source: W3C Recommendation, SPARQL 1.1 Protocol, section 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from opendebate.engines.engine import RowStream
from opendebate.engines.remote.http_client import HttpClient
from opendebate.engines.remote.http_messages import HttpResponse, Request
from opendebate.engines.remote.web_addresses import display_address
from opendebate.errors import QueryError, RemoteError

T = TypeVar("T")
MAX_ADDRESS_LENGTH = 2_000  # characters; every server and proxy accepts so many
_RESULT_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
FACT_FORMATS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_SELECT = re.compile(
    r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\b)?([^{]*?)(?:(?<!\?)\b(?:FROM|WHERE)\b|\{)", re.IGNORECASE
)
_ALIASED = re.compile(r"\([^()]*\bAS\s+\?(\w+)\s*\)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_VARIABLE = re.compile(r"\?(\w+)")
_ASK_COLUMN = "__ASK_RETVAL"  # Virtuoso 7.2 answers ASK with a row of 1, or with none
_ACCEPT_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_ACCEPT_FACTS = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"


def send_query(
    client: HttpClient, sparql: str, dataset: Sequence[tuple[str, str]], accept: str
) -> HttpResponse:
    """Send a query: by GET while the address stays short, else by POST of a form.

    Raises
    ------
    QueryError
        If the endpoint reports that the query is wrong.
    RemoteError
        If the endpoint does not answer.
    """
    params = [("query", sparql), *dataset]
    encoded = urlencode(params)
    headers = {"Accept": accept}
    if len(client.address) + len(encoded) < MAX_ADDRESS_LENGTH:
        request = Request("GET", params=params, headers=headers)
    else:
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        request = Request("POST", content=encoded.encode(), headers=form)
    try:
        return client.send(request)
    except RemoteError as error:
        if error.status == 400:
            raise QueryError(
                f"The endpoint refuses this query: {error.what}", where=error.where
            ) from error
        raise


def select(client: HttpClient, sparql: str, dataset: Sequence[tuple[str, str]]) -> RowStream:
    """Return the rows of a SELECT query."""
    reply = send_query(client, sparql, dataset, _ACCEPT_RESULTS)
    answer = _results(reply)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("This query does not return rows.", advice="Use SELECT.")
    return RowStream(answer.variables, _until_malformed(answer, reply))


def ask(client: HttpClient, sparql: str, dataset: Sequence[tuple[str, str]]) -> bool:
    """Return the answer to an ASK query."""
    answer = _results(send_query(client, sparql, dataset, _ACCEPT_RESULTS))
    if isinstance(answer, QuerySolutions) and [v.value for v in answer.variables] == [_ASK_COLUMN]:
        return any(row[0] is not None and row[0].value in {"1", "true"} for row in answer)
    if not isinstance(answer, QueryBoolean):
        raise QueryError("This query does not return true or false.", advice="Use ASK.")
    return bool(answer)


def construct(
    client: HttpClient, sparql: str, dataset: Sequence[tuple[str, str]]
) -> Iterator[Triple]:
    """Yield the facts that a CONSTRUCT or DESCRIBE query makes."""
    reply = send_query(client, sparql, dataset, _ACCEPT_FACTS)
    for quad in _until_malformed(parse(reply.body, format=_format_of(reply, FACT_FORMATS)), reply):
        yield Triple(quad.subject, quad.predicate, quad.object)


def _results(reply: HttpResponse) -> QuerySolutions | QueryBoolean:
    form = _format_of(reply, _RESULT_FORMATS)
    try:
        return parse_query_results(reply.body, format=form)
    except (SyntaxError, ValueError) as error:
        raise _malformed(reply, error) from error


def _format_of(reply: HttpResponse, formats: Mapping[str, Any]) -> Any:
    if reply.media_type not in formats:
        raise RemoteError(
            f"It answers {reply.media_type or 'something without a type'}: {reply.text()}",
            where=display_address(reply.address),
            advice="Is that the address of a SPARQL endpoint? It often ends in /sparql or /query.",
        )
    return formats[reply.media_type]


def _until_malformed(answer: Iterable[T], reply: HttpResponse) -> Iterator[T]:
    """Yield the results of an answer until it is malformed; the error then names the endpoint."""
    try:
        yield from answer
    except (SyntaxError, ValueError) as error:
        answer = ()  # pyoxigraph's rows must not be left to a collector in another thread
        raise _malformed(reply, error) from error


def _malformed(reply: HttpResponse, error: Exception) -> RemoteError:
    return RemoteError(
        f"Its answer is not valid {reply.media_type}: {str(error)[:200]}.",
        where=display_address(reply.address),
        advice="The answer is not used. Try again, or ask the people who run the endpoint.",
    )


def selected_columns(sparql: str) -> frozenset[str] | None:
    """Return the columns that a query selects, where it names each of them.

    Examples
    --------
    >>> sorted(selected_columns("SELECT DISTINCT ?a (COUNT(?b) AS ?n) { ?a ?b ?c }"))
    ['a', 'n']
    >>> selected_columns("SELECT * { ?a ?b ?c }")
    """
    clause = _SELECT.search(_COMMENT.sub("", sparql))
    if clause is None:
        return None
    text, changed = clause[1], 1
    while changed:  # innermost brackets first
        text, aliases = _ALIASED.subn(r" ?\1 ", text)
        text, brackets = _BRACKETS.subn(" ", text)
        changed = aliases + brackets
    is_plain = not set(text) & set("()*")
    return frozenset(_VARIABLE.findall(text)) if is_plain else None


def with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with declarations of the prefixes that it uses and does not declare.

    Examples
    --------
    >>> with_prefixes("ASK { a:x ?p ?o }", {"a": "https://a.example/", "b": "https://b.example/"})
    'PREFIX a: <https://a.example/> ASK { a:x ?p ?o }'
    """
    declared = set(re.findall(r"\bPREFIX\s+([\w.-]*):", sparql, re.IGNORECASE))
    needed = set(re.findall(r"(?<![\w.-])([A-Za-z][\w.-]*):", sparql)) - declared
    head = "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in prefixes if name in needed)
    return head + sparql
