"""Paragraphs of copies of one article that number them differently.

Coders work on copies of an article, and a copy from a web page may have more paragraphs than one
from a PDF. Passages that two codings share tell which paragraph of the one is which of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from opendebate.coding.tokenizer import folded_words
from opendebate.reliability.coded_statements import Coded, CodedPassage, CodedStatement

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the paragraphs of one copy are numbered in another one.

    Attributes
    ----------
    differs : bool
        Whether the copies are known to number paragraphs differently.
    of_passages : mapping of tuple to int
        What identifies a passage that both codings have → its paragraph in the other copy.
    of_paragraphs : mapping of int to int
        Paragraph → paragraph in the other copy, where all passages that both have agree.
    """

    differs: bool
    of_passages: Mapping[Key, int]
    of_paragraphs: Mapping[int, int]

    @classmethod
    def between(
        cls, theirs: Iterable[CodedPassage], others: Iterable[CodedPassage], *,
        differs: bool = False,
    ) -> Numbering:  # fmt: skip
        """Compare the passages of two codings.

        Parameters
        ----------
        theirs, others : iterable of CodedPassage
        differs : bool
            Whether the copies are known to have different numbers of paragraphs.
        """
        here, there = _paragraphs(theirs), _paragraphs(others)
        pairs = {key: (here[key], there[key]) for key in here if key in there}
        meant: defaultdict[int, set[int]] = defaultdict(set)
        for number, other in pairs.values():
            meant[number].add(other)
        return cls(
            differs or any(number != other for number, other in pairs.values()),
            {key: other for key, (_, other) in pairs.items()},
            {number: min(others) for number, others in meant.items() if len(others) == 1},
        )

    def paragraph(self, passage: CodedPassage) -> int | None:
        """Return the paragraph of a passage in the other copy; None if that is unknown."""
        if not self.differs or passage.paragraph is None:
            return passage.paragraph
        return self.of_passages.get(_key(passage), self.of_paragraphs.get(passage.paragraph))

    def renumbered(self, statement: CodedStatement) -> CodedStatement:
        """Return a statement with the paragraphs of the other copy, where they are known."""
        return replace(statement, passages=tuple(map(self._renumbered, statement.passages)))

    def _renumbered(self, passage: CodedPassage) -> CodedPassage:
        paragraph = self.paragraph(passage)
        if paragraph is None and passage.paragraph is not None:
            return replace(passage, paragraph_known=False)
        return replace(passage, paragraph=paragraph)


def _paragraphs(passages: Iterable[CodedPassage]) -> dict[Key, int]:
    """Return the paragraph of each passage that stands in one paragraph only."""
    seen: defaultdict[Key, set[int]] = defaultdict(set)
    for passage in passages:
        if passage.paragraph is not None and passage.words is not None:
            seen[_key(passage)].add(passage.paragraph)
    return {key: min(numbers) for key, numbers in seen.items() if len(numbers) == 1}


def _key(passage: CodedPassage) -> Key:
    if passage.sha256:
        return (passage.sha256,)
    ends = (tuple(folded_words(end)) for end in (passage.first, passage.last))
    return (*ends, passage.words)


def numbering_of(coded: Coded, other: Coded) -> Numbering:
    """Return how the paragraphs of a coder's copy are numbered in another coder's copy."""
    counts = {coded.paragraphs, other.paragraphs} - {None}
    theirs, others = passages_of(coded.statements), passages_of(other.statements)
    return Numbering.between(theirs, others, differs=len(counts) > 1)


def passages_of(statements: Sequence[CodedStatement]) -> list[CodedPassage]:
    """Return the passages of statements."""
    return [passage for statement in statements for passage in statement.passages]
