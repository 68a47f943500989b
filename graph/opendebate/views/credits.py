"""Whose work a page shows: the licence of the coding, and where the sources are on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from opendebate.ask.citation import citation_of, digest_of
from opendebate.ask.compact_jsonld import web_link
from opendebate.views.page_security import plain

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([\d.]+)"
)


def licence_of(engine: Engine) -> dict[str, str] | None:
    """Return the name and address of the licence of the coding, if the debate gives one.

    Examples
    --------
    >>> import opendebate
    >>> licence_of(opendebate.load().engine)["name"]
    'CC BY 4.0'
    """
    rows = engine.select(f"SELECT ?licence {{ <{engine.iris.base}> dcterms:license ?licence }}")
    address = next(filter(None, (web_link(row["licence"].value) for row in rows)), None)
    return {"name": licence_name(address), "address": address} if address else None


def sources_on_the_web(engine: Engine) -> list[tuple[str, str]]:
    """Return the title and address of each source whose address is known, by title.

    Examples
    --------
    >>> import opendebate
    >>> sources_on_the_web(opendebate.load(only=["llama2-licence"]).engine)
    [('Llama 2 licence', 'https://ai.meta.com/llama/license/')]
    """
    rows = engine.select(
        """SELECT ?source ?title ?page {
          ?source a od:Source ; dcterms:title ?title ; foaf:page ?page }"""
    )
    found = {row["source"].value: (row["title"].value, web_link(row["page"].value)) for row in rows}
    return sorted((plain(title), address) for title, address in found.values() if address)


def first_licence(engine: Engine) -> str:
    """Return the name of the licence of the coding; nothing if the debate gives none."""
    licence = licence_of(engine)
    return licence["name"] if licence else ""


def version_lines(engine: Engine) -> list[str]:
    """Return version, authors and digest of the debate as sentences; none where it has none."""
    citation = citation_of(engine)
    return citation.lines(digest_of(engine)) if citation.is_versioned else []


def licence_name(address: str) -> str:
    """Return the short name of a licence of Creative Commons; of another one, its address.

    Examples
    --------
    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'
    >>> licence_name("https://creativecommons.org/publicdomain/zero/1.0/")
    'CC0 1.0'
    """
    match = _CREATIVE_COMMONS.match(address)
    if match is None:
        return address
    kind, terms, version = match.groups()
    if kind == "licenses":
        return f"CC {terms.upper()} {version}"
    return f"CC0 {version}" if terms == "zero" else f"Public Domain {terms.capitalize()} {version}"


def titles(engine: Engine) -> tuple[str, str]:
    """Return the title and the question of a debate."""
    rows = engine.select(
        """SELECT ?title ?text {
          ?debate a od:Debate ; dcterms:title ?title ; od:question/od:text ?text }"""
    )
    row = next(iter(rows))
    return row["title"].value, row["text"].value
