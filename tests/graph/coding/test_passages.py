"""Passages: what is sealed is found again in any copy, and a change is noticed."""

from __future__ import annotations

import dataclasses
import random
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendebate.coding import passages
from opendebate.coding.coverage import coverage
from opendebate.coding.html import strip_tags
from opendebate.coding.passages import (
    Location,
    Span,
    Status,
    StoredPassage,
    locate,
    seal,
)
from opendebate.coding.text import Text, body
from opendebate.coding.text_fragments import text_fragment
from opendebate.coding.tokenizer import Word, digest, tokenize

DATA = Path(__file__).parents[2] / "data"
ARTICLE = body(
    Text.of((DATA / "a-town-and-its-maps.txt").read_text("utf-8")), "The council of", "pencils only"
)
BLOCKS = [
    ARTICLE.raw[ARTICLE.words[block.start].start : ARTICLE.words[block.stop - 1].end]
    + "." * (block.paragraph is not None)  # a heading stays one
    for block in ARTICLE.blocks
]
PULL_QUOTE = ARTICLE.occurrences(["a", "map", "that", "nobody"])


@st.composite
def spans(draw: st.DrawFn, shortest: int = 1) -> Span:
    start = draw(st.integers(0, len(ARTICLE.words) - shortest))
    stop = draw(st.integers(start + shortest, min(start + 60, len(ARTICLE.words))))
    return Span(start, stop, ARTICLE.paragraph_at(start))


def assert_found(span: Span, copy: str) -> None:
    """Assert that a passage is found where it was, even if the same words stand elsewhere too."""
    text = Text.of(copy)
    location = locate(seal(span, ARTICLE), text)
    same = [word.text for word in ARTICLE.words[span.start : span.stop]]
    starts = ARTICLE.occurrences(same)
    if span.paragraph is not None:  # its paragraph decides
        starts = [start for start in starts if ARTICLE.paragraph_at(start) == span.paragraph]
    assert location.status is (Status.FOUND if len(starts) == 1 else Status.AMBIGUOUS)
    assert [found[:2] for found in location.spans] == [
        (start, start + span.stop - span.start) for start in starts
    ]


@given(spans(), st.integers(10, 200))
def test_found_in_a_copy_wrapped_at_any_width(span: Span, width: int) -> None:
    assert_found(
        span, "\n\n".join(textwrap.fill(block, width, break_long_words=False) for block in BLOCKS)
    )


@given(spans())
def test_found_in_a_copy_with_straight_quotes_and_plain_dashes(span: Span) -> None:
    straight = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-"})  # noqa: RUF001
    assert_found(span, "\n\n".join(BLOCKS).translate(straight))


@settings(max_examples=40)  # each makes its copy of the article anew
@given(spans(), st.randoms())
def test_found_in_a_copy_with_soft_hyphens_anywhere_in_words(
    span: Span, rng: random.Random
) -> None:
    def hyphenate(match: re.Match[str]) -> str:
        at = rng.randrange(1, len(match[0]))
        return f"{match[0][:at]}\u00ad{match[0][at:]}"

    assert_found(span, re.sub(r"\w[\w’]+", hyphenate, "\n\n".join(BLOCKS)))  # noqa: RUF001


@given(spans(), st.sampled_from("\u00a0\u202f\u2009\u3000"))
def test_found_in_a_copy_with_odd_spaces(span: Span, space: str) -> None:
    assert_found(span, "\n\n".join(BLOCKS).replace(" ", space))


@given(spans())
def test_found_in_a_copy_in_capitals(span: Span) -> None:
    assert_found(span, "\n\n".join(BLOCKS).upper())


@settings(max_examples=40)
@given(spans(), st.randoms())
def test_found_in_html_with_tags_inside_words(span: Span, rng: random.Random) -> None:
    def mark(match: re.Match[str]) -> str:
        at = rng.randrange(1, len(match[0]))
        tag = rng.choice(["b", "i", "a href='/x'", "span class=hit"])
        return f"{match[0][:at]}<{tag}>{match[0][at:]}</{tag.split()[0]}>"

    html = "".join(f"<p>{re.sub(r'[a-zA-Z]{2,}', mark, block)}</p>" for block in BLOCKS)
    assert_found(span, strip_tags(html))


@given(spans(), st.data())
def test_a_changed_word_is_noticed(span: Span, data: st.DataObject) -> None:
    at = data.draw(st.integers(span.start, span.stop - 1))
    word = ARTICLE.words[at]
    copy = Text.of(f"{ARTICLE.raw[: word.start]}xyzzy{ARTICLE.raw[word.end :]}")
    here = copy.occurrences(["xyzzy"])[0] - at
    found = {found.start - here for found in locate(seal(span, ARTICLE), copy).spans}
    assert span.start not in found


@given(spans(7), st.data())
def test_a_change_between_the_ends_is_a_change_and_its_place_is_suggested(
    span: Span, data: st.DataObject
) -> None:
    at = data.draw(st.integers(span.start + 3, span.stop - 4))
    word = ARTICLE.words[at]
    copy = Text.of(f"{ARTICLE.raw[: word.start]}xyzzy{ARTICLE.raw[word.end :]}")
    location = locate(seal(span, ARTICLE), copy)
    if location.status is Status.CHANGED:  # words of the pull quote may stand elsewhere unchanged
        assert location.suggestion is not None
        assert location.suggestion.stop - location.suggestion.start == span.stop - span.start
    else:
        assert any(start in range(span.start - 3, span.stop + 1) for start in PULL_QUOTE)


@given(spans())
def test_the_ends_are_at_most_three_words_as_they_are_written(span: Span) -> None:
    sealed = seal(span, ARTICLE)
    written = ARTICLE.slice(span.start, span.stop)
    assert written.startswith(sealed.first)
    assert written.endswith(sealed.last)
    count = span.stop - span.start
    assert len(tokenize(sealed.first)) == min(count, 3)
    assert len(tokenize(sealed.last)) == (count if count <= 3 else min(count - 3, 3))
    assert (sealed.words, sealed.paragraph) == (count, ARTICLE.paragraph_at(span.start))


def test_what_cannot_be_seen_does_not_get_into_the_ends() -> None:
    text = Text.of("So\u00adcial me\u00addia,\u00a0they\nsaid")
    assert seal(Span(0, 4, 1), text).first == "Social media, they"


def test_of_a_repeated_sentence_the_paragraph_decides() -> None:
    assert [ARTICLE.paragraph_at(start) for start in PULL_QUOTE] == [5, 8]
    for start in PULL_QUOTE:
        span = Span(start, start + 7, ARTICLE.paragraph_at(start))
        assert locate(seal(span, ARTICLE), ARTICLE) == Location(Status.FOUND, (span,))


@pytest.mark.parametrize("paragraph", [None, 3])
def test_a_repeated_sentence_is_ambiguous_if_no_paragraph_decides(paragraph: int | None) -> None:
    start = PULL_QUOTE[0]
    sealed = seal(Span(start, start + 7, 5), ARTICLE)
    location = locate(dataclasses.replace(sealed, paragraph=paragraph), ARTICLE)
    assert location.status is Status.AMBIGUOUS
    assert [span.start for span in location.spans] == PULL_QUOTE


def test_a_sentence_that_a_paragraph_repeats_is_ambiguous_in_it() -> None:
    text = Text.of("It rains here.\n\nIt rains here, and it rains here.")
    for passage in (seal(Span(3, 6, 2), text), StoredPassage("It rains", "here", paragraph=2)):
        location = locate(passage, text)
        assert location.status is Status.AMBIGUOUS
        assert [span.start for span in location.spans] == [3, 7]


def test_a_heading_is_not_preferred_to_a_paragraph() -> None:
    text = Text.of("Maps save lives\n\nMaps save lives, says the mayor.")
    assert [text.paragraph_at(start) for start in (0, 3)] == [None, 1]
    passage = StoredPassage("Maps save", "lives")
    assert locate(passage, text).status is Status.AMBIGUOUS
    assert locate(seal(Span(0, 3, None), text), text).status is Status.AMBIGUOUS
    assert locate(seal(Span(3, 6, 1), text), text).status is Status.FOUND


@given(spans(), st.integers(1, 3), st.booleans())
def test_what_is_found_before_it_is_sealed_is_found_after_it(
    span: Span, width: int, numbered: bool
) -> None:
    start, stop, paragraph = span
    first = ARTICLE.slice(start, min(start + width, stop))
    last = ARTICLE.slice(max(stop - width, start), stop)
    location = locate(StoredPassage(first, last, paragraph if numbered else None), ARTICLE)
    if location.status is Status.FOUND:
        assert locate(seal(location.spans[0], ARTICLE), ARTICLE) == location


def test_a_longer_passage_around_a_repeated_sentence_is_found() -> None:
    start = PULL_QUOTE[1]
    assert locate(seal(Span(start, start + 9, 8), ARTICLE), ARTICLE).status is Status.FOUND


def test_an_unsealed_passage_is_told_apart_by_its_paragraph() -> None:
    passage = StoredPassage("A map that", "saves nobody")
    assert locate(passage, ARTICLE).status is Status.AMBIGUOUS
    placed = locate(StoredPassage("A map that", "saves nobody", paragraph=8), ARTICLE)
    assert placed.status is Status.FOUND
    assert [span.start for span in placed.spans] == PULL_QUOTE[1:]
    assert (
        locate(StoredPassage("A map that", "saves nobody", 3), ARTICLE).status is Status.AMBIGUOUS
    )


def test_an_unsealed_passage_reaches_to_the_nearest_end() -> None:
    text = Text.of("We said no. They said yes. You said yes.")
    (span,) = locate(StoredPassage("We", "said yes"), text).spans
    assert text.slice(*span[:2]) == "We said no. They said yes"


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [("House", "house", 1), ("house by", "house by", 2), ("how high the", "the river", 4)],
)
def test_ends_may_overlap_or_be_the_whole(first: str, last: str, length: int) -> None:
    spans = locate(StoredPassage(first, last), ARTICLE).spans
    assert {span.stop - span.start for span in spans} == {length}


def test_a_count_without_a_digest_must_match() -> None:
    passage = StoredPassage("They disagree", "the end", words=6)
    assert locate(passage, Text.of("They disagree to the very end, the end.")).status is (
        Status.CHANGED
    )
    assert locate(passage, Text.of("They disagree up to the end.")).status is Status.FOUND


def test_a_digest_without_a_count_must_match() -> None:
    sealed = seal(Span(10, 30, 1), ARTICLE)
    assert locate(
        StoredPassage(sealed.first, sealed.last, sha256=sealed.sha256), ARTICLE
    ).status is (Status.FOUND)
    assert locate(StoredPassage(sealed.first, sealed.last, sha256="0" * 64), ARTICLE).status is (
        Status.CHANGED
    )


def test_ends_that_stand_far_apart_are_no_changed_passage() -> None:
    text = Text.of("They spoke first about one two three four five, the end.")
    far = Text.of(f"They spoke first about {'more ' * 50} four five, the end.")
    assert locate(seal(Span(0, 11, 1), text), far).status is Status.MISSING


@given(spans(8), st.sampled_from([0, 1, 2, -1, -2, -3]))
def test_the_place_of_a_missing_passage_is_suggested(span: Span, at: int) -> None:
    word = ARTICLE.words[span.start + at if at >= 0 else span.stop + at]
    copy = Text.of(f"{ARTICLE.raw[: word.start]}xyzzy{ARTICLE.raw[word.end :]}")
    location = locate(seal(span, ARTICLE), copy)
    assert location.status in {Status.MISSING, Status.CHANGED}
    assert not location.spans
    assert location.suggestion is not None


def test_of_two_ends_the_one_at_the_right_distance_is_suggested() -> None:
    written = "we asked them in the spring and they agreed to it"
    passage = seal(Span(0, 11, 1), Text.of(written))
    changed = "we asked them and agreed to it in winter, but they agreed to it"
    location = locate(passage, Text.of(changed))
    assert location.status is Status.CHANGED
    assert location.suggestion == Span(0, 14, 1)  # 3 words more, and not 4 fewer


def test_what_is_suggested_is_never_shorter_than_its_ends() -> None:
    passage = StoredPassage("alpha beta gamma", "delta epsilon zeta", words=6, sha256="0" * 64)
    copy = Text.of(f"delta epsilon zeta alpha beta gammo {'and so on ' * 9}")
    suggestion = locate(passage, copy).suggestion
    assert suggestion is None or suggestion.stop - suggestion.start >= 3


def test_a_place_at_the_very_beginning_is_suggested_too() -> None:
    passage = seal(Span(0, 9, 1), Text.of("Maps of the whole town are put online today."))
    copy = Text.of("Plans of the whole town are put online today. Nobody knows why that is so.")
    location = locate(passage, copy)
    assert (location.status, location.suggestion) == (Status.MISSING, Span(0, 9, 1))


def test_of_two_ends_alike_the_one_nearest_to_the_right_length_is_suggested() -> None:
    passage = seal(Span(0, 9, 1), Text.of("Maps of the whole town are put online today."))
    copy = Text.of("Plans of the put online today are put online today. And so on.")
    assert locate(passage, copy).suggestion == Span(0, 10, 1)


def test_a_passage_that_has_shrunk_to_its_ends_is_a_change() -> None:
    passage = seal(Span(0, 6, 1), Text.of("We all agree. We all agree."))
    location = locate(passage, Text.of("We all agree. Nobody else was asked."))
    assert (location.status, location.suggestion) == (Status.CHANGED, Span(0, 3, 1))


def test_of_two_changed_places_the_one_of_the_right_length_is_suggested() -> None:
    passage = seal(Span(0, 9, 1), Text.of("We asked them twice and they agreed to it."))
    longer = "We asked them, and long after that in winter they agreed to it."
    copy = Text.of(f"{longer} We asked them once and they agreed to it.")
    assert locate(passage, copy).suggestion == Span(13, 22, 1)


def test_nothing_is_suggested_in_another_text() -> None:
    other = Text.of("Bread is baked in the morning, before anybody else is up. It smells good.")
    assert locate(seal(Span(20, 40, 1), ARTICLE), other) == locate(StoredPassage("x", "y"), other)
    assert locate(StoredPassage("…", "…"), other).status is Status.MISSING


@pytest.mark.parametrize(
    ("first", "last", "count", "fragment"),
    [
        ("open-source, they", "of R&D", None, "open%2Dsource%2C%20they,of%20R%26D"),
        ("They’re", "They’re", 1, "They%E2%80%99re"),  # noqa: RUF001
        ("They’re", "They’re", None, "They%E2%80%99re"),  # noqa: RUF001
        ("a great deal", "deal, they", 4, "a%20great%20deal%2C%20they"),
        ("one, two", "two three", None, "one%2C%20two,two%20three"),
        ("one two three", "four five", 5, "one%20two%20three,four%20five"),
    ],
)
def test_text_fragments(first: str, last: str, count: int | None, fragment: str) -> None:
    assert text_fragment(first, last, count) == f":~:text={fragment}"


@given(spans())
def test_a_text_fragment_can_be_read_back(span: Span) -> None:
    sealed = seal(span, ARTICLE)
    fragment = text_fragment(sealed.first, sealed.last, sealed.words)
    directive = fragment.removeprefix(":~:text=")
    assert not set("-& ") & set(directive)
    terms = [unquote(term) for term in directive.split(",")]
    assert terms == ([sealed.first] if span.stop - span.start <= 3 else [sealed.first, sealed.last])


def test_coverage_counts_words_of_paragraphs_once() -> None:
    text = Text.of("It rained all day.\n\nOn maps\n\nThen it stopped, they said.")
    half = coverage([Span(0, 3, 1), Span(1, 4, 1), Span(4, 8, None)], text)
    assert (half.covered, half.total, half.share) == (6, 9, 6 / 9)
    assert [(gap.paragraph, text.slice(*gap[:2])) for gap in half.gaps] == [
        (2, "stopped, they said")
    ]


def test_gaps_end_with_their_paragraph() -> None:
    nothing = coverage([], ARTICLE)
    assert nothing.share == 0
    assert [gap.paragraph for gap in nothing.gaps] == list(range(1, 10))
    assert coverage([Span(0, len(ARTICLE.words), 1)], ARTICLE).share == 1


def test_a_thousand_passages_of_a_long_text() -> None:
    rng = random.Random(1)  # noqa: S311
    common = [f"w{n}" for n in range(3_000)]
    weights = [1 / (n + 1) for n in range(3_000)]
    text = Text.of(" ".join(rng.choices(common, weights, k=200_000)))
    places = [rng.randrange(199_900) for _ in range(1_000)]
    sealed = [seal(Span(at, at + 40, 1), text) for at in places]
    assert all(locate(passage, text).status is Status.FOUND for passage in sealed)


def test_of_many_passages_that_begin_and_end_alike_only_those_of_a_paragraph_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentences = [f"We say that number {n} holds for us all." for n in range(200)]
    text = Text.of("\n\n".join(sentences))
    sealed = [seal(Span(9 * n, 9 * n + 9, n + 1), text) for n in range(200)]
    compared: list[int] = []

    def counted(words: Sequence[Word]) -> str:
        compared.append(len(words))
        return digest(words)

    monkeypatch.setattr(passages, "digest", counted)
    assert [locate(one, text).spans[0].paragraph for one in sealed] == [*range(1, 201)]
    assert len(compared) == 200
    moved = dataclasses.replace(sealed[7], paragraph=9)
    assert locate(moved, text).spans == (Span(63, 72, 8),)  # its digest finds it all the same
