"""What all benchmarks share: timing whole processes, and printing ratios from one run."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

OPENDEBATE = str(Path(sys.executable).parent / "opendebate")
_WRITES_NONE, _BYTECODE = "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"
_changes: dict[str, str] = {}  # variables of the processes that are measured


def _environment(cache: str) -> dict[str, str]:
    """Return the environment of a process that writes bytecode, as those of users do."""
    left_out = {_WRITES_NONE, "OPENDEBATE_ONLY"}  # all sources of the debate are measured
    others = {key: value for key, value in os.environ.items() if key not in left_out}
    return {**others, "OPENDEBATE_CACHE": cache, **_changes}


def without_bytecode(folder: Path, commands: Iterable[Sequence[str]]) -> None:
    """Measure from now on as where no package has bytecode, but Python's standard library has.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder, for the bytecode of the standard library.
    commands : iterable of sequence of str
        Commands that import what the measured ones import of the standard library.
    """
    _changes[_BYTECODE] = str(folder)
    for command in commands:
        process(command, cache=str(folder / "cache"))
    packages = sysconfig.get_path("purelib")
    for path in (packages, Path(__file__).parents[2]):
        shutil.rmtree(folder / Path(path).relative_to("/"), ignore_errors=True)
    _changes[_WRITES_NONE] = "1"


def process(command: Sequence[str], runs: int = 1, *, cache: str = "") -> float:
    """Return the median seconds that a whole process takes, from start to end."""
    return median(
        lambda: subprocess.run(
            command,
            env=_environment(cache),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ),
        runs,
    )


def median(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds that work takes."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def peak_memory(command: Sequence[str], cache: str) -> tuple[float, float]:
    """Return the seconds a process takes and the most memory it held, in MB."""
    began = time.perf_counter()
    usage = _usage(command, cache)
    return time.perf_counter() - began, _megabytes(usage)


def cpu_and_memory(command: Sequence[str], cache: str) -> tuple[float, float]:
    """Return the CPU seconds that a process takes, and the most memory it held, in MB."""
    usage = _usage(command, cache)
    return usage.ru_utime + usage.ru_stime, _megabytes(usage)


def _usage(command: Sequence[str], cache: str) -> resource.struct_rusage:
    """Return what a process used until its end."""
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, env=_environment(cache), stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return usage


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def tell(name: str, ratio: float, bound: float) -> None:
    """Print a ratio beside the bound it should keep."""
    kept = "kept" if ratio <= bound else "MISSED"
    print(f"{name:62} {ratio:7.2f}  (at most {bound:g}: {kept})")
