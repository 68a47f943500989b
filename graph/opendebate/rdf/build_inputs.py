"""What a built debate depends on: digests of its files, of the ontology and of the code."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyoxigraph

import opendebate_ontology
from opendebate.errors import InputError

T = TypeVar("T")
_ATTEMPTS = 3


class Inputs(NamedTuple):
    """What a debate is built from.

    Attributes
    ----------
    common_digest : str
        The SHA-256 of all but the sources: the other coding files, the ontology and the code.
    sources : dict of str to str
        Slug → the SHA-256 of the source's file.
    """

    common_digest: str
    sources: dict[str, str]

    @property
    def key(self) -> str:
        """The SHA-256 of all of it, under which the built debate is cached."""
        listed = "".join(f"{slug}:{digest}\n" for slug, digest in self.sources.items())
        return hashlib.sha256(f"{self.common_digest}\n{listed}".encode()).hexdigest()


def inputs(folder: Path) -> Inputs:
    """Return what decides how the debate in a folder is built.

    Raises
    ------
    InputError
        If the folder is no debate.
    """
    from opendebate.coding.debate_files import debate_files, source_slug, stray_files

    sources, others = {}, []
    for path in debate_files(folder):
        slug = source_slug(path, folder)
        if slug is None:
            others.append(path)
        else:
            sources[slug] = file_digest(path)
    strays = [str(path) for path, _ in stray_files(folder)]
    total = hashlib.sha256("\n".join([pyoxigraph.__version__, *strays]).encode())
    for name, raw in chain(((path.name, path.read_bytes()) for path in others), _our_files()):
        total.update(f"{name}:{len(raw)}\n".encode())
        total.update(raw)
    return Inputs(total.hexdigest(), sources)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_unchanged(folder: Path, read: Callable[[], T]) -> tuple[Inputs, T]:
    """Return what is read from a debate's folder, and the digests of the files it was read from.

    Where a file was changed in the meantime, all is read again: a result must never be stored
    under the digest of other files.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    read : callable
        Reads the folder.

    Raises
    ------
    InputError
        If the files change each time they are read.
    """
    before = inputs(folder)
    for _ in range(_ATTEMPTS):
        result, after = read(), inputs(folder)
        if after == before:
            return after, result
        before = after
    raise InputError(
        "The debate's files changed each time they were read.",
        where=str(folder),
        advice="Run the command again when no other program writes them.",
    )


def _our_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the ontology and of the code that count; every command reads them."""
    package, ontology = Path(__file__).parent.parent, opendebate_ontology.path()
    for folder, endings in (
        (ontology, ".ttl"), (ontology / "rules", ".rq"), (package / "coding", ".py"),
        (package / "rdf", (".py", ".rq")),
    ):  # fmt: skip
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - a Path for each takes a while
            if name.endswith(endings):
                with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123
                    yield f"{folder.name}/{name}", file.read()
