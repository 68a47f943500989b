"""In which language an article is written, by its most frequent words."""

from __future__ import annotations

from opendebate.coding.text import Text

ENGLISH = "en"
# Frequent words of each language that are rare in the others.
_FREQUENT = {
    "en": "the of and to is that it was be are not with for this have must should we they by",
    "de": "der die das und ist nicht ein eine den dem mit auf für von werden wird sich auch",
    "fr": "le les et est une des dans pour que qui pas sur avec au ce il elle sont",
    "es": "el los las y es una del en que por para con no se lo al su",
}
_LEAST_SHARE = 0.12  # of an article's words that are frequent ones of its language
_LEAST_WORDS = 2  # different ones: “no” alone is Spanish, Italian and English


def language_of(article: Text) -> str:
    """Return the code of the language in which an article is written: English, if none is likely.

    Examples
    --------
    >>> language_of(Text.of("Die Karten sind gut, und sie helfen auch den Leuten auf dem Land."))
    'de'
    >>> language_of(Text.of("The maps are good, and they help those who live in the country."))
    'en'
    >>> language_of(Text.of("No money is left. Rebuild the quay.")), language_of(Text.of("No."))
    ('en', 'en')
    """
    counts = {
        code: [n for word in words.split() if (n := len(article.positions.get(word, ())))]
        for code, words in _FREQUENT.items()
    }
    code = max(counts, key=lambda code: sum(counts[code]))
    is_likely = sum(counts[code]) > _LEAST_SHARE * len(article.words)
    return code if is_likely and len(counts[code]) >= _LEAST_WORDS else ENGLISH
