"""Pictures of a few numbers or facts, as SVG: drawn in the notebook, with nothing fetched."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from opendebate_lessons.answers import rows

if TYPE_CHECKING:
    from opendebate.debate import Debate

_WIDE, _ROW, _SIGN = 720, 30, 7.4  # pixels: a picture, a row, a letter
_INK, _FILL, _PALE, _PAPER = "#1f2328", "#0b5cad", "#dbe9f7", "#ffffff"
_EDGE = f' stroke="{_INK}" stroke-dasharray="3 2"'
Fact = tuple[str, str, str]


class Picture:
    """A picture with a title, and the same in words for those who do not see it.

    Attributes
    ----------
    title, words : str
    """

    def __init__(
        self, title: str, words: str, parts: Iterable[str], width: float, height: float
    ) -> None:
        self.title, self.words = title, words
        self._svg = _svg(title, words, parts, width, height)

    def __repr__(self) -> str:
        return f"{self.title}: {self.words}"

    def _repr_html_(self) -> str:
        """Draw it in a notebook."""
        return self._svg


def bars(counts: Mapping[str, int], title: str) -> Picture:
    """Return a picture with a bar for each number.

    Parameters
    ----------
    counts : mapping of str to int
    title : str

    Examples
    --------
    >>> bars({"verbatim": 2, "mixed": 1}, "Modes")
    Modes: verbatim 2, mixed 1
    """
    left = 20 + _SIGN * max(map(len, counts), default=0)
    scale = (_WIDE - left - 60) / max([*counts.values(), 1])
    parts = []
    for place, (name, count) in enumerate(counts.items()):
        y = 40 + place * _ROW
        parts.append(_text(left - 8, y + 15, name, "end"))
        parts.append(_box(left, y, max(count * scale, 1), 20, _FILL))
        parts.append(_text(left + count * scale + 6, y + 15, str(count)))
    words = ", ".join(f"{name} {count}" for name, count in counts.items())
    return Picture(title, words, parts, _WIDE, 50 + _ROW * len(counts))


def grid(filled: Mapping[str, Collection[str]], columns: Sequence[str], title: str) -> Picture:
    """Return a table with a dot where a row has what a column is for.

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
    left = 20 + _SIGN * max(map(len, filled), default=0)
    step = (_WIDE - left) / max(len(columns), 1)
    parts = [_text(left + step * (i + 0.5), 52, name, "middle") for i, name in enumerate(columns)]
    for place, (row, has) in enumerate(filled.items()):
        y = 66 + place * _ROW
        parts.append(_text(left - 8, y + 18, row, "end"))
        for i, name in enumerate(columns):
            parts.append(_box(left + step * i + 3, y, step - 6, _ROW - 6, _PALE))
            if name in has:
                parts.append(f'<circle cx="{left + step * (i + 0.5):.1f}" cy="{y + 12}" r="8" '
                             f'fill="{_FILL}"/>')  # fmt: skip
    words = "; ".join(f"{row}: {', '.join(has) or 'nothing'}" for row, has in filled.items())
    return Picture(title, words, parts, _WIDE, 80 + _ROW * len(filled))


def triples(facts: Iterable[Fact], title: str) -> Picture:
    """Return a picture of facts: a box for each thing, an arrow for each property.

    A literal, which begins with a quotation mark, has an edge and no colour.

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
    held = list(dict.fromkeys((_cut(a), _cut(b), _cut(c)) for a, b, c in facts))
    columns = _columns(held)
    widths = [max(_SIGN * len(name) + 20 for name in column) for column in columns]
    gap = 64 + _SIGN * max((len(relation) for _, relation, _ in held), default=0)
    boxes: dict[str, tuple[float, float, float]] = {}
    x = 10.0
    for column, width in zip(columns, widths, strict=True):
        boxes |= {name: (x, 44 + row * 46.0, width) for row, name in enumerate(column)}
        x += width + gap
    parts = [_arrow(boxes[one], boxes[other], relation) for one, relation, other in held]
    for name, (left, top, width) in boxes.items():
        literal = name.startswith('"')
        parts.append(_box(left, top, width, 28, _PAPER if literal else _PALE, edge=literal))
        parts.append(_text(left + width / 2, top + 19, name, "middle"))
    height = 60 + 46 * max(map(len, columns), default=0)
    return Picture(title, "; ".join(map(" ".join, held)), parts, max(x - gap + 10, 200), height)


def facts_of(debate: Debate, subject: str, most: int) -> list[Fact]:
    """Return the first facts of a thing, under short names.

    Parameters
    ----------
    debate : opendebate.Debate
    subject : str
        A short name, as in a query: ``"actor:wendy-hall"``.
    most : int
        How many facts.
    """
    from opendebate.engines.engine import prefixes

    asked = f"{{ {subject} ?predicate ?object BIND(isLiteral(?object) AS ?literal) }}"
    found = rows(debate, f"SELECT ?predicate ?object ?literal {asked}")
    known = prefixes(debate.iris)
    return [
        (
            subject,
            short(str(row["predicate"]), known),
            f'"{row["object"]}"' if row["literal"] else short(str(row["object"]), known),
        )
        for row in found[:most]
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


def _columns(facts: Sequence[Fact]) -> list[list[str]]:
    """Return things by how many steps they are from the first subjects, circles left out."""
    after: dict[str, list[str]] = {}
    for one, _, other in facts:
        after.setdefault(one, []).append(other)
    depth: dict[str, int] = {}

    def visit(name: str, steps: int, way: tuple[str, ...]) -> None:
        if name in way or depth.get(name, -1) >= steps:
            return
        depth[name] = steps
        for other in after.get(name, ()):
            visit(other, steps + 1, (*way, name))

    objects = {other for _, _, other in facts}
    for name in sorted(after, key=lambda name: name in objects):
        if name not in depth:
            visit(name, 0, ())
    found: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name, column in depth.items():
        found[column].append(name)
    return [column for column in found if column]


def _arrow(one: tuple[float, float, float], other: tuple[float, float, float], words: str) -> str:
    """Return a line from the right side of a box to another box, with its words on it."""
    x1, y1 = one[0] + one[2], one[1] + 14
    x2, y2 = other[0], other[1] + 14
    bend = x1 + 24
    if x2 <= x1:  # back, or within a column
        x2, bend = other[0] + other[2], x1
    middle, half = (bend + x2) / 2, y2 if bend > x1 else (y1 + y2) / 2
    wide = _SIGN * len(words) + 6
    return (
        f'<path d="M{x1:.1f} {y1:.1f} L{bend:.1f} {y2 if bend > x1 else y1:.1f} L{x2:.1f} {y2:.1f}"'
        f' stroke="{_INK}" fill="none" marker-end="url(#arrow)"/>'
        f"{_box(middle - wide / 2, half - 10, wide, 18, _PAPER)}"
        f"{_text(middle, half + 4, words, 'middle')}"
    )


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"


def _box(  # noqa: PLR0913 - a place, a size and two looks
    x: float, y: float, width: float, height: float, fill: str, *, edge: bool = False
) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="3" '
        f'fill="{fill}"{_EDGE * edge}/>'
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">'
        f"{html.escape(words)}</text>"
    )


def _svg(title: str, words: str, parts: Iterable[str], width: float, height: float) -> str:
    said = html.escape(f"{title}: {words}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{said}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" style="width:100%;max-width:{width:.0f}px;'
        'background:#ffffff" font-family="sans-serif" font-size="14">'
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="{_INK}"/></marker></defs>'
        f'<text x="10" y="24" font-weight="bold" fill="{_INK}">{html.escape(title)}</text>'
        f"{''.join(parts)}</svg>"
    )
