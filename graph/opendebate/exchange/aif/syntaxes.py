"""The facts of an RDF file in any of RDF's syntaxes, in the order of the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.errors import InputError
from opendebate.exchange.aif.entities import expanded
from opendebate.exchange.aif.graph import clean

if TYPE_CHECKING:
    import pyoxigraph as ox

_BASE = "https://example.org/aif"  # for addresses that are relative; nothing is fetched
_NAMES = {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG", ".n3": "N3",
          ".jsonld": "JSON_LD"}  # fmt: skip
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_ADDRESS = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:|#|/|>)")
_QUADS = re.compile(r"(?m)^\s*(?:<[^>]*>|_:\S+)\s+<[^>]*>\s+\S.*\s(?:<[^>]*>|_:\S+)\s*\.\s*$")


def facts_of(text: str, path: Path, where: str) -> list[ox.Quad]:
    """Return the facts of a file; its name or else its beginning shows the syntax.

    Raises
    ------
    InputError
        If it is no RDF; with place and advice.
    """
    name = _NAMES.get(path.suffix.lower()) or _guessed(text)
    if name != "RDF_XML":
        return _parsed(text, name, where)
    # A declared encoding is that of the bytes, which are a text by now.
    bare = _DECLARATION.sub(lambda match: "\n" * match.group().count("\n"), text)
    return _parsed(expanded(bare, where), name, where)


def _guessed(text: str) -> str:
    start = text.lstrip()[:200]
    if start.startswith("<") and not _ADDRESS.match(start):
        return "RDF_XML"
    if start.startswith("{") or re.match(r"\[\s*[{\]]", start):
        return "JSON_LD"
    fact = next((line for line in text.splitlines() if line.strip()[:1] not in {"", "#"}), "")
    return "N_QUADS" if _QUADS.match(fact) else "TRIG"  # which Turtle and N-Triples are, too


def _parsed(text: str, name: str, where: str) -> list[ox.Quad]:
    import pyoxigraph as ox

    form = getattr(ox.RdfFormat, name)
    try:
        # Lenient: addresses with a space and odd language tags do no harm here.
        return list(ox.parse(text.encode(), form, base_iri=_BASE, lenient=True))
    except (SyntaxError, ValueError) as error:
        raise _unreadable(error, form.name, where) from error


def _unreadable(error: SyntaxError | ValueError, name: str, where: str) -> InputError:
    problem = clean(error)[:200]
    if "LoadDocumentCallback" in problem:
        problem = "Its JSON-LD context is in another file, and nothing is fetched."
        return InputError(problem, where=where, advice="Put the context itself into the file.")
    line = getattr(error, "lineno", None)
    where = f"{where}:{line}" if line else where
    problem = f"It is not {name}: {problem.rstrip('.')}."
    return InputError(problem, where=where, advice="Validate it, or export it again.")
