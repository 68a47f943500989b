"""Projections of discourse networks: congruence, conflict, and their normalisations.

With counts x_ijk of actor i taking level k on claim j, and all levels 0 … K-1:

- congruence Σ_j Σ_k Σ_l x_ijk · x_i'jl · (1 - |k-l|/(K-1)), for two levels Σ_jk x_ijk · x_i'jk;
- conflict   Σ_j Σ_k Σ_l x_ijk · x_i'jl · |k-l|/(K-1), for two levels Σ_jk x_ijk · x_i'j(1-k);
- in ternary levels, congruence is both affirm or both deny, conflict is one affirms and the other
  denies, and doubt is one affirms and the other doubts, as the ontology defines them;
- subtract   congruence - conflict;
- ignore     Σ_j (Σ_k x_ijk)(Σ_k x_i'jk), whatever the stance.

A body's statement and its own spokesperson's are no congruence of the two. The diagonal is 0, and
so is any quotient with a divisor of 0.

References
----------
P. Leifeld, Discourse Network Analysis: Policy Debates as Dynamic Networks, in: J. N. Victor,
A. H. Montgomery, M. Lubell (eds.), The Oxford Handbook of Political Networks, 2017,
doi 10.1093/oxfordhb/9780190228217.013.25; and the manual of Discourse Network Analyzer, section 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate.errors import UsageError, check_known

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from opendebate.networks.stance_counts import Counts

AGGREGATIONS = ("congruence", "conflict", "doubt", "subtract", "ignore")
NORMALISATIONS = ("none", "average", "jaccard", "activity_product", "cosine")
TWO_MODE = ("ignore", "subtract", "combine")
TWO_MODE_NORMALISATIONS = ("none", "activity", "prominence")


def one_mode(counts: Counts, aggregation: str, normalisation: str = "none") -> csr_array:
    """Return the ties between the rows of counts, by the columns that they share.

    Parameters
    ----------
    counts : Counts
    aggregation : str
        One of `AGGREGATIONS`.
    normalisation : str
        One of `NORMALISATIONS`. With n_i = Σ_jk x_ijk: ``average`` divides by (n_i + n_i')/2,
        ``activity_product`` by n_i · n_i' (what DNA calls cosine), ``jaccard`` by
        Σ x_i [x_i' = 0] + Σ x_i' [x_i = 0] + Σ x_i · x_i', ``cosine`` by √(Σ x_i² · Σ x_i'²),
        the sums over all jk, or over j where the stance is ignored.

    Returns
    -------
    scipy.sparse.csr_array
        Rows by rows, symmetric, with an empty diagonal.

    Raises
    ------
    UsageError
        If there is no such aggregation or normalisation.
    """
    check_choice("aggregation", aggregation, AGGREGATIONS)
    check_choice("normalisation", normalisation, NORMALISATIONS)
    ties = _without_diagonal(_aggregated(counts, aggregation))
    if normalisation == "none" or not ties.nnz:
        return ties
    return _normalised(ties, counts, aggregation, normalisation)


def two_mode(counts: Counts, aggregation: str, normalisation: str = "none") -> csr_array:
    """Return the ties of rows to columns.

    Parameters
    ----------
    counts : Counts
        With binary or ternary levels for ``combine``.
    aggregation : str
        ``ignore``, how often whatever the stance; ``subtract``, from -1 to 1 of each weighted by
        its level, for two or three levels affirmations less denials; ``combine``, the sum of
        1 affirmed, 2 denied and, in ternary levels, 4 doubted.
    normalisation : str
        ``activity`` divides by a row's n, ``prominence`` by a column's.

    Raises
    ------
    UsageError
        If there is no such aggregation or normalisation, or the two exclude each other.
    """
    check_choice("aggregation", aggregation, TWO_MODE)
    check_choice("normalisation", normalisation, TWO_MODE_NORMALISATIONS)
    if aggregation == "combine":
        return _combined(counts, normalisation)
    highest_level = len(counts.layers) - 1
    ties = sum(
        (1 if aggregation == "ignore" else 2 * level / highest_level - 1) * layer
        for level, layer in enumerate(counts.layers)
    )
    total = sum(counts.layers)
    if normalisation == "activity":
        return _scaled(ties, total.sum(axis=1), rows=True)
    return _scaled(ties, total.sum(axis=0), rows=False) if normalisation == "prominence" else ties


def check_choice(option: str, value: str, names: Collection[str]) -> None:
    """Raise `UsageError` if a value is not among the names."""
    check_known(value, names, f"There is no {option} {value!r}.", "There are")


def _aggregated(counts: Counts, aggregation: str) -> csr_array:
    if aggregation == "ignore":
        total = sum(counts.layers)
        return total @ total.T
    products = [
        weight * (lower @ upper.T)
        for k, lower in enumerate(counts.layers)
        for level, upper in enumerate(counts.layers)
        if (weight := counts.weight(aggregation, k, level))
    ]
    if not products:  # doubts, in levels that do not count them apart
        return 0 * (counts.layers[0] @ counts.layers[0].T)
    ties = sum(products[1:], start=products[0])
    return ties - _in_one_voice(counts) if aggregation in {"congruence", "subtract"} else ties


def _in_one_voice(counts: Counts) -> csr_array:
    """Return the congruence between bodies and those who only repeat them on their behalf."""
    import numpy as np
    from scipy.sparse import coo_array

    size = len(counts.rows)
    values: list[tuple[float, int, int]] = []
    for _, cell, other in counts.cell_pairs() if counts.spokespersons else ():
        independent, others = counts.in_different_voices(cell, other)
        times = len(cell[2]) * len(other[2]) - len(independent) * len(others)
        excess = times * counts.weight("congruence", cell[1], other[1])
        values += [(excess, cell[0], other[0]), (excess, other[0], cell[0])]
    data, i, j = zip(*values, strict=True) if values else ((), (), ())
    coordinates = np.array(i, dtype=np.int64), np.array(j, dtype=np.int64)
    return coo_array((np.array(data, dtype=float), coordinates), shape=(size, size)).tocsr()


def _normalised(ties: csr_array, counts: Counts, aggregation: str, normalisation: str) -> csr_array:
    """Divide each tie by the divisor of its two ends, without a dense matrix."""
    import numpy as np
    from scipy.sparse import coo_array

    entries = ties.tocoo()
    i, j = entries.coords
    divisors = _divisors(counts, aggregation, normalisation, i, j)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(divisors > 0, entries.data / divisors, 0.0)
    return coo_array((values, (i, j)), shape=ties.shape).tocsr()


def _divisors(
    counts: Counts, aggregation: str, normalisation: str, i: NDArray[Any], j: NDArray[Any]
) -> NDArray[Any]:
    """Return the divisors of the ties between rows `i` and rows `j`."""
    import numpy as np
    from scipy.sparse import hstack

    cells = sum(counts.layers) if aggregation == "ignore" else hstack(counts.layers, format="csr")
    n = np.asarray(cells.sum(axis=1)).ravel()
    if normalisation == "average":
        return np.asarray((n[i] + n[j]) / 2)
    if normalisation == "activity_product":
        return np.asarray(n[i] * n[j])
    if normalisation == "cosine":
        squares = np.asarray(cells.multiply(cells).sum(axis=1)).ravel()
        return np.asarray(np.sqrt(squares[i] * squares[j]))
    present = (cells > 0).astype(float)
    shared, common = (cells @ present.T).tocsr(), (cells @ cells.T).tocsr()
    unshared: NDArray[Any] = n[i] - _at(shared, i, j) + n[j] - _at(shared, j, i)
    return np.asarray(unshared + _at(common, i, j))


def _at(matrix: csr_array, i: NDArray[Any], j: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    values: NDArray[Any] = np.asarray(matrix[i, j]).ravel()
    return values


def _without_diagonal(ties: csr_array) -> csr_array:
    """Return a matrix without its diagonal and without stored zeros."""
    from scipy.sparse import coo_array

    entries = ties.tocoo()
    i, j = entries.coords
    off_diagonal = i != j
    emptied = coo_array(
        (entries.data[off_diagonal], (i[off_diagonal], j[off_diagonal])), shape=ties.shape
    ).tocsr()
    emptied.eliminate_zeros()
    return emptied


def _combined(counts: Counts, normalisation: str) -> csr_array:
    if counts.levels == "graded" or normalisation != "none":
        raise UsageError(
            "combine cannot be used with graded levels or with a normalisation.",
            advice="Use subtract, or omit normalisation and graded levels.",
        )
    denied, *doubted, affirmed = ((layer > 0).astype(float) for layer in counts.layers)
    return affirmed + 2 * denied + 4 * sum(doubted, start=0 * denied)


def _scaled(ties: csr_array, divisors: NDArray[Any], *, rows: bool) -> csr_array:
    import numpy as np
    from scipy.sparse import diags_array

    sums = np.asarray(divisors).ravel()
    factors = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
    return (diags_array(factors) @ ties if rows else ties @ diags_array(factors)).tocsr()
