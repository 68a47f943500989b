"""Content negotiation: which of the offered forms a client prefers.

Source: RFC 9110, section 12.5.1.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

import mimeparse

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
        The Accept header. If it is missing or cannot be read, any form will do. A weight that is
        no number from 0 to 1 is ignored.
    offered : mapping of str to str
        Media types and their forms, the best first.

    Examples
    --------
    >>> accepts = ("text/csv;q=0.5, application/*", "image/png", None)
    >>> [preferred_form(accept, ROWS) for accept in accepts]
    ['json', None, 'json']
    """
    ranges = list(_media_ranges(accept or "")) or [mimeparse.parse_media_range("*/*")]
    scored = [
        (mimeparse.quality_parsed(media, ranges), -n, form)
        for n, (media, form) in enumerate(offered.items())
    ]
    quality, _, form = max(scored)
    return form if quality > 0 else None


def _media_ranges(accept: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the media ranges of an Accept header; what is none is skipped."""
    for media_range in accept.lower().split(",")[:_MAX_MEDIA_RANGES]:
        with contextlib.suppress(mimeparse.MimeTypeParseException):
            yield mimeparse.parse_media_range(media_range.strip())
