"""Security of pages: which scripts may run, and texts that are never read as code."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

from opendebate.ask.compact_jsonld import web_link

TEMPLATES = Path(__file__).parent / "templates"
# Directional overrides and isolates could make a name reorder the words around it.
_DIRECTION_CHARACTERS = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def content_policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return a Content-Security-Policy that allows just these texts and no request.

    Examples
    --------
    >>> content_policy((), ("",))[:47]
    "default-src 'none'; script-src 'none'; style-sr"
    """

    def hashes(texts: tuple[str, ...]) -> str:
        digests = (hashlib.sha256(text.encode()).digest() for text in texts)
        return " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests) or "'none'"

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def plain(text: str) -> str:
    """Return a text on one line, without characters that control or reorder the text around it.

    Examples
    --------
    >>> plain("a\\u202eb\\n c")
    'a\\ufffdb c'
    """
    line = " ".join(text.split())
    if line.isprintable():  # none of the others can be printed
        return line
    characters = (
        "\N{REPLACEMENT CHARACTER}"
        if character in _DIRECTION_CHARACTERS or _is_control(character)
        else character
        for character in line
    )
    return "".join(characters)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")


def page_address(address: str) -> str | None:
    """Return the address of a page without its fragment: on the web, or a file beside.

    Examples
    --------
    >>> page_address("my map.html"), page_address("https://example.org/#a")
    ('my%20map.html', 'https://example.org/')
    >>> page_address("javascript:alert(1)") is None
    True
    """
    text = address.strip()
    if web := web_link(text):
        return web.partition("#")[0]
    if (
        not text
        or text.startswith(("//", "\\"))
        or re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE)
    ):
        return None
    return quote(text.encode("utf-8", "replace"), safe="/")


def xml(text: str) -> str:
    """Return a text escaped for XML, on one line and without what XML does not allow.

    Examples
    --------
    >>> xml("a < \\x00b")
    'a &lt; \ufffdb'
    """
    return html.escape(plain(text)).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def inline(name: str) -> str:
    """Return a script or style sheet, ours or pyvis's, as the page contains it.

    Parameters
    ----------
    name : str
        Path within our templates, or within pyvis's.

    Examples
    --------
    >>> "sourceMappingURL" in inline("lib/vis-9.1.2/vis-network.min.js")
    False
    """
    import pyvis

    ours = TEMPLATES / name
    file = ours if ours.exists() else Path(pyvis.__file__).parent / "templates" / name
    # Newlines become \n, as in every HTML parser; the source map would be a request.
    text = file.read_text("utf-8").partition("//# sourceMappingURL")[0]
    assert "</script" not in text.lower()
    return f"\n{text.strip()}\n"
