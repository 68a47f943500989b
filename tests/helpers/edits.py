"""Changing the text of a coding file, and what stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Tree


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put a text in the place of the first occurrence of another in a debate's file."""
    path = folder / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def line_of(folder: Path, name: str, text: str) -> int:
    """Return the number of the first line that has a text, in a debate's file."""
    lines = (folder / f"{name}.yaml").read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


def data(text: str) -> Any:
    """Return what YAML says that has no faults."""
    tree = parse(text.encode(), Tree("x"))
    assert not tree.faults, tree.faults
    return tree.data
