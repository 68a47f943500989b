"""A built debate in a store on disk: opened in no time, of any size, by any number of readers.

A folder holds the store under a name that begins with the digest of its inputs, and a manifest: a
small file that says which store is the current one, how large each of its files is, and what its
digest is. The manifest is written last and replaced at once, so that readers see the old store or
the new one. A store whose files are missing or cut is refused when it is opened, and so is a small
store in which a byte was changed;
:func:`damaged_files` compares the digests of a store of any size.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.file_locks import is_abandoned, lock, locked_while_writing
from opendebate.files import write_file
from opendebate.rdf.built_debate import OpenedDebate
from opendebate.rdf.fingerprints import (
    TABLE_SUFFIX,
    Files,
    are_untouched,
    changed_files,
    fingerprints,
    stat_marks,
)
from opendebate.rdf.namespaces import Iris
from opendebate.rdf.store_manifest import CURRENT, check_sizes, damaged_error, read_manifest

_STORE_PREFIX = "store-"
_NEW_PREFIX = ".new-"
_EXTRACTS_SUFFIX = ".extracts"
_MAX_COMPARED = 32_000_000  # bytes of a store whose digests are compared when they may have changed
# Facts that are sorted in memory at a time. Small batches are merged later, which takes longer.
_BATCH = 1_600_000


def open_disk(
    folder: Path, digest: str | None = None, *, compare: bool = False
) -> OpenedDebate | None:
    """Open a store on disk for reading.

    Parameters
    ----------
    folder : pathlib.Path
    digest : str, optional
        The digest of the inputs it must have been built from; without it, any store is opened.
    compare : bool
        Whether digests are compared however large the store is, where its files may have changed.

    Returns
    -------
    OpenedDebate or None
        None where there is none, or it was built from something else.

    Raises
    ------
    InputError
        If the store is damaged.
    """
    manifest = _checked_manifest(folder, digest, compare)
    if manifest is None:
        return None
    store_folder = folder / str(manifest["store"])
    try:
        extracts = store_folder.with_name(f"{store_folder.name}{_EXTRACTS_SUFFIX}")
        store, iris = Store.read_only(str(store_folder)), Iris(str(manifest["base"]))
        return OpenedDebate(store, iris, extracts, manifest.get("facts"), manifest.get("graph"))
    except (OSError, RuntimeError, ValueError) as error:
        raise damaged_error(folder, f"it cannot be opened: {error}") from error


def _checked_manifest(folder: Path, digest: str | None, compare: bool) -> dict[str, Any] | None:
    """Return the manifest of a store whose files are as they were written; see `open_disk`."""
    manifest = read_manifest(folder)
    if manifest is None or (digest is not None and manifest["digest"] != digest):
        return None
    store_folder = folder / str(manifest["store"])
    check_sizes(store_folder, manifest["files"], folder)
    if compare or sum(size for size, _ in manifest["files"].values()) <= _MAX_COMPARED:
        may_have_changed = not are_untouched(store_folder, manifest.get("marks"), folder / CURRENT)
        damaged = changed_files(store_folder, manifest["files"]) if may_have_changed else []
        if damaged:
            raise damaged_error(folder, f"{damaged[0]} was changed after it was written")
    return manifest


def damaged_files(folder: Path) -> list[str]:
    """Return the names of a store's files that have changed since they were written.

    Parameters
    ----------
    folder : pathlib.Path
        Of the store; a folder without a store has no damaged files.

    Raises
    ------
    InputError
        If files are missing, or the store does not say what it should hold.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return []
    store_folder = folder / str(manifest["store"])
    check_sizes(store_folder, manifest["files"], folder)
    return changed_files(store_folder, manifest["files"])


def copy_to_disk(folder: Path, quads: Iterable[Quad], iris: Iris) -> OpenedDebate:
    """Write facts that come from an endpoint to disk, and open the store.

    Parameters
    ----------
    folder : pathlib.Path
    quads : iterable of pyoxigraph.Quad
    iris : Iris
        The IRIs of the debate's entities.

    Raises
    ------
    InputError
        If the store cannot be written.
    """
    import uuid

    digest = uuid.uuid4().hex  # it may have changed there since the last time
    write_disk(folder, quads, iris, digest)
    opened = open_disk(folder, digest)
    assert opened is not None
    return opened


def write_disk(
    folder: Path, quads: Iterable[Quad], iris: Iris, digest: str, graph_digest: str | None = None
) -> None:
    """Write a store to disk, and make it the current one when it is complete.

    Parameters
    ----------
    folder : pathlib.Path
    quads : iterable of pyoxigraph.Quad
    iris : Iris
        The IRIs of the debate's entities.
    digest : str
        The digest of the store's inputs.
    graph_digest : str, optional
        The digest of the facts, where it is known.

    Raises
    ------
    InputError
        If it cannot be written; what was there is unchanged.
    """
    names = {"base": iris.base, "digest": digest, "graph": graph_digest}
    _write(folder, names, lambda new_folder: _fill(new_folder, quads))


def change_disk(
    old: tuple[Path, str],
    folder: Path,
    digest: str,
    change: Callable[[Store], int],
    most_files: int,
) -> bool:
    """Write a changed copy of a store, and make it the current one of another folder.

    Parameters
    ----------
    old : tuple of pathlib.Path and str
        The folder of the store that is copied, which stays as it is, and the digest of its inputs.
    folder : pathlib.Path
        The folder of the new store.
    digest : str
        The digest of the new store's inputs.
    change : callable
        The function that changes the copy, which is opened for writing, and returns how many
        facts more it has then.
    most_files : int
        A store of more files is not copied: it was changed so often that it must be built anew.

    Returns
    -------
    bool
        Whether it was written.

    Raises
    ------
    InputError
        If the old store is damaged, or the new one cannot be written; what was there is unchanged.
    """
    manifest = _checked_manifest(*old, compare=True)
    if manifest is None or len(manifest["files"]) > most_files:
        return False
    store_folder = old[0] / str(manifest["store"])
    _write(
        folder,
        {"base": str(manifest["base"]), "digest": digest},
        lambda new_folder: _fill_changed(new_folder, store_folder, change, manifest.get("facts")),
        manifest["files"],
    )
    return True


def _fill_changed(
    new_folder: Path, store_folder: Path, change: Callable[[Store], int], facts: int | None
) -> int:
    """Fill a folder with a changed copy of a store, and return how many facts it has."""
    import shutil

    shutil.copytree(
        store_folder,
        new_folder,
        copy_function=_link_or_copy,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("LOCK", "LOG*"),
    )
    store = Store(str(new_folder))
    more = change(store)
    store.flush()
    return len(store) if facts is None else facts + more


def _link_or_copy(source: str, target: str) -> None:
    """Give a table a second name, since a store never changes a table; copy any other file."""
    import shutil

    if source.endswith(TABLE_SUFFIX):
        try:
            os.link(source, target, follow_symlinks=False)
            return
        except OSError:  # the drive has no second names
            pass
    shutil.copyfile(source, target, follow_symlinks=False)


def _write(
    folder: Path,
    names: dict[str, str | None],
    fill: Callable[[Path], int],
    copied: Files | None = None,
) -> None:
    """Fill a new folder beside the stores, and make it the current one when it is complete."""
    import shutil
    import tempfile

    new_folder: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new_folder = Path(tempfile.mkdtemp(dir=folder, prefix=_NEW_PREFIX))
        with locked_while_writing(new_folder):
            facts = fill(new_folder)
            manifest = {
                **names,
                "store": f"{_STORE_PREFIX}{str(names['digest'])[:16]}-{new_folder.name[-8:]}",
                "facts": facts,
                "files": fingerprints(new_folder, copied),
                "marks": stat_marks(new_folder),
            }
            _make_current(folder, new_folder, manifest)
    except OSError as error:
        raise InputError(
            f"The store could not be written: {error.strerror or error}.",
            where=display_path(folder),
            advice="Name a folder that you may write to, on a disk with room.",
        ) from error
    finally:
        if new_folder is not None:
            shutil.rmtree(new_folder, ignore_errors=True)


def _make_current(folder: Path, new_folder: Path, manifest: dict[str, Any]) -> None:
    """Move a new store into place and name it in the manifest; other writers wait meanwhile."""
    lock_handle = lock(folder, wait=True)
    try:
        name, previous = str(manifest["store"]), _previous_store(folder)
        new_folder.rename(folder / name)
        write_file(folder / CURRENT, json.dumps(manifest) + "\n", follow_links=False)
        _remove_old(folder, {name, previous})
    finally:
        if lock_handle is not None:
            os.close(lock_handle)


def _fill(folder: Path, quads: Iterable[Quad]) -> int:
    """Fill a folder with a store of some facts, and return how many they are."""
    store, rest = Store(str(folder)), iter(quads)
    for first in rest:
        store.bulk_extend(chain([first], islice(rest, _BATCH - 1)))
    store.optimize()
    store.flush()
    return len(store)


def _previous_store(folder: Path) -> str:
    """Return the name of the store that was current, if its manifest can be read."""
    try:
        manifest = read_manifest(folder)
    except InputError:
        return ""
    return str(manifest["store"]) if manifest else ""


def _remove_old(folder: Path, current: set[str]) -> None:
    """Remove all stores but the current and the previous one, which somebody may still read."""
    import shutil

    for path in folder.glob(f"{_STORE_PREFIX}*"):
        if path.name.removesuffix(_EXTRACTS_SUFFIX) not in current:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(f"{_NEW_PREFIX}*"):
        if is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)
