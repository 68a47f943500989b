"""The Argument Interchange Format as RDF/XML: nodes with premises and conclusions."""

from __future__ import annotations

import logging
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from opendebate.coding.files import shown
from opendebate.coding.incoming import decoded
from opendebate.errors import InputError
from opendebate.exchange.aif.graph import Graph, Node, clean
from opendebate.exchange.aif.reading import draft_of
from opendebate.exchange.draft import Draft
from opendebate.exchange.formats import read_bytes

if TYPE_CHECKING:
    from rdflib.term import Node as Term

    Fact = tuple[Term, Term, Term]

AIF = "http://www.arg.dundee.ac.uk/aif#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_BASE = "https://example.org/aif"  # for addresses that are relative; nothing is fetched
_DEEP = 200  # elements within one another
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_INTO = {"Premise", "ConflictingElement", "Locution", "StartLocution"}
_OUT = {"Conclusion", "ConflictedElement", "IllocutionaryContent", "EndLocution"}
_TEXT = "claimText"


def read(path: Path) -> Draft:
    """Return the debate of an AIF document in RDF/XML.

    Parameters
    ----------
    path : pathlib.Path
        RDF/XML in UTF-8 without a document type; the file's name becomes the title.

    Raises
    ------
    InputError
        If the file is broken or has a document type; with place and advice.
    """
    where = shown(path)
    data = _decoded(read_bytes(path), where)
    _check(data, where)
    return draft_of(_graph(_parsed(data, where), where), path.stem.removesuffix(".aif"))


def _decoded(data: bytes, where: str) -> bytes:
    """Return UTF-8 that does not say to be anything else, so that all parsers read the same."""
    text = decoded(data, where)
    return _DECLARATION.sub(lambda found: "\n" * found.group().count("\n"), text).encode()


def _check(data: bytes, where: str) -> None:
    """Refuse what is no XML, and what XML can do besides: entities, and endless nesting."""
    parser = expat.ParserCreate("UTF-8")
    depth = 0

    def no_entities(name: str, *_: object) -> None:
        raise InputError(
            f"It declares a document type, {clean(name)[:40]!r}, and so perhaps entities.",
            where=f"{where}:{parser.CurrentLineNumber}",
            advice="Delete <!DOCTYPE ...> and write out what its entities stand for.",
        )

    def deeper(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEP:
            raise InputError(
                f"Its elements are nested more than {_DEEP} deep.",
                where=f"{where}:{parser.CurrentLineNumber}",
                advice="Refer to nodes by rdf:resource instead of nesting them.",
            )

    def higher(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = no_entities
    parser.StartElementHandler, parser.EndElementHandler = deeper, higher
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(
            f"It is not XML: {expat.errors.messages[error.code]}.",
            where=f"{where}:{error.lineno}:{error.offset + 1}",
            advice="Is the file whole? Export it again.",
        ) from error


def _parsed(data: bytes, where: str) -> list[Fact]:
    """Return the facts of a document in its order, which a graph of rdflib does not keep."""
    import rdflib
    from rdflib.exceptions import ParserError

    facts: list[Fact] = []

    class Ordered(rdflib.Graph):
        def add(self, triple: Any) -> Ordered:
            facts.append(triple)
            return self

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # an address with a space is no matter
    try:
        Ordered().parse(data=data, format="xml", publicID=_BASE)
    except (ParserError, ValueError, AssertionError, KeyError) as error:
        raise InputError(
            f"It is not RDF/XML: {clean(error)[:200]}",
            where=where,
            advice="Validate it, or export it again.",
        ) from error
    return facts


def _graph(facts: list[Fact], where: str) -> Graph:
    graph = Graph(where)
    names = _nodes(facts, graph)
    other: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for thing, link, value in facts:
        relation = str(link).removeprefix(AIF)
        node, end = names.get(thing), names.get(value)
        if node and end and relation in _INTO:
            graph.join(end, node)
        elif node and end and relation in _OUT:
            graph.join(node, end)
        elif node and relation == _TEXT:
            languages[str(getattr(value, "language", None) or "")] += 1
        elif not (node and str(link) == _TYPE):
            other[str(link).rpartition("#")[2] or str(link)] += 1
    graph.language = max(languages, key=lambda one: languages[one], default="")
    _note(other, names, graph)
    return graph


def _nodes(facts: list[Fact], graph: Graph) -> dict[Term, str]:
    """Put the nodes into a graph, and return their names."""
    from rdflib import BNode

    texts: dict[Term, str] = {}
    for thing, link, value in facts:
        if str(link) == AIF + _TEXT:
            texts.setdefault(thing, clean(value))
    names: dict[Term, str] = {}
    for thing, link, value in facts:
        kind = str(value).removeprefix(AIF)
        known = str(link) == _TYPE and str(value).startswith(AIF) and kind.endswith("-node")
        if known and thing not in names:
            # Names of blank nodes are dice; the order of the file is not.
            names[thing] = f"blank-{len(names) + 1}" if isinstance(thing, BNode) else str(thing)
            text, kind = texts.get(thing, ""), kind.removesuffix("-node")
            graph.add(Node(names[thing], kind, text, "" if kind in {"I", "L"} else text))
    return names


def _note(other: Counter[str], names: dict[Term, str], graph: Graph) -> None:
    if other:
        told = ", ".join(f"{clean(name)[:40]} ({n:,})" for name, n in other.most_common(5))
        graph.notes.append(f"Facts of other kinds left out, {other.total():,}: {told}.")
    addresses = sum(name.startswith(("http:", "https:")) for name in names.values())
    if addresses:
        graph.notes.append(
            f"Addresses of nodes left out, {addresses:,}: claims have no address of their own."
        )
