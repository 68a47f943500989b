"""Checking the graph against its shapes, and telling faults by the coder's own lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import Quad

import opendebate_ontology
from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.yaml_reader import Keys, Tree
from opendebate.errors import Fault
from opendebate.rdf.graph_builder import Part
from opendebate.rdf.namespaces import PREFIXES
from opendebate.rdf.shape_checker import Facts, Result, violations
from opendebate.rdf.shapes import UnknownShape, read_shapes

_SEVERITY = {"Violation": "error", "Warning": "warning", "Info": "note"}


def validate(parts: Sequence[Part], ontology: Sequence[Quad], coding: Coding) -> list[Fault]:
    """Check coded facts against ``shapes.ttl``.

    Parameters
    ----------
    parts : sequence of Part
        Coded facts.
    ontology : sequence of pyoxigraph.Quad
        The ontology, whose subclasses the shapes rely on.
    coding : Coding
        Where the facts come from, for the places of faults.

    Returns
    -------
    list of Fault
        Sorted by file and line; empty when the graph conforms.
    """
    try:
        shapes = read_shapes(opendebate_ontology.path("shapes.ttl"))
        results = set(violations(Facts.of_parts(parts, ontology), shapes))
    except UnknownShape:
        coded = chain.from_iterable(part.quads() for part in parts)
        results = set(by_pyshacl(chain(coded, ontology)))
    places = Places(coding)
    return sorted({_fault(one, places) for one in results})


def by_pyshacl(quads: Iterable[Quad]) -> Iterator[Result]:
    """Yield what pyshacl finds wrong with coded facts: slow, and it knows all of SHACL."""
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


def _fault(result: Result, places: Places) -> Fault:
    message = result.message
    if result.value not in {None, result.focus} and "{" not in message:
        message = f"{message} It is {places.told(str(result.value))!r}."
    return places.fault(result.focus, message, _SEVERITY[result.severity])


class Places:
    """Finds where in the coding files a thing of the graph comes from."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.base = coding.debate.iri
        self._plural = {kind: plural for plural, (kind, _) in KINDS.items()}
        self._statements = {
            (slug, one.id): i
            for slug, file in coding.sources.items()
            for i, one in enumerate(file.statements)
        }

    def fault(self, iri: str, message: str, severity: str) -> Fault:
        """Return a fault at the line that `iri` was made from."""
        tree, path = self.find(iri)
        return Fault(tree.file, *tree.place(path, key=True), message, severity)

    def told(self, value: str) -> str:
        """Return a value of the graph as a coder would write it."""
        if value.startswith(self.base):
            return value.removeprefix(self.base).partition("/")[2]
        return value.removeprefix(PREFIXES["od"])

    def find(self, iri: str) -> tuple[Tree, Keys]:
        """Return the file and the path in it that `iri` was made from."""
        kind, *parts = iri.removeprefix(self.base).split("/")
        if kind == "source" and parts:
            tree = self.coding.trees[f"sources/{parts[0]}"]
            i = self._statements.get((parts[0], parts[1])) if len(parts) > 1 else None
            return tree, ("source",) if i is None else ("statements", i)
        if kind == "argument":
            return self.coding.trees["claims"], tuple(parts[:2])
        if kind in self._plural:
            return self.coding.trees[self._plural[kind]], tuple(parts[:1])
        return self.coding.trees["debate"], ("debate",)
