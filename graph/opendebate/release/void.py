"""The graph of a release in the vocabulary VoID: https://www.w3.org/TR/void/."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from opendebate.rdf.namespaces import PREFIXES, iri_of, typed

if TYPE_CHECKING:
    from opendebate.release.release_facts import ReleaseFacts


def void_description(facts: ReleaseFacts, number_of_facts: int) -> bytes:
    """Return the description of the graph in the vocabulary VoID, as Turtle."""
    citation, data_set = facts.citation, NamedNode(facts.citation.iri)
    rows: list[tuple[str, NamedNode | Literal | None]] = [
        ("rdf:type", NamedNode(iri_of("void:Dataset"))),
        ("dcterms:title", Literal(citation.title, language=citation.language)),
        ("dcterms:description", Literal(facts.description, language=citation.language)),
        ("dcterms:license", NamedNode(citation.licence) if citation.licence else None),
        ("dcterms:issued", typed(citation.date, "date") if citation.date else None),
        ("dcterms:identifier", Literal(f"sha256:{facts.digest}")),
        ("dcterms:identifier", NamedNode(facts.doi_address) if facts.doi else None),
        ("owl:versionInfo", Literal(citation.version) if citation.version else None),
        ("void:triples", typed(str(number_of_facts), "integer")),
        ("void:uriSpace", Literal(citation.iri)),
        ("void:vocabulary", NamedNode(PREFIXES["od"])),
        *(("dcterms:creator", Literal(author.name)) for author in citation.authors),
        *(("void:feature", NamedNode(f"http://www.w3.org/ns/formats/{name}"))
          for name in ("JSON-LD", "N-Quads", "TriG", "Turtle")),
    ]  # fmt: skip
    triples = [Triple(data_set, NamedNode(iri_of(name)), value) for name, value in rows if value]
    names = {"dcterms": PREFIXES["dcterms"], "void": iri_of("void:"), "owl": iri_of("owl:")}
    return pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=names) or b""
