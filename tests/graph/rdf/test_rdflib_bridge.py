"""rdflib gets the same terms, untouched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from opendebate.rdf.build import build
from opendebate.rdf.rdflib_bridge import to_dataset, to_graph

XSD = "http://www.w3.org/2001/XMLSchema#"
TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (NamedNode("https://example.org/a"), rdflib.URIRef("https://example.org/a")),
        (BlankNode("b"), rdflib.BNode("b")),
        (Literal("words"), rdflib.Literal("words")),
        (Literal("Wörter", language="de"), rdflib.Literal("Wörter", lang="de")),
        (
            Literal("01", datatype=NamedNode(XSD + "integer")),
            rdflib.Literal("01", datatype=rdflib.XSD.integer, normalize=False),
        ),
        (
            Literal("2024-01-22", datatype=NamedNode(XSD + "date")),
            rdflib.Literal("2024-01-22", datatype=rdflib.XSD.date),
        ),
    ],
)
def test_terms_are_carried_over(ours: Literal, theirs: rdflib.Literal) -> None:
    fact = Quad(NamedNode("x:s"), NamedNode("x:p"), ours)
    ((_, _, found),) = to_graph([fact])
    assert found == theirs
    assert found.n3() == theirs.n3()


def test_a_graph_is_the_union_and_says_nothing_twice() -> None:
    one = (NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o"))
    quads: Iterable[Quad] = [Quad(*one, NamedNode("x:a")), Quad(*one, NamedNode("x:b")), Quad(*one)]
    assert len(to_graph(quads)) == 1
    dataset = to_dataset(quads, {"x": "x:"})
    assert len(list(dataset.quads())) == 3
    assert dict(dataset.namespaces())["x"] == rdflib.URIRef("x:")


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib calls what it deprecates
def test_a_whole_debate_comes_over_with_its_graphs() -> None:
    built = build(TOWN)
    dataset = to_dataset(built.store, {})
    assert len(list(dataset.quads())) == len(built.store)
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert built.iris.graph("derived").value in names
    question = "SELECT ?c { ?c a <https://w3id.org/opendebate/ontology#Claim> }"
    assert len(list(dataset.query(question))) == 13, "rdflib sees the union of all graphs"
