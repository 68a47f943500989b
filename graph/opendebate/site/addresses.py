"""Addresses of the pages of a site, and paths from one to another."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from opendebate.errors import InputError, UsageError

_SAFE_KEY = re.compile(r"[a-z]+/[a-zA-Z0-9][\w.-]*", re.ASCII)


def page_path(key: str, suffix: str = ".html") -> str:
    """Return the path of an entity's page, or of another file about it, within the site.

    Raises
    ------
    InputError
        If the id cannot be the name of a file.

    Examples
    --------
    >>> page_path("actor/wendy-hall"), page_path("actor/wendy-hall", ".ttl")
    ('actor/wendy-hall.html', 'actor/wendy-hall.ttl')
    """
    if not _SAFE_KEY.fullmatch(key):
        raise InputError(
            "This id cannot be the name of a file.",
            where=key[:200],
            advice="Use letters, digits and hyphens in ids.",
        )
    return key + suffix


def relative(path: str, page: str) -> str:
    """Return the path to a file of the site from one of its pages.

    Examples
    --------
    >>> relative("claim/a.html", "actor/b.html"), relative("search.html", "index.html")
    ('../claim/a.html', 'search.html')
    """
    return "../" * page.count("/") + path


def site_address(base: str) -> str:
    """Return the address of a site, with a slash at its end.

    Raises
    ------
    UsageError
        If it is no address of the web, or has a query or a fragment.

    Examples
    --------
    >>> site_address("https://example.org/debate")
    'https://example.org/debate/'
    """
    advice = "Give the address where the site will be, such as https://example.org/debate/."
    try:
        parts = urlsplit(base)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_good = False
    if not is_good or not base.isascii() or re.search(r"[\s?#<>\"'\\]", base):
        raise UsageError(f"{base!r} is not the address of a site.", advice=advice)
    return base if base.endswith("/") else f"{base}/"
