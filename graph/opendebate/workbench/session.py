"""A session of coding: an article in memory, the debate's coding files, and edits of them.

All edits, undo and redo among them, are done in the same way: the texts of files are edited, read
again and checked. An edit that would add an error is refused; any other is noted in the journal
and written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from opendebate.coding import records
from opendebate.coding.check import read_edited, read_with_faults
from opendebate.coding.coverage import Coverage
from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.coding.verify import Verification
from opendebate.draft.draft_file import DraftFile
from opendebate.errors import (
    Fault,
    FaultsFound,
    InputError,
    UnknownName,
    close_matches,
    errors_among,
)
from opendebate.files import make_folder, write_file
from opendebate.recoding.coded_files import CodedFiles, adjudicated
from opendebate.recoding.editors import Editors
from opendebate.recoding.refusals import Refused, added_errors, added_errors_of_form
from opendebate.workbench import adjudicating, drafts, edits
from opendebate.workbench.journal import Journal
from opendebate.workbench.journal_entries import Entry, Move
from opendebate.workbench.source_edits import SourceEdits
from opendebate.workbench.source_verifier import SourceVerifier

_Read = tuple[Coding, Verification, list[Fault]]
_OF_IDS = (edits.Rename, edits.Merge, edits.SplitClaim)  # edits that may add errors to other files


@dataclass(slots=True)
class Session:
    """Coding of one source of a debate.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slug : str
        The source, whose file exists.
    page : Text
        The article, with the page around it or without. It is kept in memory only.
    journal : Journal
        Its file lies outside the debate's folder.
    coder : str, optional
        Whose coding of the source it is. It then takes the place of the adjudicated one, and no
        draft is shown.
    adjudicated : tuple of str, optional
        Two coders, between whose codings of the source a person decides. No draft is shown.
    notes : tuple of str
        What else the last edit did, for the person to read.
    proposed : mapping
        What the article's file says of it, as `opendebate.coding.article_files.read_article`
        returns it.

    Raises
    ------
    InputError
        If the folder is no debate, or the article is not on the page.
    UnknownName
        If there is no such source.
    """

    folder: Path
    slug: str
    page: Text
    journal: Journal
    coder: str | None = None
    adjudicated: tuple[str, str] | None = None
    files: CodedFiles = field(init=False)
    coding: Coding = field(init=False)
    faults: list[Fault] = field(init=False)
    verified: Verification = field(init=False)
    recovered: str = ""
    unsaved: Any = None
    skipped: set[str] = field(default_factory=set)
    notes: tuple[str, ...] = ()
    proposed: Mapping[str, Any] = field(default_factory=dict)
    _at_first: dict[str, str] = field(default_factory=dict)
    _verifier: SourceVerifier = field(init=False)

    def __post_init__(self) -> None:
        self._verifier = SourceVerifier(self.slug, self.page)
        self.files = CodedFiles(self.folder, paths=self._swapped())
        self.files.read()
        self._at_first = dict(self.files.texts)
        with self.journal.locked():
            self.journal.read()
            if unfinished := self.journal.unfinished(self.files):
                self.recovered, texts = unfinished
                self.files.write(texts)
        self.reload()
        self.unsaved = self._read_unsaved()

    def _swapped(self) -> dict[str, str]:
        """Return the keys of the source's file and of the coder's, each for the other."""
        if self.coder is None:
            return {}
        theirs = f"codings/{self.coder}/{self.slug}"
        return {self.key: theirs, theirs: self.key}

    @property
    def key(self) -> str:
        """The key of the source's file."""
        return f"sources/{self.slug}"

    @property
    def article(self) -> Text:
        """The article itself, without its page."""
        return self.verified.body

    @property
    def draft(self) -> DraftFile | None:
        """The draft of the source, if there is one."""
        return None if self.coder or self.adjudicated else drafts.read(self.files.texts, self.slug)

    @property
    def file(self) -> records.SourceFile:
        """The source's records that have no faults."""
        return self.coding.sources[self.slug]

    def reload(self) -> None:
        """Read all files from the disk again."""
        self.files.read()
        coding, faults = read_with_faults(self.folder)
        if self.coder and self.key in self.files.texts:
            coding.paths = self.files.paths
            coding, faults = read_edited(coding, {self.key: self.files.texts[self.key]})
        self._take(coding, faults)

    def apply(self, edit: edits.AnyEdit) -> str:
        """Do an edit and write it; return what was done, in a few words.

        Raises
        ------
        Refused
            If it would add an error to the coding.
        ChangedOnDisk
            If a file that it changes is not on the disk as it was read.
        InputError, UnknownName
            If it cannot be done.
        """
        label, texts, notes = self._edited(edit)
        if texts:
            self._check_and_write(label, texts, isinstance(edit, _OF_IDS))
        self.notes = notes
        return label

    def preview(self, edit: edits.AnyEdit) -> str:
        """Return what an edit would change in the files, as a difference."""
        _, texts, _ = self._edited(edit)
        return self.files.differences(self.files.texts, texts)

    def difference(self) -> str:
        """Return what has changed in the files since the session began."""
        removed = dict.fromkeys(self._at_first, "")
        return self.files.differences(self._at_first, {**removed, **self.files.texts})

    def keep_unsaved(self, unsaved: Any) -> None:
        """Keep what is typed in the open form; None when it is closed.

        It is written beside the journal, so that it can be offered again after a crash.
        """
        self.unsaved = unsaved
        make_folder(self._unsaved_file.parent)
        write_file(self._unsaved_file, json.dumps(unsaved), to_disk=False)

    @property
    def _unsaved_file(self) -> Path:
        return self.journal.path.with_name(f"{self.slug}.unsaved.json")

    def _read_unsaved(self) -> Any:
        try:
            return json.loads(self._unsaved_file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return None

    def undo(self) -> str:
        """Undo the last edit; return what it was.

        Raises
        ------
        Refused, ChangedOnDisk, InputError
            As in `apply`; also if there is nothing to undo.
        """
        return self._move("undone")

    def redo(self) -> str:
        """Do the edit again that was undone last; return what it was.

        Raises
        ------
        Refused, ChangedOnDisk, InputError
            As in `undo`.
        """
        return self._move("redone")

    def _move(self, move: Literal["undone", "redone"]) -> str:
        if not self.files.is_current():
            self.reload()
        with self.journal.locked():
            is_undone = move == "undone"
            find = self.journal.next_undone if is_undone else self.journal.next_redone
            entry = find(self.files)
            texts = entry.texts(self.files, with_edit=not is_undone)
            checked = self._checked(texts)
            self.journal.note(entry, move)
            self._write(texts, entry, move)
        self.coding, self.verified, self.faults = checked
        return entry.label

    def _edited(self, edit: edits.AnyEdit) -> tuple[str, dict[str, str], tuple[str, ...]]:
        """Return what an edit is called, the texts that it changes, and notes for the person."""
        if isinstance(edit, edits.Adjudicate):
            return adjudicating.decide(self, edit)
        return *self._edited_records(edit), ()

    def _edited_records(self, edit: edits.RecordEdit) -> tuple[str, dict[str, str]]:
        editors = Editors(self.files.texts, self.coding)
        match edit:
            case edits.SaveStatement():
                label, _ = self._source_edits.save_statement(edit, editors)
            case edits.RemoveStatement():
                editor = editors[self.key]
                node = editors.statement_node(self.slug, edit.id)
                editor.remove_item(editor.root, "statements", node)
                label = f"remove statement {edit.id}"
            case (
                edits.SaveRecord()
                | edits.RemoveRecord()
                | edits.Merge()
                | edits.SplitClaim()
                | edits.SaveDebate()
            ):
                label = edits.change_records(edit, editors)
            case edits.Rename():
                label = edits.rename(edit, editors, self.slug)
            case edits.SaveSource():
                label = self._source_edits.save_source(edit, editors)
            case edits.MarkAttribution():
                label = self._source_edits.attribute(edit, editors)
            case edits.Accept():
                label = self._accept(edit, editors)
            case edits.Reject():
                label = drafts.reject(edit, self.draft, editors, self.slug)
            case edits.Skip():
                self.skipped.add(drafts.open_proposal(self.draft, edit.proposal).id)
                label = f"skip {edit.proposal}"
        return label, editors.results()

    @property
    def _source_edits(self) -> SourceEdits:
        return SourceEdits(self.coding, self.verified, self.slug)

    def _accept(self, edit: edits.Accept, editors: Editors) -> str:
        proposal, save = drafts.accepted(edit, self.draft)
        label, name = self._source_edits.save_statement(save, editors)
        decision = {"taken": "accepted", "by": edit.by, "statement": name,
                    "changed": drafts.changed_fields(edit, proposal, self.article)}  # fmt: skip
        drafts.decide(editors, self.slug, edit.proposal, decision)
        return f"accept {edit.proposal}: {label}"

    def _check_and_write(self, label: str, texts: Mapping[str, str], of_ids: bool) -> None:
        before = {key: self.files.texts[key] for key in texts if key in self.files.texts}
        checked = self._checked(texts, of_ids)
        with self.journal.locked():
            entry = self.journal.add(label, before, texts)
            self._write(texts, entry, "edit")
        self.coding, self.verified, self.faults = checked

    def _checked(self, changed: Mapping[str, str | None], of_ids: bool = False) -> _Read:
        """Return what is read after an edit.

        Raises
        ------
        Refused
            If it would add an error to the coding.
        """
        texts = {key: text or "" for key, text in changed.items()}
        coding, faults = read_edited(self.coding, adjudicated(texts))
        verified, all_faults = self._verifier.verify(coding, faults, self.verified)
        former = self.coding, self.faults
        refuse = added_errors if of_ids else added_errors_of_form
        if added := refuse(self.files.texts, texts, former, (coding, all_faults)):
            raise Refused(added)
        return coding, verified, all_faults

    def _write(self, texts: Mapping[str, str | None], entry: Entry, move: Move) -> None:
        """Write files; where that fails, the journal notes that nothing was done."""
        try:
            self.files.write(texts)
        except (InputError, KeyboardInterrupt):
            self.journal.take_back(entry, move)
            raise

    def _take(self, coding: Coding, faults: list[Fault]) -> None:
        if self.key not in coding.trees:
            raise UnknownName("source", self.slug, close_matches(self.slug, coding.sources))
        if self.slug not in coding.sources:
            raise FaultsFound(errors_among(faults))
        self.coding = coding
        self.verified, self.faults = self._verifier.verify(coding, faults)

    @property
    def coverage(self) -> Coverage:
        """How much of the article lies under passages."""
        return self.verified.coverage
