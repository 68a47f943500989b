"""A consumer that knows FOAF, PROV, schema.org, SKOS and Dublin Core only finds the debate."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Quad, QuerySolutions, QueryTriples, RdfFormat, Store

import opendebate
import opendebate_ontology

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
QUESTIONS = {
    "persons by foaf": (
        "SELECT ?n { ?p a foaf:Person ; foaf:name ?n }",
        "Wendy Hall",
    ),
    "persons by schema.org": (
        "SELECT ?n { ?p a schema:Person ; schema:name ?n }",
        "Wendy Hall",
    ),
    "organisations by foaf": (
        "SELECT ?n { ?o a foaf:Organization ; foaf:name ?n }",
        "Meta",
    ),
    "organisations by org": ("SELECT ?n { ?o a org:Organization ; rdfs:label ?n }", "Meta"),
    "groups by foaf": ("SELECT ?n { ?o a foaf:Group ; foaf:name ?n }", "Meta's corporate rivals"),
    "who took part in a statement": (
        "SELECT ?n { ?s a prov:Activity ; prov:wasAssociatedWith/foaf:name ?n }",
        "Wendy Hall",
    ),
    "topics": ("SELECT ?n { ?t a skos:Concept ; skos:prefLabel ?n }", "Misuse"),
    "topics of claims": (
        "SELECT ?n { ?c a schema:Claim ; dcterms:subject ?t . ?t skos:prefLabel ?n }",
        "Misuse",
    ),
    "sources": (
        "SELECT ?n { ?s a schema:CreativeWork, prov:Entity ; schema:name ?n ; dcterms:title ?n }",
        "Why Meta opened up",
    ),
    "articles": ("SELECT ?n { ?s a schema:Article ; schema:name ?n }", "Why Meta opened up"),
    "events": ("SELECT ?n { ?e a schema:Event ; schema:name ?n }", None),
    "claims": ("SELECT ?n { ?c a schema:Claim ; schema:text ?n }", None),
    "what a passage is of": (
        "SELECT ?n { ?p a oa:SpecificResource ; oa:hasSource/schema:name ?n }",
        "Why Meta opened up",
    ),
}


RDFS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT { ?s a ?class } WHERE { ?s a/rdfs:subClassOf+ ?class } ;
INSERT { ?s ?above ?o } WHERE { ?below rdfs:subPropertyOf+ ?above . ?s ?below ?o }
"""


@pytest.fixture(scope="module")
def inferred() -> Store:
    """The built-in debate with the alignments, and what they and familiar.rq derive."""
    store = Store()
    for quad in opendebate.load().store:
        store.add(Quad(quad.subject, quad.predicate, quad.object))
    for name in ("ontology.ttl", "vocabularies.ttl", "alignments.ttl"):
        store.bulk_load(path=str(opendebate_ontology.path(name)), format=RdfFormat.TURTLE)
    familiar = store.query(opendebate_ontology.path("familiar.rq").read_text("utf-8"))
    assert isinstance(familiar, QueryTriples)
    store.extend(Quad(one.subject, one.predicate, one.object) for one in list(familiar))
    store.update(RDFS)
    return store


def names(store: Store, text: str) -> set[str]:
    solutions = store.query(PREFIXES + text)
    assert isinstance(solutions, QuerySolutions)
    return {row[0].value for row in solutions}


@pytest.mark.parametrize("question", QUESTIONS)
def test_familiar_terms_find_the_debate(inferred: Store, question: str) -> None:
    text, expected = QUESTIONS[question]
    assert not re.search(r"\bod:|opendebate", text)
    found = names(inferred, text)
    assert found
    assert expected is None or expected in found


def test_without_the_alignments_they_find_nothing() -> None:
    store = opendebate.load().store
    assert not names(store, QUESTIONS["persons by foaf"][0])
    assert not names(store, QUESTIONS["articles"][0])


def test_only_actors_have_names_of_foaf(inferred: Store) -> None:
    named = names(inferred, "SELECT DISTINCT ?x { ?x foaf:name ?n }")
    agents = names(inferred, "SELECT DISTINCT ?x { ?x a foaf:Agent }")
    assert named == agents
