"""The entries of a journal: edits, and what each changed in which file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from opendebate.coding.tokenizer import text_digest
from opendebate.errors import InputError
from opendebate.recoding.coded_files import CodedFiles

Move = Literal["edit", "undone", "redone", "dropped"]


@dataclass(frozen=True, slots=True)
class Splice:
    """The change of a file: `old` stands at `start` before it, and `new` after it.

    Attributes
    ----------
    file : str
    start : int
        A number of characters.
    old, new : str
    before, after : str
        Digests of the file's text.
    created : bool
        Whether there was no such file before.
    """

    file: str
    start: int
    old: str
    new: str
    before: str
    after: str
    created: bool = False

    @classmethod
    def between(cls, file: str, former: str | None, after: str) -> Splice:
        """Return the shortest change from one text of a file, if there is one, to another."""
        before = former or ""
        start = _common(before, after)
        tail = _common(before[start:][::-1], after[start:][::-1])
        return cls(file, start, before[start : len(before) - tail],
                   after[start : len(after) - tail], text_digest(before),
                   text_digest(after), former is None)  # fmt: skip

    def after_edit(self, text: str) -> str:
        """Return the file's text with the change."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def before_edit(self, text: str) -> str:
        """Return the file's text without the change."""
        return text[: self.start] + self.old + text[self.start + len(self.new) :]

    def text(self, text: str, *, with_edit: bool) -> str | None:
        """Return the file's text with or without the change; None if there is no file then."""
        return (
            self.after_edit(text) if with_edit else None if self.created else self.before_edit(text)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit: its id, what it is called, and the change of each file."""

    id: str
    label: str
    splices: tuple[Splice, ...]

    @property
    def line(self) -> str:
        """The line of the journal."""
        return json.dumps({"edit": asdict(self)}) + "\n"

    def texts(self, files: CodedFiles, *, with_edit: bool) -> dict[str, str | None]:
        """Return the texts of files with the edit, or without it; None of those it created."""
        return {splice.file: splice.text(files.texts.get(splice.file, ""), with_edit=with_edit)
                for splice in self.splices}  # fmt: skip


def line_of(entry: Entry, move: Move) -> str:
    """Return the line that notes a move of an edit which the journal already has."""
    return json.dumps({move: entry.id}) + "\n"


def refuse_changed(entry: Entry, files: CodedFiles, state: str, verb: str) -> None:
    """Refuse to undo or redo an edit of a file that was changed since.

    Parameters
    ----------
    entry : Entry
    files : CodedFiles
    state : str
        ``"before"`` or ``"after"``: how the files must be.
    verb : str
        What cannot be done, for the message.

    Raises
    ------
    InputError
        If one of them is not.
    """
    for splice in entry.splices:
        if text_digest(files.texts.get(splice.file, "")) != getattr(splice, state):
            raise InputError(
                f"“{entry.label}” cannot be {verb}: {splice.file}.yaml was changed since.",
                advice="Make the change by hand.",
            )


def _common(first: str, second: str) -> int:
    """Return with how many of the same characters two texts begin."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
