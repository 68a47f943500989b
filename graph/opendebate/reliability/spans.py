"""Agreement on passages: F of statements that overlap, and of the words under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from opendebate.counting import float_sum
from opendebate.reliability.alignment import NOTHING, shared_words
from opendebate.reliability.coefficient_names import NO_PASSAGES
from opendebate.reliability.coefficients import alpha
from opendebate.reliability.estimating import estimate
from opendebate.reliability.results import Unitising
from opendebate.reliability.unitising_alpha import unitising_alphas

if TYPE_CHECKING:
    from opendebate.reliability.coefficients import Codes, Numbers
    from opendebate.reliability.compared_source import ComparedSource


def f_rows(sources: Sequence[ComparedSource], coders: Sequence[str], *, exact: bool) -> Codes:
    """Return for each unit and pair of coders how many coded it, and whether they match.

    Parameters
    ----------
    sources : sequence of ComparedSource
    coders : sequence of str
    exact : bool
        Whether the passages must have the same words; otherwise they must overlap.

    Returns
    -------
    numpy.ndarray
        Three dimensions: unit, pair, and the numbers of statements and of matches; zeros where one
        of the pair has not coded the source.
    """
    pairs = list(combinations(coders, 2))
    rows = []
    for source in sources:
        for unit in source.units:
            row = []
            for one, other in pairs:
                if one not in source.codings or other not in source.codings:
                    row.append((0, 0))
                    continue
                both = one in unit and other in unit
                shared = shared_words(unit[one], unit[other]) if both else NOTHING
                matches = shared.of_both >= 1 if exact else shared.words > 0
                row.append(((one in unit) + (other in unit), matches))
            rows.append(row)
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(pairs), 2)


def mean_f(rows: Codes, weights: Numbers) -> Numbers:
    """Return F of each draw: twice the matches, divided by the statements of both coders.

    Weights are as in :mod:`opendebate.reliability.coefficients`.
    """
    statements, matches = np.moveaxis(np.tensordot(weights, rows, axes=1), -1, 0)
    compared = statements > 0
    each = np.divide(2 * matches, statements, out=np.zeros_like(statements), where=compared)
    pairs = compared.sum(axis=1).astype(np.float64)
    mean = np.full(len(weights), np.nan)
    np.divide(each.sum(axis=1), pairs, out=mean, where=pairs > 0)
    return mean


def word_codes(sources: Sequence[ComparedSource], coders: Sequence[str]) -> Codes | None:
    """Return for each word whether each coder coded it (1 or 0); None without an article."""
    blocks = []
    for source in sources:
        if source.n_words is None:
            continue
        block = np.full((source.n_words, len(coders)), -1, dtype=np.int64)
        for column, coder in enumerate(coders):
            if coder in source.codings:
                block[:, column] = 0
                for statement in source.codings[coder]:
                    block[sorted(statement.positions or ()), column] = 1
        blocks.append(block)
    return np.concatenate(blocks) if blocks else None


def f_of_words(coded: Codes) -> float | None:
    """Return F of the words that two coders coded; the mean over pairs of coders."""
    results = []
    for one, other in combinations(coded.T, 2):
        both = (one >= 0) & (other >= 0)
        total = int(one[both].sum() + other[both].sum())
        if total:
            results.append(2 * int((one[both] * other[both]).sum()) / total)
    return float_sum(results) / len(results) if results else None


def unitising(sources: Sequence[ComparedSource], coders: tuple[str, ...]) -> Unitising:
    """Return how far coders agree on which words are statements."""
    units = [unit for source in sources for unit in source.units]
    estimates = [
        estimate(mean_f, f_rows(sources, coders, exact=exact), NO_PASSAGES,
                 without_rows=NO_PASSAGES)
        for exact in (False, True)
    ]  # fmt: skip
    words = word_codes(sources, coders)
    return Unitising(
        statements={
            coder: sum(len(source.codings.get(coder, ())) for source in sources) for coder in coders
        },
        units=len(units),
        aligned=sum(len(unit) > 1 for unit in units),
        overlap=estimates[0],
        exact=estimates[1],
        words=None if words is None else f_of_words(words),
        alpha_words=None if words is None else alpha(words),
        alphas=unitising_alphas(sources, coders),
    )
