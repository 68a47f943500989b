"""rdflib set up for a browser: joins that are fast enough, and no downloads."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import rdflib
import rdflib.plugins.sparql
from rdflib.plugins.sparql import evaluate
from rdflib.plugins.sparql.sparql import FrozenDict


def join_rows(first: Iterable[Any], second: Iterable[Any]) -> Iterator[Any]:
    """Yield the joins of rows by the variables that all of them bind.

    rdflib itself compares each row with each.
    """
    first_rows, second_rows = list(first), list(second)
    if not first_rows or not second_rows:
        return
    shared = sorted(
        set.intersection(*map(set, first_rows)) & set.intersection(*map(set, second_rows))
    )
    index: dict[tuple[Any, ...], list[Any]] = {}
    for row in second_rows:
        index.setdefault(tuple(row[name] for name in shared), []).append(row)
    for row in first_rows:
        for other in index.get(tuple(row[name] for name in shared), ()):
            if row.compatible(other):
                yield row.merge(other)


def eval_join(ctx: Any, join: Any) -> Iterable[Any]:
    """Return the joins of two parts of a query; look a plain pattern up for each row of the other.

    rdflib itself reads all matches of the pattern first. For a path such as ``(a|b/c*)?`` these are
    each node with itself and with all nodes that it reaches.
    """
    first, second = join.p1, join.p2
    if second.name != "BGP" and first.name == "BGP":
        first, second = second, first
    if second.name != "BGP":
        return join_rows(evaluate.evalPart(ctx, first), evaluate.evalPart(ctx, second))
    return (
        row.merge(other)
        for row in evaluate.evalPart(ctx, first)
        for other in evaluate.evalPart(ctx.thaw(row), second)
    )


def hash_row(row: Any) -> int:
    """Return the hash of a row; rdflib's is the same for all rows that have a value twice."""
    return hash(frozenset(row.items()))


def set_up_rdflib() -> None:
    """Set rdflib up for this process, and say where built debates are: beside this package."""
    os.environ.setdefault("OPENDEBATE_CACHE", str(Path(__file__).parents[1] / "opendebate_built"))
    rdflib.NORMALIZE_LITERALS = False
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    # rdflib has no other way to join and to compare rows in less than a minute.
    setattr(evaluate, "evalJoin", eval_join)  # noqa: B010
    setattr(FrozenDict, "__hash__", hash_row)  # noqa: B010
    # A literal that is no number or date of its type is data, too.
    warnings.filterwarnings("ignore", module=r"rdflib\.term")
    warnings.filterwarnings("ignore", "Dataset", DeprecationWarning)
