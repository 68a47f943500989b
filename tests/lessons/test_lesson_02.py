"""Lesson 02: its checks know right rows, whatever the query, and what is off with wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from article import load_article
from lesson_cases import Cases, assert_judged, code_of, exercises_of, exercises_of_lesson, prose_of
from opendebate_lessons import check

DEBATE = load_article()
DERIVED = "<https://w3id.org/opendebate/graph/derived>"


def ask(query: str) -> Any:
    return DEBATE.query(query)


def free(pattern: str) -> str:
    return f"SELECT ?c {{ ?c a od:Claim FILTER NOT EXISTS {{ {pattern} }} }}"


PERSONS = ask("SELECT ?who { ?who a od:Person }")
OWN = "SELECT ?t { ?s od:speaker actor:wendy-hall ; od:claim/od:text ?t ; od:stance od:Affirms }"
REGISTER = DERIVED.replace("derived", "register")
WORDS = "SELECT ?p ?n { ?p a od:Passage ; od:words ?n FILTER("
HALL = "actor:wendy-hall ?p ?o"
SAID = "?s od:speaker ?who ; od:claim ?c"
CASES = {
    "02.1": Cases(
        right=[
            "SELECT ?x { ?x a od:Person } ORDER BY DESC(?x)",
            [row["who"] for row in PERSONS],
            PERSONS.to_dicts(),
            ask("SELECT * { ?p a od:Person ; rdfs:label ?name }"),
        ],
        wrong={
            "organisations": ask("SELECT ?x { ?x a od:Organization }"),
            "groups": ask("SELECT ?x { ?x a od:Group }"),
            "all kinds": ask(
                "SELECT ?x { ?x a ?c VALUES ?c { od:Person od:Organization od:Group } }"
            ),
            "their names": ask("SELECT ?n { ?x a od:Person ; rdfs:label ?n }"),
            "say something": ask("SELECT DISTINCT ?x { ?s od:speaker ?x }"),
            "more than once": ask("SELECT ?x { ?x a od:Person ; ?p ?o }"),
            "finds no row": "SELECT ?x { ?x a od:Persons }",
            "straight quotation marks": "SELECT ?who { ?who rdfs:label “Wendy Hall” }",
            "begin the query with SELECT": ask("ASK { ?x a od:Person }"),
            "is not SPARQL": "SELECT ?who { ?who is a od:Person }",
        },
    ),
    "02.2": Cases(
        right=[
            OWN,
            "SELECT DISTINCT ?label { actor:wendy-hall od:affirms/rdfs:label ?label }",
            ask("SELECT ?c ?t { actor:wendy-hall od:affirms ?c . ?c od:text ?t }"),
        ],
        wrong={
            "claims' IRIs": ask("SELECT ?c { actor:wendy-hall od:affirms ?c }"),
            "she denies": ask("SELECT ?t { actor:wendy-hall od:denies/od:text ?t }"),
            "anybody affirms": ask("SELECT ?t { ?who od:affirms/od:text ?t }"),
            "of all claims": ask("SELECT ?t { ?c od:text ?t }"),
            "takes a stance": ask(OWN.replace(" ; od:stance od:Affirms", "")),
            "finds no row": ask("SELECT ?t { actor:wendy-hall od:affirms ?c . ?x od:text ?c }"),
        },
    ),
    "02.3": Cases(
        right=[
            WORDS + "?n > 20) }",
            WORDS + "20 < ?n) } ORDER BY ?n",
            WORDS + "?n >= 21) }",
        ],
        wrong={
            "all passages": ask(WORDS + "true) }"),
            "not have more than 20": ask(WORDS + "?n >= 20) }"),
            "fewer than 20": ask(WORDS + "?n < 20) }"),
            "at most 20": ask(WORDS + "?n <= 20) }"),
            "the article itself": ask("SELECT ?p ?n { ?p od:words ?n FILTER(?n > 20) }"),
            "is text": ask(WORDS + 'STR(?n) > "20") }'),
            "If you wrote the number in quotation marks": ask(WORDS + '?n > "20") }'),
            "1 of the 2 columns": ask(
                "SELECT ?p { ?p a od:Passage ; od:words ?n FILTER(?n > 20) }"
            ),
        },
    ),
    "02.4": Cases(
        right=[
            "SELECT ?d ?m { ?m a od:Model OPTIONAL { ?m od:developer ?d } }",
            "SELECT * { ?m a od:Model OPTIONAL { ?d ^od:developer ?m } } ORDER BY ?m",
            "SELECT ?m ?n ?d { ?m a od:Model ; rdfs:label ?n OPTIONAL { ?m od:developer ?d } }",
        ],
        wrong={
            "developer is known": ask("SELECT ?m ?d { ?m a od:Model ; od:developer ?d }"),
            "The prefix odd: is not known": "SELECT ?m ?d { ?m a odd:Model }",
            "without a developer": ask(
                "SELECT ?m ?d { ?m a od:Model OPTIONAL { ?m od:developer ?d } FILTER(!BOUND(?d)) }"
            ),
            "beside each": ask("SELECT ?m ?d { ?m a od:Model . ?x od:developer ?d }"),
            "developers' names": ask(
                "SELECT ?m ?n { ?m a od:Model OPTIONAL { ?m od:developer/rdfs:label ?n } }"
            ),
            "models' names": ask(
                "SELECT ?n ?d { ?m a od:Model ; rdfs:label ?n OPTIONAL { ?m od:developer ?d } }"
            ),
            "1 of the 2 columns": ask("SELECT ?m { ?m a od:Model }"),
        },
    ),
    "02.5": Cases(
        right=[
            free("?x od:attacks ?c"),
            "SELECT ?c { ?c a od:Claim MINUS { ?x od:attacks ?c } }",
            "SELECT ?c { ?c a od:Claim OPTIONAL { ?x od:attacks ?c } FILTER(!BOUND(?x)) }",
        ],
        wrong={
            "Turn the pattern round": ask(free("?c od:attacks ?x")),
            "NOT is missing": ask(free("?x od:attacks ?c").replace("NOT ", "")),
            "all claims": ask(free("?x od:attacks ?y . ?y a od:Model")),
            "nobody denies": ask(free("?x od:denies ?c")),
            "no other supports": ask(free("?x od:supports ?c")),
            "finds no row": ask(free("?x od:attacks ?y")),
        },
    ),
    "02.6": Cases(
        right=[
            "SELECT DISTINCT ?c { ?c od:supports+ claim:open-agi }",
            "SELECT DISTINCT ?c { claim:open-agi ^od:supports+ ?c }",
            "SELECT DISTINCT ?c { ?c od:supports/od:supports* claim:open-agi }",
        ],
        wrong={
            "in one step": ask("SELECT ?c { ?c od:supports claim:open-agi }"),
            "zero steps": ask("SELECT DISTINCT ?c { ?c od:supports* claim:open-agi }"),
            "These are arguments": ask("SELECT ?a { ?a od:conclusion claim:open-agi }"),
            "two steps away": ask("SELECT ?c { ?c od:supports/od:supports claim:open-agi }"),
            "attacks on attacks": ask("SELECT DISTINCT ?c { ?c od:attacks+ claim:open-agi }"),
            "attacks as well": ask(
                "SELECT DISTINCT ?c { ?c (od:supports|od:attacks)+ claim:open-agi }"
            ),
        },
    ),
    "02.7": Cases(
        right=[
            "SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP BY ?w HAVING(COUNT(?c) > 4)",
            "SELECT ?n ?w { { SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP BY ?w } "
            "FILTER(?n >= 5) }",
            "SELECT ?w (COUNT(*) AS ?n) { ?w od:affirms ?c } GROUP BY ?w HAVING(COUNT(*) >= 5)",
        ],
        wrong={
            "affirm anything": ask("SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP BY ?w"),
            "includes five": ask(
                "SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP BY ?w HAVING(COUNT(?c) > 5)"
            ),
            "statements, not claims": ask(
                f"SELECT ?who (COUNT(?s) AS ?n) {{ {SAID} ; od:stance od:Affirms }} GROUP BY ?who "
                "HAVING(COUNT(?s) >= 5)"
            ),
            "of every stance": ask(
                f"SELECT ?who (COUNT(?s) AS ?n) {{ {SAID} }} GROUP BY ?who HAVING(COUNT(?s) >= 5)"
            ),
            "1 of the 2 columns": ask(
                "SELECT ?w { ?w od:affirms ?c } GROUP BY ?w HAVING(COUNT(?c) >= 5)"
            ),
            "HAVING does not know the name ?n": ask(
                "SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP BY ?w HAVING(?n >= 5)"
            ),
            "put GROUP BY ?w after": "SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c }",
            "what is denied": ask("SELECT ?w (COUNT(?c) AS ?n) { ?w od:denies ?c } GROUP BY ?w"),
        },
    ),
    "02.8": Cases(
        right=[
            f"SELECT ?o ?p {{ GRAPH {DERIVED} {{ {HALL} }} }}",
            f"SELECT ?p ?o {{ GRAPH ?g {{ {HALL} }} FILTER(?g = {DERIVED}) }}",
            f"SELECT ?p ?o FROM {DERIVED} {{ {HALL} }}",  # noqa: S608 - SPARQL
            f"SELECT * {{ GRAPH {DERIVED} {{ ?s ?p ?o FILTER(?s = actor:wendy-hall) }} }}",
        ],
        wrong={
            "all graphs together": ask(f"SELECT ?p ?o {{ {HALL} }}"),
            "written down by a person": ask(f"SELECT ?p ?o {{ GRAPH {REGISTER} {{ {HALL} }} }}"),
            "she is the object": ask(
                f"SELECT ?s ?p {{ GRAPH {DERIVED} {{ ?s ?p actor:wendy-hall }} }}"
            ),
            "about everybody": ask(f"SELECT * {{ GRAPH {DERIVED} {{ ?s ?p ?o }} }}"),
            "1 of the 2 columns": ask(f"SELECT ?o {{ GRAPH {DERIVED} {{ {HALL} }} }}"),
            "rows are missing": ask(f"SELECT ?p ?o {{ GRAPH {DERIVED} {{ {HALL} }} }} LIMIT 2"),
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_answers_are_judged(name: str) -> None:
    assert_judged(name, CASES[name])


def test_rows_of_something_else_are_told_by_an_example() -> None:
    told = str(check("02.1", "SELECT ?x { ?x a od:Model }"))
    assert "None of your" in told
    assert "/model/" in told


def test_empty_places_are_counted_in_the_column_of_developers() -> None:
    unknown = ask("SELECT ?m { ?m a od:Model FILTER NOT EXISTS { ?m od:developer ?d } }")
    assert unknown
    for query in CASES["02.4"].right:
        assert f"{len(unknown)} of them have an empty place" in str(check("02.4", query))


def test_every_worked_query_has_rows_unless_the_lesson_says_that_it_has_none() -> None:
    for text in code_of("02-asking-the-graph"):
        if text.startswith("debate.query("):
            rows = eval(text, {"debate": DEBATE})  # noqa: S307 - our own notebook
            assert bool(rows) != ("NOT EXISTS" in text), text


def test_the_words_of_the_semantic_web_are_taught() -> None:
    prose = prose_of("02-asking-the-graph")
    for word in ("**predicate**", "**literal**", "**default graph**", "union"):
        assert word in prose


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of("02-asking-the-graph") == list(exercises_of_lesson("02")) == list(CASES)
