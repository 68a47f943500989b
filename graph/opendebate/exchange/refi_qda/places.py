"""Where each passage of a source stands in the text that a project has for it."""

from __future__ import annotations

from typing import NamedTuple

from opendebate.exchange import document_text
from opendebate.exchange.coded_debate import SourceFileData, passages_of


class PlacedText(NamedTuple):
    """The text of a source in a project.

    Attributes
    ----------
    raw : str
    spans : dict of (str, int) to (int, int)
        Statement and number of the passage → its first character, and the one after its last.
    """

    raw: str
    spans: dict[tuple[str, int], tuple[int, int]]


def placed(file: SourceFileData, article: str | None) -> PlacedText:
    """Return the text of a source, and where its passages stand in it.

    Parameters
    ----------
    file : SourceFileData
    article : str or None
        The article; without it the text is made of the passages' first and last words.
    """
    passages = {
        (statement["id"], number): at
        for statement in file["statements"]
        for number, at in enumerate(passages_of(statement))
    }
    raw, spans = document_text.placed(list(passages.values()), file["source"], article)
    return PlacedText(raw, dict(zip(passages, spans, strict=True)))
