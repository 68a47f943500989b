"""Which built debate was cached last for each folder, and from which inputs it was built.

The next build compares these inputs with the present ones. The cache is never trusted: a ledger
that was changed in any way is ignored.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from opendebate.errors import InputError
from opendebate.files import write_file
from opendebate.rdf.build_inputs import Inputs

_MAX_BYTES = 50_000_000  # bytes
_MAX_LEDGERS = 20  # ledgers; the oldest go first
_LEDGER_NAME = re.compile(r"[0-9a-f]{64}\.made-from")


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """The debate that was cached last for a folder.

    Attributes
    ----------
    made_from : Inputs
    earlier : str
        The key of the debate that this one was built from, if it was built incrementally.
    register_text : str
        The registers as JSON, so that their files need not be read again. It holds none where it
        would be too large.
    """

    made_from: Inputs
    earlier: str = ""
    register_text: str = "{}"

    @property
    def registers(self) -> dict[str, dict[str, Any]]:
        """``"actors"`` → the data of that file; of all files but the sources."""
        return cast("dict[str, dict[str, Any]]", json.loads(self.register_text))


def register_text(registers: dict[str, dict[str, Any]]) -> str:
    """Return registers as JSON."""
    return json.dumps(registers, ensure_ascii=False, separators=(",", ":"))


def last_entry(cache: Path, folder: Path) -> CacheEntry | None:
    """Return which debate was cached last for a folder.

    Parameters
    ----------
    cache : pathlib.Path
        The cache.
    folder : pathlib.Path
        The debate's folder.
    """
    path = _path(cache, folder)
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return None
        head, _, content = path.read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(content).hexdigest():
            return None
        ledger = json.loads(content)
        made_from = Inputs(ledger["rest"], ledger["sources"])
        return CacheEntry(made_from, ledger["earlier"], str(ledger["registers"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_entry(cache: Path, folder: Path, entry: CacheEntry) -> None:
    """Record which debate is cached now for a folder; a failure to write is ignored."""
    content = _content(entry)
    if len(content) > _MAX_BYTES // 2:
        content = _content(replace(entry, register_text="{}"))
    head = hashlib.sha256(content).hexdigest().encode()
    try:
        write_file(_path(cache, folder), head + b"\n" + content, follow_links=False)
        _remove_oldest(cache)
    except (OSError, InputError):
        return


def _content(entry: CacheEntry) -> bytes:
    ledger = {
        "rest": entry.made_from.common_digest,
        "sources": entry.made_from.sources,
        "earlier": entry.earlier,
        "registers": entry.register_text,
    }
    return json.dumps(ledger, ensure_ascii=False, separators=(",", ":")).encode()


def _path(cache: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    return cache / f"{name}.made-from"


def _remove_oldest(cache: Path) -> None:
    ledgers = [path for path in cache.iterdir() if _LEDGER_NAME.fullmatch(path.name)]
    for old in sorted(ledgers, key=lambda path: path.lstat().st_mtime)[:-_MAX_LEDGERS]:
        old.unlink(missing_ok=True)
