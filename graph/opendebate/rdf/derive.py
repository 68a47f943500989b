"""Facts that follow from coded facts: the rules of the ontology, run over the graph."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

import opendebate_ontology


def derive(store: Store, graph: NamedNode) -> int:
    """Run every rule once, in the order of their names, and keep what they say in `graph`.

    Parameters
    ----------
    store : pyoxigraph.Store
        The coded facts. Each rule sees the union of all graphs, with what earlier rules said.
    graph : pyoxigraph.NamedNode
        The named graph for derived facts; what was there is thrown away.

    Returns
    -------
    int
        How many facts were derived.
    """
    store.clear_graph(graph)
    for rule in sorted(opendebate_ontology.path("rules").glob("*.rq")):
        found = store.query(rule.read_text("utf-8"), use_default_graph_as_union=True)
        assert isinstance(found, QueryTriples), rule
        store.bulk_extend([Quad(t.subject, t.predicate, t.object, graph) for t in found])
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
