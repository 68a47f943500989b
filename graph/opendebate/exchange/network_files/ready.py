"""A network made ready to be written: in a fixed order, each attribute of one type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import networkx as nx

from opendebate.exchange.network_files.text import as_text

Dates = Mapping[str, tuple[str, str]]
Attributes = dict[str, Any]
Edge = tuple[str, str, Any, Attributes]  # source, target, key, attributes
_KINDS = {bool: "boolean", int: "long", float: "double"}
_LONG = 2**63  # what a long of Java or XML Schema cannot hold


@dataclass(frozen=True, slots=True)
class Ready:
    """A network in the order it is written in, the same for the same network."""

    directed: bool
    multi: bool
    title: str  # may be empty
    graph: Attributes  # of the network itself
    nodes: list[tuple[str, Attributes]]
    edges: list[Edge]
    dated: bool  # edges have the days between which their statements lie

    @property
    def description(self) -> str:
        """The title, and what the network says of itself, a line each; may be empty."""
        lines = [self.title, *(f"{name}: {as_text(value)}" for name, value in self.graph.items())]
        return "\n".join(line for line in lines if line)

    def kinds(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the type of each attribute of nodes, and of edges."""
        edges = attribute_types(attributes for *_, attributes in self.edges)
        return attribute_types(attributes for _, attributes in self.nodes), edges


@dataclass(frozen=True, slots=True)
class Uses:
    """What a format itself uses, so that attributes of that name need another."""

    label: str = ""  # attribute that each node's name is put into; empty for none
    key: str = ""  # attribute that each edge's key is put into; empty for none
    # Names that are taken. An attribute of that name becomes "local_" and its name.
    node: Collection[str] = ()
    edge: Collection[str] = ()


def make_ready(graph: nx.Graph[str], title: str, dates: Dates | None, format_uses: Uses) -> Ready:
    """Return a network ready for a format.

    Parameters
    ----------
    graph : networkx.Graph
        Or one of its kin; it is not changed.
    title : str
    dates : mapping of str to tuple of str, optional
        Statement → first and last day. Edges get the `start` and `end` of their statements.
    format_uses : Uses
    """
    reserved = {*format_uses.edge, format_uses.key, *(("start", "end") if dates else ())} - {""}
    entries: list[tuple[str, Attributes]] = [(str(entry), graph.nodes[entry]) for entry in graph]
    ties = sorted(_edges(graph), key=_place)
    node_names = _renamed((values for _, values in entries), set(format_uses.node))
    edge_names = _renamed((values for *_, values in ties), reserved)
    nodes = [
        (node, _with_names(values, node_names) | _label(node, values, format_uses.label))
        for node, values in sorted(entries, key=itemgetter(0))
    ]
    edges: list[Edge] = []
    for start, end, key, values in ties:
        keyed = {format_uses.key: key} if format_uses.key and key is not None else {}
        attributes = {**_with_names(values, edge_names), **keyed, **_days(values, dates)}
        edges.append((start, end, key, attributes))
    is_directed, is_multiple = graph.is_directed(), graph.is_multigraph()
    return Ready(is_directed, is_multiple, title, dict(graph.graph), nodes, edges, bool(dates))


def _edges(graph: nx.Graph[str]) -> Iterator[Edge]:
    """Yield the edges; an undirected one from the end that comes first."""
    if isinstance(graph, nx.MultiGraph):
        items: Iterable[Edge] = graph.edges(keys=True, data=True)
    else:
        items = ((start, end, None, values) for start, end, values in graph.edges(data=True))
    for start, end, key, values in items:
        begin, finish = str(start), str(end)
        if not graph.is_directed() and finish < begin:
            begin, finish = finish, begin
        yield begin, finish, key, values


def _place(edge: Edge) -> tuple[str, str, str, str]:
    return edge[0], edge[1], str(edge[2]), type(edge[2]).__name__


def _renamed(items: Iterable[Attributes], reserved: set[str]) -> dict[Any, str]:
    """Return the name that each attribute is written under, where that is another."""
    names = {name for values in items for name in values}
    texts = {str(name) for name in names}
    changed: dict[Any, str] = {}
    for name in sorted(names, key=str):
        free = str(name)
        while free in reserved or (free != name and free in texts):
            free = f"local_{free}"
        if free != name:
            changed[name] = free
            texts.add(free)
    return changed


def _with_names(values: Attributes, names: Mapping[Any, str]) -> Attributes:
    """Return attributes under the names they are written under, numpy's numbers as Python's."""
    if not names and not any(type(value).__module__ == "numpy" for value in values.values()):
        return values
    return {names.get(name, name): _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    return value.item() if type(value).__module__ == "numpy" and not value.ndim else value


def _label(node: str, values: Attributes, label: str) -> Attributes:
    """Return a node's name as the attribute that a format has for it, where it has one."""
    name = next((values[entry] for entry in (label, "name") if values.get(entry) is not None), node)
    return {label: as_text(name)} if label else {}


def _days(values: Attributes, dates: Dates | None) -> Attributes:
    """Return the days between which the statements of an edge lie."""
    statements = values.get("statements", ()) if dates else ()
    days = [dates[statement] for statement in statements if dates and statement in dates]
    if not days:
        return {}
    begins, ends = zip(*days, strict=True)
    return {"start": min(begins), "end": max(ends)}


def ids_of(of: str, kinds: Mapping[str, str]) -> dict[str, str]:
    """Return the id of each attribute of nodes or edges, for formats that refer to them by ids."""
    return {name: f"{of}{number}" for number, name in enumerate(kinds)}


def attribute_types(items: Iterable[Attributes]) -> dict[str, str]:
    """Return a type for each attribute that holds all its values; None is no value."""
    kinds: dict[str, set[str]] = {}
    for values in items:
        for name, value in values.items():
            if value is not None:
                kinds.setdefault(name, set()).add(_kind(value))
    return {name: _common(kinds[name]) for name in sorted(kinds)}


def _kind(value: Any) -> str:
    if isinstance(value, int) and not -_LONG <= value < _LONG:
        return "string"
    return _KINDS.get(type(value), "string")


def _common(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"
