"""Alignment of statements: overlaps without the article are those with it; pairs are one to one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from opendebate.coding.passages import Span, seal
from opendebate.coding.text import Text
from opendebate.reliability.alignment import align, overlap, undecided
from opendebate.reliability.coded_statements import FIELDS, CodedPassage, CodedStatement

LENGTH = 30
ARTICLE = Text.of(" ".join(f"word{number}" for number in range(LENGTH)))
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda pair: (min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1]))
)


def statement(coder: str, name: str, start: int, stop: int, *, positions: bool) -> CodedStatement:
    sealed = seal(Span(start, stop, 1), ARTICLE)
    passage = CodedPassage(1, sealed.first, sealed.last, sealed.words, sealed.sha256)
    words = frozenset(range(start, stop)) if positions else None
    return CodedStatement("s", coder, name, (passage,), words, dict.fromkeys(FIELDS, "same"))


@settings(max_examples=150, deadline=None)
@given(SPANS, SPANS)
def test_an_overlap_without_the_article_is_exact_or_undecided(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    exact = overlap(
        statement("a", "x", *one, positions=True), statement("b", "y", *other, positions=True)
    )
    first = statement("a", "x", *one, positions=False)
    second = statement("b", "y", *other, positions=False)
    if undecided({"a": [first], "b": [second]}):
        assert one[0] != other[0]
        assert one[1] != other[1]
        assert overlap(first, second) == 0
    else:
        assert abs(overlap(first, second) - exact) < 1e-9
    assert overlap(first, second) == overlap(second, first)


@settings(max_examples=100, deadline=None)
@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6), st.booleans())
def test_each_statement_is_in_one_unit_and_pairs_overlap(
    ada: list[tuple[int, int]], ben: list[tuple[int, int]], positions: bool
) -> None:
    codings = {
        coder: [statement(coder, f"{coder}{n}", *span, positions=positions)
                for n, span in enumerate(spans)]
        for coder, spans in (("ada", ada), ("ben", ben))
    }  # fmt: skip
    units = align(codings)
    names = sorted(each.id for unit in units for each in unit.values())
    assert names == sorted(each.id for listed in codings.values() for each in listed)
    for unit in units:
        assert all(coder == each.coder for coder, each in unit.items())
        if len(unit) > 1:
            assert overlap(unit["ada"], unit["ben"]) > 0
    paired = sum(len(unit) > 1 for unit in units)
    assert paired == sum(len(unit) > 1 for unit in align(dict(reversed(codings.items()))))
