"""Recoding a debate's folder: what a change does to its files, and writing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from opendebate.coding.check import read_edited, read_with_faults
from opendebate.coding.folder import KINDS, Coding
from opendebate.errors import InputError
from opendebate.recoding.coded_files import CodedFiles, adjudicated, differences
from opendebate.recoding.editors import Editors
from opendebate.recoding.refusals import Refused, added_errors
from opendebate.recoding.replacing import Replacement, Split, split


@dataclass(frozen=True, slots=True)
class Recoding:
    """A change of a debate's files that is checked, but not yet written.

    Attributes
    ----------
    files : CodedFiles
        The files as they stand on the disk.
    texts : dict of str to str
        The texts that change: ``"claims"`` or ``"sources/SLUG"`` → the new text.
    notes : tuple of str
        What a person should know before it is written, as sentences.
    """

    files: CodedFiles
    texts: dict[str, str]
    notes: tuple[str, ...] = ()

    def preview(self) -> str:
        """Return the lines that change, as a difference."""
        return differences(self.files.texts, self.texts)

    def write(self) -> None:
        """Write all files, or none.

        Raises
        ------
        ChangedOnDisk
            If one of them was changed since it was read.
        InputError
            If one cannot be written.
        """
        self.files.write(self.texts)


def merge(folder: Path, kind: str, into: str, merged: Sequence[str]) -> Recoding:
    """Put one entity in the place of others, and remove those: nothing is written yet.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    kind : str
        ``"claims"``, ``"actors"``, ``"topics"``, …
    into : str
        The id of the one that stays.
    merged : sequence of str
        The ids of the others.

    Raises
    ------
    Refused, InputError, UnknownName
        As `recode` does.
    """
    return recode(folder, kind, dict.fromkeys(merged, into), present=(into,))


def rename(folder: Path, kind: str, old: str, new: str) -> Recoding:
    """Give an entity another id: nothing is written yet.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    kind : str
        ``"claims"``, ``"actors"``, ``"topics"``, …
    old, new : str
        Its ids.

    Raises
    ------
    Refused, InputError, UnknownName
        As `recode` does; also if another entity has the new id.
    """
    return recode(folder, kind, {old: new}, absent=(new,))


def recode(  # noqa: PLR0913 — the last two say only what must be there
    folder: Path,
    kind: str,
    ids: Mapping[str, str],
    splits: Sequence[Split] = (),
    *,
    present: Sequence[str] = (),
    absent: Sequence[str] = (),
) -> Recoding:
    """Put ids in the place of others, in all files of a debate: nothing is written yet.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    kind : str
        ``"claims"``, ``"actors"``, ``"topics"``, …
    ids : mapping of str to str
        Former id → id in its place, everywhere. A new id renames an entity; the id of another
        one merges the two.
    splits : sequence of Split
        What changes before that, only in some statements.
    present, absent : sequence of str
        Ids that must name entities of the kind, and ids that must not.

    Raises
    ------
    Refused
        If that would make a contradiction or another error.
    InputError, UnknownName
        If an id is not there, or a file cannot be read or edited.
    """
    files = CodedFiles(folder)
    files.read()
    coding, faults = read_with_faults(folder)
    _require(Editors(files.texts, coding), kind, present, absent)
    texts = dict(files.texts)
    after, found = coding, faults
    notes: list[str] = []
    if splits:
        editors = Editors(texts, coding)
        split(splits, editors)
        texts |= (changed := editors.results())
        after, found = read_edited(coding, adjudicated(changed))
    if ids:
        replacement = Replacement(kind, ids)
        editors = Editors(texts, after)
        replacement.apply(editors)
        notes += _notes(kind, replacement, after)
        texts |= (changed := editors.results())
        after, found = read_edited(after, adjudicated(changed))
    changed = {key: text for key, text in texts.items() if text != files.texts.get(key)}
    if added := added_errors(files.texts, changed, (coding, faults), (after, found)):
        raise Refused(added)
    return Recoding(files, changed, tuple(notes))


def _require(editors: Editors, kind: str, present: Sequence[str], absent: Sequence[str]) -> None:
    for name in present:
        editors.require(kind, name)
    for name in absent:
        if name in getattr(editors.coding, kind):
            raise InputError(
                f"The id {name!r} is taken.", advice="Choose another id, or merge the two."
            )


def _notes(kind: str, replacement: Replacement, coding: Coding) -> Iterator[str]:
    """Yield in what the entities that are merged differ."""
    records = coding.trees[kind].data
    for keeper, others in replacement.merged.items():
        for other in others:
            for key in ("kind", "side"):
                kept, lost = records[keeper].get(key), records[other].get(key)
                if kept != lost and kept and lost:
                    yield (
                        f"The {key} of the {KINDS[kind][0]} {other} is {lost}; "
                        f"{keeper} stays {kept}."
                    )
