"""Writing coding files: all or none, and never over what somebody else has written meanwhile.

Whoever changes a coding file writes it with `write_coding`: the workbench, sealing, recoding,
drafts, and the first file of a source. So two of them never lose what the other wrote.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import encoding_of
from opendebate.errors import InputError
from opendebate.file_locks import lock_while
from opendebate.files import make_folder, write_files

Texts = Mapping[Path, str | None]  # None where there is no file


class ChangedOnDisk(InputError):
    """A file that somebody else changed since it was read; nothing was written.

    Attributes
    ----------
    on_disk, meant : dict of str to str
        File → what was changed on the disk, and what was to be changed here, as differences.
    """

    def __init__(self, on_disk: Mapping[str, str], meant: Mapping[str, str]) -> None:
        names = ", ".join(f"{key}.yaml" for key in on_disk)
        super().__init__(
            f"Another program changed {names} since it was read here. Nothing was written.",
            advice="Read the file again, and repeat your change on what is there now.",
        )
        self.on_disk, self.meant = dict(on_disk), dict(meant)


def write_coding(folder: Path, texts: Texts, former: Texts) -> None:
    """Write coding files of a debate, all or none.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder, which is locked meanwhile.
    texts : mapping of pathlib.Path to str or None
        The files in the order in which they are written; those with None are removed.
    former : mapping of pathlib.Path to str or None
        The texts that the files had when they were read; None, or no entry, where there was none.

    Raises
    ------
    ChangedOnDisk
        If a file is not on the disk as it was read.
    InputError
        If a file cannot be written; all are then as they were.
    """
    with lock_while(folder):
        _refuse_conflicts(folder, texts, former)
        written = {path: text for path, text in texts.items() if text is not None}
        for path in written:
            make_folder(path.parent)
        write_files(written)
        for path in texts.keys() - written.keys():
            _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"The file could not be removed: {error.strerror or error}.",
            where=display_path(path),
            advice="Remove it by hand.",
        ) from error


def _refuse_conflicts(folder: Path, texts: Texts, former: Texts) -> None:
    now = {path: text_on_disk(path) for path in texts}
    changed = [path for path in texts if now[path] != former.get(path)]
    if not changed:
        return
    names = {path: path.relative_to(folder).with_suffix("").as_posix() for path in changed}
    raise ChangedOnDisk(*(
        {names[path]: difference(former.get(path) or "", after[path] or "", names[path])
         for path in changed}
        for after in (now, texts)
    ))  # fmt: skip


def read_source(path: Path) -> str:
    """Return a coding file's text unchanged, with its line ends.

    Raises
    ------
    InputError
        If it is not UTF-8: `check` reads UTF-16 too, but only files in UTF-8 are changed.
    """
    data = path.read_bytes()
    name, _ = encoding_of(data)
    if name != "utf-8":
        raise InputError(
            f"It is {name.upper()}, and only files in UTF-8 are changed.",
            where=display_path(path),
            advice="Save it as UTF-8, for instance with: iconv -f UTF-16 -t UTF-8.",
        )
    return data.decode("utf-8")


def text_on_disk(path: Path) -> str | None:
    """Return the text of a coding file; None if there is none."""
    return read_source(path) if path.exists() else None


def difference(before: str, after: str, name: str) -> str:
    """Return what changed in a file, as a unified difference with one line around each change."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name}.yaml", f"{name}.yaml", lineterm="", n=1
    )
    return "\n".join(lines)
