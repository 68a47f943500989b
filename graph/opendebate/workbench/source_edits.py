"""Edits of one source: its statements, its attribution, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from opendebate.coding.folder import Coding
from opendebate.coding.new_ids import free_id, statement_id
from opendebate.coding.passage_faults import describe_fault
from opendebate.coding.passages import Span, Status, locate, seal
from opendebate.coding.scaffold import remove_examples
from opendebate.coding.sealing_edits import passage_values
from opendebate.coding.text import Text
from opendebate.coding.verify import Verification
from opendebate.coding.yaml_text import data_of, pair_of
from opendebate.coding.yaml_values import with_numbers
from opendebate.errors import InputError
from opendebate.recoding.editors import Editors
from opendebate.workbench import edits


@dataclass(frozen=True, slots=True)
class SourceEdits:
    """Edits of the file of one source.

    Attributes
    ----------
    coding : Coding
        The debate before the edit.
    verified : Verification
        The source beside its article.
    slug : str
    """

    coding: Coding
    verified: Verification
    slug: str

    @property
    def key(self) -> str:
        """The key of the source's file."""
        return f"sources/{self.slug}"

    @property
    def article(self) -> Text:
        """The article itself, without its page."""
        return self.verified.body

    def save_statement(self, edit: edits.SaveStatement, editors: Editors) -> tuple[str, str]:
        """Add or change a statement; return what was done, and the statement's id."""
        for kind, named in edit.records.items():
            for name, record in named.items():
                if name in getattr(self.coding, kind):
                    raise InputError(f"The id {name!r} is taken. Choose another.")
                editors.save_record(kind, name, record)
        editor = editors[self.key]
        if edit.id is not None:
            node = editors.statement_node(self.slug, edit.id)
            pair = pair_of(node, "at")
            at = data_of(pair[1]) if edit.spans is None and pair else self._passages(edit)
            editor.change_record(
                node, {"id": edit.id, **edit.statement, "at": at}, edits.STATEMENT_ORDER
            )
            return f"change statement {edit.id}", edit.id
        name = self._new_statement_id(edit.statement)
        at = "unknown" if edit.spans is None else self._passages(edit)
        record = {"id": name, **edit.statement, "at": at}
        ordered = {key: record[key] for key in edits.STATEMENT_ORDER if key in record}
        place, heading = self._place(edit.spans or [])
        editor.add_item(editor.root, "statements", {**ordered, **record}, place, heading)
        return f"add statement {name}", name

    def _new_statement_id(self, statement: Mapping[str, Any]) -> str:
        taken = {node_id for node_id in self._statement_ids() if node_id}
        return free_id(statement_id(statement), taken)

    def _statement_ids(self) -> list[str]:
        listed = self.coding.trees[self.key].data.get("statements")
        return [str(item.get("id", "")) for item in listed or () if isinstance(item, dict)]

    def _place(self, spans: Iterable[tuple[int, int]]) -> tuple[int | None, str]:
        """Return the number that a new statement gets in its file, and the comment above it."""
        start = min((start for start, _ in spans), default=None)
        if start is None:
            return None, ""
        starts: dict[int, int] = {}
        for checked in self.verified.passages:
            for span in checked.location.spans[:1]:
                number = self.coding.positions[self.slug][checked.index]
                starts[number] = min(starts.get(number, span.start), span.start)
        earlier = [number for number, first in starts.items() if first <= start]
        paragraph = self.article.paragraph_at(start)
        return max(earlier, default=-1) + 1, f"# Paragraph {paragraph}" if paragraph else ""

    def _passages(self, edit: edits.SaveStatement) -> Any:
        """Return the passages of a statement as they are written; unchanged ones stay the same."""
        former = self._coded_passages(edit.id) if edit.id else {}
        passages = [former.get(tuple(span)) or self._sealed(*span) for span in edit.spans or ()]
        if not passages:
            raise InputError("Select the words of the statement in the text.")
        return passages[0] if len(passages) == 1 else passages

    def _coded_passages(self, name: str) -> dict[tuple[int, ...], Any]:
        """Return the passages of a statement as they are coded, by their words in the article."""
        positions = self.coding.positions[self.slug]
        listed = self.coding.trees[self.key].data["statements"]
        coded: dict[tuple[int, ...], Any] = {}
        for checked in self.verified.passages:
            if checked.statement == name and checked.location.status is Status.FOUND:
                at = listed[positions[checked.index]]["at"]
                span = checked.location.spans[0]
                passage = at[checked.number] if isinstance(at, list) else at
                coded[span.start, span.stop] = with_numbers(passage)
        return coded

    def _sealed(self, start: int, stop: int) -> dict[str, str | int]:
        """Return the values of a passage for a run of words.

        Raises
        ------
        InputError
            If there are no such words, or nothing tells them from the same words elsewhere.
        """
        if not 0 <= start < stop <= len(self.article.words):
            raise InputError("The selected words are not in this article. Select them again.")
        passage = seal(Span(start, stop, self.article.paragraph_at(start)), self.article)
        location = locate(passage, self.article)
        if location.status is not Status.FOUND:
            raise InputError(describe_fault(location, passage, self.article))
        return passage_values(passage)

    def save_source(self, edit: edits.SaveSource, editors: Editors) -> str:
        """Change what is known of the source; return what was done."""
        editor = editors[self.key]
        node = pair_of(editor.root, "source")[1]
        kept = {key: data_of(pair_of(node, key)[1])
                for key in ("text", "attribution") if pair_of(node, key)}  # fmt: skip
        before = {key.value for key, _ in node.value}
        editor.change_record(node, {**edit.record, **kept}, edits.SOURCE_ORDER)
        if before <= {*edit.record, *kept}:  # otherwise comments go with the fields that go
            remove_examples(editor, edit.record.keys() - before)
        return "save the details of the source"

    def attribute(self, edit: edits.MarkAttribution, editors: Editors) -> str:
        """Mark words as nobody's statement, or take the mark away; return what was done."""
        editor = editors[self.key]
        node = pair_of(editor.root, "source")[1]
        values = self._attribution_values(*edit.span)
        pair = pair_of(node, "attribution")
        listed = data_of(pair[1]) if pair else []
        listed = [listed] if isinstance(listed, dict) else listed or []
        listed = [with_numbers(item) for item in listed]
        if edit.marked:
            remove_examples(editor, () if pair else ["attribution"])
            editor.change(node, "attribution", [*listed, values], edits.SOURCE_ORDER)
            return "mark words as attribution"
        kept = [
            item for item, checked in zip(listed, self.verified.attributed, strict=True)
            if not any(span[:2] == tuple(edit.span) for span in checked.location.spans)
        ]  # fmt: skip
        editor.change(node, "attribution", kept or None, edits.SOURCE_ORDER)
        return "take the mark of attribution away"

    def _attribution_values(self, start: int, stop: int) -> dict[str, str | int]:
        if not 0 <= start < stop <= len(self.article.words):
            raise InputError("The selected words are not in this article. Select them again.")
        values = passage_values(
            seal(Span(start, stop, self.article.paragraph_at(start)), self.article)
        )
        return {key: values[key] for key in ("paragraph", "from", "to") if key in values}
