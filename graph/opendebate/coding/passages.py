"""Passages: sealing them, and finding them again in any copy of their source.

A passage is stored as its first and last words, a count and a digest, never as a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from opendebate.coding.tokenizer import digest, folded_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from opendebate.coding.text import Text

ANCHOR = 3  # words stored of each end
_SLACK = 10  # words by which any changed passage may have grown or shrunk, besides its length
_COMMON = 2_000  # a word that occurs more often than this says little about where to search
_CANDIDATES = 20  # spans that are compared letter by letter
_MIN_LIKENESS = 60  # per cent of likeness from which a span is suggested
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


class PassageLike(Protocol):
    """What can be looked for in a text, such as a `StoredPassage`."""

    @property
    def first(self) -> str: ...  # noqa: D102
    @property
    def last(self) -> str: ...  # noqa: D102
    @property
    def paragraph(self) -> int | None: ...  # noqa: D102
    @property
    def words(self) -> int | None: ...  # noqa: D102
    @property
    def sha256(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """What is stored of a passage; with both a word count and a digest it is sealed."""

    first: str
    last: str
    paragraph: int | None = None
    words: int | None = None
    sha256: str | None = None


class Span(NamedTuple):
    """A run of words of a text.

    Attributes
    ----------
    start, stop : int
        Its words, as a range of word indexes.
    paragraph : int or None
        The paragraph in which it begins; None if that is a heading.
    """

    start: int
    stop: int
    paragraph: int | None


class Status(Enum):
    """The result of the search for a passage in a text."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a passage is in a text.

    Attributes
    ----------
    status : Status
        Found once, found more than once, changed between its ends, or missing.
    spans : tuple of Span
        Where it was found.
    suggestion : Span or None
        For a changed or missing passage, the span that is most like it.
    """

    status: Status
    spans: tuple[Span, ...] = ()
    suggestion: Span | None = None


def seal(span: Span, text: Text) -> StoredPassage:
    """Return what is stored of a run of words.

    Its ends never overlap, unless it has three words or fewer: then each end is the complete run.

    Examples
    --------
    >>> from opendebate.coding.text import Text
    >>> text = Text.of("Nobody knows, said the mayor.")
    >>> seal(Span(0, 5, 1), text).first, seal(Span(0, 5, 1), text).last
    ('Nobody knows, said', 'the mayor')
    """
    start, stop, paragraph = span
    head = min(start + ANCHOR, stop)
    tail = max(head, stop - ANCHOR) if head < stop else start
    first, last = (_INVISIBLE.sub("", text.slice(*ends)) for ends in ((start, head), (tail, stop)))
    return StoredPassage(first, last, paragraph, stop - start, digest(text.words[start:stop]))


def locate(passage: PassageLike, text: Text) -> Location:
    """Find a passage in a text.

    A sealed passage is found only word for word. If a passage may mean several spans, its
    paragraph decides between them; without one, or with several in it, it is ambiguous.

    Parameters
    ----------
    passage : PassageLike
        What is stored of it.
    text : Text
        A copy of the source, or its body.

    Examples
    --------
    >>> from opendebate.coding.text import Text
    >>> text = Text.of("Maps save lives. Or so they say. Maps save time, and lives.")
    >>> locate(StoredPassage("Or so", "they say"), text).spans
    (Span(start=3, stop=7, paragraph=1),)
    >>> locate(StoredPassage("Maps save", "lives"), text).status
    <Status.AMBIGUOUS: 'ambiguous'>
    >>> repeated = Text.of("Maps save lives.\\n\\nOr so they say: maps save lives.")
    >>> locate(StoredPassage("Maps save", "lives", paragraph=2), repeated).spans
    (Span(start=7, stop=10, paragraph=2),)
    """
    ends = _Ends(passage, text)
    near = list[Span]()
    spans = _fitting(passage, ends.in_paragraph(), text)
    if not spans:
        near = list(ends.counted(ends.starts) if passage.words else ends.nearest())
        spans = _fitting(passage, near, text)
    if spans:
        return Location(Status.FOUND if len(spans) == 1 else Status.AMBIGUOUS, tuple(spans))
    if suggestion := ends.likeliest(near if passage.words is None else ends.plausible()):
        return Location(Status.CHANGED, suggestion=suggestion)
    return Location(Status.MISSING, suggestion=_suggest(ends))


def _fitting(passage: PassageLike, spans: list[Span], text: Text) -> list[Span]:
    """Return the spans with the passage's digest, if it has one: those in its paragraph, if any.

    A passage without a paragraph may mean words in any paragraph or heading.
    """
    if passage.sha256:
        spans = [s for s in spans if digest(text.words[s.start : s.stop]) == passage.sha256]
    if passage.paragraph is None:
        return spans
    return [span for span in spans if span.paragraph == passage.paragraph] or spans


class _Ends:
    """The first and last words of a passage, and where they occur in a text."""

    def __init__(self, passage: PassageLike, text: Text) -> None:
        self.passage, self.text = passage, text
        self.first, self.last = (folded_words(a) for a in (passage.first, passage.last))
        self.shortest = max(len(self.first), len(self.last))

    @cached_property
    def starts(self) -> list[int]:
        return self.text.occurrences(self.first)

    @cached_property
    def lasts(self) -> list[int]:
        return self.text.occurrences(self.last)

    def span(self, start: int, stop: int) -> Span:
        return Span(start, stop, self.text.paragraph_at(start))

    def in_paragraph(self) -> list[Span]:
        """Return the spans of a sealed passage in its paragraph: few, where many begin alike."""
        paragraph = self.passage.paragraph
        if paragraph is None or not (self.passage.words and self.passage.sha256):
            return []
        return list(self.counted(self.text.occurrences_in(paragraph, self.first)))

    def counted(self, starts: Iterable[int]) -> Iterator[Span]:
        """Yield the spans that have both ends and the right number of words."""
        count = self.passage.words or 0
        for start in starts if count >= self.shortest else ():
            stop = start + count
            if self.text.folded[stop - len(self.last) : stop] == self.last:
                yield self.span(start, stop)

    def nearest(self) -> Iterator[Span]:
        """Yield, for each occurrence of the first words, the span to the nearest last words."""
        for start in self.starts:
            i = bisect_left(self.lasts, start + self.shortest - len(self.last))
            if i < len(self.lasts):
                yield self.span(start, self.lasts[i] + len(self.last))

    def plausible(self) -> Iterator[Span]:
        """Yield, for each occurrence of the first words, the span that is nearest in length."""
        count = self.passage.words or 0
        for start in self.starts:
            i = bisect_left(self.lasts, start + count - len(self.last))
            stops = [last + len(self.last) for last in self.lasts[max(i - 1, 0) : i + 1]]
            stops = [stop for stop in stops if stop - start >= self.shortest]
            stop = min(stops, key=lambda stop: abs(stop - start - count), default=None)
            if stop and abs(stop - start - count) <= count + _SLACK:
                yield self.span(start, stop)

    def likeliest(self, spans: Iterable[Span]) -> Span | None:
        """Return the span in the right paragraph, if any, that is nearest in length."""
        count, paragraph = self.passage.words or 0, self.passage.paragraph
        return min(
            spans,
            key=lambda s: (s.paragraph != paragraph, abs(s.stop - s.start - count)),
            default=None,
        )


def _suggest(ends: _Ends) -> Span | None:
    """Return the span that is most like a missing passage, if any is like it.

    Spans that have some of its words at the right distance are compared letter by letter.
    """
    starts = [start for start in _vote_for_starts(ends) if 0 <= start < len(ends.text.words)]
    scored = [scored for start in starts[:_CANDIDATES] if (scored := _likeness(ends, start))]
    score, span = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return span if score >= _MIN_LIKENESS else None


def _vote_for_starts(ends: _Ends) -> list[int]:
    """Return where the passage may begin, best first: each of its words votes for positions."""
    offsets = list(enumerate(ends.first))
    if count := ends.passage.words:
        offsets += enumerate(ends.last, count - len(ends.last))
    votes: Counter[int] = Counter()
    for offset, word in offsets:
        positions = ends.text.positions.get(word, ())
        if len(positions) <= _COMMON:
            votes.update(position - offset for position in positions)
    return [start for start, _ in votes.most_common(2 * _CANDIDATES)]


def _likeness(ends: _Ends, start: int) -> tuple[float, Span] | None:
    """Return how much the words at `start` are like the passage, and the span to the best end."""
    from rapidfuzz import fuzz, process

    folded, width = ends.text.folded, len(ends.last)
    expected = start + (ends.passage.words or 2 * _SLACK)
    margin = _SLACK + min(ends.passage.words or 2 * _SLACK, 5 * _SLACK) // 2
    stops = range(
        max(expected - margin, start + ends.shortest), min(expected + margin, len(folded)) + 1
    )
    if not stops:
        return None
    nearest = sorted(stops, key=lambda stop: abs(stop - expected))
    windows = [" ".join(folded[stop - width : stop]) for stop in nearest]
    _, tail, at = process.extractOne(" ".join(ends.last), windows, scorer=fuzz.ratio)
    head = fuzz.ratio(" ".join(ends.first), " ".join(folded[start : start + len(ends.first)]))
    return (head + tail) / 2, ends.span(start, nearest[at])


def merge_ends(first: str, last: str, count: int | None) -> list[str]:
    """Return the ends of a passage as two texts, or as one if they overlap or are the same."""
    head, tail = tokenize(first), tokenize(last)
    overlap = len(head) + len(tail) - (count or len(head) + len(tail))
    same_words = [word.text for word in head] == [word.text for word in tail]
    if same_words and (count is None or count <= len(head)):
        return [first]
    if 0 < overlap <= min(len(head), len(tail)):
        return [first[: head[-1].end] + last[tail[overlap - 1].end :]]
    return [first, last]
