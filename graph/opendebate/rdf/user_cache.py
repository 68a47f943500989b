"""Built debates in a folder of the user's cache: written to be read again, and never trusted.

A debate is cached under the digest of all its inputs. A small one is a file of N-Quads, whose first
line is the digest of the rest: read into memory, it answers fastest. A large one is a store on disk
(:mod:`opendebate.rdf.disk_store`), which opens at once whatever its size. A file that is not as it
was written is ignored.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from opendebate.errors import InputError
from opendebate.files import write_file
from opendebate.rdf.built_debate import Opened
from opendebate.rdf.namespaces import Iris

if TYPE_CHECKING:
    from opendebate.rdf.build import Built

LARGE = 50_000  # facts of a debate that is kept as a store on disk
_OURS = re.compile(r"[0-9a-f]{64}(\.nq)?")
_LONGEST_HEAD = 10_000  # bytes of the first line
_MOST = 20  # built debates; the oldest go first


def read(place: Path, key: str) -> Opened | None:
    """Return a built debate that was kept; one that was changed in any way counts as none.

    Parameters
    ----------
    place : pathlib.Path
        The cache.
    key : str
        The digest of what the debate is made from.
    """
    found = _read_file(place / f"{key}.nq")
    return found or _open_store(place / key, key)


def keep(place: Path, key: str, built: Built) -> bool:
    """Keep a debate for the next command. That it cannot be kept is no reason to fail.

    Parameters
    ----------
    place : pathlib.Path
        The cache; it is made where there is none.
    key : str
        The digest of what the debate is made from.
    built : Built

    Returns
    -------
    bool
        Whether it is kept as a store on disk.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        large = len(built) > LARGE
        if large:
            _write_store(place / key, key, built)
        else:
            _write_file(place / f"{key}.nq", built.store, built.iris)
        _forget_oldest(place)
    except (OSError, InputError):
        return False
    return large


def forget(place: Path, key: str) -> None:
    """Remove a debate that is kept as a store on disk."""
    folder = place / key
    if _OURS.fullmatch(key) and folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _read_file(path: Path) -> Opened | None:
    try:
        with _open_plain(path) as file:
            head = file.readline(_LONGEST_HEAD).decode()
            mark, base, written = head.split()
            rest = file.read()
        if mark != "#" or written != _digest(rest, base):
            return None
        store = Store()
        # Lenient: these are the bytes that were written, so no term need be checked again.
        store.bulk_load(rest, format=RdfFormat.N_QUADS, lenient=True)
    except (OSError, SyntaxError, ValueError):
        return None
    return Opened(store, Iris(base))


def _open_plain(path: Path) -> IO[bytes]:
    """Open a file for reading, if it is a plain file: no link, device or pipe.

    Raises
    ------
    OSError
        If there is no such file, or it is something else.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(path)
    return os.fdopen(handle, "rb")


def _digest(content: bytes, base: str) -> str:
    """Return the SHA-256 of a base IRI and the content that follows it."""
    total = hashlib.sha256(f"{base}\n".encode())
    total.update(content)
    return total.hexdigest()


def _write_file(path: Path, store: Store, iris: Iris) -> None:
    content = store.dump(format=RdfFormat.N_QUADS) or b""
    head = f"# {iris.base} {_digest(content, iris.base)}\n".encode()
    write_file(path, head + content, follow_links=False)


def _open_store(folder: Path, key: str) -> Opened | None:
    if folder.is_symlink() or not folder.is_dir():
        return None
    from opendebate.rdf.disk_store import open_disk

    try:
        return open_disk(folder, key, compare=True)
    except InputError:
        return None


def _write_store(folder: Path, key: str, built: Built) -> None:
    from opendebate.rdf.disk_store import write_disk

    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    write_disk(folder, built.quads(), built.iris, key)


def _forget_oldest(place: Path) -> None:
    ours = [path for path in place.iterdir() if _OURS.fullmatch(path.name)]
    for old in sorted(ours, key=lambda path: path.lstat().st_mtime)[:-_MOST]:
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)
