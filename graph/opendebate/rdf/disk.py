"""A built debate in a store on disk: opened in no time, of any size, by any number of readers.

A folder holds the store under the name of what it was built from, and a small file that says which
is the current one and how large each of its files is. That file is written last and replaced at
once, so that readers see the old store or the new one; a store that was copied by half is found
out before it is opened.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from opendebate.coding.files import shown
from opendebate.errors import InputError
from opendebate.files import write_file
from opendebate.rdf.terms import Iris

CURRENT = "current.json"
_OURS = "store-"
_LIVE = {"LOCK", "LOG", "CURRENT", "IDENTITY"}  # files that the store itself may touch or skip


def open_disk(folder: Path, digest: str | None = None) -> tuple[Store, Iris] | None:
    """Open a store on disk for reading.

    Parameters
    ----------
    folder : pathlib.Path
    digest : str, optional
        Of what it must have been built from; without it, whatever is there is opened.

    Returns
    -------
    tuple of Store and Iris, or None
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
    _check_whole(place, head["files"], folder)
    try:
        return Store.read_only(str(place)), Iris(str(head["base"]))
    except (OSError, RuntimeError, ValueError) as error:
        raise _broken(folder, f"it cannot be opened: {error}") from error


def keep_copy(folder: Path, quads: Iterable[Quad], iris: Iris) -> tuple[Store, Iris]:
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
    made: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder, prefix=".new-"))
        store = Store(str(made))
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
        del store
        name = f"{_OURS}{digest[:16]}-{made.name[-8:]}"
        made.rename(folder / name)
        head = {"base": iris.base, "digest": digest, "store": name,
                "files": _sizes(folder / name)}  # fmt: skip
        before = _before(folder)
        write_file(folder / CURRENT, json.dumps(head) + "\n")
    except OSError as error:
        raise InputError(
            f"The store could not be written: {error.strerror or error}.",
            where=shown(folder),
            advice="Name a folder that you may write to, on a disk with room.",
        ) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
    _remove_old(folder, {name, before})


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
            and isinstance(head.get("files"), dict)
            and Path(str(head["store"])).name == head["store"]
        )
    except (OSError, ValueError) as error:
        raise _broken(folder, f"{CURRENT} cannot be read: {error}") from error
    if not sound:
        raise _broken(folder, f"{CURRENT} does not say what it should")
    found: dict[str, Any] = head
    return found


def _sizes(place: Path) -> dict[str, int]:
    return {one.name: one.stat().st_size for one in sorted(place.iterdir())
            if one.is_file() and not one.name.startswith(tuple(_LIVE))}  # fmt: skip


def _check_whole(place: Path, files: dict[str, int], folder: Path) -> None:
    """Refuse a store of which files are missing or have another size: it may end the process."""
    try:
        found = _sizes(place)
    except OSError as error:
        raise _broken(folder, f"its files are not there: {error.strerror or error}") from error
    wrong = [name for name, size in files.items() if found.get(name) != size]
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
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(".new-*"):
        if not os.access(path / "LOCK", os.F_OK):
            shutil.rmtree(path, ignore_errors=True)
