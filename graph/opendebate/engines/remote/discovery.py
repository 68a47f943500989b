"""Finds a debate in a SPARQL endpoint: its graphs, and how to query them together."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag

from opendebate.engines.remote.http_client import HttpClient
from opendebate.engines.remote.protocol import ask, select
from opendebate.engines.remote.web_addresses import display_address
from opendebate.errors import RemoteError, UsageError
from opendebate.rdf.namespaces import PREFIXES, Iris

_OD = f"PREFIX od: <{PREFIXES['od']}> "
_FIND = (
    _OD + "SELECT ?debate ?register ?graph ?seen { GRAPH ?register { ?debate a od:Debate } "
    "OPTIONAL { GRAPH ?graph { ?source a ?kind . VALUES ?kind { od:Source od:Story } } } "
    "OPTIONAL { ?debate a ?seen } }"
)
_COLUMNS = ["debate", "register", "graph", "seen"]
_IS_DEBATE_VISIBLE = _OD + "ASK { ?debate a od:Debate }"
_FIXED_GRAPHS = ("register", "dataset", "context", "derived", "ontology")
# What Oxigraph's server calls the union of all graphs; the standard has no name for it.
_OXIGRAPH_UNION = (("union-default-graph", ""),)


@dataclass(frozen=True, slots=True)
class RemoteDebate:
    """A debate in an endpoint.

    Attributes
    ----------
    iris : Iris
    graphs : frozenset of str
        The IRIs of its named graphs.
    dataset : tuple of (str, str)
        Parameters that make a query see the union of the graphs; empty where none are needed.
    """

    iris: Iris
    graphs: frozenset[str]
    dataset: tuple[tuple[str, str], ...]


def find_debate(client: HttpClient, debate_iri: str = "") -> RemoteDebate:
    """Return the debate in an endpoint, in one request or two.

    Parameters
    ----------
    client : HttpClient
    debate_iri : str
        The IRI of the debate, where there are several.

    Raises
    ------
    UsageError
        If there is no debate, not that one, or several.
    RemoteError
        If it is not a SPARQL endpoint.
    """
    answer = select(client, _FIND, ())
    rows = [[value.value if value else "" for value in row] for row in answer]
    if [variable.value for variable in answer.variables] != _COLUMNS:
        raise RemoteError(
            "The answer does not fit the query.",
            where=display_address(client.address),
            advice="Is that the address of a SPARQL endpoint?",
        )
    debates = {debate: register for debate, register, *_ in rows}
    base = _choose(debates, debate_iri, client)
    graphs = {f"{base}graph/{name}" for name in _FIXED_GRAPHS}
    graphs |= {graph for debate, _, graph, _ in rows if debate == base and graph.startswith(base)}
    graph_iris = frozenset(graphs)
    if len(debates) == 1:
        if any(visible for *_, visible in rows):
            return RemoteDebate(Iris(base), graph_iris, ())
        if _accepts_union_parameter(client):
            return RemoteDebate(Iris(base), graph_iris, _OXIGRAPH_UNION)
    dataset = [("default-graph-uri", graph) for graph in sorted(graph_iris)]
    dataset += [("named-graph-uri", graph) for graph in sorted(graph_iris)]
    return RemoteDebate(Iris(base), graph_iris, tuple(dataset))


def _accepts_union_parameter(client: HttpClient) -> bool:
    """Return whether the endpoint knows Oxigraph's parameter; others ignore or refuse it."""
    try:
        return ask(client, _IS_DEBATE_VISIBLE, _OXIGRAPH_UNION)
    except (RemoteError, UsageError):
        return False


def _choose(debates: dict[str, str], debate_iri: str, client: HttpClient) -> str:
    where = display_address(urldefrag(client.address).url)
    if not debates:
        raise UsageError(
            "There is no debate in named graphs of this endpoint.",
            where=where,
            advice=f"Upload one with 'opendebate publish', or load the file that 'opendebate "
            f"export trig' writes. Is {where} the right address?",
        )
    listed = ", ".join(sorted(debates)[:8])
    if debate_iri and debate_iri not in debates:
        raise UsageError(
            f"There is no debate {debate_iri[:200]!r} in this endpoint.",
            where=where,
            advice=f"It has these debates: {listed}.",
        )
    if not debate_iri and len(debates) > 1:
        raise UsageError(
            f"There are {len(debates)} debates in this endpoint.",
            where=where,
            advice=f"Write # and the IRI of one after the address: {listed}.",
        )
    return debate_iri or next(iter(debates))
