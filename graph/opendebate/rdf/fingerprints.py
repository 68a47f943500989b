"""Whether the files of a store are still as they were written.

The fingerprint of a file is its size and its digest. The system's marks of a file (its number, and
when it was last changed) are quicker to compare: while they are the same, nobody has written to the
file. A change within the tick of the clock in which the marks were taken would not show, so marks
count only if the clock had ticked before the manifest was written, as in the index of Git.
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import Any

TABLE_SUFFIX = ".sst"
_CHANGING = ("LOCK", "LOG", "CURRENT", "IDENTITY")  # files that a store itself may touch or skip

Files = dict[str, tuple[int, str]]  # file name → size in bytes and SHA-256


def fingerprints(folder: Path, copied: Files | None = None) -> Files:
    """Return the size and digest of each file that a store does not change by itself.

    Parameters
    ----------
    folder : pathlib.Path
    copied : dict, optional
        The fingerprints of the store that this one began as a copy of. A store never changes a
        table (``.sst``) once it is written, so the digests of its tables are still right.
    """
    tables = {name: (size, digest) for name, (size, digest) in (copied or {}).items()
              if name.endswith(TABLE_SUFFIX)}  # fmt: skip
    return {
        name: (size, tables[name][1] if tables.get(name, (-1,))[0] == size
               else _digest(folder / name))
        for name, size in sizes(folder).items()
    }  # fmt: skip


def is_fingerprints(value: Any) -> bool:
    """Tell whether a value that was read has the form of `fingerprints`."""
    return isinstance(value, dict) and all(
        isinstance(entry, list) and [type(member) for member in entry] == [int, str]
        for entry in value.values()
    )


def sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of each file that a store does not change by itself.

    Raises
    ------
    OSError
        If the folder cannot be read.
    """
    return {
        path.name: path.stat().st_size
        for path in sorted(folder.iterdir())
        if not path.name.startswith(_CHANGING) and path.is_file()
    }


def is_plain(path: Path) -> bool:
    """Tell whether a path is a plain file: no link, folder, device or pipe."""
    return stat.S_ISREG(path.lstat().st_mode)


def changed_files(folder: Path, files: Files) -> list[str]:
    """Return the names of the files whose digests are not those that were written down."""
    return [name for name, (_, digest) in files.items() if _digest(folder / name) != digest]


def stat_marks(folder: Path) -> dict[str, list[int]]:
    """Return number, time of the last writing and time of the last change of each file.

    Of a table without the last time, which is also that of the last name that it got or lost:
    stores share the tables that a change left as they were.
    """
    return {name: _marks(folder / name) for name in sizes(folder)}


def are_untouched(folder: Path, marks: Any, manifest: Path) -> bool:
    """Tell, without reading the files, whether none of them can have been changed.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the files.
    marks : dict of str to list of int
        What `stat_marks` returned; any other value proves nothing.
    manifest : pathlib.Path
        The file that the marks were read from; it was written after the others.
    """
    try:
        written = manifest.stat().st_mtime_ns
        return marks == stat_marks(folder) and all(
            max(mark[1:]) < written for mark in marks.values()
        )
    except OSError:
        return False


def _marks(path: Path) -> list[int]:
    status = path.stat()
    times = [status.st_mtime_ns, status.st_ctime_ns]
    return [status.st_ino, *times[: 1 if path.name.endswith(TABLE_SUFFIX) else 2]]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
