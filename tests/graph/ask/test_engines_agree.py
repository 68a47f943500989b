"""Four ways to answer, one answer: rdflib, the store in memory and on disk, and a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

import opendebate
from endpoints import oxigraph, put
from opendebate.ask.questions import names, question
from opendebate.debate import Debate
from opendebate.engines.safety import check_query
from queries import Maker, answer

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
GENERATED = 200

# rdflib's own engine calls what rdflib deprecates
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::opendebate.errors.QueryWarning"),  # invented terms
]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Debate]]:
    here = opendebate.load(TOWN)
    with oxigraph() as address:
        put(address, here)
        yield {
            "memory": here,
            "disk": opendebate.load(TOWN, store=tmp_path_factory.mktemp("store")),
            "server": opendebate.load(f"{address}/query"),
        }


@pytest.fixture(scope="module")
def dataset(engines: dict[str, Debate]) -> rdflib.Dataset:
    return engines["memory"].dataset


def by_rdflib(dataset: rdflib.Dataset, sparql: str) -> object:
    found = dataset.query(sparql)
    if found.type == "ASK":
        return found.askAnswer
    if found.type == "SELECT":
        assert found.vars is not None
        columns = [str(name) for name in found.vars]
        rows = (dict(zip(columns, row, strict=True)) for row in found)  # type: ignore[arg-type]
        return sorted(str(sorted((k, plain(v)) for k, v in row.items())) for row in rows)
    return sorted(str([str(term) for term in fact]) for fact in found)  # type: ignore[union-attr]


def plain(value: object) -> str:
    """Return a term of rdflib as `Rows` would give its value."""
    if value is None:
        return "None"
    if isinstance(value, rdflib.Literal) and isinstance(value.value, bool):
        return str(value.value)
    return str(value)


@pytest.mark.parametrize("name", names())
def test_named_questions(name: str, engines: dict[str, Debate], dataset: rdflib.Dataset) -> None:
    sparql = question(name).sparql
    expected = answer(engines["memory"], sparql)
    for where in ("disk", "server"):
        assert answer(engines[where], sparql) == expected, where
    assert by_rdflib(dataset, sparql) == expected


@pytest.mark.parametrize("seed", range(GENERATED))
def test_generated_queries(seed: int, engines: dict[str, Debate], dataset: rdflib.Dataset) -> None:
    sparql = Maker(seed).query()
    check_query(sparql, engines["memory"].engine.graphs())
    expected = answer(engines["memory"], sparql)
    for where in ("disk", "server"):
        assert answer(engines[where], sparql) == expected, f"{where}\n{sparql}"
    assert by_rdflib(dataset, sparql) == expected, sparql


def test_the_generated_queries_are_no_empty_show(engines: dict[str, Debate]) -> None:
    """Most find something, and every part of the language is among them."""
    queries = [Maker(seed).query() for seed in range(GENERATED)]
    found = [answer(engines["memory"], one) for one in queries]
    assert sum(bool(one) for one in found) > GENERATED / 2
    for word in ("OPTIONAL", "UNION", "NOT EXISTS", "MINUS", "GRAPH", "VALUES", "GROUP BY",
                 "HAVING", "LIMIT", "DISTINCT", "ASK", "CONSTRUCT", "xsd:date", "REGEX", "*",
                 "BIND"):  # fmt: skip
        assert any(word in one for one in queries), word
