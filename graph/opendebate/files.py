"""Writing files so that nothing is lost: to a temporary file first, then moved into place."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from opendebate.errors import InputError
from opendebate.file_locks import TEMPORARY_PREFIX, locked_while_writing, remove_abandoned

_STATUS = Path("/proc/self/status")  # on Linux
Content = str | bytes | Callable[[IO[bytes]], object]


def write_file(
    path: Path,
    content: Content,
    *,
    follow_links: bool = True,
    to_disk: bool = True,
    tidy: bool = True,
) -> None:
    """Write a file completely, or leave the old one unchanged.

    Parameters
    ----------
    path : pathlib.Path
        The file. Its folder must exist.
    content : str, bytes or callable
        Text is written as UTF-8; a callable gets the open binary file.
    follow_links : bool
        Whether to write to the file that a symbolic link points to, and to a device. Otherwise a
        new file replaces the link or the device.
    to_disk : bool
        Whether to wait until the disk has the content, which takes long for many files. Without
        it, a power cut may leave an empty file.
    tidy : bool
        Whether to remove first what killed writers have left in the folder, which takes long for
        many files; whoever writes many calls `remove_abandoned` once.

    Raises
    ------
    InputError
        If it cannot be written: no such folder, no permission, no space.
    """
    try:
        if not follow_links:
            _replace(content, path, to_disk=to_disk, tidy=tidy)
        elif path.exists() and not path.is_file() and not path.is_dir():
            _write_to_device(content, path)  # a device or pipe is written to, never replaced
        else:
            _replace(content, Path(os.path.realpath(path)), to_disk=to_disk, tidy=tidy)
    except OSError as error:
        raise InputError(
            f"The file could not be written: {error.strerror or error}.",
            where=str(path),
            advice=_advice(path),
        ) from error


def open_plain(path: Path) -> IO[bytes]:
    """Open a file for reading, if it is a plain file: no link, device or pipe.

    A pipe would never end the reading, and a device such as ``/dev/zero`` would fill the memory.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    OSError
        If there is no such file, or it is something else.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(errno.ENOENT, "not a plain file", str(path))
    return os.fdopen(handle, "rb")


def _advice(path: Path) -> str:
    if not path.parent.is_dir():
        return "Name a folder that is there, or make it first."
    if path.is_dir():
        return "It is a folder. Name a file in it."
    return "What was there before is unchanged."


def _write_to_device(content: Content, path: Path) -> None:
    with path.open("wb") as out:
        _write(content, out)


def _replace(content: Content, path: Path, *, to_disk: bool, tidy: bool) -> None:
    """Write beside `path`, then move the new file into its place."""
    if tidy:
        remove_abandoned(path.parent)
    with _staged(content, path, to_disk=to_disk) as temporary:
        temporary.replace(path)


@contextlib.contextmanager
def _staged(content: Content, path: Path, *, to_disk: bool) -> Iterator[Path]:
    """Write a temporary file beside `path`; it is removed, unless it was moved into its place."""
    import tempfile

    temporary: Path | None = None
    try:
        with (
            tempfile.NamedTemporaryFile(
                dir=path.parent, prefix=TEMPORARY_PREFIX, delete=False
            ) as out,
            locked_while_writing(temporary := Path(out.name)),
        ):
            _write(content, out)
            if to_disk:
                out.flush()
                os.fsync(out.fileno())
        temporary.chmod(_permissions(path))
        yield temporary
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_files(contents: Mapping[Path, str]) -> None:
    """Write several files, or leave all as they are.

    All are written beside their places before the first is moved, so a disk that gets full
    changes none.

    Parameters
    ----------
    contents : mapping of pathlib.Path to str
        The files, in the order in which they are moved into place. Their folders must exist.

    Raises
    ------
    InputError
        If one cannot be written: no permission, no space.
    """
    targets = {Path(os.path.realpath(path)): text for path, text in contents.items()}
    for folder in {path.parent for path in targets}:
        remove_abandoned(folder)
    path = None
    try:
        with contextlib.ExitStack() as stack:
            staged = []
            for path, text in targets.items():
                staged.append((path, stack.enter_context(_staged(text, path, to_disk=True))))
            _move_all(staged)
    except OSError as error:
        raise InputError(
            f"The files could not be written: {error.strerror or error}.",
            where=str(path),
            advice="All are as they were. Free some disk space, or ask for permission to write.",
        ) from error


def _move_all(staged: Sequence[tuple[Path, Path]]) -> None:
    """Move temporary files into their places; if one cannot be moved, put all back."""
    former = {path: path.read_bytes() if path.exists() else None for path, _ in staged}
    moved: list[Path] = []
    try:
        for path, temporary in staged:
            temporary.replace(path)
            moved.append(path)
    except BaseException:
        for path in moved:
            content = former[path]
            path.unlink() if content is None else write_file(path, content)
        raise


def _write(content: Content, out: IO[bytes]) -> None:
    if callable(content):
        content(out)
    else:
        out.write(content.encode() if isinstance(content, str) else content)


def _permissions(path: Path) -> int:
    """Return the permissions of the file to be replaced, or those a new file gets."""
    if path.is_file() and not path.is_symlink():
        return path.stat().st_mode & 0o7777
    return 0o666 & ~_umask()


def _umask_reported() -> int | None:
    """Return the mask of this process as the system reports it; None where it does not."""
    try:
        line = re.search(rb"^Umask:\s*([0-7]+)", _STATUS.read_bytes(), re.MULTILINE)
    except OSError:
        return None
    return int(line[1], 8) if line else None


def _umask_of_process() -> int:
    """Return the mask by setting another for a moment, in which nobody else may read new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


# Where the system does not report it, it is read once, before there are threads.
_REPORTED_UMASK = _umask_reported()
_FORMER_UMASK = _umask_of_process() if _REPORTED_UMASK is None else _REPORTED_UMASK


def _umask() -> int:
    """Return which permissions new files do not get."""
    reported = _umask_reported()
    return _FORMER_UMASK if reported is None else reported


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Fill a temporary folder beside `folder`, and rename it when it is complete.

    Parameters
    ----------
    folder : pathlib.Path
        The new folder; it does not exist yet, or it is empty.

    Yields
    ------
    pathlib.Path
        The folder to be filled. It is removed if an error is raised.

    Raises
    ------
    InputError
        If it cannot be written: no permission, no space.
    """
    import shutil
    import tempfile

    temporary: Path | None = None
    try:
        parent = folder.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(parent)
        temporary = Path(tempfile.mkdtemp(dir=parent, prefix=TEMPORARY_PREFIX))
        with locked_while_writing(temporary):
            yield temporary
        temporary.chmod(0o777 & ~_umask())
        if folder.is_dir():
            folder.rmdir()
        temporary.replace(folder)
    except OSError as error:
        raise _not_made(folder, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, if it is not there.

    Raises
    ------
    InputError
        If it cannot be made: no permission, no space.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_made(folder, error) from error


def _not_made(folder: Path, error: OSError) -> InputError:
    if error.errno in {errno.ENOTEMPTY, errno.EEXIST} and folder.is_dir():
        return InputError(
            "While this command ran, another program wrote files into the folder.",
            where=str(folder),
            advice="Keep those files, or name another folder and run the command again.",
        )
    return InputError(
        f"The folder cannot be made: {error.strerror or error}.",
        where=str(folder),
        advice="Name a folder that you may write to, on a disk with space.",
    )
