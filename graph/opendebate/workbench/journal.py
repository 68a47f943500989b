"""The journal of a session: undo, redo, and repair after a crash.

Each edit is written to the journal before it is written to the coding files. So an edit that a
crash cut off is finished at the next start. The journal lies in the user's folder for such data,
never in the debate's folder, and holds no words of the article but the ends of passages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from opendebate.errors import InputError
from opendebate.files import make_folder, write_file
from opendebate.recoding.coded_files import CodedFiles, text_digest

MAX_ENTRIES = 1_000  # edits that can be undone
MAX_BYTES = 50_000_000  # of a journal that is read


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

    def done(self, text: str) -> str:
        """Return the file's text with the change."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def undone(self, text: str) -> str:
        """Return the file's text without the change."""
        return text[: self.start] + self.old + text[self.start + len(self.new) :]


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit: what it is called, and the change of each file."""

    label: str
    splices: tuple[Splice, ...]


@dataclass(slots=True)
class Journal:
    """The edits of a debate that were made in the workbench.

    Attributes
    ----------
    path : pathlib.Path
        The file of the journal.
    entries : list of Entry
        The edits that are done, and after them those that are undone.
    done : int
        How many of them are done.
    """

    path: Path
    entries: list[Entry] = field(default_factory=list)
    done: int = 0

    def read(self) -> None:
        """Read the journal, if there is one; lines that a crash cut off are left out."""
        try:
            if not self.path.is_file() or self.path.stat().st_size > MAX_BYTES:
                return
            lines = self.path.read_text("utf-8", "replace").splitlines()
        except OSError:
            return
        for line in lines:
            self._replay(line)
        self._keep_last()

    def add(self, label: str, before: Mapping[str, str], after: Mapping[str, str]) -> Entry:
        """Note an edit that is about to be done; what was undone can no longer be done again.

        Parameters
        ----------
        label : str
        before, after : mapping of str to str
            The texts of files; those that are not in the first are new.
        """
        splices = tuple(Splice.between(key, before.get(key), text) for key, text in after.items())
        entry = Entry(label, splices)
        self._append({"edit": {"label": label, "splices": [asdict(splice) for splice in splices]}})
        self.entries[self.done :] = [entry]
        self.done += 1
        return entry

    def drop_last(self) -> None:
        """Forget the last edit, which could not be done."""
        self.entries.pop()
        self.done -= 1
        self._append({"dropped": True})

    def undo(self, files: CodedFiles) -> dict[str, str | None]:
        """Return the texts of files without the last edit that is done; None of those it created.

        Raises
        ------
        InputError
            If nothing is done, or a file was changed since outside the workbench.
        """
        if not self.done:
            raise InputError("There is nothing to undo.")
        entry = self.entries[self.done - 1]
        self._refuse_changed(entry, files, "after", "undone")
        return {
            each.file: None if each.created else each.undone(files.texts[each.file])
            for each in entry.splices
        }

    def redo(self, files: CodedFiles) -> dict[str, str | None]:
        """Return the texts of files with the edit that was undone last.

        Raises
        ------
        InputError
            As in `undo`.
        """
        if self.done == len(self.entries):
            raise InputError("There is nothing to do again.")
        entry = self.entries[self.done]
        self._refuse_changed(entry, files, "before", "done again")
        return {splice.file: splice.done(files.texts.get(splice.file, ""))
                for splice in entry.splices}  # fmt: skip

    def moved(self, steps: int) -> None:
        """Note that an edit was undone (-1) or done again (1)."""
        self.done += steps
        self._append({"done": self.done})

    def unfinished(self, files: CodedFiles) -> dict[str, str]:
        """Return the texts that finish the last edit, where a crash cut it off."""
        if not self.done:
            return {}
        splices = self.entries[self.done - 1].splices
        states = {s.file: text_digest(files.texts.get(s.file, "")) for s in splices}
        if any(states[s.file] not in {s.before, s.after} for s in splices) or not any(
            states[s.file] == s.after for s in splices
        ):
            return {}  # changed elsewhere since, or nothing of it was written
        return {s.file: s.done(files.texts.get(s.file, ""))
                for s in splices if states[s.file] == s.before}  # fmt: skip

    def _refuse_changed(self, entry: Entry, files: CodedFiles, state: str, verb: str) -> None:
        for splice in entry.splices:
            if text_digest(files.texts.get(splice.file, "")) != getattr(splice, state):
                raise InputError(
                    f"“{entry.label}” cannot be {verb}: {splice.file}.yaml was changed since.",
                    advice="Make the change by hand.",
                )

    def _replay(self, line: str) -> None:
        try:
            data: Any = json.loads(line)
            if "edit" in data:
                splices = tuple(Splice(**splice) for splice in data["edit"]["splices"])
                self.entries[self.done :] = [Entry(str(data["edit"]["label"]), splices)]
                self.done += 1
            elif "dropped" in data:
                self.entries.pop()
                self.done -= 1
            else:
                self.done = min(max(int(data["done"]), 0), len(self.entries))
        except (ValueError, TypeError, KeyError, IndexError):
            return

    def _keep_last(self) -> None:
        """Write the journal anew without the oldest edits, if there are too many."""
        surplus = min(len(self.entries) - MAX_ENTRIES, self.done)
        if surplus <= 0:
            return
        del self.entries[:surplus]
        self.done -= surplus
        lines = [json.dumps({"edit": asdict(entry)}) for entry in self.entries]
        write_file(self.path, "\n".join([*lines, json.dumps({"done": self.done})]) + "\n")

    def _append(self, data: Mapping[str, Any]) -> None:
        make_folder(self.path.parent)
        try:
            with self.path.open("a", encoding="utf-8") as out:
                out.write(json.dumps(data) + "\n")
        except OSError as error:
            raise InputError(
                f"The journal cannot be written: {error.strerror or error}. Nothing was changed.",
                where=str(self.path),
                advice="Make room on the disk, or give yourself the right to write there.",
            ) from error


def _common(one: str, other: str) -> int:
    """Return with how many of the same characters two texts begin."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
