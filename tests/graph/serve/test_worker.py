"""What a worker does with a job, in this process; and what it says on its pipes, in its own."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from opendebate.isolated import python
from opendebate.serve import worker

JOB = {
    "sparql": "SELECT ?n { ?s e:n ?n } ORDER BY ?n", "rows": "json", "facts": "turtle",
    "union": True, "default_graphs": None, "named_graphs": None, "prefixes": {"e": "http://e.x/"},
    "most_rows": 3, "most_bytes": 2_000,
}  # fmt: skip
MEMORY = 4_000_000_000
CONSTRUCT = "CONSTRUCT { ?s e:n ?n } { ?s e:n ?n }"


def e(name: str) -> NamedNode:
    return NamedNode(f"http://e.x/{name}")


@pytest.fixture
def store() -> Store:
    """Three numbers in one graph, and a fourth in another."""
    graphs = ["g", "g", "g", "h"]
    made = Store()
    made.extend(Quad(e("s"), e("n"), Literal(n), e(graphs[n])) for n in range(4))
    return made


def asked(store: Store, **job: object) -> tuple[dict[str, Any], bytes]:
    return worker.answer(store, {**JOB, **job})


def test_rows_yes_and_no_and_facts_come_in_the_form_that_is_asked_for(store: Store) -> None:
    told, body = asked(store, rows="csv", most_rows=4)
    assert (told, body) == ({"wrong": "", "media": "csv"}, b"n\r\n0\r\n1\r\n2\r\n3\r\n")
    assert json.loads(asked(store, sparql="ASK { ?s ?p 3 }")[1])["boolean"] is True
    told, body = asked(store, sparql=CONSTRUCT, facts="ntriples", most_rows=4)
    assert (told["media"], body.count(b"\n")) == ("ntriples", 4)
    assert b"@prefix e:" in asked(store, sparql=CONSTRUCT, most_rows=4)[1]


@pytest.mark.parametrize(
    "job",
    [
        {"rows": None},
        {"sparql": "ASK {}", "rows": "csv"},
        {"sparql": "ASK {}", "rows": "tsv"},
        {"sparql": CONSTRUCT, "facts": None},
    ],
)
def test_an_answer_without_the_form_that_a_client_takes_is_not_sent(
    store: Store, job: Mapping[str, object]
) -> None:
    assert asked(store, **job) == ({"wrong": "media"}, b"")


def test_a_query_sees_the_graphs_that_it_is_to_see(store: Store) -> None:
    def count(**job: object) -> int:
        return asked(store, rows="csv", most_rows=9, **job)[1].count(b"\n") - 1

    assert count() == 4
    assert count(union=False) == 0
    assert count(default_graphs=["http://e.x/h"]) == 1
    named = {"sparql": "SELECT ?n { GRAPH ?g { ?s e:n ?n } }", "named_graphs": ["http://e.x/g"]}
    assert count(**named) == 3


@pytest.mark.parametrize(
    ("job", "fault", "what"),
    [
        ({"rows": "csv"}, "large", "more than 3 rows"),
        ({}, "large", "more than 3 rows"),
        ({"sparql": CONSTRUCT}, "large", "more than 3 facts"),
        ({"most_bytes": 20}, "large", "more than 20 bytes"),
        ({"sparql": "SELECT {"}, "syntax", "The query has no answer: "),
        ({"default_graphs": ["no IRI"]}, "query", "The query has no answer: "),
        ({"sparql": "SELECT ('\ufffe' AS ?x) {}", "rows": "xml"}, "form", "U+FFFE, which XML"),
    ],
)
def test_what_has_no_answer_is_told_in_words(
    store: Store, job: Mapping[str, object], fault: str, what: str
) -> None:
    told, body = asked(store, **job)
    assert (told["wrong"], body) == (fault, b"")
    assert what in told["what"]


def test_as_many_rows_and_facts_as_there_may_be_are_an_answer(store: Store) -> None:
    for job in ({"rows": "csv"}, {"rows": "tsv"}, {"rows": "xml"}, {}, {"sparql": CONSTRUCT}):
        told, body = asked(store, most_rows=4, **job)
        assert told["wrong"] == ""
        assert body
    size = len(asked(store, rows="csv", most_rows=4)[1])
    assert asked(store, rows="csv", most_rows=4, most_bytes=size)[0]["wrong"] == ""
    assert asked(store, rows="csv", most_rows=4, most_bytes=size - 1)[0]["wrong"] == "large"


def test_too_little_memory_is_told_and_is_no_fault_of_the_query() -> None:
    class Greedy:
        def query(self, *_: object, **__: object) -> None:
            raise MemoryError

    told, _ = worker.answer(Greedy(), JOB)  # type: ignore[arg-type]
    assert told == {"wrong": "large", "what": "The query needs too much memory."}


def test_a_reader_tells_what_is_safe_and_what_is_not() -> None:
    graph = "http://e.x/g"
    chosen = worker.read({"sparql": f"ASK FROM <{graph}> {{}}", "graph_iris": [graph]})[0]
    assert (chosen["wrong"], chosen["union"]) == ("", False)
    assert worker.read({"sparql": "ASK {}", "graph_iris": []})[0]["union"] is True
    told, body = worker.read({"sparql": "ASK { SERVICE <http://e.x/> {} }", "graph_iris": []})
    assert (told["wrong"], body) == ("query", b"")
    assert "not allowed" in told["what"]


@pytest.mark.parametrize("form", ["a file", "a folder"])
def test_an_engine_opens_a_file_or_a_store_on_disk(store: Store, tmp_path: Path, form: str) -> None:
    place = tmp_path / "place"
    if form == "a file":
        store.dump(str(place), format=RdfFormat.N_QUADS)
    else:
        on_disk = Store(str(place))
        on_disk.extend(store)
        del on_disk
    told, body = worker.ready("engine", place)({**JOB, "rows": "csv", "most_rows": 4})
    assert (told["wrong"], body.count(b"\n")) == ("", 5)


def spoken(answer: bytes) -> list[tuple[dict[str, Any], bytes]]:
    """Take apart what a worker writes: heads, each with so many bytes behind it."""
    stream, found = io.BytesIO(answer), []
    while line := stream.readline():
        head = json.loads(line)
        found.append((head, stream.read(head["length"])))
    return found


def test_a_worker_says_that_it_is_ready_does_its_jobs_in_order_and_ends_with_its_input(
    store: Store, tmp_path: Path
) -> None:
    store.dump(str(tmp_path / "place.nq"), format=RdfFormat.N_QUADS)
    jobs = [{**JOB, "sparql": "SELECT {"}, {**JOB, "rows": "csv", "most_rows": 4}]
    facts = str(tmp_path / "place.nq")
    done = subprocess.run(
        python("opendebate.serve.worker", "engine", facts, str(MEMORY)),
        input=b"".join(json.dumps(job).encode() + b"\n" for job in jobs),
        capture_output=True, check=True,
    )  # fmt: skip
    (ready, _), (wrong, _), (head, body) = spoken(done.stdout)
    assert ready == {"ready": True, "length": 0}
    assert wrong["wrong"] == "syntax"
    assert head == {"wrong": "", "media": "csv", "length": len(body)}
    assert body.endswith(b"3\r\n")
    assert done.stderr == b""
