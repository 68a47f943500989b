"""The text of a web page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

HTML = re.compile(
    r"\s*<(\?xml|!--|!doctype\s+html|(html|head|body|main|article|div|p)\b)", re.IGNORECASE
)
_SKIPPED = {"script", "style", "noscript", "template", "title", "nav"}
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|hr|html|legend|li|main|menu|ol|option"
    "|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def html_to_text(html: str) -> str:
    """Return the text of a page: by trafilatura, where it is installed, or all of it."""
    try:
        from trafilatura import extract
    except ImportError:
        return strip_tags(html)
    return extract(html, favor_recall=True, include_comments=False) or strip_tags(html)


def strip_tags(html: str) -> str:
    r"""Return all text of a page but its navigation and what browsers never show.

    Examples
    --------
    >>> strip_tags("<h1>Maps</h1><p>They&rsquo;re <b>prin</b>ted.<script>x</script>")
    'Maps\n\nThey’re printed.'
    """  # noqa: RUF002
    stripper = _Stripper()
    stripper.feed(html)
    stripper.close()
    text = re.sub(r" *\n *", "\n", re.sub(" +", " ", "".join(stripper.parts)))
    return re.sub(r"\n{2,}", "\n\n", text).strip()


class _Stripper(HTMLParser):
    """Collects text; a block's start and end are blank lines."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside: list[str] = []  # the skipped elements that are open

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.inside.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[self.inside.index(tag) :]
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self, tag: str) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif _BLOCK.fullmatch(tag):
            self.parts.append("\n\n")
