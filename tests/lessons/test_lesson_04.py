"""Lesson 04: its checks know right answers, and what is off with typical wrong ones."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opendebate_ontology
from lesson_cases import Cases, assert_judged, exercises_of, exercises_of_lesson
from opendebate.errors import InputError
from opendebate_lessons.lesson_04 import CLASS
from opendebate_lessons.ontology_lab import ask, complaints, contradictions, drawn, facts_in, read
from opendebate_lessons.turtle_hints import first_mistake

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
            CLASS.replace("owl:Class", "rdfs:Class"),
        ],
        wrong={
            "*is* one organisation": "ex:Regulator a od:Organization .",
            "Turn it round": "ex:Regulator a owl:Class . od:Organization rdfs:subClassOf "
            "ex:Regulator .",
            "Nothing says yet that it is a class": CLASS.replace("a owl:Class ;", ""),
            "Its wider class is od:Person": CLASS.replace("od:Organization", "od:Person"),
            "Its wider class is od:Organisation": CLASS.replace("Organization", "Organisation"),
            "a name to read": CLASS.replace("; rdfs:label 'Regulator'", ""),
            "this capital letter": CLASS.replace("ex:Regulator", "ex:regulator"),
            "A character is missing between owl:Class and rdfs:subClassOf": CLASS.replace(
                "owl:Class ;", "owl:Class"
            ),
            "The last fact has no full stop": CLASS.rstrip(" ."),
            'A label is a text. Put it in quotation marks: "Regulator"': CLASS.replace("'", ""),
            "'Class' has no prefix": CLASS.replace("owl:Class", "Class"),
            "three quotation marks": 3,
        },
    ),
    "04.2": Cases(
        right=[
            OVERSEES,
            OVERSEES.replace("'oversees'", "'is in charge of'@en"),
            f"{CLASS} {OVERSEES}",
            OVERSEES.replace("owl:ObjectProperty", "rdf:Property"),
        ],
        wrong={
            "leads to a thing": OVERSEES.replace("ObjectProperty", "DatatypeProperty"),
            "Nothing says yet that it is a prop": OVERSEES.replace("a owl:ObjectProperty ;", ""),
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
            "Nothing is an ex:Regulator": FACTS.replace("a ex:Regulator ;", ""),
            "has no name": FACTS.replace("rdfs:label 'Mine' ;", ""),
            "oversees nobody": "ex:mine a ex:Regulator ; rdfs:label 'Mine' .",
            "'Meta' is no actor": FACTS.replace("actor:meta", "'Meta'"),
            "Wendy Hall is no organisation": FACTS.replace("actor:meta", "actor:wendy-hall"),
            "Apple is an organisation, but the graph has no model": FACTS.replace("meta", "apple"),
            "New York University is an organisation": FACTS.replace("meta", "new-york-university"),
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
            "ex:Regulator a owl:Class, sh:NodeShape ; "  # an implicit target
            + SHAPE.partition("ex:Regulator ; ")[2],
        ],
        wrong={
            "Leave the quotation marks out: sh:minCount 1": SHAPE.replace(
                "minCount 1", 'minCount "1"'
            ),
            "The shape cannot be used": SHAPE.replace("sh:path ex:oversees ; ", ""),
            "A square bracket [ is still open": SHAPE.replace("] .", "."),
            "organisation, or more": SHAPE.replace("minCount 1", "minCount 1 ; sh:maxCount 1"),
            "There is no shape": CLASS,
            "looks at nothing": SHAPE.replace("sh:targetClass ex:Regulator ;", ""),
            "It is for other things": SHAPE.replace("ex:Regulator", "od:Person"),
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
            "models of other developers": QUERY.replace("developer ?who", "developer ?else"),
            "It has 1 column.": QUERY.replace("?r ?m {", "?m {"),
            "It has 3 columns": QUERY.replace("?r ?m {", "?r ?m ?who {"),
            "finds nothing": QUERY.replace("ex:oversees", "ex:overseas"),
            "Some rows are wrong": "SELECT ?r ?m { ?r ex:oversees ?m }",
            "finds 2 of 6 rows": QUERY + " LIMIT 2",
            "The prefix exx: is not known": QUERY.replace("ex:oversees", "exx:oversees"),
            "A dot is missing before ?m": QUERY.replace(" . ?m", " ?m"),
            "Begin the query with SELECT": "ASK { ?r ex:oversees ?who }",
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
            "That is no contradiction": "ex:ann ex:oversees actor:meta .",
            "can all be true": "ex:watch a ex:Regulator, od:Organization .",
            "Use ex:Regulator or ex:oversees": "ex:ann a od:Person, od:Organization .",
            "no fact": " ",
            "is not Turtle": "ex:ann is a regulator",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_what_is_no_turtle_is_told_with_its_line() -> None:
    with pytest.raises(InputError, match="line 2, .*: This is not Turtle"):
        read("ex:a a ex:B .\nex:a ex:b ex:c ex:d .")


SLIPS = {
    "The last fact has no full stop. Put one after 'R'": "ex:R rdfs:label 'R'",
    "character is missing between owl:Class and rdfs:label": "ex:R a owl:Class\nrdfs:label 'R' .",
    "The prefix exx: is not known. Did you mean ex:?": "exx:R a owl:Class .",
    "'Class' has no prefix": "ex:R a Class .",
    "only one quotation mark": "ex:R rdfs:label 'R .",
    "is still open": "ex:S sh:property [ sh:path ex:o .",
    "has no [ before it": "ex:S sh:property ex:o ] .",
    "Write a, not is": "ex:R is a owl:Class .",
    "Write a, not A": "ex:R A owl:Class .",
    "straight quotation marks": "ex:R rdfs:label “R” .",
    "a full stop before this line": "ex:R a owl:Class .\nrdfs:label 'R' .",
    "missing between a and ;": "ex:R a ; rdfs:label 'R' .",
    "not complete after ex:Q": "ex:R a owl:Class . ex:Q",
    "no place here": "ex:R = owl:Class .",
    "no variables": "ex:R a ?class .",
    "SPARQL uses it": "{ ex:R a owl:Class }",
}


@pytest.mark.parametrize("part", SLIPS)
def test_a_slip_in_turtle_is_told_with_its_line_and_what_to_change(part: str) -> None:
    with pytest.raises(InputError) as told:
        read(f"\n{SLIPS[part]}\n")
    line = 3 if "before this line" in part else 2
    assert part in str(told.value)
    assert str(told.value).startswith(f"line {line}, ")
    assert len(str(told.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["ontology.ttl", "shapes.ttl", "alignments.ttl"])
def test_in_turtle_that_is_right_there_is_no_slip(name: str) -> None:
    text = (opendebate_ontology.path() / name).read_text("utf-8")
    assert first_mistake(text, ()) is None


@given(st.text(alphabet="ex:a;,. []()'\"\n?_#@<>1", max_size=40))
def test_any_text_is_read_or_refused_in_plain_words(text: str) -> None:
    """Nothing but an error of ours leaves the reader."""
    with contextlib.suppress(InputError):
        read(text)


def test_your_own_facts_are_asked_and_drawn_with_the_debates() -> None:
    rows = ask(QUERY, CLASS, FACTS, ...)
    assert ("ex:mine", "model:llama-2") in rows
    assert all(one == "ex:mine" for one, _ in rows)
    assert ask(..., FACTS) == []
    picture = drawn(CLASS, ..., FACTS, "no Turtle")
    assert "ex:mine ex:oversees actor:meta" in repr(picture)
    assert "ex:Regulator rdfs:subClassOf od:Organization" in repr(picture)
    assert ("ex:a", "rdf:type", "od:Person") in facts_in("ex:a a od:Person .")


def test_shapes_and_the_reasoner_know_the_ontology() -> None:
    assert complaints("ex:a a od:Person .", "ex:S a sh:NodeShape ; sh:targetClass od:Actor ; "
                      "sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .")  # fmt: skip
    assert contradictions("ex:a a od:Person .") == []
    assert "Person" in contradictions("ex:a a od:Person, od:Organization .")[0]


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("04-extend-the-ontology") == list(exercises_of_lesson("04")) == list(CASES)
