"""The same data for rdflib, which researchers know and SHACL needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from opendebate.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import IdentifiedNode, Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class _TermConverter:
    """Turns terms of pyoxigraph into terms of rdflib; makes each IRI only once."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def __call__(self, term: object) -> Node:
        from rdflib import BNode, URIRef
        from rdflib import Literal as RdflibLiteral

        if isinstance(term, NamedNode):
            name = term.value
            if name not in self.nodes:
                self.nodes[name] = URIRef(name)
            return self.nodes[name]
        if isinstance(term, BlankNode):
            return BNode(term.value)
        assert isinstance(term, Literal)
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        kind = term.datatype.value
        plain = kind in {_STRING, _LANG_STRING}
        return RdflibLiteral(term.value, datatype=None if plain else URIRef(kind), normalize=False)


def to_graph(facts: Iterable[Quad | Triple]) -> rdflib.Graph:
    """Return facts, the union of all their graphs, as one plain rdflib graph."""
    import rdflib

    graph, terms = rdflib.Graph(), _TermConverter()
    for fact in facts:
        graph.add((terms(fact.subject), terms(fact.predicate), terms(fact.object)))
    return graph


def to_dataset(quads: Iterable[Quad], prefixes: dict[str, str]) -> rdflib.Dataset:
    """Return the quads as an rdflib dataset whose default graph is the union of all graphs."""
    import rdflib

    dataset, terms = rdflib.Dataset(default_union=True), _TermConverter()
    for prefix, iri in {**PREFIXES, **prefixes}.items():
        dataset.bind(prefix, iri, replace=True)
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        if name not in graphs:
            node: IdentifiedNode | None = rdflib.URIRef(name) if name else None
            graphs[name] = dataset.graph(node)
        graphs[name].add((terms(quad.subject), terms(quad.predicate), terms(quad.object)))
    return dataset
