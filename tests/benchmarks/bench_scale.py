"""How commands grow with the debate: python tests/benchmarks/bench_scale.py [SOURCES …].

Times are CPU seconds of whole processes, divided by those of ``import rdflib``, from one run.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from measure import OPENDEBATE, cpu_and_memory, tell
from synthetic import STATEMENTS, write_debate

SIZES = (20, 200, 2_000)
BOUNDED = 200  # sources; the bounds below are for a debate of this size
RDFLIB = [sys.executable, "-c", "import rdflib"]
STANCES = ("stance: affirms", "stance: denies")
COMMANDS = {
    "build, cold": (["build"], 25),
    "build, after a change in one source": (["build"], 4),
    "trace, after a change in one source": (["trace", "claim-3"], 4),
    "trace, warm": (["trace", "claim-3"], 1.5),
    "network actors, warm": (["network", "actors"], 5),
    "check": (["check"], 15),
    "view, warm": (["view", "-o", "-"], 2),
    **{
        f"network {lens} --lens, warm": (["network", lens, "--lens", "-o", "-"], 8)
        for lens in ("actors", "claims", "debate", "policies")
    },
}


def main() -> None:
    """Build synthetic debates of growing size, and print ratios and memory."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        unit = min(cpu_and_memory(RDFLIB, folder)[0] for _ in range(3))
        measured = {size: _measure(Path(folder), size, unit) for size in sizes}
    for small, large in pairwise(sizes):
        seconds = measured[large][0] / measured[small][0]
        memory = measured[large][1] / measured[small][1]
        bound = 1.2 * large / small
        tell(f"time of a build of {large:,} ÷ {small:,} sources", seconds, bound)
        tell(f"memory of a build of {large:,} ÷ {small:,} sources", memory, bound)


def _measure(folder: Path, size: int, unit: float) -> tuple[float, float]:
    """Run every command on a debate, and return the CPU seconds and MB of the cold build."""
    debate = write_debate(folder / f"debate-{size}", size)
    cache = str(folder / f"cache-{size}")
    cold = 0.0, 0.0
    print(f"{size:,} sources, {size * STATEMENTS:,} statements; ratios to import rdflib")
    for name, (words, bound) in COMMANDS.items():
        if "change" in name:
            _change(debate / "sources" / "source-0.yaml")
        command = [OPENDEBATE, "-d", str(debate), *words]
        if "warm" in name:  # what is made of the whole debate is made at the first time
            first, _ = cpu_and_memory(command, cache)
            print(f"{name.replace('warm', 'the first time'):62} {first / unit:7.2f}")
        seconds, memory = cpu_and_memory(command, cache)
        if "cold" in name:
            cold = seconds, memory
        if size == BOUNDED:
            tell(f"{name} ({memory:,.0f} MB)", seconds / unit, bound)
        else:
            print(f"{name:62} {seconds / unit:7.2f}  {memory:,.0f} MB")
    return cold


def _change(path: Path) -> None:
    """Turn the stance of the first statement in a source that affirms its claim."""
    path.write_text(path.read_text("utf-8").replace(*STANCES, 1), "utf-8")


if __name__ == "__main__":
    main()
