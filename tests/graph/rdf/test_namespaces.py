"""Names of the graph: terms, codes and the IRIs of things."""

from __future__ import annotations

import pyoxigraph
import pytest

import opendebate_ontology
from opendebate.rdf.namespaces import PREFIXES, Iris, code, term, typed


def test_a_term_is_its_namespace_and_its_name() -> None:
    assert term("od:Claim").value == "https://w3id.org/opendebate/ontology#Claim"
    assert term("rdf:type").value == PREFIXES["rdf"] + "type"


def test_an_unknown_prefix_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        term("nowhere:x")


@pytest.mark.parametrize(
    ("word", "of", "concept"),
    [
        ("affirms", "", "Affirms"),
        ("executive-order", "", "ExecutiveOrder"),
        ("letter", "", "Letter"),
        ("letter", "source", "LetterSource"),
        ("other", "event", "OtherEvent"),
        ("other", "source", "OtherSource"),
        ("directive", "event", "DirectiveEvent"),
    ],
)
def test_codes_of_different_kinds_are_different_concepts(word: str, of: str, concept: str) -> None:
    assert code(word, of) == term(f"od:{concept}")


def test_every_code_of_the_vocabularies_is_reached_by_its_notation() -> None:
    path = opendebate_ontology.path("vocabularies.ttl")
    for quad in pyoxigraph.parse(path=str(path)):
        if quad.predicate == term("skos:notation"):
            word = quad.object.value
            assert quad.subject in {code(word, of) for of in ("", "event", "source")}


def test_things_lie_under_the_base() -> None:
    iris = Iris("https://example.org/d#")
    assert iris("actor", "ann").value == "https://example.org/d#actor/ann"
    assert iris.graph("source", "s").value == "https://example.org/d#graph/source/s"


def test_typed_literals_carry_their_type() -> None:
    assert typed("3", "integer").datatype == term("xsd:integer")
