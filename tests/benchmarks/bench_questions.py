"""What debate.query adds to the engine: python tests/benchmarks/bench_questions.py [SOURCES]."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import tell
from synthetic import write_debate

RUNS = 15


def main() -> None:
    """Ask every named question through the library, and the same SPARQL of a bare store."""
    import opendebate
    from opendebate.ask.questions import names, question

    sources = int(sys.argv[1]) if sys.argv[1:] else 100
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OPENDEBATE_CACHE"] = str(Path(folder) / "cache")
        debate = opendebate.load(write_debate(Path(folder) / "debate", sources))
        store, worst = debate.store, 0.0
        for name in names():
            sparql = question(name).with_values(debate.engine, {})

            def bare(sparql: str = sparql) -> object:
                return list(store.query(sparql, use_default_graph_as_union=True))  # type: ignore[arg-type]

            def asked(name: str = name) -> object:
                return debate.query(name)

            ratio = _ratio(asked, bare)
            worst = max(worst, ratio)
            tell(f"{name}: debate.query ÷ bare pyoxigraph", ratio, 1.2)
        tell("the worst of them", worst, 1.2)


def _ratio(one: Callable[[], object], other: Callable[[], object]) -> float:
    """Return how the best runs compare; the two take turns, so that noise meets both."""
    best = [float("inf"), float("inf")]
    for _ in range(RUNS):
        for i, work in enumerate((one, other)):
            began = time.perf_counter()
            work()
            best[i] = min(best[i], time.perf_counter() - began)
    return best[0] / best[1]


if __name__ == "__main__":
    main()
