"""The longer queries of this folder and of `networks`, each in a file of its own."""

from __future__ import annotations

from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent / "sparql"


def query_text(name: str, **parts: str) -> str:
    """Return the query of a name, with parts put in at their marks, such as ``$focus``."""
    return Template((_FOLDER / f"{name}.rq").read_text("utf-8")).substitute(parts)
