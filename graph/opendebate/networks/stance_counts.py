"""Counts of stances: one sparse matrix for each level of stance.

They are the x_ijk of discourse network analysis: how often actor i takes level k on claim j.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from opendebate.errors import UsageError
from opendebate.stances import positions, stances, tie_kind

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from opendebate.networks.observations import Observation

# Stance → level. In ternary levels a doubt is neither agreement nor disagreement; binary is DNA's
# agreement, in which it is a denial; in graded levels it is weaker than a denial.
TERNARY = {name: positions().index(stance.position) for name, stance in stances().items()}
BINARY = {name: int(stance.agrees) for name, stance in stances().items()}
GRADED = {name: level for level, name in enumerate(stances())}
LEVELS = {"ternary": TERNARY, "binary": BINARY, "graded": GRADED}


@dataclass(frozen=True)
class Counts:
    """How often each row takes each level on each column.

    Attributes
    ----------
    rows, columns : tuple of str
        Actors and claims (or topics): IRIs, sorted.
    levels : str
        A key of `LEVELS`.
    statements : mapping of (int, int, int) to tuple of str
        Row, column and level → the ids of the statements behind the count.
    spokespersons : mapping of (int, str) to frozenset of int
        Row of a body and id of a statement on its behalf → the rows of those who speak it.
    """

    @property
    def depth(self) -> int:
        """The number of levels."""
        return max(LEVELS[self.levels].values()) + 1

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: str
    statements: Mapping[tuple[int, int, int], tuple[str, ...]]
    spokespersons: Mapping[tuple[int, str], frozenset[int]] = field(default_factory=dict)

    @cached_property
    def layers(self) -> tuple[csr_array, ...]:
        """A matrix of rows by columns for each level, from the lowest to the highest."""
        shape = len(self.rows), len(self.columns)
        return tuple(_level_matrix(self.statements, level, shape) for level in range(self.depth))

    def transposed(self) -> Counts:
        """Return the same counts with rows and columns exchanged."""
        statements = {(j, i, k): names for (i, j, k), names in self.statements.items()}
        return Counts(self.columns, self.rows, self.levels, statements)

    @property
    def total(self) -> int:
        """The number of observations."""
        return sum(map(len, self.statements.values()))

    def weight(self, aggregation: str, level: int, other: int) -> float:
        """Return how much two observations at these levels on one column weigh.

        Parameters
        ----------
        aggregation : str
            From :data:`opendebate.networks.projection.AGGREGATIONS`.
        level, other : int
        """
        if aggregation == "ignore":
            return 1.0
        if self.levels == "ternary":
            kind = tie_kind(positions()[level], positions()[other])
            weights = {name: float(kind == name) for name in ("congruence", "conflict", "doubt")}
        else:
            distance = abs(level - other) / (self.depth - 1)
            weights = {"congruence": 1 - distance, "conflict": distance, "doubt": 0.0}
        return weights.get(aggregation, weights["congruence"] - weights["conflict"])

    def weights(self, aggregation: str) -> dict[tuple[int, int], float]:
        """Return what :meth:`weight` does for every two levels."""
        levels = range(self.depth)
        return {(k, m): self.weight(aggregation, k, m) for k in levels for m in levels}

    def cell_pairs(self) -> Iterator[CellPair]:
        """Yield each two cells of different rows on one column, the lower row first."""
        by_column: defaultdict[int, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
        for (i, j, k), statement_ids in sorted(self.statements.items()):
            by_column[j].append((i, k, statement_ids))
        for column, cells in by_column.items():
            for n, (i, k, statements) in enumerate(cells):
                for other, level, other_statements in cells[n + 1 :]:
                    if i != other:
                        yield column, (i, k, statements), (other, level, other_statements)

    def in_different_voices(self, cell: Cell, other: Cell) -> tuple[tuple[str, ...], ...]:
        """Return the statements of two cells that can make an agreement of their rows.

        A body's statement that the other row makes on its behalf cannot.
        """
        if not self.spokespersons:
            return cell[2], other[2]
        return tuple(
            tuple(
                statement
                for statement in one[2]
                if two[0] not in self.spokespersons.get((one[0], statement), ())
            )
            for one, two in ((cell, other), (other, cell))
        )


Cell = tuple[int, int, tuple[str, ...]]  # row, level and ids of statements
CellPair = tuple[int, Cell, Cell]  # a column, and two of its cells


def count(observations: Iterable[Observation], levels: str = "ternary") -> Counts:
    """Count observations.

    Parameters
    ----------
    observations : iterable of Observation
    levels : str
        ``"ternary"``, 2 affirms or concedes, 1 doubts, 0 denies; ``"binary"``, where a doubt is a
        denial; or ``"graded"``, 3 affirms, 2 concedes, 1 doubts, 0 denies.

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
    [[[0.0]], [[0.0]], [[2.0]]]
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
        levels,
        {cell: tuple(sorted(names)) for cell, names in statements.items()},
        {
            (row_of[observation.actor], observation.statement): frozenset(
                row_of[speaker] for speaker in observation.speakers if speaker in row_of
            )
            for observation in rows_seen
            if observation.speakers
        },
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
