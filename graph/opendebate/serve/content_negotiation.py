"""Content negotiation: which of several forms a client likes best.

Source: RFC 9110, section 12.5.1.
"""

from __future__ import annotations

from collections.abc import Mapping

ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
FACTS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "text/plain": "ntriples",
    "application/json": "jsonld",
}
# What an answer is called; the first name of a form is its own.
TYPES = {form: media for media, form in reversed([*ROWS.items(), *FACTS.items()])}
_MOST = 50  # kinds of media that are looked at


def best(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """Return the form that a client likes best, the first of those it likes as much.

    Parameters
    ----------
    accept : str or None
        The header; nothing, or a header that cannot be read, takes anything.
    offered : mapping of str to str
        Media types and what they are here, the best first.

    Examples
    --------
    >>> best("text/csv;q=0.5, application/*", ROWS), best("image/png", ROWS), best(None, ROWS)
    ('json', None, 'json')
    """
    liked = _ranges(accept or "*/*")
    scored = [(_quality(media, liked), -n, form) for n, (media, form) in enumerate(offered.items())]
    quality, _, form = max(scored)
    return form if quality > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(",")[:_MOST]:
        media, *params = (one.strip().lower() for one in part.split(";"))
        quality = 1.0
        for param in params:
            name, _, value = param.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if media:
            found[media] = quality
    return found or {"*/*": 1.0}


def _quality(media: str, liked: Mapping[str, float]) -> float:
    """Return how much a client likes a type: what is said of itself counts before its kin."""
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if name in liked:
            return liked[name]
    return 0.0
