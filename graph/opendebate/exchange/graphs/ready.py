"""A network made ready to be written: in a fixed order, each attribute of one type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import networkx as nx

from opendebate.exchange.graphs.text import told

Dates = Mapping[str, tuple[str, str]]
Attributes = dict[str, Any]
Edge = tuple[str, str, Any, Attributes]  # source, target, key, attributes
_KINDS = {bool: "boolean", int: "long", float: "double"}
_LONG = 2**63  # what a long of Java or XML Schema cannot hold


@dataclass(frozen=True, slots=True)
class Ready:
    """A network in the order it is written in, the same for the same network.

    Attributes
    ----------
    directed, multi : bool
    title : str
        May be empty.
    graph : dict
        Attributes of the network itself.
    nodes : list of tuple
        Id and attributes.
    edges : list of tuple
        Source, target, key and attributes.
    """

    directed: bool
    multi: bool
    title: str
    graph: Attributes
    nodes: list[tuple[str, Attributes]]
    edges: list[Edge]

    @property
    def about(self) -> str:
        """The title, and what the network says of itself, a line each; may be empty."""
        lines = [self.title, *(f"{name}: {told(value)}" for name, value in self.graph.items())]
        return "\n".join(line for line in lines if line)

    def node_kinds(self) -> dict[str, str]:
        """Return the type of each attribute of nodes."""
        return _kinds(attributes for _, attributes in self.nodes)

    def edge_kinds(self) -> dict[str, str]:
        """Return the type of each attribute of edges."""
        return _kinds(attributes for *_, attributes in self.edges)


@dataclass(frozen=True, slots=True)
class Uses:
    """What a format itself uses, so that attributes of that name need another.

    Attributes
    ----------
    label : str
        Attribute that each node's name is put into; empty for none.
    key : str
        Attribute that each edge's key is put into; empty for none.
    node, edge : collection of str
        Names that are taken. An attribute of that name becomes ``local_`` and its name.
    """

    label: str = ""
    key: str = ""
    node: Collection[str] = ()
    edge: Collection[str] = ()


def make_ready(graph: nx.Graph[str], title: str, dates: Dates | None, uses: Uses) -> Ready:
    """Return a network ready for a format.

    Parameters
    ----------
    graph : networkx.Graph
        Or one of its kin; it is not changed.
    title : str
    dates : mapping of str to tuple of str, optional
        Statement → first and last day. Edges get the `start` and `end` of their statements.
    uses : Uses
    """
    taken = {*uses.edge, *([uses.key] if uses.key else ()), *(("start", "end") if dates else ())}
    things: list[tuple[str, Attributes]] = [(str(one), graph.nodes[one]) for one in graph]
    ties = sorted(_edges(graph), key=_place)
    node_names = _renamed((about for _, about in things), set(uses.node))
    edge_names = _renamed((about for *_, about in ties), taken)
    nodes = [
        (node, _put(about, node_names) | _label(node, about, uses.label))
        for node, about in sorted(things, key=itemgetter(0))
    ]
    edges = [
        (start, end, key, _dated(_keyed(key, _put(about, edge_names), uses.key), about, dates))
        for start, end, key, about in ties
    ]
    whole = dict(graph.graph)
    return Ready(graph.is_directed(), graph.is_multigraph(), title, whole, nodes, edges)


def _edges(graph: nx.Graph[str]) -> Iterator[Edge]:
    """Yield the edges; an undirected one from the end that comes first."""
    if isinstance(graph, nx.MultiGraph):
        found: Iterable[Edge] = graph.edges(keys=True, data=True)
    else:
        found = ((start, end, None, about) for start, end, about in graph.edges(data=True))
    for start, end, key, about in found:
        first, last = str(start), str(end)
        if not graph.is_directed() and last < first:
            first, last = last, first
        yield first, last, key, about


def _place(edge: Edge) -> tuple[str, str, str, str]:
    return edge[0], edge[1], str(edge[2]), type(edge[2]).__name__


def _renamed(found: Iterable[Attributes], taken: set[str]) -> dict[Any, str]:
    """Return the name that each attribute is written under, where that is another."""
    names = {name for about in found for name in about}
    others = {str(name) for name in names}
    changed: dict[Any, str] = {}
    for name in sorted(names, key=str):
        free = str(name)
        while free in taken or (free != name and free in others):
            free = f"local_{free}"
        if free != name:
            changed[name] = free
            others.add(free)
    return changed


def _put(about: Attributes, names: Mapping[Any, str]) -> Attributes:
    """Return attributes under the names they are written under, numpy's numbers as Python's."""
    if not names and not any(type(value).__module__ == "numpy" for value in about.values()):
        return about
    return {names.get(name, name): _plain(value) for name, value in about.items()}


def _plain(value: Any) -> Any:
    return value.item() if type(value).__module__ == "numpy" and not value.ndim else value


def _label(node: str, about: Attributes, label: str) -> Attributes:
    """Return a node's name as the attribute that a format has for it, where it has one."""
    name = next((about[one] for one in (label, "name") if about.get(one) is not None), node)
    return {label: told(name)} if label else {}


def _keyed(key: Any, about: Attributes, name: str) -> Attributes:
    return {**about, name: key} if name and key is not None else about


def _dated(made: Attributes, about: Attributes, dates: Dates | None) -> Attributes:
    """Return the attributes of an edge with the days between which its statements lie."""
    if not dates:
        return made
    days = [dates[said] for said in about.get("statements", ()) if said in dates]
    if not days:
        return made
    return {**made, "start": min(first for first, _ in days), "end": max(last for _, last in days)}


def _kinds(found: Iterable[Attributes]) -> dict[str, str]:
    """Return a type for each attribute that holds all its values; None is no value."""
    kinds: dict[str, set[str]] = {}
    for about in found:
        for name, value in about.items():
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
