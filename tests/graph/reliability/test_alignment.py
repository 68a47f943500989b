"""Alignment of statements: overlaps without the article are those with it; pairs are one to one."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from opendebate.coding.passages import Span, seal
from opendebate.coding.text import Text
from opendebate.reliability.alignment import align, overlap, shared_words, undecided
from opendebate.reliability.coded_statements import FIELDS, CodedPassage, CodedStatement

LENGTH = 30
ARTICLE = Text.of(" ".join(f"word{number}" for number in range(LENGTH)))
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda pair: (min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1]))
)


def statement(coder: str, name: str, start: int, stop: int, *, positions: bool) -> CodedStatement:
    sealed = seal(Span(start, stop, 1), ARTICLE)
    passage = CodedPassage(sealed.first, sealed.last, 1, sealed.words, sealed.sha256)
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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SPANS, max_size=4), min_size=3, max_size=3), st.booleans())
def test_the_order_of_coders_makes_no_difference(
    spans: list[list[tuple[int, int]]], positions: bool
) -> None:
    codings = {
        coder: [statement(coder, f"{coder}{n}", *span, positions=positions)
                for n, span in enumerate(listed)]
        for coder, listed in zip(("ada", "ben", "cleo"), spans, strict=True)
    }  # fmt: skip
    first, *others = (
        [
            {coder: each.id for coder, each in unit.items()}
            for unit in align({coder: codings[coder] for coder in order})
        ]
        for order in permutations(codings)
    )
    assert all(units == first for units in others)
    assert sorted(name for unit in first for name in unit.values()) == sorted(
        each.id for listed in codings.values() for each in listed
    )


def unsealed(coder: str, *ends: tuple[str, str], words: int | None = None) -> CodedStatement:
    passages = tuple(CodedPassage(first, last, 1, words, None) for first, last in ends)
    return CodedStatement("s", coder, coder, passages, None, dict.fromkeys(FIELDS, "same"))


def test_a_passage_without_a_seal_is_as_long_as_the_one_it_equals() -> None:
    sealed = statement("a", "x", 3, 20, positions=False)
    (passage,) = sealed.passages
    same = unsealed("b", (passage.first, passage.last))
    assert shared_words(sealed, same) == shared_words(same, sealed) == (17, 1, 1)
    assert overlap(same, unsealed("c", (passage.first, passage.last))) == 1


def test_shares_are_not_guessed_where_a_passage_has_no_known_length() -> None:
    sealed = statement("a", "x", 3, 5, positions=False)
    (passage,) = sealed.passages
    more = unsealed("b", (passage.first, passage.last), ("word9 word10", "word20"))
    assert shared_words(sealed, more) == shared_words(more, sealed) == (2, 0, 1)
    begins_the_same = unsealed("b", (passage.first, "word20"))
    assert shared_words(sealed, begins_the_same).words == 0
    assert undecided({"a": [sealed], "b": [begins_the_same]}) == 1


def test_several_passages_inside_one_share_all_their_words() -> None:
    parts = unsealed("a", ("word1", "word4"), ("word7", "word10"), words=4)
    one = unsealed("b", ("word1", "word10"), words=10)
    assert shared_words(parts, one) == shared_words(one, parts) == (8, 0.8, 1)


def test_statements_that_are_known_to_be_a_pair_are_one_unit() -> None:
    codings = {
        "ada": [statement("ada", "a", 0, 9, positions=False)],
        "ben": [statement("ben", "b", 3, 6, positions=False),
                statement("ben", "c", 0, 7, positions=False)],
    }  # fmt: skip
    assert [set(unit) for unit in align(codings)] == [{"ada", "ben"}, {"ben"}]
    units = align(codings, [("ada/a", "ben/b"), ("ada/gone", "ben/c")])
    assert [[each.id for each in unit.values()] for unit in units] == [["a", "b"], ["c"]]
