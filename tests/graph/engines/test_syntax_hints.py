"""The commonest mistakes in SPARQL get words that say what to change."""

from __future__ import annotations

import pytest

from opendebate.ask.questions import names, question
from opendebate.debate import Debate
from opendebate.engines.syntax_hints import syntax_hint
from opendebate.errors import QueryError

MISTAKES = {
    "Add it to GROUP BY, or choose one value of it: (SAMPLE(?c)": (
        "SELECT ?who ?c { ?who od:affirms ?c } GROUP BY ?who"
    ),
    "GROUP BY ?who": "SELECT ?who (COUNT(?c) AS ?n) { ?who od:affirms ?c }",
    "GROUP BY ?name": "SELECT ?who ?name (COUNT(?c) AS ?n) { ?who od:affirms ?c ; rdfs:label ?name "
    "} GROUP BY ?who HAVING(COUNT(?c) > 2)",
    "The prefix odd: is not known. Did you mean od:?": "SELECT ?who { ?who a odd:Person }",
    "'Person' has no prefix": "SELECT ?who { ?who a Person }",
    "It has 1 opening curly bracket { and 0 closing ones }": "SELECT ?who { ?who a od:Person",
    "Put the patterns in": "SELECT ?who  ?who a od:Person }",
    "A dot is missing before ?x": "SELECT ?who { ?who a od:Person ?x rdfs:label ?n }",
    "only one quotation mark": "SELECT ?who { ?who rdfs:label 'Wendy Hall }",
    "?who for 'who'": "SELECT who { ?who a od:Person }",
    "Leave the commas out": "SELECT ?who, ?n { ?who a od:Person ; rdfs:label ?n }",
    "FILTER needs round brackets": "SELECT ?p { ?p od:words ?n FILTER ?n > 20 }",
    "HAVING needs round": "SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP BY ?w HAVING ?n",
    "(COUNT(?x) AS ?n)": "SELECT ?who COUNT(?c) { ?who od:affirms ?c } GROUP BY ?who",
    "give it a name": "SELECT ?who (COUNT(?c) ?n) { ?who od:affirms ?c } GROUP BY ?who",
    "OPTIONAL needs curly": "SELECT ?m { ?m a od:Model OPTIONAL ?m od:developer ?d }",
    "Write a, not is": "SELECT ?who { ?who is a od:Person }",
    "Compare with": "SELECT ?p { ?p od:words ?n FILTER(?n => 20) }",
    "with an S": "SELECT ?c { ?c a od:Claim FILTER NOT EXIST { ?x od:attacks ?c } }",
    "Put the patterns in curly": "SELECT ?who WHERE ?who a od:Person",
    "begins with SELECT": "?who a od:Person",
    "straight quotation marks": "SELECT ?who { ?who rdfs:label “Wendy Hall” }",
    "with BY": "SELECT ?w (COUNT(?c) AS ?n) { ?w od:affirms ?c } GROUP ?w",
}


@pytest.mark.parametrize("part", MISTAKES)
def test_a_common_mistake_is_told_with_what_to_change(debate: Debate, part: str) -> None:
    with pytest.raises(QueryError) as told:
        debate.query(MISTAKES[part])
    assert part in str(told.value)
    assert "This is not SPARQL" in str(told.value)
    assert len(str(told.value).splitlines()) == 1


@pytest.mark.parametrize("name", names())
def test_in_a_query_that_is_right_there_is_no_mistake(name: str) -> None:
    assert syntax_hint(question(name).sparql, {"xsd"}) == ""


def test_a_mistake_that_nobody_knows_is_told_in_one_short_line(debate: Debate) -> None:
    with pytest.raises(QueryError) as told:
        debate.query("SELECT ?who { ?who a od:Person LIMIT 3 }")
    assert len(str(told.value)) < 300
    assert "line 1, column" in str(told.value)
