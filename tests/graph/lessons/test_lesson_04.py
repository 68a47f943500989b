"""Lesson 04: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import pytest

from lesson_cases import Cases, assert_judged, exercises_of
from opendebate.errors import InputError
from opendebate.lessons.lesson_04 import CLASS, EXERCISES
from opendebate.lessons.workbench import complaints, contradictions, read

OVERSEES = (
    "ex:oversees a owl:ObjectProperty ; rdfs:domain ex:Regulator ; rdfs:range od:Organization ; "
    "rdfs:label 'oversees' ."
)
FACTS = "ex:mine a ex:Regulator ; rdfs:label 'Mine' ; ex:oversees actor:meta ."
SHAPE = (
    "ex:S a sh:NodeShape ; sh:targetClass ex:Regulator ; sh:property [ sh:path ex:oversees ; "
    "sh:minCount 1 ; sh:class od:Organization ] ."
)
QUERY = "SELECT ?r ?m { ?r ex:oversees ?who . ?m od:developer ?who }"
CASES = {
    "04.1": Cases(
        right=[
            CLASS,
            CLASS.replace("'Regulator'", '"regulator"@en'),
            f"@prefix my: <https://example.org/mine#> . {CLASS.replace('ex:', 'my:')}",
            f"{CLASS} ex:Regulator rdfs:comment 'Watches over others.' .",
        ],
        wrong={
            "*is* one organisation": "ex:Regulator a od:Organization .",
            "Turn it round": "ex:Regulator a owl:Class . od:Organization rdfs:subClassOf "
            "ex:Regulator .",
            "not yet said to be a class": CLASS.replace("a owl:Class ;", ""),
            "Its wider class is od:Person": CLASS.replace("od:Organization", "od:Person"),
            "Its wider class is od:Organisation": CLASS.replace("Organization", "Organisation"),
            "a name to read": CLASS.replace("; rdfs:label 'Regulator'", ""),
            "Mind the capital": CLASS.replace("ex:Regulator", "ex:regulator"),
            "is not Turtle": CLASS.replace("owl:Class ;", "owl:Class"),
            "three quotation marks": 3,
        },
    ),
    "04.2": Cases(
        right=[
            OVERSEES,
            OVERSEES.replace("'oversees'", "'is in charge of'@en"),
            f"{CLASS} {OVERSEES}",
        ],
        wrong={
            "leads to a thing": OVERSEES.replace("ObjectProperty", "DatatypeProperty"),
            "not yet said to be a property": OVERSEES.replace("a owl:ObjectProperty ;", ""),
            "the other way round": OVERSEES.replace("domain", "x")
            .replace("range", "domain")
            .replace("rdfs:x", "rdfs:range"),
            "Its domain": OVERSEES.replace("rdfs:domain ex:Regulator ;", ""),
            "Its range": OVERSEES.replace("od:Organization", "od:Model"),
            "a name to read": OVERSEES.replace("; rdfs:label 'oversees'", ""),
            "small letter": OVERSEES.replace("ex:oversees", "ex:Oversees"),
        },
    ),
    "04.3": Cases(
        right=[
            FACTS,
            FACTS.replace("actor:meta", "actor:openai, actor:meta"),
            FACTS.replace("'Mine'", "'Mein Amt'@de"),
        ],
        wrong={
            "Nothing is a ex:Regulator": FACTS.replace("a ex:Regulator ;", ""),
            "has no name": FACTS.replace("rdfs:label 'Mine' ;", ""),
            "oversees nobody": "ex:mine a ex:Regulator ; rdfs:label 'Mine' .",
            "'Meta' is no actor": FACTS.replace("actor:meta", "'Meta'"),
            "Wendy Hall is no organisation": FACTS.replace("actor:meta", "actor:wendy-hall"),
            "'metta' is no actor": FACTS.replace("actor:meta", "actor:metta"),
        },
    ),
    "04.4": Cases(
        right=[
            SHAPE,
            SHAPE.replace("sh:minCount 1 ; sh:class od:Organization ] .", "sh:minCount 1 ] ; "
                          "sh:property [ sh:path ex:oversees ; sh:class od:Organization ] ."),
            SHAPE.replace("sh:minCount 1", "sh:nodeKind sh:IRI ; sh:minCount 1"),
            f"{CLASS} {SHAPE}",
        ],
        wrong={
            "There is no shape": CLASS,
            "looks at nothing": SHAPE.replace("sh:targetClass ex:Regulator ;", ""),
            "things of another class": SHAPE.replace("ex:Regulator", "od:Person"),
            "complains about good facts": SHAPE.replace("minCount 1", "minCount 2"),
            "oversees nobody": SHAPE.replace("sh:minCount 1 ;", ""),
            "oversees a text": SHAPE.replace("; sh:class od:Organization", ""),
            "oversees a person": SHAPE.replace("sh:class od:Organization", "sh:nodeKind sh:IRI"),
        },
    ),
    "04.5": Cases(
        right=[
            QUERY,
            "SELECT DISTINCT ?a ?b { ?a ex:oversees/^od:developer ?b }",
            "PREFIX od: <https://w3id.org/opendebate/ontology#> " + QUERY,
            QUERY.replace("?r ex:oversees", "?r a ex:Regulator ; ex:oversees"),
        ],
        wrong={
            "comes first": QUERY.replace("?r ?m {", "?m ?r {"),
            "nothing to do with": QUERY.replace("developer ?who", "developer ?else"),
            "It has 1 columns": QUERY.replace("?r ?m {", "?m {"),
            "It has 3 columns": QUERY.replace("?r ?m {", "?r ?m ?who {"),
            "finds nothing": QUERY.replace("ex:oversees", "ex:overseas"),
            "do not belong there": "SELECT ?r ?m { ?r ex:oversees ?m }",
            "are missing": QUERY + " LIMIT 2",
            "begin the query with SELECT": "ASK { ?r ex:oversees ?who }",
            "not SPARQL": "regulators and models",
        },
    ),
    "04.6": Cases(
        right=[
            "actor:wendy-hall a od:Person ; ex:oversees actor:meta .",
            "ex:ann a od:Person, ex:Regulator .",
            "actor:meta ex:oversees ex:ann . ex:ann a od:Person .",
        ],
        wrong={
            "not the same one": "ex:ann a od:Person . ex:watch a ex:Regulator .",
            "finds that well": "ex:ann ex:oversees actor:meta .",
            "can all be true": "ex:watch a ex:Regulator, od:Organization .",
            "your own words": "ex:ann a od:Person, od:Organization .",
            "no fact": " ",
            "is not Turtle": "ex:ann is a regulator",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_what_is_no_turtle_is_told_with_its_line() -> None:
    with pytest.raises(InputError, match="line 2: This is not Turtle"):
        read("ex:a a ex:B .\nex:a ex:b ex:c ex:d .")


def test_shapes_and_the_reasoner_know_the_ontology() -> None:
    assert complaints("ex:a a od:Person .", "ex:S a sh:NodeShape ; sh:targetClass od:Actor ; "
                      "sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .")  # fmt: skip
    assert contradictions("ex:a a od:Person .") == []
    assert "Person" in contradictions("ex:a a od:Person, od:Organization .")[0]


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("04-extend-the-ontology") == list(EXERCISES) == list(CASES)
