"""The text of a web page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html.parser import HTMLParser
from typing import TypeVar

from opendebate.errors import InputError

HTML = re.compile(
    r"\s*<(\?xml|!--|!doctype\s+html|(html|head|body|main|article|div|p)\b)", re.IGNORECASE
)
_SKIPPED = {"script", "style", "noscript", "template", "title", "nav"}
# Elements around or inside an article that are no part of it.
_AROUND = {"header", "footer", "aside", "form", "button", "figure", "dialog"}
_CLUTTER_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|cookies?|consent|banner|share|sharing|social|related|newsletter"
    r"|advert\w*|ads?|promo|breadcrumbs?|footer|sidebar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTAINERS = {"div", "section", "ul", "ol", "nav", "dialog"}  # these always have an end tag
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|hr|html|legend|li|main|menu|ol|option"
    "|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def html_to_text(html: str) -> str:
    """Return the text of a page's article: by trafilatura, if installed, or by the page's tags.

    Raises
    ------
    InputError
        If trafilatura is installed and cannot be loaded, since it lacks a package.
    """
    try:
        from trafilatura import extract
    except ImportError as error:
        if error.name == "trafilatura":
            return article_text(html)
        raise InputError(
            f"trafilatura, which finds the article on a web page, cannot be loaded: {error}.",
            advice="Run: pip install lxml_html_clean. Or save the article as plain text.",
        ) from error
    return extract(html, favor_recall=True, include_comments=False) or article_text(html)


def article_text(html: str) -> str:
    """Return the text of the longest ``<article>`` of a page, or of the page if there is none.

    The text leaves out headers, footers, sidebars and forms, and elements that are named as a
    comment, a banner, an advertisement or the like.

    Examples
    --------
    >>> article_text("<p>Menu</p><article><p>Maps.</p><footer>Share!</footer></article><p>Bye")
    'Maps.'
    """
    articles = _run_parser(html, _Article()).articles
    longest = max(articles, key=len, default="")
    return longest or _join_text(_run_parser(html, _Stripper(_AROUND)).pieces) or strip_tags(html)


def strip_tags(html: str) -> str:
    r"""Return all text of a page except its navigation and what browsers never show.

    Examples
    --------
    >>> strip_tags("<h1>Maps</h1><p>They&rsquo;re <b>prin</b>ted.<script>x</script>")
    'Maps\n\nThey’re printed.'
    """  # noqa: RUF002
    return _join_text(_run_parser(html, _Stripper()).pieces)


P = TypeVar("P", bound=HTMLParser)


def _run_parser(html: str, parser: P) -> P:
    parser.feed(html)
    parser.close()
    return parser


def _join_text(pieces: Sequence[str]) -> str:
    text = re.sub(r" *\n *", "\n", re.sub(" +", " ", "".join(pieces)))
    return re.sub(r"\n{2,}", "\n\n", text).strip()


class _Stripper(HTMLParser):
    """Collects text; a block's start and end are blank lines.

    Parameters
    ----------
    besides : collection of str
        Elements to skip, in addition to those that never contain text.
    """

    def __init__(self, besides: Collection[str] = ()) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.besides = besides
        self.inside: list[
            str
        ] = []  # the open elements that are skipped, and elements with the same tags in them

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        is_clutter = bool(self.besides) and tag in _CONTAINERS and _is_clutter(attrs)
        if (
            tag in _SKIPPED
            or tag in self.besides
            or is_clutter
            or (tag in self.inside and self.besides)
        ):
            self.inside.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside and self.besides:
            del self.inside[len(self.inside) - 1 - self.inside[::-1].index(tag) :]
        elif tag in self.inside:
            del self.inside[self.inside.index(tag) :]
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self, tag: str) -> None:
        if tag == "br":
            self.pieces.append("\n")
        elif _BLOCK.fullmatch(tag):
            self.pieces.append("\n\n")


class _Article(_Stripper):
    """Collects the texts of the outermost articles of a page."""

    def __init__(self) -> None:
        super().__init__(_AROUND)
        self.articles: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "article" and not self.inside:
            if not self.depth:
                self.pieces = []
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "article" and not self.inside and self.depth:
            self.depth -= 1
            if not self.depth:
                self.articles.append(_join_text(self.pieces))


def _is_clutter(attrs: Sequence[tuple[str, str | None]]) -> bool:
    """Tell whether the id, class or role of an element names something outside the article."""
    labels = (value or "" for key, value in attrs if key in {"id", "class", "role"})
    return any(_CLUTTER_NAMES.search(value) for value in labels)
