"""Publishing: exactly the debate's graphs, all others untouched, and a way on after every fault."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

import opendebate
from endpoints import free_port, oxigraph, put, say, server
from opendebate.debate import Debate
from opendebate.errors import RemoteError, UsageError
from opendebate.publish.plan import PublishReport
from opendebate.publish.publishing import NotPublished
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
# opendebate, killed before or after it sends its n-th request; how many acts there are goes to
# stderr where it lives on.
KILLED = """
import os, signal, sys
import httpx

kill_at, acts, send = int(sys.argv[1]), 0, httpx.HTTPTransport.handle_request

def act():
    global acts
    acts += 1
    if acts == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)

def watched(transport, request):
    act()
    answer = send(transport, request)
    act()
    return answer

httpx.HTTPTransport.handle_request = watched
from opendebate_cli.main import cli
code = cli.main(sys.argv[2:], standalone_mode=False)
sys.stderr.write(f"\\nacts {acts}")
sys.exit(code or 0)
"""
OTHERS = b'<https://x.example/s> <https://x.example/p> "kept" <https://x.example/graph> .\n'


@pytest.fixture(scope="module")
def town() -> Debate:
    return opendebate.load(TOWN)


@pytest.fixture(params=["store", "update"])
def place(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """An empty server, asked by the one protocol or the other."""
    with oxigraph() as address:
        load(address, OTHERS)
        kind: str = request.param
        yield {"address": f"{address}/{kind}", "query": f"{address}/query", "root": address}


def load(address: str, quads: bytes) -> None:
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{address}/store", quads, {"Content-Type": "application/n-quads"}, method="POST"
    )
    urllib.request.urlopen(request).close()  # noqa: S310 - loopback


def everything(root: str) -> set[str]:
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{root}/store", headers={"Accept": "application/n-quads"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
        return set(answer.read().decode().splitlines())


def published(debate: Debate, place: dict[str, str]) -> PublishReport:
    return debate.publish(place["address"], place["query"])


def test_a_store_holds_exactly_the_debate_and_what_was_there(
    town: Debate, place: dict[str, str]
) -> None:
    report = published(town, place)
    assert not report.is_open
    assert {one.state for one in report.changes} == {"done"}
    ours = set(town.serialize("nquads").decode().splitlines())
    assert everything(place["root"]) == ours | {OTHERS.decode().strip()}
    there = opendebate.load(place["query"])
    assert str(there.trace("publish")) == str(town.trace("publish"))


def test_a_second_time_there_is_nothing_to_do(town: Debate, place: dict[str, str]) -> None:
    published(town, place)
    assert {one.state for one in published(town, place).changes} == {"equal"}


def test_only_graphs_that_differ_are_replaced_and_gone_ones_removed(
    town: Debate, place: dict[str, str]
) -> None:
    published(town, place)
    gone = f"{town.iris.base}graph/source/no-more"
    load(place["root"], f'<https://x/s> <https://x/p> "x" <{gone}> .\n'.encode())
    register = town.iris.graph("register").value
    load(place["root"], f'<https://x/s> <https://x/p> "stray" <{register}> .\n'.encode())
    report = published(town, place)
    states = {one.graph: (one.state, one.added, one.removed) for one in report.changes}
    assert states[gone] == ("done", 0, 1)
    assert states[register] == ("done", 0, 1)
    assert [one.state for one in report.changes].count("equal") == len(report.changes) - 2
    assert everything(place["root"]) == {
        *town.serialize("nquads").decode().splitlines(), OTHERS.decode().strip()
    }  # fmt: skip


def test_without_a_query_endpoint_it_says_that_gone_graphs_are_not_looked_for(
    town: Debate,
) -> None:
    with oxigraph() as address:
        assert not town.publish(f"{address}/store").complete


def test_an_update_endpoint_that_takes_no_queries_is_told(town: Debate) -> None:
    with oxigraph() as address, pytest.raises(UsageError, match="--query"):
        town.publish(f"{address}/update", kind="update")


def test_off_a_terminal_nothing_is_done_without_yes() -> None:
    with oxigraph() as address:
        where = ["-d", str(TOWN), "publish", f"{address}/store", "--query", f"{address}/query"]
        dry = CliRunner().invoke(cli, where)
        assert dry.exit_code == 0
        assert "Nothing was changed" in dry.stderr
        assert everything(address) == set()
        done = CliRunner().invoke(cli, [*where, "--yes"])
        assert done.exit_code == 0
        assert "Replaced:" in done.stderr
        assert everything(address)
        again = CliRunner().invoke(cli, [*where, "--yes"])
        assert "Nothing to do" in again.stderr


def test_two_at_once_leave_each_graph_whole(tmp_path: Path) -> None:
    """Two versions of a debate, by two processes: no graph is ever a mixture."""
    import shutil

    other = tmp_path / "town"
    shutil.copytree(TOWN, other)
    debate = other / "debate.yaml"
    debate.write_text(debate.read_text("utf-8").replace("title: ", "title: Another "), "utf-8")
    versions = [opendebate.load(TOWN), opendebate.load(other)]
    with oxigraph() as address:
        where = [f"{address}/store", "--query", f"{address}/query", "--yes"]
        command = [sys.executable, "-m", "opendebate_cli", "-d"]
        both = [
            subprocess.Popen([*command, str(folder), "publish", *where],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for folder in (TOWN, other)
        ]  # fmt: skip
        assert {one.wait(60) for one in both} <= {0, 3}
        lines = everything(address)
    for graph in versions[0].engine.graphs():
        here = {line for line in lines if line.endswith(f"<{graph}> .")}
        whole = [
            {line for line in one.serialize("nquads").decode().splitlines()
             if line.endswith(f"<{graph}> .")}
            for one in versions
        ]  # fmt: skip
        assert here in whole


def full_after(most: int) -> tuple[dict[str, bytes], object]:
    """Return a store that keeps so many graphs, and then has no room left on its disk."""
    kept: dict[str, bytes] = {}

    def answer(to: BaseHTTPRequestHandler) -> None:
        graph = parse_qs(urlsplit(to.path).query, keep_blank_values=True).get("graph", [""])[0]
        if to.command == "HEAD":
            return say(to, 200, b"", Content_Type="text/turtle")
        if to.command == "GET":
            found = kept.get(graph)
            if found is None:
                return say(to, 404)
            return say(to, 200, found, Content_Type="application/n-triples")
        if len(kept) >= most and graph not in kept:
            return say(to, 507, b"no space left on the disk")
        length = int(to.headers.get("Content-Length") or 0)
        kept[graph] = to.rfile.read(length)
        to.headers.replace_header("Content-Length", "0")
        return say(to, 204)

    return kept, answer


def test_a_disk_that_is_full_on_the_way_says_what_is_done_and_goes_on_later(town: Debate) -> None:
    kept, answer = full_after(2)
    with server(answer) as address:  # type: ignore[arg-type]
        with pytest.raises(NotPublished, match="no space left") as raised:
            town.publish(address)
        states = [one.state for one in raised.value.report.changes]
        assert states == ["done", "done", "failed", *["open"] * (len(states) - 3)]
        assert "goes on where it stopped" in str(raised.value.advice)
        assert len(kept) == 2
    kept_more, more = full_after(100)
    kept_more.update(kept)
    with server(more) as address:  # type: ignore[arg-type]
        report = town.publish(address)
        assert [one.state for one in report.changes][:2] == ["equal", "equal"]
        assert not report.is_open


def test_a_store_that_keeps_something_else_is_found_out(town: Debate) -> None:
    kept, answer = full_after(100)

    def spoilt(to: BaseHTTPRequestHandler) -> None:
        answer(to)  # type: ignore[operator]
        for graph in kept:
            kept[graph] = b'<https://x/s> <https://x/p> "somebody else" .\n'

    with server(spoilt) as address, pytest.raises(NotPublished, match="Somebody else"):
        town.publish(address)


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (401, {}, "OPENDEBATE_USER"),
        (200, {"Content_Type": "text/html"}, "no queries|Graph Store"),
        (302, {"Location": "http://169.254.169.254/"}, "another server"),
        (405, {}, "--query|405"),
    ],
)
def test_what_is_no_store_is_told(
    town: Debate, status: int, headers: dict[str, str], told: str
) -> None:
    with (
        server(lambda to: say(to, status, b"<html>no</html>", **headers)) as address,
        pytest.raises((RemoteError, UsageError), match=told),
    ):
        town.publish(address)


def test_a_server_that_is_killed_on_the_way_is_made_whole_by_the_next_run(
    town: Debate, tmp_path: Path
) -> None:
    port = free_port()
    with oxigraph(location=tmp_path / "store", port=port) as address:
        put(address, town)
        load(address, f'<https://x/s> <https://x/p> "x" <{town.iris.graph("context").value}> .\n'
             .encode())  # fmt: skip
    with pytest.raises(RemoteError, match="cannot be reached"):
        town.publish(f"http://127.0.0.1:{port}/store")
    with oxigraph(location=tmp_path / "store", port=port) as address:
        report = town.publish(f"{address}/store", f"{address}/query")
        assert not report.is_open
        assert everything(address) == set(town.serialize("nquads").decode().splitlines())


def by_graph(quads: set[str]) -> dict[str, set[str]]:
    """Return the facts of a store in the form of N-Quads by their graph."""
    found: dict[str, set[str]] = {}
    for line in quads:
        found.setdefault(line.rsplit(" ", 2)[1], set()).add(line)
    return found


def refill(root: str, quads: str) -> None:
    """Make a store hold these facts and no others."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{root}/store", quads.encode(), {"Content-Type": "application/n-quads"}, method="PUT"
    )
    urllib.request.urlopen(request).close()  # noqa: S310 - loopback


def killed_at(act: int, place: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kind = "graph-store" if place["address"].endswith("store") else "update"
    line = ["-d", str(TOWN), "publish", place["address"], "--query", place["query"]]
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(act), *line, "--protocol", kind, "--yes"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_publisher_that_is_killed_leaves_whole_graphs_and_can_be_run_again(
    town: Debate, place: dict[str, str]
) -> None:
    ours = set(town.serialize("nquads").decode().splitlines())
    after = by_graph(ours) | by_graph({OTHERS.decode().strip()})
    old = sorted(ours)[::3]  # each graph is there, and lacks facts
    gone = f'<https://x/s> <https://x/p> "x" <{town.iris.graph("gone").value}> .'
    before = by_graph({*old, gone, OTHERS.decode().strip()})
    text = "\n".join(line for lines in before.values() for line in lines) + "\n"
    refill(place["root"], text)
    whole = killed_at(0, place)
    assert whole.returncode == 0, whole.stderr
    acts = int(whole.stderr.rpartition("acts ")[2])
    for act in (acts // 3, 2 * acts // 3, acts):
        refill(place["root"], text)
        assert killed_at(act, place).returncode == -signal.SIGKILL
        for graph, facts in by_graph(everything(place["root"])).items():
            assert facts in (before.get(graph), after.get(graph)), (act, graph)
        again = killed_at(0, place)
        assert again.returncode == 0, again.stderr
        assert by_graph(everything(place["root"])) == after
