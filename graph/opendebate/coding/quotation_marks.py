"""Which words of an article stand in quotation marks, and whether modes say the same."""

from __future__ import annotations

from itertools import groupby

from opendebate.coding import records
from opendebate.coding.passages import Span
from opendebate.coding.text import Block, Text

# Marks that open a quotation → those that close it. In single ones an apostrophe may stand.
_DOUBLE = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"',
    "「": "」",
    "『": "』",
    "〝": "〞",
}
_SWEDISH = {"”": "”"}
_SINGLE = {"‘": "’", "‹": "›"}  # noqa: RUF001
_REACH = 4  # signs before a paragraph's first word that may open a quotation
_SHOWN = 3  # words that a message shows


def quoted_words(text: Text) -> bytearray:
    r"""Return for each word of a text whether it stands in quotation marks: 1 or 0.

    A quotation that no mark closes ends with its paragraph: the next one opens it again.

    Examples
    --------
    >>> list(quoted_words(Text.of("“Maps help,” she said, “and „so“ do lists.")))
    [1, 1, 0, 0, 1, 1, 1, 1]
    """
    marks = _marks(text.raw)
    inside = bytearray(len(text.words))
    for block in text.blocks:
        _mark(text, block, marks, inside)
    return inside


def _marks(raw: str) -> dict[str, str]:
    """Return the quotation marks that a text uses: single ones only where it has no others."""
    if any(mark in raw for mark in _DOUBLE):
        return _DOUBLE
    return _SWEDISH if "”" in raw else _SINGLE


def _mark(text: Text, block: Block, marks: dict[str, str], inside: bytearray) -> None:
    first = text.words[block.start].start
    before = text.words[block.start - 1].end if block.start else 0
    at, closing = max(first - _REACH, before), ""
    for i in range(block.start, block.stop):
        start, end = text.words[i].start, text.words[i].end
        for sign in text.raw[at:start]:
            if closing and sign in closing:
                closing = ""
            elif not closing:
                closing = marks.get(sign, "")
        inside[i] = bool(closing)
        at = end


def told_by_quotes(one: records.Statement, spans: list[Span], text: Text, inside: bytearray) -> str:
    """Return what the quotation marks around a statement's passages say against its mode.

    Parameters
    ----------
    one : Statement
    spans : list of Span
        Where its passages stand.
    text : Text
        The article.
    inside : bytearray
        What `quoted_words` says of it.
    """
    if one.mode not in {"verbatim", "mixed"} or not spans:
        return ""
    within = [bool(inside[i]) for span in spans for i in range(span.start, span.stop)]
    if not any(within):
        return (
            f"The mode is {one.mode}, but no quotation marks stand around these words. Choose "
            "paraphrase, or take the quotation as the passage."
        )
    if one.mode == "mixed" or all(within):
        return ""
    return (
        f"The mode is verbatim, but {_outside(spans, text, inside)} stands outside the quotation "
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
    shown = text.slice(longest[0], min(longest[0] + _SHOWN, longest[-1] + 1))
    return f"“{shown}{' …' if len(longest) > _SHOWN else ''}”"
