"""The codes: each in its scheme, explained, and the same as the coding files know."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import SH

import opendebate_ontology
from opendebate.coding import records
from opendebate.rdf.namespaces import code

OD = "https://w3id.org/opendebate/ontology#"
GRAPH = Graph().parse(opendebate_ontology.path("vocabularies.ttl"))
ONTOLOGY = Graph().parse(opendebate_ontology.path("ontology.ttl"))
SCHEMES = {
    "Stance": "Stances",
    "Mode": "Modes",
    "ClaimKind": "ClaimKinds",
    "Side": "Sides",
    "Basis": "Bases",
    "PolicyKind": "PolicyKinds",
    "EventKind": "EventKinds",
    "Scope": "Scopes",
    "SourceKind": "SourceKinds",
}
CODED: dict[str, tuple[Any, str]] = {
    "Stance": (records.Stance, ""),
    "Mode": (records.Mode, ""),
    "ClaimKind": (records.ClaimKind, ""),
    "Side": (records.Side, ""),
    "PolicyKind": (records.PolicyKind, ""),
    "EventKind": (records.EventKind, "event"),
    "Scope": (records.Scope, ""),
    "SourceKind": (records.SourceKind, "source"),
}
CONCEPTS = sorted(one for one in GRAPH.subjects(RDF.type, SKOS.Concept) if isinstance(one, URIRef))


def od(name: str) -> URIRef:
    return URIRef(OD + name)


def codes(of: str) -> dict[str, str]:
    """Return the concept of each code of a class."""
    return {
        str(GRAPH.value(one, SKOS.notation)): str(one) for one in GRAPH.subjects(RDF.type, od(of))
    }


def test_every_class_of_codes_has_its_scheme() -> None:
    classes = {str(c).removeprefix(OD) for c in ONTOLOGY.subjects(RDFS.subClassOf, SKOS.Concept)}
    assert classes == set(SCHEMES)
    schemes = {str(s).removeprefix(OD) for s in GRAPH.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {*SCHEMES.values(), "Topics"}


@pytest.mark.parametrize("of", SCHEMES)
def test_codes_are_in_the_scheme_of_their_class(of: str) -> None:
    scheme = od(SCHEMES[of])
    members = set(GRAPH.subjects(RDF.type, od(of)))
    assert members
    assert set(GRAPH.subjects(SKOS.inScheme, scheme)) == members
    assert set(GRAPH.subjects(SKOS.topConceptOf, scheme)) == members
    assert set(GRAPH.objects(scheme, SKOS.hasTopConcept)) == members
    assert len(codes(of)) == len(members), "two codes of a class share a notation"


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda one: one.removeprefix(OD))
def test_each_concept_is_explained(concept: URIRef) -> None:
    (name,) = GRAPH.objects(concept, SKOS.prefLabel)
    assert list(GRAPH.objects(concept, RDFS.label)) == [name]
    (definition,) = GRAPH.objects(concept, SKOS.definition)
    assert getattr(name, "language", None) == getattr(definition, "language", None) == "en"
    assert str(definition).endswith(".")
    assert len(list(GRAPH.objects(concept, SKOS.inScheme))) == 1
    assert len(list(GRAPH.objects(concept, SKOS.notation))) == 1
    assert list(GRAPH.objects(concept, RDFS.isDefinedBy)) == [URIRef(OD[:-1])]


@pytest.mark.parametrize("of", CODED)
def test_coding_files_know_the_same_codes(of: str) -> None:
    words, context = CODED[of]
    assert {word: code(word, context).value for word in get_args(words)} == codes(of)


def test_the_message_on_a_policy_without_a_kind_names_all_kinds() -> None:
    shapes = Graph().parse(opendebate_ontology.path("shapes.ttl"))
    shape = URIRef("https://w3id.org/opendebate/shapes#Policy-policyKind")
    named = re.findall(r"[a-z-]+", str(shapes.value(shape, SH.message)).split(":")[1])
    assert [word for word in named if word != "or"] == list(get_args(records.PolicyKind))


def test_topics_come_under_risk_and_benefit() -> None:
    assert set(GRAPH.objects(od("Topics"), SKOS.hasTopConcept)) == {od("Risk"), od("Benefit")}
