"""The names in the graph: namespaces, terms and the IRIs of entities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

PREFIXES = {
    "od": "https://w3id.org/opendebate/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Those of the vocabularies that the ontology is aligned with, besides.
FAMILIAR_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
}
# Those that describe a debate as a data set; files of RDF write their terms in full.
_OF_DATA_SETS = {"void": "http://rdfs.org/ns/void#"}
_SCHEMES = {"http", "https"}  # with which the IRIs of a debate's own properties begin
FAMILIAR_GRAPHS = ("familiar", "provenance")  # what stands there in their words
# Codes whose concept has another name than the code's words with capitals.
_CODES = {
    ("event", "directive"): "DirectiveEvent",
    ("event", "other"): "OtherEvent",
    ("source", "letter"): "LetterSource",
    ("source", "other"): "OtherSource",
}


@cache
def iri_of(name: str) -> str:
    """Return the IRI that a prefixed name stands for; an IRI stands for itself.

    Examples
    --------
    >>> iri_of("od:Claim")
    'https://w3id.org/opendebate/ontology#Claim'
    """
    prefix, _, local = name.partition(":")
    if prefix in _SCHEMES:
        return name
    known = PREFIXES if prefix in PREFIXES else FAMILIAR_PREFIXES | _OF_DATA_SETS
    return known[prefix] + local


@cache
def term(name: str) -> NamedNode:
    """Return the term a prefixed name stands for.

    Examples
    --------
    >>> term("od:Claim").value
    'https://w3id.org/opendebate/ontology#Claim'
    """
    return NamedNode(iri_of(name))


@cache
def code(word: str, of: str = "") -> NamedNode:
    """Return the concept that a code of the coding files stands for.

    Parameters
    ----------
    word : str
        The code as written, such as ``"executive-order"``.
    of : str
        ``"event"`` or ``"source"``, whose kinds share words with others.

    Examples
    --------
    >>> code("executive-order").value
    'https://w3id.org/opendebate/ontology#ExecutiveOrder'
    """
    camel = "".join(segment.capitalize() for segment in word.split("-"))
    return term("od:" + _CODES.get((of, word), camel))


@lru_cache(maxsize=10_000)
def typed(value: str, kind: str) -> Literal:
    """Return a literal of an XML Schema type, given by its local name."""
    return Literal(value, datatype=term(f"xsd:{kind}"))


def as_stored(literal: Literal) -> Literal:
    """Return a literal as a store returns it, which writes numbers in one form only.

    Examples
    --------
    >>> as_stored(typed("+07.50", "decimal")).value
    '7.5'
    """
    store, node = Store(), term("rdf:value")
    store.add(Quad(node, node, literal))
    (stored,) = (quad.object for quad in store)
    assert isinstance(stored, Literal)
    return stored


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of a debate's entities.

    Attributes
    ----------
    base : str
        The beginning of all of them; it ends in ``/`` or ``#``.
    """

    base: str

    def __call__(self, *segments: str) -> NamedNode:
        """Return the IRI at a path, such as ``iris("actor", "wendy-hall")``."""
        return NamedNode(self.base + "/".join(segments))

    def graph(self, *segments: str) -> NamedNode:
        """Return the IRI of a named graph."""
        return self("graph", *segments)
