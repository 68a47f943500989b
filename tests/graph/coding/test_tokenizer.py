"""Folding: what makes a word, and what does not change it."""

from __future__ import annotations

import hashlib
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.tokenizer import count_words, digest, tokenize


def folded(text: str) -> list[str]:
    return [word.text for word in tokenize(text)]


@pytest.mark.parametrize("apostrophe", "'’‘‛ʼ′`´ʹ＇")  # noqa: RUF001
def test_an_apostrophe_of_any_kind_belongs_to_the_word_it_is_inside_of(apostrophe: str) -> None:
    assert folded(f"{apostrophe}They{apostrophe}re dogs{apostrophe} {apostrophe}") == [
        "they're",
        "dogs",
    ]


@pytest.mark.parametrize("gap", " \t\n\r\u00a0\u2009\u202f\u3000-\u2010\u2011–—−/_.,:;…·")  # noqa: RUF001
def test_spaces_dashes_and_punctuation_separate(gap: str) -> None:
    assert folded(f"open{gap}source") == ["open", "source"]


@pytest.mark.parametrize("unseen", "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f\u034f\u200e")
def test_what_cannot_be_seen_does_not_separate(unseen: str) -> None:
    assert folded(f"{unseen}they{unseen}{unseen}'{unseen}re{unseen}") == ["they're"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("350,000", ["350", "000"]),
        ("GPT-4 LLaMA2", ["gpt", "4", "llama2"]),
        ("½ ﬁne m²", ["1", "2", "fine", "m2"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ΟΔΟΣ οδός", ["οδοσ", "οδόσ"]),
        ("ŉ", ["n"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("人工智能", ["人", "工", "智", "能"]),
        ("がっこう", ["が", "っ", "こ", "う"]),
        ("ก้าว", ["ก้", "า", "ว"]),
        ("한국어 말", ["한국어", "말"]),
        ("AI人工", ["ai", "人", "工"]),
        ("", []),
        ("— … “”", []),
        ("\u0301", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize("text", ["café Ångström", "हिन्दी", "が ポ", "한국어", "กำลัง", "ﬃ"])
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composed_and_decomposed_characters_make_the_same_words(text: str, form: str) -> None:
    assert folded(unicodedata.normalize(form, text)) == folded(text)  # type: ignore[arg-type]


def test_offsets_are_those_of_the_original() -> None:
    text = "\ufeff…ﬁne — cafe\u0301s, so\u00adcial \u00adİzmir’s\u00ad"  # noqa: RUF001
    assert [text[word.start : word.end] for word in tokenize(text)] == [
        "ﬁne",
        "cafe\u0301s",
        "so\u00adcial",
        "İzmir’s",  # noqa: RUF001
    ]


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    found = tokenize(text)
    for word in found:
        assert word.text in folded(text[word.start : word.end])
    assert all(a.start <= b.start and a.start < a.end for a, b in pairwise(found))


@given(st.text(), st.text())
def test_a_space_keeps_texts_apart(one: str, other: str) -> None:
    assert folded(f"{one} {other}") == folded(one) + folded(other)


@given(st.text())
def test_folding_folded_words_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(" ".join(once)) == once


def test_the_digest_is_that_of_the_words_joined_by_one_space() -> None:
    expected = hashlib.sha256(b"they're open source").hexdigest()
    assert digest(tokenize("“They’re\nopen-source”")) == expected  # noqa: RUF001


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_has_the_words_that_it_has_before_other_letters(text: str) -> None:
    assert tokenize(text) == tokenize(f"{text} \u00e9")[:-1]


@given(st.text())
def test_words_are_counted_as_they_are_found(text: str) -> None:
    assert count_words(text) == len(tokenize(text))
