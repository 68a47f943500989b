"""A debate with only some of its sources: what they say, and what that refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from opendebate.coding.check import read_coding
from opendebate.coding.debate_files import ENTITY_FILES, STORIES
from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.references import file_references
from opendebate.coding.yaml_tree import Keys
from opendebate.counting import counted
from opendebate.errors import UsageError, close_matches, did_you_mean
from opendebate.printed_commands import printed_command

SelectedIds = Mapping[str, set[str]]  # kind of record, in the singular → ids


def source_slugs_of(names: Iterable[str], coding: Coding) -> list[str]:
    """Return the slugs of the sources that a user names by slug, path in the data, or title.

    Parameters
    ----------
    names : iterable of str
        Such as ``"a-speech"``, ``"source/a-speech"`` or ``"A speech"``.
    coding : Coding

    Raises
    ------
    UsageError
        If the debate has no such source.
    """
    slugs: dict[str, list[str]] = defaultdict(list)
    for slug, file in coding.sources.items():
        slugs[file.source.title.casefold()].append(slug)
    slugs.update({slug: [slug] for slug in coding.sources})
    named = {name.strip().removeprefix("source/") for name in names}
    for name in named:
        meant = slugs.get(name.casefold(), [])
        if len(meant) > 1:
            raise UsageError(
                f"{counted(len(meant), 'source')} have the title {name!r}.",
                advice=f"Name one of them: {', '.join(meant)}.",
            )
        if not meant:
            close = close_matches(name.casefold(), list(slugs), 3)
            raise UsageError(
                f"The debate has no source {name!r}.",
                advice=did_you_mean(sorted({slug for match in close for slug in slugs[match]}))
                or f"To see all, run: {printed_command('list', 'sources', debate=coding.folder)}",
            )
    return sorted({slugs[name.casefold()][0] for name in named})


def selected_files(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the coding files of a debate that has only some of its sources.

    Kept is what the statements of these sources name, and what that refers to in turn; coder's
    relations between kept claims; stories that name nothing else; and facts that depart from
    kept statements or, if they depart from none, are about kept entities only.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    names : iterable of str
        The sources, as for `source_slugs_of`.

    Returns
    -------
    dict of str to str
        Path in the folder, such as ``"sources/a-speech.yaml"``, → the file's text.

    Raises
    ------
    FaultsFound
        If the debate has faults.
    UsageError
        If the debate has no such source.
    """
    coding = read_coding(folder)
    slugs = source_slugs_of(names, coding)
    selected = _reached(coding, slugs)
    _add_unreached(selected, coding)
    data = {key: _without_lost(key, coding.trees[key].data, selected) for key in _keys(slugs)}
    for file in (*ENTITY_FILES, STORIES):
        if file in coding.trees:
            data[file] = _kept_records(file, coding.trees[file].data, selected)
    _drop_groundless_undercuts(data, slugs)
    data["debate"] = coding.trees["debate"].data
    return {f"{file}.yaml": _yaml(content) for file, content in data.items() if content}


def _keys(slugs: list[str]) -> list[str]:
    return [f"sources/{slug}" for slug in slugs]


def _yaml(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))


def _reached(coding: Coding, slugs: list[str]) -> dict[str, set[str]]:
    """Return the ids, by kind, of all that the sources' statements lead to.

    A claim leads to what it is about, and a record to what it belongs to; no record leads to a
    further claim, since nobody in these sources may have made it.
    """
    selected: dict[str, set[str]] = defaultdict(set, source=set(slugs))
    selected["statement"] = {
        f"{slug}/{statement.id}" for slug in slugs for statement in coding.sources[slug].statements
    }
    named = {file: coding.trees[file].data for file in KINDS if file in coding.trees}
    pending = [(key, coding.trees[key].data) for key in _keys(slugs)]
    while pending:
        key, data = pending.pop()
        for _, name, mark in file_references(key, data):
            for file, kind in _records_named(name, mark.kinds, named):
                if name in selected[kind] or (kind == "claim" and not key.startswith("sources/")):
                    continue
                selected[kind].add(name)
                pending.append((file, {name: named[file][name]}))
    selected["context"] = set(_kept_facts(named.get("context", {}), selected))
    return selected


def _add_unreached(selected: dict[str, set[str]], coding: Coding) -> None:
    """Add the records that no source leads to: they come with all sources, or not at all."""
    if len(selected["source"]) == len(coding.sources):
        for kind, _ in KINDS.values():
            selected[kind].update(coding.of_kind(kind))


def _records_named(
    name: str, kinds: tuple[str, ...], named: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield the file and the kind of the records that an id may refer to."""
    for file, (kind, _) in KINDS.items():
        if kind in kinds and name in (named.get(file) or {}):
            yield file, kind


def _kept_facts(facts: Mapping[str, Any], selected: SelectedIds) -> Iterator[str]:
    """Yield the ids of facts on what is kept."""
    entities = set().union(*(ids for kind, ids in selected.items() if kind != "source"))
    for name, fact in facts.items():
        departures, about = set(_listed(fact, "departs_from")), set(_listed(fact, "about"))
        if departures & entities or (not departures and about and about <= entities):
            yield name


def _listed(record: Any, field: str) -> list[str]:
    value = record.get(field) or []
    return value if isinstance(value, list) else [value]


def _kept_records(file: str, data: Mapping[str, Any], selected: SelectedIds) -> dict[str, Any]:
    """Return the records of a file that are kept, without references to what is not."""
    if file == STORIES:
        return {
            name: story
            for name, story in data.items()
            if not list(_lost(file, {name: story}, selected))
        }
    kind = KINDS[file][0]
    chosen = {name: record for name, record in data.items() if name in selected[kind]}
    return _without_lost(file, chosen, selected)


def _without_lost(file: str, data: dict[str, Any], selected: SelectedIds) -> dict[str, Any]:
    """Return the data of a file without references to what is not kept."""
    lost = set(_lost(file, data, selected))
    without: dict[str, Any] = _without(data, (), lost)
    return without


def _lost(file: str, data: Mapping[str, Any], selected: SelectedIds) -> Iterator[Keys]:
    """Yield the paths of references to records that are not kept."""
    for path, name, mark in file_references(file, data):
        if not mark.allows(name) and not any(name in selected.get(kind, ()) for kind in mark.kinds):
            yield path
    if file == "context":
        for name, fact in data.items():
            at: Keys = (name, "departs_from")
            many = isinstance(fact.get("departs_from"), list)
            for i, departure in enumerate(_listed(fact, "departs_from")):
                if not any(departure in selected[kind] for kind in ("statement", "claim")):
                    yield (*at, i) if many else at


def _without(value: Any, path: Keys, lost: set[Keys]) -> Any:
    """Return a value without what was lost; an undercut that lost a claim goes as a whole."""
    if isinstance(value, dict):
        parts = {key: _without(part, (*path, key), lost) for key, part in value.items()}
        return {key: part for key, part in parts.items() if (*path, key) not in lost and part != []}
    if isinstance(value, list):
        return [
            _without(part, (*path, i), lost)
            for i, part in enumerate(value)
            if (*path, i) not in lost
            and not (
                "undercuts" in path and lost & {(*path, i, "premise"), (*path, i, "conclusion")}
            )
        ]
    return value


def _drop_groundless_undercuts(data: Mapping[str, Any], slugs: list[str]) -> None:
    """Remove the undercuts of arguments that only other sources make."""
    claims = data.get("claims", {})
    arguments = {
        (name, target)
        for name, claim in claims.items()
        for relation in ("supports", "attacks")
        for target in _listed(claim, relation)
    }
    for key in _keys(slugs):
        for statement in data[key].get("statements") or ():
            arguments |= {(name, statement["claim"]) for name in _listed(statement, "because")}
    for claim in claims.values():
        undercuts = claim.get("undercuts") or []
        listed = undercuts if isinstance(undercuts, list) else [undercuts]
        standing = [each for each in listed if (each["premise"], each["conclusion"]) in arguments]
        if listed and not standing:
            del claim["undercuts"]
        elif standing:
            claim["undercuts"] = standing
