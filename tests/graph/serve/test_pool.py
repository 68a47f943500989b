"""Workers: a bad query takes down a process and not the others."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import opendebate
from opendebate.engines.engine import prefixes
from opendebate.errors import QueryError
from opendebate.serve.bounds import Bounds
from opendebate.serve.errors import Busy, NotAcceptable, ServeError, TooLarge, TooSlow, WorkerLost
from opendebate.serve.jobs import Job
from opendebate.serve.pool import Pool
from opendebate.serve.running_queries import fingerprint
from opendebate.serve.sparql_endpoint import AnswerCache
from opendebate.serve.worker_process import Worker, start_worker
from processes import is_running

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
PERSONS = 5  # in the debate on flood maps
LIGHT = Job("SELECT ?a { ?a a od:Person } ORDER BY ?a")
ENDLESS = Job("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n_ ?o }")
FLOOD = Job("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
EATER = Job(
    "SELECT (GROUP_CONCAT(?x; separator='') AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "BIND(CONCAT(STR(?a), STR(?d), STR(?g), STR(?c), STR(?f), STR(?i)) AS ?x) }"
)
KNOWN = {
    "prefixes": prefixes(opendebate.load(TOWN).iris),
    "graph_iris": sorted(opendebate.load(TOWN).engine.graphs()),
}
QUICK = Bounds(seconds=1.5, memory=1_500_000_000, rows=500, bytes=200_000, waiting=30, workers=2)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("place") / "town.nq"
    path.write_bytes(opendebate.load(TOWN).serialize("nquads"))
    return path


def served(place: Path, work: Callable[[Pool], Awaitable[None]], bounds: Bounds = QUICK) -> None:
    """Run work on a pool, and assert that it leaves no process behind."""
    seen: set[int] = set()

    async def run() -> None:
        async with Pool(place, KNOWN, bounds) as pool:
            await work(pool)
            seen.update(one.process.pid for one in workers(pool))

    # A thread of its own: a browser of other tests may keep this one's event loop running.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()
    for pid in seen:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def workers(pool: Pool) -> list[Worker]:
    return [*pool.engines.alive, *pool.readers.alive]


async def rows(pool: Pool, job: Job = LIGHT, client: str = "") -> int:
    found: list[object] = json.loads((await pool.answer(job, client)).body)["results"]["bindings"]
    return len(found)


def test_answers_are_whole_and_in_the_form_asked_for(place: Path) -> None:
    async def work(pool: Pool) -> None:
        assert await rows(pool) == PERSONS
        csv = await pool.answer(Job(LIGHT.sparql, "csv"))
        assert csv.body.startswith(b"a\r\n")
        assert b"<sparql" in (await pool.answer(Job("ASK { ?s ?p ?o }", "xml"))).body
        with pytest.raises(NotAcceptable):
            await pool.answer(Job("ASK { ?s ?p ?o }", "csv"))
        made = "CONSTRUCT { ?a od:affirms ?c } { ?a od:affirms ?c }"
        for media in ("turtle", "ntriples", "jsonld"):
            assert b"affirms" in (await pool.answer(Job(made, facts=media))).body

    served(place, work)


def test_a_query_sees_the_graphs_that_are_chosen(place: Path) -> None:
    iris = opendebate.load(TOWN).iris
    register = iris.graph("register").value
    everything = "SELECT DISTINCT ?s { ?s a od:Statement }"

    async def work(pool: Pool) -> None:
        assert await rows(pool, Job(everything)) == 16
        assert await rows(pool, Job(everything, default_graphs=(register,), named_graphs=())) == 0
        assert await rows(pool, Job("SELECT ?g { GRAPH ?g { } }", named_graphs=(register,))) == 1

    served(place, work)


@pytest.mark.parametrize(
    ("job", "fault", "told"),
    [
        (ENDLESS, TooSlow, "within 1.5 s"),
        (FLOOD, TooLarge, "bytes"),
        (Job("SELECT ?s ?p ?o { ?s ?p ?o }", "csv"), TooLarge, "500 rows|bytes"),
        (Job("SELECT ?n { ?s ?p ?o BIND(1 AS ?n) }"), TooLarge, "500 rows|bytes"),
        (Job("CONSTRUCT WHERE { ?s ?p ?o }"), TooLarge, "500 facts"),
        (EATER, ServeError, "memory|within"),
        (Job("SELECT {"), QueryError, "not SPARQL"),
        (Job("SELECT {", checked=True), QueryError, "no answer"),
        (Job("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), QueryError, "SERVICE"),
        (Job("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }"), QueryError, "not a graph"),
        (Job("LOAD <http://127.0.0.1:1/>"), QueryError, "update"),
    ],
)
def test_a_bad_query_is_an_error_and_the_next_one_is_answered(
    job: Job, fault: type[Exception], told: str, place: Path
) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(fault, match=told):
            await pool.answer(job)
        assert await rows(pool) == PERSONS

    served(place, work)


Addresses = Callable[[int], str]
SPREAD: dict[str, Addresses] = {
    "the address of all": lambda _: "light",
    "one other address": lambda _: "hostile",
    "an address each": lambda n: f"hostile {n}",
}


async def hostile(pool: Pool, client: str, asked: Iterator[str], ends: list[object]) -> None:
    """Ask what never ends, again and again, as the server asks the pool."""
    answers = AnswerCache(pool)
    while True:
        try:
            ends.append(await answers.answer(Job(next(asked)), client))
        except (TooSlow, Busy) as error:
            ends.append(error)


# Each number of clients that ENGINES.md names, and each way to spread them over addresses.
CROWDS = [
    ("the address of all", 1),
    ("the address of all", 20),
    ("the address of all", 70),
    ("one other address", 4),
    ("one other address", 70),
    ("an address each", 12),
    ("an address each", 70),
]


@pytest.mark.parametrize(("spread", "n"), CROWDS)
def test_light_queries_are_all_answered_beside_hostile_clients(
    place: Path, spread: str, n: int
) -> None:
    """As many as ENGINES.md promises, wherever they ask from; none of their texts comes twice."""
    asked = (ENDLESS.sparql.replace("?n)", f"?n{k})") for k in itertools.count())
    ends: list[object] = []

    async def work(pool: Pool) -> None:
        enemies = [
            asyncio.create_task(hostile(pool, SPREAD[spread](k), asked, ends)) for k in range(n)
        ]
        while not pool.long.in_work:
            await asyncio.sleep(0)
        assert [await rows(pool, client="light") for _ in range(15)] == [PERSONS] * 15
        assert pool.long.in_work <= pool.max_long
        for enemy in enemies:
            enemy.cancel()
        await asyncio.gather(*enemies, return_exceptions=True)

    served(place, work, Bounds(seconds=2, workers=4))
    assert all(isinstance(one, TooSlow | Busy) for one in ends)


def test_light_queries_are_answered_beside_hostile_ones_that_are_never_alike(place: Path) -> None:
    asked = (ENDLESS.sparql.replace("?a ?b ?c", f"?a od:k{k}? ?c") for k in itertools.count())

    async def work(pool: Pool) -> None:
        enemies = [asyncio.create_task(hostile(pool, f"hostile {k}", asked, [])) for k in range(20)]
        while not pool.long.in_work:
            await asyncio.sleep(0)
        assert [await rows(pool, client="light") for _ in range(15)] == [PERSONS] * 15
        for enemy in enemies:
            enemy.cancel()
        await asyncio.gather(*enemies, return_exceptions=True)

    served(place, work, Bounds(seconds=2, workers=4))


def test_a_long_query_of_a_new_client_ends_that_of_one_who_has_used_much(place: Path) -> None:
    async def work(pool: Pool) -> None:
        pool.recent_use.add("greedy", 100)
        first = asyncio.create_task(pool.answer(ENDLESS, "greedy"))
        while not pool.long.in_work:
            await asyncio.sleep(0)
        second = asyncio.create_task(pool.answer(ENDLESS, "new"))
        with pytest.raises(Busy, match="were waiting"):
            await first
        with pytest.raises(TooSlow):
            await second

    served(place, work, Bounds(seconds=3, workers=2))


def test_what_was_long_by_accident_is_light_again(place: Path) -> None:
    async def work(pool: Pool) -> None:
        kind = fingerprint(LIGHT.sparql)
        pool.long_fingerprints.add(kind)
        assert await rows(pool) == PERSONS
        assert kind not in pool.long_fingerprints

    served(place, work)


def test_queries_are_alike_that_differ_in_names_numbers_and_texts_alone() -> None:
    one = "SELECT ?a { ?a rdfs:label 'x' FILTER(?a > 10) } # once"
    other = 'SELECT  ?bc {\n?bc rdfs:label "y z" FILTER(?bc > 7) }'
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(one.replace("rdfs:label", "od:text"))


def test_beyond_the_queue_is_busy_at_once(place: Path) -> None:
    async def work(pool: Pool) -> None:
        found = await asyncio.gather(*(rows(pool) for _ in range(20)), return_exceptions=True)
        busy = [one for one in found if isinstance(one, Busy)]
        assert found.count(PERSONS) + len(busy) == 20
        assert len(busy) >= 20 - 2 - 3
        assert busy[0].retry_after > 0
        assert await rows(pool) == PERSONS

    served(place, work, Bounds(workers=2, waiting=3))


def test_a_worker_that_somebody_kills_is_replaced_and_the_query_asked_again(place: Path) -> None:
    async def work(pool: Pool) -> None:
        heavy = asyncio.create_task(pool.answer(ENDLESS))
        await asyncio.sleep(0.1)
        for worker in workers(pool):
            worker.process.kill()
        assert await rows(pool) == PERSONS
        with pytest.raises(TooSlow):
            await heavy

    served(place, work)


def test_workers_come_back_however_often_they_are_killed(place: Path) -> None:
    async def work(pool: Pool) -> None:
        for _ in range(6):
            while not pool.engines.alive:
                await asyncio.sleep(0)
            for worker in workers(pool):
                worker.process.kill()
            await asyncio.gather(*(one.process.wait() for one in workers(pool)))
        # Who asks while none runs may be told to come again.
        while pool.trouble:
            await asyncio.sleep(0.01)
        assert await rows(pool) == PERSONS

    served(place, work)


def test_pauses_grow_while_no_process_can_be_started_and_the_log_says_why(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[str] = []
    lacking = True

    async def failing(role: str, place: Path, memory: int) -> Worker:
        tries.append(role)
        if role == "engine" and lacking:
            raise OSError("Resource temporarily unavailable")
        return await start_worker(role, place, memory)

    monkeypatch.setattr("opendebate.serve.supervisor.start_worker", failing)

    async def work(pool: Pool) -> None:
        nonlocal lacking
        while tries.count("engine") < 8:
            await asyncio.sleep(0)
        with pytest.raises(WorkerLost, match="Resource temporarily unavailable") as told:
            await pool.answer(LIGHT)
        assert told.value.status == 503
        assert told.value.retry_after
        lacking = False
        while pool.trouble:
            await asyncio.sleep(0.01)
        assert await rows(pool) == PERSONS

    served(place, work, Bounds(workers=1))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {line["event"] for line in lines} == {"a worker does not run"}
    assert all("Resource temporarily unavailable" in line["reason"] for line in lines)
    pauses = sorted({line["next_try_in"] for line in lines})
    assert len(pauses) > 1
    assert pauses[1] == 2 * pauses[0]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system has no SIGSTOP")
def test_stopped_workers_are_replaced(place: Path) -> None:
    async def work(pool: Pool) -> None:
        while len(pool.engines.idle) < pool.engines.size:
            await asyncio.sleep(0)
        stopped = list(pool.engines.alive)
        for worker in stopped:
            os.kill(worker.process.pid, signal.SIGSTOP)
        while not all(worker.is_down for worker in stopped):
            await asyncio.sleep(0)
        assert await rows(pool) == PERSONS
        assert not set(stopped) & pool.engines.alive

    served(place, work)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system has no SIGSTOP")
def test_a_worker_that_is_stopped_at_work_is_replaced_and_the_query_asked_again(
    place: Path,
) -> None:
    async def work(pool: Pool) -> None:
        asking = asyncio.create_task(pool.answer(ENDLESS))
        while not pool.runs:
            await asyncio.sleep(0)
        first = next(iter(pool.runs)).worker
        os.kill(first.process.pid, signal.SIGSTOP)
        with pytest.raises(TooSlow):
            await asking
        assert first.fate is not None
        assert await rows(pool) == PERSONS

    served(place, work)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_query_whose_client_is_gone_is_stopped(place: Path) -> None:
    async def work(pool: Pool) -> None:
        heavy = asyncio.create_task(pool.answer(ENDLESS))
        await asyncio.sleep(0.1)
        worker = next(iter(pool.runs)).worker
        heavy.cancel()
        with pytest.raises(asyncio.CancelledError):
            await heavy
        assert await worker.process.wait() == -signal.SIGKILL
        assert await rows(pool) == PERSONS

    served(place, work)


def test_who_waits_and_leaves_takes_nobody_elses_turn(place: Path) -> None:
    async def work(pool: Pool) -> None:
        tasks = [asyncio.create_task(rows(pool)) for _ in range(12)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert found[1::2] == [PERSONS] * 6
        assert not pool.light.waiting
        assert not pool.light.in_work

    served(place, work)


def test_a_place_that_no_worker_can_open_is_told_and_tried_again(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_text("this is no fact", "utf-8")

    async def work(pool: Pool) -> None:
        with pytest.raises(WorkerLost, match="No worker runs: The worker cannot open the debate"):
            await pool.answer(LIGHT)
        assert "The worker cannot open the debate" in pool.trouble
        broken.write_text("<x:a> <x:b> <x:c> <x:g> .", "utf-8")
        while pool.trouble:
            await asyncio.sleep(0.01)
        assert await rows(pool, Job("SELECT * { ?s ?p ?o }")) == 1

    served(broken, work)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no /proc")
def test_workers_end_when_the_process_that_started_them_is_killed(place: Path) -> None:
    """Also by kill -9, which no handler sees."""
    import subprocess
    import sys

    script = (
        "import asyncio, sys\nfrom pathlib import Path\n"
        "from opendebate.serve.pool import Pool, Bounds\n"
        "async def run():\n"
        "    known, bounds = {'prefixes': {}, 'graph_iris': []}, Bounds(workers=2)\n"
        "    async with Pool(Path(sys.argv[1]), known, bounds) as pool:\n"
        "        while len(pool.engines.idle) < 3: await asyncio.sleep(0.01)\n"
        "        print(*(w.process.pid for w in pool.engines.idle), flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(run())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(place)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        pids = [int(one) for one in child.stdout.readline().split()]
        child.kill()
    assert len(pids) == 3
    until = time.monotonic() + 10
    while any(is_running(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(is_running(pid) for pid in pids)
