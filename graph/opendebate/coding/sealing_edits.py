"""What sealing changes in a source's file: the values of its text and of its passages.

Only the values of seals are changed; comments, order and layout stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from opendebate.coding import records
from opendebate.coding.passage_faults import describe_fault
from opendebate.coding.passages import ANCHOR, Span, Status, StoredPassage, locate, seal
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import digest, tokenize
from opendebate.coding.yaml_reader import visible
from opendebate.coding.yaml_text import data_of, value_node
from opendebate.counting import counted

Values = dict[str, str | int]
_REPORTED = ("from", "to", "paragraph")  # values of the coder's, whose changes are reported


class PassageNode(NamedTuple):
    """A passage, its statement's id, and its node in the file."""

    node: Any
    statement: str
    passage: records.Passage


@dataclass(slots=True)
class SealEdits:
    """The changes of a source's file that seal it, and what is to be said of them.

    Attributes
    ----------
    editor : RecordEditor
        The file.
    article : Text
        The article.
    reseal : bool
        Whether passages that have changed are sealed, too.
    faults, notes : list of (node, str)
        What could not be sealed, and what the coder wrote otherwise; each with its node.
    new, unchanged : int
        How many passages were sealed now, and how many had the right seal already.
    """

    editor: RecordEditor
    article: Text
    reseal: bool
    faults: list[tuple[Any, str]] = field(default_factory=list)
    notes: list[tuple[Any, str]] = field(default_factory=list)
    new: int = 0
    unchanged: int = 0

    def seal_body(self, coded: records.Body) -> None:
        """Seal the article as a whole."""
        words, sealed = len(self.article.words), digest(self.article.words)
        source = value_node(self.editor.root, "source")
        node = value_node(source, "text")
        if coded.sha256 not in {None, sealed} and not self.reseal:
            former = f"{counted(coded.words, 'word')} then, " if coded.words else ""
            message = (
                f"The text as a whole is not the copy that was sealed ({former}{words:,} now). "
                "Give that copy or, if this one is right, seal with --again."
            )
            self.faults.append((node, message))
            return
        paragraphs = len(self.article.paragraphs)
        values: Values = {"paragraphs": paragraphs, "words": words, "sha256": sealed}
        if node is None or not node.value:
            self.editor.change(source, "text", values)
        else:
            self._set(node, values)

    def seal_passage(self, coded: PassageNode) -> None:
        """Seal one passage, if it can be found."""
        location = locate(coded.passage, self.article)
        if location.status is Status.CHANGED and self.reseal and location.suggestion:
            self._write(coded, span_values(location.suggestion, self.article))
        elif location.status is not Status.FOUND:
            message = describe_fault(location, coded.passage, self.article)
            self.faults.append((coded.node, f"{coded.statement}: {message}"))
        else:
            values = span_values(location.spans[0], self.article)
            self._write(coded, _without_short_ends(values, coded.passage))

    def _write(self, coded: PassageNode, values: Values) -> None:
        changes = list(_changes(coded.node, values))
        changed = self._set(coded.node, values)
        self.new, self.unchanged = self.new + changed, self.unchanged + (not changed)
        if changes:
            self.notes.append((coded.node, f"{coded.statement}: {'; '.join(changes)}."))

    def _set(self, mapping: Any, values: Values) -> bool:
        """Give keys of a mapping values; return whether that changes anything."""
        former = data_of(mapping)
        for key, value in values.items():
            self.editor.change(mapping, key, value)
        return any(former.get(key) != str(value) for key, value in values.items())


def coded_passages(
    editor: RecordEditor, file: records.SourceFile, positions: tuple[int, ...]
) -> Iterator[PassageNode]:
    """Yield every passage of the statements that could be read.

    Parameters
    ----------
    editor : RecordEditor
        The file.
    file : SourceFile
        Its records.
    positions : tuple of int
        The position of each statement in the file's list.
    """
    nodes = value_node(editor.root, "statements")
    for position, statement in zip(positions, file.statements, strict=True):
        if not statement.at:
            continue
        at = value_node(nodes.value[position], "at")
        listed = [at] if len(statement.at) == 1 and not _is_list(at) else at.value
        for node, passage in zip(listed, statement.at, strict=True):
            yield PassageNode(node, statement.id, passage)


def _is_list(node: Any) -> bool:
    return isinstance(node.value, list) and not isinstance(next(iter(node.value)), tuple)


def _without_short_ends(values: Values, passage: records.Passage) -> Values:
    """Return the values to write; the ends of a sealed passage stay, if they are short enough."""
    if passage.sha256 is None:
        return values
    ends = [("from", passage.first), ("to", passage.last)]
    anchored = {key for key, end in ends if len(tokenize(end)) <= ANCHOR}
    return {key: value for key, value in values.items() if key not in anchored}


def _changes(node: Any, values: Values) -> Iterator[str]:
    """Yield which of the coder's values get others."""
    for key in _REPORTED:
        former = value_node(node, key)
        written = "" if former is None else " ".join(former.value.split())
        if key in values and written not in {"", str(values[key])}:
            yield f"{key} is now {_quoted(values[key])}, not {_quoted(written)}"


def _quoted(value: str | int) -> str:
    return str(value) if str(value).isdecimal() else f"“{value}”"


def span_values(span: Span, article: Text) -> Values:
    """Return the keys and values of a sealed passage for a run of words."""
    return passage_values(seal(span, article))


def passage_values(passage: StoredPassage) -> Values:
    """Return the keys and values of a sealed passage in a coding file."""
    values = {
        "paragraph": passage.paragraph,
        "from": visible(passage.first),
        "to": visible(passage.last),
        "words": passage.words,
        "sha256": passage.sha256,
    }
    return {key: value for key, value in values.items() if value is not None}
