"""Misspelt terms in SPARQL: each is told with what was meant, and nothing else changes."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from opendebate.ask.query import doubtful_terms, near_values
from opendebate.ask.questions import names, question
from opendebate.debate import Debate
from opendebate.errors import QueryWarning
from opendebate_cli.main import cli

NOWHERE = "occurs neither in the ontology nor in this debate."
DOUBTS = [
    ("SELECT * { ?x od:affirmss ?y }", [f"od:affirmss {NOWHERE} Did you mean od:affirms?"]),
    ("SELECT * { ?s od:stance od:affirms }",
     ["od:stance never has the value od:affirms. Did you mean od:Affirms?"]),
    ("SELECT * { ?s od:stance/rdfs:label ?x ; od:mode od:verbatim }",
     [f"od:verbatim {NOWHERE} Did you mean od:Verbatim?"]),
    ("SELECT ?c { actor:wendy-hal od:affirms ?c }",
     [f"actor:wendy-hal {NOWHERE} Did you mean actor:wendy-hall?"]),
    ("SELECT ?c { ?c a od:claim }",
     ["rdf:type never has the value od:claim. Did you mean od:Claim?"]),
    ("ASK { actor:meta a od:Actor }",
     ["Only subclasses of od:Actor are stored as types. Write: a/rdfs:subClassOf* od:Actor"]),
    ("SELECT ?c { ?c od:Affirms/rdfs:label ?d }",
     ["od:Affirms is no property. Did you mean od:affirms?"]),
    ("SELECT * { <https://w3id.org/opendebate/actor/wendy-hal> ?p ?o }",
     [f"actor:wendy-hal {NOWHERE} Did you mean actor:wendy-hall?"]),
    ("SELECT * { ?s <https://w3id.org/opendebate/ontology#affirmss> ?o }",
     [f"od:affirmss {NOWHERE} Did you mean od:affirms?"]),
    ("ASK { <http://example.org/nobody> ?p ?o }", [f"<http://example.org/nobody> {NOWHERE}"]),
    ("PREFIX me: <http://example.org/> SELECT * { VALUES ?x { me:a } ?x ?p ?o }",
     [f"me:a {NOWHERE}"]),
    ("PREFIX : <http://example.org/> SELECT * { :b ?p ?o }", [f":b {NOWHERE}"]),
    ("SELECT * { ?x od:text ?t FILTER (?x != claim:open-agii) }",
     [f"claim:open-agii {NOWHERE} Did you mean claim:open-agi?"]),
]  # fmt: skip
SOUND = [
    "SELECT ?c { actor:wendy-hall od:affirms ?c }",
    "SELECT * { ?s od:stance od:Doubts ; od:mode od:Verbatim }",
    'SELECT * { ?x od:earliest ?d FILTER (?d > "2023-01-01"^^xsd:date && xsd:string(?d) != "") }',
    "CONSTRUCT { ?x <http://example.org/new> ?y } { ?x od:supports ?y }",
    "SELECT * { ?x od:topic/skos:broader* topic:misuse }",
    "SELECT * { GRAPH <https://w3id.org/opendebate/graph/register> { ?s a od:Claim } }",
    # It exists, and nobody is of this kind: no answer is the right answer.
    "SELECT * { actor:wendy-hall a od:Group }",
    "SELECT * { ?x a/rdfs:subClassOf* od:Actor }",
    "SELECT * { ?x ?y ?z }",
]


@pytest.mark.parametrize(("sparql", "told"), DOUBTS)
def test_what_is_misspelt_is_told(debate: Debate, sparql: str, told: list[str]) -> None:
    assert doubtful_terms(debate.engine, sparql) == told


@pytest.mark.parametrize("sparql", SOUND)
def test_what_is_sound_is_not_doubted(debate: Debate, sparql: str) -> None:
    assert doubtful_terms(debate.engine, sparql) == []


@pytest.mark.parametrize("name", names())
def test_no_question_of_ours_is_doubted(debate: Debate, name: str) -> None:
    assert doubtful_terms(debate.engine, name) == []
    assert doubtful_terms(debate.engine, question(name).sparql) == []


@pytest.mark.parametrize("method", ["query", "select"])
def test_python_warns_at_the_line_that_asks(debate: Debate, method: str) -> None:
    with pytest.warns(QueryWarning, match="od:affirmss") as caught:
        getattr(debate, method)("SELECT ?y { ?x od:affirmss ?y }")
    assert [one.filename for one in caught] == [__file__]
    with pytest.warns(QueryWarning, match='"for"'):
        assert not debate.ask('ASK { ?claim od:side "for" }')


def test_the_warning_goes_to_stderr_and_nothing_else_changes() -> None:
    done = CliRunner().invoke(cli, ["query", "SELECT ?y { ?x od:affirmss ?y }", "--json"])
    assert (done.exit_code, done.stdout) == (0, "[]\n")
    assert "Warning: od:affirmss occurs neither" in done.stderr
    told = CliRunner().invoke(cli, ["query", "SELECT * { ?x ood:text ?y }"])
    assert told.exit_code == 2
    assert "The prefix ood: is not known. Did you mean od:?" in told.stderr
    assert "Known prefixes are actor:, claim:" in told.stderr


@pytest.mark.parametrize(("written", "near"), [
    ('"Wendy Hall"', '"Wendy Hall"@en'),
    ('"Wendy Hall"@de', '"Wendy Hall"@en'),
    ('"wendy hall"@en', '"Wendy Hall"@en'),
])  # fmt: skip
def test_a_text_that_the_debate_writes_otherwise_is_told_where_nothing_is_found(
    debate: Debate, written: str, near: str
) -> None:
    sparql = f"SELECT * {{ ?s rdfs:label {written} }}"
    said = f"The debate does not have the value {written}. It has {near}."
    assert near_values(debate.engine, sparql) == [said]
    assert f"Warning: {said}" in CliRunner().invoke(cli, ["query", sparql]).stderr
    either = f"SELECT * {{ {{ ?s rdfs:label {written} }} UNION {{ ?s a od:Claim }} }}"
    assert CliRunner().invoke(cli, ["query", either]).stderr == ""


@pytest.mark.parametrize(("sparql", "said"), [
    ('SELECT * { ?s od:side "for" }',
     '"for" is the code of a term. As a value, write it as od:For, without quotes.'),
    ('SELECT * { ?s od:stance "Affirms" }',
     '"affirms" is the code of a term. As a value, write it as od:Affirms, without quotes.'),
    ('SELECT * { ?s rdfs:label "Wendy Hal" }',
     'The debate does not have the value "Wendy Hal". Did you mean "Wendy Hall"@en?'),
])  # fmt: skip
def test_a_text_in_the_place_of_a_term_or_misspelt_is_told(
    debate: Debate, sparql: str, said: str
) -> None:
    assert near_values(debate.engine, sparql) == [said]


@pytest.mark.parametrize("sparql", [
    'SELECT * { ?s rdfs:label "Wendy Hall"@en ; a od:Claim }',
    'SELECT * { ?s rdfs:label "Nobody of this name" }',
    'SELECT * { ?s a od:None ; rdfs:label ?name FILTER (REGEX(?name, "wendy hall")) }',
    "who-affirms",
])  # fmt: skip
def test_no_other_text_is_told(debate: Debate, sparql: str) -> None:
    assert near_values(debate.engine, sparql) == []


def test_of_a_query_without_doubts_no_list_of_all_terms_is_made(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a list takes a hundred times as long as an answer."""
    monkeypatch.setattr("opendebate.ask.unknown_terms._Names.namesakes", None)
    assert (
        doubtful_terms(debate.engine, "ASK { actor:wendy-hall a od:Person; od:affirms ?c }") == []
    )
