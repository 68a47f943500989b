"""Built debates, cached for the next command under the digest of their inputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.errors import InputError
from opendebate.rdf.build_inputs import Inputs, inputs, read_unchanged
from opendebate.rdf.built_debate import OpenedDebate
from opendebate.rdf.user_cache import read_cached, remove_cached, write_cached

if TYPE_CHECKING:
    from opendebate.rdf.build import Progress


def load(folder: Path, progress: Progress | None = None) -> OpenedDebate:
    """Return a debate's store, from the cache where nothing has changed since it was built.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    progress : callable, optional
        As for :func:`opendebate.rdf.build.build`.
    """
    cache, made_from = cache_folder(), inputs(folder)
    opened = read_cached(cache, made_from.key) or _built_incrementally(cache, folder, made_from)
    if opened is not None:
        return opened
    from opendebate.rdf.build import build
    from opendebate.rdf.cache_index import CacheEntry, register_text, write_entry

    made_from, built = read_unchanged(folder, lambda: build(folder, progress))
    if write_cached(cache, made_from.key, built):
        write_entry(cache, folder, CacheEntry(made_from, "", register_text(built.registers)))
        opened = read_cached(cache, made_from.key)
    return opened or OpenedDebate(built.store, built.iris)


def _built_incrementally(cache: Path, folder: Path, current: Inputs) -> OpenedDebate | None:
    """Return a debate built from the previous one, if few of its sources have changed since."""
    from opendebate.rdf.cache_index import CacheEntry, last_entry, write_entry

    previous = last_entry(cache, folder)
    if previous is None or previous.made_from.common_digest != current.common_digest:
        return None
    from opendebate.rdf.incremental_build import build_incrementally

    if not build_incrementally(cache, folder, current, previous):
        return None
    write_entry(cache, folder, CacheEntry(current, previous.made_from.key, previous.register_text))
    if previous.earlier != current.key:  # the previous debate stays: somebody may still read it
        remove_cached(cache, previous.earlier)
    return read_cached(cache, current.key)


def load_on_disk(
    store: Path, folder: Path | None, otherwise: Path, progress: Progress | None = None
) -> OpenedDebate:
    """Return a debate's store on disk, which is built first if anything has changed.

    Parameters
    ----------
    store : pathlib.Path
        The folder of the store.
    folder : pathlib.Path or None
        The debate's folder; without it, what the store holds is opened as it is.
    otherwise : pathlib.Path
        The debate's folder where none is named and nothing is stored.
    progress : callable, optional
        As for :func:`opendebate.rdf.build.build`.

    Raises
    ------
    InputError
        If the store is damaged and no folder is named, or it cannot be written.
    """
    from opendebate.rdf.disk_store import open_disk, write_disk

    if folder is None and (opened := open_disk(store)):
        return opened
    folder = folder or otherwise
    made_from = digest(folder)
    try:
        opened = open_disk(store, made_from)
    except InputError:
        opened = None  # it is built again
    if opened:
        return opened
    current, built = read_unchanged(folder, lambda: load(folder, progress))
    write_disk(store, built.store, built.iris, current.key, built.digest)
    written = open_disk(store, current.key)
    return written or OpenedDebate(built.store, built.iris)


def digest(folder: Path) -> str:
    """Return the SHA-256 of all that decides what is built: coding, ontology and code."""
    return inputs(folder).key


def cache_folder() -> Path:
    """Return the folder of cached debates; the variable OPENDEBATE_CACHE names another."""
    folder = os.environ.get("OPENDEBATE_CACHE")
    if folder:
        return Path(folder)
    from platformdirs import user_cache_path

    return user_cache_path("opendebate", appauthor=False)
