"""Places of a flowchart's boxes, of its arrows and of their labels, none over another.

After Sugiyama: boxes stand in rows; in each row and between rows an arrow has a slot of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import networkx as nx

BOX, BOX_HEIGHT, GAP = 140.0, 54.0, 20.0
BETWEEN = 44.0  # the space between two rows, where labels stand
_CHARACTER, _NARROW = 6.6, 12.0
_ROUNDS = 12


@dataclass(slots=True)
class Slot:
    """A box, or the slot of an arrow, at a level; boxes are at even levels.

    Attributes
    ----------
    level : int
    width : float
    x : float
        Its middle.
    above, below : list of Slot
        What it is joined with, in the levels next to its own.
    label : str
        Of an arrow; empty where the arrow has none, or another slot has it.
    """

    level: int
    width: float
    x: float = 0.0
    above: list[Slot] = field(default_factory=list)
    below: list[Slot] = field(default_factory=list)
    label: str = ""

    @property
    def top(self) -> float:
        """Return where the level begins."""
        return self.level // 2 * (BOX_HEIGHT + BETWEEN) + self.level % 2 * BOX_HEIGHT

    @property
    def height(self) -> float:
        """Return the height of the level."""
        return BETWEEN if self.level % 2 else BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by name, each arrow as its slots from box to box, and the size of all."""

    boxes: Mapping[str, Slot]
    arrows: list[list[Slot]]
    width: float
    height: float


def layout(graph: nx.DiGraph[str]) -> Layout:
    """Return the places of a flowchart.

    Parameters
    ----------
    graph : networkx.DiGraph
        Edges have a ``label``, which may be empty.

    Raises
    ------
    networkx.NetworkXUnfeasible
        If the arrows form a cycle.
    """
    parts = [_component(graph.subgraph(names)) for names in nx.weakly_connected_components(graph)]
    parts.sort(key=lambda part: -part.width)
    boxes: dict[str, Slot] = {}
    arrows: list[list[Slot]] = []
    rows = 0
    for part in parts:  # one below the other
        slots = _slots(part.boxes, part.arrows)
        for slot in slots:
            slot.level += 2 * rows
        rows = max(slot.level for slot in slots) // 2 + 1
        boxes |= part.boxes
        arrows += part.arrows
    height = rows * (BOX_HEIGHT + BETWEEN) - BETWEEN
    return Layout(boxes, arrows, max(part.width for part in parts), height)


def _component(graph: nx.DiGraph[str]) -> Layout:
    """Return the places of boxes that arrows join; each box is as low as may be."""
    rows = list(nx.topological_generations(graph.reverse()))[::-1]
    boxes = {name: Slot(2 * row, BOX) for row, names in enumerate(rows) for name in names}
    arrows = [_arrow(boxes[a], boxes[b], d["label"]) for a, b, d in graph.edges(data=True)]
    slots = _slots(boxes, arrows)
    levels: list[list[Slot]] = [[] for _ in range(2 * len(rows) - 1)]
    for slot in slots:
        levels[slot.level].append(slot)
    _arrange(levels)
    left = min(slot.x - slot.width / 2 for slot in slots)
    for slot in slots:
        slot.x -= left
    width = max(slot.x + slot.width / 2 for slot in slots)
    return Layout(boxes, arrows, width, (len(rows) - 1) * (BOX_HEIGHT + BETWEEN) + BOX_HEIGHT)


def _slots(boxes: Mapping[str, Slot], arrows: Iterable[Sequence[Slot]]) -> list[Slot]:
    slots = (*boxes.values(), *(slot for arrow in arrows for slot in arrow))
    return list({id(slot): slot for slot in slots}.values())


def _arrow(start: Slot, end: Slot, label: str) -> list[Slot]:
    """Return an arrow's slots; the first one between two rows has the label."""
    between = [Slot(level, _NARROW) for level in range(start.level + 1, end.level)]
    between[0].label = label
    between[0].width += len(label) * _CHARACTER
    chain = [start, *between, end]
    for upper, lower in pairwise(chain):
        upper.below.append(lower)
        lower.above.append(upper)
    return chain


def _arrange(levels: list[list[Slot]]) -> None:
    """Put each slot near those it is joined with, in turns from above and from below."""
    for level in levels:
        _place(level, dict.fromkeys(map(id, level), 0.0))
    for n in range(_ROUNDS):
        for level in levels[1:] if n % 2 == 0 else levels[-2::-1]:
            wanted = {id(s): _mean((s.above if n % 2 == 0 else s.below), s.x) for s in level}
            level.sort(key=lambda slot, wanted=wanted: wanted[id(slot)])  # type: ignore[misc]
            _place(level, wanted)


def _mean(joined: Iterable[Slot], otherwise: float) -> float:
    places = [slot.x for slot in joined]
    return sum(places) / len(places) if places else otherwise


def _place(level: list[Slot], wanted: Mapping[int, float]) -> None:
    """Place slots in their order, as near as may be to where each should be."""
    end = float("-inf")
    for slot in level:
        slot.x = max(wanted[id(slot)], end + slot.width / 2)
        end = slot.x + slot.width / 2 + (GAP if slot.width == BOX else _NARROW)
    shift = sum(wanted[id(slot)] - slot.x for slot in level) / len(level)
    for slot in level:
        slot.x += shift
