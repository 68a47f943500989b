"""Building a debate from its previous build, where only a few of its sources have changed.

Only the changed sources are read, checked and compiled; the store that is cached is equal to that
of a full build. Where anything is wrong, or is not known to be right, nothing is cached: then a
full build follows, which also reports all faults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, Store

import opendebate_ontology
from opendebate.rdf.build_inputs import Inputs, file_digest, inputs
from opendebate.rdf.namespaces import PREFIXES, Iris, term
from opendebate.rdf.store_sizes import is_too_large

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.records import Inference
    from opendebate.rdf.cache_index import CacheEntry
    from opendebate.rdf.graph_builder import NamedGraph

_SHARE = 8  # if more than one of so many sources has changed, all is built
_MAX_FILES = 400  # of a store; each change adds some, and a build writes few


class _MustBuildAll(Exception):
    """A changed debate must be built as a whole: too much of it may change, or it is too large."""


@dataclass(frozen=True, slots=True)
class StoreChange:
    """The difference between the previous store of a debate and the new one.

    Attributes
    ----------
    removed, added : set of Quad
    removed_graphs : list of NamedNode
        Named graphs that the debate no longer has.
    """

    removed: set[Quad]
    added: set[Quad]
    removed_graphs: list[NamedNode]

    def apply(self, store: Store) -> int:
        """Change a store, and return how many facts more it has.

        Raises
        ------
        _MustBuildAll
            If the debate has too many agreements or arguments now.
        """
        removed = [quad for quad in self.removed - self.added if quad in store]
        added = [quad for quad in self.added - self.removed if quad not in store]
        for quad in removed:
            store.remove(quad)
        store.extend(added)
        for graph in self.removed_graphs:
            store.remove_graph(graph)
        if is_too_large(store):
            raise _MustBuildAll
        return len(added) - len(removed)


def build_incrementally(cache: Path, folder: Path, current: Inputs, entry: CacheEntry) -> bool:
    """Build a debate from its previous build and cache it, if that can be done.

    Parameters
    ----------
    cache : pathlib.Path
        The cache.
    folder : pathlib.Path
        The debate's folder.
    current : Inputs
        The inputs of the debate.
    entry : CacheEntry
        Its previous build.

    Returns
    -------
    bool
        Whether it is cached now.
    """
    from opendebate.errors import InputError
    from opendebate.rdf.disk_store import change_disk

    previous = entry.made_from
    changed = {
        slug for slug, digest in current.sources.items() if previous.sources.get(slug) != digest
    }
    removed_slugs = previous.sources.keys() - current.sources.keys()
    if current.common_digest != previous.common_digest or len(
        changed | removed_slugs
    ) * _SHARE > len(current.sources):
        return False
    old = cache / previous.key
    if old.is_symlink() or not old.is_dir():
        return False
    known = {} if removed_slugs else entry.registers
    coding = _read_changed(folder, frozenset(current.sources) - changed, known)
    if coding is None or not _is_of(coding, current):
        return False

    def change(store: Store) -> int:
        return _change(coding, store, changed | removed_slugs).apply(store)

    try:
        return change_disk(
            (old, previous.key), cache / current.key, current.key, change, _MAX_FILES
        )
    except (InputError, _MustBuildAll):
        return False


def _read_changed(
    folder: Path, unread: frozenset[str], known: dict[str, dict[str, Any]]
) -> Coding | None:
    """Return the changed sources with all entities; None if they have faults."""
    from opendebate.coding.check import read_changes
    from opendebate.rdf.build import without_garbage_collection

    with without_garbage_collection():
        coding, faults = read_changes(folder, unread, known)
    return None if any(fault.is_error for fault in faults) else coding


def _is_of(coding: Coding, current: Inputs) -> bool:
    """Tell whether a coding was read from files with these digests: none was changed meanwhile."""
    if not coding.unchanged:
        return inputs(coding.folder) == current
    try:
        return all(
            file_digest(coding.path(f"sources/{slug}")) == current.sources[slug]
            for slug in coding.sources
        )
    except OSError:
        return False


def _change(coding: Coding, store: Store, touched: set[str]) -> StoreChange:
    """Return what changes in a store.

    Raises
    ------
    _MustBuildAll
        If more may change than is known.
    """
    from opendebate.rdf.build import without_garbage_collection
    from opendebate.rdf.incremental_inference import changed_derivations

    with without_garbage_collection():
        iris = Iris(coding.debate.iri)
        removed_slugs = [slug for slug in touched if slug not in coding.sources]
        if any(_is_carrier(store, iris, slug, touched) for slug in removed_slugs):
            raise _MustBuildAll
        graphs = _compile_sources(coding)
        graph_iris = [iris.graph("source", slug) for slug in touched]
        undercuts = _undercuts(coding, store, iris, touched)
        if undercuts is None or not _conforms(graphs, store, iris, graph_iris):
            raise _MustBuildAll
        removed = {quad for graph in graph_iris for quad in _quads_of(store, graph)} | undercuts[0]
        added = {quad for graph in graphs for quad in graph.quads()} | undercuts[1]
        derived = changed_derivations(store, removed, added, iris.graph("derived"))
    if derived is None:
        raise _MustBuildAll
    removed_graphs = [iris.graph("source", slug) for slug in removed_slugs]
    return StoreChange(removed | derived[0], added | derived[1], removed_graphs)


def _quads_of(store: Store, graph: NamedNode) -> Iterable[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _is_carrier(store: Store, iris: Iris, slug: str, touched: set[str]) -> bool:
    """Tell whether a removed source is the carrier of a statement in an unchanged source."""
    carried = store.quads_for_pattern(None, term("od:carrier"), iris("source", slug))
    prefixes = tuple(_iri_prefix(iris, name) for name in touched)
    return any(not str(quad.subject)[1:].startswith(prefixes) for quad in carried)


def _iri_prefix(iris: Iris, slug: str) -> str:
    """Return the beginning of the IRIs of a source's statements and arguments."""
    return iris("source", slug, "").value


def _compile_sources(coding: Coding) -> list[NamedGraph]:
    from opendebate.rdf.records_to_rdf import kinds_of
    from opendebate.rdf.source_graph import compile_source

    kinds = {**dict.fromkeys(coding.unread, "source"), **kinds_of(coding)}
    return [compile_source(slug, file, coding, kinds) for slug, file in coding.sources.items()]


def _undercuts(
    coding: Coding, store: Store, iris: Iris, touched: set[str]
) -> tuple[set[Quad], set[Quad]] | None:
    """Return which undercut arguments are removed and added; None if no argument remains."""
    prefixes = tuple(_iri_prefix(iris, slug) for slug in touched)
    removed, added = set[Quad](), set[Quad]()
    register, undercut = iris.graph("register"), term("od:undercuts")
    undercutting = [name for name, data in coding.trees["claims"].data.items()
                    if "undercuts" in data] if coding.claims else []  # fmt: skip
    for name in undercutting:
        for target in coding.claims[name].undercuts:
            undercut_iri = iris("argument", name, "undercuts", target.premise, target.conclusion)
            before = set(store.quads_for_pattern(undercut_iri, undercut, None, register))
            ended = {quad for quad in before if str(quad.object)[1:].startswith(prefixes)}
            new = {
                Quad(undercut_iri, undercut, argument, register)
                for argument in _stated_arguments(coding, target, iris)
            }
            if not (before - ended) | new:
                return None
            removed |= ended
            added |= new
    return removed, added


def _stated_arguments(coding: Coding, inference: Inference, iris: Iris) -> list[NamedNode]:
    """Return the arguments of changed sources that lead from a premise to a conclusion."""
    return [
        iris("source", slug, statement.id, "because", inference.premise)
        for slug, file in coding.sources.items()
        for statement in file.statements
        if statement.claim == inference.conclusion and inference.premise in statement.because
    ]


def _conforms(
    graphs: list[NamedGraph], store: Store, iris: Iris, graph_iris: list[NamedNode]
) -> bool:
    """Tell whether changed sources, with the entities they refer to, conform to the shapes."""
    from opendebate.rdf.build import ontology_quads
    from opendebate.rdf.fact_index import Facts
    from opendebate.rdf.shape_checker import violations
    from opendebate.rdf.shapes import UnknownShape, read_shapes

    subjects = {row[0].value for graph in graphs for row in graph.rows}
    excluded = {*graph_iris, iris.graph("derived")}
    neighbours = _referred_to(graphs, subjects, store, iris.graph("register"), excluded)
    facts = Facts.of_graphs(graphs, [*neighbours, *ontology_quads(iris.graph("ontology"))])
    shapes = read_shapes(opendebate_ontology.path("shapes.ttl"))
    try:
        results = violations(facts, [shape for shape in shapes if shape.severity == "Violation"])
        return not any(result.focus in subjects for result in results)
    except UnknownShape:
        return False


def _referred_to(
    graphs: list[NamedGraph],
    subjects: set[str],
    store: Store,
    register: NamedNode,
    excluded: set[NamedNode],
) -> list[Quad]:
    """Return the facts about entities outside the changed sources that these refer to."""
    referred = {value for graph in graphs for _, _, value in graph.rows
                if isinstance(value, NamedNode) and value.value not in subjects
                and not value.value.startswith(PREFIXES["od"])}  # fmt: skip
    facts: list[Quad] = []
    for node in referred:  # nearly all stand in the register, and have many derived facts besides
        registered = list(store.quads_for_pattern(node, None, None, register))
        facts += registered or [quad for quad in store.quads_for_pattern(node, None, None)
                                if quad.graph_name not in excluded]  # fmt: skip
    return facts
