"""Sources that hold one text: an article coded twice counts twice, unless somebody looks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from opendebate.ask.entities import id_of

if TYPE_CHECKING:
    from opendebate.ask.statements import Passage, Statement
    from opendebate.engines.engine import Engine

# A passage that stands in more sources than this is a common phrase; pairs would be too many.
_MAX_SOURCES = 50
Pair = tuple[str, str]


def same_texts(engine: Engine, statements: Iterable[Statement]) -> dict[str, str]:
    """Return the sources that hold the same text as another, each with the first of these.

    Two sources hold the same text where the digests of their texts or their web addresses are
    equal, or where they have at least two passages in common and these are half of the passages
    of one of them.

    Parameters
    ----------
    engine : Engine
    statements : iterable of Statement
        The statements of the sources that are compared.

    Returns
    -------
    dict of str to str
        Id of a source → id of the first source, by the alphabet, that holds its text. Sources
        whose text no other has are left out.
    """
    passages: defaultdict[str, set[object]] = defaultdict(set)
    for statement in statements:
        passages[statement.source.id] |= {_mark(passage) for passage in statement.passages}
    pairs = [*_equal(_marks(engine), set(passages)), *_shared(passages)]
    return _joined(pairs)


def sources_of_same_text(engine: Engine) -> dict[str, str]:
    """Return the sources whose text or web address another has, each with the first of these.

    Unlike :func:`same_texts`, it compares no passages, and so reads no statements.
    """
    marks = list(_marks(engine))
    return _joined(_equal(marks, {source for _, source in marks}))


def _marks(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield the digest and the web address of each source's text."""
    rows = engine.select(
        "SELECT ?source ?mark { ?source a od:Source . ?source od:sha256|foaf:page ?mark }"
    )
    for row in rows:
        yield row["mark"].value.partition("#")[0], id_of(engine, row["source"].value)


def _equal(marks: Iterable[tuple[str, str]], compared: set[str]) -> Iterator[Pair]:
    by_mark: defaultdict[str, set[str]] = defaultdict(set)
    for mark, source in marks:
        if source in compared:
            by_mark[mark].add(source)
    for sources in by_mark.values():
        yield from pairwise(sorted(sources))


def _mark(passage: Passage) -> object:
    """Return what identifies a passage: its digest, or where it begins and ends."""
    return passage.sha256 or (passage.paragraph, passage.first.casefold(), passage.last.casefold())


def _shared(passages: Mapping[str, set[object]]) -> Iterator[Pair]:
    where: defaultdict[object, list[str]] = defaultdict(list)
    for source in sorted(passages):
        for mark in passages[source]:
            where[mark].append(source)
    common = Counter(
        pair
        for sources in where.values()
        if 1 < len(sources) <= _MAX_SOURCES
        for pair in combinations(sources, 2)
    )
    for (first, second), n in common.items():
        if n >= 2 and 2 * n >= min(len(passages[first]), len(passages[second])):
            yield first, second


def _joined(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return all that pairs join, directly or not, each with the first of its group."""
    first: dict[str, str] = {}

    def head(source: str) -> str:
        while first.get(source, source) != source:
            source = first[source]
        return source

    for pair in pairs:
        low, high = sorted(map(head, pair))
        first[low], first[high] = low, low
    return {source: head(source) for source in sorted(first)}
