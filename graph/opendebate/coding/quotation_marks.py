"""Which words of an article are in quotation marks, and whether the coded modes agree."""

from __future__ import annotations

from itertools import groupby
from weakref import WeakKeyDictionary

from opendebate.coding import records
from opendebate.coding.passages import Span
from opendebate.coding.text import Block, Text

# Marks that open a quotation → those that close it. A single mark may also be an apostrophe.
_DOUBLE = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "〝": "〞"}
_SWEDISH = {"”": "”"}
_SINGLE = {"‘": "’", "‹": "›"}  # noqa: RUF001
_REACH = 4  # characters before a paragraph's first word that may open a quotation
_MAX_WORDS_SHOWN = 3  # words that a message shows
_known: WeakKeyDictionary[Text, bytes] = WeakKeyDictionary()  # an article is asked again and again


def quoted_words(text: Text) -> bytearray:
    r"""Return for each word of a text whether it is in quotation marks: 1 or 0.

    A quotation that no mark closes ends with its paragraph; the next paragraph opens it again.

    Examples
    --------
    >>> list(quoted_words(Text.of("“Maps help,” she said, “and „so“ do lists.")))
    [1, 1, 0, 0, 1, 1, 1, 1]
    """
    if text not in _known:
        marks = _marks(text.raw)
        inside = bytearray(len(text.words))
        for block in text.blocks:
            _mark_quoted_words(text, block, marks, inside)
        _known[text] = bytes(inside)
    return bytearray(_known[text])


def _marks(raw: str) -> dict[str, str]:
    """Return the quotation marks that a text uses: single marks only if it has no others."""
    if any(mark in raw for mark in _DOUBLE):
        return _DOUBLE
    return _SWEDISH if "”" in raw else _SINGLE


def _mark_quoted_words(text: Text, block: Block, marks: dict[str, str], inside: bytearray) -> None:
    first = text.words[block.start].start
    before = text.words[block.start - 1].end if block.start else 0
    line = text.raw.rfind("\n", before, first) + 1  # a mark before it closes another paragraph
    at, closing = max(first - _REACH, before, line), ""
    for i in range(block.start, block.stop):
        start, end = text.words[i].start, text.words[i].end
        for character in text.raw[at:start]:
            if closing and character in closing:
                closing = ""
            elif not closing:
                closing = marks.get(character, "")
        inside[i] = bool(closing)
        at = end


def quotation_fault(
    statement: records.Statement, spans: list[Span], text: Text, inside: bytearray
) -> str:
    """Return how the quotation marks around a statement's passages contradict its mode.

    Parameters
    ----------
    statement : Statement
    spans : list of Span
        The spans of its passages.
    text : Text
        The article.
    inside : bytearray
        What `quoted_words` returns for the article.
    """
    if statement.mode not in {"verbatim", "mixed"} or not spans:
        return ""
    within = [bool(inside[i]) for span in spans for i in range(span.start, span.stop)]
    if not any(within):
        return (
            f"The mode is {statement.mode}, but these words are not in quotation marks. "
            "Choose paraphrase, or make the quotation the passage."
        )
    if statement.mode == "mixed" or all(within):
        return ""
    return (
        f"The mode is verbatim, but {_outside(spans, text, inside)} is outside the quotation "
        "marks. Leave it out (a quotation in two parts has two passages), or choose mixed."
    )


def _outside(spans: list[Span], text: Text, inside: bytearray) -> str:
    """Return the first words of the longest run outside quotation marks."""
    runs = [
        list(run)
        for span in spans
        for within, run in groupby(range(span.start, span.stop), lambda i: inside[i])
        if not within
    ]
    longest = max(runs, key=len)
    excerpt = text.slice(longest[0], min(longest[0] + _MAX_WORDS_SHOWN, longest[-1] + 1))
    return f"“{excerpt}{' …' if len(longest) > _MAX_WORDS_SHOWN else ''}”"
