"""Charts of numbers and diagrams of facts, drawn in the notebook without any download."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from opendebate.shortening import cut
from opendebate_lessons.answers import rows
from opendebate_lessons.svg import (
    CHARACTER,
    FILL,
    PALE,
    PAPER,
    Box,
    Picture,
    draw_arrow,
    draw_box,
    draw_dot,
    draw_text,
)

if TYPE_CHECKING:
    from opendebate.debate import Debate

_WIDTH, _ROW_HEIGHT = 720, 30  # pixels
_MAX_NAME = 40  # characters of a name in a diagram
Fact = tuple[str, str, str]


def bars(counts: Mapping[str, int], title: str) -> Picture:
    """Return a picture with a bar for each number.

    Examples
    --------
    >>> bars({"verbatim": 2, "mixed": 1}, "Modes")
    Modes: verbatim 2, mixed 1
    """
    margin = 20 + CHARACTER * max(map(len, counts), default=0)
    scale = (_WIDTH - margin - 60) / max([*counts.values(), 1])
    shapes = []
    for index, (name, count) in enumerate(counts.items()):
        y = 40 + index * _ROW_HEIGHT
        shapes.append(draw_text(margin - 8, y + 15, name, "end"))
        shapes.append(draw_box(Box(margin, y, max(count * scale, 1), 20), FILL))
        shapes.append(draw_text(margin + count * scale + 6, y + 15, str(count)))
    words = ", ".join(f"{name} {count}" for name, count in counts.items())
    return Picture(title, words, shapes, _WIDTH, 50 + _ROW_HEIGHT * len(counts))


def grid(filled: Mapping[str, Collection[str]], columns: Sequence[str], title: str) -> Picture:
    """Return a table with a dot in each cell that is filled.

    Parameters
    ----------
    filled : mapping of str to collection of str
        Row → the columns with a dot.
    columns : sequence of str
    title : str

    Examples
    --------
    >>> grid({"one": ["code"], "two": []}, ["code", "data"], "Parts")
    Parts: one: code; two: nothing
    """
    margin = 20 + CHARACTER * max(map(len, filled), default=0)
    step = (_WIDTH - margin) / max(len(columns), 1)
    centres = {name: margin + step * (index + 0.5) for index, name in enumerate(columns)}
    shapes = [draw_text(centre, 52, name, "middle") for name, centre in centres.items()]
    for index, (row, dotted) in enumerate(filled.items()):
        y = 66 + index * _ROW_HEIGHT
        shapes.append(draw_text(margin - 8, y + 18, row, "end"))
        for name, centre in centres.items():
            cell = Box(centre - step / 2 + 3, y, step - 6, _ROW_HEIGHT - 6)
            shapes.append(draw_box(cell, PALE))
            if name in dotted:
                shapes.append(draw_dot(centre, y + 12))
    words = "; ".join(f"{row}: {', '.join(dotted) or 'nothing'}" for row, dotted in filled.items())
    return Picture(title, words, shapes, _WIDTH, 80 + _ROW_HEIGHT * len(filled))


def triples(facts: Iterable[Fact], title: str) -> Picture:
    """Return a diagram of facts: a box for each node, an arrow for each property.

    A literal, which begins with a quotation mark, has a dashed edge and no colour.

    Parameters
    ----------
    facts : iterable of (subject, property, object)
        As short names or texts.
    title : str

    Examples
    --------
    >>> triples([("ex:Law", "rdfs:subClassOf", "od:Policy")], "A class")
    A class: ex:Law rdfs:subClassOf od:Policy
    """
    arrows = list(dict.fromkeys(tuple(map(_shorten, fact)) for fact in facts))
    columns = _columns(arrows)
    gap = 64 + CHARACTER * max((len(predicate) for _, predicate, _ in arrows), default=0)
    boxes: dict[str, Box] = {}
    x = 10.0
    for column in columns:
        width = max(CHARACTER * len(name) + 20 for name in column)
        boxes |= {name: Box(x, 44 + row * 46.0, width, 28) for row, name in enumerate(column)}
        x += width + gap
    shapes = [draw_arrow(boxes[start], boxes[end], predicate) for start, predicate, end in arrows]
    for name, box in boxes.items():
        is_literal = name.startswith('"')
        shapes.append(draw_box(box, PAPER if is_literal else PALE, dashed=is_literal))
        shapes.append(draw_text(box.x + box.width / 2, box.y + 19, name, "middle"))
    height = 60 + 46 * max(map(len, columns), default=0)
    words = "; ".join(map(" ".join, arrows))
    return Picture(title, words, shapes, max(x - gap + 10, 200), height)


def facts_of(debate: Debate, subject: str, most: int) -> list[Fact]:
    """Return the first facts about an entity, under short names.

    Parameters
    ----------
    debate : opendebate.Debate
    subject : str
        A short name, as in a query: ``"actor:wendy-hall"``.
    most : int
        How many facts.
    """
    from opendebate.engines.engine import prefixes

    pattern = f"{{ {subject} ?predicate ?object BIND(isLiteral(?object) AS ?literal) }}"
    result = rows(debate, f"SELECT ?predicate ?object ?literal {pattern}")
    by_prefix = prefixes(debate.iris)
    return [
        (
            subject,
            short(str(row["predicate"]), by_prefix),
            f'"{row["object"]}"' if row["literal"] else short(str(row["object"]), by_prefix),
        )
        for row in result[:most]
    ]


def short(term: str, prefixes: Mapping[str, str]) -> str:
    """Return the short name of an IRI, where a prefix makes one.

    Examples
    --------
    >>> short("https://example.org/mine#Law", {"ex": "https://example.org/mine#"})
    'ex:Law'
    """
    for prefix, iri in prefixes.items():
        local = term.removeprefix(iri)
        if local not in {term, ""} and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return term


def _columns(facts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return nodes by their distance from the first subjects; cycles are cut."""
    successors: dict[str, list[str]] = {}
    for subject, _, object_ in facts:
        successors.setdefault(subject, []).append(object_)
    depths: dict[str, int] = {}

    def visit(name: str, depth: int, path: tuple[str, ...]) -> None:
        if name in path or depths.get(name, -1) >= depth:
            return
        depths[name] = depth
        for successor in successors.get(name, ()):
            visit(successor, depth + 1, (*path, name))

    objects = {object_ for _, _, object_ in facts}
    for name in sorted(successors, key=lambda name: name in objects):
        if name not in depths:
            visit(name, 0, ())
    columns: list[list[str]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    for name, depth in depths.items():
        columns[depth].append(name)
    return [column for column in columns if column]


def _shorten(words: str) -> str:
    return cut(words, _MAX_NAME)
