"""Counts of stances: one sparse matrix for each level of stance.

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

# Stance → level. Binary is DNA's agreement; in graded levels a doubt is weaker than a denial.
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
        The number of levels.
    statements : mapping of (int, int, int) to tuple of str
        Row, column and level → the ids of the statements behind the count.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    depth: int
    statements: Mapping[tuple[int, int, int], tuple[str, ...]]

    @cached_property
    def layers(self) -> tuple[csr_array, ...]:
        """A matrix of rows by columns for each level, from the lowest to the highest."""
        shape = len(self.rows), len(self.columns)
        return tuple(_level_matrix(self.statements, level, shape) for level in range(self.depth))

    def transposed(self) -> Counts:
        """Return the same counts with rows and columns exchanged."""
        statements = {(j, i, k): names for (i, j, k), names in self.statements.items()}
        return Counts(self.columns, self.rows, self.depth, statements)

    @property
    def total(self) -> int:
        """The number of observations."""
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
        level_names = " or ".join(LEVELS)
        raise UsageError(f"There are no levels {levels!r}.", advice=f"Levels are {level_names}.")
    scale = LEVELS[levels]
    rows_seen = list(observations)
    rows = tuple(sorted({observation.actor for observation in rows_seen}))
    columns = tuple(sorted({observation.target for observation in rows_seen}))
    row_of = {name: n for n, name in enumerate(rows)}
    column_of = {name: n for n, name in enumerate(columns)}
    statements: defaultdict[tuple[int, int, int], list[str]] = defaultdict(list)
    for observation in rows_seen:
        statements[
            row_of[observation.actor], column_of[observation.target], scale[observation.stance]
        ].append(observation.statement)
    return Counts(
        rows,
        columns,
        max(scale.values()) + 1,
        {cell: tuple(sorted(names)) for cell, names in statements.items()},
    )


def _level_matrix(
    statements: Mapping[tuple[int, int, int], Collection[str]], level: int, shape: tuple[int, int]
) -> csr_array:
    import numpy as np
    from scipy.sparse import coo_array

    cells = [(i, j, len(names)) for (i, j, k), names in statements.items() if k == level]
    i, j, numbers = zip(*cells, strict=True) if cells else ((), (), ())
    coordinates = np.array(i, dtype=np.int64), np.array(j, dtype=np.int64)
    return coo_array((np.array(numbers, dtype=float), coordinates), shape=shape).tocsr()
