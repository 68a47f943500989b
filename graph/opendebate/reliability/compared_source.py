"""The codings of one source by several coders, with their statements aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.reliability.alignment import Unit, align
from opendebate.reliability.coded_statements import (
    CodedStatement,
    read_source_record,
    read_statements,
)

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """The codings of one source.

    Attributes
    ----------
    codings : dict of str to list of CodedStatement
        Coder → statements.
    units : list of Unit
    n_words : int or None
        Words of the article; None if it is not at hand.
    """

    codings: dict[str, list[CodedStatement]]
    units: list[Unit]
    n_words: int | None


def compared_source(
    coding: Coding, coders: Sequence[str], slug: str, text: Text | None
) -> ComparedSource:
    """Read the codings of a source, and align their statements.

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
    read = {coder: read_statements(coding, coder, slug, article) for coder in coders}
    codings = {coder: statements for coder, statements in read.items() if statements is not None}
    return ComparedSource(codings, align(codings), len(article.words) if article else None)


def article_in(coding: Coding, coders: Sequence[str], slug: str, text: Text | None) -> Text | None:
    """Return the article of a source without the page around it; None if it is not at hand."""
    from opendebate.coding.verify import article_of

    source = read_source_record(coding, coders, slug)
    return article_of(source, text) if source and text else text
