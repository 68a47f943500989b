"""Checking a source's coding against its article: passages, modes, and copied words."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding import records
from opendebate.coding.consistency import sealing_command
from opendebate.coding.copied_words import CopyFinder, copy_faults
from opendebate.coding.folder import Coding
from opendebate.coding.passage_faults import describe_fault
from opendebate.coding.passages import Span, Status
from opendebate.coding.quotation_marks import quotation_fault, quoted_words
from opendebate.coding.text import Text
from opendebate.coding.transcripts import turns
from opendebate.coding.verify import CheckedPassage, Verification
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import Fault

# Kinds of sources in which spoken words are printed, mostly without quotation marks.
TRANSCRIPTS = {"interview", "speech", "testimony", "comment"}


def prints_speech(kind: str, article: Text) -> bool:
    """Return whether a source of some kind prints what people say, without quotation marks."""
    return kind in TRANSCRIPTS or bool(turns(article))


def article_faults(coding: Coding, slug: str, verified: Verification) -> Iterator[Fault]:
    """Yield the faults of a debate's coding that a source's article shows.

    Parameters are those of `passage_faults`.
    """
    yield from passage_faults(coding, slug, verified)
    copies = CopyFinder(verified.body)
    for name, tree in coding.trees.items():
        yield from copy_faults(tree, coding.folder / f"{name}.yaml", copies, slug)


def passage_faults(coding: Coding, slug: str, verified: Verification) -> Iterator[Fault]:
    """Yield the faults of a source's passages and modes.

    Parameters
    ----------
    coding : Coding
        The debate, which may have other faults.
    slug : str
        The source.
    verified : Verification
        The result of comparing its coding with the article.
    """
    tree = coding.trees[f"sources/{slug}"]
    for checked in verified.passages:
        message, severity = _passage_fault(checked, verified, sealing_command(coding, slug))
        if message:
            path: Keys = (*_path(coding, slug, checked.index), "at", checked.number)
            yield Fault(
                tree.file, *tree.location(path), f"{checked.statement}: {message}", severity
            )
    for checked in verified.attributed:
        if checked.location.status is not Status.FOUND:
            message = describe_fault(checked.location, checked.passage, verified.body)
            where = (
                f" in paragraph {checked.passage.paragraph}" if checked.passage.paragraph else ""
            )
            path = ("source", "attribution", checked.number)
            yield Fault(tree.file, *tree.location(path), f"attribution{where}: {message}")
    yield from _mode_faults(coding.sources[slug], slug, verified, coding)


def unread_statements(coding: Coding, slug: str) -> int:
    """Return how many statements of a source have faults, and so were not checked."""
    listed = coding.trees[f"sources/{slug}"].data.get("statements")
    total = len(listed) if isinstance(listed, list) else 0
    return total - len(coding.positions[slug])


def _path(coding: Coding, slug: str, index: int) -> Keys:
    """Return the path of a statement; `index` does not count statements with faults."""
    return ("statements", coding.positions[slug][index])


def _passage_fault(
    checked: CheckedPassage, verified: Verification, command: str
) -> tuple[str, str]:
    """Return what is wrong with a passage, if anything, and the severity of that."""
    location, passage = checked.location, checked.passage
    if location.status is not Status.FOUND:
        return describe_fault(location, passage, verified.body), "error"
    is_in = location.spans[0].paragraph
    if passage.paragraph in {None, is_in}:
        return "", ""
    words = f"“{passage.first} … {passage.last}”"
    if not is_in:
        return (
            f"{words} is in a heading, and headings have no number. Delete 'paragraph'.",
            "warning",
        )
    message = f"{words} is in paragraph {is_in}, not {passage.paragraph}."
    return f"{message} To correct it, run: {command}", "warning"


def _mode_faults(
    file: records.SourceFile, slug: str, verified: Verification, coding: Coding
) -> Iterator[Fault]:
    """Yield a warning for every mode that the quotation marks contradict."""
    if prints_speech(file.source.kind, verified.body):
        return
    tree: Tree = coding.trees[f"sources/{slug}"]
    inside = quoted_words(verified.body)
    spans_by_index: dict[int, list[Span]] = {}
    for checked in verified.passages:
        spans_by_index.setdefault(checked.index, []).extend(checked.location.spans)
    for i, statement in enumerate(file.statements):
        spans = spans_by_index.get(i, [])
        if set(statement.speaker) <= set(file.source.authors):
            continue  # what authors write needs no quotation marks
        if message := quotation_fault(statement, spans, verified.body, inside):
            location = tree.location((*_path(coding, slug, i), "mode"))
            yield Fault(tree.file, *location, f"{statement.id}: {message}", "warning")
