"""Places in the texts of documents: as DNA counts them, and as the coding keeps them.

DNA is a Java program: Start and Stop count UTF-16 units. Characters beyond U+FFFF have two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from opendebate.coding import records
from opendebate.coding.passages import Status, locate
from opendebate.coding.text import Text
from opendebate.errors import InputError
from opendebate.exchange.draft import PassageData, SourceData
from opendebate.exchange.passages import article_of, ends, seal_passage

_GAP = "[…]"  # words that are left out
_QUOTES = '"“”„‟«»〝〞＂「」『』'  # noqa: RUF001
_QUOTE = re.compile(f"[{_QUOTES}]|``|''")
_ALL_QUOTED = re.compile(
    rf"(?:[{_QUOTES}]|``|'')(.+?)[.,;:!?]?(?:[{_QUOTES}]|'')[.,;:!?]?", re.DOTALL
)


@dataclass(frozen=True)
class Place:
    """A document's text, its words, and where DNA sees each character.

    Examples
    --------
    >>> place = Place("🌊 Maps save lives.")
    >>> place.to_dna(2), place.from_dna(3)
    (3, 2)
    >>> place.passage(3, 12)["from"]
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
    def _wide_in_dna(self) -> list[int]:
        return [place + n for n, place in enumerate(self._wide)]

    def to_dna(self, place: int) -> int:
        """Return a place as DNA counts it."""
        return place + bisect_left(self._wide, place)

    def from_dna(self, place: int) -> int:
        """Return the place that DNA's count means, which may lie behind the text's end."""
        return place - bisect_left(self._wide_in_dna, place)

    def passage(self, start: int, stop: int) -> PassageData | None:
        """Return what a coding file keeps of a span as DNA counts it; None if it has no word."""
        return seal_passage(self.text, *self._span(start, stop))

    def complete(self) -> PassageData | None:
        """Return what a coding file keeps of the complete text as one passage."""
        return seal_passage(self.text, 0, len(self.raw))

    def gaps(self, start: int, stop: int) -> bool:
        """Tell whether words are left out within a span, or in the text where it holds no word."""
        begin, end = self._span(start, stop)
        return _GAP in (self.raw[begin:end] if self.passage(start, stop) else self.raw)

    def reaches_beyond(self, start: int, stop: int) -> bool:
        """Tell whether a span lies, or ends, outside the text."""
        begin, end = self.from_dna(start), self.from_dna(stop)
        return not 0 <= begin <= end <= len(self.raw)

    def quoted(self, start: int, stop: int) -> bool:
        r"""Tell whether a span is one quotation and nothing else.

        Examples
        --------
        >>> text = 'She said: “Nobody asked us.” Then “no”, and “no” again.'
        >>> Place(text).quoted(10, 28), Place(text).quoted(11, 27), Place(text).quoted(34, 49)
        (True, True, False)
        """
        begin, end = self._span(start, stop)
        span = self.raw[begin:end].strip()
        if match := _ALL_QUOTED.fullmatch(span):
            return not _QUOTE.search(match[1])
        before, after = self.raw[:begin].rstrip()[-2:], self.raw[end:].lstrip()[:2]
        open_ = _QUOTE.search(before) and not before[-1].isalnum()
        close = _QUOTE.match(after.lstrip(".,;:!?"))
        return bool(open_ and close and span) and not _QUOTE.search(span)

    def _span(self, start: int, stop: int) -> tuple[int, int]:
        begin, end = (self.from_dna(max(place, 0)) for place in (start, stop))
        return min(begin, len(self.raw)), min(end, len(self.raw))


class Article:
    """A text at hand, in which the passages of a source are looked for.

    The seal of the source tells where on the page the article is.
    """

    def __init__(self, raw: str, source: SourceData) -> None:
        self.place = Place(raw)
        try:
            self.text = article_of(self.place.text, source.get("text", {}))
        except InputError:
            self.text = self.place.text

    def locate_passage(self, at: PassageData) -> tuple[int, int]:
        """Return where a passage stands, as DNA counts.

        Of several places it is the one in the right paragraph, or the first. Of a passage that is
        not in the text it is the likeliest place, or the complete text.

        Examples
        --------
        >>> article = Article("Maps save lives. Or so they say.", {})
        >>> article.locate_passage({"from": "Or so", "to": "say"})
        (17, 31)
        """
        location = locate(records.Passage.model_validate(at), self.text)
        spans = location.spans if location.status in {Status.FOUND, Status.AMBIGUOUS} else ()
        near = [span for span in spans if span.paragraph == at.get("paragraph")]
        span = next(iter([*near, *spans]), location.suggestion)
        if span is None or span.start >= span.stop:
            return 0, self.place.to_dna(len(self.place.raw))
        start, end = self.text.words[span.start].start, self.text.words[span.stop - 1].end
        return self.place.to_dna(start), self.place.to_dna(end)


def lay_out(passages: Sequence[PassageData]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text of passages' first and last words, a paragraph each, and where each stands.

    Examples
    --------
    >>> lay_out([{"from": "Maps save lives", "to": "they say so", "words": 9}])
    ('Maps save lives […] they say so', [(0, 31)])
    """
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    end = 0
    for passage in passages:
        piece = Place(ends(records.Passage.model_validate(passage), _GAP))
        stop = end + piece.to_dna(len(piece.raw))
        spans.append((end, stop))
        pieces.append(piece.raw)
        end = stop + len("\n\n")
    return "\n\n".join(pieces), spans
