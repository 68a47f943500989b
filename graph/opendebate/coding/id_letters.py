"""The letters that ids have, for names in the letters of any language."""

from __future__ import annotations

import unicodedata

# Umlauts as German writes them without dots; letters that have no letter and mark in Unicode.
_WRITTEN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "ł": "l",
     "đ": "d", "ð": "d", "þ": "th", "\N{LATIN SMALL LETTER DOTLESS I}": "i",
     "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": ""}
)  # fmt: skip


def id_letters(text: str) -> str:
    """Return a text in small letters from a to z, as far as it has letters that are like these.

    Apostrophes are left out; all else stays as it is.

    Examples
    --------
    >>> id_letters("Jörg Weiß’ Tür"), id_letters("Éva Sørensen")
    ('joerg weiss tuer', 'eva soerensen')
    """  # noqa: RUF002
    composed = unicodedata.normalize("NFC", text).casefold().translate(_WRITTEN)
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", composed)
        if not unicodedata.combining(character)
    )
