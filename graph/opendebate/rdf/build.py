"""Building a debate: from its folder to a store that answers queries."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, Store

import opendebate_ontology
from opendebate.errors import Fault, FaultsFound
from opendebate.rdf.inference import derived_facts
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.rdf.graph_builder import Part

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """A debate that was compiled, validated and derived.

    Attributes
    ----------
    parts : list of Part
        The coded facts, by named graph.
    more : list of pyoxigraph.Quad
        What the ontology says, and what the rules derive.
    iris : Iris
        The IRIs of its things.
    warnings : tuple of Fault
        What a coder should look at, but need not mend.
    """

    parts: list[Part]
    more: list[Quad]
    iris: Iris
    warnings: tuple[Fault, ...]

    def __len__(self) -> int:
        """Return how many facts there are, or a few more where some are coded twice."""
        return len(self.more) + sum(len(part.rows) for part in self.parts)

    def quads(self) -> Iterator[Quad]:
        """Yield all facts."""
        for part in self.parts:
            yield from part.quads()
        yield from self.more

    @cached_property
    def store(self) -> Store:
        """All graphs of the debate, in memory."""
        store = Store()
        store.bulk_extend(self.quads())
        return store


def build(folder: Path, progress: Progress | None = None) -> Built:
    """Compile, validate and derive the debate in a folder.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    progress : callable, optional
        Called with the name of the stage, how much of it is done, and how much there is.

    Raises
    ------
    FaultsFound
        With every fault of the coding files, each with its place.
    InputError
        If the folder is no debate.
    """
    from opendebate.coding.check import read_coding

    tell = progress or _silent
    with uncollected():
        coding = read_coding(folder, lambda done, total: tell("reading", done, total))
        parts, ontology, faults = _graph(coding, tell)
        errors = [fault for fault in faults if fault.severity == "error"]
        if errors:
            raise FaultsFound(errors)
        tell("deriving", 0, 0)
        iris = Iris(coding.debate.iri)
        derived = derived_facts(parts, ontology, iris.graph("derived"))
    return Built(parts, [*ontology, *derived], iris, tuple(faults))


def examine(folder: Path, progress: Progress | None = None) -> tuple[Coding, list[Fault]]:
    """Return a debate's coding with all faults and warnings that can be told without articles.

    Of coding files with faults, what could be read is returned; the graph's own faults are then
    not told, since there is no graph.

    Raises
    ------
    InputError
        If the folder is no debate.
    """
    from opendebate.coding.check import read_with_faults

    tell = progress or _silent
    with uncollected():
        coding, faults = read_with_faults(folder, lambda done, total: tell("reading", done, total))
        if any(fault.severity == "error" for fault in faults):
            return coding, sorted(faults)
        *_, faults = _graph(coding, tell)
    return coding, faults


def _silent(*_: object) -> None:
    """Tell nobody."""


def _graph(coding: Coding, tell: Progress) -> tuple[list[Part], list[Quad], list[Fault]]:
    """Return the facts of a debate and of the ontology, and what is wrong with the coding."""
    from opendebate.rdf.records_to_rdf import compile_parts
    from opendebate.rdf.validate import validate

    tell("compiling", 0, 0)
    parts = list(compile_parts(coding))
    ontology = list(ontology_quads(Iris(coding.debate.iri).graph("ontology")))
    tell("validating", 0, 0)
    found = {one for one in validate(parts, ontology, coding) if one.severity != "note"}
    return parts, ontology, sorted({*coding.warnings, *found})


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: records and facts refer to no circles.

    It would go through all of them again and again as they become more.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def ontology_quads(graph: NamedNode) -> Iterator[Quad]:
    """Yield what the ontology says of its terms and codes, for queries to use.

    Class expressions, which need blank nodes, stay out: no query asks for them, and without them
    every build writes the same bytes.
    """
    for name in ("ontology.ttl", "vocabularies.ttl"):
        for one in pyoxigraph.parse(path=str(opendebate_ontology.path(name))):
            if isinstance(one.subject, BlankNode) or isinstance(one.object, BlankNode):
                continue
            yield Quad(one.subject, one.predicate, one.object, graph)
