"""Which built debate was kept last of each folder, and what it was made from.

From it the next build knows what has changed. Like all of the cache it is not trusted: a ledger
that was changed in any way counts as none.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from opendebate.errors import InputError
from opendebate.files import write_file
from opendebate.rdf.build_inputs import Inputs

_LONGEST = 50_000_000  # bytes
_MOST = 20  # ledgers; the oldest go first
_OURS = re.compile(r"[0-9a-f]{64}\.made-from")


@dataclass(frozen=True, slots=True)
class Entry:
    """The debate that was kept last of a folder.

    Attributes
    ----------
    made_from : Inputs
    earlier : str
        The key of the one that it was made from, if it was made from one.
    """

    made_from: Inputs
    earlier: str = ""


def last(place: Path, folder: Path) -> Entry | None:
    """Return what was kept last of a debate's folder.

    Parameters
    ----------
    place : pathlib.Path
        The cache.
    folder : pathlib.Path
        The debate's folder.
    """
    path = _path(place, folder)
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LONGEST:
            return None
        head, _, rest = path.read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(rest).hexdigest():
            return None
        said = json.loads(rest)
        return Entry(Inputs(said["rest"], said["sources"]), said["earlier"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def note(place: Path, folder: Path, entry: Entry) -> None:
    """Write down what is kept now of a debate's folder. Not to be able to is no fault."""
    made_from = entry.made_from
    said = {"rest": made_from.rest, "sources": made_from.sources, "earlier": entry.earlier}
    content = json.dumps(said).encode()
    head = hashlib.sha256(content).hexdigest().encode()
    try:
        write_file(_path(place, folder), head + b"\n" + content, follow_links=False)
        _forget_oldest(place)
    except (OSError, InputError):
        return


def _path(place: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    return place / f"{name}.made-from"


def _forget_oldest(place: Path) -> None:
    ours = [path for path in place.iterdir() if _OURS.fullmatch(path.name)]
    for old in sorted(ours, key=lambda path: path.lstat().st_mtime)[:-_MOST]:
        old.unlink(missing_ok=True)
