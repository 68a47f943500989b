"""Changing the text of a coding file."""

from __future__ import annotations

from pathlib import Path


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put a text in the place of the first occurrence of another in a debate's file."""
    path = folder / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
