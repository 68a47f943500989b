"""HermiT finds the ontology consistent, and rejects what is two things at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

import opendebate_ontology

OD = "https://w3id.org/opendebate/ontology#"
THING = URIRef("https://example.org/thing")

owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:owlready2"),
]


@pytest.fixture(autouse=True)
def quick_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Java compile little: it runs for a second."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


def merged() -> Graph:
    """Return ontology, alignments and codes as one ontology, fetching nothing."""
    graph = Graph()
    for name in ("ontology.ttl", "alignments.ttl", "vocabularies.ttl"):
        graph.parse(opendebate_ontology.path(name))
    for header in ("alignments", "vocabularies"):
        graph.remove((URIRef(f"https://w3id.org/opendebate/{header}"), None, None))
    for other in set(graph.objects(None, RDFS.subClassOf)):
        graph.add((other, RDF.type, OWL.Class))
    for other in set(graph.objects(None, RDFS.subPropertyOf)) - {SKOS.altLabel}:
        graph.add((other, RDF.type, OWL.ObjectProperty))
    return graph


def consistent(graph: Graph, file: Path, *, dates: bool = False) -> bool:
    """Ask HermiT; `dates` lets it pass over xsd:date, which OWL 2 lacks and data have."""
    graph.serialize(file, format="xml")
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load(only_local=True)
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=dates)
        return not list(world.inconsistent_classes())
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    finally:
        world.close()


def test_the_ontology_is_consistent(tmp_path: Path) -> None:
    assert consistent(merged(), tmp_path / "whole.owl")


def test_a_good_debate_is_consistent(tmp_path: Path) -> None:
    graph = merged().parse(Path(__file__).parents[1] / "data" / "good.ttl")
    assert consistent(graph, tmp_path / "good.owl", dates=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Person", "Organization"), ("Support", "Undercut"), ("Claim", "Statement")],
)
def test_nothing_is_two_things_at_once(one: str, other: str, tmp_path: Path) -> None:
    graph = merged()
    graph.add((THING, RDF.type, URIRef(OD + one)))
    graph.add((THING, RDF.type, URIRef(OD + other)))
    assert not consistent(graph, tmp_path / "bad.owl")


def test_domains_catch_a_claim_that_speaks(tmp_path: Path) -> None:
    graph = merged()
    graph.add((THING, RDF.type, URIRef(OD + "Claim")))
    graph.add((URIRef("https://example.org/statement"), URIRef(OD + "speaker"), THING))
    assert not consistent(graph, tmp_path / "bad.owl")
