"""Flowcharts written in Mermaid as SVG, so that the site needs no script from elsewhere."""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap

import networkx as nx

from opendebate_docs.layered import BOX, BOX_HEIGHT, Slot, layout

_ID = r"\w+"
_BOX = rf"({_ID})(?:[\[(]{{1,2}}\[?([^\])]+)\]?[\])]{{1,2}})?"
_ARROW = r"(?:-->(?:\|([^|]+)\|)?|-\. ([^.]+) \.->)"
_EDGE = re.compile(rf"^\s*{_BOX} {_ARROW} {_BOX}\s*$")
_FENCE = re.compile(r"^```mermaid\n(flowchart TD\n.*?)^```\n", re.MULTILINE | re.DOTALL)
_CHARACTERS = 18


def with_drawings(markdown: str) -> str:
    """Return a page of Markdown in which each Mermaid flowchart is a drawing.

    Parameters
    ----------
    markdown : str
        A page; code blocks ``mermaid`` that begin with ``flowchart TD`` are drawn.

    Returns
    -------
    str
        The page with SVG in the place of these blocks.
    """
    return _FENCE.sub(lambda match: drawing(match[1]) + "\n", markdown)


def drawing(flowchart: str) -> str:
    """Return a flowchart as SVG: rows from top to bottom, arrows between boxes.

    Parameters
    ----------
    flowchart : str
        Lines ``a[Label] --> b`` below ``flowchart TD``.

    Returns
    -------
    str
        A ``div`` with one ``svg`` without scripts, whose title lists the arrows.

    Raises
    ------
    ValueError
        If a line is not an arrow, or arrows form a cycle.
    """
    graph, labels = _parsed(flowchart)
    try:
        places = layout(graph)
    except nx.NetworkXUnfeasible:
        raise ValueError("The arrows of this flowchart form a cycle.") from None
    width, height = places.width, places.height
    lines = "".join(map(_line, places.arrows))
    boxes = "".join(_box(slot, labels[node]) for node, slot in places.boxes.items())
    words = "".join(_label(slot) for arrow in places.arrows for slot in arrow if slot.label)
    title = "; ".join(f"{labels[a]} to {labels[b]}" for a, b in graph.edges)
    return (
        '<div class="diagram" role="region" aria-label="Diagram" tabindex="0">'
        f'<svg role="img" viewBox="-4 -4 {width + 8:g} {height + 8:g}" '
        f'style="min-width:{min(width, 640):.0f}px;max-width:{width * 1.2:.0f}px" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
        f"{lines}{boxes}{words}</svg></div>"
    )


def _parsed(flowchart: str) -> tuple[nx.DiGraph[str], dict[str, str]]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    labels: dict[str, str] = {}
    for line in flowchart.splitlines()[1:]:
        match = _EDGE.match(line)
        if match is None:
            raise ValueError(f"This line of a flowchart is not an arrow: {line.strip()}")
        start, start_label, label, dotted, end, end_label = match.groups()
        graph.add_edge(start, end, label=label or dotted or "")
        for node, text in ((start, start_label), (end, end_label)):
            if text or node not in labels:
                labels[node] = text or node
    return graph, labels


def _box(slot: Slot, label: str) -> str:
    left, lines = slot.x - BOX / 2, wrap(label, _CHARACTERS)
    top = slot.top + BOX_HEIGHT / 2 - (len(lines) - 1) * 7 + 4
    texts = "".join(
        f'<text x="{slot.x:.1f}" y="{top + 14 * n:g}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<rect x="{left:.1f}" y="{slot.top:g}" width="{BOX:g}" height="{BOX_HEIGHT:g}" '
        f'rx="6"/>{texts}'
    )


def _label(slot: Slot) -> str:
    middle = slot.top + slot.height / 2 + 4
    return f'<text class="label" x="{slot.x:.1f}" y="{middle:g}">{escape(slot.label)}</text>'


def _line(arrow: list[Slot]) -> str:
    """Return an arrow as a path: straight beside boxes, bent between rows."""
    x, y = arrow[0].x, arrow[0].top + BOX_HEIGHT
    path = f"M{x:.1f} {y:g}"
    for slot in arrow[1:]:
        to_y = slot.top + slot.height / 2 if slot.level % 2 else slot.top
        bend = (y + to_y) / 2
        path += f"C{x:.1f} {bend:g} {slot.x:.1f} {bend:g} {slot.x:.1f} {to_y:g}"
        x, y = slot.x, to_y
        if slot.level % 2 == 0 and slot is not arrow[-1]:
            y += BOX_HEIGHT
            path += f"V{y:g}"
    return f'<path class="arrow" d="{path}"/>'
