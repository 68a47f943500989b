"""Coding a source anew: its file without what was coded."""

from __future__ import annotations

from pathlib import Path

from opendebate.coding.record_edit import RecordEditor


def emptied(folder: Path, slug: str) -> None:
    """Take all statements away from a source's file."""
    file = folder / "sources" / f"{slug}.yaml"
    editor = RecordEditor(file.read_text("utf-8"))
    editor.change(editor.root, "statements", None)
    file.write_text(editor.result(), "utf-8")
