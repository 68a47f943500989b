"""The words of statements: those of the articles at hand, or else those that the coding holds."""

from __future__ import annotations

from collections.abc import Mapping

from opendebate.coding import records
from opendebate.exchange.coded_debate import CodedDebate, PassageData, StatementData, passages_of
from opendebate.exchange.document_text import Article
from opendebate.exchange.passages import ends

LEFT_OUT = "…"


class WordFinder:
    """Finds the words of statements.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Articles by source.
    """

    def __init__(self, coded: CodedDebate, texts: Mapping[str, str]) -> None:
        self.articles = {
            slug: Article(text, coded.sources[slug]["source"])
            for slug, text in texts.items()
            if slug in coded.sources
        }

    def of(self, slug: str, statement: StatementData) -> str:
        """Return the words of a statement's passages; where none is known, `LEFT_OUT`."""
        return self.joined(slug, passages_of(statement))

    def joined(self, slug: str, places: list[PassageData]) -> str:
        """Return the words of passages, with `LEFT_OUT` for what is not known between them."""
        return f" {LEFT_OUT} ".join(self.at(slug, place) for place in places) or LEFT_OUT

    def at(self, slug: str, passage: PassageData) -> str:
        """Return the words of a passage: all of them, or its first and last."""
        article = self.articles.get(slug)
        spans = article.locate(passage).spans if article else ()
        if article and spans:
            return article.text.slice(spans[0].start, spans[0].stop)
        return ends(records.Passage.model_validate(passage), LEFT_OUT)
