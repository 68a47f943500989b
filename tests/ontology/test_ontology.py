"""Every term is declared once, explained, and used; every term used is declared."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef
from rdflib.namespace import DCTERMS, VANN

import opendebate_ontology
from opendebate.coding.record_base import ActorKind

OD = "https://w3id.org/opendebate/ontology#"
ONTOLOGY = URIRef("https://w3id.org/opendebate/ontology")
TTL = ("ontology.ttl", "vocabularies.ttl", "alignments.ttl", "shapes.ttl")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
REPO = Path(__file__).parents[2]
PYTHON = sorted(
    path
    for root in ("graph/opendebate", "cli/opendebate_cli")
    for path in (REPO / root).rglob("*.py")
)
COMPILER = sorted((REPO / "graph/opendebate/rdf").glob("*.py"))
RULES = sorted(opendebate_ontology.path("rules").glob("*.rq"))
QUERIES = sorted(opendebate_ontology.path("queries").glob("*.rq"))


@cache
def read(name: str) -> Graph:
    return Graph().parse(opendebate_ontology.path(name))


def ours(terms: Iterable[object]) -> set[str]:
    return {one.removeprefix(OD) for one in terms if isinstance(one, URIRef) and one.startswith(OD)}


def terms() -> set[str]:
    """Return the names of our classes and properties."""
    return ours(s for kind in KINDS for s in read("ontology.ttl").subjects(RDF.type, kind))


def declared() -> set[str]:
    return terms() | ours(read("vocabularies.ttl").subjects(RDFS.isDefinedBy, ONTOLOGY))


def texts(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text("utf-8") for path in paths)


def named_in(text: str) -> set[str]:
    return set(re.findall(r"\bod:(\w+)", text))


def test_each_term_is_declared_once() -> None:
    text = texts([opendebate_ontology.path("ontology.ttl")])
    opened = Counter(re.findall(r"^od:(\w+) a ", text, re.MULTILINE))
    assert opened == Counter(terms())
    kinds = Counter(
        s for kind in KINDS for s in read("ontology.ttl").subjects(RDF.type, kind) if ours([s])
    )
    assert set(kinds.values()) == {1}


@pytest.mark.parametrize("term", sorted(terms()))
def test_each_term_is_explained(term: str) -> None:
    graph, iri = read("ontology.ttl"), URIRef(OD + term)
    (label,) = graph.objects(iri, RDFS.label)
    (definition,) = graph.objects(iri, SKOS.definition)
    assert getattr(label, "language", None) == getattr(definition, "language", None) == "en"
    assert len(str(definition).split()) > 4
    assert str(definition).endswith(".")
    assert list(graph.objects(iri, RDFS.isDefinedBy)) == [ONTOLOGY]


@pytest.mark.parametrize("term", sorted(terms()))
def test_each_term_has_a_short_example(term: str) -> None:
    (example,) = read("ontology.ttl").objects(URIRef(OD + term), SKOS.example)
    assert getattr(example, "language", None) == "en"
    assert 3 < len(str(example).split()) < 40
    assert str(example).endswith((".", ".”", "?", "?”"))
    assert named_in(str(example)) <= declared()


def test_no_two_examples_are_alike() -> None:
    assert set(Counter(read("ontology.ttl").objects(None, SKOS.example)).values()) == {1}


@pytest.mark.parametrize("kinds", [KINDS[:1], KINDS[1:]], ids=["classes", "properties"])
def test_labels_are_unique(kinds: tuple[URIRef, ...]) -> None:
    graph = read("ontology.ttl")
    named = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
    labels = Counter(str(label).lower() for s in named for label in graph.objects(s, RDFS.label))
    assert set(labels.values()) == {1}


@pytest.mark.parametrize("name", ["ontology.ttl", "vocabularies.ttl"])
def test_what_defines_a_term_is_an_ontology_that_is_here(name: str) -> None:
    graph = read(name)
    assert set(graph.objects(None, RDFS.isDefinedBy)) == {ONTOLOGY}
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in read("ontology.ttl")
    defined = {s for s in graph.subjects() if ours([s])}
    assert defined == set(graph.subjects(RDFS.isDefinedBy, ONTOLOGY))
    assert {s.split("#")[0] for s in defined if isinstance(s, URIRef)} == {str(ONTOLOGY)}


BAD_ENGLISH = re.compile(
    r"\b(all the same|bears? no more|is a former one|nobody's: |whomever|the hat\b|rests on"
    r"|stands? (?:only )?here|brings along|supposed true)", re.IGNORECASE
)  # fmt: skip


@pytest.mark.parametrize("name", ["ontology.ttl", "vocabularies.ttl"])
def test_definitions_are_plain_english(name: str) -> None:
    graph = read(name)
    texts_of = [*graph.objects(None, SKOS.definition), *graph.objects(None, SKOS.example)]
    assert texts_of
    assert not [str(text) for text in texts_of if BAD_ENGLISH.search(str(text))]


def test_no_two_definitions_are_alike() -> None:
    definitions = Counter(read("ontology.ttl").objects(None, SKOS.definition))
    assert set(definitions.values()) == {1}


def test_the_ontology_says_what_it_is() -> None:
    graph = read("ontology.ttl")
    for about in (DCTERMS.title, DCTERMS.description, DCTERMS.created, OWL.versionIRI):
        assert len(list(graph.objects(ONTOLOGY, about))) == 1
    said = {
        DCTERMS.creator: "The opendebate authors",
        DCTERMS.license: "https://creativecommons.org/licenses/by/4.0/",
        OWL.versionInfo: "0.1.0",
        VANN.preferredNamespacePrefix: "od",
        VANN.preferredNamespaceUri: OD,
    }
    assert {key: str(graph.value(ONTOLOGY, key)) for key in said} == said


@pytest.mark.parametrize("name", TTL)
def test_terms_used_in_turtle_are_declared(name: str) -> None:
    assert ours(node for triple in read(name) for node in triple) <= declared()


@pytest.mark.parametrize("path", [*RULES, *QUERIES], ids=lambda path: path.name)
def test_terms_used_in_sparql_are_declared(path: Path) -> None:
    assert named_in(texts([path])) <= declared()


def test_terms_used_in_the_context_are_declared() -> None:
    text = texts([opendebate_ontology.path("context.jsonld")])
    assert named_in(text) <= declared()


def test_terms_used_in_python_are_declared() -> None:
    assert named_in(texts(PYTHON)) <= declared()


def used() -> set[str]:
    """Return the terms that the compiler or a rule writes, that type a code, or stand above one."""
    found = named_in(texts(COMPILER) + texts(RULES)) & terms()
    found |= {kind.capitalize() for kind in get_args(ActorKind)}
    found |= ours(read("vocabularies.ttl").objects(None, RDF.type))
    graph = read("ontology.ttl")
    above = {
        parent
        for term in found
        for step in (RDFS.subClassOf, RDFS.subPropertyOf)
        for parent in graph.objects(URIRef(OD + term), step)
    }
    return found | ours(above)


def test_each_class_and_property_is_used() -> None:
    annotations = ours(read("ontology.ttl").subjects(RDF.type, OWL.AnnotationProperty))
    assert terms() - annotations <= used()
    assert annotations <= named_in(texts(PYTHON))


def test_nothing_is_said_to_be_the_same() -> None:
    for name in TTL:
        for same in (OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch):
            assert (None, same, None) not in read(name)


def test_alignments_go_only_outwards() -> None:
    for subject, _, value in read("alignments.ttl"):
        if ours([subject]):
            assert not ours([value])
            assert not isinstance(value, BNode)


def test_ties_between_things_read_both_ways() -> None:
    graph, inverse = read("ontology.ttl"), URIRef(OD + "inverseLabel")
    for subject, label in graph.subject_objects(inverse):
        assert str(label)
        assert graph.value(subject, RDFS.label) is not None
        assert (subject, RDF.type, OWL.DatatypeProperty) not in graph


def context() -> dict[str, object]:
    text = opendebate_ontology.path("context.jsonld").read_text("utf-8")
    found: dict[str, object] = json.loads(text)["@context"]
    return found


def test_the_context_knows_every_class_and_property() -> None:
    codes = ours(read("ontology.ttl").subjects(RDFS.subClassOf, SKOS.Concept))
    text = texts([opendebate_ontology.path("context.jsonld")])
    annotations = ours(read("ontology.ttl").subjects(RDF.type, OWL.AnnotationProperty))
    assert terms() - codes - annotations <= named_in(text)


def test_the_context_calls_terms_by_their_names() -> None:
    for key, value in context().items():
        iri = value["@id"] if isinstance(value, dict) else str(value)
        if iri.startswith("od:"):
            assert key == iri.removeprefix("od:")


def test_the_context_refers_to_things_and_types_values() -> None:
    graph = read("ontology.ttl")
    for prop in ours(graph.subjects(RDF.type, OWL.ObjectProperty)):
        assert context()[prop] == {"@id": f"od:{prop}", "@type": "@id"}


def statements(data: dict[str, object]) -> set[str]:
    text = json.dumps({"@context": context(), **data})
    return {str(quad.triple) for quad in pyoxigraph.parse(text, RdfFormat.JSON_LD)}


def test_a_key_the_context_does_not_know_says_nothing() -> None:
    assert "@vocab" not in context()
    assert not statements({"id": "https://example.org/a", "speeker": "https://example.org/b"})


def test_json_ld_is_read_as_the_turtle_it_means() -> None:
    here = "https://example.org/source/s/one"
    data: dict[str, object] = {
        "id": here,
        "type": "Statement",
        "stance": "od:Affirms",
        "earliest": "2020-05-01",
        "via": {"id": f"{here}/via/1", "first": "https://example.org/actor/a", "rest": "rdf:nil"},
        "passage": {"id": f"{here}/passage/1", "type": "Passage", "words": 9, "from": "a b"},
    }
    turtle = f"""PREFIX od: <{OD}> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        <{here}> a od:Statement ; od:stance od:Affirms ; od:earliest "2020-05-01"^^xsd:date ;
          od:via <{here}/via/1> ; od:passage <{here}/passage/1> .
        <{here}/via/1> rdf:first <https://example.org/actor/a> ; rdf:rest () .
        <{here}/passage/1> a od:Passage ; od:words 9 ; od:from "a b" ."""
    expected = pyoxigraph.parse(turtle, RdfFormat.TURTLE)
    assert statements(data) == {str(quad.triple) for quad in expected}


def test_path_finds_the_files_of_the_package() -> None:
    for name in (*TTL, "context.jsonld", "py.typed"):
        assert opendebate_ontology.path(name).is_file()
    assert opendebate_ontology.path().is_dir()
