"""Sealing: writing into a source's file how many words each passage has, and their digest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from opendebate.coding import records
from opendebate.coding.debate_files import debate_files, display_path, source_slug
from opendebate.coding.file_writer import read_source, write_coding
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.sealing_edits import SealEdits, coded_passages
from opendebate.coding.text import Text
from opendebate.coding.verify import article_of
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_text import value_node
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import (
    Fault,
    FaultsFound,
    InputError,
    UnknownName,
    close_matches,
    errors_among,
)


@dataclass(frozen=True, slots=True)
class SealingResult:
    """The result of sealing a source.

    Attributes
    ----------
    text : str
        The new content of the file.
    new, unchanged : int
        How many passages were sealed now, and how many had the right seal already.
    faults : tuple of Fault
        The passages that could not be sealed, and all else that is wrong in the source's file, each
        with its location and what to do.
    notes : tuple of Fault
        The passages whose first or last words, or paragraph, are now written otherwise.
    elsewhere : tuple of Fault
        What is wrong in other files of the debate.
    """

    text: str
    new: int
    unchanged: int
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...] = ()
    elsewhere: tuple[Fault, ...] = ()


def seal_text(raw: str, path: Path, text: Text, *, reseal: bool = False) -> SealingResult:
    """Return the text of a source's file with every passage sealed that its article has.

    Parameters
    ----------
    raw : str
        The text of the file. Statements with faults stay as they are; `check` reports them.
    path : pathlib.Path
        The file, for messages.
    text : Text
        The article.
    reseal : bool
        Whether to seal also passages that have changed since they were sealed.

    Raises
    ------
    FaultsFound
        If the file is no YAML, or what it says of its source has faults.
    InputError
        If the first or last words of the body are not in the text.
    """
    file, positions = _read_records(raw, path)
    editor = RecordEditor(raw)
    source = value_node(editor.root, "source")
    article = _article(file.source, text, path, value_node(source, "text") or source)
    edits = SealEdits(editor, article, reseal)
    edits.seal_body(file.source.text)
    for coded in coded_passages(editor, file, positions):
        edits.seal_passage(coded)

    def located(node: Any, message: str, severity: str) -> Fault:
        return Fault(
            display_path(path), *editor.location_after(node.start_mark.index), message, severity
        )

    return SealingResult(
        editor.result(),
        edits.new,
        edits.unchanged,
        tuple(located(*each, "error") for each in edits.faults),
        tuple(located(*each, "note") for each in edits.notes),
    )


def seal_in_folder(
    folder: Path, slug: str, text: Text, *, reseal: bool = False, coder: str | None = None
) -> SealingResult:
    """Seal the passages of a source, and write its file if that changes it.

    Faults elsewhere in the debate do not stop it; they are reported.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slug : str
        The source.
    text : Text
        The article.
    reseal : bool
        As in `seal_text`.
    coder : str, optional
        Whose coding is sealed; without it the one under ``sources/``.

    Raises
    ------
    FaultsFound
        If the source's file is no YAML, or what it says of its source has faults.
    InputError
        If the folder is no debate, or the text is another.
    ChangedOnDisk
        If another program changed the file while passages were searched.
    UnknownName
        If there is no such source or coder.
    """
    path = _path(folder, slug, coder)
    raw = read_source(path)
    result = seal_text(raw, path, text, reseal=reseal)
    if result.text != raw:
        write_coding(folder, {path: result.text}, {path: raw})
    here, elsewhere = _other_faults(folder, slug, path, coder)
    return replace(result, faults=tuple(sorted((*result.faults, *here))), elsewhere=elsewhere)


def _path(folder: Path, slug: str, coder: str | None) -> Path:
    """Return the file of a source, or of a coder's coding of it."""
    paths = {source_slug(path, folder): path for path in debate_files(folder)}
    if coder is not None:
        from opendebate.coding.coder_files import coder_path

        return coder_path(folder, coder, slug)
    if slug not in paths:
        raise UnknownName("source", slug, close_matches(slug, filter(None, paths)))
    return paths[slug]


def _other_faults(
    folder: Path, slug: str, path: Path, coder: str | None
) -> tuple[list[Fault], tuple[Fault, ...]]:
    """Return what else is wrong in a source's file, and what is wrong in other files."""
    from opendebate.coding.check import read_with_faults
    from opendebate.coding.coder_files import read_coder

    coding, faults = read_with_faults(folder)
    if coder is not None:
        faults = faults + read_coder(coding, coder, {slug: path})[1]
    errors = sorted(errors_among(faults))
    name = display_path(path)
    here = [fault for fault in errors if fault.file == name]
    return here, tuple(fault for fault in errors if fault.file != name)


def _read_records(raw: str, path: Path) -> tuple[records.SourceFile, tuple[int, ...]]:
    """Return what could be read of a source's file, and the position of each statement in it."""
    from opendebate.coding.folder import Coding, read_file_into

    tree = parse(raw.encode(), Tree(display_path(path)))
    coding = Coding(path.parent, records.Debate.model_construct())
    malformed = errors_among(tree.faults)
    read_file_into(coding, f"sources/{path.stem}", tree)
    if malformed or path.stem not in coding.sources:
        faults = coding.reading_faults[f"sources/{path.stem}"]
        raise FaultsFound(errors_among(faults))
    return coding.sources[path.stem], coding.positions[path.stem]


def _article(source: records.Source, text: Text, path: Path, node: Any) -> Text:
    try:
        return article_of(source, text)
    except InputError as error:
        mark = node.start_mark
        where = f"{display_path(path)}:{mark.line + 1}:{mark.column + 1}"
        raise InputError(error.what, where=where, advice=error.advice) from error
