"""The words of statements, from the articles at hand."""

from __future__ import annotations

from collections.abc import Mapping

from opendebate.coding import records
from opendebate.coding.passages import locate
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

    def of(self, slug: str, statement: Record) -> str:
        """Return the words of a statement's passages, or else its claim's text."""
        text = self.articles.get(slug)
        found = [_words(one, text) for one in statement["at"]] if text else []
        if found and all(found):
            return " ".join(found)
        return str(self.draft.claims[statement["claim"]]["text"])


def _article(raw: str, head: Mapping[str, object]) -> Text:
    coded = records.Body.model_validate(head)
    return body(Text.of(raw), coded.first, coded.last, coded.words, coded.sha256)


def _words(one: Record, text: Text) -> str:
    """Return the words of a passage; empty where they are not in the text as they were."""
    coded = records.Passage.model_validate(one)
    spans = locate(coded, text).spans
    here = [span for span in spans if span.paragraph == coded.paragraph] or list(spans)
    return text.slice(here[0].start, here[0].stop) if here else ""
