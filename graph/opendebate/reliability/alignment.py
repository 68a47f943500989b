"""Aligning the statements of several coders, one to one, by their passages.

There is one function for it, `pair`: comparing coders, deciding between them, and finding the
adjudicated statement on the same words all use it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, starmap
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from opendebate.coding.tokenizer import folded_words
from opendebate.reliability.coded_statements import FIELDS, CodedPassage, CodedStatement

Place = tuple[str, int]  # a coder, and the number of a statement
Unit = dict[str, CodedStatement]  # coder → the statement; only coders that have one
_VALUES = {"speaker": 4, "claim": 2, "stance": 1}  # what an equal value weighs
_SAME_ID = 8  # what an equal id weighs in adjudicated codings, which begin as copies
_PER_VALUE, _PER_OVERLAP, _PER_OTHER = 1e-5, 1e-8, 1e-12


def align(
    codings: Mapping[str, Sequence[CodedStatement]], paired: Iterable[Collection[str]] = ()
) -> list[Unit]:
    """Return units: statements of several coders on the same words.

    Each two coders are aligned by `pair`. Of more coders, those pairs of statements that belong
    together most are joined first, and no unit gets two statements of one coder. A statement that
    overlaps no other one is a unit with one coder. In which order the coders are named makes no
    difference to the units and their order.

    Parameters
    ----------
    codings : mapping of str to sequence of CodedStatement
        Coder → statements of one source.
    paired : iterable of collection of str
        ``CODER/STATEMENT`` of statements that are known to be on the same words.
    """
    names = sorted(codings)
    places = {(name, n): {name: n} for name in names for n in range(len(codings[name]))}
    links = [
        link
        for coder, other in combinations(names, 2)
        for link in _links(coder, codings[coder], other, codings[other])
    ]
    links.sort(key=lambda link: (not link.is_pair, -link.weight, *link.places))
    for pair_of_places in (*_places_of(paired, codings), *(link.places for link in links)):
        unit, joined = (places[place] for place in pair_of_places)
        if unit.keys().isdisjoint(joined):
            unit |= joined
            places |= dict.fromkeys(joined.items(), unit)
    units = {id(unit): unit for unit in places.values()}.values()
    return [{name: codings[name][unit[name]] for name in codings if name in unit} for unit in units]


def _places_of(
    paired: Iterable[Collection[str]], codings: Mapping[str, Sequence[CodedStatement]]
) -> Iterator[tuple[Place, Place]]:
    """Yield pairs of the places of statements, by their names."""
    places = {f"{name}/{statement.id}": (name, n) for name, statements in codings.items()
              for n, statement in enumerate(statements)}  # fmt: skip
    for names in paired:
        yield from combinations(sorted(places[name] for name in names if name in places), 2)


class _Link(NamedTuple):
    """Two statements that share words: whether `pair` pairs them, and how well they fit."""

    is_pair: bool
    weight: float
    places: tuple[Place, Place]


def _links(
    coder: str,
    statements: Sequence[CodedStatement],
    other: str,
    others: Sequence[CodedStatement],
) -> Iterator[_Link]:
    weights = _weights([{coder: statement} for statement in statements], others, by_id=False)
    paired = _best_pairs(weights)
    for row, column in zip(*weights.nonzero(), strict=True):
        places = ((coder, int(row)), (other, int(column)))
        yield _Link(paired.get(row) == column, float(weights[row, column]), places)


def pair(
    units: Sequence[Unit], statements: Sequence[CodedStatement], *, by_id: bool = False
) -> dict[int, int]:
    """Return which unit belongs to which statement, one to one, by their numbers.

    Overlap decides first: as many pairs as can be have passages of which one has at least half of
    its words in the other; a pair that shares fewer words counts half. Between equal ones, equal
    speakers decide, then equal claims, then equal stances; then the share of words; and then the
    other fields. So two statements on one sentence are not paired crosswise because the coders
    end them at different words.

    Parameters
    ----------
    units : sequence of Unit
    statements : sequence of CodedStatement
    by_id : bool
        Whether equal ids decide before equal speakers, and pair statements without a passage.
    """
    return _best_pairs(_weights(units, statements, by_id=by_id))


def _weights(
    units: Sequence[Unit], statements: Sequence[CodedStatement], *, by_id: bool
) -> NDArray[np.float64]:
    """Return how far units and statements belong together; 0 if they share no words."""
    return np.array(
        [[_weight(unit, statement, by_id) for statement in statements] for unit in units]
    ).reshape(len(units), len(statements))


def _best_pairs(weights: NDArray[np.float64]) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(weights, maximize=True)
    return {
        int(row): int(column)
        for row, column in zip(rows, columns, strict=True)
        if weights[row, column] > 0
    }


def _weight(unit: Unit, statement: CodedStatement, by_id: bool) -> float:
    return max(_likeness(other, statement, by_id) for other in unit.values())


def _likeness(first: CodedStatement, other: CodedStatement, by_id: bool) -> float:
    """Return how far two statements belong together; 0 if they share no words."""
    same_id = by_id and first.id == other.id
    if not (first.passages or other.passages):
        return _PER_VALUE * same_id
    shared = shared_words(first, other)
    if not shared.words:
        return 0.0
    equal = {field for field in FIELDS if first.values[field] == other.values[field]}
    values = _SAME_ID * same_id + sum(_VALUES.get(field, 0) for field in equal)
    same_place = bool({p.paragraph for p in first.passages} & {p.paragraph for p in other.passages})
    return (
        (1.0 if shared.of_shorter >= 1 / 2 else 1 / 2)
        + _PER_VALUE * values
        + _PER_OVERLAP * shared.of_both
        + _PER_OTHER * (len(equal) + same_place)
    )


class SharedWords(NamedTuple):
    """The words that two statements share.

    Attributes
    ----------
    words : float
    of_both : float
        Their share of the words of both (Jaccard).
    of_shorter : float
        Their share of the words of the statement that has fewer.
    """

    words: float
    of_both: float
    of_shorter: float


NOTHING = SharedWords(0.0, 0.0, 0.0)


def overlap(one: CodedStatement, other: CodedStatement) -> float:
    """Return the words that two statements share, as a share of the words of both (Jaccard)."""
    return shared_words(one, other).of_both


def shared_words(first: CodedStatement, other: CodedStatement) -> SharedWords:
    """Return the words that two statements share.

    With the article at hand, words are compared by their positions; without it, and where it lacks
    one of the passages, by what is stored of them: see `passage_overlap`. If a passage is not
    sealed and equals none of the other statement, it is not known how many words there are, and
    the shares are 0.
    """
    if (
        first.positions is not None
        and other.positions is not None
        and not (first.lost or other.lost)
    ):
        shared = float(len(first.positions & other.positions))
        lengths = float(len(first.positions)), float(len(other.positions))
    else:
        shared = sum(passage_overlap(a, b) or 0.0 for a in first.passages for b in other.passages)
        lengths = _length(first, other), _length(other, first)
    shared = min(shared, *lengths)
    if not shared:
        return NOTHING
    return SharedWords(shared, shared / (sum(lengths) - shared), shared / min(lengths))


def passage_overlap(one: CodedPassage, other: CodedPassage) -> float | None:
    """Return how many words two passages share, without the article; None if that is unknown.

    Two passages with equal digests, or in one paragraph with equal ends, are the same. If only
    their first or only their last words are equal, the shorter one is part of the longer one.
    Where it is not known whether they are in one paragraph, both must also have the same number of
    words. Where the number of words of neither is known, it counts as 1.
    """
    length = float(min(filter(None, (one.words, other.words)), default=1))
    if one.sha256 is not None and one.sha256 == other.sha256:
        return length
    known = one.paragraph_known and other.paragraph_known
    if known and one.paragraph != other.paragraph:
        return 0.0
    starts, ends = _same(one.first, other.first, 0), _same(one.last, other.last, -1)
    if starts and ends and (known or (one.words and one.words == other.words)):
        return length
    if known and (starts or ends) and one.words and other.words:
        return length
    return None


def same_words(first: CodedStatement, other: CodedStatement) -> bool:
    """Whether the passages of two statements have the same words, wherever they are counted."""
    if first.positions and other.positions:
        return first.positions == other.positions
    if len(first.passages) != len(other.passages):
        return False
    return all(starmap(_same_passage, zip(first.passages, other.passages, strict=True)))


def _same_passage(first: CodedPassage, other: CodedPassage) -> bool:
    if first.sha256 and other.sha256 and first.sha256 == other.sha256:
        return True
    lengths = {first.words, other.words} - {None}
    return (
        len(lengths) < 2
        and _same(first.first, other.first, 0)
        and _same(first.last, other.last, -1)
    )


def _same(one: str, other: str, edge: int) -> bool:
    """Whether two ends are equal; if one has fewer words, only so many are compared."""
    a, b = _words(one), _words(other)
    n = min(len(a), len(b))
    return a[:n] == b[:n] if edge == 0 else a[-n:] == b[-n:]


@lru_cache(maxsize=10_000)
def _words(text: str) -> list[str]:
    return folded_words(text)


def _length(statement: CodedStatement, other: CodedStatement) -> float:
    """Return the words of a statement; infinity if that is unknown.

    A passage that is not sealed has as many words as the one of another statement that it equals.
    """
    return sum(
        passage.words
        or max((passage_overlap(passage, b) or 0.0 for b in other.passages), default=0.0)
        or inf
        for passage in statement.passages
    )  # fmt: skip


def undecided(codings: Mapping[str, Sequence[CodedStatement]]) -> int:
    """Return for how many pairs of passages only the article shows whether they overlap."""
    listed = list(codings.values())
    return sum(
        a.paragraph_known and b.paragraph_known and passage_overlap(a, b) is None
        for i, statements in enumerate(listed)
        for others in listed[i + 1 :]
        for one in statements
        for other in others
        if one.positions is None or other.positions is None
        for a in one.passages
        for b in other.passages
    )
