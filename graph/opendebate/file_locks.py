"""Locks on files and folders, which end with their process, and what killed writers left behind."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

TEMPORARY_PREFIX = ".opendebate-"
_ABANDONED = 60  # seconds after which a new file or folder that nobody writes is removed
_ABANDONED_UNLOCKED = 24 * 60 * 60  # the same, where the system has no locks
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}  # some network drives have none


@contextlib.contextmanager
def locked_while_writing(new: Path) -> Iterator[None]:
    """Hold a lock on a new file or folder, so that no other process removes it.

    The lock ends with this process, however it ends.
    """
    handle = None
    with contextlib.suppress(OSError):  # some network drives have no locks; its age protects it
        handle = lock(new)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def is_abandoned(new: Path) -> bool:
    """Tell whether the process that wrote a new file or folder of this user has died."""
    try:
        status = new.lstat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return False
        handle = lock(new)
    except OSError:
        return False  # another process writes it, or has just moved it
    minimum_age = _ABANDONED_UNLOCKED if handle is None else _ABANDONED
    if handle is not None:
        os.close(handle)
    is_ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return is_ours and time.time() - status.st_mtime > minimum_age


def remove_abandoned(folder: Path) -> None:
    """Remove what writers of files and folders left behind when they were killed."""
    for path in folder.glob(f"{TEMPORARY_PREFIX}*"):
        if is_abandoned(path):
            with contextlib.suppress(OSError):
                import shutil

                shutil.rmtree(path) if path.is_dir() else path.unlink()


def lock(folder: Path, *, wait: bool = False) -> int | None:
    """Lock a folder or file for this process; the lock ends with the process, however it ends.

    Parameters
    ----------
    folder : pathlib.Path
    wait : bool
        Whether to wait until no other process has locked it.

    Returns
    -------
    int or None
        A file descriptor; closing it ends the lock. None where the system has no such locks.

    Raises
    ------
    OSError
        If another process has locked it, or there is no such folder.
    """
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        raise
    return handle


@contextlib.contextmanager
def lock_while(folder: Path) -> Iterator[None]:
    """Lock a folder while something is done in it; wait until no other process has locked it.

    Where a drive has no locks, nothing is locked.
    """
    handle = None
    try:
        handle = lock(folder, wait=True)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
