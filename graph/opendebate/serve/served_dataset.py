"""What workers open: the debate's facts in a file of their own, or on disk where they are many."""

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

PREFIX = "opendebate-serve-"
_LOCK = "lock"
ON_DISK = 300_000  # facts from which on a store on disk is opened faster than a file is read


@dataclass(frozen=True, slots=True)
class Prepared:
    """A debate, ready to be served.

    Attributes
    ----------
    debate : Debate
    place : pathlib.Path
        A file of N-Quads, or a store's folder.
    digest : str
        Of all its facts.
    """

    debate: Debate
    place: Path
    digest: str

    @property
    def known(self) -> dict[str, Any]:
        """What workers are told of the debate."""
        engine = self.debate.engine
        return {"prefixes": prefixes(engine.iris), "known": sorted(engine.graphs())}


@contextmanager
def prepared(debate: Debate) -> Iterator[Prepared]:
    """Put a debate's facts where workers open them, for as long as it is served.

    Raises
    ------
    InputError
        If they cannot be written.
    """
    clear()
    try:
        folder = tempfile.mkdtemp(prefix=PREFIX)
    except OSError as error:
        raise _full(error, tempfile.gettempdir()) from error
    try:
        with _locked(Path(folder)):
            yield _written(debate, Path(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear() -> None:
    """Remove the folders of servers that ended without doing so: by kill -9, or with the power."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_dead(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _written(debate: Debate, folder: Path) -> Prepared:
    lines = debate.serialize(".nq")
    file = place = folder / "debate.nq"
    try:
        file.write_bytes(lines)
        if lines.count(b"\n") > ON_DISK:
            place = _stored(file, folder / "store")
    except OSError as error:
        raise _full(error, str(folder)) from error
    return Prepared(debate, place, hashlib.sha256(lines).hexdigest())


def _stored(file: Path, place: Path) -> Path:
    from pyoxigraph import RdfFormat, Store

    store = Store(str(place))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store
    file.unlink()
    return place


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock in a folder, which ends with this process however it ends."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / _LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _is_dead(folder: Path) -> bool:
    """Tell whether a folder is of a server of ours that runs no longer."""
    try:
        import fcntl

        with (folder / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return not folder.is_symlink() and folder.stat().st_uid == os.getuid()
    except (ImportError, OSError):
        return False


def _full(error: OSError, where: str) -> InputError:
    return InputError(
        f"The debate cannot be written for the workers: {error.strerror or error}.",
        where=where,
        advice="Make room there, or name another folder in TMPDIR.",
    )
