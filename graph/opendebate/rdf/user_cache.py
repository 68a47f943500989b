"""Built debates in a folder of the user's cache, which is never trusted.

A debate is cached under the digest of its inputs. A small debate is a file of N-Quads, whose first
line is the digest of all other lines: it is soon read, and answers fastest in memory. A large
debate is a store on disk (:mod:`opendebate.rdf.disk_store`), which opens at once whatever its size.
A file that was changed after it was written is ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from opendebate.errors import InputError
from opendebate.files import open_plain, write_file
from opendebate.rdf.built_debate import OpenedDebate
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.rdf.build import BuiltDebate

LARGE = 20_000  # a debate of more facts is cached as a store on disk
_CACHED_NAME = re.compile(r"[0-9a-f]{64}(\.nq)?")
_LONGEST_HEAD = 10_000  # bytes of the first line
_MAX_DEBATES = 20  # built debates; those that nobody has used for longest go first


def read_cached(cache: Path, key: str) -> OpenedDebate | None:
    """Return a cached debate; None if there is none, or if it was changed in any way.

    Parameters
    ----------
    cache : pathlib.Path
        The cache's folder.
    key : str
        The digest of the debate's inputs.
    """
    opened, path = _read_file(cache / f"{key}.nq"), cache / f"{key}.nq"
    if opened is None:
        opened, path = _open_store(cache / key, key), cache / key
    if opened is not None:
        with contextlib.suppress(OSError):
            os.utime(path)  # what nobody has used for longest is removed first
    return opened


def write_cached(cache: Path, key: str, built: BuiltDebate) -> bool:
    """Cache a debate for the next command; a failure to write is ignored.

    Parameters
    ----------
    cache : pathlib.Path
        The cache's folder, which is made if there is none.
    key : str
        The digest of the debate's inputs.
    built : BuiltDebate

    Returns
    -------
    bool
        Whether it is cached as a store on disk.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        large = len(built) > LARGE
        if large:
            _write_store(cache / key, key, built)
        else:
            _write_file(cache / f"{key}.nq", built.store, built.iris)
        _remove_oldest(cache)
    except (OSError, InputError):
        return False
    return large


def remove_cached(cache: Path, key: str) -> None:
    """Remove a debate that is cached as a store on disk."""
    folder = cache / key
    if _CACHED_NAME.fullmatch(key) and folder.is_dir() and not folder.is_symlink():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _read_file(path: Path) -> OpenedDebate | None:
    try:
        with open_plain(path) as file:
            head = file.readline(_LONGEST_HEAD).decode()
            mark, base, written = head.split()
            content = file.read()
        if mark != "#" or written != _digest(content, base):
            return None
        store = Store()
        # Lenient: these are the bytes that were written, so no term need be checked again.
        store.bulk_load(content, format=RdfFormat.N_QUADS, lenient=True)
    except (OSError, SyntaxError, ValueError):
        return None
    return OpenedDebate(store, Iris(base))


def _digest(content: bytes, base: str) -> str:
    """Return the SHA-256 of a base IRI and the content that follows it."""
    total = hashlib.sha256(f"{base}\n".encode())
    total.update(content)
    return total.hexdigest()


def _write_file(path: Path, store: Store, iris: Iris) -> None:
    content = store.dump(format=RdfFormat.N_QUADS) or b""
    head = f"# {iris.base} {_digest(content, iris.base)}\n".encode()
    write_file(path, head + content, follow_links=False)


def _open_store(folder: Path, key: str) -> OpenedDebate | None:
    if folder.is_symlink() or not folder.is_dir():
        return None
    from opendebate.rdf.disk_store import open_disk

    try:
        return open_disk(folder, key, compare=True)
    except InputError:
        return None


def _write_store(folder: Path, key: str, built: BuiltDebate) -> None:
    from opendebate.rdf.disk_store import write_disk

    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    write_disk(folder, built.quads(), built.iris, key, built.digest)


def _remove_oldest(cache: Path) -> None:
    import shutil

    debates = [path for path in cache.iterdir() if _CACHED_NAME.fullmatch(path.name)]
    for old in sorted(debates, key=lambda path: path.lstat().st_mtime)[:-_MAX_DEBATES]:
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)
