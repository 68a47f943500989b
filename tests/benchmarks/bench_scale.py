"""How commands grow with the debate: python tests/benchmarks/bench_scale.py [OPTION …] [SOURCES …].

Times are CPU seconds of whole processes, divided by those of ``import rdflib``, which is run again
before each command: their median. Beside them stands the same ratio of the time that passes, which
is shorter where a second core is free. Packages have bytecode, as those of users do; with
``--without-bytecode`` they have none, as on a machine that writes none. With ``--largest`` only
``build`` and ``check`` are run, which is enough to see growth and memory at 2,000 sources. With
``--built-in`` only the built-in debate is measured.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from measure import OPENDEBATE, cpu_and_memory, tell, without_bytecode
from synthetic import STATEMENTS, write_debate

SIZES = (20, 200, 2_000)
BOUNDED = 200  # sources; the bounds below are for a debate of this size
LARGEST, MOST_MEMORY = 2_000, 3_000  # sources, and MB that they may take
RDFLIB = [sys.executable, "-c", "import rdflib"]
STANCES = ("stance: affirms", "stance: denies")
COLD, FIRST, CHANGE = "cold", "the first time", "after a change in one source"
COMMANDS: dict[str, tuple[list[str], float]] = {
    f"build, {COLD}": (["build"], 25),
    "check": (["check"], 15),
    f"build, {CHANGE}": (["build"], 4),
    f"trace, {CHANGE}": (["trace", "claim-3"], 4),
    "trace, warm": (["trace", "claim-3"], 1.5),
    "network actors, warm": (["network", "actors"], 5),
    "view, warm": (["view", "-o", "-"], 2),
    **{
        f"network {lens} --lens, warm": (["network", lens, "--lens", "-o", "-"], 8)
        for lens in ("actors", "claims", "debate", "policies")
    },
}
ONLY_LARGEST = 2  # the commands that are run with --largest are the first ones
BUILT_IN_COLD = "build of the built-in debate, cold"
BUILT_IN: dict[str, tuple[list[str], float]] = {
    BUILT_IN_COLD: (["build"], 10),
    "trace of the built-in debate, warm": (["trace", "wendy-hall"], 1.0),
    "trace of a claim there, warm": (["trace", "open-agi"], 1.2),
    "trace of a model there, warm": (["trace", "llama-2"], 1.2),
    "show of an actor there, warm": (["show", "wendy-hall"], 1.2),
}
BUILT_IN_RUNS = 9
_units: list[tuple[float, float]] = []  # CPU seconds, and those that pass


def main() -> None:
    """Build synthetic debates of growing size, and print ratios and memory."""
    options = {word for word in sys.argv[1:] if word.startswith("--")}
    sizes = [int(word) for word in sys.argv[1:] if word not in options] or [*SIZES]
    commands = COMMANDS
    if "--built-in" in options:
        sizes = []
    if "--largest" in options:
        commands = dict([*COMMANDS.items()][:ONLY_LARGEST])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "--without-bytecode" in options:
            _forget_bytecode(folder)
        for _ in range(3):
            _unit(folder)
        measured = {size: _measure(folder, size, commands) for size in sizes}
        if "--largest" not in options:
            _measure_built_in(folder)
    print(f"import rdflib: {statistics.median(cpu for cpu, _ in _units):.2f} s of CPU")
    for small, large in pairwise(sizes):
        for what in measured[large]:
            for unit, n in (("time", 0), ("memory", 1)):
                ratio = measured[large][what][n] / measured[small][what][n]
                name = f"{unit} of {what} of {large:,} ÷ {small:,} sources"
                tell(name, ratio, 1.2 * large / small)


def _forget_bytecode(folder: Path) -> None:
    debate = write_debate(folder / "small", 1)
    commands = [[OPENDEBATE, "-d", str(debate), *words] for words, _ in COMMANDS.values()]
    (folder / "bytecode").mkdir()
    without_bytecode(folder / "bytecode", [RDFLIB, *commands])


def _unit(folder: Path) -> tuple[float, float]:
    """Run ``import rdflib`` again; return the medians of the CPU seconds and of those that pass."""
    began = time.perf_counter()
    cpu, _ = cpu_and_memory(RDFLIB, str(folder))
    _units.append((cpu, time.perf_counter() - began))
    return statistics.median(cpu for cpu, _ in _units), statistics.median(s for _, s in _units)


def _measure(
    folder: Path, size: int, commands: dict[str, tuple[list[str], float]]
) -> dict[str, tuple[float, float]]:
    """Run commands on a debate, and return the ratio and MB of those whose growth is bounded."""
    debate = write_debate(folder / f"debate-{size}", size)
    cache, measured = str(folder / f"cache-{size}"), {}
    print(f"{size:,} sources, {size * STATEMENTS:,} statements; ratios to import rdflib")
    for name, (words, bound) in commands.items():
        if CHANGE in name:
            _change(debate / "sources" / "source-0.yaml")
        command = [OPENDEBATE, "-d", str(debate), *words]
        if "warm" in name:  # what is computed of all of the debate is computed at the first time
            ratio, *_ = _ratio(command, cache, folder)
            print(f"{name.replace('warm', FIRST):62} {ratio:7.2f}", flush=True)
        ratio, passing, memory = _ratio(command, cache, folder)
        if name in [*COMMANDS][:ONLY_LARGEST]:
            measured[name] = ratio, memory
            if size >= LARGEST:
                tell(f"memory of {name}, MB", memory, MOST_MEMORY)
        if size == BOUNDED:
            tell(f"{name} ({memory:,.0f} MB; {passing:.2f} pass)", ratio, bound)
        else:
            print(f"{name:62} {ratio:7.2f}  {memory:,.0f} MB; {passing:.2f} pass", flush=True)
    return measured


def _ratio(command: list[str], cache: str, folder: Path) -> tuple[float, float, float]:
    """Run a command; return the ratios of CPU seconds and of those that pass, and MB."""
    unit, passing_unit = _unit(folder)
    began = time.perf_counter()
    seconds, memory = cpu_and_memory(command, cache)
    return seconds / unit, (time.perf_counter() - began) / passing_unit, memory


def _measure_built_in(folder: Path) -> None:
    cache = folder / "built-in"
    for name, (words, bound) in BUILT_IN.items():
        ratios = []
        for _ in range(BUILT_IN_RUNS + 1):  # in turns: other work on the machine then slows both
            if name == BUILT_IN_COLD:
                shutil.rmtree(cache, ignore_errors=True)
            unit, _ = cpu_and_memory(RDFLIB, str(folder))
            seconds, _ = cpu_and_memory([OPENDEBATE, *words], str(cache))
            ratios.append(seconds / unit)
        tell(name, statistics.median(ratios[1:]), bound)


def _change(path: Path) -> None:
    """Turn the stance of the first statement in a source that affirms its claim."""
    path.write_text(path.read_text("utf-8").replace(*STANCES, 1), "utf-8")


if __name__ == "__main__":
    main()
