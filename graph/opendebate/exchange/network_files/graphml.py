"""GraphML (http://graphml.graphdrawing.org), for Gephi, yEd, igraph, Cytoscape and networkx.

Not networkx's own writer, which (3.6.1) refuses lists and None; makes the key of an edge its id,
so that ids repeat and Gephi drops edges; calls its keys d0, d1, …, of which Gephi takes d3 for
the label of nodes and d7 for that of edges; declares an attribute twice where its values are
of two types; writes characters that are no XML; and loses carriage returns. Here an edge has no
id, and its key is the attribute ``key``, from where networkx's reader takes it.

One departure from the schema: it wants names without slashes as ids of nodes, and these are IRIs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opendebate.exchange.network_files.ready import Attributes, Ready, Uses, ids_of
from opendebate.exchange.network_files.text import as_text, xml

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
USES = Uses(label="label", key="key", node=("id",))
_INFINITY = "Infinity"  # GraphML's types are Java's
Keys = Mapping[str, str]  # attribute → id of its key


def graphml(ready: Ready) -> Iterator[str]:
    """Yield a network as GraphML, piece by piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n'
    if ready.description:
        yield f"<desc>{xml(ready.description)}</desc>\n"
    node_kinds, edge_kinds = ready.kinds()
    yield from _declared("node", node_kinds)
    yield from _declared("edge", edge_kinds)
    yield f'<graph edgedefault="{"directed" if ready.directed else "undirected"}">\n'
    nodes, edges = ids_of("node", node_kinds), ids_of("edge", edge_kinds)
    for node, values in ready.nodes:
        yield f'<node id="{xml(node)}">{_data(values, nodes)}</node>\n'
    for start, end, _, values in ready.edges:
        yield f'<edge source="{xml(start)}" target="{xml(end)}">{_data(values, edges)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _declared(of: str, kinds: Mapping[str, str]) -> Iterator[str]:
    for name, key in ids_of(of, kinds).items():
        yield f'<key id="{key}" for="{of}" attr.name="{xml(name)}" attr.type="{kinds[name]}"/>\n'


def _data(values: Attributes, keys: Keys) -> str:
    return "".join(
        f'<data key="{keys[name]}">{xml(as_text(value, _INFINITY))}</data>'
        for name, value in values.items()
        if value is not None
    )
