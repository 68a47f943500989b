"""The classes and properties of the ontology, as its files describe them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

import opendebate_ontology

OD = "https://w3id.org/opendebate/ontology#"
PREFIXES = {
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "od": OD,
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_ALIGNMENTS = {
    RDFS.subClassOf: "subclass of",
    RDFS.subPropertyOf: "subproperty of",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.narrowMatch: "broader than",
    SKOS.relatedMatch: "related to",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property of the ontology.

    Attributes
    ----------
    name : str
        Its name without the prefix.
    kind : str
        ``"class"``, ``"object property"``, ``"datatype property"`` or ``"annotation property"``.
    label, definition, example : str
    parents : tuple of str
        Names of the terms above it, with prefixes.
    domain, range : tuple of str
        Names of classes or datatypes with prefixes; several are alternatives.
    inverse : str
        Its name read from object to subject, or nothing.
    alignments : tuple of (str, str)
        How it relates to a term of another vocabulary, and which.
    """

    name: str
    kind: str
    label: str
    definition: str
    example: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str
    alignments: tuple[tuple[str, str], ...]

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return self.kind == "class"


@cache
def ontology() -> Graph:
    """Return the ontology."""
    return Graph().parse(opendebate_ontology.path("ontology.ttl"))


@cache
def alignments() -> Graph:
    """Return what its terms correspond to in other vocabularies."""
    return Graph().parse(opendebate_ontology.path("alignments.ttl"))


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms: the classes, then the properties, each in the order of the alphabet."""
    found = [*_of_kind("class", OWL.Class)]
    for kind in _PROPERTIES:
        words = "".join(f" {c.lower()}" if c.isupper() else c for c in _local(kind)).strip()
        found += _of_kind(words, kind)
    return tuple(sorted(found, key=lambda term: (not term.is_class, term.name.lower())))


def classes() -> tuple[Term, ...]:
    """Return the classes."""
    return tuple(term for term in terms() if term.is_class)


def properties() -> tuple[Term, ...]:
    """Return the properties."""
    return tuple(term for term in terms() if not term.is_class)


def short(iri: str) -> str:
    """Return an IRI with its prefix.

    Examples
    --------
    >>> short("https://w3id.org/opendebate/ontology#Claim")
    'od:Claim'
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return f"<{iri}>"


def codes() -> frozenset[str]:
    """Return the names of the classes whose members are codes."""
    return frozenset(term.name for term in classes() if "skos:Concept" in term.parents)


def below(name: str) -> frozenset[str]:
    """Return the name of a class and the names of all classes below it."""
    found = ontology().transitive_subjects(RDFS.subClassOf, URIRef(OD + name))
    return frozenset(str(one).removeprefix(OD) for one in found)


def _of_kind(words: str, kind: URIRef) -> Iterator[Term]:
    for iri in ontology().subjects(RDF.type, kind):
        if isinstance(iri, URIRef) and iri.startswith(OD):
            yield _term(iri, words)


def _term(iri: URIRef, kind: str) -> Term:
    graph = ontology()

    def text(predicate: URIRef) -> str:
        return str(graph.value(iri, predicate) or "")

    above = (RDFS.subClassOf, RDFS.subPropertyOf)
    return Term(
        name=_local(iri),
        kind=kind,
        label=text(RDFS.label),
        definition=text(SKOS.definition),
        example=text(SKOS.example),
        parents=tuple(sorted(short(str(o)) for step in above for o in graph.objects(iri, step))),
        domain=_alternatives(graph.objects(iri, RDFS.domain)),
        range=_alternatives(graph.objects(iri, RDFS.range)),
        inverse=text(URIRef(OD + "inverseLabel")),
        alignments=tuple(sorted(_aligned(iri))),
    )


def _alternatives(nodes: Iterable[Node]) -> tuple[str, ...]:
    found: list[str] = []
    for node in nodes:
        union = ontology().value(node, OWL.unionOf) if isinstance(node, BNode) else None
        members = Collection(ontology(), union) if union is not None else [node]
        found += [short(str(member)) for member in members]
    return tuple(found)


def _aligned(iri: URIRef) -> Iterator[tuple[str, str]]:
    for predicate, words in _ALIGNMENTS.items():
        for other in alignments().objects(iri, predicate):
            yield words, short(str(other))


def _local(iri: URIRef) -> str:
    return str(iri).rpartition("#")[2]
