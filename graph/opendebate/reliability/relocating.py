"""Paragraph numbers of passages that the adjudicated coding takes over from a coder's.

A coder's copy of an article may number paragraphs otherwise than the copy of the adjudicated
coding. So a passage that is taken over gets the number that its words have there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from opendebate.errors import InputError
from opendebate.reliability.coded_statements import Coded, CodedPassage, CodedStatement
from opendebate.reliability.numbering import Numbering, numbering_of, passages_of

if TYPE_CHECKING:
    from opendebate.coding.passages import Span
    from opendebate.coding.text import Text


@dataclass(slots=True)
class Relocator:
    """What finds a coder's passages in the copy that the adjudicated coding numbers.

    Parameters
    ----------
    slug : str
        The source.
    adjudicated : Coded
        Its adjudicated coding.
    article : Text or None
        A copy of the article, if it is at hand.
    """

    slug: str
    adjudicated: Coded
    article: Text | None
    _of_text: Numbering | None = field(default=None)

    def passages(self, at: Any, statement: CodedStatement, coded: Coded) -> Any:
        """Return a statement's passages with the paragraphs that they have in the adjudicated copy.

        Parameters
        ----------
        at : dict, list of dict or str
            The passages as the coder's file has them.
        statement : CodedStatement
            The statement as it was coded.
        coded : Coded
            The coding that has the statement.

        Raises
        ------
        InputError
            If the number cannot be known, with the article or without it.
        """
        if not statement.passages:
            return at
        numbering = numbering_of(coded, self.adjudicated)
        listed = at if isinstance(at, list) else [at]
        moved = [
            {**item, "paragraph": self._paragraph(passage, numbering)}
            for item, passage in zip(listed, statement.passages, strict=True)
        ]
        moved = [{key: value for key, value in item.items() if value is not None} for item in moved]
        return moved if isinstance(at, list) else moved[0]

    def _paragraph(self, passage: CodedPassage, numbering: Numbering) -> int | None:
        if passage.paragraph is None:
            return None
        span = self._span(passage)
        if span:
            return self._number_of(span, passage)
        number = numbering.paragraph(passage)
        if number is None:
            raise self._unknown(passage)
        return number

    def _span(self, passage: CodedPassage) -> Span | None:
        """Return where a passage is in the article; None if it is not there, or several times."""
        from opendebate.coding.passages import locate

        if self.article is None:
            return None
        spans = locate(passage, self.article).spans
        return spans[0] if len(spans) == 1 else None

    def _number_of(self, span: Span, passage: CodedPassage) -> int | None:
        """Return the paragraph of words of the article, as the adjudicated coding numbers it."""
        if span.paragraph is None:
            return None
        number = self.of_text.paragraph(replace(passage, paragraph=span.paragraph))
        if number is None:
            raise self._unknown(passage)
        return number

    @property
    def of_text(self) -> Numbering:
        """How the paragraphs of the article at hand are numbered in the adjudicated coding."""
        if self._of_text is None:
            coded = [each for each in passages_of(self.adjudicated.statements) if each.paragraph]
            spans = [self._span(each) for each in coded]
            pairs = [(each, span.paragraph) for each, span in zip(coded, spans, strict=True)
                     if span and span.paragraph]  # fmt: skip
            slips = sum(each.paragraph != number for each, number in pairs)
            numbering = _between(pairs)
            self._of_text = replace(numbering, differs=slips > len(pairs) / 2)
        return self._of_text

    def _unknown(self, passage: CodedPassage) -> InputError:
        words = f"“{passage.first} … {passage.last}”"
        if self.article is None:
            return InputError(
                f"The coders' copies of {self.slug} number paragraphs differently, so it is not "
                f"known in which paragraph {words} is.",
                advice=f"Give a copy of the article: --text {self.slug}=FILE.",
            )
        return InputError(
            f"It is not known which paragraph of sources/{self.slug}.yaml has {words}: the copy of "
            "the article numbers paragraphs otherwise, or has these words several times.",
            advice=f"Give the copy from which sources/{self.slug}.yaml was coded.",
        )


def _between(pairs: Sequence[tuple[CodedPassage, int]]) -> Numbering:
    here = [replace(passage, paragraph=number) for passage, number in pairs]
    return Numbering.between(here, [passage for passage, _ in pairs])
