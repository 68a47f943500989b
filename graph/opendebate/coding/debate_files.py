"""Which files a debate has. This module imports little, since every command uses it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import opendebate_ontology
from opendebate.errors import InputError, close_matches
from opendebate.printed_commands import printed_command

ENTITY_FILES = ("actors", "models", "policies", "claims", "topics", "events", "context")
STORIES = "stories"  # the name of the file of stories, which are no entities
CODINGS = "codings"  # the folder of several coders' codings, which no build reads
DRAFTS = "drafts"  # the folder of proposals, which no build reads
DECISIONS = "decisions.yaml"  # the file in it of what was decided where coders differ
MAX_STRAYS = 20_000  # files and folders under sources/ that are searched for files not read


def debate_files(folder: Path) -> list[Path]:
    """Return every coding file of a debate, in a fixed order.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.

    Raises
    ------
    InputError
        If the folder is no debate, or a file cannot be read.
    """
    with _refuse_unreadable(folder):
        main = folder / "debate.yaml"
        if not main.is_file():
            raise _no_debate_error(folder)
        listed = [main, *(folder / f"{name}.yaml" for name in (*ENTITY_FILES, STORIES))]
        files = [path for path in listed if os.path.lexists(path)]
    files += [Path(entry.path) for entry in _sources(folder) if entry.name.endswith(".yaml")]
    for path in files:
        _check_file(path, folder)
    return files


def source_slug(path: Path, folder: Path) -> str | None:
    """Return the slug of the source in a coding file; None if the file is not a source's.

    Examples
    --------
    >>> source_slug(Path("maps/sources/speech.yaml"), Path("maps"))
    'speech'
    >>> source_slug(Path("maps/actors.yaml"), Path("maps"))
    """
    return path.stem if path.parent == folder / "sources" else None


def _check_file(path: Path, folder: Path) -> None:
    if not path.name.isprintable():
        raise InputError(
            "The file's name has a character that cannot be shown.",
            where=display_path(path),
            advice="Rename it: small letters, digits and single hyphens.",
        )
    check_inside(path, folder)
    if not (path.is_file() and os.access(path, os.R_OK)):
        raise InputError(
            "It cannot be read.",
            where=display_path(path),
            advice="A coding file is a YAML file that you may read. Mend or remove it.",
        )


def check_inside(path: Path, folder: Path) -> None:
    """Refuse a symbolic link that leads out of the debate's folder.

    The built-in debate is trusted: some installers link each of its files to a common folder.

    Parameters
    ----------
    path, folder : pathlib.Path
        The link, and the debate's folder.

    Raises
    ------
    InputError
    """
    if folder == opendebate_ontology.path("debate"):
        return
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            "This is a symbolic link that leads out of the debate's folder.",
            where=str(path),
            advice="Replace the link by a copy of the file.",
        )


def _sources(folder: Path) -> list[os.DirEntry[str]]:
    """Return the entries of the folder ``sources``, by name; none if there is no such folder."""
    return _entries_inside(folder / "sources", folder)


def coding_entries(folder: Path) -> list[tuple[str, Path]]:
    """Return the YAML files in the folders of ``codings``, each with its folder's name, the coder.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.

    Raises
    ------
    InputError
        If a file or folder cannot be read, or is a link out of the debate's folder.
    """
    files = [
        (coder.name, Path(entry.path))
        for coder in _entries_inside(folder / CODINGS, folder)
        if coder.is_dir()
        for entry in _entries_inside(Path(coder.path), folder)
        if entry.name.endswith(".yaml")
    ]
    for _, path in files:
        _check_file(path, folder)
    return files


def draft_files(folder: Path) -> list[Path]:
    """Return the files of drafts, ``drafts/SLUG.yaml``, by name.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.

    Raises
    ------
    InputError
        If a file or folder cannot be read, or is a link out of the debate's folder.
    """
    entries = _entries_inside(folder / DRAFTS, folder)
    files = [Path(entry.path) for entry in entries if entry.name.endswith(".yaml")]
    for path in files:
        _check_file(path, folder)
    return files


def decision_files(folder: Path) -> list[Path]:
    """Return the file of decisions between coders; nothing if there is none.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.

    Raises
    ------
    InputError
        If it cannot be read, or is a link out of the debate's folder.
    """
    path = folder / CODINGS / DECISIONS
    if not os.path.lexists(path):
        return []
    _check_file(path, folder)
    return [path]


def _entries_inside(inner: Path, folder: Path) -> list[os.DirEntry[str]]:
    """Return the entries of a folder of the debate, by name; none if it is not there."""
    if not os.path.lexists(inner):
        return []
    check_inside(inner, folder)
    return _entries(inner)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with _refuse_unreadable(folder), os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


@contextmanager
def _refuse_unreadable(folder: Path) -> Iterator[None]:
    """Turn the system's refusal to read a folder into an InputError."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"The folder cannot be read: {error.strerror or error}.",
            where=display_path(folder),
            advice="A debate's folder and its sources are folders that you may read and enter.",
        ) from error


def _no_debate_error(folder: Path) -> InputError:
    if not folder.exists():
        what = "There is no such folder."
    elif folder.is_dir():
        what = "This folder is no debate: there is no debate.yaml in it."
    else:
        what = "This is a file; a debate is a folder with a debate.yaml in it."
    new = Path("FOLDER") if folder.exists() else folder
    command = printed_command("new", "SLUG", debate=new)
    advice = f"To begin a debate in a new folder, run: {command}"
    return InputError(what, where=display_path(folder), advice=advice)


def stray_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield files that look like coding files but are not read, and what to do about each."""
    stems = ("debate", *ENTITY_FILES, STORIES)
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        # The search for similar names is slow to import: only for a name that is not known.
        close = [] if path.stem in stems else close_matches(path.stem, stems, 1)
        if close:
            yield path, f"This file is not read. Did you mean {close[0]}.yaml? Rename it."
        elif path.suffix == ".yml" and path.stem in stems:
            yield path, f"This file is not read. Rename it {path.stem}.yaml."
    for path in _yaml_files_below(_sources(folder), MAX_STRAYS):
        if path.parent != folder / "sources":
            yield path, "This file is not read. Move it up, right under sources/."
        elif path.suffix == ".yml":
            yield path, f"This file is not read. Rename it {path.stem}.yaml."
    yield from _stray_codings(folder)


def _stray_codings(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield files under ``codings`` that are not read, and what to do about each."""
    for path in _yaml_files_below(_entries_inside(folder / CODINGS, folder), MAX_STRAYS):
        if path == folder / CODINGS / DECISIONS:
            continue
        if path.parent.parent != folder / CODINGS:
            yield path, "This file is not read. Move it to codings/CODER/SLUG.yaml."
        elif path.suffix == ".yml":
            yield path, f"This file is not read. Rename it {path.stem}.yaml."


def _yaml_files_below(entries: list[os.DirEntry[str]], limit: int) -> Iterator[Path]:
    """Yield the YAML files among entries and in the folders below; links are not followed."""
    waiting = entries[::-1]
    for _ in range(limit):
        if not waiting:
            return
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += _entries(Path(entry.path))[::-1]
        elif entry.name.endswith((".yaml", ".yml")):
            yield Path(entry.path)


def display_path(path: Path) -> str:
    r"""Return a path as the user would type it: relative to the working folder, if it is in it.

    Characters that cannot be shown are escaped: a name must not move the cursor of a terminal.

    Examples
    --------
    >>> display_path(Path("/no/such/\x1b.yaml"))
    '/no/such/\\x1b.yaml'
    """
    try:
        text = str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        text = str(path)
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text
    )
