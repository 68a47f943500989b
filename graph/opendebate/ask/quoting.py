"""Passages in quotation marks, though they may begin or end within a quotation of their own."""

from __future__ import annotations

import re

_MARKS = re.compile('[“”„«»"「」『』〝〞]')
# Marks that open a quotation → those that close it, and the other way round.
_CLOSERS = {
    "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", '"': '"',
    "「": "」", "『": "』", "〝": "〞",
}  # fmt: skip
_OPENERS = {
    "”": "“", "“": "„", "»": "«", "«": "»", '"': '"', "」": "「", "』": "『", "〞": "〝",
}  # fmt: skip


def quote_ends(first: str, last: str) -> str:
    """Return the first and last words of a passage, in quotation marks.

    Double marks within them are left out: their partners may be in the words between.

    Examples
    --------
    >>> quote_ends("The mayor said", "mapped” streets")
    '“The mayor said … mapped streets”'
    >>> quote_ends("Um, everyone", "Um, everyone")
    '“Um, everyone”'
    """
    ends = [_MARKS.sub("", end) for end in ([first] if first == last else [first, last])]
    return f"“{' … '.join(ends)}”"


def close_quotations(words: str) -> str:
    """Return words of an article with the double quotation marks that stand just outside of them.

    Single marks may be apostrophes; they are left as they are.

    Examples
    --------
    >>> close_quotations("a disgrace” to the town")
    '“a disgrace” to the town'
    >>> close_quotations("The map, she said, is “a gift to")
    'The map, she said, is “a gift to”'
    """
    missing = expected = ""
    for mark in _MARKS.finditer(words):
        if expected and mark[0] in expected:
            expected = ""
        elif not expected and _ends_word(words, mark.start()):
            missing = missing or _OPENERS.get(mark[0], "")
        elif not expected:
            expected = _CLOSERS.get(mark[0], "")
    return f"{missing}{words}{expected[-1:]}"


def _ends_word(words: str, at: int) -> bool:
    """Return whether a mark follows a word, and no word follows the mark.

    French has a space before », too.
    """
    before, after = words[at - 1 : at] if at else "", words[at + 1 : at + 2]
    return (bool(before.strip()) or words[at] == "»") and not after.isalnum()
