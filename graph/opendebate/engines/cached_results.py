"""Answers that go over a large debate as a whole: made once, and read the next time.

They stand as JSON beside the store that they were made from, under the digest of the code that
makes them. What is not as it was written counts as not there; that nothing can be written there is
no reason to fail.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendebate_ontology
from opendebate.errors import InputError
from opendebate.files import write_file

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


_MAKING = ("ask", "networks", "rdf", "views")  # folders of code that makes extracts


@dataclass(frozen=True, slots=True)
class Extracts:
    """The extracts of one store.

    Attributes
    ----------
    folder : pathlib.Path
        It is made when there is something to keep.
    """

    folder: Path

    def get(self, name: str) -> Any:
        """Return what was kept under a name, or None."""
        try:
            head, _, content = self._path(name).read_bytes().partition(b"\n")
            if head.decode() == hashlib.sha256(content).hexdigest():
                return json.loads(content)
        except (OSError, ValueError):
            pass
        return None

    def keep(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold, if that is possible."""
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        head = hashlib.sha256(content).hexdigest().encode()
        try:
            self.folder.mkdir(exist_ok=True)
            write_file(self._path(name), head + b"\n" + content, follow_links=False)
        except (OSError, InputError):
            return

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}-{_code()}.json"


def extracts_of(engine: Engine) -> Extracts | None:
    """Return where an engine keeps extracts; None for one that keeps none."""
    found: Extracts | None = getattr(engine, "extracts", None)
    return found


@cache
def _code() -> str:
    """Return the digest of the code that extracts are made with."""
    here = Path(__file__).parents[1]
    parts = [path for folder in _MAKING for path in sorted((here / folder).rglob("*"))]
    total = hashlib.sha256()
    for path in (here / "version.py", *parts, opendebate_ontology.path("context.jsonld")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(f"{path.name}\n".encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]
