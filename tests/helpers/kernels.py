"""Notebooks run in a kernel of their own, as Jupyter runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def run_in_a_kernel(text: str, folder: Path) -> Any:
    """Run a notebook in a folder; return it with its outputs, or raise what a cell raised."""
    import nbformat  # only here: each process that imports it works for seconds
    from nbclient import NotebookClient

    lesson: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(lesson, resources=resources, timeout=600).execute()
    return lesson
