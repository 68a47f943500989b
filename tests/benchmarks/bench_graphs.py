"""What writing networks costs: python tests/benchmarks/bench_graphs.py [EDGES].

A network as large as a researcher's, with all attributes, beside networkx's own GraphML writer on
the same network without what that writer refuses (lists).
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable
from functools import partial

import networkx as nx

from measure import peak_memory, tell
from opendebate.exchange.network_files import NETWORK_FORMATS, write_network

EDGES = 100_000
RUNS = 2
SLOWEST = 1.0  # times networkx's writer, which makes a tree of all first
NETWORKX = "networkx"


def network(edges: int) -> nx.MultiDiGraph[str]:
    """Return a network of a tenth as many actors and claims as edges, the same each time."""
    dice = random.Random(0)  # noqa: S311 - a benchmark wants the same network again
    iri = "https://example.org/debate/"
    actors = [f"{iri}actor/actor-{n}" for n in range(edges // 20)]
    claims = [f"{iri}claim/claim-{n}" for n in range(edges // 20)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for n, actor in enumerate(actors):
        about = {"kind": "actor", "id": f"actor-{n}", "type": "person", "hypothetical": n % 9 == 0}
        graph.add_node(actor, name=f"Actor Ärla & Son {n}", names=(f"A. {n}", "Ärla"), **about)
    for n, claim in enumerate(claims):
        graph.add_node(claim, kind="claim", id=f"claim-{n}", name=f"Claim {n} holds.", side="for")
    ends = {(dice.choice(actors), dice.choice(claims)) for _ in range(2 * edges)}
    for actor, claim in sorted(ends)[:edges]:
        stance, sign = dice.choice((("affirms", 1), ("denies", -1)))
        said = tuple(f"source-{dice.randrange(999)}/s-{k}" for k in range(dice.randrange(1, 4)))
        graph.add_edge(
            actor,
            claim,
            key=stance,
            relation=stance,
            label=stance,
            weight=len(said),
            sign=sign,
            statements=said,
        )
    return graph


def bare(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return GraphML as networkx writes it."""
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out)
    return out.getvalue()


def without_lists(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy with lists as texts, as networkx's writer needs them."""
    copy = graph.copy()
    for _, about in copy.nodes(data=True):
        about |= {name: str(one) for name, one in about.items() if isinstance(one, tuple)}
    for *_, about in copy.edges(data=True):
        about |= {name: str(one) for name, one in about.items() if isinstance(one, tuple)}
    return copy


def least(write: Callable[[], bytes]) -> tuple[float, float]:
    """Return the least seconds of the processor that writing takes, and the megabytes written."""
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        size = len(write())
        taken.append(time.process_time() - began)
    return min(taken), size / 1e6


def only(form: str, edges: int) -> None:
    """Write one format and end: the process whose memory is measured."""
    graph = network(edges)
    if form == NETWORKX:
        bare(without_lists(graph))
    elif form != "nothing":
        write_network(graph, form)


def main() -> None:
    """Print the time of each format beside networkx's writer, and the memory of each process."""
    if len(sys.argv) == 3:
        only(sys.argv[1], int(sys.argv[2]))
        return
    edges = int(sys.argv[1]) if len(sys.argv) == 2 else EDGES
    # First, while this process is small: a child's peak counts what it was forked from.
    for form in ("nothing", NETWORKX, *NETWORK_FORMATS):
        _, held = peak_memory([sys.executable, __file__, form, str(edges)], "")
        print(f"peak memory of a process that makes the network and writes {form}: {held:,.0f} MB")
    graph = network(edges)
    simple = without_lists(graph)
    print(f"{len(graph):,} nodes, {edges:,} edges; networkx {nx.__version__}")
    base, size = least(lambda: bare(simple))
    print(f"GraphML by networkx: {base:.2f} s, {size:.1f} MB")
    times = {}
    for form in NETWORK_FORMATS:
        times[form], size = least(partial(write_network, graph, form))
        print(f"{form}: {times[form]:.2f} s, {size:.1f} MB")
    for form, taken in times.items():
        tell(f"time of {form} ÷ GraphML by networkx", taken / base, SLOWEST)


if __name__ == "__main__":
    main()
