"""A table of statements made a debate: python tests/benchmarks/bench_table.py [ROWS].

An invented table (date, person, party, concept, agreement, text) is imported by one command; CPU
seconds, beside those of ``import rdflib``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import OPENDEBATE, cpu_and_memory, tell
from synthetic import write_table

ROWS = 9_048


def main() -> None:
    """Import, and print the ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as place:
        table = write_table(Path(place, "parliament.csv"), rows)
        rdflib = [sys.executable, "-c", "import rdflib"]
        command = [OPENDEBATE, "import", "table", str(table), "-o"]
        cpu_and_memory(rdflib, place)  # the first run writes bytecode
        cpu_and_memory([*command, str(Path(place, "first"))], place)
        base, _ = cpu_and_memory(rdflib, place)
        taken, memory = cpu_and_memory([*command, str(Path(place, "second"))], place)
    tell(f"{rows:,} rows imported, beside import rdflib", taken / base, 60)
    print(f"CPU seconds: {taken:.2f}; import rdflib: {base:.2f}; most memory in MB: {memory:.0f}")


if __name__ == "__main__":
    main()
