"""Edits of lists and mappings in lines: which lines go with an entry that is removed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from opendebate.coding.yaml_text import Edit, YamlText, entry_spans

_DASH = re.compile(r"^ *-(?=\s)", re.MULTILINE)


@dataclass(slots=True)
class BlockRemovals:
    """Entries that are removed from one list or mapping in lines; comments above them stay.

    Attributes
    ----------
    file : YamlText
    node : node
        The list or mapping.
    removed : set of int
        The numbers of the entries.
    """

    file: YamlText
    node: Any
    removed: set[int] = field(default_factory=set)

    def edits(self) -> list[Edit]:
        """Return all edits: begin, end, and the text between them."""
        spans = block_spans(self.file, self.node)
        first = 0
        if self.removed and not self.file.begins_line(spans[0][0]):
            first = next((n for n in range(len(spans)) if n not in self.removed), len(spans))
        later = [self._lines(spans[n]) for n in sorted(self.removed) if n >= first]
        return [*self._behind_dash(spans, first), *later] if first else later

    def _lines(self, span: tuple[int, int]) -> Edit:
        """Return the edit that removes the lines of an entry, with the line end before them.

        So lines that are added behind the entry are not within what is removed.
        """
        start = self.file.line_start(span[0])
        if not start:
            return 0, self.file.past_line(span[1]), ""
        return self.file.end_before(start), self.file.line_end(span[1]), ""

    def _behind_dash(self, spans: list[tuple[int, int]], stays: int) -> list[Edit]:
        """Return the edits that remove the first keys of an item, and leave its dash."""
        file, start = self.file, spans[0][0]
        lines = [self._lines(span) for span in spans[1:stays]]
        if stays < len(spans):
            ends = [file.past_line(end) for _, end in spans[:stays]]
            begins = [file.line_start(begin) for begin, _ in spans[1 : stays + 1]]
            between = zip(ends, begins, strict=True)
            if not any(file.text[end:begin].strip() for end, begin in between):
                return [(start, spans[stays][0], "")]
        return [(start, file.line_end(spans[0][1]), ""), *lines]


def block_spans(file: YamlText, node: Any) -> list[tuple[int, int]]:
    """Return where each entry begins, with its dash, and ends."""
    spans = entry_spans(file.text, node)
    if str(node.id) == "mapping":
        return spans
    dashes = [node.start_mark.index]
    for (_, end), (start, _) in pairwise(spans):
        *_, dash = _DASH.finditer(file.text, end, start + 1)
        dashes.append(dash.end() - 1)
    return [(dash, max(end, dash + 1)) for dash, (_, end) in zip(dashes, spans, strict=True)]
