"""Named questions and SPARQL go through one door, and each form has its answer."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import opendebate
from opendebate.debate import Debate
from opendebate.engines.rows import Rows
from opendebate.errors import QueryError, UnknownName, UsageError

OD = rdflib.Namespace("https://w3id.org/opendebate/ontology#")


def test_select_answers_with_rows(debate: Debate) -> None:
    rows = debate.query("SELECT ?name { actor:wendy-hall rdfs:label ?name }")
    assert isinstance(rows, Rows)
    assert rows.to_dicts() == [{"name": "Wendy Hall"}]


def test_ask_answers_yes_or_no(debate: Debate) -> None:
    assert debate.query("ASK { actor:wendy-hall od:denies claim:open-agi }") is True
    assert debate.query("ASK { actor:wendy-hall od:affirms claim:open-agi }") is False


@pytest.mark.parametrize(
    "query",
    ["CONSTRUCT { ?c od:side ?s } WHERE { ?c od:side ?s }", "DESCRIBE claim:open-agi"],
)
def test_construct_and_describe_answer_with_a_graph(debate: Debate, query: str) -> None:
    graph = debate.query(query)
    assert isinstance(graph, rdflib.Graph)
    assert (rdflib.URIRef(debate.iris("claim", "open-agi").value), OD.side, OD.For) in graph
    assert "claim:open-agi" in graph.serialize(format="turtle"), "it knows our prefixes"


def test_a_word_is_the_name_of_a_question(debate: Debate) -> None:
    rows = debate.query(" speakers-on-both-sides ")
    assert isinstance(rows, Rows)
    assert "David Evan Harris" in {row["speakerName"] for row in rows}


def test_parameters_may_be_ids_iris_or_names(debate: Debate) -> None:
    by_id = debate.query("who-denies", claim="open-agi")
    assert by_id == debate.query("who-denies", claim=debate.iris("claim", "open-agi").value)
    assert isinstance(by_id, Rows)
    assert [row["speakerName"] for row in by_id] == ["Wendy Hall"] * len(by_id)


def test_sparql_takes_no_parameters(debate: Debate) -> None:
    with pytest.raises(UsageError, match="Only named questions"):
        debate.query("SELECT * { ?s ?p ?o }", claim="open-agi")


def test_a_question_that_is_not_there_is_told(debate: Debate) -> None:
    with pytest.raises(UnknownName, match="who-afirms"):
        debate.query("who-afirms")


def test_what_goes_wrong_on_the_way_is_a_query_error(debate: Debate) -> None:
    with pytest.raises(QueryError, match="The query has no answer: .*custom function"):
        debate.query("SELECT (<https://example.org/f>(1) AS ?x) {}")


def test_hypothetical_speakers_hold_no_position(debate: Debate) -> None:
    purists = debate.query("SELECT * { actor:open-source-purists ?how ?c . ?c a od:Claim }")
    assert isinstance(purists, Rows)
    assert len(purists) == 0
    shop = opendebate.load(Path(__file__).parents[2] / "data" / "flood-maps")
    assert shop.query("ASK { actor:sceptics od:affirms ?c }") is False
