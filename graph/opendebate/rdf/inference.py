"""Facts that follow from coded facts: the rules of the ontology, run over the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

import opendebate_ontology
from opendebate.rdf.graph_builder import Part
from opendebate.rdf.namespaces import PREFIXES, iri_of

_NAME = re.compile(rf"(?<![\w?:])(?:{'|'.join(PREFIXES)}):[A-Za-z]\w*")
_TYPE = "rdf:type"


def derived_facts(parts: Iterable[Part], ontology: Iterable[Quad], graph: NamedNode) -> list[Quad]:
    """Return what the rules say of coded facts.

    Parameters
    ----------
    parts : iterable of Part
        The coded facts. The rules are run over those of them that some rule names.
    ontology : iterable of pyoxigraph.Quad
    graph : pyoxigraph.NamedNode
        The named graph for derived facts.
    """
    store = Store()
    store.bulk_extend(chain(ontology, *map(_relevant, parts)))
    derive(store, graph)
    return list(store.quads_for_pattern(None, None, None, graph))


def _relevant(part: Part) -> Iterator[Quad]:
    """Yield the facts that rules may look at: with properties, or of classes, that some name."""
    names = named_in_rules()
    classes = {iri_of(name) for name in names}
    rows = [row for row in part.rows if row[1] in names or
            (row[1] == _TYPE and row[2].value in classes)]  # fmt: skip
    return Part(part.graph, rows).quads()


@cache
def named_in_rules() -> frozenset[str]:
    """Return the prefixed names of all terms in the rules."""
    bodies = (rule.read_text("utf-8") for rule in opendebate_ontology.path("rules").glob("*.rq"))
    spoken = (re.sub(r"^\s*(?:#|PREFIX).*$", "", body, flags=re.MULTILINE) for body in bodies)
    return frozenset(name for body in spoken for name in _NAME.findall(body))


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
