"""Where the named graphs of a debate come from, in the words of PROV."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store, Triple

from opendebate.rdf.namespaces import FAMILIAR_PREFIXES, PREFIXES, Iris, term, typed
from opendebate.version import __version__

NAMES = PREFIXES | FAMILIAR_PREFIXES
_TITLES = {
    "register": "The debate's entities and claims, as they are coded",
    "context": "Facts from outside the sources, as they are coded",
    "dataset": "The debate as a data set: its version, date, authors and coders",
    "stories": "Stories that lead through the debate's page",
    "derived": "What the rules of the ontology derive from the coding",
    "ontology": "The ontology of the debate, with its codes",
}
_TOOL = NamedNode(f"https://w3id.org/opendebate/software/{__version__}")


def describe_graphs(store: Store, iris: Iris) -> Iterator[Triple]:
    """Yield what is known of each named graph: coders, date, version, and what it is made from.

    The version is a digest of the graph's facts, so that the same graph has the same version
    wherever it is. The date is that of the source: coding files have none of their own.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate.
    iris : Iris
        Its IRIs.
    """
    coders = list(_coders(store, iris))
    for kind in ("prov:Agent", "prov:SoftwareAgent"):
        yield Triple(_TOOL, term("rdf:type"), _name(kind))
    yield Triple(_TOOL, term("foaf:name"), Literal("opendebate"))
    yield Triple(_TOOL, _name("schema:softwareVersion"), Literal(__version__))
    for agent, name in coders:
        yield Triple(agent, term("rdf:type"), _name("prov:Agent"))
        yield Triple(agent, term("foaf:name"), name)
    graphs = sorted((str(graph.value) for graph in store.named_graphs()), key=str)
    for graph in map(NamedNode, graphs):
        yield from _described(graph, store, iris)
        if not graph.value.endswith("/ontology"):
            for agent, _ in coders:
                yield Triple(graph, _name("prov:wasAttributedTo"), agent)
    yield from _drafted(store, iris, {name.value: agent for agent, name in coders})


def _described(graph: NamedNode, store: Store, iris: Iris) -> Iterator[Triple]:
    path = graph.value.removeprefix(iris("graph", "").value)
    source = NamedNode(iris.base + path) if path.startswith("source/") else None
    version = f"sha256:{_digest(graph, store)}"
    yield Triple(graph, term("rdf:type"), _name("prov:Bundle"))
    yield Triple(graph, term("rdf:type"), _name("prov:Entity"))
    yield Triple(graph, _name("owl:versionInfo"), Literal(version))
    yield Triple(graph, _name("prov:wasAttributedTo"), _TOOL)
    if source is None:
        yield Triple(graph, term("dcterms:title"), Literal(_TITLES.get(path, path)))
    else:
        yield from _coded(graph, source, store)
    if path == "derived":
        for other in store.named_graphs():
            if other != graph:
                yield Triple(graph, _name("prov:wasDerivedFrom"), other)


def _coded(graph: NamedNode, source: NamedNode, store: Store) -> Iterator[Triple]:
    """Yield which source a graph is the coding of, and when both were made."""
    yield Triple(graph, _name("prov:hadPrimarySource"), source)
    for fact in store.quads_for_pattern(source, term("dcterms:title"), None):
        title = f"What is said in “{getattr(fact.object, 'value', '')}”, as it is coded"
        yield Triple(graph, term("dcterms:title"), Literal(title))
    for fact in store.quads_for_pattern(source, term("od:earliest"), None):
        yield Triple(source, term("dcterms:issued"), fact.object)
    for fact in store.quads_for_pattern(source, term("od:codedOn"), None):
        yield Triple(graph, term("dcterms:created"), created(getattr(fact.object, "value", "")))


def created(day: str) -> Literal:
    """Return an EDTF date of coding as a literal: a day as one, else a text, such as a month."""
    return typed(day, "date") if len(day) == len("2026-11-28") else Literal(day)


def _coders(store: Store, iris: Iris) -> Iterator[tuple[NamedNode, Literal]]:
    """Yield the coders, whom the debate names as its creators, each with an address."""
    facts = store.quads_for_pattern(NamedNode(iris.base), term("dcterms:creator"), None)
    names = sorted(fact.object.value for fact in facts if isinstance(fact.object, Literal))
    for number, name in enumerate(names, 1):
        yield iris("coder", str(number)), Literal(name)


def _drafted(store: Store, iris: Iris, coders: dict[str, NamedNode]) -> Iterator[Triple]:
    """Yield which drafters proposed statements of a graph, and which coders accepted them."""
    for word, kind, path, known in (
        ("od:acceptedBy", "prov:Agent", "coder", coders),
        ("od:draftedBy", "prov:SoftwareAgent", "drafter", {}),
    ):
        quads = store.quads_for_pattern(None, term(word), None)
        facts = {
            (quad.object.value, quad.graph_name.value)
            for quad in quads
            if isinstance(quad.object, Literal) and isinstance(quad.graph_name, NamedNode)
        }
        names = sorted({name for name, _ in facts} - known.keys())
        numbered = enumerate(names, len(known) + 1)
        agents = known | {name: iris(path, str(number)) for number, name in numbered}
        for name, graph in sorted(facts):
            yield Triple(agents[name], term("rdf:type"), _name(kind))
            yield Triple(agents[name], term("foaf:name"), Literal(name))
            yield Triple(NamedNode(graph), _name("prov:wasAttributedTo"), agents[name])


def _digest(graph: NamedNode, store: Store) -> str:
    facts = sorted(str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _name(short: str) -> NamedNode:
    prefix, _, local = short.partition(":")
    return NamedNode(NAMES[prefix] + local)
