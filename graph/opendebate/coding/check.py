"""Faults that only show when all files of a debate are read together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.attribute_checks import check_attributes
from opendebate.coding.coding_warnings import add_warnings
from opendebate.coding.consistency import (
    check_departures,
    check_hierarchies,
    check_inferences,
    check_memberships,
    check_people,
    check_placeholders,
    check_source,
)
from opendebate.coding.debate_files import STORIES
from opendebate.coding.field_types import RefersTo
from opendebate.coding.folder import KINDS, Coding, Progress, read_folder, replace_files
from opendebate.coding.references import links
from opendebate.coding.same_as_checks import check_same_as
from opendebate.coding.sizes import check_sizes
from opendebate.coding.story_checks import check_stories
from opendebate.coding.story_records import Story
from opendebate.coding.top_topics import TOP_TOPICS
from opendebate.coding.validation_messages import shortened, suggestion_for
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import Fault, raise_errors

_SEPARATORS = re.compile(
    r"\s*[,;&+/]\s*|\s+(?:and|und|et|y|e)\s+"
)  # between several ids in one text


def read_coding(folder: Path, progress: Progress | None = None) -> Coding:
    """Read a debate and check all that can be checked without the articles.

    Raises
    ------
    FaultsFound
        With every fault of every file.
    """
    coding, faults = read_with_faults(folder, progress)
    raise_errors(faults)
    return coding


def read_with_faults(folder: Path, progress: Progress | None = None) -> tuple[Coding, list[Fault]]:
    """Return what can be read of a debate, and all that is wrong with it.

    Raises
    ------
    InputError
        If the folder is no debate, or cannot be read.
    """
    return _with_shared_faults(*read_folder(folder, progress))


def read_edited(former: Coding, texts: Mapping[str, str]) -> tuple[Coding, list[Fault]]:
    """Return a debate with other texts in place of some of its files, and all that is wrong in it.

    Parameters
    ----------
    former : Coding
        The debate before.
    texts : mapping of str to str
        ``"actors"`` or ``"sources/SLUG"`` → the file's text.
    """
    return _with_shared_faults(*replace_files(former, texts))


def _with_shared_faults(coding: Coding, faults: list[Fault]) -> tuple[Coding, list[Fault]]:
    """Add the faults that show only when all files are read."""
    _check_records(coding)
    check_placeholders(coding)
    check_people(coding)
    check_inferences(coding)
    check_hierarchies(coding)
    check_sizes(coding)
    check_stories(coding)
    check_memberships(coding)
    check_same_as(coding)
    add_warnings(coding)
    faults += [
        fault for tree in coding.trees.values() for fault in (*tree.faults, *tree.overflow_faults())
    ]
    coding.warnings = [fault for fault in faults if fault.severity != "error"]
    return coding, faults


def read_changes(
    folder: Path, unread: frozenset[str], known: Mapping[str, dict[str, Any]] | None = None
) -> tuple[Coding, list[Fault]]:
    """Read a debate without the sources that have not changed, and check what was read.

    Parameters
    ----------
    folder : pathlib.Path
    unread : frozenset of str
        Slugs of sources whose files, like those of the entities, have not changed since all of
        the debate was read without a fault.
    known : mapping of str to dict, optional
        ``"actors"`` → the data of that file then. References in it are not checked again, so no
        source may have gone since.

    Returns
    -------
    coding : Coding
    faults : list of Fault
        Those in the files that were read. Undercuts and warnings are not checked, since they
        depend on the statements of the other sources.
    """
    coding, faults = read_folder(folder, unread=unread, known=known)
    _check_records(coding)
    return coding, faults + [fault for tree in coding.trees.values() for fault in tree.faults]


def _check_records(coding: Coding) -> None:
    """Add the faults that a record can have whatever stands in the sources that are not read."""
    for tree in coding.trees.values():
        tree.faults.clear()
    _check_ids(coding)
    _check_references(coding)
    check_departures(coding)
    check_attributes(coding)
    for slug, file in coding.sources.items():
        check_source(slug, file, coding)


def _entity_files(coding: Coding) -> Iterator[tuple[str, str, Tree]]:
    """Yield file name, kind and tree of every file of entities."""
    for plural, (kind, _) in KINDS.items():
        if plural in coding.trees:
            yield plural, kind, coding.trees[plural]


def _check_ids(coding: Coding) -> None:
    kind_by_id: dict[str, str] = {}
    for _, kind, tree in _entity_files(coding):
        for name in tree.data:
            if name in kind_by_id:
                existing_kind = with_article(kind_by_id[name])
                message = f"The id {name!r} already names {existing_kind}. Choose another."
                tree.add_fault((name,), message, key=True)
            kind_by_id.setdefault(name, kind)
    for key, tree in coding.trees.items():
        slug = key.removeprefix("sources/")
        if slug != key and slug in kind_by_id:
            existing_kind = with_article(kind_by_id[slug])
            tree.add_fault((), f"The name {slug!r} already names {existing_kind}. Rename the file.")
    for name in TOP_TOPICS & coding.topics.keys():
        message = f"{name!r} is the ontology's own topic. Choose another id, or use it as broader."
        coding.trees["topics"].add_fault((name,), message, key=True)


def _check_references(coding: Coding) -> None:
    """Check that every id names a record, also in records that have other faults."""
    checker = _reference_checker(coding)
    for plural, _, tree in _entity_files(coding):
        for name, record in tree.data.items() if plural not in coding.unchanged else ():
            checker.check(KINDS[plural][1], record, tree, (name,))
    if STORIES in coding.trees and STORIES not in coding.unchanged:
        for name, record in coding.trees[STORIES].data.items():
            checker.check(Story, record, coding.trees[STORIES], (name,))
    check_source_references(coding, checker)


def check_source_references(coding: Coding, checker: _ReferenceChecker | None = None) -> None:
    """Check that every id in the files of sources names a record.

    Parameters
    ----------
    coding : Coding
    checker : _ReferenceChecker, optional
        One for this coding, if there is one already.
    """
    checker = checker or _reference_checker(coding)
    for key, tree in coding.trees.items():
        if "/" in key:
            checker.check(records.SourceFile, tree.data, tree, ())


def _reference_checker(coding: Coding) -> _ReferenceChecker:
    ids = {kind: list(tree.data) for _, kind, tree in _entity_files(coding)}
    ids["source"] = [key.removeprefix("sources/") for key in coding.trees if "/" in key]
    ids["source"] += coding.unread
    unread = {kind for _, kind, tree in _entity_files(coding) if not tree.is_complete}
    return _ReferenceChecker(ids, unread)


class _ReferenceChecker:
    """Checks that records refer only to ids that exist."""

    def __init__(self, ids: dict[str, list[str]], unread: set[str]) -> None:
        self.ids, self.unread = ids, unread
        self.sets = {kind: set(names) for kind, names in ids.items()}

    def check(self, model: type[BaseModel], data: Any, tree: Tree, path: Keys) -> None:
        """Check the references in the data of a record of `model`."""
        if not isinstance(data, dict):
            return
        for key, mark, nested in links(model):
            value = data.get(key)
            if value is None:
                continue
            location = (*path, key)
            for i, member in enumerate(value if isinstance(value, list) else [value]):
                at = (*location, i) if isinstance(value, list) else location
                if nested:
                    self.check(nested, member, tree, at)
                elif mark and isinstance(member, str):
                    self._check_exists(member, mark, tree, at)

    def _check_exists(self, name: str, mark: RefersTo, tree: Tree, at: Keys) -> None:
        if mark.allows(name) or any(name in self.sets.get(kind, ()) for kind in mark.kinds):
            return
        if self.unread & set(mark.kinds):
            return  # its record may be in a file that could not be read: that fault is reported
        if tree.is_full:
            tree.overflow["error"] += 1  # only counted: its message would not be shown
            return
        if name in TOP_TOPICS and "topic" in mark.kinds:
            tree.add_fault(
                at,
                f"{name!r} is the ontology's own topic, and may only be the broader topic of one "
                f"in topics.yaml. Name one from there, or add one there with broader: {name}.",
            )
            return
        if listed := self._list_meant(name, mark, at):
            tree.add_fault(at, f"{shortened(name)} names several. Write a list: {listed}")
            return
        expected = alternatives(mark.kinds)
        others = [kind for kind, names in self.sets.items() if name in names]
        if others:
            tree.add_fault(
                at, f"{name!r} is {with_article(others[0])}. Name {with_article(expected)} here."
            )
            return
        candidates = [*mark.also, *(n for kind in mark.kinds for n in self.ids.get(kind, ()))]
        files = [f"{file}.yaml" for file, (kind, _) in KINDS.items() if kind in mark.kinds]
        close = suggestion_for(name, candidates, tree)
        advice = f"{close} Or add" if close else "Add"
        message = f"There is no {expected} {shortened(name)}. {advice} it to {alternatives(files)}."
        capacity_hint = " A role has two words or more: the father of two." if mark.phrases else ""
        tree.add_fault(at, message + capacity_hint)

    def _list_meant(self, name: str, mark: RefersTo, at: Keys) -> str:
        """Return the list that ``a, b`` or ``a and b`` stands for, if some of the ids exist."""
        fragments = [fragment for fragment in _SEPARATORS.split(name) if fragment]
        ids = {n for kind in mark.kinds for n in self.sets.get(kind, ())}
        if len(fragments) < 2 or not ids.intersection(fragments):
            return ""
        return ", ".join(fragments) if isinstance(at[-1], int) else f"[{', '.join(fragments)}]"


def alternatives(words: Sequence[str]) -> str:
    """Return words joined as alternatives.

    Examples
    --------
    >>> alternatives(["actor", "model", "policy"])
    'actor, model or policy'
    """
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def with_article(noun: str) -> str:
    """Return a noun with its article: ``"an actor"``."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
