"""The words of a text, folded so that every faithful copy of it has the same ones.

A copy may be wrapped anew, have straight quotes for curly ones, soft hyphens, no-break spaces,
capitals or decomposed accents; its folded words do not change. A changed word does change them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

APOSTROPHES = frozenset("'`´ʹʻʼʽˈˊˋ‘’‛′‵՚׳❛❜ꞌ")  # noqa: RUF001
# Invisible letters and marks: grapheme joiner, Hangul fillers, variation selectors.
INVISIBLE = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)))
).union(map(chr, range(0xE0100, 0xE01F0)))
# Scripts written without spaces, in which each letter counts as a word: Thai to Myanmar, Khmer,
# iteration marks and kana, Han, Myanmar's and kana's extensions, Han's supplementary planes.
UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
# In folded text all but letters, digits, marks and apostrophes is a space, so [^\w '] is a mark.
_RUN = rf"[^\W{UNSPACED}][^ '{UNSPACED}]*+"
_ASCII_WORD = re.compile("[0-9a-z]+(?:'[0-9a-z]+)*+")


class Word(NamedTuple):
    """A word and its position in the text.

    Attributes
    ----------
    text : str
        The word, folded.
    start, end : int
        Its first character, and the one after its last, in the original text.
    """

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Word]:
    r"""Return the words of a text in their order.

    Compatibility characters and case are folded. All kinds of apostrophes are the same, and belong
    to a word only between letters; combining marks belong to their letter. Invisible characters
    (soft hyphens, zero-width spaces) are removed and separate nothing. All other characters
    separate words. In scripts without spaces each letter is a word.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> [word.text for word in tokenize("“They’re open-source”: 350,000 so\u00adci\u00ader CAFÉS")]
    ["they're", 'open', 'source', '350', '000', 'socier', 'cafés']
    >>> tokenize("— Yes!")
    [Word(text='yes', start=2, end=5)]
    """  # noqa: RUF002
    folded = text.translate(_FOLDING)
    if text.isascii():  # each character is folded to a single one, so positions stay
        return [Word(match.group(), *match.span()) for match in _ASCII_WORD.finditer(folded)]
    return _any_words(text, folded)


def folded_words(text: str) -> list[str]:
    """Return the words of a text as they are compared.

    Examples
    --------
    >>> folded_words('“Open-SOURCE maps”')
    ['open', 'source', 'maps']
    """
    return [word.text for word in tokenize(text)]


def joined_words(text: str) -> str:
    """Return the words of a text as they are compared, with spaces between them."""
    return " ".join(folded_words(text))


def _any_words(text: str, folded: str) -> list[Word]:
    """Return the words of a text in any script."""
    offsets = _original_offsets(text)
    normalised: dict[str, str] = {}
    tokens = []
    for match in _word().finditer(folded):
        word = match.group()
        if word not in normalised:
            normalised[word] = unicodedata.normalize("NFKC", word)
        tokens.append(Word(normalised[word], offsets[match.start()], offsets[match.end() - 1] + 1))
    return tokens


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a word in any script; it takes a while to compile."""
    return re.compile(rf"{_RUN}(?:'{_RUN})*+|\w[^\w ']*+")


def runs_of(positions: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of consecutive numbers: the first of each, and the one after its last.

    Examples
    --------
    >>> runs_of({4, 2, 3, 7})
    [(2, 5), (7, 8)]
    """
    runs: list[tuple[int, int]] = []
    for position in sorted(positions):
        first = runs.pop()[0] if runs and runs[-1][1] == position else position
        runs.append((first, position + 1))
    return runs


def count_words(text: str) -> int:
    """Return how many words a text has.

    Examples
    --------
    >>> count_words("They’re open-source")
    3
    """  # noqa: RUF002
    if text.isascii():
        return len(_ASCII_WORD.findall(text.translate(_FOLDING)))
    return len(tokenize(text))


def digest(words: Iterable[Word]) -> str:
    r"""Return the SHA-256 of folded words joined by one space, in hexadecimal.

    Examples
    --------
    >>> digest(tokenize("In the wrong hands")) == digest(tokenize("in THE\nwrong—hands"))
    True
    """
    return hashlib.sha256(" ".join(word.text for word in words).encode()).hexdigest()


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _original_offsets(text: str) -> Sequence[int]:
    """Return, for each character of the folded text, the position of its original character."""
    if all(len(_FOLDING[ord(char)]) == 1 for char in set(text)):
        return range(len(text))
    return array("L", [i for i, char in enumerate(text) for _ in _FOLDING[ord(char)]])


class _Folding(dict[int, str]):
    """A table for `str.translate` that computes the fold of each character at its first use."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_FOLDING = _Folding()


def _fold(char: str) -> str:
    """Return one character folded: decomposed letters, digits and marks, ``'`` or a space."""
    if char in APOSTROPHES:  # first, since NFKD turns some of them into a space and a mark
        return "'"
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    folded = "".join(map(_reduce, decomposed))
    return " " if folded.isspace() else folded


def _reduce(char: str) -> str:
    category = unicodedata.category(char)
    if char in INVISIBLE or category == "Cf":
        return ""
    if char in APOSTROPHES:
        return "'"
    return char if category[0] in "LMN" else " "
