"""Built debates kept for the next command, by the digest of all they were made from."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import RdfFormat, Store

import opendebate_ontology
from opendebate.errors import InputError
from opendebate.files import write_file
from opendebate.rdf.build import Built, Progress, build
from opendebate.rdf.terms import Iris

_OURS = re.compile(r"[0-9a-f]{64}\.nq")
_LONGEST_HEAD = 10_000  # bytes of the first line
_MOST = 20  # built debates; the oldest go first


def load(folder: Path, progress: Progress | None = None) -> tuple[Store, Iris]:
    """Return a debate's store, from the cache where nothing has changed since it was built.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    progress : callable, optional
        As for :func:`opendebate.rdf.build.build`.
    """
    path = cache_folder() / f"{digest(folder)}.nq"
    found = _read(path)
    if found is not None:
        return found
    built = build(folder, progress)
    _keep(built, path)
    return built.store, built.iris


def load_on_disk(
    store: Path, folder: Path | None, otherwise: Path, progress: Progress | None = None
) -> tuple[Store, Iris]:
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
    from opendebate.rdf.disk import open_disk, write_disk

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
    built, iris = load(folder, progress)
    write_disk(store, built, iris, made_from)
    written = open_disk(store, made_from)
    return written or (built, iris)


def digest(folder: Path) -> str:
    """Return the SHA-256 of all that decides what is built: coding, ontology and code."""
    from opendebate.coding.files import debate_files, stray_files

    here = Path(__file__).parent.parent
    ontology = opendebate_ontology.path()
    made_from = [
        *debate_files(folder),
        *sorted(ontology.glob("*.ttl")),
        *sorted((ontology / "rules").glob("*.rq")),
        *sorted((here / "coding").glob("*.py")),
        *sorted((here / "rdf").glob("*.py")),
    ]
    strays = [str(path) for path, _ in stray_files(folder)]
    total = hashlib.sha256()
    for path in made_from:
        raw = path.read_bytes()
        root = next(root for root in (folder, ontology, here) if path.is_relative_to(root))
        total.update(f"{path.relative_to(root).as_posix()}:{len(raw)}\n".encode())
        total.update(raw)
    total.update("\n".join([pyoxigraph.__version__, *strays]).encode())
    return total.hexdigest()


def cache_folder() -> Path:
    """Return the folder built debates are kept in; OPENDEBATE_CACHE names another."""
    named = os.environ.get("OPENDEBATE_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("opendebate", appauthor=False)


def _read(path: Path) -> tuple[Store, Iris] | None:
    """Return a built debate that was kept; a file that was changed in any way counts as none."""
    try:
        with _open_plain(path) as file:
            head = file.readline(_LONGEST_HEAD).decode()
            mark, base, written = head.split()
            if mark != "#" or written != _digest_of_rest(file, base):
                return None
            file.seek(len(head.encode()))
            store = Store()
            store.bulk_load(file, format=RdfFormat.N_QUADS)
    except (OSError, SyntaxError, ValueError):
        return None
    return store, Iris(base)


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


def _digest_of_rest(file: IO[bytes], base: str) -> str:
    """Return the SHA-256 of a base IRI and of all that is left to read in a file."""
    total = hashlib.sha256(f"{base}\n".encode())
    while piece := file.read(1 << 20):
        total.update(piece)
    return total.hexdigest()


def _keep(built: Built, path: Path) -> None:
    """Keep a store for the next command. That it cannot be kept is no reason to fail."""

    def dump(out: IO[bytes]) -> None:
        base = built.iris.base
        head = f"# {base} {'0' * 64}\n".encode()  # the digest is put in when it is known
        out.write(head)
        built.store.dump(out, format=RdfFormat.N_QUADS)
        out.seek(len(head))
        written = _digest_of_rest(out, base)
        out.seek(0)
        out.write(f"# {base} {written}\n".encode())

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, dump, follow_links=False)
        _forget_oldest(path.parent)
    except (OSError, InputError):
        return


def _forget_oldest(folder: Path) -> None:
    ours = [path for path in folder.glob("*.nq") if _OURS.fullmatch(path.name)]
    for old in sorted(ours, key=lambda path: path.lstat().st_mtime)[:-_MOST]:
        old.unlink(missing_ok=True)
