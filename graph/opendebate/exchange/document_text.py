"""Texts of documents: positions in them, and what a coding file keeps of their passages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from opendebate.coding import records
from opendebate.coding.passages import Location, locate
from opendebate.coding.text import Text
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import PassageData, SourceData
from opendebate.exchange.passages import article_of, ends, seal_passage

_GAP = "[…]"  # words that are left out
_QUOTES = '"“”„‟«»〝〞＂「」『』'  # noqa: RUF001
_QUOTE = re.compile(f"[{_QUOTES}]|``|''")
_ALL_QUOTED = re.compile(
    rf"(?:[{_QUOTES}]|``|'')(.+?)[.,;:!?]?(?:[{_QUOTES}]|'')[.,;:!?]?", re.DOTALL
)
Characters = tuple[int, int]  # the position of the first one, and of the one after the last


@dataclass(frozen=True)
class DocumentText:
    """A document's text and its words.

    Programs written in Java count UTF-16 units: characters beyond U+FFFF have two of them.

    Examples
    --------
    >>> text = DocumentText("🌊 Maps save lives.")
    >>> text.to_utf16((2, 11)), text.from_utf16(3, 12)
    ((3, 12), (2, 11))
    >>> text.passage(2, 11)["from"]
    'Maps save'
    """

    raw: str

    @cached_property
    def text(self) -> Text:
        """The words and paragraphs."""
        return Text.of(self.raw)

    def forget(self) -> None:
        """Free the memory of the words; `text` finds them again."""
        self.__dict__.pop("text", None)

    @cached_property
    def _wide(self) -> list[int]:
        return [i for i, character in enumerate(self.raw) if ord(character) > 0xFFFF]

    @cached_property
    def _wide_in_utf16(self) -> list[int]:
        return [position + n for n, position in enumerate(self._wide)]

    def to_utf16(self, span: Characters) -> Characters:
        """Return a span in UTF-16 units."""
        start, end = (position + bisect_left(self._wide, position) for position in span)
        return start, end

    def from_utf16(self, start: int, end: int) -> Characters:
        """Return the characters of a span in UTF-16 units, which may lie outside the text."""
        start, end = (unit - bisect_left(self._wide_in_utf16, unit) for unit in (start, end))
        return start, end

    def inside(self, start: int, end: int) -> Characters:
        """Return a span whose ends are moved into the text."""
        start, end = (min(max(position, 0), len(self.raw)) for position in (start, end))
        return start, end

    def passage(self, start: int, end: int) -> PassageData | None:
        """Return what a coding file keeps of a span; None if it has no word."""
        return seal_passage(self.text, *self.inside(start, end))

    def without_place(self, passage: PassageData, start: int, end: int) -> PassageData:
        """Return a passage of a text that is not the article, but a layout of its passages.

        Its paragraph is not the article's, and a seal over words that are left out, within its span
        or in the complete text where the span holds no word, is not the article's seal.
        """
        begin, stop = self.inside(start, end)
        has_gaps = _GAP in (self.raw[begin:stop] if self.passage(begin, stop) else self.raw)
        lost = {"paragraph", *(("words", "sha256") if has_gaps else ())}
        remaining = {key: value for key, value in passage.items() if key not in lost}
        return cast("PassageData", remaining)

    def quoted(self, start: int, end: int) -> bool:
        r"""Tell whether a span is one quotation and nothing else.

        Examples
        --------
        >>> text = 'She said: “Nobody asked us.” Then “no”, and “no” again.'
        >>> spans = [(10, 28), (11, 27), (34, 49)]
        >>> [DocumentText(text).quoted(*span) for span in spans]
        [True, True, False]
        """
        begin, stop = self.inside(start, end)
        span = self.raw[begin:stop].strip()
        if match := _ALL_QUOTED.fullmatch(span):
            return not _QUOTE.search(match[1])
        before, after = self.raw[:begin].rstrip()[-2:], self.raw[stop:].lstrip()[:2]
        open_ = _QUOTE.search(before) and not before[-1].isalnum()
        close = _QUOTE.match(after.lstrip(".,;:!?"))
        return bool(open_ and close and span) and not _QUOTE.search(span)


def is_quotation(words: str) -> bool:
    """Tell whether words are one quotation and nothing else."""
    return bool(words) and DocumentText(words).quoted(0, len(words))


class Article:
    """A text at hand, in which the passages of a source are looked for.

    The seal of the source tells where on the page the article is.
    """

    def __init__(self, raw: str, source: SourceData) -> None:
        self.raw, complete = raw, Text.of(raw)
        try:
            self.text = article_of(complete, source.get("text", {}))
        except InputError:
            self.text = complete

    def locate(self, at: PassageData) -> Location:
        """Return where a passage stands; of several places, those in its paragraph."""
        return locate(records.Passage.model_validate(at), self.text)

    def locate_passage(self, at: PassageData) -> Characters:
        """Return where a passage stands, or the first of several places.

        Of a passage that is not in the text it is the likeliest place, or the complete text.

        Examples
        --------
        >>> article = Article("Maps save lives. Or so they say.", {})
        >>> article.locate_passage({"from": "Or so", "to": "say"})
        (17, 31)
        """
        location = self.locate(at)
        span = next(iter(location.spans), location.suggestion)
        if span is None or span.start >= span.stop:
            return 0, len(self.raw)
        return self.text.words[span.start].start, self.text.words[span.stop - 1].end


def placed(
    passages: Sequence[PassageData], source: SourceData, article: str | None
) -> tuple[str, list[Characters]]:
    """Return the text that a file has for a source, and where its passages stand in it.

    Without an article, it is made of the passages' first and last words.
    """
    if article is None:
        return lay_out(passages)
    located = Article(article, source)
    return article, [located.locate_passage(at) for at in passages]


def lay_out(passages: Sequence[PassageData]) -> tuple[str, list[Characters]]:
    """Return a text of passages' first and last words, a paragraph each, and where each stands.

    Examples
    --------
    >>> lay_out([{"from": "Maps save lives", "to": "they say so", "words": 9}])
    ('Maps save lives […] they say so', [(0, 31)])
    """
    pieces = [ends(records.Passage.model_validate(passage), _GAP) for passage in passages]
    spans: list[Characters] = []
    start = 0
    for piece in pieces:
        spans.append((start, start + len(piece)))
        start += len(piece) + len("\n\n")
    return "\n\n".join(pieces), spans
