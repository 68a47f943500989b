"""Three engines on one debate: python tests/benchmarks/bench_engines.py [SOURCES] [FOLDER].

Every named question on a synthetic debate of about a million facts: the embedded engine beside the
bare store it is made of, an oxigraph server over HTTP beside the embedded engine, and rdflib's own
engine for the record, each of its questions in a process that is ended when it takes too long.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from endpoints import oxigraph
from measure import tell
from synthetic import write_debate

if TYPE_CHECKING:
    from pyoxigraph import Store

    from opendebate.debate import Debate

RUNS = int(os.environ.get("RUNS", "3"))
LONGEST = 60.0  # seconds for a question to rdflib
QUESTIONS_OF_RDFLIB = ("who-denies", "who-disagrees-with-whom", "who-affirms")


def main() -> None:
    """Measure, and print ratios."""
    import opendebate
    from opendebate.ask.questions import names
    from opendebate.engines.remote.engine import RemoteEngine

    sources = int(sys.argv[1]) if sys.argv[1:] else 900
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if sys.argv[2:] else temporary)
        store = folder / "store"
        if not store.exists():
            write_debate(folder / "debate", sources)
            opendebate.load(folder / "debate", store=store)
        here = opendebate.load(store=store)
        print(f"{len(here.store):,} facts")
        opened = statistics.median(timed(lambda: opendebate.load(store=store)) for _ in range(RUNS))
        tell("opening the store on disk, in ms", 1_000 * opened, 100)
        served = folder / "served"
        if not served.exists():
            copy_for_server(here.store, served)
        with oxigraph("--union-default-graph", location=served) as address:
            there = opendebate.load(f"{address}/query")
            assert isinstance(there.engine, RemoteEngine)
            there.engine.client.seconds = 600
            compare(here, there, names())
        for name in QUESTIONS_OF_RDFLIB:
            told = rdflib_seconds(store, name)
            print(f"{name:40} rdflib {told}")


def compare(here: Debate, there: Debate, names: tuple[str, ...]) -> None:
    """Ask every question of three engines, one after the other, and print ratios."""
    from opendebate.ask.questions import question

    worst, slower, total = 0.0, [], [0.0, 0.0]
    for name in names:
        sparql = question(name).sparql
        ask: dict[str, Callable[[], object]] = {
            "bare": partial(_bare, here, sparql),
            "embedded": partial(here.query, name),
            "remote": partial(there.query, name),
        }
        took: dict[str, list[float]] = {who: [] for who in ask}
        for _ in range(RUNS):
            for who, work in ask.items():
                took[who].append(timed(work))
        bare, embedded, remote = (min(took[who]) for who in ask)
        worst = max(worst, embedded / bare)
        slower += [name] if remote < embedded else []
        total = [total[0] + embedded, total[1] + remote]
        print(f"{name:40} {1_000 * bare:9.1f} ms bare, embedded x {embedded / bare:.2f}, "
              f"server x {remote / embedded:.2f}")  # fmt: skip
    tell("embedded ÷ bare, the worst question", worst, 1.1)
    tell("embedded ÷ server over HTTP, all questions together", total[0] / total[1], 1)
    print("faster over HTTP than embedded:", ", ".join(slower) or "none")
    name = str(here.entities("actors")[10]["id"])
    mine = min(timed(lambda: here.trace(name)) for _ in range(RUNS))
    theirs = min(timed(lambda: there.trace(name)) for _ in range(RUNS))
    tell("a trace over HTTP ÷ embedded", theirs / mine, 3)


def _bare(debate: Debate, sparql: str) -> object:
    return list(debate.store.query(sparql, use_default_graph_as_union=True))  # type: ignore[arg-type]


def copy_for_server(store: Store, folder: Path) -> None:
    """Write the same facts into a store of the server's own."""
    from pyoxigraph import Store

    made = Store(str(folder))
    made.bulk_extend(store)
    made.optimize()
    made.flush()


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ask_rdflib(store: Path, name: str, out: multiprocessing.Queue[float]) -> None:
    import opendebate
    from opendebate.ask.questions import question

    dataset = opendebate.load(store=store).dataset
    out.put(-1.0)
    out.put(timed(lambda: list(dataset.query(question(name).sparql))))


def rdflib_seconds(store: Path, name: str) -> str:
    """Return how long rdflib takes for a question, loading left out."""
    out: multiprocessing.Queue[float] = multiprocessing.Queue()
    child = multiprocessing.Process(target=_ask_rdflib, args=(store, name, out))
    child.start()
    try:
        out.get(timeout=600)
        return f"{out.get(timeout=LONGEST):.1f} s"
    except Exception:  # noqa: BLE001 - the queue's Empty
        return f"more than {LONGEST:g} s"
    finally:
        child.kill()
        child.join()


if __name__ == "__main__":
    main()
