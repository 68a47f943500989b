"""Annotations of WebAnno TSV, put together from the cells of their tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opendebate.exchange.inception.layers import LayerAnnotation
from opendebate.exchange.inception.tsv_columns import Columns, Layer, plain

_STACKED = re.compile(r"(?:\\.|[^|\\])+", re.DOTALL)
_NUMBERED = re.compile(r"(.*?)\[(\d{1,9})\]", re.DOTALL)
_NOTHING = {"_", ""}


class Spans:
    """Collects annotations; those of several tokens have a number in each of their cells."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._found: dict[tuple[str, int, int, int], LayerAnnotation] = {}

    def annotations(self) -> Iterator[LayerAnnotation]:
        """Yield all annotations, in the order of the text."""
        yield from self._found.values()

    def add(self, cells: list[str], begin: int, end: int, line: int) -> None:
        """Read the cells of a token after its text.

        Parameters
        ----------
        cells : list of str
        begin, end : int
            Where the token stands.
        line : int
            Its number, which tells annotations without one apart.
        """
        for layer in self.columns.layers:
            listed = [
                _STACKED.findall(cell)
                for cell in cells[layer.first : layer.first + len(layer.features)]
            ]
            for n in range(max(map(len, listed), default=0)):
                items = [column[n] if n < len(column) else "_" for column in listed]
                if not _NOTHING.issuperset(items):
                    self._item(layer, items, (begin, end), (line, n))

    def _item(
        self, layer: Layer, items: list[str], place: tuple[int, int], own: tuple[int, int]
    ) -> None:
        numbers = [match[2] for item in items if (match := _NUMBERED.fullmatch(item))]
        key = (layer.name, int(numbers[0]), -1, -1) if numbers else (layer.name, -1, *own)
        annotation = self._found.get(key)
        if annotation is None:
            annotation = self._found[key] = LayerAnnotation(layer.name, *place)
            for name, item in zip(layer.features, items, strict=False):
                match = _NUMBERED.fullmatch(item)
                value = match[1] if match else item
                if name and value not in {"*", *_NOTHING}:
                    annotation.features.append((name, plain(value)))
        annotation.begin = min(annotation.begin, place[0])
        annotation.end = max(annotation.end, place[1])
