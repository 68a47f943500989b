"""A good graph conforms, and every shape finds the fault it is there for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH

import opendebate_ontology

SHAPE = "https://w3id.org/opendebate/shapes#"
GOOD = Path(__file__).parents[1] / "data" / "good.ttl"
PROLOGUE = """
BASE <https://example.org/dam/>
PREFIX od: <https://w3id.org/opendebate/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def drop(thing: str, properties: str) -> str:
    return f"DELETE {{ <{thing}> ?p ?o }} WHERE {{ <{thing}> ?p ?o FILTER(?p IN ({properties})) }}"


def add(facts: str) -> str:
    return f"INSERT DATA {{ {facts} }}"


def change(thing: str, property_: str, value: str) -> str:
    return drop(thing, property_) + " ; " + add(f"<{thing}> {property_} {value}")


ANA = "source/dam-news/ana-build"
PASSAGE = f"{ANA}/passage/1"
STATED = f"{ANA}/because/floods"
DRAWN = "argument/fish/attacks/build"
UNDERCUT = "argument/dry/undercuts/floods/build"
NEWS = "source/dam-news"

FAULTS = {
    "Named-identifier": change("actor/ana", "dcterms:identifier", '"Ana Bell"'),
    "Named-label": change("actor/ana", "rdfs:label", '" "@en'),
    "Characters-label": add(r'<actor/ana> skos:altLabel "Ana\u202Elleb"@en'),
    "Characters-description": add(r'<actor/ana> dcterms:description "An\u0007a"@en'),
    "Link-page": change("actor/ana", "foaf:page", "<ftp://example.org/>"),
    "Link-secure": change("actor/ana", "foaf:page", "<http://example.org/>"),
    "SameAs-exactMatch": change("actor/ana", "skos:exactMatch", '"Q42"'),
    "SameAs-onlyOne": add("<actor/bo> skos:exactMatch <http://www.wikidata.org/entity/Q42>"),
    "Dates-earliest": change(NEWS, "od:latest", '"2020-04-30"^^xsd:date'),
    "Dates-latest": change(NEWS, "od:latest", '"2020-05-31"'),
    "Actor": add("<actor/ana> a od:Organization"),
    "ActorTies-hasMembership": add("<actor/bo> org:hasMembership <actor/works>"),
    "ActorTies-partOf": change("actor/works", "od:partOf", "<actor/ana>"),
    "ActorTies-succeeds": add("<actor/works> od:succeeds <actor/ana>"),
    "PersonPart-succeeds": add("<actor/ana> od:succeeds <actor/works>"),
    "PersonPart-partOf": add("<actor/ana> od:partOf <actor/works>"),
    "Membership-member": drop("actor/ana/membership/1", "org:member"),
    "Membership-organization": change("actor/ana/membership/1", "org:organization", "<actor/bo>"),
    "Membership-times": change("actor/ana/membership/1", "od:since", "<actor/bo>"),
    "Membership-since": add(
        "<actor/ana/membership/1> od:since <actor/bo>, <actor/ana/membership/1/since>"
    ),
    "Membership-until": add("<actor/ana/membership/1> od:until <actor/bo>, <actor/ana>"),
    "Anonymous-hypothetical": add("<actor/purists> od:anonymous true"),
    "Membership-role": change("actor/ana/membership/1", "od:role", '""@en'),
    "Hypothetical": add("<actor/bo> od:hypothetical true"),
    "Hypothetical-hypothetical": change("actor/purists", "od:hypothetical", "false"),
    "Hypothetical-hasMembership": change(
        "actor/ana/membership/1", "org:organization", "<actor/purists>"
    ),
    "Hypothetical-deeds": add("<policy/act> od:issuer <actor/purists>"),
    "Hypothetical-mode": change(f"{NEWS}/purists-dry", "od:mode", "od:Verbatim"),
    "Model-developer": add("<model/flow> od:developer <policy/act>"),
    "Model-isVersionOf": change("model/flow-2", "dcterms:isVersionOf", "<actor/ana>"),
    "Model-licence": change("model/flow", "od:licence", "<actor/ana>"),
    "Policy-policyKind": change("policy/act", "od:policyKind", "od:Release"),
    "Policy-issuer": change("policy/act", "od:addressee", "<model/flow>"),
    "Policy-targets": change("policy/act", "od:targets", "<claim/dry>"),
    "Policy-respondsTo": change("policy/act", "od:respondsTo", "<actor/ana>"),
    "Policy-partOf": change("policy/term", "od:partOf", "<actor/state>"),
    "Event-eventKind": change("event/start", "od:eventKind", "od:Law"),
    "Event-participant": change("event/start", "od:decidedBy", "<policy/act>"),
    "Event-about": change("event/start", "od:about", "<claim/dry>"),
    "Claim-text": change("claim/dry", "od:text", '"  "@en'),
    "Claim-label": change("claim/dry", "rdfs:label", '"Dry"@en'),
    "Claim-claimKind": drop("claim/dry", "od:claimKind"),
    "Claim-side": add("<claim/dry> od:side od:For"),
    "Claim-topic": change("claim/build", "od:topic", "<actor/ana>"),
    "Claim-about": change("claim/build", "od:about", "<claim/dry>"),
    "Claim-benefits": change("claim/build", "od:benefits", "<policy/act>"),
    "Claim-motiveOf": change("claim/floods", "od:motiveOf", "<policy/act>"),
    "Claim-rephrases": change("claim/floods", "od:rephrases", "<event/start>"),
    "Claim-made": change(f"{NEWS}/purists-dry", "od:claim", "<claim/fish>"),
    "Statement-speaker": drop(ANA, "od:speaker"),
    "Statement-affiliation": change(ANA, "od:affiliation", "<actor/bo>"),
    "Statement-capacity": add(f'<{ANA}> od:capacity "baker"@en'),
    "Statement-draftedBy": add(f'<{ANA}> od:draftedBy "rules", "a model"'),
    "Statement-acceptedBy": add(f"<{ANA}> od:acceptedBy <actor/bo>"),
    "Statement-onBehalfOf": add(f"<{ANA}> od:onBehalfOf <actor/bo>"),
    "Statement-claim": add(f"<{ANA}> od:claim <claim/dry>"),
    "Statement-stance": change(ANA, "od:stance", "od:For"),
    "Statement-mode": change(ANA, "od:mode", "od:Stated"),
    "Statement-source": drop(ANA, "od:source"),
    "Statement-passage": change(ANA, "od:passage", "<actor/bo>"),
    "Statement-passageKnown": drop(ANA, "od:passage"),
    "Passage-ofStatement": change(PASSAGE, "oa:hasSource", "<source/other>"),
    "Passage-ofSource": add(f"<source/other> od:attribution <{PASSAGE}>"),
    "Statement-via": add(f"<{NEWS}/bo-build> od:via <{NEWS}/bo-build/via/2>"),
    "Statement-carrier": change(f"{NEWS}/bo-build/via/2", "rdf:first", "<claim/dry>"),
    "Statement-repliesTo": change(f"{NEWS}/bo-build", "od:repliesTo", "<claim/build>"),
    "Reply-source": change(ANA, "od:source", "<source/other>"),
    "Passage-statement": drop(ANA, "od:passage"),
    "Passage-hasSource": drop(PASSAGE, "oa:hasSource"),
    "Passage-paragraph": change(PASSAGE, "od:paragraph", "0"),
    "Passage-from": drop(PASSAGE, "od:from"),
    "Passage-to": add(f'<{PASSAGE}> od:to "and so on"'),
    "Passage-sealed": drop(PASSAGE, "od:sha256"),
    "Passage-hasSelector": drop(PASSAGE, "oa:hasSelector"),
    "Passage-fragment": change(f"{PASSAGE}/selector", "rdf:value", '"Let us"'),
    "Anchors-from": change(PASSAGE, "od:from", '"Let us build it"'),
    "Anchors-words": change(PASSAGE, "od:words", "0"),
    "Anchors-sha256": change(PASSAGE, "od:sha256", '"abc"'),
    "Argument-premise": drop(DRAWN, "od:premise"),
    "Argument-circle": change(DRAWN, "od:premise", "<claim/build>"),
    "Argument-basis": drop(DRAWN, "od:basis"),
    "Argument-statedIn": add(f"<{STATED}> od:statedIn <{NEWS}/bo-build>"),
    "Stated": drop(STATED, "od:statedIn"),
    "StatedClaim": change(STATED, "od:conclusion", "<claim/fish>"),
    "Analytic-basis": add(f"<{DRAWN}> od:statedIn <{ANA}>"),
    "Conclusion-conclusion": drop(DRAWN, "od:conclusion"),
    "Conclusion-undercuts": add(f"<{DRAWN}> od:undercuts <{STATED}>"),
    "Undercut-undercuts": drop(UNDERCUT, "od:undercuts"),
    "Undercut-conclusion": add(f"<{UNDERCUT}> od:conclusion <claim/build>"),
    "Source-title": drop(NEWS, "dcterms:title"),
    "Source-sourceKind": change(NEWS, "od:sourceKind", "od:Letter"),
    "Source-people": add(f"<{NEWS}> dcterms:creator <policy/act>"),
    "Source-publisher": add(f"<{NEWS}> dcterms:publisher <actor/state>"),
    "Source-narrator": add(f"<{NEWS}> od:narrator <actor/bo>"),
    "Source-scope": add(f"<{NEWS}> od:scope od:For"),
    "Source-codedOn": add(f'<{NEWS}> od:codedOn "soon"'),
    "Source-language": change(NEWS, "dcterms:language", '"English"'),
    "Source-paragraphs": change(NEWS, "od:paragraphs", "0"),
    "Source-dated": drop(NEWS, "od:earliest, od:latest"),
    "ContextFact-text": drop("context/gauge", "od:text"),
    "ContextFact-about": change("context/gauge", "od:about", "<claim/dry>"),
    "ContextFact-departsFrom": change("context/gauge", "od:departsFrom", "<actor/ana>"),
    "ContextFact-reference": drop("context/gauge", "od:reference"),
    "ContextFact-referenceTitle": drop("context/gauge/reference", "dcterms:title"),
    "Story-title": drop("story/dikes", "dcterms:title"),
    "Story-step": drop("story/dikes", "od:step"),
    "StoryStep-text": drop("story/dikes/1", "od:text"),
    "StoryStep-pageState": change("story/dikes/1", "od:pageState", '"https://example.org/"'),
    "Debate-title": drop("", "dcterms:title"),
    "Debate-question": drop("", "od:question"),
    "Question-text": drop("question", "od:text"),
    "Concept-prefLabel": drop("topic/nature", "skos:prefLabel"),
    "Concept-inScheme": drop("topic/nature", "skos:inScheme"),
    "Concept-broader": change("topic/nature", "skos:broader", "<claim/dry>"),
}
SEVERITIES = {
    "Claim-made": "Info",
    "Hypothetical-mode": "Warning",
    "Link-secure": "Warning",
    "Passage-sealed": "Info",
    "Statement-passageKnown": "Info",
    "Source-dated": "Warning",
}


@cache
def shapes() -> Graph:
    return Graph().parse(opendebate_ontology.path("shapes.ttl"))


@cache
def read_once() -> Graph:
    graph = Graph()
    for name in ("ontology.ttl", "vocabularies.ttl"):
        graph.parse(opendebate_ontology.path(name))
    return graph.parse(GOOD)


def good() -> Graph:
    graph = Graph()
    graph += read_once()
    return graph


def results(graph: Graph) -> dict[str, str]:
    """Return the severity of each shape that something does not conform to."""
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes(), inference="none", advanced=False, meta_shacl=False
    )
    return {
        str(report.value(one, SH.sourceShape)).removeprefix(SHAPE): str(
            report.value(one, SH.resultSeverity)
        ).rpartition("#")[2]
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_good_graph_conforms() -> None:
    assert results(good()) == {}


@pytest.mark.parametrize("shape", FAULTS)
def test_each_shape_finds_its_fault(shape: str) -> None:
    graph = good()
    graph.update(PROLOGUE + FAULTS[shape])
    assert results(graph).get(shape) == SEVERITIES.get(shape, "Violation")


def named_shapes() -> set[URIRef]:
    kinds = (SH.NodeShape, SH.PropertyShape)
    return {s for kind in kinds for s in shapes().subjects(RDF.type, kind) if isinstance(s, URIRef)}


def test_every_shape_has_its_fault() -> None:
    assert {str(shape).removeprefix(SHAPE) for shape in named_shapes()} == set(FAULTS)


def test_every_shape_says_what_to_do() -> None:
    for shape in named_shapes():
        (message,) = shapes().objects(shape, SH.message)
        assert str(message).endswith(".")
        assert "od:" not in str(message), "coders know keys, not RDF"


def test_shapes_conform_to_shacl_itself() -> None:
    pyshacl.validate(Graph(), shacl_graph=shapes(), inference="none", meta_shacl=True)


def test_shapes_are_core_only() -> None:
    assert not set(shapes().subject_objects(SH.sparql))


@pytest.mark.parametrize("sign", ["\u0000", "\n", "\u007f", "\u0085", "\u202a", "\u2066"])
def test_no_hidden_sign_passes_in_a_name(sign: str) -> None:
    graph = good()
    graph.parse(
        data=f"<https://example.org/dam/actor/ana> <http://www.w3.org/2004/02/skos/core#altLabel> "
        f'"a\\u{ord(sign):04X}b" .',
        format="nt",
    )
    assert "Characters-label" in results(graph)


def test_names_in_any_script_pass() -> None:
    graph = good()
    graph.update(PROLOGUE + add('<actor/ana> skos:altLabel "אנה", "Анна", "安娜", "Ana “B”"'))
    assert results(graph) == {}
