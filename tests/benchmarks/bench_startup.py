"""How long commands take beside ``import rdflib``: python tests/benchmarks/bench_startup.py."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from measure import OPENDEBATE, process, tell

RUNS = 15


def main() -> None:
    """Measure a warm trace and a cold build of the built-in debate."""
    with tempfile.TemporaryDirectory() as folder:
        cache = folder
        process([OPENDEBATE, "build"], cache=cache)
        rdflib = process([sys.executable, "-c", "import rdflib"], RUNS)
        warm = process([OPENDEBATE, "trace", "wendy-hall"], RUNS, cache=cache)
        tell("warm trace, as a whole process ÷ import rdflib", warm / rdflib, 1)
        cold = []
        for n in range(5):
            place = Path(folder) / str(n)
            cold.append(process([OPENDEBATE, "build"], cache=str(place)))
            shutil.rmtree(place)
        tell("cold build ÷ import rdflib", sorted(cold)[2] / rdflib, 10)


if __name__ == "__main__":
    main()
