"""Codings of several coders as named graphs, each with who made it, when, and by which codebook.

They are no part of a debate's graph: only an export that asks for them has them. Their statements
have IRIs of their own, so that no query adds them up with those of the adjudicated coding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from opendebate.coding.check import read_coding
from opendebate.coding.coder_files import read_all_coders
from opendebate.coding.dates import edtf
from opendebate.coding.folder import Coding
from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.rdf.graph_builder import NamedGraph
from opendebate.rdf.namespaces import FAMILIAR_PREFIXES, Iris, term
from opendebate.rdf.provenance import created
from opendebate.rdf.records_to_rdf import kinds_of
from opendebate.rdf.source_graph import compile_source

_PROV = FAMILIAR_PREFIXES["prov"]
CODEBOOK = "CODEBOOK.md"  # the file of a debate's folder that has its codebook


def coder_quads(folder: Path) -> list[Quad]:
    """Return the codings of all coders of a debate, and where they come from.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.

    Raises
    ------
    FaultsFound
        If files have faults.
    InputError
        If nobody has a folder under ``codings``.
    """
    coding = read_coding(folder)
    quads: list[Quad] = []
    for coder, theirs in read_all_coders(coding).items():
        for slug in theirs.sources:
            quads += _graph(coding, theirs, coder, slug)
    return quads


def _graph(coding: Coding, theirs: Coding, coder: str, slug: str) -> Iterator[Quad]:
    """Yield a coder's coding of a source: its statements, and where it comes from."""
    iris = Iris(coding.debate.iri)
    kinds = {**kinds_of(theirs), **dict.fromkeys(theirs.unread, "source")}
    source = iris("source", slug)
    graph = iris.graph("coding", f"{coder}/{slug}")
    rows = [
        (_moved(subject, coder, iris), predicate, _moved_value(value, coder, iris))
        for subject, predicate, value in compile_source(
            slug, theirs.sources[slug], theirs, kinds
        ).rows
        if subject != source or slug not in coding.sources
    ]
    yield from NamedGraph(graph, rows).quads()
    yield from _provenance(coding, theirs, coder, slug, graph)


def _moved(node: NamedNode, coder: str, iris: Iris) -> NamedNode:
    """Return the IRI of a statement, or of what is part of it, as one of the coder's."""
    prefix = iris.base + "source/"
    path = node.value.removeprefix(prefix)
    if node.value.startswith(prefix) and "/" in path:
        return NamedNode(f"{iris.base}coding/{coder}/{path}")
    return node


def _moved_value(value: NamedNode | Literal, coder: str, iris: Iris) -> NamedNode | Literal:
    return _moved(value, coder, iris) if isinstance(value, NamedNode) else value


def _provenance(
    coding: Coding, theirs: Coding, coder: str, slug: str, graph: NamedNode
) -> Iterator[Quad]:
    iris = Iris(coding.debate.iri)
    agent, activity = iris("coder", coder), NamedNode(f"{iris.base}coding/{coder}/{slug}")
    source = iris("source", slug)
    named = coding.debate.coders.get(coder)
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (agent, term("rdf:type"), _prov("Agent")),
        (agent, term("foaf:name"), Literal(named.name if named else coder)),
        (graph, term("rdf:type"), _prov("Bundle")),
        (graph, _prov("wasAttributedTo"), agent),
        (graph, _prov("hadPrimarySource"), source),
        (graph, _prov("wasGeneratedBy"), activity),
        (activity, term("rdf:type"), _prov("Activity")),
        (activity, _prov("wasAssociatedWith"), agent),
        (activity, _prov("used"), source),
    ]
    if named and named.orcid:
        facts.append((agent, term("dcterms:identifier"), NamedNode(ORCID_ADDRESS + named.orcid)))
    coded = theirs.sources[slug].source.coded
    if coded:
        day = edtf(coded.earliest.isoformat(), coded.latest.isoformat())
        facts.append((graph, term("dcterms:created"), created(day)))
    codebook = coding.folder / CODEBOOK
    if codebook.is_file():
        version = iris("codebook", hashlib.sha256(codebook.read_bytes()).hexdigest())
        facts.append((activity, _prov("used"), version))
        facts.append((version, term("rdf:type"), _prov("Plan")))
    for subject, predicate, value in facts:
        yield Quad(subject, predicate, value, graph)


def _prov(name: str) -> NamedNode:
    return NamedNode(_PROV + name)
