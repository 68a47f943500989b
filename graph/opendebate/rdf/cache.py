"""Built debates kept for the next command, by the digest of all they were made from."""

from __future__ import annotations

import os
from pathlib import Path

from opendebate.errors import InputError
from opendebate.rdf.build import Progress, build
from opendebate.rdf.build_inputs import Inputs, inputs
from opendebate.rdf.built_debate import Opened
from opendebate.rdf.cache_index import Entry, last, note
from opendebate.rdf.user_cache import forget, keep, read


def load(folder: Path, progress: Progress | None = None) -> Opened:
    """Return a debate's store, from the cache where nothing has changed since it was built.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    progress : callable, optional
        As for :func:`opendebate.rdf.build.build`.
    """
    place, made_from = cache_folder(), inputs(folder)
    found = read(place, made_from.key) or _renewed(place, folder, made_from)
    if found is not None:
        return found
    built = build(folder, progress)
    if keep(place, made_from.key, built):
        note(place, folder, Entry(made_from))
        found = read(place, made_from.key)
    return found or Opened(built.store, built.iris)


def _renewed(place: Path, folder: Path, now: Inputs) -> Opened | None:
    """Return a debate made from the one before, if few of its sources have changed since."""
    before = last(place, folder)
    if before is None or before.made_from.rest != now.rest:
        return None
    from opendebate.rdf.incremental_build import renew

    if not renew(place, folder, now, before.made_from):
        return None
    note(place, folder, Entry(now, before.made_from.key))
    if before.earlier != now.key:  # the one before is left: somebody may still read it
        forget(place, before.earlier)
    return read(place, now.key)


def load_on_disk(
    store: Path, folder: Path | None, otherwise: Path, progress: Progress | None = None
) -> Opened:
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
        If the store is not whole and no folder is named, or it cannot be written.
    """
    from opendebate.rdf.disk_store import open_disk, write_disk

    if folder is None and (found := open_disk(store)):
        return found
    folder = folder or otherwise
    made_from = digest(folder)
    try:
        found = open_disk(store, made_from)
    except InputError:
        found = None  # it is built again
    if found:
        return found
    built, iris, _ = load(folder, progress)
    write_disk(store, built, iris, made_from)
    written = open_disk(store, made_from)
    return written or Opened(built, iris)


def digest(folder: Path) -> str:
    """Return the SHA-256 of all that decides what is built: coding, ontology and code."""
    return inputs(folder).key


def cache_folder() -> Path:
    """Return the folder built debates are kept in; OPENDEBATE_CACHE names another."""
    named = os.environ.get("OPENDEBATE_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("opendebate", appauthor=False)
