"""Which files a debate has. Light, since every command asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

import opendebate_ontology
from opendebate.errors import InputError, close_matches

ENTITY_FILES = ("actors", "models", "policies", "claims", "topics", "events", "context")
MOST_STRAYS = 20_000  # things under sources/ among which files that are not read are looked for


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
    with _readable(folder):
        main = folder / "debate.yaml"
        if not main.is_file():
            raise _no_debate(folder)
        listed = [main, *(folder / f"{name}.yaml" for name in ENTITY_FILES)]
        found = [path for path in listed if os.path.lexists(path)]
    found += [Path(one.path) for one in _sources(folder) if one.name.endswith(".yaml")]
    for path in found:
        _check_file(path, folder)
    return found


def source_of(path: Path, folder: Path) -> str | None:
    """Return the slug of the source that a coding file of a debate holds, if it holds one.

    Examples
    --------
    >>> source_of(Path("maps/sources/speech.yaml"), Path("maps"))
    'speech'
    >>> source_of(Path("maps/actors.yaml"), Path("maps"))
    """
    return path.stem if path.parent == folder / "sources" else None


def _check_file(path: Path, folder: Path) -> None:
    if not path.name.isprintable():
        raise InputError(
            "The file's name holds what cannot be shown.",
            where=shown(path),
            advice="Rename it: small letters, digits and single hyphens.",
        )
    _stays(path, folder)
    if not (path.is_file() and os.access(path, os.R_OK)):
        raise InputError(
            "It cannot be read.",
            where=shown(path),
            advice="A coding file is a YAML file that you may read. Mend or remove it.",
        )


def _stays(path: Path, folder: Path) -> None:
    """Refuse a symbolic link that leads out of the debate's folder.

    The built-in debate is trusted: some installers make each of its files a link to their store.
    """
    if folder == opendebate_ontology.path("debate"):
        return
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            "This is a symbolic link that leads out of the debate's folder.",
            where=str(path),
            advice="Put the file itself in its place.",
        )


def _sources(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in the folder ``sources``, by name; nothing where there is none."""
    place = folder / "sources"
    if not os.path.lexists(place):
        return []
    _stays(place, folder)
    return _entries(place)


def _entries(place: Path) -> list[os.DirEntry[str]]:
    with _readable(place), os.scandir(place) as entries:
        return sorted(entries, key=lambda one: one.name)


@contextmanager
def _readable(place: Path) -> Iterator[None]:
    """Say of a folder that it cannot be read, where the system refuses."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"The folder cannot be read: {error.strerror or error}.",
            where=shown(place),
            advice="A debate's folder and its sources are folders that you may read and enter.",
        ) from error


def _no_debate(folder: Path) -> InputError:
    if not folder.exists():
        what = "There is no such folder."
    elif folder.is_dir():
        what = "This folder is no debate: there is no debate.yaml in it."
    else:
        what = "This is a file; a debate is a folder with a debate.yaml in it."
    new = "FOLDER" if folder.exists() else quote(str(folder))
    advice = f"'opendebate -d {new} new SLUG' begins a debate in a new folder."
    return InputError(what, where=shown(folder), advice=advice)


def stray_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield files that look like coding files but are not read, and what to do about each."""
    known = ("debate", *ENTITY_FILES)
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        # To look for likely names is slow to begin with: only where a name is not known.
        close = [] if path.stem in known else close_matches(path.stem, known, 1)
        if close:
            yield path, f"This file is not read. Did you mean {close[0]}.yaml? Rename it."
        elif path.suffix == ".yml" and path.stem in known:
            yield path, f"This file is not read. Rename it {path.stem}.yaml."
    for path in _below(_sources(folder), MOST_STRAYS):
        if path.parent != folder / "sources":
            yield path, "This file is not read. Move it up, right under sources/."
        elif path.suffix == ".yml":
            yield path, f"This file is not read. Rename it {path.stem}.yaml."


def _below(entries: list[os.DirEntry[str]], most: int) -> Iterator[Path]:
    """Yield the YAML files among things and in the folders below; links are not followed."""
    waiting = entries[::-1]
    for _ in range(most):
        if not waiting:
            return
        one = waiting.pop()
        if one.is_dir(follow_symlinks=False):
            waiting += _entries(Path(one.path))[::-1]
        elif one.name.endswith((".yaml", ".yml")):
            yield Path(one.path)


def shown(path: Path) -> str:
    r"""Return a path as the user would type it: from the working folder where it lies below.

    What cannot be shown is escaped, so that a name does not move the cursor of a terminal.

    Examples
    --------
    >>> shown(Path("/no/such/\x1b.yaml"))
    '/no/such/\\x1b.yaml'
    """
    try:
        text = str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        text = str(path)
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
