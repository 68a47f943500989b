"""Whose codings of which sources are compared: what a command's arguments name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from opendebate.coding.coder_files import ADJUDICATED, DRAFT, coder_files
from opendebate.coding.debate_files import debate_files, source_slug
from opendebate.errors import InputError, UnknownName, UsageError, close_matches

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding


class ComparedCoders(NamedTuple):
    """Coders, and the sources that at least two of them coded."""

    coders: tuple[str, ...]
    sources: tuple[str, ...]


def select(coding: Coding, names: Sequence[str]) -> ComparedCoders:
    """Return the coders and sources that names stand for.

    A name is a source, a coder's folder, ``adjudicated``, ``draft`` or ``draft:SLUG``. Without a
    source, all are taken that two of the coders coded; without coders, all who have a folder, and
    the adjudicated coding where there is only one.

    Parameters
    ----------
    coding : Coding
        The debate.
    names : sequence of str

    Raises
    ------
    UnknownName
        If there is no such source or coder.
    UsageError, InputError
        If there are not two codings of one source.
    """
    return _selected(coding.folder, coding.sources, names)


def compared_sources(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Return the sources that names stand for, before any file is read.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    names : sequence of str
        As in `select`.

    Raises
    ------
    UnknownName, UsageError, InputError
        As in `select`.
    """
    slugs = (source_slug(path, folder) for path in debate_files(folder))
    return _selected(folder, filter(None, slugs), names).sources


def _selected(folder: Path, adjudicated: Iterable[str], names: Sequence[str]) -> ComparedCoders:
    available = _available(folder, adjudicated)
    slugs = {slug for coded in available.values() for slug in coded}
    coders: list[str] = []
    sources: list[str] = []
    for name in names:
        coder, colon, slug = name.partition(":")
        if colon and coder == DRAFT:
            coders.append(coder)
            sources.append(_known(slug, slugs))
        elif name in available or name in {ADJUDICATED, DRAFT}:
            coders.append(name)
        else:
            sources.append(_known(name, slugs, available))
    chosen = tuple(dict.fromkeys(coders)) or _default_coders(available, folder)
    if len(chosen) < 2:
        raise UsageError(
            "One coder agrees with nobody.",
            advice=f"Name two of: {', '.join(_names(available))}.",
        )
    shared = _shared(available, chosen, tuple(dict.fromkeys(sources)) or tuple(sorted(slugs)))
    if sources and len(shared) < len(set(sources)):
        missing = next(slug for slug in sources if slug not in shared)
        raise InputError(
            f"At least two of {', '.join(chosen)} must have coded {missing}, to be compared.",
            advice=f"Coded it: {', '.join(_names(available, missing))}.",
        )
    if not shared:
        raise InputError(
            f"No source was coded by two of {', '.join(chosen)}.",
            advice=_advice(folder),
        )
    return ComparedCoders(chosen, shared)


def _available(folder: Path, adjudicated: Iterable[str]) -> dict[str, set[str]]:
    """Return all coders, each with the sources coded."""
    available = {coder: set(files) for coder, files in coder_files(folder).items()}
    available[ADJUDICATED] = set(adjudicated)
    drafts = folder / "drafts"
    available[DRAFT] = {path.stem for path in drafts.glob("*.yaml")} if drafts.is_dir() else set()
    return available


def _names(available: dict[str, set[str]], slug: str | None = None) -> list[str]:
    return [
        coder for coder, slugs in available.items() if (slugs if slug is None else slug in slugs)
    ]


def _known(name: str, slugs: set[str], available: dict[str, set[str]] | None = None) -> str:
    if name in slugs:
        return name
    kind = "source" if available is None else "source or coder"
    candidates = sorted({*slugs, *(available or ())})
    raise UnknownName(
        kind, name, close_matches(name, candidates), advice=f"There are {', '.join(candidates)}."
    )


def _default_coders(available: dict[str, set[str]], folder: Path) -> tuple[str, ...]:
    coders = [name for name in available if name not in {ADJUDICATED, DRAFT}]
    if not coders:
        raise InputError(
            "There is no coding by several coders.", where=str(folder), advice=_advice(folder)
        )
    return tuple(coders) if len(coders) > 1 else (*coders, ADJUDICATED)


def _shared(
    available: dict[str, set[str]], coders: tuple[str, ...], slugs: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if sum(slug in available[coder] for coder in coders) > 1)


def _advice(folder: Path) -> str:
    return (
        "Copy each coder's file of a source, which has the form of sources/SLUG.yaml, to "
        f"{folder.name}/codings/CODER/SLUG.yaml."
    )
