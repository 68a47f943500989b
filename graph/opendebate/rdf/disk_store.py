"""A built debate in a store on disk: opened in no time, of any size, by any number of readers.

A folder holds the store under the name of what it was built from, and a small file that says which
is the current one, how large each of its files is, and what its digest is. That file is written
last and replaced at once, so that readers see the old store or the new one. A store of which files
are missing or cut is refused when it is opened, and a small store also where a byte was changed;
:func:`damaged_files` compares the digests of a store of any size.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from opendebate.coding.debate_files import shown
from opendebate.errors import InputError
from opendebate.files import is_abandoned, lock, write_file, writing
from opendebate.rdf.built_debate import Opened
from opendebate.rdf.fingerprints import (
    Files,
    changed,
    fingerprints,
    is_fingerprints,
    marks_of,
    sizes,
    untouched,
)
from opendebate.rdf.namespaces import Iris

CURRENT = "current.json"
_OURS = "store-"
_NEW = ".new-"
_EXTRACTS = ".extracts"
_COMPARED = 32_000_000  # bytes of a store whose digests are compared when they may have changed
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")


def open_disk(folder: Path, digest: str | None = None, *, compare: bool = False) -> Opened | None:
    """Open a store on disk for reading.

    Parameters
    ----------
    folder : pathlib.Path
    digest : str, optional
        Of what it must have been built from; without it, whatever is there is opened.
    compare : bool
        Whether digests are compared however large the store is, where its files may have changed.

    Returns
    -------
    Opened or None
        None where there is none, or it was built from something else.

    Raises
    ------
    InputError
        If there is one that is not whole.
    """
    head = _head(folder)
    if head is None or (digest is not None and head["digest"] != digest):
        return None
    place = folder / str(head["store"])
    _check_sizes(place, head["files"], folder)
    if compare or sum(size for size, _ in head["files"].values()) <= _COMPARED:
        untold = not untouched(place, head.get("marks"), folder / CURRENT)
        wrong = changed(place, head["files"]) if untold else []
        if wrong:
            raise _broken(folder, f"{wrong[0]} was changed after it was written")
    try:
        extracts = place.with_name(f"{place.name}{_EXTRACTS}")
        return Opened(Store.read_only(str(place)), Iris(str(head["base"])), extracts)
    except (OSError, RuntimeError, ValueError) as error:
        raise _broken(folder, f"it cannot be opened: {error}") from error


def damaged_files(folder: Path) -> list[str]:
    """Return the names of a store's files that are not as they were written.

    Parameters
    ----------
    folder : pathlib.Path
        Of the store; a folder without a store has no damaged files.

    Raises
    ------
    InputError
        If files are missing, or the store does not say what it should hold.
    """
    head = _head(folder)
    if head is None:
        return []
    place = folder / str(head["store"])
    _check_sizes(place, head["files"], folder)
    return changed(place, head["files"])


def keep_copy(folder: Path, quads: Iterable[Quad], iris: Iris) -> Opened:
    """Write facts of somewhere else to disk, and open them.

    Parameters
    ----------
    folder : pathlib.Path
    quads : iterable of pyoxigraph.Quad
    iris : Iris
        Of the debate's things.

    Raises
    ------
    InputError
        If the store cannot be written.
    """
    digest = uuid.uuid4().hex  # it may have changed there since the last time
    write_disk(folder, quads, iris, digest)
    found = open_disk(folder, digest)
    assert found is not None
    return found


def write_disk(folder: Path, quads: Iterable[Quad], iris: Iris, digest: str) -> None:
    """Write a store to disk, and make it the current one when it is whole.

    Raises
    ------
    InputError
        If it cannot be written; what was there is unchanged.
    """
    _write(folder, iris.base, digest, lambda made: _fill(made, quads))


def change_disk(
    old: Path, folder: Path, digest: str, change: Callable[[Store], object], most_files: int
) -> bool:
    """Write a changed copy of a store, and make it the current one of another folder.

    Parameters
    ----------
    old : pathlib.Path
        The folder of the store that is copied; it stays as it is.
    folder : pathlib.Path
        The folder of the new store.
    digest : str
        Of what the new store is made from.
    change : callable
        It gets the copy, opened for writing.
    most_files : int
        A store of more files is not copied: it was changed so often that a new one is due.

    Returns
    -------
    bool
        Whether it was written.

    Raises
    ------
    InputError
        If it cannot be written; what was there is unchanged.
    """
    head = _head(old)
    if head is None or len(head["files"]) > most_files:
        return False
    place = old / str(head["store"])
    _write(folder, str(head["base"]), digest, lambda made: _fill_changed(made, place, change))
    return True


def _fill_changed(made: Path, place: Path, change: Callable[[Store], object]) -> None:
    shutil.copytree(place, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
    store = Store(str(made))
    change(store)
    store.flush()


def _write(folder: Path, base: str, digest: str, fill: Callable[[Path], object]) -> None:
    """Fill a new folder beside the stores, and make it the current one when it is whole."""
    made: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder, prefix=_NEW))
        with writing(made):
            fill(made)
            head = {
                "base": base,
                "digest": digest,
                "store": f"{_OURS}{digest[:16]}-{made.name[-8:]}",
                "files": fingerprints(made),
                "marks": marks_of(made),
            }
            _make_current(folder, made, head)
    except OSError as error:
        raise InputError(
            f"The store could not be written: {error.strerror or error}.",
            where=shown(folder),
            advice="Name a folder that you may write to, on a disk with room.",
        ) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _make_current(folder: Path, made: Path, head: dict[str, Any]) -> None:
    """Move a new store into place and name it; another process that does the same has to wait."""
    alone = lock(folder, wait=True)
    try:
        name, before = str(head["store"]), _before(folder)
        made.rename(folder / name)
        write_file(folder / CURRENT, json.dumps(head) + "\n")
        _remove_old(folder, {name, before})
    finally:
        if alone is not None:
            os.close(alone)


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    store = Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()


def _before(folder: Path) -> str:
    """Return the name of the store that was current, if there is a sound one."""
    try:
        head = _head(folder)
    except InputError:
        return ""
    return str(head["store"]) if head else ""


def _head(folder: Path) -> dict[str, Any] | None:
    path = folder / CURRENT
    if not path.is_file():
        return None
    try:
        head = json.loads(path.read_text("utf-8"))
        sound = (
            isinstance(head, dict)
            and all(isinstance(head.get(name), str) for name in ("base", "digest", "store"))
            and _BASE.fullmatch(head["base"])
            and is_fingerprints(head.get("files"))
            and Path(str(head["store"])).name == head["store"]
        )
    except (OSError, ValueError) as error:
        raise _broken(folder, f"{CURRENT} cannot be read: {error}") from error
    if not sound:
        raise _broken(folder, f"{CURRENT} does not say what it should")
    found: dict[str, Any] = head
    return found


def _check_sizes(place: Path, files: Files, folder: Path) -> None:
    """Refuse a store of which files are missing or have another size: it may end the process."""
    try:
        found = sizes(place)
    except OSError as error:
        raise _broken(folder, f"its files are not there: {error.strerror or error}") from error
    wrong = [name for name, (size, _) in files.items() if found.get(name) != size]
    if wrong or not (place / "CURRENT").is_file():
        first = wrong[0] if wrong else "CURRENT"
        raise _broken(folder, f"{first} is missing, or has another size than when it was written")


def _broken(folder: Path, why: str) -> InputError:
    return InputError(
        f"The store is not whole: {why}.",
        where=shown(folder),
        advice="Copy it again, or delete the folder: it is built again from the coding files.",
    )


def _remove_old(folder: Path, kept: set[str]) -> None:
    """Remove stores but the current one and the one before, which somebody may still read."""
    for path in folder.glob(f"{_OURS}*"):
        if path.name.removesuffix(_EXTRACTS) not in kept:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(f"{_NEW}*"):
        if is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)
