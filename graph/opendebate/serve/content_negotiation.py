"""Content negotiation: which of the offered forms a client prefers.

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
# The media type of each form: the first that the tables above list for it.
MEDIA_TYPES = {form: media for media, form in reversed([*ROWS.items(), *FACTS.items()])}
_MAX_MEDIA_RANGES = 50  # media ranges of a header that are read


def preferred_form(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """Return the form that a client prefers; of equals, the first that is offered.

    Parameters
    ----------
    accept : str or None
        The Accept header. If it is missing or cannot be read, any form will do.
    offered : mapping of str to str
        Media types and their forms, the best first.

    Examples
    --------
    >>> accepts = ("text/csv;q=0.5, application/*", "image/png", None)
    >>> [preferred_form(accept, ROWS) for accept in accepts]
    ['json', None, 'json']
    """
    qualities = _qualities(accept or "*/*")
    scored = [
        (_quality(media, qualities), -n, form) for n, (media, form) in enumerate(offered.items())
    ]
    quality, _, form = max(scored)
    return form if quality > 0 else None


def _qualities(accept: str) -> dict[str, float]:
    qualities: dict[str, float] = {}
    for media_range in accept.split(",")[:_MAX_MEDIA_RANGES]:
        media, *params = (field.strip().lower() for field in media_range.split(";"))
        quality = 1.0
        for param in params:
            name, _, value = param.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if media:
            qualities[media] = quality
    return qualities or {"*/*": 1.0}


def _quality(media: str, qualities: Mapping[str, float]) -> float:
    """Return the client's quality for a type: an exact type counts before a range."""
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if name in qualities:
            return qualities[name]
    return 0.0
