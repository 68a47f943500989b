"""Checking the graph against its shapes, and reporting faults by lines of the coding files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import Quad

import opendebate_ontology
from opendebate.coding.debate_files import STORIES
from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import Fault
from opendebate.rdf.fact_index import Facts
from opendebate.rdf.graph_builder import NamedGraph
from opendebate.rdf.namespaces import PREFIXES
from opendebate.rdf.shape_checker import Result, violations
from opendebate.rdf.shapes import UnknownShape, read_shapes

_SEVERITY = {"Violation": "error", "Warning": "warning", "Info": "note"}


def validate(
    graphs: Sequence[NamedGraph], ontology: Sequence[Quad], coding: Coding, *, notes: bool = True
) -> list[Fault]:
    """Check coded facts against ``shapes.ttl``.

    Parameters
    ----------
    graphs : sequence of NamedGraph
        Coded facts.
    ontology : sequence of pyoxigraph.Quad
        The ontology, whose subclasses the shapes rely on.
    coding : Coding
        The coding that the facts come from, for the locations of faults.
    notes : bool
        Whether notes are wanted, too.

    Returns
    -------
    list of Fault
        Sorted by file and line; empty when the graph conforms.
    """
    try:
        shapes = [
            shape
            for shape in read_shapes(opendebate_ontology.path("shapes.ttl"))
            if notes or _SEVERITY[shape.severity] != "note"
        ]
        results = set(violations(Facts.of_graphs(graphs, ontology), shapes))
    except UnknownShape:
        coded = chain.from_iterable(graph.quads() for graph in graphs)
        results = set(by_pyshacl(chain(coded, ontology)))
    locator = RecordLocator(coding)
    faults = {_fault(result, locator) for result in results}
    return sorted(fault for fault in faults if notes or fault.severity != "note")


def by_pyshacl(quads: Iterable[Quad]) -> Iterator[Result]:
    """Yield the violations that pyshacl finds in coded facts: it is slow and knows all of SHACL."""
    import pyoxigraph
    import pyshacl
    from rdflib import RDF
    from rdflib.namespace import SH

    from opendebate.rdf.rdflib_bridge import to_graph

    shapes = pyoxigraph.parse(path=str(opendebate_ontology.path("shapes.ttl")))
    _, report, _ = pyshacl.validate(
        to_graph(quads), shacl_graph=to_graph(shapes), inference="none", meta_shacl=False
    )
    for result in report.subjects(RDF.type, SH.ValidationResult):
        value = report.value(result, SH.value)
        yield Result(
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultMessage)),
            str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
            None if value is None else str(value),
        )


def _fault(result: Result, locator: RecordLocator) -> Fault:
    message = result.message
    if result.value not in {None, result.focus} and "{" not in message:
        message = f"{message} It is {locator.as_written(str(result.value))!r}."
    return locator.fault(result.focus, message, _SEVERITY[result.severity])


class RecordLocator:
    """Finds the record in the coding files that a node of the graph comes from."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.base = coding.debate.iri
        self._plural = {kind: plural for plural, (kind, _) in KINDS.items()} | {"story": STORIES}
        self._statements = {
            (slug, statement.id): i
            for slug, file in coding.sources.items()
            for i, statement in enumerate(file.statements)
        }

    def fault(self, iri: str, message: str, severity: str) -> Fault:
        """Return a fault at the line of the record that `iri` comes from."""
        tree, path = self.locate(iri)
        return Fault(tree.file, *tree.location(path, key=True), message, severity)

    def as_written(self, value: str) -> str:
        """Return a value of the graph as a coder would write it."""
        if value.startswith(self.base):
            return value.removeprefix(self.base).partition("/")[2]
        return value.removeprefix(PREFIXES["od"])

    def locate(self, iri: str) -> tuple[Tree, Keys]:
        """Return the file of the record that `iri` comes from, and the record's path in it."""
        kind, *segments = iri.removeprefix(self.base).split("/")
        if kind == "source" and segments:
            tree = self.coding.trees[f"sources/{segments[0]}"]
            i = self._statements.get((segments[0], segments[1])) if len(segments) > 1 else None
            return tree, ("source",) if i is None else ("statements", i)
        if kind == "argument":
            return self.coding.trees["claims"], tuple(segments[:2])
        if kind in self._plural:
            return self.coding.trees[self._plural[kind]], tuple(segments[:1])
        return self.coding.trees["debate"], ("debate",)
