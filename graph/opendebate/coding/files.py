"""Which files a debate has. Light, since every command asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from opendebate.errors import InputError, close_matches

ENTITY_FILES = ("actors", "models", "policies", "claims", "topics", "events", "context")


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
    main = folder / "debate.yaml"
    if not main.is_file():
        raise _no_debate(folder)
    listed = [main, *(folder / f"{name}.yaml" for name in ENTITY_FILES)]
    found = [path for path in listed if path.exists()] + sorted((folder / "sources").glob("*.yaml"))
    for path in found:
        if not path.name.isprintable():
            raise InputError(
                "The file's name holds what cannot be shown.",
                where=shown(path),
                advice="Rename it: small letters, digits and single hyphens.",
            )
        if not (path.is_file() and os.access(path, os.R_OK)):
            raise InputError(
                "It cannot be read.",
                where=shown(path),
                advice="A coding file is a YAML file that you may read. Mend or remove it.",
            )
    return found


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
        close = close_matches(path.stem, known, 1)
        if path.stem not in known and close:
            yield path, f"This file is not read. Did you mean {close[0]}.yaml? Rename it."
        elif path.suffix == ".yml" and path.stem in known:
            yield path, f"This file is not read. Rename it {path.stem}.yaml."
    sources = folder / "sources"
    for path in sorted([*sources.rglob("*.yaml"), *sources.rglob("*.yml")]):
        if path.parent != sources:
            yield path, "This file is not read. Move it up, right under sources/."
        elif path.suffix == ".yml":
            yield path, f"This file is not read. Rename it {path.stem}.yaml."


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
