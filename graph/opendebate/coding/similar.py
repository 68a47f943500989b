"""Finding the claims most like some words: BM25 over the first letters of words.

Five letters stand for a word, so that *releasing*, *released* and *releases* are the same in many
languages without a stemmer for each. Letters of scripts without spaces are words by themselves,
and pairs of them are compared, too.

References
----------
Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from opendebate.coding.tokenizer import folded_words

STEM = 5  # letters that stand for a word
_SATURATION, _LENGTH = 1.2, 0.5  # k1 and b of BM25
_SHORT = 2  # words of so few letters say little, except in scripts without spaces


def stems(text: str) -> list[str]:
    """Return the stems of a text's words.

    Examples
    --------
    >>> stems("Releasing the weights of maps")
    ['relea', 'the', 'weigh', 'map']
    """
    folded = folded_words(text)
    single = [word for word in folded if len(word) == 1 and not word.isascii()]
    longer = [_stem(word) for word in folded if len(word) > _SHORT or word.isdigit()]
    return [*longer, *("".join(pair) for pair in pairwise(single))]


def _stem(word: str) -> str:
    """Return a word's first letters, without an ending in s where the word is short."""
    plural = len(word) <= STEM and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word[:STEM]


class SimilarTexts:
    """An index of texts.

    Parameters
    ----------
    texts : mapping of str to str
        Id → text.

    Examples
    --------
    >>> similar = SimilarTexts({"a": "Maps save lives.", "b": "Maps cost money."})
    >>> [name for name, _ in similar.find("the costs of mapping")]
    ['b']
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._counts = {name: Counter(stems(text)) for name, text in texts.items()}
        self._lengths = {name: sum(counts.values()) for name, counts in self._counts.items()}
        self._mean = sum(self._lengths.values()) / max(len(texts), 1) or 1.0
        self._by_stem: dict[str, list[str]] = {}
        for name, counts in self._counts.items():
            for stem in counts:
                self._by_stem.setdefault(stem, []).append(name)

    def find(self, words: str, limit: int = 5) -> list[tuple[str, float]]:
        """Return the ids of the texts most like some words, with their scores, best first."""
        return self.find_stems(stems(words), limit)

    def find_stems(self, wanted: Iterable[str], limit: int = 5) -> list[tuple[str, float]]:
        """Return what `find` returns, for stems."""
        scores: defaultdict[str, float] = defaultdict(float)
        for stem in dict.fromkeys(wanted):
            names = self._by_stem.get(stem, ())
            rarity = math.log(1 + (len(self._counts) - len(names) + 0.5) / (len(names) + 0.5))
            for name in names:
                count = self._counts[name][stem]
                length = 1 - _LENGTH + _LENGTH * self._lengths[name] / self._mean
                scores[name] += rarity * count * (_SATURATION + 1) / (count + _SATURATION * length)
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
