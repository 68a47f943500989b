"""Places in the texts of documents: as DNA counts them, and as the coding keeps them.

DNA is a Java program: Start and Stop count UTF-16 units, of which signs beyond U+FFFF take two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from opendebate.coding import records
from opendebate.coding.passages import Status, locate
from opendebate.coding.text import Text, body
from opendebate.coding.tokenizer import words
from opendebate.errors import InputError
from opendebate.exchange.draft import Record, passage

_GAP = "[…]"  # words that are left out
_QUOTES = '"“”„‟«»〝〞＂「」『』'  # noqa: RUF001
_QUOTE = re.compile(f"[{_QUOTES}]|``|''")
_ALL_QUOTED = re.compile(
    rf"(?:[{_QUOTES}]|``|'')(.+?)[.,;:!?]?(?:[{_QUOTES}]|'')[.,;:!?]?", re.DOTALL
)


@dataclass(frozen=True)
class Place:
    """A document's text, its words, and where DNA sees each sign.

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
        """Let the words go, which take far more room than the text; they can be found again."""
        self.__dict__.pop("text", None)

    @cached_property
    def _wide(self) -> list[int]:
        return [i for i, sign in enumerate(self.raw) if ord(sign) > 0xFFFF]

    @cached_property
    def _wide_in_dna(self) -> list[int]:
        return [place + n for n, place in enumerate(self._wide)]

    def to_dna(self, place: int) -> int:
        """Return a place as DNA counts it."""
        return place + bisect_left(self._wide, place)

    def from_dna(self, place: int) -> int:
        """Return the place that DNA's count means, which may lie behind the text's end."""
        return place - bisect_left(self._wide_in_dna, place)

    def passage(self, start: int, stop: int) -> Record | None:
        """Return what a coding file keeps of a span as DNA counts it; None if it has no word."""
        return passage(self.text, *self._span(start, stop))

    def whole(self) -> Record | None:
        """Return what a coding file keeps of the whole text as one passage."""
        return passage(self.text, 0, len(self.raw))

    def gaps(self, start: int, stop: int) -> bool:
        """Tell whether words are left out within a span, or in the text where it holds no word."""
        first, last = self._span(start, stop)
        return _GAP in (self.raw[first:last] if self.passage(start, stop) else self.raw)

    def reaches_beyond(self, start: int, stop: int) -> bool:
        """Tell whether a span lies, or ends, outside the text."""
        first, last = self.from_dna(start), self.from_dna(stop)
        return not 0 <= first <= last <= len(self.raw)

    def quoted(self, start: int, stop: int) -> bool:
        r"""Tell whether a span is one quotation and nothing else.

        Examples
        --------
        >>> text = 'She said: “Nobody asked us.” Then “no”, and “no” again.'
        >>> Place(text).quoted(10, 28), Place(text).quoted(11, 27), Place(text).quoted(34, 49)
        (True, True, False)
        """
        first, last = self._span(start, stop)
        own = self.raw[first:last].strip()
        if found := _ALL_QUOTED.fullmatch(own):
            return not _QUOTE.search(found[1])
        before, after = self.raw[:first].rstrip()[-2:], self.raw[last:].lstrip()[:2]
        open_ = _QUOTE.search(before) and not before[-1].isalnum()
        close = _QUOTE.match(after.lstrip(".,;:!?"))
        return bool(open_ and close and own) and not _QUOTE.search(own)

    def _span(self, start: int, stop: int) -> tuple[int, int]:
        first, last = (self.from_dna(max(place, 0)) for place in (start, stop))
        return min(first, len(self.raw)), min(last, len(self.raw))


class Article:
    """A text at hand, in which the passages of a source are looked for.

    Parameters
    ----------
    raw : str
    source : dict
        The record of the source; its seal tells where on the page the article is.
    """

    def __init__(self, raw: str, source: Record) -> None:
        self.place = Place(raw)
        sealed = source.get("text") or {}
        ends = (sealed.get("from"), sealed.get("to"), sealed.get("words"), sealed.get("sha256"))
        try:
            self.text = body(self.place.text, *ends)
        except InputError:
            self.text = self.place.text

    def find(self, at: Record) -> tuple[int, int]:
        """Return where a passage stands, as DNA counts.

        Of several places the one in the right paragraph is taken, or the first; of a passage
        that is not there the likeliest place, or the whole text.

        Examples
        --------
        >>> Article("Maps save lives. Or so they say.", {}).find({"from": "Or so", "to": "say"})
        (17, 31)
        """
        found = locate(records.Passage.model_validate(at), self.text)
        spans = found.spans if found.status in {Status.FOUND, Status.AMBIGUOUS} else ()
        here = [span for span in spans if span.paragraph == at.get("paragraph")]
        span = next(iter([*here, *spans]), found.suggestion)
        if span is None or span.start >= span.stop:
            return 0, self.place.to_dna(len(self.place.raw))
        first, last = self.text.words[span.start], self.text.words[span.stop - 1]
        return self.place.to_dna(first.start), self.place.to_dna(last.end)


def lay_out(passages: Sequence[Record]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text of passages' first and last words, a paragraph each, and where each stands.

    Examples
    --------
    >>> lay_out([{"from": "Maps save lives", "to": "they say so", "words": 9}])
    ('Maps save lives […] they say so', [(0, 31)])
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    end = 0
    for one in passages:
        piece = Place(_ends(one))
        stop = end + piece.to_dna(len(piece.raw))
        spans.append((end, stop))
        parts.append(piece.raw)
        end = stop + len("\n\n")
    return "\n\n".join(parts), spans


def _ends(at: Record) -> str:
    first, last = str(at["from"]), str(at["to"])
    alike = [one.text for one in words(first)] == [one.text for one in words(last)]
    count: Any = at.get("words")
    if alike and (count is None or count <= len(words(first))):
        return first
    return f"{first} {_GAP} {last}"
