"""The codings of one source by several coders, with their statements aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.coding.coder_decisions import decided_pairs, read_decisions
from opendebate.reliability.alignment import Unit, align
from opendebate.reliability.coded_statements import (
    Coded,
    CodedStatement,
    read_coded,
    read_source_record,
)
from opendebate.reliability.numbering import numbering_of

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """The codings of one source.

    Attributes
    ----------
    codings : dict of str to list of CodedStatement
        Coder → statements, with the paragraphs of the copy of `numbered_by`.
    units : list of Unit
    n_words : int or None
        Words of the article; None if it is not at hand.
    coded : dict of str to Coded
        The codings with the paragraphs of the coders' copies.
    renumbered : tuple of str
        Coders whose copies number paragraphs otherwise than that of `numbered_by`.
    """

    codings: dict[str, list[CodedStatement]]
    units: list[Unit]
    n_words: int | None
    coded: dict[str, Coded]
    renumbered: tuple[str, ...]

    @property
    def numbered_by(self) -> str | None:
        """The coder in whose copy paragraphs are counted, whoever is named first."""
        return min(self.coded, default=None)


def compared_source(
    coding: Coding, coders: Sequence[str], slug: str, text: Text | None
) -> ComparedSource:
    """Read the codings of a source, and align their statements.

    Without the article, statements that an earlier decision paired are one unit.

    Parameters
    ----------
    coding : Coding
        The debate.
    coders : sequence of str
    slug : str
        The source.
    text : Text or None
        A copy of its article, with its page or without.

    Raises
    ------
    FaultsFound
        If a coder's file has faults.
    """
    article = article_in(coding, coders, slug, text)
    read = {coder: read_coded(coding, coder, slug, article) for coder in coders}
    codings = {coder: coded for coder, coded in read.items() if coded}
    copy = codings[min(codings)] if codings else Coded([], None)
    numbering = {coder: numbering_of(coded, copy) for coder, coded in codings.items()}
    statements = {
        coder: [numbering[coder].renumbered(each) for each in coded.statements]
        for coder, coded in codings.items()
    }
    paired = [] if article else decided_pairs(read_decisions(coding.folder)[0], slug)
    return ComparedSource(
        statements,
        align(statements, paired),
        len(article.words) if article else None,
        codings,
        tuple(coder for coder, each in numbering.items() if each.differs),
    )


def in_same_numbering(compared: ComparedSource, coded: Coded) -> list[CodedStatement]:
    """Return the statements of another coding, with paragraphs as the compared ones have them."""
    numbering = numbering_of(coded, compared.coded[min(compared.coded)])
    return [numbering.renumbered(each) for each in coded.statements]


def article_in(coding: Coding, coders: Sequence[str], slug: str, text: Text | None) -> Text | None:
    """Return the article of a source without the page around it; None if it is not at hand."""
    from opendebate.coding.verify import article_of

    source = read_source_record(coding, sorted(coders), slug)
    return article_of(source, text) if source and text else text
