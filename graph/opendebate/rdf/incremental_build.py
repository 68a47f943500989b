"""A built debate made from the one before, where only a few of its sources have changed.

Only the changed sources are read, checked and compiled; what is kept is what a build of the whole
debate gives. Where anything is wrong, or is not known to be right, nothing is made: then the whole
debate is built, which also tells of all faults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

import opendebate_ontology
from opendebate.rdf.build_inputs import Inputs
from opendebate.rdf.namespaces import Iris, term

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.records import Inference
    from opendebate.rdf.graph_builder import Part

_SHARE = 8  # if more than one of so many sources has changed, all is built
_MOST_FILES = 400  # of a store; each change adds some, and a build writes few


@dataclass(frozen=True, slots=True)
class Change:
    """What makes a debate's store out of the one before.

    Attributes
    ----------
    removed, added : set of Quad
    gone : list of NamedNode
        Named graphs that are no more.
    """

    removed: set[Quad]
    added: set[Quad]
    gone: list[NamedNode]

    def apply(self, store: Store) -> None:
        """Change a store."""
        for quad in self.removed - self.added:
            store.remove(quad)
        store.extend(self.added - self.removed)
        for graph in self.gone:
            store.remove_graph(graph)


def renew(place: Path, folder: Path, now: Inputs, before: Inputs) -> bool:
    """Keep a debate that is made from the one that was kept before, if that can be done.

    Parameters
    ----------
    place : pathlib.Path
        The cache.
    folder : pathlib.Path
        The debate's folder.
    now, before : Inputs
        What it is made from, and what the one before was made from.

    Returns
    -------
    bool
        Whether it is kept now.
    """
    from opendebate.errors import InputError
    from opendebate.rdf.disk_store import change_disk
    from opendebate.rdf.user_cache import read

    changed = {slug for slug, one in now.sources.items() if before.sources.get(slug) != one}
    gone = before.sources.keys() - now.sources.keys()
    if now.rest != before.rest or len(changed | gone) * _SHARE > len(now.sources):
        return False
    old = read(place, before.key)
    if old is None or old.extracts is None:  # a small debate is built soon enough
        return False
    change = _change(folder, old.store, frozenset(now.sources) - changed, changed | gone)
    if change is None:
        return False
    try:
        return change_disk(place / before.key, place / now.key, now.key, change.apply, _MOST_FILES)
    except InputError:
        return False


def _change(folder: Path, store: Store, unread: frozenset[str], touched: set[str]) -> Change | None:
    """Return what changes in a store, or None where the whole debate must be built."""
    from opendebate.coding.check import read_changes
    from opendebate.rdf.build import uncollected
    from opendebate.rdf.incremental_inference import rederived

    with uncollected():
        coding, faults = read_changes(folder, unread)
        if any(fault.severity == "error" for fault in faults):
            return None
        iris = Iris(coding.debate.iri)
        gone = [slug for slug in touched if slug not in coding.sources]
        if any(_is_named(store, iris, slug, touched) for slug in gone):
            return None
        parts = _compiled(coding)
        graphs = [iris.graph("source", slug) for slug in touched]
        undercuts = _undercuts(coding, store, iris, touched)
        if undercuts is None or not _conforms(parts, store, iris, graphs):
            return None
        removed = {quad for graph in graphs for quad in _all_of(store, graph)} | undercuts[0]
        added = {quad for part in parts for quad in part.quads()} | undercuts[1]
        derived = rederived(store, removed, added, iris.graph("derived"))
    if derived is None:
        return None
    left = [iris.graph("source", slug) for slug in gone]
    return Change(removed | derived[0], added | derived[1], left)


def _all_of(store: Store, graph: NamedNode) -> Iterable[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _is_named(store: Store, iris: Iris, slug: str, touched: set[str]) -> bool:
    """Tell whether a source that is no more carries a statement of one that has not changed."""
    carried = store.quads_for_pattern(None, term("od:carrier"), iris("source", slug))
    inside = tuple(_inside(iris, one) for one in touched)
    return any(not str(quad.subject)[1:].startswith(inside) for quad in carried)


def _inside(iris: Iris, slug: str) -> str:
    """Return what the IRIs of a source's statements and arguments begin with."""
    return iris("source", slug, "").value


def _compiled(coding: Coding) -> list[Part]:
    from opendebate.rdf.records_to_rdf import kinds_of
    from opendebate.rdf.source_graph import compile_source

    kinds = {**dict.fromkeys(coding.unread, "source"), **kinds_of(coding)}
    return [compile_source(slug, file, coding, kinds) for slug, file in coding.sources.items()]


def _undercuts(
    coding: Coding, store: Store, iris: Iris, touched: set[str]
) -> tuple[set[Quad], set[Quad]] | None:
    """Return which arguments that are undercut go and come; None where no argument is left."""
    inside = tuple(_inside(iris, slug) for slug in touched)
    removed, added = set[Quad](), set[Quad]()
    register, undercut = iris.graph("register"), term("od:undercuts")
    for name, claim in coding.claims.items():
        for target in claim.undercuts:
            place = iris("argument", name, "undercuts", target.premise, target.conclusion)
            was = set(store.quads_for_pattern(place, undercut, None, register))
            ended = {quad for quad in was if str(quad.object)[1:].startswith(inside)}
            new = {Quad(place, undercut, one, register) for one in _given(coding, target, iris)}
            if not (was - ended) | new:
                return None
            removed |= ended
            added |= new
    return removed, added


def _given(coding: Coding, step: Inference, iris: Iris) -> list[NamedNode]:
    """Return the arguments of changed sources that lead from a premise to a conclusion."""
    return [
        iris("source", slug, one.id, "because", step.premise)
        for slug, file in coding.sources.items()
        for one in file.statements
        if one.claim == step.conclusion and step.premise in one.because
    ]


def _conforms(parts: list[Part], store: Store, iris: Iris, graphs: list[NamedNode]) -> bool:
    """Tell whether changed sources keep the shapes, each thing beside what it refers to."""
    from opendebate.rdf.build import ontology_quads
    from opendebate.rdf.shape_checker import Facts, violations
    from opendebate.rdf.shapes import UnknownShape, read_shapes

    own = {row[0].value for part in parts for row in part.rows}
    near = _referred_to(parts, own, store, {*graphs, iris.graph("derived")})
    facts = Facts.of_parts(parts, [*near, *ontology_quads(iris.graph("ontology"))])
    shapes = read_shapes(opendebate_ontology.path("shapes.ttl"))
    try:
        found = violations(facts, [one for one in shapes if one.severity == "Violation"])
        return not any(result.focus in own for result in found)
    except UnknownShape:
        return False


def _referred_to(
    parts: list[Part], own: set[str], store: Store, without: set[NamedNode]
) -> list[Quad]:
    """Return what is said of the debate's other things that changed sources refer to."""
    things = {value for part in parts for _, _, value in part.rows
              if isinstance(value, NamedNode) and value.value not in own}  # fmt: skip
    return [quad for thing in things for quad in store.quads_for_pattern(thing, None, None)
            if quad.graph_name not in without]  # fmt: skip
