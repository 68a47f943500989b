"""Facts that follow from coded facts: the rules of the ontology, run over the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

import opendebate_ontology
from opendebate.rdf.graph_builder import NamedGraph
from opendebate.rdf.namespaces import PREFIXES, iri_of

_NAME = re.compile(rf"(?<![\w?:])(?:{'|'.join(PREFIXES)}):[A-Za-z]\w*")
_TYPE = "rdf:type"


def derived_facts(
    graphs: Iterable[NamedGraph], ontology: Iterable[Quad], graph: NamedNode
) -> list[Quad]:
    """Return the facts that the rules derive from coded facts.

    Parameters
    ----------
    graphs : iterable of NamedGraph
        The coded facts. The rules are run over those whose property or class some rule names.
    ontology : iterable of pyoxigraph.Quad
    graph : pyoxigraph.NamedNode
        The named graph for derived facts.
    """
    store = Store()
    store.bulk_extend(chain(ontology, *map(_relevant, graphs)))
    return list(derive(store, graph))


def _relevant(named_graph: NamedGraph) -> Iterator[Quad]:
    """Yield the facts that rules may look at: some rule names their property or class."""
    names = terms_in_rules()
    classes = {iri_of(name) for name in names}
    rows = [row for row in named_graph.rows if row[1] in names or
            (row[1] == _TYPE and row[2].value in classes)]  # fmt: skip
    return NamedGraph(named_graph.iri, rows).quads()


@cache
def terms_in_rules() -> frozenset[str]:
    """Return the prefixed names of all terms in the rules."""
    bodies = (rule.read_text("utf-8") for rule in opendebate_ontology.path("rules").glob("*.rq"))
    queries = (re.sub(r"^\s*(?:#|PREFIX).*$", "", body, flags=re.MULTILINE) for body in bodies)
    return frozenset(name for body in queries for name in _NAME.findall(body))


def derive(store: Store, graph: NamedNode) -> set[Quad]:
    """Run every rule once, in the order of their names, and add the derived facts to `graph`.

    Parameters
    ----------
    store : pyoxigraph.Store
        The coded facts. Each rule sees the union of all graphs, with what earlier rules derived.
    graph : pyoxigraph.NamedNode
        The named graph for derived facts; its old facts are removed first.

    Returns
    -------
    set of pyoxigraph.Quad
        The derived facts.
    """
    store.clear_graph(graph)
    derived: set[Quad] = set()
    for rule in sorted(opendebate_ontology.path("rules").glob("*.rq")):
        triples = store.query(rule.read_text("utf-8"), use_default_graph_as_union=True)
        assert isinstance(triples, QueryTriples), rule
        quads = [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        store.bulk_extend(quads)
        derived.update(quads)
    return derived
