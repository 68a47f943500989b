"""A debate in the words of other vocabularies: FOAF, PROV, schema.org, SKOS, Dublin Core.

The ontology's own terms are aligned with theirs in ``alignments.ttl``. A consumer without a
reasoner sees nothing of it, so what follows is written out, as a named graph of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

import opendebate_ontology
from opendebate.rdf.namespaces import PREFIXES, Iris, term
from opendebate.rdf.provenance import describe_graphs

_VOCABULARIES = ("ontology.ttl", "vocabularies.ttl", "alignments.ttl")


def familiar_quads(store: Store, iris: Iris) -> Iterator[Quad]:
    """Yield a debate in the words of other vocabularies, and what its named graphs are.

    The first stands in ``graph/familiar`` with the alignments, the second in
    ``graph/provenance``; nothing of it is in the debate's own graphs.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate.
    iris : Iris
        Its IRIs.
    """
    familiar, provenance = iris.graph("familiar"), iris.graph("provenance")
    for fact in familiar_facts(store):
        yield Quad(fact.subject, fact.predicate, fact.object, familiar)
    for fact in describe_graphs(store, iris):
        yield Quad(fact.subject, fact.predicate, fact.object, provenance)


def familiar_facts(store: Store) -> list[Triple]:
    """Return the alignments, and what they and ``familiar.rq`` derive of a debate."""
    union = Store()
    union.bulk_extend(Quad(fact.subject, fact.predicate, fact.object) for fact in store)
    for name in _VOCABULARIES:
        union.bulk_load(path=str(opendebate_ontology.path(name)), format=RdfFormat.TURTLE)
    answer = union.query(opendebate_ontology.path("familiar.rq").read_text("utf-8"))
    assert isinstance(answer, QueryTriples)
    derived = {*answer, *_classes(union), *_properties(union)}
    aligned = Store()
    aligned.bulk_load(path=str(opendebate_ontology.path("alignments.ttl")), format=RdfFormat.TURTLE)
    return sorted({*derived, *(fact.triple for fact in aligned)}, key=str)


def _classes(store: Store) -> Iterator[Triple]:
    for known, above in _above(store, "rdfs:subClassOf").items():
        for fact in store.quads_for_pattern(None, term("rdf:type"), known):
            yield from (Triple(fact.subject, term("rdf:type"), upper) for upper in above)


def _properties(store: Store) -> Iterator[Triple]:
    for known, above in _above(store, "rdfs:subPropertyOf").items():
        for fact in store.quads_for_pattern(None, known, None):
            yield from (Triple(fact.subject, upper, fact.object) for upper in above)


def _above(store: Store, relation: str) -> Mapping[NamedNode, set[NamedNode]]:
    """Return the terms of other vocabularies above each term of ours, directly or further up."""
    direct: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for fact in store.quads_for_pattern(None, term(relation), None):
        if isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode):
            direct[fact.subject].add(fact.object)
    closed = {}
    for known in [name for name in direct if name.value.startswith(PREFIXES["od"])]:
        above, waiting = set[NamedNode](), [known]
        while waiting:
            new = direct.get(waiting.pop(), set()) - above
            above |= new
            waiting += new
        closed[known] = {name for name in above if not name.value.startswith(PREFIXES["od"])}
    return closed
