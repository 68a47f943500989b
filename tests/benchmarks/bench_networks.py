"""Congruence and conflict of a large debate: python tests/benchmarks/bench_networks.py.

10,000 statements of 500 actors on 1,000 claims, by sparse matrix products, beside the plain double
loop over pairs of actors and their shared claims.
"""

from __future__ import annotations

import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any, TypeVar

from measure import tell
from opendebate.networks.observations import Observation
from opendebate.networks.projection import one_mode
from opendebate.networks.stance_counts import count

STATEMENTS, ACTORS, CLAIMS = 10_000, 500, 1_000
Ties = dict[tuple[str, str], tuple[float, float]]
T = TypeVar("T")


def main() -> None:
    """Count, tie and compare."""
    seen = observations()
    counts = count(seen)
    sparse, ties = timed(
        lambda: {kind: one_mode(counts, kind) for kind in ("congruence", "conflict")}
    )
    plain, looped = timed(lambda: plain_loop(seen))
    print(
        f"{ties['congruence'].nnz // 2:,} congruent and {ties['conflict'].nnz // 2:,} opposed pairs"
    )
    assert sums(ties) == sums_of_loop(looped), "both give the same"
    tell("congruence and conflict by sparse products ÷ the plain double loop", sparse / plain, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{'peak memory, in MB':62} {peak:7.0f}")


def observations(seed: int = 1) -> list[Observation]:
    """Return invented observations; the same seed gives the same ones."""
    dice = random.Random(seed)  # noqa: S311 — a benchmark wants the same numbers every time
    return [
        Observation(
            f"actor-{dice.randrange(ACTORS)}", f"claim-{int(CLAIMS * dice.random() ** 2)}",
            dice.choice(["affirms", "affirms", "denies", "doubts"]), f"s-{n}", "s", None,
        )
        for n in range(STATEMENTS)
    ]  # fmt: skip


def plain_loop(seen: list[Observation]) -> Ties:
    """Return congruence and conflict, pair by pair and claim by claim."""
    of_actor: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for one in seen:
        of_actor[one.actor][one.target, one.stance == "affirms"] += 1
    found: Ties = {}
    for pair in combinations(sorted(of_actor), 2):
        mine, theirs = (of_actor[actor] for actor in pair)
        alike = sum(n * theirs[claim, yes] for (claim, yes), n in mine.items())
        apart = sum(n * theirs[claim, not yes] for (claim, yes), n in mine.items())
        if alike or apart:
            found[pair] = (alike, apart)
    return found


def sums(ties: Mapping[str, Any]) -> list[float]:
    """Return all congruence and all conflict."""
    return [float(ties[kind].sum()) / 2 for kind in ("congruence", "conflict")]


def sums_of_loop(looped: Ties) -> list[float]:
    """Return the same from the plain loop."""
    return [sum(pair[n] for pair in looped.values()) for n in (0, 1)]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that work takes, the better of two, and its result."""
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - began)
    return min(taken), result


if __name__ == "__main__":
    main()
