"""``opendebate serve`` under load: python tests/benchmarks/bench_serve.py [FOLDER] [REQUESTS].

Eight clients ask light named questions, as SPARQL, of our server and of an oxigraph server with the
same facts, while a ninth sends ours queries that never end. Printed are the ratio of throughputs,
the slowest hundredth, failed requests, and memory over the whole run.

Then 0, 1, 4, 12, 20 and 70 hostile clients, in a process of their own, loop queries that never end,
while one client asks light questions, none of them twice: from the hostile clients' own address,
from another, and beside hostile clients that have an address each (on Linux, where 127.0.0.0/8 is
all loopback). ``bench_serve.py hostile [FOLDER]`` prints this table alone.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.append(str(Path(__file__).parents[1] / "helpers"))
from endpoints import free_port, oxigraph, put, wait_for
from measure import OPENDEBATE, tell

CLIENTS = 8
HOSTILE = (0, 1, 4, 12, 20, 70)
ROW_SECONDS = 15.0  # for which light questions are asked in a row of the table
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n_ ?o }"
LIGHT = ("who-denies", "who-disagrees-with-whom", "speakers-on-both-sides", "narrator",
         "who-decided", "policy-responses", "imagined-or-rumoured", "who-gains")  # fmt: skip


class Client(threading.Thread):
    """Asks its share of light questions over one connection.

    Parameters
    ----------
    address : str
        Of the endpoint.
    texts : list of str
        Queries, asked in turn.
    """

    def __init__(self, address: str, texts: list[str]) -> None:
        super().__init__()
        self.parts, self.texts = urlsplit(address), texts
        self.took: list[float] = []
        self.failed = 0

    def run(self) -> None:
        """Ask all of them."""
        line = http.client.HTTPConnection(self.parts.hostname or "", self.parts.port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded",
                   "Accept": "application/sparql-results+json"}  # fmt: skip
        for text in self.texts:
            began = time.perf_counter()
            try:
                line.request("POST", self.parts.path, urlencode({"query": text}), headers)
                answer = line.getresponse()
                answer.read()
                self.failed += answer.status != 200
            except OSError:
                self.failed += 1
                line.close()
            self.took.append(time.perf_counter() - began)
        line.close()


def run(address: str, texts: list[str], requests: int) -> tuple[float, float, int]:
    """Return requests a second, the slowest hundredth in seconds, and how many failed."""
    share = requests // CLIENTS
    clients = [Client(address, [texts[(n + k) % len(texts)] for k in range(share)])
               for n in range(CLIENTS)]  # fmt: skip
    began = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    total = time.perf_counter() - began
    took = sorted(t for one in clients for t in one.took)
    return len(took) / total, took[int(len(took) * 0.99)], sum(one.failed for one in clients)


@contextlib.contextmanager
def ninth(address: str) -> Iterator[None]:
    """Send queries that never end, one after the other, until told to stop."""
    stop = threading.Event()

    def ask() -> None:
        parts = urlsplit(address)
        n = 0
        while not stop.is_set():
            n += 1
            line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
            with contextlib.suppress(OSError):
                text = ENDLESS.replace("?n)", f"?n{n})")
                line.request("GET", f"{parts.path}?{urlencode({'query': text})}")
                line.getresponse().read()
            line.close()

    one = threading.Thread(target=ask, daemon=True)
    one.start()
    yield
    stop.set()


def hostile(address: str, clients: int, spread: str) -> None:
    """Loop queries that never end, with several clients at once, until this process is killed.

    Parameters
    ----------
    address : str
        Of the endpoint.
    clients : int
    spread : str
        ``"same"`` for the address of all others, ``"one"`` for one other, ``"each"`` for many.
    """

    def loop(client: int) -> None:
        parts, n = urlsplit(address), 0
        own = {"same": 1, "one": 2, "each": 3 + client}[spread]
        while True:
            n += 1
            line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60,
                                              source_address=(f"127.0.0.{own}", 0))  # fmt: skip
            with contextlib.suppress(OSError):
                text = ENDLESS.replace("?n)", f"?n{client}_{n})")
                line.request("GET", f"{parts.path}?{urlencode({'query': text})}")
                line.getresponse().read()
            line.close()

    threads = [threading.Thread(target=loop, args=(n,)) for n in range(clients)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def beside(address: str, texts: list[str], clients: int, spread: str) -> str:
    """Return how light questions fare beside hostile clients, as a line of a table."""
    command = [sys.executable, __file__, "loop", address, str(clients), spread]
    child = subprocess.Popen(command)
    light = Client(address, texts[:1])
    try:
        time.sleep(3)  # until they hold all that they can get
        end = time.monotonic() + ROW_SECONDS
        for text in texts:
            light.texts = [text]
            light.run()
            if time.monotonic() > end:
                break
        if child.poll() is not None:
            raise SystemExit("The hostile clients ended before the row was measured.")
    finally:
        child.kill()
        child.wait()
    took = sorted(light.took)
    middle, slowest = took[len(took) // 2], took[-1]
    return (f"{clients:3} hostile, {spread:5} {len(took):4} asked, {light.failed:3} failed, "
            f"median {1_000 * middle:7.1f} ms, slowest {1_000 * slowest:7.1f} ms")  # fmt: skip


def table(folder: str, fresh: list[str]) -> None:
    """Print how light questions fare beside more and more hostile clients."""
    with ours(folder) as (address, _):
        run(address, fresh[:8], 64)
    for clients in HOSTILE:
        for spread in ("same", "one", "each") if clients else ("same",):
            with ours(folder) as (address, _):
                print(beside(address, fresh[64:], clients, spread), flush=True)


def memory(pid: int) -> float:
    """Return the megabytes that a process and those that it started hold; 0 without /proc."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    pids = [pid, *map(int, listed.read_text("utf-8").split())] if listed.exists() else []
    total = 0.0
    for one in pids:
        with contextlib.suppress(OSError):
            pages = int(Path(f"/proc/{one}/statm").read_text("utf-8").split()[1])
            total += pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return total


@contextlib.contextmanager
def ours(folder: str) -> Iterator[tuple[str, int]]:
    """Run our server, and yield its address and process."""
    port = free_port()
    place = ["-d", folder] if folder else []
    command = [OPENDEBATE, *place, "serve", "--port", str(port)]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", child)
        yield f"http://127.0.0.1:{port}/sparql", child.pid
    finally:
        child.terminate()
        child.wait()


def main() -> None:
    """Measure, and print ratios."""
    import opendebate
    from opendebate.ask.questions import question

    if sys.argv[1:2] == ["loop"]:
        hostile(sys.argv[2], int(sys.argv[3]), sys.argv[4])
        return
    only = sys.argv[1:2] == ["hostile"]
    del sys.argv[1 : 1 + only]
    folder = sys.argv[1] if sys.argv[1:] else ""
    requests = int(sys.argv[2]) if sys.argv[2:] else 20_000
    texts = [question(name).sparql for name in LIGHT]
    # No text is asked twice by many: each carries a number, so that no answer is one that was kept.
    fresh = [f"{text}\n# {n}" for n in range(200) for text in texts]
    table(folder, fresh)
    if only:
        return
    with tempfile.TemporaryDirectory() as place:
        debate = opendebate.load(folder or None)
        with oxigraph("--union-default-graph", location=Path(place) / "store") as address:
            put(address, debate)
            theirs, slow, failed = run(f"{address}/query", texts, requests // 4)
            print(f"oxigraph: {theirs:7.0f} a second, p99 {1_000 * slow:.1f} ms, {failed} failed")
    with ours(folder) as (address, pid):
        run(address, texts, 200)
        before = memory(pid)
        with ninth(address):
            rate, slow, failed = run(address, texts, requests)
        after = memory(pid)
        print(f"ours, questions asked again: {rate:7.0f} a second, p99 {1_000 * slow:.1f} ms")
        tell("oxigraph ÷ ours, beside queries that never end", theirs / rate, 1 / 0.6)
        print(f"failed light requests: {failed} of {requests:,}")
        print(f"memory before and after, in MB: {before:.0f}, {after:.0f}")
    with ours(folder) as (address, _):
        with ninth(address):
            rate, slow, failed = run(address, fresh, min(requests, len(fresh) * CLIENTS))
        print(f"ours, nothing asked twice: {rate:7.0f} a second, p99 {1_000 * slow:.1f} ms, "
              f"{failed} failed: {theirs / rate:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
