"""How a build grows with the debate: python tests/benchmarks/bench_scale.py [SOURCES …]."""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from measure import OPENDEBATE, peak_memory, tell
from synthetic import STATEMENTS, write_debate

SIZES = (10, 100, 1_000)


def main() -> None:
    """Build synthetic debates of growing size, and print time and memory."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            debate = write_debate(Path(folder) / f"debate-{size}", size)
            command = [OPENDEBATE, "-d", str(debate), "build"]
            cache = str(Path(folder) / f"cache-{size}")
            measured[size] = peak_memory(command, cache)
            seconds, memory = measured[size]
            counted = f"{size:6,} sources, {size * STATEMENTS:7,} statements"
            print(f"{counted}: {seconds:7.1f} s {memory:7,.0f} MB")
    for small, large in pairwise(sizes):
        bound = 1.2 * large / small
        tell(
            f"time of {large:,} ÷ {small:,} sources", measured[large][0] / measured[small][0], bound
        )
        tell(
            f"memory of {large:,} ÷ {small:,} sources",
            measured[large][1] / measured[small][1],
            bound,
        )


if __name__ == "__main__":
    main()
