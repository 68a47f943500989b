"""Counts of who takes which stance on what: one sparse matrix a level of stance.

They are the x_ijk of discourse network analysis: how often actor i takes level k on claim j.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from opendebate.errors import UsageError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from opendebate.networks.observations import Observation

# Stance → level. Binary as DNA's agreement; graded where a doubt is less than a denial.
BINARY = {"denies": 0, "doubts": 0, "concedes": 1, "affirms": 1}
GRADED = {"denies": 0, "doubts": 1, "concedes": 2, "affirms": 3}
LEVELS = {"binary": BINARY, "graded": GRADED}


@dataclass(frozen=True)
class Counts:
    """How often each row takes each level on each column.

    Attributes
    ----------
    rows, columns : tuple of str
        Actors and claims (or topics): IRIs, sorted.
    depth : int
        How many levels there are.
    statements : mapping of (int, int, int) to tuple of str
        Row, column and level → the ids of the statements behind the count.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    depth: int
    statements: Mapping[tuple[int, int, int], tuple[str, ...]]

    @cached_property
    def layers(self) -> tuple[csr_array, ...]:
        """One matrix of rows by columns a level, from the lowest level to the highest."""
        shape = len(self.rows), len(self.columns)
        return tuple(_layer(self.statements, level, shape) for level in range(self.depth))

    def turned(self) -> Counts:
        """Return the same counts with rows and columns changed about."""
        said = {(j, i, k): names for (i, j, k), names in self.statements.items()}
        return Counts(self.columns, self.rows, self.depth, said)

    @property
    def total(self) -> int:
        """How many observations were counted."""
        return sum(map(len, self.statements.values()))


def count(observations: Iterable[Observation], levels: str = "binary") -> Counts:
    """Count observations.

    Parameters
    ----------
    observations : iterable of Observation
    levels : str
        ``"binary"``, where a concession is an affirmation and a doubt a denial, or ``"graded"``,
        where the four are 3 affirms, 2 concedes, 1 doubts, 0 denies.

    Raises
    ------
    UsageError
        If there are no such levels.

    Examples
    --------
    >>> from opendebate.networks.observations import Observation
    >>> seen = [Observation("ann", "maps", "affirms", "s-1", "paper", None)] * 2
    >>> counts = count(seen)
    >>> [layer.toarray().tolist() for layer in counts.layers]
    [[[0.0]], [[2.0]]]
    """
    if levels not in LEVELS:
        known = " or ".join(LEVELS)
        raise UsageError(f"There are no levels {levels!r}.", advice=f"Levels are {known}.")
    scale = LEVELS[levels]
    seen = list(observations)
    rows = tuple(sorted({one.actor for one in seen}))
    columns = tuple(sorted({one.target for one in seen}))
    row_of = {name: n for n, name in enumerate(rows)}
    column_of = {name: n for n, name in enumerate(columns)}
    said: defaultdict[tuple[int, int, int], list[str]] = defaultdict(list)
    for one in seen:
        said[row_of[one.actor], column_of[one.target], scale[one.stance]].append(one.statement)
    return Counts(
        rows,
        columns,
        max(scale.values()) + 1,
        {cell: tuple(sorted(names)) for cell, names in said.items()},
    )


def _layer(
    said: Mapping[tuple[int, int, int], Collection[str]], level: int, shape: tuple[int, int]
) -> csr_array:
    import numpy as np
    from scipy.sparse import coo_array

    cells = [(i, j, len(names)) for (i, j, k), names in said.items() if k == level]
    i, j, numbers = zip(*cells, strict=True) if cells else ((), (), ())
    places = np.array(i, dtype=np.int64), np.array(j, dtype=np.int64)
    return coo_array((np.array(numbers, dtype=float), places), shape=shape).tocsr()
