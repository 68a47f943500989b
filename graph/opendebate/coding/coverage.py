"""Which words of an article lie under passages, and which do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from opendebate.coding.passages import Span
from opendebate.coding.text import Text


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a text lies under passages. Headings do not count.

    Attributes
    ----------
    covered, total : int
        Words under some passage, and all words.
    gaps : tuple of Span
        The runs of words under none, at most a paragraph long; `Text.slice` gives their words.
    """

    covered: int
    total: int
    gaps: tuple[Span, ...]

    @property
    def share(self) -> float:
        """The covered part of all words, from 0 to 1."""
        return self.covered / self.total if self.total else 1.0


def coverage(
    spans: Iterable[tuple[int, int, int | None]], text: Text,
    uncounted: Iterable[tuple[int, int]] = (),
) -> Coverage:  # fmt: skip
    """Return how much of a text lies under passages, and which words do not.

    Parameters
    ----------
    spans : iterable of Span
        The located passages; they may overlap.
    text : Text
        The body that they were located in.
    uncounted : iterable of tuple of int
        Runs of words that nobody codes, such as the labels of a transcript: they count neither
        as covered nor among all words.

    Examples
    --------
    >>> from opendebate.coding.text import Text
    >>> coverage([Span(0, 3, 1)], Text.of("Maps save lives. Or so they say."))
    Coverage(covered=3, total=7, gaps=(Span(start=3, stop=7, paragraph=1),))
    """
    marks = bytearray(len(text.words))
    for start, stop, _ in spans:
        marks[start:stop] = b"\1" * (stop - start)
    for start, stop in uncounted:
        marks[start:stop] = b"\2" * (stop - start)
    gaps = [
        Span(block.start + gap.start(), block.start + gap.end(), block.paragraph)
        for block in text.paragraphs
        for gap in re.finditer(rb"\0+", marks[block.start : block.stop])
    ]
    total = sum(block.stop - block.start - marks.count(2, block.start, block.stop)
                for block in text.paragraphs)  # fmt: skip
    return Coverage(total - sum(gap.stop - gap.start for gap in gaps), total, tuple(gaps))
