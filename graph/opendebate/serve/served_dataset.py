"""The debate's facts as workers open them: a file, or a store on disk if there are many."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opendebate.debate import Debate
from opendebate.engines.engine import prefixes
from opendebate.errors import InputError
from opendebate.rdf.namespaces import FAMILIAR_GRAPHS

PREFIX = "opendebate-serve-"
_LOCK = "lock"
ON_DISK = 300_000  # with more facts, opening a store on disk is faster than reading a file


@dataclass(frozen=True, slots=True)
class ServedDataset:
    """A debate, and the copy of its facts that workers open.

    Attributes
    ----------
    debate : Debate
    path : pathlib.Path
        A file of N-Quads, or a store's folder.
    digest : str
        The SHA-256 of all its facts.
    graphs : tuple of str
        The IRIs of its named graphs.
    """

    debate: Debate
    path: Path
    digest: str
    graphs: tuple[str, ...]

    @property
    def context(self) -> dict[str, Any]:
        """Prefixes and graph IRIs, which queries need."""
        return {"prefixes": prefixes(self.debate.iris), "graph_iris": list(self.graphs)}


@contextmanager
def written_dataset(debate: Debate, *, familiar: bool = False) -> Iterator[ServedDataset]:
    """Write a debate's facts for the workers, and remove them at the end.

    Parameters
    ----------
    debate : Debate
    familiar : bool
        Whether the same is there in the words of other vocabularies, too; see
        :mod:`opendebate.rdf.familiar`.

    Raises
    ------
    InputError
        If they cannot be written.
    """
    remove_abandoned()
    try:
        folder = tempfile.mkdtemp(prefix=PREFIX)
    except OSError as error:
        raise _cannot_write(error, tempfile.gettempdir()) from error
    try:
        with _locked(Path(folder)):
            yield _written(debate, Path(folder), familiar=familiar)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned() -> None:
    """Remove folders of servers that could not do so: after kill -9 or a power cut."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_dead(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _written(debate: Debate, folder: Path, *, familiar: bool) -> ServedDataset:
    lines = debate.serialize("nquads", familiar=familiar)
    file = path = folder / "debate.nq"
    try:
        file.write_bytes(lines)
        if lines.count(b"\n") > ON_DISK:
            path = _stored(file, folder / "store")
    except OSError as error:
        raise _cannot_write(error, str(folder)) from error
    added = [debate.iris.graph(name).value for name in FAMILIAR_GRAPHS if familiar]
    graphs = tuple(sorted([*debate.engine.graphs(), *added]))
    return ServedDataset(debate, path, hashlib.sha256(lines).hexdigest(), graphs)


def _stored(file: Path, path: Path) -> Path:
    from pyoxigraph import RdfFormat, Store

    store = Store(str(path))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store
    file.unlink()
    return path


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock a folder; the lock ends with this process, however it ends."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / _LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _is_dead(folder: Path) -> bool:
    """Return whether a folder belongs to a server of this user that has ended."""
    try:
        import fcntl

        with (folder / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return not folder.is_symlink() and folder.stat().st_uid == os.getuid()
    except (ImportError, OSError):
        return False


def _cannot_write(error: OSError, where: str) -> InputError:
    return InputError(
        f"The debate cannot be written for the workers: {error.strerror or error}.",
        where=where,
        advice="Free some space there, or set TMPDIR to another folder.",
    )
