"""The engine in this process: one method for each form of query, and limits that it keeps."""

from __future__ import annotations

from itertools import islice

import pytest

from opendebate.debate import Debate
from opendebate.engines.embedded import EmbeddedEngine
from opendebate.engines.engine import Engine, LimitReached, Limits
from opendebate.errors import QueryError

ROWS = "SELECT ?s ?p { ?s ?p ?o }"
FACTS = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


@pytest.fixture
def engine(debate: Debate) -> Engine:
    return debate.engine


def limited(debate: Debate, **limits: float) -> EmbeddedEngine:
    return EmbeddedEngine(debate.store, debate.iris, Limits(**limits))  # type: ignore[arg-type]


def test_every_form_has_a_method_of_its_own(engine: Engine) -> None:
    assert [v.value for v in engine.select(ROWS).variables] == ["s", "p"]
    assert engine.ask("ASK { ?s a od:Debate }")
    assert next(engine.construct(FACTS))
    assert next(engine.construct("DESCRIBE actor:wendy-hall"))


@pytest.mark.parametrize(
    ("form", "text"), [("select", "ASK {}"), ("ask", ROWS), ("construct", "ASK {}")]
)
def test_a_query_of_another_form_is_refused(engine: Engine, form: str, text: str) -> None:
    with pytest.raises(QueryError, match="Use"):
        getattr(engine, form)(text)


def test_it_knows_the_graphs_and_every_fact_in_them(debate: Debate) -> None:
    graphs = debate.engine.graphs()
    assert debate.iris.graph("register").value in graphs
    assert {str(q.graph_name).strip("<>") for q in debate.engine.quads()} == graphs


def test_rows_come_as_they_are_found(debate: Debate) -> None:
    """A cross join of everything with everything would never end."""
    rows = debate.engine.select("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert len(list(islice(rows, 5))) == 5


def test_an_answer_of_too_many_rows_is_an_error_not_a_part(debate: Debate) -> None:
    with pytest.raises(LimitReached, match="more than 10 rows"):
        list(limited(debate, rows=10).select(ROWS))
    with pytest.raises(LimitReached, match="more than 10 rows"):
        list(limited(debate, rows=10).construct(FACTS))
    assert len(list(limited(debate, rows=10).select(f"{ROWS} LIMIT 10"))) == 10


def test_an_answer_that_takes_too_long_is_an_error(debate: Debate) -> None:
    with pytest.raises(LimitReached, match=r"longer than 0\.05 s"):
        list(limited(debate, seconds=0.05).select("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
