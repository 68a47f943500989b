"""Edits of lists and mappings in brackets: entries that are removed and added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from opendebate.coding.yaml_text import Edit, YamlText, entry_spans

# What may stand between an entry and its comma.
_COMMA = re.compile(r"(?:\s+|#[^\n]*\n)*,")
_ONLY_A_COMMA = re.compile(r"\s*,\s*")


@dataclass(slots=True)
class FlowEdits:
    """The edits of one list or mapping in brackets.

    All are known before any is made, since what is removed with an entry depends on whether its
    neighbours stay.

    Attributes
    ----------
    file : YamlText
    node : node
        The list or mapping.
    removed : set of int
        The numbers of entries that are removed.
    added : list of (int, str, str)
        The number of the entry before which a new one stands, its text, and the beginning of a
        comment below which it stands, if there is one.
    """

    file: YamlText
    node: Any
    removed: set[int] = field(default_factory=set)
    added: list[tuple[int, str, str]] = field(default_factory=list)

    def edits(self) -> list[Edit]:
        """Return all edits: begin, end, and the text between them."""
        return [*self._removals(), *self._additions()]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each entry begins and ends."""
        return entry_spans(self.file.text, self.node)

    def _past_comma(self, number: int) -> int | None:
        """Return the position behind the comma after an entry; None if there is none."""
        spans = self.spans
        stop = spans[number + 1][0] if number + 1 < len(spans) else self.node.end_mark.index
        comma = _COMMA.match(self.file.text, spans[number][1], stop)
        return comma and comma.end()

    def _removals(self) -> Iterator[Edit]:
        spans = self.spans
        for first, last in _runs(sorted(self.removed)):
            yield (*self._removed_span(first, last, spans), "")

    def _removed_span(
        self, first: int, last: int, spans: Sequence[tuple[int, int]]
    ) -> tuple[int, int]:
        """Return what is removed with entries that stand side by side."""
        file, start = self.file, spans[first][0]
        comma = self._past_comma(last)
        stop = comma or spans[last][1]
        following = spans[last + 1][0] if last + 1 < len(spans) else None
        if following and not file.text[stop:following].strip():
            return start, following
        if comma is None and first and not self.added:
            before = spans[first - 1][1]
            if _ONLY_A_COMMA.fullmatch(file.text, before, start):
                return before, stop
        if file.begins_line(start) and file.ends_line(stop):
            return file.line_start(start), file.past_line(stop)
        return start, stop

    def _additions(self) -> Iterator[Edit]:
        groups: dict[int, list[tuple[str, str]]] = {}
        for place, entry, heading in self.added:
            earlier = [n for n in range(place) if n not in self.removed]
            groups.setdefault(earlier[-1] if earlier else -1, []).append((entry, heading))
        for before, group in groups.items():
            new = [entry for entry, _ in group]
            yield from self._behind(before, new, group[0][1]) if before >= 0 else self._first(new)

    def _first(self, new: Sequence[str]) -> Iterator[Edit]:
        """Yield the edit that puts entries before all others."""
        stays = [n for n in range(len(self.node.value)) if n not in self.removed]
        start = self.spans[stays[0]][0] if stays else self.node.start_mark.index + 1
        gap = ""
        if stays:
            gap = f",\n{self._indent(stays[0])}" if self._in_lines() else ", "
        yield start, start, (gap or ", ").join(new) + gap

    def _behind(self, before: int, new: Sequence[str], heading: str) -> Iterator[Edit]:
        """Yield the edits that put entries behind another, or below a comment after it."""
        end, comma = self.spans[before][1], self._past_comma(before)
        if not self._in_lines():
            yield end, end, "".join(f", {entry}" for entry in new)
            return
        indent = self._indent(before)
        at = comma or end
        below = self._heading(at, before, heading)
        if not below and not self.file.ends_line(at):
            yield end, end, "".join(f",\n{indent}{entry}" for entry in new)
            return
        at = below or self.file.line_end(at)
        lines = f",\n{indent}".join(new)
        if comma is None:
            yield end, end, ","
        yield at, at, f"\n{indent}{lines}{',' if comma else ''}"

    def _heading(self, start: int, before: int, heading: str) -> int | None:
        """Return the end of the line with a comment after an entry; None if there is none."""
        spans = self.spans
        stop = spans[before + 1][0] if before + 1 < len(spans) else self.node.end_mark.index
        return comment_end(self.file, heading, start, stop) if heading else None

    def _in_lines(self) -> bool:
        """Tell whether the items of a list stand in lines of their own."""
        is_list = str(self.node.id) == "sequence"
        return is_list and any(self.file.begins_line(start) for start, _ in self.spans)

    def _indent(self, number: int) -> str:
        start = next((start for start, _ in self.spans if self.file.begins_line(start)),
                     self.spans[number][0])  # fmt: skip
        return " " * (start - self.file.line_start(start))


def comment_end(file: YamlText, heading: str, start: int, stop: int) -> int | None:
    """Return the end of the line of the comment with a beginning, between two positions."""
    comment = re.compile(rf"\n[ ]*{re.escape(heading)}(?!\d)").search(file.text, start, stop)
    return file.line_end(comment.end()) if comment else None


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of each run of numbers without a gap."""
    if not numbers:
        return
    first = numbers[0]
    for number, following in pairwise(numbers):
        if following > number + 1:
            yield first, number
            first = following
    yield first, numbers[-1]
