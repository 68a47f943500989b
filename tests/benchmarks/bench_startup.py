"""How long commands take beside ``import rdflib``: python tests/benchmarks/bench_startup.py."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from measure import OPENDEBATE, cpu_and_memory, process, tell

RUNS = 15


def main() -> None:
    """Measure a warm trace and a cold build of the built-in debate."""
    with tempfile.TemporaryDirectory() as folder:
        cache = folder
        process([OPENDEBATE, "build"], cache=cache)
        rdflib = process([sys.executable, "-c", "import rdflib"], RUNS)
        ratios = []
        for _ in range(RUNS):  # in turns: other work on the machine then slows both
            unit, _ = cpu_and_memory([sys.executable, "-c", "import rdflib"], cache)
            warm, _ = cpu_and_memory([OPENDEBATE, "trace", "wendy-hall"], cache)
            ratios.append(warm / unit)
        name = "processor time of a warm trace, as a whole process ÷ import rdflib"
        tell(name, statistics.median(ratios), 1)
        cold = []
        for n in range(5):
            place = Path(folder) / str(n)
            cold.append(process([OPENDEBATE, "build"], cache=str(place)))
            shutil.rmtree(place)
        tell("cold build ÷ import rdflib", sorted(cold)[2] / rdflib, 10)


if __name__ == "__main__":
    main()
