"""Reading other tools' files: python tests/benchmarks/bench_import.py [AIF FILE].

The largest AIF node set at hand, and an invented dialogue of 100,000 nodes, beside what Python's
own JSON parser needs for the same file; processor seconds, and the most memory held.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from opendebate.exchange import aif

REAL = Path(__file__).parents[3] / "shared" / "data" / "aif"
TURNS = 16_667  # of three locutions' worth of nodes each


def main() -> None:
    """Read, and tell the ratios."""
    given = [Path(one) for one in sys.argv[1:]]
    real = given or sorted(REAL.glob("*.json"), key=lambda path: path.stat().st_size)[-1:]
    if not real:
        print("no AIF file at hand: name one, or have others' data beside the project")
    with tempfile.TemporaryDirectory() as place:
        invented = Path(place) / "dialogue.json"
        invented.write_text(json.dumps(dialogue()), "utf-8")
        for path in (*real, invented):
            tell(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{'peak memory, in MB':62} {peak:7.0f}")


def tell(path: Path) -> None:
    """Print how long a file takes, and by how much longer than its JSON alone."""
    aif.read(path)  # what is imported on the way is not counted
    began = time.process_time()
    coded = aif.read(path)
    ours = time.process_time() - began
    began = time.process_time()
    nodes = json.loads(path.read_text("utf-8"))["nodes"]
    parsed = time.process_time() - began
    name = f"{path.name}: {len(nodes):,} nodes, {len(coded.claims):,} claims, in s"
    print(f"{name:62} {ours:7.2f}  ({ours / max(parsed, 1e-6):.0f} x json)")


def dialogue(seed: int = 1) -> dict[str, Any]:
    """Return a dialogue whose turns assert, and give reasons for, what was said before."""
    dice = random.Random(seed)  # noqa: S311 — a benchmark wants the same numbers every time
    nodes: list[dict[str, str]] = []
    edges: list[dict[str, str]] = []

    def node(kind: str, text: str) -> str:
        nodes.append({"nodeID": str(len(nodes)), "type": kind, "text": text, "scheme": text})
        return nodes[-1]["nodeID"]

    def join(*way: str) -> None:
        edges.extend({"fromID": a, "toID": b} for a, b in pairwise(way))

    before = ("", "")
    for n in range(TURNS):
        claim = node("I", f"Claim number {n} of this dialogue holds.")
        said = node("L", f"Speaker {dice.randrange(40)} : Claim number {n} of this dialogue holds.")
        join(said, node("YA", "Asserting"), claim)
        if before[0]:
            turn, step = node("TA", "Default Transition"), node("RA", "Default Inference")
            join(before[0], turn, said)
            join(claim, step, before[1])
            join(turn, node("YA", "Arguing"), step)
        before = (said, claim)
    return {"nodes": nodes, "edges": edges, "locutions": []}


if __name__ == "__main__":
    main()
