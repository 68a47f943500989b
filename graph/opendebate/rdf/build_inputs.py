"""What a built debate depends on: digests of its files, of the ontology and of the code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

import opendebate_ontology


@dataclass(frozen=True, slots=True)
class Inputs:
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
            sources[slug] = hashlib.sha256(path.read_bytes()).hexdigest()
    strays = [str(path) for path, _ in stray_files(folder)]
    total = hashlib.sha256("\n".join([pyoxigraph.__version__, *strays]).encode())
    for root, paths in ((folder, others), *_our_folders()):
        for path in paths:
            raw = path.read_bytes()
            total.update(f"{path.relative_to(root).as_posix()}:{len(raw)}\n".encode())
            total.update(raw)
    return Inputs(total.hexdigest(), sources)


def _our_folders() -> Iterable[tuple[Path, list[Path]]]:
    """Yield the folders of the ontology and of the code, each with the files that count."""
    package, ontology = Path(__file__).parent.parent, opendebate_ontology.path()
    yield ontology, [*sorted(ontology.glob("*.ttl")), *sorted((ontology / "rules").glob("*.rq"))]
    ours = ("coding/*.py", "rdf/*.py", "rdf/*.rq")
    yield package, [path for pattern in ours for path in sorted(package.glob(pattern))]
