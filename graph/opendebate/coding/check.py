"""Faults that only show when all files of a debate are read together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.coding_warnings import check_doubts
from opendebate.coding.consistency import (
    check_departures,
    check_hierarchies,
    check_inferences,
    check_memberships,
    check_placeholders,
    check_source,
)
from opendebate.coding.field_types import Refers
from opendebate.coding.folder import KINDS, Coding, Progress, read_folder
from opendebate.coding.validation_messages import close_to, nested_model, refers, shortened
from opendebate.coding.yaml_reader import Keys, Tree
from opendebate.errors import Fault, FaultsFound

_TOP = {"risk", "benefit"}
_BETWEEN = re.compile(r"\s*[,;&+/]\s*|\s+(?:and|und|et|y|e)\s+")  # what stands between ids


def read_coding(folder: Path, progress: Progress | None = None) -> Coding:
    """Read a debate and check all that can be checked without the articles.

    Raises
    ------
    FaultsFound
        With every fault of every file.
    """
    coding, faults = read_with_faults(folder, progress)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise FaultsFound(errors)
    return coding


def read_with_faults(folder: Path, progress: Progress | None = None) -> tuple[Coding, list[Fault]]:
    """Return what can be read of a debate, and all that is wrong with it.

    Raises
    ------
    InputError
        If the folder is no debate, or cannot be read.
    """
    coding, faults = read_folder(folder, progress)
    for tree in coding.trees.values():
        tree.faults.clear()
    _check_ids(coding)
    _check_references(coding)
    check_departures(coding)
    check_placeholders(coding)
    check_inferences(coding)
    check_hierarchies(coding)
    check_memberships(coding)
    for slug, file in coding.sources.items():
        check_source(slug, file, coding)
    check_doubts(coding)
    faults += [fault for tree in coding.trees.values() for fault in (*tree.faults, *tree.rest())]
    coding.warnings = [fault for fault in faults if fault.severity != "error"]
    return coding, faults


def read_changes(folder: Path, unread: frozenset[str]) -> tuple[Coding, list[Fault]]:
    """Read a debate but for sources that were without faults before, and check the rest.

    Parameters
    ----------
    folder : pathlib.Path
    unread : frozenset of str
        Slugs of sources whose files, like those of the entities, have not changed since all of
        the debate was read without a fault.

    Returns
    -------
    coding : Coding
    faults : list of Fault
        Those in the files that were read. What depends on the other sources' statements is not
        checked: undercuts, and warnings.
    """
    coding, faults = read_folder(folder, unread=unread)
    for tree in coding.trees.values():
        tree.faults.clear()
    _check_ids(coding)
    _check_references(coding)
    check_departures(coding)
    for slug, file in coding.sources.items():
        check_source(slug, file, coding)
    return coding, faults + [fault for tree in coding.trees.values() for fault in tree.faults]


def _files(coding: Coding) -> Iterator[tuple[str, str, Tree]]:
    """Yield file name, kind and tree of every file of entities."""
    for plural, (kind, _) in KINDS.items():
        if plural in coding.trees:
            yield plural, kind, coding.trees[plural]


def _check_ids(coding: Coding) -> None:
    seen: dict[str, str] = {}
    for _, kind, tree in _files(coding):
        for name in tree.data:
            if name in seen:
                message = f"The id {name!r} already names {a(seen[name])}. Choose another."
                tree.fault((name,), message, key=True)
            seen.setdefault(name, kind)
    for key, tree in coding.trees.items():
        slug = key.removeprefix("sources/")
        if slug != key and slug in seen:
            tree.fault((), f"The name {slug!r} already names {a(seen[slug])}. Rename the file.")
    for name in _TOP & coding.topics.keys():
        message = f"{name!r} is the ontology's own topic. Choose another id, or use it as broader."
        coding.trees["topics"].fault((name,), message, key=True)


def _check_references(coding: Coding) -> None:
    """Check that every id names something, also in records that have other faults."""
    ids = {kind: list(tree.data) for _, kind, tree in _files(coding)}
    ids["source"] = [key.removeprefix("sources/") for key in coding.trees if "/" in key]
    ids["source"] += coding.unread
    unread = {kind for _, kind, tree in _files(coding) if not tree.whole}
    known = _Known(ids, unread)
    for plural, _, tree in _files(coding):
        for name, record in tree.data.items():
            known.check(KINDS[plural][1], record, tree, (name,))
    for key, tree in coding.trees.items():
        if "/" in key:
            known.check(records.SourceFile, tree.data, tree, ())


class _Known:
    """All ids by kind, and the check that a record names only these."""

    def __init__(self, ids: dict[str, list[str]], unread: set[str]) -> None:
        self.ids, self.unread = ids, unread
        self.sets = {kind: set(names) for kind, names in ids.items()}

    def check(self, model: type[BaseModel], data: Any, tree: Tree, path: Keys) -> None:
        """Check what stands in the file for a record of `model`."""
        if not isinstance(data, dict):
            return
        for key, mark, nested in _links(model):
            here, value = (*path, key), data.get(key)
            for i, one in enumerate(value if isinstance(value, list) else [value]):
                at = (*here, i) if isinstance(value, list) else here
                if nested:
                    self.check(nested, one, tree, at)
                elif mark and isinstance(one, str):
                    self._exists(one, mark, tree, at)

    def _exists(self, name: str, mark: Refers, tree: Tree, at: Keys) -> None:
        if mark.allows(name) or any(name in self.sets.get(kind, ()) for kind in mark.kinds):
            return
        if self.unread & set(mark.kinds):
            return  # it may stand in a file that could not be read, which is told already
        if tree.full:
            tree.more["error"] += 1  # words for it would be sought in vain
            return
        if listed := self._several(name, mark, at):
            tree.fault(at, f"{shortened(name)} names several. Write a list: {listed}")
            return
        wanted = alternatives(mark.kinds)
        others = [kind for kind, names in self.sets.items() if name in names]
        if others:
            tree.fault(at, f"{name!r} is {a(others[0])}; here must stand {a(wanted)}.")
            return
        known = [*mark.also, *(n for kind in mark.kinds for n in self.ids.get(kind, ()))]
        files = [f"{file}.yaml" for file, (kind, _) in KINDS.items() if kind in mark.kinds]
        close = close_to(name, known, tree)
        advice = f"{close} Or add" if close else "Add"
        told = f"There is no {wanted} {shortened(name)}. {advice} it to {alternatives(files)}."
        hat = " A hat has two words or more: the father of two." if mark.phrases else ""
        tree.fault(at, told + hat)

    def _several(self, name: str, mark: Refers, at: Keys) -> str:
        """Return the list that is meant by ``a, b`` or ``a and b``, where these are known."""
        parts = [part for part in _BETWEEN.split(name) if part]
        known = {n for kind in mark.kinds for n in self.sets.get(kind, ())}
        if len(parts) < 2 or not known.intersection(parts):
            return ""
        return ", ".join(parts) if isinstance(at[-1], int) else f"[{', '.join(parts)}]"


def alternatives(words: Sequence[str]) -> str:
    """Return words joined as alternatives.

    Examples
    --------
    >>> alternatives(["actor", "model", "policy"])
    'actor, model or policy'
    """
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def a(noun: str) -> str:
    """Return a noun with its article: ``"an actor"``."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


@cache
def _links(model: type[BaseModel]) -> list[tuple[str, Refers | None, type[BaseModel] | None]]:
    """Return key, mark and record class of the fields that name or hold other records."""
    found = [
        (field.alias or name, refers(field), nested_model(field))
        for name, field in model.model_fields.items()
    ]
    return [link for link in found if link[1] or link[2]]
