"""Invisible characters, and names that look alike though their characters differ."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters, empty Braille, soft hyphens, invisible operators, tags; joiners, which some
# letters need.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\u2800"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]|[\u200c\u200d\ufe00-\ufe0f]"
)
# These two, and the characters that choose how the letter or picture before them is drawn.
_JOINERS = frozenset("\u200c\u200d") | {chr(code) for code in range(0xFE00, 0xFE10)}
# Letters of Greek and Cyrillic that look like one of the Latin alphabet, after Unicode's
# confusables.txt (https://www.unicode.org/reports/tr39/), as small letters.
_LOOKALIKES = str.maketrans(
    "аесорхуѕіјһԁӏмтвнкκνοαρτυχγιμηβζε", "aecopxysijhdlmtbhkkvoaptuxyimhbze"
)


def invisible_character(text: str) -> str:
    r"""Return the first invisible character of a text that no letter needs; else an empty string.

    Arabic, Persian and Indic letters need joiners, as do pictures of several characters.

    Examples
    --------
    >>> invisible_character("Ada\u200bLovelace") == "\u200b"
    True
    >>> invisible_character("می\u200cخواهم"), invisible_character("Ada")
    ('', '')
    """  # noqa: RUF002
    if text.isascii():
        return ""
    for match in _INVISIBLE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        joins = match.group() in _JOINERS and before and ord(before) > 0x2FF
        if not joins:
            return match.group()
    return ""


def skeleton(name: str) -> str:
    r"""Return a key that is the same for names that look alike.

    Examples
    --------
    >>> skeleton("Меta  AI") == skeleton("META AI") == skeleton("Me\u200bta-AI")
    True
    """  # noqa: RUF002
    decomposed = (
        unicodedata.normalize("NFKD", _INVISIBLE.sub("", name)).casefold().translate(_LOOKALIKES)
    )
    letters = "".join(" " if not character.isalnum() else character for character in decomposed
                      if not unicodedata.combining(character))  # fmt: skip
    return " ".join(letters.split())
