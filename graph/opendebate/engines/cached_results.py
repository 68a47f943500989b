"""Results that need all of a large debate: computed once, and read the next time.

They are JSON files beside the store that they were computed from. Their names contain the digest of
the code that computes them: of all of it, or of the few files that a caller names. A file whose
content was changed is ignored. Where no file can be written, the result is not cached.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendebate_ontology
from opendebate.errors import InputError
from opendebate.files import open_plain, write_file

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


PACKAGE = Path(__file__).parents[1]
# Folders of the code that computes cached results; modules of the package itself count too.
_CODE_FOLDERS = ("argumentation", "ask", "coding", "engines", "networks", "rdf", "views")


@dataclass(frozen=True, slots=True)
class ResultCache:
    """The cached results of one store.

    Attributes
    ----------
    folder : pathlib.Path
        It is created with the first result.
    facts : int or None
        How many facts the store has, where that is known.
    objects : dict of str to Any
        Results that this process has turned into objects already.
    """

    folder: Path
    facts: int | None = None
    objects: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def get(self, name: str, code: tuple[str, ...] = ()) -> Any:
        """Return the value that was stored under a name, or None.

        Parameters
        ----------
        name : str
        code : tuple of str, optional
            The files of the package that compute this value; without it, all that may.
        """
        try:
            with open_plain(self._path(name, code)) as file:
                digest, _, content = file.read().partition(b"\n")
            if digest.decode() == hashlib.sha256(content).hexdigest():
                return json.loads(content)
        except (OSError, ValueError):
            pass
        return None

    def put(self, name: str, value: Any, code: tuple[str, ...] = ()) -> None:
        """Store a value that JSON can represent, if the folder can be written; see `get`."""
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        digest = hashlib.sha256(content).hexdigest().encode()
        try:
            self.folder.mkdir(exist_ok=True)
            write_file(self._path(name, code), digest + b"\n" + content, follow_links=False)
        except (OSError, InputError):
            return

    def _path(self, name: str, code: tuple[str, ...]) -> Path:
        return self.folder / f"{name}-{code_digest(PACKAGE, code)}.json"


def result_cache(engine: Engine) -> ResultCache | None:
    """Return the cache of an engine; None for an engine without a cache."""
    cache_or_none: ResultCache | None = getattr(engine, "cache", None)
    return cache_or_none


def code_files(package: Path) -> list[Path]:
    """Return the files of the package that compute cached results, in order."""
    folders = [path for folder in _CODE_FOLDERS for path in (package / folder).rglob("*")]
    files = (path for path in (*package.glob("*.py"), *folders) if path.is_file())
    return sorted(path for path in files if path.suffix != ".pyc")


@cache
def code_digest(package: Path, code: tuple[str, ...] = ()) -> str:
    """Return the digest of the code that computes cached results.

    Parameters
    ----------
    package : pathlib.Path
        The folder of the package ``opendebate``.
    code : tuple of str, optional
        The files of the package that count; without it, all of `code_files`.
    """
    files = [package / name for name in code]
    digest = hashlib.sha256()
    for path in files or (*code_files(package), opendebate_ontology.path("context.jsonld")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
