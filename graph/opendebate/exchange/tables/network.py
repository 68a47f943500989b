"""A network as two tables: its nodes, and its ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from opendebate.exchange.draft import Record
from opendebate.exchange.tables import written
from opendebate.exchange.tables.columns import Column
from opendebate.exchange.tables.metadata import Table
from opendebate.natural import natural

if TYPE_CHECKING:
    import networkx as nx

# Columns that stand first, where there are any, in this order.
_FIRST = ("iri", "id", "name", "kind", "from", "to", "relation", "weight", "sign")
_LISTS = (list, tuple, set, frozenset)
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
    nodes = [{**_listed(graph.nodes[node]), "iri": node} for node in sorted(graph, key=natural)]
    ties = [
        {**_listed(attributes), "from": source, "to": target}
        for source, target, attributes in graph.edges(data=True)
    ]
    ties.sort(key=lambda tie: (natural(tie["from"]), natural(tie["to"]), str(tie.get("relation"))))
    tables = [_table("nodes", "iri", nodes), _table("edges", "", ties)]
    notes = " ".join(graph.graph.get("notes", ()))
    return written(tables, {"title": title, "description": notes})


def _table(name: str, key: str, rows: Sequence[Record]) -> Table:
    names = {column: None for row in rows for column in row}
    order = sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else 99, name))
    columns = [_column(column, [row.get(column) for row in rows]) for column in order]
    return Table(name, name.capitalize(), "", "", key, columns, rows, _NOTES[name])


def _column(name: str, values: Iterable[Any]) -> Column:
    filled = [value for value in values if value is not None]
    if any(isinstance(value, list) for value in filled):
        return Column((name,), is_list=True)
    kinds = {type(value) for value in filled}
    if kinds == {bool}:
        return Column((name,), "boolean")
    if kinds == {int}:
        return Column((name,), "integer")
    number = bool(kinds) and kinds <= {int, float}
    return Column((name,), "double" if number else "string")


def _listed(attributes: Record) -> Record:
    """Return attributes with lists of their own, in order."""
    return {
        name: (sorted(value, key=str) if isinstance(value, set | frozenset) else list(value))
        if isinstance(value, _LISTS)
        else value
        for name, value in attributes.items()
    }
