"""The words of statements: those of the articles at hand, or else those that the coding holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opendebate.coding import records
from opendebate.coding.passages import Span, StoredPassage, locate
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import digest, tokenize
from opendebate.exchange.coded_debate import CodedDebate, PassageData, StatementData, passages_of
from opendebate.exchange.passages import article_of, ends

LEFT_OUT = "…"
_NOWHERE = -1  # a paragraph that no text has, so that all places of an unsealed passage are given
_FEW = 20  # places in one paragraph that are looked at one by one
_Place = tuple[Any, ...]


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
            slug: article_of(Text.of(text), coded.sources[slug]["source"].get("text", {}))
            for slug, text in texts.items()
            if slug in coded.sources
        }
        self._spans: dict[_Place, dict[str, dict[int | None, Span]]] = {}
        self._starts: dict[_Place, dict[int | None, list[int]]] = {}

    def of(self, slug: str, statement: StatementData) -> str:
        """Return the words of a statement's passages; where none is known, `LEFT_OUT`."""
        return self.joined(slug, passages_of(statement))

    def joined(self, slug: str, places: list[PassageData]) -> str:
        """Return the words of passages, with `LEFT_OUT` for what is not known between them."""
        return f" {LEFT_OUT} ".join(self.at(slug, place) for place in places) or LEFT_OUT

    def at(self, slug: str, passage: PassageData) -> str:
        """Return the words of a passage: all of them, or its first and last."""
        text, coded = self.articles.get(slug), records.Passage.model_validate(passage)
        if text and (span := self._near(slug, text, coded) or self._anywhere(slug, text, coded)):
            return text.slice(span.start, span.stop)
        return ends(coded, LEFT_OUT)

    def _near(self, slug: str, text: Text, coded: records.Passage) -> Span | None:
        """Return the place of a sealed passage in its own paragraph.

        Many passages may begin and end with the same words; few of them do in one paragraph.
        """
        if coded.words is None or coded.sha256 is None or coded.paragraph is None:
            return None
        starts = self._starts_of(slug, text, coded.first).get(coded.paragraph, [])
        for start in starts if len(starts) <= _FEW else ():
            run = text.words[start : start + coded.words]
            if len(run) == coded.words and digest(run) == coded.sha256:
                return Span(start, start + coded.words, coded.paragraph)
        return None

    def _starts_of(self, slug: str, text: Text, begin: str) -> dict[int | None, list[int]]:
        """Return where some words begin, by paragraph."""
        if (slug, begin) not in self._starts:
            starts: dict[int | None, list[int]] = {}
            for start in text.occurrences([word.text for word in tokenize(begin)]):
                starts.setdefault(text.paragraph_at(start), []).append(start)
            self._starts[slug, begin] = starts
        return self._starts[slug, begin]

    def _anywhere(self, slug: str, text: Text, coded: records.Passage) -> Span | None:
        """Return the place of a passage, in its paragraph if it stands there too."""
        what = (slug, coded.first, coded.last, coded.words)
        if what not in self._spans:
            self._spans[what] = _by_digest(coded, text)
        places = self._spans[what].get(coded.sha256 or "", {})
        return places.get(coded.paragraph) or next(iter(places.values()), None)


def _by_digest(coded: records.Passage, text: Text) -> dict[str, dict[int | None, Span]]:
    """Return the places that a passage's ends and length allow, by digest and by paragraph.

    Under an empty digest stand all of them.
    """
    spans: dict[str, dict[int | None, Span]] = {}
    passage = StoredPassage(coded.first, coded.last, _NOWHERE, coded.words)
    for span in locate(passage, text).spans:
        for sealed in ("", digest(text.words[span.start : span.stop])):
            spans.setdefault(sealed, {}).setdefault(span.paragraph, span)
    return spans
