"""A debate in an endpoint answers as it does here, in a bounded number of requests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

import opendebate
from article import article_folder, load_article
from endpoints import oxigraph, put
from opendebate.ask.attribute_filter import KINDS as ATTRIBUTE_KINDS
from opendebate.ask.listing import LIST_KINDS
from opendebate.ask.questions import names, question
from opendebate.debate import Debate
from opendebate.engines.engine import LimitReached, Limits
from opendebate.engines.remote.engine import RemoteEngine, connect
from opendebate.engines.remote.protocol import selected_columns
from opendebate.engines.rows import Rows
from opendebate.errors import QueryError, RemoteError, UnknownName, UsageError
from opendebate.exchange.from_graph import read_graph
from opendebate.rdf.disk_store import copy_to_disk
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
FOLDERS = {"built-in": article_folder(), "town": TOWN}
SERVERS = {"a union only if asked": [], "a union by default": ["--union-default-graph"]}
TRACED = {
    "built-in": ["wendy-hall", "Wendy Hall", "open-agi", "llama-2", "ai-executive-order", "misuse",
                 "why-meta-opened-up", "llama-2-release", "zuckerberg-open", "apple"],
    "town": ["marta-oyelaran", "publish", "linnet-model", "averley"],
}  # fmt: skip


@pytest.fixture(scope="module", params=[(f, s) for f in FOLDERS for s in SERVERS], ids=str)
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Debate, Debate, str]]:
    """The same debate here and in an endpoint, and its name."""
    folder, options = request.param
    here = opendebate.load(FOLDERS[folder])
    with oxigraph(*SERVERS[options]) as address:
        put(address, here)
        yield here, opendebate.load(f"{address}/query"), folder


def sent(debate: Debate) -> int:
    assert isinstance(debate.engine, RemoteEngine)
    return debate.engine.client.requests


def in_any_order(rows: object) -> object:
    return sorted(map(str, rows)) if isinstance(rows, Rows) else rows


def test_every_named_question_has_the_same_rows(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    for name in names():
        assert in_any_order(here.query(name)) == in_any_order(there.query(name)), name


def test_every_named_question_says_which_columns_it_asks_for() -> None:
    engine = opendebate.load(TOWN).engine
    for name in names():
        sparql = question(name).sparql
        columns = {column.value for column in engine.select(sparql).variables}
        assert (selected_columns(sparql) or set()) == columns, name


def test_questions_take_their_parameters(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    claim = str(here.entities("claims")[0]["id"])
    assert here.query("who-affirms", claim=claim) == there.query("who-affirms", claim=claim)


def test_every_form_of_query_has_the_same_answer(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    ask = "ASK { ?a od:affirms ?c }"
    made = "CONSTRUCT { ?a od:affirms ?c } { ?a od:affirms ?c }"
    who = here.entities("actors")[0]["id"]
    for sparql in (ask, made, f"DESCRIBE actor:{who}"):
        mine, theirs = here.query(sparql), there.query(sparql)
        assert (mine == theirs) if isinstance(mine, bool) else (set(mine) == set(theirs))  # type: ignore[arg-type]


def test_a_query_that_chooses_its_graphs_sees_no_other(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    assert isinstance(there.engine, RemoteEngine)
    register = here.iris.graph("register").value
    counted = f"SELECT (COUNT(*) AS ?n) FROM <{register}> {{ ?s ?p ?o }}"  # noqa: S608
    if there.engine.debate.dataset:  # oxigraph's --union-default-graph passes over FROM
        assert here.query(counted) == there.query(counted)
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert in_any_order(here.query(named)) == in_any_order(there.query(named))


def test_traces_are_the_same_and_cost_at_most_five_requests(
    both: tuple[Debate, Debate, str],
) -> None:
    here, there, folder = both
    for name in TRACED[folder]:
        before = sent(there)
        assert str(there.trace(name)) == str(here.trace(name))
        assert sent(there) - before <= 5, name


def test_all_that_reads_says_the_same_in_few_requests(both: tuple[Debate, Debate, str]) -> None:
    """The bounds are those of the code, whatever the size of the debate."""
    here, there, folder = both
    first, second = TRACED[folder][:2]
    reads: dict[str, tuple[Callable[[Debate], object], int]] = {
        "show": (lambda d: d.show(first).to_dict(), 7),
        # One for the names, one for the descriptions.
        "search": (lambda d: [t.to_dict() for t in d.search("map open")], 2),
        "path": (lambda d: [s.to_dict() for s in d.path(first, second) or ()], 7),
        "statements": (lambda d: [s.to_dict() for s in d.statements()], 1),
        "title": (lambda d: (d.title, d.question), 2),
        # One for each list, one for the attributes that its entities may have, and their values.
        "lists": (
            lambda d: [d.entities(kind).to_dicts() for kind in LIST_KINDS],
            len(LIST_KINDS) + 2 * len(ATTRIBUTE_KINDS),
        ),
        "standing": (lambda d: str(d.standing()), 12),
        "draft": (lambda d: read_graph(d.engine), 8),
        "view": (lambda d: d.view().html(), 22),
        "lens": (lambda d: d.view("actors").html(), 30),
    }
    for what, (read, most) in reads.items():
        before = sent(there)
        assert read(there) == read(here), what
        assert sent(there) - before <= most, f"{what}: {sent(there) - before}"


@pytest.mark.parametrize("name", ["debate", "affiliation", "actors", "claims", "arguments",
                                  "carriers", "policies"])  # fmt: skip
def test_networks_are_the_same(both: tuple[Debate, Debate, str], name: str) -> None:
    here, there, _ = both
    before = sent(there)
    assert nx.utils.graphs_equal(here.network(name), there.network(name))
    assert sent(there) - before <= 15


def test_the_dataset_and_the_store_are_copies_of_all(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    assert set(there.store) == set(here.store)
    assert len(there.dataset) == len(here.dataset)
    assert there.serialize("trig") == here.serialize("trig")


def test_an_endpoint_that_cuts_long_answers_is_found_out(
    both: tuple[Debate, Debate, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here, there, _ = both
    select = RemoteEngine.select

    def cut(self: RemoteEngine, sparql: str, *, union: bool = True) -> object:
        found = select(self, sparql, union=union)
        return iter(list(found)[:100]) if "?graph ?s ?p ?o" in sparql else found

    monkeypatch.setattr(RemoteEngine, "select", cut)
    held = f"{len(here.engine.store):,}"  # type: ignore[attr-defined]
    with pytest.raises(RemoteError, match=f"has {held} facts of this debate, and sent 100"):
        copy_to_disk(tmp_path, there.engine.quads(), there.iris)
    assert not list(tmp_path.glob("*store*"))


def test_names_that_mean_nothing_are_told_as_here(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    with pytest.raises(UnknownName) as mine:
        here.trace("wendy-hal")
    with pytest.raises(UnknownName) as theirs:
        there.trace("wendy-hal")
    assert str(mine.value) == str(theirs.value)


def test_what_would_reach_further_is_not_even_sent(both: tuple[Debate, Debate, str]) -> None:
    _, there, _ = both
    before = sent(there)
    for sparql in ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
                   "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
                   "DROP ALL"):  # fmt: skip
        with pytest.raises(QueryError):
            there.query(sparql)
    assert sent(there) == before


def test_a_long_query_is_posted_and_a_short_one_is_not(both: tuple[Debate, Debate, str]) -> None:
    here, there, _ = both
    many = " ".join(f'"{n:04}"' for n in range(1_500))
    sparql = f"SELECT ?x {{ VALUES ?x {{ {many} }} }}"
    assert in_any_order(here.query(sparql)) == in_any_order(there.query(sparql))


def test_the_command_line_takes_an_address(both: tuple[Debate, Debate, str]) -> None:
    _, there, folder = both
    assert isinstance(there.engine, RemoteEngine)
    place = ["-d", there.engine.client.address]
    for command in (["list", "claims", "--json"], ["trace", TRACED[folder][0]], ["build"],
                    ["query", "who-affirms", "--json"], ["network", "actors", "--json"],
                    ["export", "csv", "-o"], ["standing", "--json"]):  # fmt: skip
        if command[-1] == "-o":
            continue
        theirs = CliRunner().invoke(cli, [*place, *command])
        mine = CliRunner().invoke(cli, ["-d", str(FOLDERS[folder]), *command])
        assert (theirs.exit_code, mine.exit_code) == (0, 0), theirs.output
        told = theirs.stdout.replace(f" -d {place[1]}", f" -d {FOLDERS[folder]}")
        assert told == mine.stdout


def test_commands_that_need_a_folder_say_so(both: tuple[Debate, Debate, str]) -> None:
    _, there, _ = both
    assert isinstance(there.engine, RemoteEngine)
    for command in (["check"], ["seal", "x", "--text", "y"], ["new", "x"]):
        result = CliRunner().invoke(cli, ["-d", there.engine.client.address, *command])
        assert result.exit_code == 2
        assert "folder" in result.stderr


def test_rows_beyond_the_limit_are_an_error(both: tuple[Debate, Debate, str]) -> None:
    _, there, _ = both
    assert isinstance(there.engine, RemoteEngine)
    few = connect(there.engine.client.address, Limits(rows=10))
    with pytest.raises(LimitReached):
        list(few.select("SELECT * { ?s ?p ?o }"))


def test_several_debates_in_one_endpoint_are_told_apart() -> None:
    built_in, town = load_article(), opendebate.load(TOWN)
    with oxigraph() as address:
        put(address, built_in)
        put(address, town)
        with pytest.raises(UsageError, match="2 debates") as raised:
            opendebate.load(f"{address}/query")
        assert town.iris.base in str(raised.value.advice)
        there = opendebate.load(f"{address}/query#{town.iris.base}")
        assert there.title == town.title
        assert there.entities("actors") == town.entities("actors")
        assert str(there.trace("publish")) == str(town.trace("publish"))
        with pytest.raises(UsageError, match="no debate 'https://x"):
            opendebate.load(f"{address}/query#https://x.example/")


def test_an_endpoint_without_a_debate_says_what_to_do() -> None:
    with oxigraph() as address, pytest.raises(UsageError, match="no debate") as raised:
        opendebate.load(f"{address}/query")
    assert "opendebate publish" in str(raised.value.advice)


def test_json_of_a_trace_from_an_endpoint_is_that_of_here(
    both: tuple[Debate, Debate, str],
) -> None:
    here, there, folder = both
    name = TRACED[folder][0]
    assert json.dumps(there.trace(name).to_dict()) == json.dumps(here.trace(name).to_dict())
