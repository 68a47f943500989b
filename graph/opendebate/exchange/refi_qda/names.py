"""Identifiers that this library gives in files of REFI-QDA, the same for the same debate."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid_of(iri: str, *parts: str) -> str:
    """Return the identifier of what a debate has under some parts of an address.

    Examples
    --------
    >>> guid_of("https://example.org/maps/", "claim", "publish")
    'eef67a26-00cd-5380-9e82-fc8bcf858193'
    """
    return str(uuid5(NAMESPACE_URL, iri + "/".join(parts)))


def plain_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NO_XML.sub(" ", text)
