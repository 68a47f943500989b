"""Passages: what a coding file keeps of them, and what is known of their words without the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from opendebate.coding import records
from opendebate.coding.passages import Span, merge_ends, seal
from opendebate.coding.text import Text, body
from opendebate.coding.tokenizer import count_words
from opendebate.exchange.coded_debate import BodyData, PassageData, filled


def seal_passage(text: Text, start: int, end: int) -> PassageData | None:
    """Return what a coding file keeps of a run of characters; None where it holds no word.

    Parameters
    ----------
    text : Text
    start, end : int
        The first character and the one after the last, in ``text.raw``. Words that are cut count
        as parts of the passage.

    Examples
    --------
    >>> passage = seal_passage(Text.of("We sell maps. Nobody knows why."), 14, 31)
    >>> passage["from"], passage["to"], passage["words"]
    ('Nobody knows why', 'Nobody knows why', 3)
    """
    begin = bisect_right(text.words, start, key=lambda word: word.end)
    stop = bisect_left(text.words, end, key=lambda word: word.start)
    if begin >= stop:
        return None
    sealed = seal(Span(begin, stop, text.paragraph_at(begin)), text)
    passage: PassageData = filled(
        {"paragraph": sealed.paragraph, "from": sealed.first, "to": sealed.last},
        words=sealed.words,
        sha256=sealed.sha256,
    )
    return passage


def seal_quote(words: str) -> PassageData | None:
    """Return what is kept of words that are given without their text.

    Examples
    --------
    >>> seal_quote("Maps help all of us by the river.")["to"]
    'by the river'
    """
    passage = seal_passage(Text.of(words), 0, len(words))
    if passage:
        passage.pop("paragraph", None)
    return passage


def seal_body(text: Text) -> BodyData:
    """Return what a coding file keeps of a source's full text."""
    if not text.words:
        return {}
    sealed = seal(Span(0, len(text.words), None), text)
    sealed_body: BodyData = filled(
        {"from": sealed.first, "to": sealed.last, "paragraphs": len(text.paragraphs)},
        words=sealed.words,
        sha256=sealed.sha256,
    )
    return sealed_body


def article_of(text: Text, sealed: BodyData) -> Text:
    """Return the part of a page that is the article, as the seal of the source shows it."""
    coded = records.Body.model_validate(sealed)
    return body(text, coded.first, coded.last, coded.words, coded.sha256)


def ends(coded: records.Passage, left_out: str) -> str:
    """Return what the coding holds of a passage's words, with a mark for the rest.

    Examples
    --------
    >>> ends(records.Passage(**{"from": "You all know", "to": "any other way", "words": 11}), "…")
    'You all know … any other way'
    >>> ends(records.Passage(**{"from": "You all know", "to": "know it", "words": 4}), "…")
    'You all know it'
    """
    parts = merge_ends(coded.first, coded.last, coded.words)
    is_complete = coded.words == count_words(coded.first) + count_words(coded.last)
    return (" " if is_complete else f" {left_out} ").join(parts)
