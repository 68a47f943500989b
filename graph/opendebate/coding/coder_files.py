"""Codings of several coders, ``codings/CODER/SLUG.yaml``: which files there are, and reading them.

They have the form of ``sources/SLUG.yaml`` and share the debate's registers. No command that
builds or answers reads them: ``sources/SLUG.yaml`` is the adjudicated coding, and the only one that
counts.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.coding.check import check_source_references
from opendebate.coding.coder_decisions import NEITHER, read_decisions
from opendebate.coding.consistency import check_source
from opendebate.coding.debate_files import CODINGS, coding_entries, display_path
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.folder import Coding, read_file_into
from opendebate.coding.yaml_reader import read_tree
from opendebate.coding.yaml_tree import Tree
from opendebate.counting import counted
from opendebate.errors import (
    Fault,
    InputError,
    UnknownName,
    UsageError,
    close_matches,
    raise_errors,
)
from opendebate.printed_commands import printed_command

if TYPE_CHECKING:
    from opendebate.coding.text import Text

ADJUDICATED = "adjudicated"  # the name of the codings under sources/
DRAFT = "draft"  # the name of the proposals under drafts/
_MOST_SOURCES = 3  # that a warning names


def coder_files(folder: Path) -> dict[str, dict[str, Path]]:
    """Return the files of all coders: coder → source → file, in a fixed order.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    """
    files: dict[str, dict[str, Path]] = {}
    for coder, path in coding_entries(folder):
        if path.suffix == ".yaml":
            files.setdefault(coder, {})[path.stem] = path
    return files


def read_coder(coding: Coding, coder: str, files: Mapping[str, Path]) -> tuple[Coding, list[Fault]]:
    """Read a coder's codings, with the debate's registers.

    Parameters
    ----------
    coding : Coding
        The debate.
    coder : str
    files : mapping of str to pathlib.Path
        Source → the coder's file.

    Returns
    -------
    coding : Coding
        With the coder's sources in place of the debate's.
    faults : list of Fault
        Those of the coder's files.
    """
    trees = {slug: read_tree(path, display_path(path)) for slug, path in files.items()}
    return with_coder(coding, coder, trees, frozenset(files))


def read_all_coders(coding: Coding) -> dict[str, Coding]:
    """Return the codings of all coders of a debate, by coder.

    Parameters
    ----------
    coding : Coding
        The debate, with the adjudicated coding.

    Raises
    ------
    FaultsFound
        If files have faults.
    InputError
        If nobody has a folder under ``codings``.
    """
    by_coder = coder_files(coding.folder)
    if not by_coder:
        raise InputError(
            "There is no coding by several coders.",
            where=str(coding.folder),
            advice="Leave --codings out, or put codings into codings/CODER/SLUG.yaml.",
        )
    codings = {}
    for coder, files in by_coder.items():
        codings[coder], faults = read_coder(coding, coder, files)
        raise_errors(faults)
    return codings


def with_coder(
    coding: Coding, coder: str, trees: Mapping[str, Tree], coded: frozenset[str] = frozenset()
) -> tuple[Coding, list[Fault]]:
    """Return a debate with a coder's sources in place of its own, and the faults of their files.

    Parameters
    ----------
    coding : Coding
        The debate.
    coder : str
    trees : mapping of str to Tree
        Source → the data of the coder's file.
    coded : frozenset of str
        Other sources of which the coder has codings.
    """
    known = frozenset((*coding.sources, *coding.unread, *coded)) - trees.keys()
    registers = {key: tree for key, tree in coding.trees.items() if "/" not in key}
    theirs = replace(
        coding, sources={}, trees=registers, positions={}, warnings=[], reading_faults={},
        unread=known, coder=coder,
    )  # fmt: skip
    for slug, tree in trees.items():
        read_file_into(theirs, f"sources/{slug}", tree)
    faults = [fault for listed in theirs.reading_faults.values() for fault in listed]
    return theirs, faults + _faults_between(theirs)


def _faults_between(coding: Coding) -> list[Fault]:
    """Return the faults that a coder's files have beside the registers."""
    trees = [tree for key, tree in coding.trees.items() if "/" in key]
    for tree in trees:
        tree.faults.clear()
    check_source_references(coding)
    for slug, file in coding.sources.items():
        check_source(slug, file, coding)
    return [fault for tree in trees for fault in (*tree.faults, *tree.overflow_faults())]


def coder_faults(coding: Coding, texts: Mapping[str, Text] | None = None) -> Iterator[Fault]:
    """Yield the faults and warnings of all coders' files, and of their names.

    Parameters
    ----------
    coding : Coding
        The debate.
    texts : mapping of str to Text, optional
        Source → its article, with which the coders' passages are compared.
    """
    by_coder = coder_files(coding.folder)
    slugs = {key.removeprefix("sources/") for key in coding.trees if "/" in key} | coding.unread
    for coder, files in by_coder.items():
        where = display_path(coding.folder / CODINGS / coder)
        if message := _name_fault(coder, slugs | {s for each in by_coder.values() for s in each}):
            yield Fault(where, 0, 0, message)
        elif coding.debate.coders and coder not in coding.debate.coders:
            message = (
                f"debate.yaml names coders, but not {coder!r}. Add to its coders: "
                f'{coder}: {{name: "Family name, Given names", orcid: …}}.'
            )
            yield Fault(where, 0, 0, message, "warning")
        theirs, faults = read_coder(coding, coder, files)
        yield from faults
        for slug, text in (texts or {}).items():
            if slug in theirs.sources:
                yield from _article_faults(theirs, slug, text, files[slug])
    yield from _not_adjudicated(coding.folder, slugs)
    yield from read_decisions(coding.folder)[1]


def _article_faults(theirs: Coding, slug: str, text: Text, path: Path) -> Iterator[Fault]:
    """Yield the faults of a coder's coding that its article shows."""
    from opendebate.coding.copied_words import CopyFinder, copy_faults
    from opendebate.coding.text_checks import passage_faults
    from opendebate.coding.verify import verify

    tree = theirs.trees[f"sources/{slug}"]
    try:
        verification = verify(theirs.sources[slug], text)
    except InputError as error:
        message = f"{error.what} {error.advice or ''}".strip()
        yield Fault(tree.file, *tree.location(("source", "text")), message)
        return
    yield from passage_faults(theirs, slug, verification)
    yield from copy_faults(tree, path, CopyFinder(verification.body), slug)


def check_coder(folder: Path, coder: str) -> None:
    """Raise `UsageError` if a coder cannot have a name.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder, whose sources have names, too.
    coder : str
        The name of the coder's folder.
    """
    slugs = {path.stem for path in (folder / "sources").glob("*.yaml")}
    slugs |= {path.stem for _, path in coding_entries(folder)} if folder.is_dir() else set()
    if message := _name_fault(coder, slugs):
        raise UsageError(f"--coder: {message.removesuffix(' Rename the folder.')}")


def _name_fault(coder: str, slugs: set[str]) -> str | None:
    """Return what is wrong with the name of a coder's folder."""
    if len(coder) > MAX_ID or not re.fullmatch(ID_PATTERN, coder):
        return (
            f"{coder!r} cannot name a coder. Use small letters, digits and single hyphens. "
            "Rename the folder."
        )
    if coder in {ADJUDICATED, DRAFT, NEITHER}:
        return f"{coder!r} cannot name a coder: it means something else. Rename the folder."
    if coder in slugs:
        return f"The name {coder!r} already names a source. Rename the folder."
    return None


def coded_only_by_coders(folder: Path, slugs: Container[str]) -> dict[tuple[str, ...], list[str]]:
    """Return the sources that count for nothing yet: coders → what only these coded, sorted.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slugs : container of str
        The sources that count.
    """
    coders: dict[str, list[str]] = {}
    for coder, files in coder_files(folder).items():
        for slug in files:
            if slug not in slugs:
                coders.setdefault(slug, []).append(coder)
    grouped: dict[tuple[str, ...], list[str]] = {}
    for slug in sorted(coders):
        grouped.setdefault(tuple(coders[slug]), []).append(slug)
    return grouped


def _not_adjudicated(folder: Path, slugs: set[str]) -> Iterator[Fault]:
    """Yield a warning for sources that coders have coded and that count for nothing yet."""
    for coders, sources in coded_only_by_coders(folder, slugs).items():
        listed = f"{', '.join(sources[:_MOST_SOURCES])}{', …' * (len(sources) > _MOST_SOURCES)}"
        who = f"{counted(len(coders), 'coder')} coded"
        missing = (
            f"{who} {listed}, but there is no sources/{listed}.yaml, so build does not count it."
            if len(sources) == 1
            else f"{who} {counted(len(sources), 'source')} ({listed}), but sources/ has no file of "
            "them, so build does not count them."
        )
        only = sources if len(sources) == 1 else []
        command = printed_command("adjudicate", *only, debate=folder)
        how = f" To decide where they differ, run: {command}" if len(coders) > 1 else ""
        message = f"{missing} Where nothing is to be decided, copy a coder's file to sources/.{how}"
        path = coder_files(folder)[coders[0]][sources[0]]
        yield Fault(display_path(path), 0, 0, message, "warning")


def coder_path(folder: Path, coder: str, slug: str) -> Path:
    """Return the file of a coder's coding of a source.

    Raises
    ------
    UnknownName
        If there is no such coder, or the coder has not coded this source.
    """
    files = coder_files(folder)
    if coder not in files:
        raise UnknownName("coder", coder, close_matches(coder, files))
    if slug not in files[coder]:
        raise UnknownName(
            f"coding by {coder} of the source", slug, close_matches(slug, files[coder])
        )
    return files[coder][slug]
