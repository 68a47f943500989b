"""Finding a debate in a SPARQL endpoint: which graphs it has, and how to see them together."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag

from opendebate.engines.remote.http_client import Door, shown
from opendebate.engines.remote.protocol import solutions, truth
from opendebate.errors import RemoteError, UsageError
from opendebate.rdf.namespaces import PREFIXES, Iris

_OD = f"PREFIX od: <{PREFIXES['od']}> "
_FIND = (
    _OD + "SELECT ?debate ?register ?graph ?seen { GRAPH ?register { ?debate a od:Debate } "
    "OPTIONAL { GRAPH ?graph { ?source a od:Source } } OPTIONAL { ?debate a ?seen } }"
)
_COLUMNS = ["debate", "register", "graph", "seen"]
_SEEN = _OD + "ASK { ?debate a od:Debate }"
_OWN_GRAPHS = ("register", "context", "derived", "ontology")
# What Oxigraph's server calls the union of all graphs; the standard has no name for it.
_OXIGRAPH = (("union-default-graph", ""),)


@dataclass(frozen=True, slots=True)
class Place:
    """A debate in an endpoint.

    Attributes
    ----------
    iris : Iris
    graphs : frozenset of str
        The IRIs of its named graphs.
    dataset : tuple of (str, str)
        Parameters of a request by which a query sees their union; empty where it does anyway.
    """

    iris: Iris
    graphs: frozenset[str]
    dataset: tuple[tuple[str, str], ...]


def find(door: Door, wanted: str = "") -> Place:
    """Return the debate in an endpoint, in one request or two.

    Parameters
    ----------
    door : Door
    wanted : str
        The IRI of the debate, where there are several.

    Raises
    ------
    UsageError
        If there is no debate, not that one, or several.
    RemoteError
        If it is no SPARQL endpoint.
    """
    found = solutions(door, _FIND, ())
    rows = [[value.value if value else "" for value in row] for row in found]
    if [one.value for one in found.variables] != _COLUMNS:
        raise RemoteError(
            "It answers another question than the one it was asked.",
            where=shown(door.address),
            advice="Is that the address of a SPARQL endpoint?",
        )
    debates = {debate: register for debate, register, *_ in rows}
    base = _choose(debates, wanted, door)
    graphs = {f"{base}graph/{name}" for name in _OWN_GRAPHS}
    graphs |= {graph for debate, _, graph, _ in rows if debate == base and graph.startswith(base)}
    everything = frozenset(graphs)
    if len(debates) == 1:
        if any(seen for *_, seen in rows):
            return Place(Iris(base), everything, ())
        if _sees(door):
            return Place(Iris(base), everything, _OXIGRAPH)
    named = [("default-graph-uri", graph) for graph in sorted(everything)]
    named += [("named-graph-uri", graph) for graph in sorted(everything)]
    return Place(Iris(base), everything, tuple(named))


def _sees(door: Door) -> bool:
    """Tell whether the endpoint knows Oxigraph's parameter; others pass over it, or refuse."""
    try:
        return truth(door, _SEEN, _OXIGRAPH)
    except (RemoteError, UsageError):
        return False


def _choose(debates: dict[str, str], wanted: str, door: Door) -> str:
    where = shown(urldefrag(door.address).url)
    if not debates:
        raise UsageError(
            "There is no debate in named graphs of this endpoint.",
            where=where,
            advice=f"'opendebate publish' puts one there, or load the file of 'opendebate build "
            f"-o debate.trig'. Is {where} the right address?",
        )
    listed = ", ".join(sorted(debates)[:8])
    if wanted and wanted not in debates:
        raise UsageError(
            f"There is no debate {wanted[:200]!r} in this endpoint.",
            where=where,
            advice=f"There are: {listed}.",
        )
    if not wanted and len(debates) > 1:
        raise UsageError(
            f"There are {len(debates)} debates in this endpoint.",
            where=where,
            advice=f"Say which, behind the address and #: {listed}.",
        )
    return wanted or next(iter(debates))
