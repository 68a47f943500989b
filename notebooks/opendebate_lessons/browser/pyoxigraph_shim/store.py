"""The store of facts, as pyoxigraph has it, in a dataset of rdflib."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

import rdflib

from .results import QueryBoolean, QuerySolutions, QueryTriples
from .terms import (
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
    Variable,
    from_rdflib,
    to_rdflib,
)

_GRAPHS = re.compile(r"\b(graph|from)\b", re.IGNORECASE)


class RdfFormat(Enum):
    """Formats of facts, by rdflib's names for them."""

    N_QUADS = "nquads"
    N_TRIPLES = "nt"
    TRIG = "trig"
    TURTLE = "turtle"
    JSON_LD = "json-ld"
    RDF_XML = "xml"


class Store:
    """Facts in named graphs, in memory."""

    def __init__(self) -> None:
        self._dataset = rdflib.Dataset(default_union=True)
        self._union: rdflib.Graph | None = None

    def bulk_load(
        self,
        input: Any = None,  # noqa: A002 - pyoxigraph's names
        format: RdfFormat = RdfFormat.N_QUADS,  # noqa: A002
        *,
        lenient: bool = False,
    ) -> None:
        """Read facts from an open file, or from bytes; rdflib is always lenient."""
        self._union = None
        try:
            content = input if isinstance(input, bytes) else input.read()
            self._dataset.parse(data=content, format=format.value)
        except rdflib.exceptions.ParserError as error:
            raise SyntaxError(str(error)) from error

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add facts."""
        for quad in quads:
            self.add(quad)

    bulk_extend = extend

    def add(self, quad: Quad) -> None:
        """Add a fact."""
        self._union = None
        graph = self._dataset.graph(to_rdflib(quad.graph_name))
        graph.add(tuple(map(to_rdflib, quad[:3])))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Quad]:
        return self.quads_for_pattern(None, None, None, None)

    def quads_for_pattern(
        self,
        subject: Any,
        predicate: Any,
        object: Any,  # noqa: A002
        graph_name: Any = None,
    ) -> Iterator[Quad]:
        """Yield the facts that match, each with its graph."""
        pattern: Any = tuple(
            None if term is None else to_rdflib(term)
            for term in (subject, predicate, object, graph_name)
        )
        for *fact, graph in self._dataset.quads(pattern):
            name = DefaultGraph() if graph is None else NamedNode(str(graph))
            first, relation, second = map(from_rdflib, fact)
            yield Quad(first, relation, second, name)

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of the graphs."""
        for graph in self._dataset.graphs():
            if len(graph) and graph.identifier != rdflib.graph.DATASET_DEFAULT_GRAPH_ID:
                yield NamedNode(str(graph.identifier))

    def query(
        self,
        query: str,
        *,
        use_default_graph_as_union: bool = True,
        prefixes: Mapping[str, str] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Return the answer to a query; a text that is no query raises SyntaxError."""
        self._dataset.default_union = use_default_graph_as_union
        is_merged = use_default_graph_as_union and not _GRAPHS.search(query)
        graph = self._merged() if is_merged else self._dataset
        try:
            return _convert(graph.query(query, initNs=prefixes or {}))
        except OSError:
            raise
        except Exception as error:
            raise SyntaxError(f"{type(error).__name__}: {error}") from error

    def _merged(self) -> rdflib.Graph:
        """Return all facts in one graph, which is much faster than a union of graphs."""
        if self._union is None:
            self._union = rdflib.Graph()
            for fact in self:
                self._union.add(tuple(map(to_rdflib, fact[:3])))
        return self._union


def _convert(result: Any) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return an answer of rdflib as pyoxigraph has it."""
    if result.type == "ASK":
        return QueryBoolean(bool(result.askAnswer))
    if result.type != "SELECT":
        return QueryTriples(Triple(*map(from_rdflib, fact)) for fact in result.graph or ())
    names = result.vars or []
    rows = [tuple(from_rdflib(row.get(name)) for name in names) for row in result.bindings]
    return QuerySolutions([Variable(str(name)) for name in names], rows)


def serialize(
    input: Iterable[Triple | Quad],  # noqa: A002 - pyoxigraph's names
    output: Any = None,
    format: RdfFormat = RdfFormat.N_TRIPLES,  # noqa: A002
    *,
    prefixes: Mapping[str, str] | None = None,
) -> bytes | None:
    """Write facts in a format, into an open file or as bytes."""
    graph = rdflib.Dataset() if format in (RdfFormat.N_QUADS, RdfFormat.TRIG) else rdflib.Graph()
    for prefix, iri in (prefixes or {}).items():
        graph.bind(prefix, iri)
    for fact in input:
        terms = tuple(map(to_rdflib, fact[:3]))
        if isinstance(graph, rdflib.Dataset):
            name = getattr(fact, "graph_name", DefaultGraph())
            graph.graph(to_rdflib(name)).add(terms)
        else:
            graph.add(terms)
    data = graph.serialize(format=format.value, encoding="utf-8")
    if output is None:
        return data
    output.write(data)
    return None


def parse(*, path: str) -> Iterator[Triple]:
    """Yield the facts of a file in Turtle, as pyoxigraph does."""
    for fact in rdflib.Graph().parse(path, format="turtle"):
        yield Triple(*map(from_rdflib, fact))
