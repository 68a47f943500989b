"""Whose work a page shows: the licence of the coding, and where the sources are on the web."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from opendebate.ask.compact_jsonld import web_link

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([\d.]+)"
)


def licence_of(nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, str] | None:
    """Return the name and address of the licence of the coding, if the debate gives one.

    Parameters
    ----------
    nodes : mapping of str to mapping
        What a debate's page shows, by key: see
        :func:`opendebate.ask.compact_jsonld.compact_jsonld`.

    Examples
    --------
    >>> licence_of({"": {"type": "Debate", "license": "https://example.org/terms"}})
    {'name': 'https://example.org/terms', 'address': 'https://example.org/terms'}
    """
    debates = (node for node in nodes.values() if node["type"] == "Debate")
    address = web_link(next(debates, {}).get("license"))
    return {"name": licence_name(address), "address": address} if address else None


def first_licence(engine: Engine) -> str:
    """Return the licence of the coding by its name; empty where the debate gives none."""
    rows = engine.select(f"SELECT ?licence {{ <{engine.iris.base}> dcterms:license ?licence }}")
    address = next((str(row["licence"].value) for row in rows), "")
    return licence_name(address) if address else ""


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
