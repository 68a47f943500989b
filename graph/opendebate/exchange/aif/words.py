"""The words of statements, from the articles at hand."""

from __future__ import annotations

from collections.abc import Mapping

from opendebate.coding import records
from opendebate.coding.passages import Span, locate
from opendebate.coding.text import Text, body
from opendebate.exchange.draft import Draft, Record


class Words:
    """Finds the words of statements.

    Parameters
    ----------
    draft : Draft
    texts : mapping of str to str
        Articles by source.
    """

    def __init__(self, draft: Draft, texts: Mapping[str, str]) -> None:
        self.draft = draft
        self.articles = {
            slug: _article(text, draft.sources[slug]["source"].get("text", {}))
            for slug, text in texts.items()
            if slug in draft.sources
        }
        self.found: dict[tuple[object, ...], dict[int | None, Span]] = {}

    def of(self, slug: str, statement: Record) -> str:
        """Return the words of a statement's passages, or else its claim's text."""
        found = [self.at(slug, one) for one in statement["at"]]
        if found and all(found):
            return " ".join(found)
        return str(self.draft.claims[statement["claim"]]["text"])

    def at(self, slug: str, passage: Record) -> str:
        """Return the words of a passage; empty where the article is not at hand or not the same."""
        text = self.articles.get(slug)
        if text is None:
            return ""
        coded = records.Passage.model_validate(passage)
        unsealed = coded.paragraph if coded.sha256 is None else None
        what = (slug, coded.first, coded.last, coded.words, coded.sha256, unsealed)
        if what not in self.found:  # many passages may have the very same words
            spans = locate(coded, text).spans
            self.found[what] = {span.paragraph: span for span in reversed(spans)}
            if spans:
                self.found[what][None] = spans[0]
        places = self.found[what]
        span = places.get(coded.paragraph) or places.get(None)
        return text.slice(span.start, span.stop) if span else ""


def _article(raw: str, head: Mapping[str, object]) -> Text:
    coded = records.Body.model_validate(head)
    return body(Text.of(raw), coded.first, coded.last, coded.words, coded.sha256)
