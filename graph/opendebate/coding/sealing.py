"""Sealing: writing into a source's file how many words each passage has, and their digest.

Only the values of seals are changed in the file; comments, order and layout stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from opendebate.coding import records
from opendebate.coding.debate_files import display_path
from opendebate.coding.passage_faults import describe_fault
from opendebate.coding.passages import ANCHOR, Passage, Span, Status, locate, seal
from opendebate.coding.text import Text
from opendebate.coding.text_input import encoding_of
from opendebate.coding.tokenizer import digest, tokenize
from opendebate.coding.verify import article_of
from opendebate.coding.yaml_edit import Editor, value_node
from opendebate.coding.yaml_reader import Tree, parse, visible
from opendebate.counting import counted
from opendebate.errors import Fault, FaultsFound, InputError, UnknownName, close_matches
from opendebate.files import write_file

_BOM = "\ufeff"


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
        The passages that could not be sealed, each with its location and what to do.
    """

    text: str
    new: int
    unchanged: int
    faults: tuple[Fault, ...]


def read_source(path: Path) -> str:
    """Return a coding file's text unchanged, with its line ends.

    Raises
    ------
    InputError
        If it is not UTF-8: `check` reads UTF-16 too, but only files in UTF-8 are changed.
    """
    data = path.read_bytes()
    name, _ = encoding_of(data)
    if name != "utf-8":
        raise InputError(
            f"It is {name.upper()}, and only files in UTF-8 are changed.",
            where=display_path(path),
            advice="Save it as UTF-8, for instance with: iconv -f UTF-16 -t UTF-8.",
        )
    return data.decode("utf-8")


def seal_source(path: Path, text: Text, *, reseal: bool = False) -> SealingResult:
    """Return a source's file with every passage sealed that can be found in its article.

    Parameters
    ----------
    path : pathlib.Path
        The source's YAML file, which has no faults but missing seals.
    text : Text
        The article.
    reseal : bool
        Whether to seal also passages that have changed since they were sealed.

    Raises
    ------
    InputError
        If the first or last words of the body are not in the text, or the file has faults.
    """
    raw = read_source(path)
    file = _records(raw, path)
    mark = _BOM * raw.startswith(_BOM)
    editor = Editor(raw.removeprefix(_BOM))
    source = value_node(editor.root, "source")
    article = _article(file.source, text, path, value_node(source, "text") or source)
    wrong = _seal_body(editor, file.source.text, article, reseal)
    faults = [_fault(path, value_node(source, "text"), wrong)] if wrong else []
    new = unchanged = 0
    for node, name, passage in _passages(editor, file):
        wrong, changed = _seal_passage(editor, node, passage, article, reseal)
        if wrong:
            faults.append(_fault(path, node, f"{name}: {wrong}"))
        new, unchanged = new + changed, unchanged + (not changed and not wrong)
    return SealingResult(mark + editor.result(), new, unchanged, tuple(faults))


def seal_in_folder(
    folder: Path, slug: str, text: Text, *, reseal: bool = False, coder: str | None = None
) -> SealingResult:
    """Seal the passages of a source, and write its file if that changes it.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slug : str
        The source.
    text : Text
        The article.
    reseal : bool
        As in `seal_source`.
    coder : str, optional
        Whose coding is sealed; without it the one under ``sources/``.

    Raises
    ------
    FaultsFound, InputError
        If the folder has faults, or is no debate.
    UnknownName
        If there is no such source or coder.
    """
    path = _checked_path(folder, slug, coder)
    result = seal_source(path, text, reseal=reseal)
    if result.text != read_source(path):
        write_file(path, result.text)
    return result


def _checked_path(folder: Path, slug: str, coder: str | None) -> Path:
    """Return the file of a source, or of a coder's coding of it, if it has no faults."""
    from opendebate.coding.check import read_coding
    from opendebate.coding.coder_files import coder_path, read_coder

    coding = read_coding(folder)
    if coder is not None:
        path = coder_path(folder, coder, slug)
        _, faults = read_coder(coding, coder, {slug: path})
        if errors := [fault for fault in faults if fault.severity == "error"]:
            raise FaultsFound(errors)
        return path
    if slug not in coding.sources:
        raise UnknownName("source", slug, close_matches(slug, coding.sources))
    return folder / "sources" / f"{slug}.yaml"


def _records(raw: str, path: Path) -> records.SourceFile:
    tree = parse(raw.encode(), Tree(display_path(path)))
    try:
        return records.SourceFile.model_validate(tree.data)
    except ValidationError as error:
        raise InputError(
            "The file has faults.", where=display_path(path), advice="Run 'opendebate check' first."
        ) from error


def _passages(
    editor: Editor, file: records.SourceFile
) -> Iterator[tuple[Any, str, records.Passage]]:
    """Yield every passage: its node in the file, its statement's id, and its record."""
    nodes = value_node(editor.root, "statements")
    for node, statement in zip(
        nodes.value if file.statements else (), file.statements, strict=True
    ):
        if not statement.at:
            continue
        at = value_node(node, "at")
        listed = [at] if len(statement.at) == 1 and not _is_list(at) else at.value
        for passage_node, passage in zip(listed, statement.at, strict=True):
            yield passage_node, statement.id, passage


def _is_list(node: Any) -> bool:
    return isinstance(node.value, list) and not isinstance(next(iter(node.value)), tuple)


def _article(source: records.Source, text: Text, path: Path, node: Any) -> Text:
    try:
        return article_of(source, text)
    except InputError as error:
        mark = node.start_mark
        where = f"{display_path(path)}:{mark.line + 1}:{mark.column + 1}"
        raise InputError(error.what, where=where, advice=error.advice) from error


def _seal_body(editor: Editor, coded: records.Body, article: Text, reseal: bool) -> str:
    """Seal the article as a whole; return what is wrong."""
    sealed = digest(article.words)
    if coded.sha256 not in {None, sealed} and not reseal:
        former_count = f"{counted(coded.words, 'word')} then, " if coded.words else ""
        return (
            f"The text as a whole is not the copy that was sealed ({former_count}"
            f"{len(article.words):,} now). Give that copy or, if this one is right, seal with "
            "--again."
        )
    values: dict[str, str | int] = {
        "paragraphs": len(article.paragraphs),
        "words": len(article.words),
        "sha256": sealed,
    }
    source = value_node(editor.root, "source")
    body_node = value_node(source, "text")
    if body_node is None or not body_node.value:
        editor.set_mapping(source, "text", values)
    else:
        editor.set_values(body_node, values)
    return ""


def _seal_passage(
    editor: Editor, node: Any, passage: records.Passage, article: Text, reseal: bool
) -> tuple[str, bool]:
    """Seal one passage of the file; return what is wrong, and whether it was changed."""
    location = locate(passage, article)
    if location.status is Status.CHANGED and reseal and location.suggestion:
        return "", editor.set_values(node, _values(location.suggestion, article))
    if location.status is not Status.FOUND:
        return describe_fault(location, passage, article), False
    values = _values(location.spans[0], article)
    if passage.sha256 is not None:  # the seal is right; its ends stay as they are, if short enough
        short = [("from", passage.first), ("to", passage.last)]
        anchored = {key for key, end in short if len(tokenize(end)) <= ANCHOR}
        values = {key: value for key, value in values.items() if key not in anchored}
    return "", editor.set_values(node, values)


def _values(span: Span, article: Text) -> dict[str, str | int]:
    """Return the keys and values of a sealed passage."""
    return passage_values(seal(span, article))


def passage_values(passage: Passage) -> dict[str, str | int]:
    """Return the keys and values of a sealed passage in a coding file."""
    values = {
        "paragraph": passage.paragraph,
        "from": visible(passage.first),
        "to": visible(passage.last),
        "words": passage.words,
        "sha256": passage.sha256,
    }
    return {key: value for key, value in values.items() if value is not None}


def _fault(path: Path, node: Any, message: str) -> Fault:
    mark = node.start_mark
    return Fault(display_path(path), mark.line + 1, mark.column + 1, message)
