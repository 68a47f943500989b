"""Selectors of the W3C's Web Annotation Data Model: which words of a text an annotation means.

A selector of ours holds the first and last words of a passage, and never the words between. Between
the two ends lies a range: it ends where its end selector begins, so that selects nothing, after
the last words.

References
----------
https://www.w3.org/TR/annotation-model/#selectors
"""

from __future__ import annotations

from typing import Any, NamedTuple

from opendebate.coding import records
from opendebate.coding.passages import ANCHOR, merge_ends
from opendebate.coding.text import Text
from opendebate.exchange.coded_debate import PassageData, Record
from opendebate.exchange.document_text import is_quotation
from opendebate.exchange.passages import seal_quote

_QUOTE = "TextQuoteSelector"
_MOST_REFINED = 8  # selectors that refine one another


class Selected(NamedTuple):
    """A passage that a selector means, and whether its words are one quotation."""

    at: PassageData | None
    is_quoted: bool = False


def selector_of(at: PassageData) -> Record:
    """Return the selector of a passage.

    Examples
    --------
    >>> selector_of({"from": "No maps", "to": "No maps", "words": 2})
    {'type': 'TextQuoteSelector', 'exact': 'No maps'}
    >>> selector_of({"from": "We sell", "to": "any more", "words": 9})["endSelector"]
    {'type': 'TextQuoteSelector', 'exact': '', 'prefix': 'any more'}
    """
    passage = records.Passage.model_validate(at)
    parts = merge_ends(passage.first, passage.last, passage.words)
    if len(parts) == 1:
        return {"type": _QUOTE, "exact": parts[0]}
    return {
        "type": "RangeSelector",
        "startSelector": {"type": _QUOTE, "exact": passage.first},
        "endSelector": {"type": _QUOTE, "exact": "", "prefix": passage.last},
    }


def select(selectors: object) -> Selected:
    """Return the passage that the first selector with known words means.

    Parameters
    ----------
    selectors : object
        A selector or several, each of which means the same words.

    Examples
    --------
    >>> select([{"type": "TextPositionSelector"}, {"type": "TextQuoteSelector", "exact": "No."}])
    Selected(at={'from': 'No', 'to': 'No', 'words': 1, 'sha256': \
'9390298f3fb0c5b160498935d79cb139aef28e1c47358b4bbba61862b9c26e59'}, is_quoted=False)
    """
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        selected = _select(selector)
        if selected.at:
            return selected
    return Selected(None)


def _select(selector: Any) -> Selected:
    for _ in range(_MOST_REFINED):
        refined = selector.get("refinedBy") if isinstance(selector, dict) else None
        if not isinstance(refined, dict):
            break
        selector = refined
    kind = selector.get("type") if isinstance(selector, dict) else None
    if kind == _QUOTE:
        words = _text(selector, "exact")
        return Selected(seal_quote(words), is_quotation(words.strip()))
    return Selected(_range(selector) if kind == "RangeSelector" else None)


def _range(selector: Record) -> PassageData | None:
    """Return the passage between two selectors of words; None where either is of another kind."""
    start, end = selector.get("startSelector"), selector.get("endSelector")
    first, last = _quote(start, "exact"), _quote(end, "prefix")  # it ends before the end selector
    if not first.words or not last.words:
        return None
    n = len(last.words)
    return {"from": first.slice(0, min(ANCHOR, len(first.words))),
            "to": last.slice(max(n - ANCHOR, 0), n)}  # fmt: skip


def _quote(selector: object, key: str) -> Text:
    """Return words of a selector; none where it is of another kind."""
    is_quote = isinstance(selector, dict) and selector.get("type") == _QUOTE
    return Text.of(_text(selector, key) if is_quote else "")


def _text(selector: Any, key: str) -> str:
    value = selector.get(key)
    return value if isinstance(value, str) else ""
