"""The door to the store: prefixes, the union of all graphs, and values that stay values."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from opendebate.debate import Debate
from opendebate.engines.engine import ENTITY_KINDS, kind_prefixes, literal, values_block
from opendebate.errors import QueryError


def test_prefixes_of_vocabularies_and_kinds_are_known(debate: Debate) -> None:
    for kind in ENTITY_KINDS:
        debate.engine.ask(f"ASK {{ ?s ?p {kind}:x }}")
    assert kind_prefixes(debate.iris)["actor"] == "https://w3id.org/opendebate/actor/"


def test_a_query_sees_all_graphs_together(debate: Debate) -> None:
    assert debate.engine.ask("ASK { actor:wendy-hall od:denies ?c . ?c od:text ?t }")


def test_what_is_no_sparql_is_a_query_error(debate: Debate) -> None:
    with pytest.raises(QueryError, match="This is not SPARQL"):
        debate.engine.select("SELECT {")


@pytest.mark.parametrize("text", ['a"b', "a\\", "} UNION {", "a\nb\r\t", "'\"'", "é\u2028", "\0"])
def test_values_are_written_so_that_they_stay_values(debate: Debate, text: str) -> None:
    block = values_block("x", [Literal(text), NamedNode("https://example.org/a")])
    rows = list(debate.engine.select(f"SELECT ?x {{ {block} }}"))
    assert [row["x"].value for row in rows] == [text, "https://example.org/a"]


def test_no_values_at_all_find_nothing(debate: Debate) -> None:
    assert not list(debate.engine.select(f"SELECT ?x {{ {values_block('x', [])} }}"))


def test_half_characters_of_a_terminal_become_question_marks() -> None:
    assert literal("a\udcffb") == Literal("a?b")
