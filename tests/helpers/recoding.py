"""Coding a source anew: its file without what was coded."""

from __future__ import annotations

from pathlib import Path

from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.yaml_text import pair_of


def emptied(folder: Path, slug: str, *, attribution: bool = False) -> None:
    """Take all statements away from a source's file, and the marks of attribution if wished."""
    file = folder / "sources" / f"{slug}.yaml"
    editor = RecordEditor(file.read_text("utf-8"))
    editor.change(editor.root, "statements", None)
    if attribution:
        editor.change(pair_of(editor.root, "source")[1], "attribution", None)
    file.write_text(editor.result(), "utf-8")
