"""Addresses of passages: URL fragments by which a browser finds the words on a page."""

from __future__ import annotations

from urllib.parse import quote

from opendebate.coding.passages import merge_ends
from opendebate.coding.tokenizer import count_words


def text_fragment(first: str, last: str, count: int | None = None) -> str:
    """Return the URL fragment that makes a browser scroll to a passage and mark it.

    Browsers compare the text as written, with its punctuation, and search the end only after the
    beginning. So ends that overlap are joined; the count of words shows whether they do.

    Parameters
    ----------
    first, last : str
        First and last words of the passage, as they are written.
    count : int, optional
        How many words it has.

    References
    ----------
    https://wicg.github.io/scroll-to-text-fragment/

    Examples
    --------
    >>> text_fragment("open-source, they", "of R&D")
    ':~:text=open%2Dsource%2C%20they,of%20R%26D'
    >>> text_fragment("a great deal", "deal, they", 4)
    ':~:text=a%20great%20deal%2C%20they'
    """
    disjoint = count is not None and count > count_words(first) + count_words(last)
    terms = [first, last] if disjoint else merge_ends(first, last, count)
    return ":~:text=" + ",".join(map(escaped_term, terms))


def escaped_term(text: str) -> str:
    """Escape a text for a URL, with the hyphens, which mean something in text fragments."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.replace(" ", "%20")  # like most texts; much quicker
    return quote(text, safe="").replace("-", "%2D")
