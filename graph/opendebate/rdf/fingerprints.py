"""Whether the files of a store are still as they were written.

Each file is known by its size and its digest. The system's own marks of a file (its number, and
when it was last changed) spare the reading: while they are the same nobody has written to it. A
change within the tick of the clock in which the marks were taken would not show; so marks count
only where the clock had ticked before the list was written, as in the index of Git.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

_LIVE = ("LOCK", "LOG", "CURRENT", "IDENTITY")  # files that a store itself may touch or skip

Files = dict[str, tuple[int, str]]  # file name → size in bytes and SHA-256


def fingerprints(place: Path) -> Files:
    """Return what each file is known by that a store does not change by itself."""
    return {name: (size, _digest(place / name)) for name, size in sizes(place).items()}


def is_fingerprints(value: Any) -> bool:
    """Tell whether a value that was read has the form of `fingerprints`."""
    return isinstance(value, dict) and all(
        isinstance(entry, list) and [type(part) for part in entry] == [int, str]
        for entry in value.values()
    )


def sizes(place: Path) -> dict[str, int]:
    """Return the size in bytes of each file that a store does not change by itself.

    Raises
    ------
    OSError
        If the folder cannot be read.
    """
    return {
        path.name: path.stat().st_size
        for path in sorted(place.iterdir())
        if not path.name.startswith(_LIVE) and path.is_file()
    }


def changed(place: Path, files: Files) -> list[str]:
    """Return the names of the files whose digests are not those that were written down."""
    return [name for name, (_, digest) in files.items() if _digest(place / name) != digest]


def marks_of(place: Path) -> dict[str, list[int]]:
    """Return number, time of the last writing and time of the last change of each file."""
    return {name: _marks(place / name) for name in sizes(place)}


def untouched(place: Path, marks: Any, listed: Path) -> bool:
    """Tell, without reading the files, whether none of them can have been changed.

    Parameters
    ----------
    place : pathlib.Path
        The folder of the files.
    marks : dict of str to list of int
        As from `marks_of`; anything else is no proof.
    listed : pathlib.Path
        The file that the marks were read from; it was written after the others.
    """
    try:
        written = listed.stat().st_mtime_ns
        return marks == marks_of(place) and all(max(one[1:]) < written for one in marks.values())
    except OSError:
        return False


def _marks(path: Path) -> list[int]:
    about = path.stat()
    return [about.st_ino, about.st_mtime_ns, about.st_ctime_ns]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
