"""A debate as a data set that others cite: its version, date, authors and coders, in a named graph.

Only a debate that names one of them has this graph.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from opendebate.coding import records
from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.rdf.graph_builder import GraphBuilder, NamedGraph
from opendebate.rdf.namespaces import typed


def has_citation(debate: records.Debate) -> bool:
    """Tell whether a debate names a version, a date, authors or coders."""
    return bool(debate.version or debate.date or debate.authors or debate.coders)


def compile_citation(debate: records.Debate, out: GraphBuilder) -> NamedGraph:
    """Return the named graph of a debate's version, date, authors and coders.

    Parameters
    ----------
    debate : opendebate.coding.records.Debate
    out : GraphBuilder
        Of the graph ``graph/dataset``.
    """
    data_set = NamedNode(out.iris.base)
    out.add(data_set, "rdf:type", out.term("void:Dataset"))
    out.add_string(data_set, "owl:versionInfo", debate.version)
    if debate.date:
        out.add(data_set, "dcterms:issued", typed(debate.date.earliest.isoformat(), "date"))
    for n, author in enumerate(debate.authors, 1):
        author_iri = out.iris("author", str(n))
        out.add(data_set, "foaf:maker", author_iri)
        out.add(author_iri, "rdf:type", out.term("foaf:Agent"))
        out.add(author_iri, "foaf:name", Literal(author.name))
        out.add_string(author_iri, "schema:affiliation", author.affiliation)
        if author.orcid:
            orcid_iri = NamedNode(ORCID_ADDRESS + author.orcid)
            out.add(author_iri, "dcterms:identifier", orcid_iri)
    for name, coder in debate.coders.items():
        coder_iri = out.iris("coder", name)
        out.add(data_set, "dcterms:contributor", coder_iri)
        out.add(coder_iri, "rdf:type", out.term("foaf:Agent"))
        out.add(coder_iri, "foaf:name", Literal(coder.name))
        if coder.orcid:
            out.add(coder_iri, "dcterms:identifier", NamedNode(ORCID_ADDRESS + coder.orcid))
    return out.build()
