"""Signs that nobody sees, and names that read alike though they are written otherwise."""

from __future__ import annotations

import re
import unicodedata

# Zero-width signs, empty Braille, soft hyphens, invisible operators, tags; joiners are judged by
# their letters.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\u2800"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]|[\u200c\u200d\ufe00-\ufe0f]"
)
# These two, and the signs that choose how the letter or picture before them is drawn.
_JOINERS = frozenset("\u200c\u200d") | {chr(one) for one in range(0xFE00, 0xFE10)}
# Letters of Greek and Cyrillic that look like one of the Latin alphabet, after Unicode's
# confusables.txt (https://www.unicode.org/reports/tr39/), as small letters.
_ALIKE = str.maketrans(
    "аесорхуѕіјһԁӏмтвнкκνοαρτυχγιμηβζε",
    "aecopxysijhdlmtbhkkvoaptuxyimhbze",
)


def unseen(text: str) -> str:
    r"""Return the first sign of a text that nobody sees, where no letter needs it; else nothing.

    Arabic, Persian and Indic letters need joiners, as do pictures of several signs.

    Examples
    --------
    >>> unseen("Ada\u200bLovelace") == "\u200b", unseen("می\u200cخواهم"), unseen("Ada")
    (True, '', '')
    """  # noqa: RUF002
    if text.isascii():
        return ""
    for match in _UNSEEN.finditer(text):
        before = text[match.start() - 1 : match.start()]
        joins = match.group() in _JOINERS and before and ord(before) > 0x2FF
        if not joins:
            return match.group()
    return ""


def skeleton(name: str) -> str:
    r"""Return a name so that two which read alike are the same.

    Examples
    --------
    >>> skeleton("Меta  AI") == skeleton("META AI") == skeleton("Me\u200bta-AI")
    True
    """  # noqa: RUF002
    apart = unicodedata.normalize("NFKD", _UNSEEN.sub("", name)).casefold().translate(_ALIKE)
    letters = "".join(" " if not sign.isalnum() else sign for sign in apart
                      if not unicodedata.combining(sign))  # fmt: skip
    return " ".join(letters.split())
