"""Which pages changed when: the feed (Atom), and the map of the site for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.ask.citation import citation_of
from opendebate.views.page_security import xml

if TYPE_CHECKING:
    from opendebate.site.debate_index import DebateIndex

MAX_ENTRIES = 50  # of the feed


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the feed and the map of the site list it.

    Attributes
    ----------
    path, title, summary : str
    updated : str
        When what it says last changed: ``"2026-11-28T11:00:00Z"``.
    """

    path: str
    title: str
    summary: str
    updated: str


def sitemap(pages: Iterable[PageEntry], undated: Iterable[str], base: str) -> str:
    """Return the map of a site for search engines (sitemaps.org, protocol 0.9).

    Parameters
    ----------
    pages : iterable of PageEntry
    undated : iterable of str
        Paths of further pages, of which nothing says when they changed: lists, map, networks.
    base : str
        The address of the site.
    """
    urls = "".join(
        f"<url><loc>{xml(_address(page, base))}</loc><lastmod>{page.updated}</lastmod></url>\n"
        for page in pages
    )
    urls += "".join(f"<url><loc>{xml(base + path)}</loc></url>\n" for path in undated)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def feed(pages: Sequence[PageEntry], base: str, index: DebateIndex) -> str:
    """Return the pages that changed last, as a feed (RFC 4287), those of one time in order."""
    latest = sorted(pages, key=lambda page: page.updated, reverse=True)
    entries = "".join(_entry(page, base) for page in latest[:MAX_ENTRIES])
    names = [author.display_name for author in citation_of(index.engine).authors] or [index.title]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{xml(index.title)}</title>\n<subtitle>{xml(index.question)}</subtitle>\n"
        f"<id>{xml(base)}feed.xml</id>\n<updated>{latest[0].updated}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{xml(base)}"/>\n'
        f'<link rel="self" type="application/atom+xml" href="{xml(base)}feed.xml"/>\n'
        f"{''.join(f'<author><name>{xml(name)}</name></author>' for name in names)}\n"
        f"{entries}</feed>\n"
    )


def _entry(page: PageEntry, base: str) -> str:
    address = xml(_address(page, base))
    return (
        f'<entry><title>{xml(page.title)}</title><id>{address}</id><link href="{address}"/>'
        f"<updated>{page.updated}</updated><summary>{xml(page.summary)}</summary></entry>\n"
    )


def _address(page: PageEntry, base: str) -> str:
    return base + ("" if page.path == "index.html" else page.path)
