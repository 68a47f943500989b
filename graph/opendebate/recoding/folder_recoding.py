"""Recoding a debate's folder: what a change does to its files, and writing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from opendebate.coding.check import read_edited, read_with_faults
from opendebate.coding.folder import KINDS
from opendebate.errors import InputError, UnknownName
from opendebate.printed_commands import printed_command
from opendebate.recoding.coded_files import CodedFiles, adjudicated
from opendebate.recoding.editors import Editors
from opendebate.recoding.merged_records import differences_of
from opendebate.recoding.recoding_table import read_recodings
from opendebate.recoding.refusals import Refused, added_errors
from opendebate.recoding.replacing import Replacement, Split, split

# What the record of a new entity takes over from the one that it is split off.
_SHARED = ("kind", "side", "topics", "about", "attributes", "broader")


@dataclass(frozen=True, slots=True)
class Recoding:
    """A change of a debate's files that is checked, but not yet written.

    Attributes
    ----------
    files : CodedFiles
        The files as they stand on the disk.
    texts : dict of str to str
        The texts that change: ``"claims"`` or ``"sources/SLUG"`` → the new text.
    former : dict of str to str
        The texts of these files before.
    notes : tuple of str
        What a person should know before it is written, as sentences.
    """

    files: CodedFiles
    texts: dict[str, str]
    former: dict[str, str]
    notes: tuple[str, ...] = ()

    def preview(self) -> str:
        """Return the lines that change, as a difference."""
        return self.files.differences(self.former, self.texts)

    def summary(self) -> list[tuple[str, int, int]]:
        """Return for each file that changes its name, and how many lines go and come."""
        return self.files.changed_lines(self.former, self.texts)

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


def recode_by_table(folder: Path, kind: str, path: Path) -> Recoding:
    """Put ids in the place of others as a table says: nothing is written yet.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    kind : str
        ``"claims"``, ``"actors"`` or ``"topics"``.
    path : pathlib.Path
        A table with the columns ``from`` and ``to``. A row with a ``statement``
        (``SLUG/STATEMENT``) or ``source``, or for a topic a ``claim``, changes only that.

    Raises
    ------
    Refused, InputError, UnknownName
        As `recode` does; also if the table cannot be read.
    """
    table = read_recodings(path, kind)
    try:
        done = recode(folder, kind, table.ids, table.splits)
    except UnknownName as error:
        error.where = table.place(error.name)
        raise
    return replace(done, notes=(*table.notes, *done.notes))


def split_entity(  # noqa: PLR0913, PLR0917 — what changes, and where
    folder: Path,
    kind: str,
    old: str,
    new: str,
    statements: Sequence[str] = (),
    sources: Sequence[str] = (),
    text: str | None = None,
    *,
    claims: Sequence[str] = (),
) -> Recoding:
    """Put another entity in the place of one in some places: nothing is written yet.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    kind : str
        ``"claims"``, ``"actors"`` or ``"topics"``.
    old, new : str
        The ids of the two.
    statements : sequence of str
        ``SLUG/STATEMENT``, or ``CODER/SLUG/STATEMENT`` of a coder's coding.
    sources : sequence of str
        Slugs of sources, in all statements of which the id is replaced.
    text : str, optional
        The text or name of the other entity, if that is new: it gets a record like the first.
    claims : sequence of str
        Of a topic: ids of the claims that get the other one.

    Raises
    ------
    Refused, InputError, UnknownName
        As `recode` does.
    """
    splits = [
        *(Split(kind, old, new, statement=name) for name in statements),
        *(Split(kind, old, new, source=name) for name in sources),
        *(Split(kind, old, new, claim=name) for name in claims),
    ]
    return recode(folder, kind, {}, splits, text=text, absent=(new,) if text else ())


def recode(  # noqa: PLR0913 — the last two say only what must be there
    folder: Path,
    kind: str,
    ids: Mapping[str, str],
    splits: Sequence[Split] = (),
    *,
    present: Sequence[str] = (),
    absent: Sequence[str] = (),
    text: str | None = None,
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
    text : str, optional
        The text or name of the entity that the first split is to add.

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
    after, new_faults = coding, faults
    notes: list[str] = []
    if splits:
        editors = Editors(texts, coding)
        if text:
            _add_like(editors, splits[0], text)
        split(splits, editors, [splits[0].new] if text else ())
        texts |= (changed := editors.results())
        after, new_faults = read_edited(coding, adjudicated(changed))
    if ids:
        replacement = Replacement(kind, ids)
        editors = Editors(texts, after)
        replacement.apply(editors)
        notes += differences_of(kind, replacement.merged, after.trees[kind].data)
        texts |= (changed := editors.results())
        after, new_faults = read_edited(after, adjudicated(changed))
    changed = {key: text for key, text in texts.items() if text != files.texts.get(key)}
    if added := added_errors(files.texts, changed, (coding, faults), (after, new_faults)):
        raise Refused(added)
    former = {key: files.texts.get(key, "") for key in changed}
    return Recoding(files, changed, former, tuple(notes))


def _add_like(editors: Editors, added: Split, text: str) -> None:
    """Add the record of an entity that is split off another one."""
    editors.require(added.kind, added.old)
    record = editors.coding.trees[added.kind].data[added.old]
    if not isinstance(record, dict):
        raise InputError(
            f"The {KINDS[added.kind][0]} {added.old} has no fields.",
            where=editors.coding.trees[added.kind].file,
            advice="Mend it, and repeat your change. To see what is wrong, run: "
            + printed_command("check"),
        )
    words = {"text": text} if added.kind == "claims" else {"name": text}
    shared = {key: record[key] for key in _SHARED if record.get(key) is not None}
    editors.save_record(added.kind, added.new, {**words, **shared})


def _require(editors: Editors, kind: str, present: Sequence[str], absent: Sequence[str]) -> None:
    for name in present:
        editors.require(kind, name)
    for name in absent:
        if name in getattr(editors.coding, kind):
            raise InputError(
                f"The id {name!r} is taken.", advice="Choose another id, or merge the two."
            )
