"""Networks for other programs: GraphML, GEXF, DOT, and the JSON of D3, networkx and Cytoscape.

All attributes arrive, under their own names but where a format uses a name itself: such an
attribute becomes ``local_`` and its name (``local_id`` in JSON and GraphML, where ``id`` is the
IRI, and ``local_name`` in DOT). Nodes have their name as ``label``, or as Cytoscape's ``name``.
What is None is left out, but in JSON. Where a format has no lists,
:func:`opendebate.exchange.network_files.text.joined` makes texts of them. A character that a format
cannot hold becomes U+FFFD. The same network gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from opendebate.errors import check_known
from opendebate.exchange.formats import NETWORK_FORMATS
from opendebate.exchange.network_files import dot, gexf, graphml
from opendebate.exchange.network_files.ready import Dates, Ready, Uses, make_ready
from opendebate.exchange.network_files.text import as_text, encodable

__all__ = ["NETWORK_FORMATS", "dates_of", "write_network"]

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.ask.statements import Statement


# Not networkx's own functions (3.6.1): node_link_data puts the IRI into `id` over the id that is
# there; cytoscape_data puts that id beside edges whose ends are IRIs, which Cytoscape refuses.
def _node_link(ready: Ready) -> Iterator[str]:
    """Yield what networkx.node_link_graph reads; D3 too, which calls edges links."""
    yield _head(ready, {"graph": _title(ready)})
    yield _list("nodes", ({"id": node, **attributes} for node, attributes in ready.nodes))
    edges = (
        {"source": start, "target": end, **_key(key), **attributes}
        for start, end, key, attributes in ready.edges
    )
    yield f",\n{_list('edges', edges)}}}\n"


def _cytoscape(ready: Ready) -> Iterator[str]:
    """Yield Cytoscape's JSON, with networkx's `value` and `key`."""
    yield _head(ready, {"generated_by": "opendebate", "data": _title(ready)})
    nodes = (
        {"data": {"id": node, "value": node, **attributes}} for node, attributes in ready.nodes
    )
    edges = (
        {"data": {"id": f"e{n}", "source": start, "target": end, **_key(key), **attributes}}
        for n, (start, end, key, attributes) in enumerate(ready.edges)
    )
    yield f'"elements": {{{_list("nodes", nodes)},\n{_list("edges", edges)}}}}}\n'


def _head(ready: Ready, fields: dict[str, Any]) -> str:
    head = {"directed": ready.directed, "multigraph": ready.multi, **fields}
    return f"{_json(head)[:-1]},\n"


def _list(name: str, items: Iterable[dict[str, Any]]) -> str:
    """Return a list under its name, an item on each line."""
    lines = ",\n".join(map(_json, items))
    return f'"{name}": [\n{lines}\n]'


def _title(ready: Ready) -> dict[str, Any]:
    return {**({"name": ready.title} if ready.title else {}), **ready.graph}


def _key(key: Any) -> dict[str, Any]:
    return {} if key is None else {"key": key}


def _json(value: dict[str, Any]) -> str:
    return encodable(json.dumps(_jsonable(value), ensure_ascii=False, allow_nan=False))


def _jsonable(value: Any) -> Any:
    """Return a value with what JSON does not have as text: sets as lists, infinity as a word."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else as_text(value, "Infinity")
    if isinstance(value, dict):
        return {str(name): _jsonable(item) for name, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return [_jsonable(item) for item in value] if isinstance(value, list | tuple) else str(value)


# Of each format, what it uses itself, and what writes it.
_FORMATS: dict[str, tuple[Uses, Callable[[Ready], Iterator[str]]]] = {
    "graphml": (graphml.USES, graphml.graphml),
    "gexf": (gexf.USES, gexf.gexf),
    "dot": (dot.USES, dot.dot),
    "node-link": (Uses(node=("id",), edge=("source", "target", "key")), _node_link),
    "cytoscape": (
        Uses(label="name", node=("id", "value"), edge=("id", "source", "target", "key")),
        _cytoscape,
    ),
}


def dates_of(statements: Iterable[Statement]) -> dict[str, tuple[str, str]]:
    """Return the first and last day of each statement that has both."""
    return {
        item.id: (item.earliest, item.latest)
        for item in statements
        if item.earliest and item.latest
    }


def write_network(
    graph: nx.Graph[str], form: str, *, title: str = "", dates: Dates | None = None
) -> bytes:
    """Return a network in another program's format.

    Parameters
    ----------
    graph : networkx.Graph
        Or one of its kin, as the modules of :mod:`opendebate.networks` make them; it is not
        changed.
    form : str
        One of `NETWORK_FORMATS`.
    title : str
        What the network is.
    dates : mapping of str to tuple of str, optional
        Statement → the first and last day it can have been made on, as ``"2024-01-31"``. An edge
        lasts from the first day of its statements to the last: on Gephi's timeline in GEXF, in
        the attributes `start` and `end` elsewhere. Edges without dated statements always last.

    Raises
    ------
    UsageError
        If there is no such format.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("x:ann", name="Ann")
    >>> graph.add_edge("x:ann", "x:maps", key="affirms", weight=2)
    'affirms'
    >>> print(write_network(graph, "dot", title="Maps").decode())
    digraph "Maps" {
    "x:ann" [local_name="Ann", label="Ann"];
    "x:maps" [label="x:maps"];
    "x:ann" -> "x:maps" [weight=2, key="affirms"];
    }
    <BLANKLINE>
    """
    check_known(form, NETWORK_FORMATS, f"There is no network format {form!r}.")
    uses, write = _FORMATS[form]
    return b"".join(piece.encode() for piece in write(make_ready(graph, title, dates, uses)))
