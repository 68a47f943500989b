"""Building a debate: from its folder to a store that answers queries."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, Store

import opendebate_ontology
from opendebate.errors import Fault, errors_among, raise_errors
from opendebate.rdf.inference import derived_facts
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.rdf.graph_builder import NamedGraph

Progress = Callable[[str, int, int], None]
_MOST_DIGESTED = 1_000_000  # facts


@dataclass(frozen=True)
class BuiltDebate:
    """A debate that was compiled, validated and derived.

    Attributes
    ----------
    graphs : list of NamedGraph
        The coded facts, by named graph.
    other_facts : list of pyoxigraph.Quad
        The facts of the ontology, and those that the rules derive.
    iris : Iris
        The IRIs of its entities.
    warnings : tuple of Fault
        What a coder should look at, but need not mend.
    registers : dict of str to dict
        ``"actors"`` → the data of that file; of all files but the sources.
    """

    graphs: list[NamedGraph]
    other_facts: list[Quad]
    iris: Iris
    warnings: tuple[Fault, ...]
    registers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many facts there are, or a few more where some are coded twice."""
        return len(self.other_facts) + sum(len(graph.rows) for graph in self.graphs)

    def quads(self) -> Iterator[Quad]:
        """Yield all facts."""
        for graph in self.graphs:
            yield from graph.quads()
        yield from self.other_facts

    @cached_property
    def digest(self) -> str | None:
        """The digest of the graph, where it is wanted soon: of a debate that others cite.

        Of a very large debate it is None: all lines of its graph would take much memory.
        """
        from opendebate.rdf.graph_digest import digest_of_lines

        is_cited = any(graph.iri == self.iris.graph("dataset") for graph in self.graphs)
        if not is_cited or len(self) > _MOST_DIGESTED:
            return None
        derived = (f"{quad} .\n" for quad in self.other_facts)
        return digest_of_lines(chain(*(graph.nquads() for graph in self.graphs), derived))

    @cached_property
    def store(self) -> Store:
        """All graphs of the debate, in memory."""
        store = Store()
        store.bulk_extend(self.quads())
        return store


def build(folder: Path, progress: Progress | None = None) -> BuiltDebate:
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
        With every fault of the coding files, each with its location.
    InputError
        If the folder is no debate.
    """
    from opendebate.coding.check import read_coding

    report_progress = progress or _no_progress
    with without_garbage_collection():
        coding = read_coding(folder, lambda count, total: report_progress("reading", count, total))
        graphs, ontology, faults = _compile_and_validate(coding, report_progress)
        raise_errors(faults)
        report_progress("deriving", 0, 0)
        iris = Iris(coding.debate.iri)
        registers = {key: tree.data for key, tree in coding.trees.items() if "/" not in key}
        del coding  # of a large debate it takes a lot of memory
        derived = derived_facts(graphs, ontology, iris.graph("derived"))
    return BuiltDebate(graphs, [*ontology, *derived], iris, tuple(faults), registers)


def check_debate(folder: Path, progress: Progress | None = None) -> tuple[Coding, list[Fault]]:
    """Return a debate's coding with all faults and warnings that need no article to be seen.

    Where the coding files have errors, the coding holds what could be read, and the graph is not
    checked, since there is none.

    Raises
    ------
    InputError
        If the folder is no debate.
    """
    from opendebate.coding.check import read_with_faults

    report_progress = progress or _no_progress
    with without_garbage_collection():
        coding, faults = read_with_faults(
            folder, lambda count, total: report_progress("reading", count, total)
        )
        if errors_among(faults):
            return coding, sorted(faults)
        *_, faults = _compile_and_validate(coding, report_progress)
    return coding, faults


def _no_progress(*_: object) -> None:
    """Report no progress."""


def _compile_and_validate(
    coding: Coding, report_progress: Progress
) -> tuple[list[NamedGraph], list[Quad], list[Fault]]:
    """Return the facts of a debate and of the ontology, and what is wrong with the coding."""
    from opendebate.rdf.records_to_rdf import compile_graphs
    from opendebate.rdf.validate import validate

    report_progress("compiling", 0, 0)
    graphs = list(compile_graphs(coding))
    ontology = list(ontology_quads(Iris(coding.debate.iri).graph("ontology")))
    report_progress("validating", 0, 0)
    shape_faults = validate(graphs, ontology, coding, notes=False)
    return graphs, ontology, sorted({*coding.warnings, *shape_faults})


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Switch Python's garbage collector off meanwhile: records and facts form no cycles.

    It would go through all of them again and again while they become more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def ontology_quads(graph: NamedNode) -> Iterator[Quad]:
    """Yield what the ontology says of its terms and codes, for queries to use.

    Class expressions, which need blank nodes, stay out: no query asks for them, and without them
    every build writes the same bytes.
    """
    for name in ("ontology.ttl", "vocabularies.ttl"):
        for triple in pyoxigraph.parse(path=str(opendebate_ontology.path(name))):
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                continue
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
