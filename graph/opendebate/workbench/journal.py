"""The journal of a source's sessions: undo, redo, and repair after a crash.

Each edit is written to the journal before it is written to the coding files. So an edit that a
crash cut off is finished at the next start. The journal lies in the user's folder for such data,
never in the debate's folder, and holds no words of the article but the ends of passages.

Each edit has an id, and what is undone is named by it. Several workbenches may have the same
source open: each locks the journal while it writes, and first reads what others have written.
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from opendebate.coding.tokenizer import text_digest
from opendebate.errors import InputError
from opendebate.file_locks import lock_while
from opendebate.files import make_folder, write_file
from opendebate.recoding.coded_files import CodedFiles
from opendebate.workbench.journal_entries import Entry, Move, Splice, line_of, refuse_changed

MAX_ENTRIES = 1_000  # edits that can be undone
MAX_BYTES = 50_000_000  # of a journal
_TRIMMED_BYTES = 25_000_000  # of a journal that was longer


@dataclass(slots=True)
class Journal:
    """The edits of a source that were made in the workbench.

    Attributes
    ----------
    path : pathlib.Path
        The file of the journal.
    entries : list of Entry
        The edits that are done, and after them those that are undone.
    done : int
        How many of them are done.
    notice : str
        What a person should know of the journal; empty if there is nothing.
    """

    path: Path
    entries: list[Entry] = field(default_factory=list)
    done: int = 0
    notice: str = ""
    _last: tuple[Entry, Move] | None = None
    _cut: list[Entry] = field(default_factory=list)  # undone edits that the last edit cut off
    _owed: str = ""  # a line that could not be written
    _state: tuple[int, ...] = ()  # of the file, when it was read or written last

    def read(self) -> None:
        """Read the journal, if there is one; lines that a crash cut off are left out."""
        self.entries, self.done, self._last, self._cut = [], 0, None, []
        self._state = self._state_now()
        with contextlib.suppress(OSError), self.path.open(encoding="utf-8", errors="replace") as f:
            for line in f:
                self._replay(line)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the journal, also while files are written; read first what others have written."""
        make_folder(self.path.parent)
        with lock_while(self.path.parent):
            if self._state_now() != self._state:
                self.read()
            yield
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
        entry = Entry(uuid.uuid4().hex, label, splices)
        self._append(entry.line)
        self._do(entry, "edit")
        return entry

    def note(self, entry: Entry, move: Move) -> None:
        """Note that an edit is undone, done again, or dropped, since it could not be done."""
        self._append(line_of(entry, move))
        self._do(entry, move)

    def take_back(self, entry: Entry, move: Move) -> None:
        """Note that the last move was not made after all, also where the disk is full."""
        reverse: dict[Move, Move] = {"edit": "dropped", "undone": "redone", "redone": "undone"}
        try:
            self.note(entry, reverse[move])
        except InputError:
            self._owed = line_of(entry, reverse[move])
            self._do(entry, reverse[move])

    def next_undone(self, files: CodedFiles) -> Entry:
        """Return the last edit that is done, to be undone.

        Raises
        ------
        InputError
            If nothing is done, or a file was changed since outside the workbench.
        """
        if not self.done:
            raise InputError("There is nothing to undo.")
        entry = self.entries[self.done - 1]
        refuse_changed(entry, files, "after", "undone")
        return entry

    def next_redone(self, files: CodedFiles) -> Entry:
        """Return the edit that was undone last, to be done again.

        Raises
        ------
        InputError
            As in `next_undone`.
        """
        if self.done == len(self.entries):
            raise InputError("There is nothing to do again.")
        entry = self.entries[self.done]
        refuse_changed(entry, files, "before", "done again")
        return entry

    def unfinished(self, files: CodedFiles) -> tuple[str, dict[str, str | None]] | None:
        """Return an edit that a crash cut off: its name, and the texts that complete it.

        Where nothing of the last move was written, the journal notes that it was not made.
        """
        if self._last is None or self._last[1] == "dropped":
            return None
        entry, move = self._last
        is_done = move != "undone"
        states = {
            splice.file: text_digest(files.texts.get(splice.file, "")) for splice in entry.splices
        }
        ends = {splice.file: (splice.before, splice.after) for splice in entry.splices}
        if any(states[file] not in pair for file, pair in ends.items()):
            return None  # changed elsewhere since
        unwritten = [
            splice for splice in entry.splices if states[splice.file] != ends[splice.file][is_done]
        ]
        if len(unwritten) == len(entry.splices):
            self.take_back(entry, move)
            return None
        texts = {
            splice.file: splice.text(files.texts.get(splice.file, ""), with_edit=is_done)
            for splice in unwritten
        }
        label = entry.label if is_done else f"undo of {entry.label}"
        return (label, texts) if texts else None

    def take_notice(self) -> str:
        """Return what a person should know, once."""
        notice, self.notice = self.notice, ""
        return notice

    def _do(self, entry: Entry, move: Move) -> None:
        """Make a move in memory; one that does not fit the edits before it is left out."""
        last = self.entries[self.done - 1].id if self.done else None
        following = self.entries[self.done].id if self.done < len(self.entries) else None
        if move == "edit":
            self._cut = self.entries[self.done :]
            self.entries[self.done :] = [entry]
            self.done += 1
        elif move == "redone" and following == entry.id:
            self.done += 1
        elif move in {"undone", "dropped"} and last == entry.id:
            self.done -= 1
            if move == "dropped":
                self.entries[self.done :] = self._cut
        else:
            return
        self._last = entry, move

    def _replay(self, line: str) -> None:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, StopIteration):
            ((move, value),) = json.loads(line).items()
            if move == "edit":
                splices = tuple(Splice(**splice) for splice in value["splices"])
                self._do(Entry(str(value["id"]), str(value["label"]), splices), move)
            else:
                self._do(next(entry for entry in self.entries if entry.id == value), move)

    def _keep_last(self) -> None:
        """Write the journal anew without the oldest edits, if there are too many."""
        is_long = self._state[1:2] > (MAX_BYTES,)
        surplus = min(len(self.entries) - MAX_ENTRIES, self.done)
        if not is_long and surplus <= 0:
            return
        del self.entries[: max(surplus, 0)]
        self.done -= max(surplus, 0)
        notice = self._shorten() if is_long else ""
        undone = [line_of(entry, "undone") for entry in reversed(self.entries[self.done :])]
        with contextlib.suppress(InputError):  # it is tried again after the next edit
            write_file(self.path, "".join([*(entry.line for entry in self.entries), *undone]))
            self.notice = notice or self.notice
        self.read()

    def _shorten(self) -> str:
        """Forget the oldest edits, until the others are short enough; return what to say of it."""
        lengths = [len(entry.line) for entry in self.entries]
        forgotten = 0
        while sum(lengths[forgotten:]) > _TRIMMED_BYTES and forgotten < self.done:
            forgotten += 1
        del self.entries[:forgotten]
        self.done -= forgotten
        if sum(lengths[forgotten:]) > _TRIMMED_BYTES:
            del self.entries[self.done :]
        return (
            "The list of edits was too long, so the oldest ones can no longer be undone: "
            f"{self.done:,} are left."
        )

    def _state_now(self) -> tuple[int, ...]:
        """Return the state of the file, which changes when another workbench writes to it."""
        try:
            status = self.path.stat()
        except OSError:
            return ()
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _append(self, line: str) -> None:
        make_folder(self.path.parent)
        try:
            with self.path.open("ab+") as out:
                out.seek(max(out.tell() - 1, 0))
                gap = b"\n" if out.read(1) not in {b"", b"\n"} else b""  # a crash cut a line off
                out.write(gap + (self._owed + line).encode())
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise InputError(
                f"The journal cannot be written: {error.strerror or error}. Nothing was changed.",
                where=str(self.path),
                advice="Free some disk space, or give yourself permission to write there.",
            ) from error
        self._owed, self._state = "", self._state_now()
