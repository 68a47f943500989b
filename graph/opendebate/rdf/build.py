"""Building a debate: from its folder to a store that answers queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, Store

import opendebate_ontology
from opendebate.errors import Fault, FaultsFound
from opendebate.rdf.derive import derive
from opendebate.rdf.terms import Iris

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A debate that was compiled, validated and derived.

    Attributes
    ----------
    store : pyoxigraph.Store
        All graphs of the debate.
    iris : Iris
        The IRIs of its things.
    warnings : tuple of Fault
        What a coder should look at, but need not mend.
    """

    store: Store
    iris: Iris
    warnings: tuple[Fault, ...]


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
    coding, store, faults = _compile(folder, progress or _silent)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise FaultsFound(errors)
    (progress or _silent)("deriving", 0, 0)
    iris = Iris(coding.debate.iri)
    derive(store, iris.graph("derived"))
    return Built(store, iris, tuple(faults))


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
    coding, faults = read_with_faults(folder, lambda done, total: tell("reading", done, total))
    if any(fault.severity == "error" for fault in faults):
        return coding, sorted(faults)
    _, faults = _graph(coding, tell)
    return coding, faults


def _silent(*_: object) -> None:
    """Tell nobody."""


def _compile(folder: Path, tell: Progress) -> tuple[Coding, Store, list[Fault]]:
    from opendebate.coding.check import read_coding

    coding = read_coding(folder, lambda done, total: tell("reading", done, total))
    return coding, *_graph(coding, tell)


def _graph(coding: Coding, tell: Progress) -> tuple[Store, list[Fault]]:
    """Return the graph of a debate, and what is wrong with it or its coding."""
    from opendebate.rdf.compile import compile_coding
    from opendebate.rdf.validate import validate

    store = Store()
    tell("compiling", 0, 0)
    store.bulk_extend(compile_coding(coding))
    store.bulk_extend(ontology_quads(Iris(coding.debate.iri).graph("ontology")))
    tell("validating", 0, 0)
    found = {fault for fault in validate(store, coding) if fault.severity != "note"}
    return store, sorted({*coding.warnings, *found})


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
