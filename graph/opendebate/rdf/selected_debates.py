"""Debates with only some of their sources, as folders in the user's cache.

All that works on a debate's folder then works on them: building, checking, drawing. A folder that
was changed after it was written is written again.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from opendebate.errors import InputError
from opendebate.file_locks import lock_while
from opendebate.files import new_folder
from opendebate.rdf.build_inputs import Inputs, inputs, read_unchanged
from opendebate.rdf.cache import cache_folder

_MAX_FOLDERS = 20  # the oldest go first
_DIGEST = "digest"  # the file that holds the digest of all others


def selected_folder(folder: Path, names: Sequence[str]) -> Path:
    """Return the folder of a debate that has only some of the sources of another.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    names : sequence of str
        Slugs or titles of sources.

    Returns
    -------
    pathlib.Path
        A folder that bears the same name, in the cache.

    Raises
    ------
    FaultsFound
        If the debate has faults.
    UsageError
        If the debate has no such source.
    """
    place, name = _cached_at(inputs(folder), names), folder.resolve().name
    if not _is_unchanged(place):
        from opendebate.coding.selected_sources import selected_files

        read_from, files = read_unchanged(folder, lambda: selected_files(folder, names))
        place = _written(_cached_at(read_from, names), name, files)
    with contextlib.suppress(OSError):
        os.utime(place)  # the folders that nobody has used for longest are removed
    return place / name


def _cached_at(read_from: Inputs, names: Sequence[str]) -> Path:
    key = hashlib.sha256("\n".join([read_from.key, *sorted(set(names))]).encode()).hexdigest()
    return cache_folder() / "selected" / key[:32]


def _is_unchanged(place: Path) -> bool:
    """Tell whether a selected debate is there, with the content that was written."""
    try:
        return (place / _DIGEST).read_text("utf-8") == _digest(place)
    except (OSError, ValueError):
        return False


def _digest(place: Path) -> str:
    """Return the SHA-256 of all files below a folder but the one with the digest."""
    total = hashlib.sha256()
    for path in sorted(place.rglob("*")):
        if path.is_symlink():
            raise ValueError(path)
        if path.is_file() and path != place / _DIGEST:
            raw = path.read_bytes()
            total.update(f"{path.relative_to(place).as_posix()}:{len(raw)}\n".encode() + raw)
    return total.hexdigest()


def _written(place: Path, name: str, files: Mapping[str, str]) -> Path:
    """Write a debate's files into the cache, or where that fails into a folder for this process.

    Processes that want the same debate at once wait for each other: the first one writes it.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with lock_while(place.parent):
            if not _is_unchanged(place):
                shutil.rmtree(place, ignore_errors=True)
                with new_folder(place) as new:
                    _fill(new, name, files)
                _remove_oldest(place.parent)
    except (InputError, OSError):
        place = Path(tempfile.mkdtemp(prefix="opendebate-selected-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        _fill(place, name, files)
    return place


def _fill(place: Path, name: str, files: Mapping[str, str]) -> None:
    (place / name / "sources").mkdir(parents=True)
    for path, text in files.items():
        (place / name / path).write_text(text, "utf-8")
    (place / _DIGEST).write_text(_digest(place), "utf-8")


def _remove_oldest(selected: Path) -> None:
    folders = [path for path in selected.iterdir() if path.is_dir() and not path.is_symlink()]
    for old in sorted(folders, key=lambda path: path.lstat().st_mtime)[:-_MAX_FOLDERS]:
        shutil.rmtree(old, ignore_errors=True)
