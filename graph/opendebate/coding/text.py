"""An article as words in paragraphs. It is never stored."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from opendebate.coding.tokenizer import Word, digest, folded_words, tokenize
from opendebate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_PARAGRAPH_WORDS = 12  # a block of so many words is a paragraph, even if it ends like a heading
_TITLE_BLOCKS = 3  # among so many first blocks stands the title, such as below a section's name
# Marks that end a sentence; closing quotes and brackets too (German closes with “, Danish with «),
# and the dash of whoever is interrupted.
_ENDS_SENTENCE = tuple(".!?…—–।॥۔؟։።፧။។༎。！？\"'”’“‘»«›‹)]}」』）】")  # noqa: RUF001


class Block(NamedTuple):
    """A paragraph or heading.

    Attributes
    ----------
    start, stop : int
        Its words, as a range of word indexes.
    paragraph : int or None
        Its number, counted from 1; None for a heading.
    """

    start: int
    stop: int
    paragraph: int | None


@dataclass(frozen=True, eq=False)
class Text:
    """An article's words, their positions in the raw text, and its paragraphs.

    Attributes
    ----------
    raw : str
        The text as it was read, without markup; a body has the raw text of its page.
    words : sequence of Word
        The folded words; ``raw[word.start:word.end]`` is how each is written.
    blocks : sequence of Block
        Paragraphs and headings, in order.
    """

    raw: str
    words: Sequence[Word]
    blocks: Sequence[Block]

    @classmethod
    def of(cls, raw: str) -> Text:
        r"""Make a text of a plain string.

        Examples
        --------
        >>> text = Text.of("On maps\n\nMaps were printed.\n\nNobody objected.")
        >>> [text.paragraph_at(i) for i in range(len(text.words))]
        [None, None, 1, 1, 1, 2, 2]
        """
        text_words = tokenize(raw)
        starts = [word.start for word in text_words]
        blocks: list[tuple[int, int, bool]] = []
        for begin, end in _block_spans(raw):
            start, stop = bisect_left(starts, begin), bisect_left(starts, end)
            heading = stop - start < MIN_PARAGRAPH_WORDS and not raw[begin:end].endswith(
                _ENDS_SENTENCE
            )
            blocks.append((start, stop, heading))
        return cls(raw, text_words, _numbered(blocks))

    def without_headings(self) -> Text:
        r"""Return the text with each of its blocks as a paragraph, as in a thread of posts.

        Examples
        --------
        >>> thread = Text.of("first post\n\nThe second post.").without_headings()
        >>> [block.paragraph for block in thread.blocks]
        [1, 2]
        """
        blocks = [Block(*block[:2], number) for number, block in enumerate(self.blocks, 1)]
        return Text(self.raw, self.words, blocks)

    def after(self, title: str) -> Text:
        r"""Return the text below its title, if one of its first blocks is the title; else all.

        Examples
        --------
        >>> page = Text.of("On maps.\n\nMaps were printed.")
        >>> page.after("On maps").slice(0, 3)
        'Maps were printed'
        """
        words = folded_words(title)
        for block in self.blocks[:_TITLE_BLOCKS]:
            if words and self.folded[block.start : block.stop] == words:
                below = _cut_out(self, block.stop, len(self.words))
                return below if below.blocks else self
        return self

    @property
    def paragraphs(self) -> list[Block]:
        """The blocks that are not headings."""
        return [block for block in self.blocks if block.paragraph]

    @cached_property
    def folded(self) -> list[str]:
        """The folded words alone."""
        return [word.text for word in self.words]

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """The ascending word indexes of each folded word."""
        indexes: dict[str, list[int]] = {}
        for i, word in enumerate(self.folded):
            indexes.setdefault(word, []).append(i)
        return indexes

    @cached_property
    def in_small_letters(self) -> frozenset[str]:
        """The folded words that begin with a small letter at least once."""
        return frozenset(word.text for word in self.words if self.raw[word.start].islower())

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def paragraph_at(self, index: int) -> int | None:
        """Return the number of the paragraph that a word is in; None in a heading."""
        return self.blocks[bisect_right(self._starts, index) - 1].paragraph

    def slice(self, start: int, stop: int) -> str:
        r"""Return words as written, with the characters between them; white space is collapsed.

        Examples
        --------
        >>> Text.of("“Yes, of\ncourse!”").slice(0, 3)
        'Yes, of course'
        """
        return " ".join(self.raw[self.words[start].start : self.words[stop - 1].end].split())

    def occurrences(self, run: Sequence[str]) -> list[int]:
        """Return the word indexes at which a run of folded words begins.

        Examples
        --------
        >>> Text.of("To be or not to be").occurrences(["to", "be"])
        [0, 4]
        """
        folded_run = list(run)
        indexes = [self.positions.get(word, []) for word in folded_run]
        offset = min(range(len(indexes)), key=lambda i: len(indexes[i]), default=0)  # the rarest
        starts = (index - offset for index in indexes[offset]) if indexes else ()
        return [
            at for at in starts if at >= 0 and self.folded[at : at + len(folded_run)] == folded_run
        ]

    @cached_property
    def _by_paragraph(self) -> dict[tuple[str, ...], dict[int | None, list[int]]]:
        return {}

    def occurrences_in(self, paragraph: int | None, run: Sequence[str]) -> list[int]:
        """Return the occurrences of a run that begin in a paragraph; each run is searched once."""
        known, key = self._by_paragraph, tuple(run)
        if key not in known:
            known[key] = {}
            for at in self.occurrences(run):
                known[key].setdefault(self.paragraph_at(at), []).append(at)
        return known[key].get(paragraph, [])


def body(
    text: Text,
    first: str | None,
    last: str | None,
    count: int | None = None,
    sha256: str | None = None,
) -> Text:
    r"""Narrow a page to the article itself; its paragraphs are counted from its start.

    If its first or last words occur more than once on the page, the body is the part that agrees
    with the seal, or else the longest part.

    Parameters
    ----------
    text : Text
        The page.
    first, last : str or None
        First and last words of the article; None for those of the page.
    count, sha256 : optional
        The seal of the article: how many words it has, and their digest.

    Raises
    ------
    InputError
        If the first words, or the last words after them, are not on the page.

    Examples
    --------
    >>> page = Text.of("Menu\n\nMaps were printed.\n\nNobody objected.\n\nShare this!")
    >>> article = body(page, "Maps were", "Nobody objected")
    >>> len(article.words), len(article.paragraphs)
    (5, 2)
    """
    starts = _occurrences(text, first, "first") if first else [0]
    for start in starts if count and sha256 else ():
        if digest(text.words[start : start + (count or 0)]) == sha256:
            return _cut_out(text, start, start + (count or 0))
    width = len(tokenize(last or ""))
    stop = _occurrences(text, last, "last")[-1] + width if last else len(text.words)
    if stop <= starts[0]:
        raise InputError(
            f"The article's last words, {last!r}, stand only before its first words, {first!r}.",
            advice="Correct `text:` in the source's record, or give the text of this source.",
        )
    return _cut_out(text, starts[0], stop)


def _occurrences(text: Text, anchor: str, which: str) -> list[int]:
    places = text.occurrences(folded_words(anchor))
    if not places:
        raise InputError(
            f"The body's {which} words, {anchor!r}, are not in the text.",
            advice="Correct `text:` in the source's record, or give the text of this source.",
        )
    return places


def _cut_out(text: Text, start: int, stop: int) -> Text:
    """Return the words from `start` to before `stop`; a heading that is cut stays a heading."""
    blocks = [
        (max(block.start, start) - start, min(block.stop, stop) - start, not block.paragraph)
        for block in text.blocks
    ]
    return Text(text.raw, text.words[start:stop], _numbered(blocks))


def _numbered(blocks: Sequence[tuple[int, int, bool]]) -> list[Block]:
    """Make blocks of ``(start, stop, is a heading)``, without those that have no words.

    A heading is above a paragraph. Short blocks with no paragraph below them, such as the last
    posts of a thread, are paragraphs.
    """
    filled = [block for block in blocks if block[0] < block[1]]
    last = max((i for i, (*_, heading) in enumerate(filled) if not heading), default=-1)
    number = 0
    numbered = []
    for i, (start, stop, short) in enumerate(filled):
        heading = short and i < last
        number += not heading
        numbered.append(Block(start, stop, None if heading else number))
    return numbered


def _block_spans(raw: str) -> list[tuple[int, int]]:
    """Return where each block begins and ends: blocks are separated by blank lines or line ends."""
    groups: list[list[tuple[int, int]]] = [[]]
    end = 0
    for line in raw.splitlines(keepends=True):
        begin, end = end, end + len(line)
        if text := line.strip():
            begin += line.index(text[0])
            groups[-1].append((begin, begin + len(text)))
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if len(groups) > 1 and _has_wrapped_lines(raw, groups):
        return [(group[0][0], group[-1][1]) for group in groups]
    return [line for group in groups for line in group]


def _has_wrapped_lines(raw: str, groups: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Tell whether line ends within blocks only wrap lines, or hardly occur.

    A wrapped line does not end a sentence, and the next word would have made it longer than nearly
    all others. Otherwise each line is a paragraph, and blank lines between some of them mean
    nothing.
    """
    lines = [[raw[slice(*line)] for line in group] for group in groups]
    lengths = sorted(len(line) for group in lines for line in group)
    width = lengths[len(lengths) * 9 // 10]
    wraps = [
        not line.endswith(_ENDS_SENTENCE) and len(line) + 1 + len(following.split()[0]) > width
        for group in lines
        for line, following in pairwise(group)
    ]
    return 2 * sum(wraps) >= len(wraps) or len(groups) > 3 * len(wraps)
