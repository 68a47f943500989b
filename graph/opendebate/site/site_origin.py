"""What a site was made from: while that is the same, so is the site."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import opendebate_ontology
from opendebate.ask.citation import digest_of
from opendebate.engines.cached_results import PACKAGE, code_digest, code_files

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

# Packages that shape pages and pictures; those for pictures may be missing.
_PACKAGES = (
    "jinja2", "networkx", "numpy", "pillow", "pyoxigraph", "pyvis", "resvg-py", "scipy",
    "font-source-sans-pro", "font-source-serif-pro",
)  # fmt: skip


def site_origin(engine: Engine, base: str, *, draws: bool) -> str:
    """Return the digest of all that a site is made from.

    That is the debate's graph, the address of the site, the code that makes its pages, the
    ontology, and the versions of the packages that shape pages and pictures.

    Parameters
    ----------
    engine : Engine
        The built debate.
    base : str
        The address of the site.
    draws : bool
        Whether pictures are drawn.
    """
    parts = (digest_of(engine), engine.iris.base, base, str(draws), _code(), *_versions())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """Return the digest of the code of sites, and of the ontology with its rules and questions."""
    site = sorted(path for path in (PACKAGE / "site").rglob("*") if path.is_file())
    files = (path for path in (*code_files(PACKAGE), *site) if path.suffix != ".pyc")
    code = code_digest(PACKAGE, tuple(str(path.relative_to(PACKAGE)) for path in files))
    digest = hashlib.sha256(code.encode())
    ontology = Path(opendebate_ontology.path("context.jsonld")).parent
    for pattern in ("*.jsonld", "*.ttl", "*.rq"):
        for path in sorted(ontology.rglob(pattern)):
            digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _versions() -> list[str]:
    return [sys.version, *(f"{name} {_version(name)}" for name in _PACKAGES)]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
