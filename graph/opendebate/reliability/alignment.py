"""Aligning the statements of several coders, one to one, by the overlap of their passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from opendebate.coding.tokenizer import tokenize
from opendebate.reliability.coded_statements import FIELDS, CodedPassage, CodedStatement

Unit = dict[str, CodedStatement]  # coder → the statement; only coders that have one
_TIE = 1e-6  # weight of an equal value: it only decides between equal overlaps


def align(codings: Mapping[str, Sequence[CodedStatement]]) -> list[Unit]:
    """Return units: statements of several coders on the same words.

    Each pair of coders is aligned one to one, so that the sum of overlaps is as large as it can be.
    Between equal overlaps, the pair with more equal values is taken. A statement that overlaps no
    other one is a unit with one coder.

    Parameters
    ----------
    codings : mapping of str to sequence of CodedStatement
        Coder → statements of one source.
    """
    from scipy.optimize import linear_sum_assignment

    units: list[Unit] = []
    for coder, statements in codings.items():
        weights = np.array(
            [[_weight(unit, statement) for statement in statements] for unit in units]
        ).reshape(len(units), len(statements))
        rows, columns = linear_sum_assignment(weights, maximize=True)
        paired = {int(column): int(row) for row, column in zip(rows, columns, strict=True)
                  if weights[row, column] > 0}  # fmt: skip
        former = list(units)
        for n, statement in enumerate(statements):
            if n in paired:
                former[paired[n]][coder] = statement
            else:
                units.append({coder: statement})
    return units


def _weight(unit: Unit, statement: CodedStatement) -> float:
    """Return the largest overlap of a statement with those of a unit, and a little for equality."""
    return max(
        shared + _TIE * equal_values(other, statement) if shared else 0.0
        for other in unit.values()
        for shared in (overlap(other, statement),)
    )


def equal_values(one: CodedStatement, other: CodedStatement) -> int:
    """Return on how many fields two statements have equal values."""
    return sum(one.values[field] == other.values[field] for field in FIELDS)


def overlap(one: CodedStatement, other: CodedStatement) -> float:
    """Return the words that two statements share, as a share of the words of both (Jaccard).

    With the article at hand, words are compared by their positions; without it, by what is stored
    of passages: see `passage_overlap`.
    """
    if one.positions is not None and other.positions is not None:
        union = one.positions | other.positions
        return len(one.positions & other.positions) / len(union) if union else 0.0
    shared = sum(
        max((passage_overlap(a, b) or 0.0 for b in other.passages), default=0.0)
        for a in one.passages
    )
    total = sum(_length(a) for a in one.passages) + sum(_length(b) for b in other.passages)
    return min(shared / (total - shared), 1.0) if shared else 0.0


def passage_overlap(one: CodedPassage, other: CodedPassage) -> float | None:
    """Return how many words two passages share, without the article; None if that is unknown.

    Two passages of one paragraph with equal ends are the same. If only their first or only their
    last words are equal, the shorter one is part of the longer one.
    """
    if one.sha256 is not None and one.sha256 == other.sha256:
        return _length(one)
    if one.paragraph != other.paragraph:
        return 0.0
    starts, ends = _same(one.first, other.first, 0), _same(one.last, other.last, -1)
    if starts and ends:
        return min(_length(one), _length(other))
    if (starts or ends) and one.words and other.words:
        return min(one.words, other.words)
    return None


def _same(one: str, other: str, edge: int) -> bool:
    """Whether two ends are equal; of ends with different numbers of words, the shared ones."""
    a, b = _words(one), _words(other)
    n = min(len(a), len(b))
    return a[:n] == b[:n] if edge == 0 else a[-n:] == b[-n:]


@lru_cache(maxsize=10_000)
def _words(text: str) -> list[str]:
    return [word.text for word in tokenize(text)]


def _length(passage: CodedPassage) -> float:
    return float(passage.words or 1)


def undecided(codings: Mapping[str, Sequence[CodedStatement]]) -> int:
    """Return how many pairs of passages may overlap or not: only the article shows it."""
    listed = list(codings.values())
    return sum(
        passage_overlap(a, b) is None
        for i, statements in enumerate(listed)
        for others in listed[i + 1 :]
        for one in statements
        for other in others
        if one.positions is None or other.positions is None
        for a in one.passages
        for b in other.passages
    )
