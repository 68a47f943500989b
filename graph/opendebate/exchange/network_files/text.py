r"""Texts, lists and numbers as other programs' network files can hold them.

A list is written as its items with ``"; "`` between them. In an item, ``\`` and ``;`` have a
``\`` before them, and an empty item is ``\0``: so two lists are never written alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# What XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_UNWRITABLE = re.compile(f"[{_ILLEGAL}]")
_LONE = re.compile("[\ud800-\udfff]")
# A reader turns bare line ends and tabs into others: they are written as references.
_ENTITIES = {'"': "&quot;"} | {blank: f"&#{ord(blank)};" for blank in "\t\n\r"}


def joined(items: Iterable[object]) -> str:
    r"""Return a list as one text.

    Examples
    --------
    >>> print(joined(["maps; plans", "towns"]))
    maps\; plans; towns
    """
    as_text = (str(item).replace("\\", "\\\\").replace(";", "\\;") or "\\0" for item in items)
    return "; ".join(as_text)


def writable(text: str) -> str:
    r"""Return a text with U+FFFD for each character that XML 1.0 cannot hold.

    Examples
    --------
    >>> writable("a\x00b") == "a" + UNKNOWN + "b"
    True
    """
    return _UNWRITABLE.sub(UNKNOWN, text)


def encodable(text: str) -> str:
    """Return a text with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold."""
    return _LONE.sub(UNKNOWN, text)


def xml(text: str) -> str:
    """Return a text as it stands in an XML element or attribute.

    Examples
    --------
    >>> xml('<"maps" & plans]]>')
    '&lt;&quot;maps&quot; &amp; plans]]&gt;'
    """
    return escape(writable(text), _ENTITIES)


def as_text(value: Any, infinity: str = "INF") -> str:
    """Return a value as text: ``true``, ``3``, ``0.5``, a list joined, and the rest as it is.

    Parameters
    ----------
    value : object
    infinity : str
        How the format writes it: ``"INF"`` in XML Schema, ``"Infinity"`` in Java.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "-"[: value < 0] + infinity
    if isinstance(value, set | frozenset):
        value = sorted(map(str, value))
    return joined(value) if isinstance(value, list | tuple) else str(value)
