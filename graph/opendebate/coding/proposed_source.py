"""What a file says of itself: title, author, date, proposed for the record of a new source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from opendebate.coding.bylines import listed_authors
from opendebate.coding.dates import parse_edtf
from opendebate.coding.field_types import LANGUAGE_PATTERN
from opendebate.coding.plain_head import head_of
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import visible

MAX_VALUE = 300  # characters of a title or name
_MAX_AUTHORS = 20
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# Names of meta elements, by what they mean; the first that a page has counts.
_NAMES = {
    "title": ("og:title", "citation_title", "dc.title", "twitter:title"),
    "publisher": ("og:site_name", "citation_journal_title", "dc.publisher"),
    "published": ("article:published_time", "citation_publication_date", "dc.date", "date",
                  "datepublished", "pubdate"),
    "url": ("og:url",),
}  # fmt: skip
_AUTHORS = ("author", "citation_author", "dc.creator", "article:author")
_ARTICLES = {"article", "newsarticle", "reportagenewsarticle", "opinionnewsarticle", "blogposting",
             "scholarlyarticle", "webpage", "report"}  # fmt: skip
Proposed = dict[str, Any]


def of_properties(properties: Mapping[str, str]) -> Proposed:
    """Return what is proposed for a source from the properties of a PDF, DOCX or ODT.

    Their date is that of the file, which need not be that of its publication.

    Examples
    --------
    >>> of_properties({"title": "On maps", "author": "Ada Brook; Kim Li", "date": "2024-03-01"})
    {'title': 'On maps', 'authors': ['Ada Brook', 'Kim Li'], 'file_date': '2024-03-01'}
    """
    author = properties.get("author", "")
    return _checked(
        title=properties.get("title"),
        authors=re.split(r"\s*;\s*", author) if author else [],
        file_date=properties.get("date"),
    )


def of_html(html: str) -> Proposed:
    """Return what is proposed for a source from the head of its page.

    Examples
    --------
    >>> page = '<html lang="en"><title>On maps | The Courier</title>'
    >>> of_html(page + '<meta name="author" content="Ada Brook">')
    {'title': 'On maps | The Courier', 'authors': ['Ada Brook'], 'language': 'en'}
    """
    head = _Head()
    head.feed(html)
    head.close()
    linked = _linked_data(head.scripts)
    named = {key: next((head.meta[name] for name in names if head.meta.get(name)), None)
             for key, names in _NAMES.items()}  # fmt: skip
    return _checked(
        title=named["title"] or linked.get("title") or "".join(head.title),
        authors=head.authors or linked.get("authors") or [],
        publisher=named["publisher"] or linked.get("publisher"),
        published=named["published"] or linked.get("published") or head.time,
        language=head.language,
        url=head.canonical or named["url"],
    )


def of_text(text: Text) -> Proposed:
    """Return what is proposed for a source from the first lines of a plain text.

    Examples
    --------
    >>> of_text(Text.of("On maps\\n\\nMaps help everybody in the town, and nobody has to pay."))
    {'title': 'On maps'}
    """
    head = head_of(text)
    return _checked(
        title=head.get("title"), authors=head.get("authors", []), published=head.get("date")
    )


class _Head(HTMLParser):
    """Collects what the elements of a page's head say."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.authors: list[str] = []
        self.title: list[str] = []
        self.scripts: list[str] = []
        self.language = self.canonical = self.time = ""
        self._open = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self._open = ""
        if tag == "meta":
            self._take_meta(values)
        elif tag == "html":
            self.language = values.get("lang", "")
        elif tag == "link" and values.get("rel", "").casefold() == "canonical":
            self.canonical = self.canonical or values.get("href", "")
        elif tag == "time":
            self.time = self.time or values.get("datetime", "")
        elif tag == "title" and not self.title:
            self._open = tag
        elif tag == "script" and values.get("type", "").casefold() == "application/ld+json":
            self._open = tag
            self.scripts.append("")

    def _take_meta(self, values: Mapping[str, str]) -> None:
        name = (values.get("name") or values.get("property") or values.get("itemprop", "")).lower()
        content = values.get("content", "").strip()
        if name in _AUTHORS and content and not content.startswith(("http:", "https:")):
            self.authors += [content] if content not in self.authors else []
        self.meta.setdefault(name, content)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title.append(data)
        elif self._open == "script":
            self.scripts[-1] += data


def _linked_data(scripts: Sequence[str]) -> Proposed:
    """Return what the article of a page's JSON-LD says."""
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if _kinds(item) & _ARTICLES and item.get("headline"):
                return {
                    "title": item["headline"],
                    "authors": list(_names(item.get("author"))),
                    "publisher": next(_names(item.get("publisher")), None),
                    "published": item.get("datePublished"),
                }
    return {}


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, Mapping):
            yield item
            graph = item.get("@graph")
            yield from (each for each in (graph if isinstance(graph, list) else ())
                        if isinstance(each, Mapping))  # fmt: skip


def _kinds(item: Mapping[str, Any]) -> set[str]:
    kinds = item.get("@type")
    return {str(kind).casefold() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _names(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, Mapping) else each
        if isinstance(name, str):
            yield name


def _checked(**values: Any) -> Proposed:
    """Return values that a source's record may have; the others are left out."""
    plain = {key: _plain(value) for key, value in values.items()}
    written = [_plain(value) for value in values.get("authors", ())[:_MAX_AUTHORS]]
    names = [name for value in written for name in listed_authors(value)]
    for key in ("published", "file_date"):
        plain[key] = _date(plain.get(key) or "")
    if not re.fullmatch(LANGUAGE_PATTERN, plain.get("language") or ""):
        plain["language"] = (plain.get("language") or "").partition("-")[0].casefold()
        if not re.fullmatch(LANGUAGE_PATTERN, plain["language"]):
            del plain["language"]
    if not re.match(r"https?://[^\s/]+\.", plain.get("url") or ""):
        plain["url"] = ""
    authors = list(dict.fromkeys(filter(None, names)))
    return {key: value for key, value in {**plain, "authors": authors}.items() if value}


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return visible(" ".join(value.split()))[:MAX_VALUE].strip()


def _date(written: str) -> str:
    """Return a date in EDTF; empty if it is none."""
    match = _DATE.match(written.replace("/", "-"))
    try:
        if match:
            parse_edtf("-".join(match.groups()))
    except ValueError:
        return ""
    return "-".join(match.groups()) if match else ""
