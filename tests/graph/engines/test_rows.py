"""Answers are rows one can read, index, and take elsewhere."""

from __future__ import annotations

import csv
import io
import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from opendebate.debate import Debate
from opendebate.engines.rows import Rows, python_value

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


ROWS = Rows(
    ("name", "n"),
    [
        [Literal("Ann"), typed("3", "integer")],
        [Literal('a "quoted", name\nof two lines', language="en"), None],
    ],
)


def test_a_row_is_a_dict_by_column() -> None:
    assert ROWS[0] == {"name": "Ann", "n": 3}
    assert ROWS[-1]["n"] is None
    assert len(ROWS) == 2
    assert ROWS.to_dicts() == list(ROWS)
    assert ROWS[:1] == Rows(("name", "n"), [[Literal("Ann"), typed("3", "integer")]])
    assert repr(ROWS) == "<2 rows of name, n>"


def test_rows_out_of_range_are_no_rows() -> None:
    with pytest.raises(IndexError):
        ROWS[2]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (NamedNode("https://example.org/a"), "https://example.org/a"),
        (Literal("words", language="en"), "words"),
        (typed("2024-01-22", "date"), "2024-01-22"),
        (typed("12", "integer"), 12),
        (typed("1.5", "decimal"), 1.5),
        (typed("1e3", "double"), 1000.0),
        (typed("true", "boolean"), True),
        (typed("0", "boolean"), False),
        (typed("1", "boolean"), True),
        (typed("many", "integer"), "many"),
        (typed("much", "double"), "much"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_terms_become_values_of_python(term: object, value: object) -> None:
    assert python_value(term) == value
    assert type(python_value(term)) is type(value)


def test_csv_can_be_read_back() -> None:
    text = ROWS.to_csv()
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == [
        {"name": "Ann", "n": "3"},
        {"name": 'a "quoted", name\nof two lines', "n": ""},
    ]
    assert text.startswith("name,n\r\n")


def test_a_notebook_shows_a_table_and_runs_nothing() -> None:
    rows = Rows(("<b>",), [[Literal("<script>alert(1)</script>")]])
    shown = rows._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_what_is_shown_is_short_and_can_be_asked_for_again(debate: Debate) -> None:
    rows = debate.query("SELECT ?who ?name { ?who a od:Person ; rdfs:label ?name }")
    assert isinstance(rows, Rows)
    assert re.search("^actor:wendy-hall +Wendy Hall$", str(rows), re.MULTILINE)
    assert "<td>actor:wendy-hall</td>" in rows._repr_html_()
    many = debate.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert isinstance(many, Rows)
    assert f"50 of {len(many):,} rows are shown; to_csv() has all." in str(many)
    assert many._repr_html_().count("<tr>") == 51
    odd = Rows(("x",), [[NamedNode("https://e.x/a/b")]], {"e": "https://e.x/"})
    assert str(odd) == "x\nhttps://e.x/a/b", "a slash would have to be escaped in a query"


def test_odd_numbers_in_an_answer_are_no_failure(debate: Debate) -> None:
    query = "SELECT (xsd:integer('x') AS ?a) ('x'^^xsd:integer AS ?b) (1/3 AS ?c) (1e400 AS ?d) {}"
    rows = debate.query(query)
    assert isinstance(rows, Rows)
    assert rows[0]["a"] is None
    assert rows[0]["b"] == "x"
