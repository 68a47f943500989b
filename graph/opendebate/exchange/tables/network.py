"""A network as two tables: its nodes, and its ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opendebate.exchange.coded_debate import Record
from opendebate.exchange.network_files.ready import Uses, attribute_types, make_ready
from opendebate.exchange.tables import written
from opendebate.exchange.tables.columns import LISTS, Column
from opendebate.exchange.tables.metadata import TableSchema
from opendebate.natural import natural

if TYPE_CHECKING:
    import networkx as nx

# Columns that stand first, where there are any, in this order.
_FIRST = ("iri", "id", "name", "kind", "from", "to", "relation", "weight", "sign")
_TYPES = {"long": "integer"}  # CSVW's name, where it is another
_NOTES = {
    "nodes": "The nodes that the network joins by ties.",
    "edges": "The ties: from and to are the IRIs of nodes. The weight of subtract has its sign.",
}


def write_network_tables(graph: nx.Graph[str], title: str) -> dict[str, bytes]:
    """Return a network as ``nodes.csv`` and ``edges.csv``, with ``metadata.json`` (CSVW).

    Parameters
    ----------
    graph : networkx.Graph
        Or one of its kin; it is not changed.
    title : str
        What the network is.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("x:ann", "x:ben", weight=-2.0, sign=-1)
    >>> write_network_tables(graph, "Maps")["edges.csv"].decode().splitlines()
    ['from,to,weight,sign', 'x:ann,x:ben,-2.0,-1']
    """
    ready = make_ready(graph, title, None, Uses())
    nodes = [{**values, "iri": node} for node, values in ready.nodes]
    ties = [{**values, "from": start, "to": end} for start, end, _, values in ready.edges]
    nodes.sort(key=lambda node: natural(node["iri"]))
    ties.sort(key=lambda tie: (natural(tie["from"]), natural(tie["to"]), str(tie.get("relation"))))
    tables = [_table("nodes", "iri", nodes), _table("edges", "", ties)]
    notes = " ".join(graph.graph.get("notes", ()))
    return written(tables, {"title": title, "description": notes})


def _table(name: str, key: str, rows: Sequence[Record]) -> TableSchema:
    types = dict.fromkeys((column for row in rows for column in row), "string")
    types |= attribute_types(rows)
    lists = {column for row in rows for column, value in row.items() if isinstance(value, LISTS)}
    order = sorted(types, key=lambda name: (_FIRST.index(name) if name in _FIRST else 99, name))
    columns = [Column((name,), _TYPES.get(types[name], types[name]), name in lists)
               for name in order]  # fmt: skip
    return TableSchema(name, name.capitalize(), "", "", key, columns, rows, _NOTES[name])
