"""Flowcharts written in Mermaid as SVG, so that the site needs no script from elsewhere."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from textwrap import wrap

import networkx as nx

_ID = r"\w+"
_BOX = rf"({_ID})(?:[\[(]{{1,2}}\[?([^\])]+)\]?[\])]{{1,2}})?"
_ARROW = r"(?:-->(?:\|([^|]+)\|)?|-\. ([^.]+) \.->)"
_EDGE = re.compile(rf"^\s*{_BOX} {_ARROW} {_BOX}\s*$")
_FENCE = re.compile(r"^```mermaid\n(flowchart TD\n.*?)^```\n", re.MULTILINE | re.DOTALL)
_WIDTH, _HEIGHT, _GAP_X, _GAP_Y = 165, 54, 24, 36
_CHARACTERS = 22


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
    rows = _rows(graph)
    most = max(map(len, rows))
    places = {
        node: ((x + (most - len(row)) / 2) * (_WIDTH + _GAP_X), y * (_HEIGHT + _GAP_Y))
        for y, row in enumerate(rows)
        for x, node in enumerate(row)
    }
    width = most * (_WIDTH + _GAP_X) - _GAP_X
    height = len(rows) * (_HEIGHT + _GAP_Y) - _GAP_Y
    arrows = "".join(_arrow(places[a], places[b], d["label"]) for a, b, d in graph.edges(data=True))
    boxes = "".join(_box(places[node], labels[node]) for node in graph)
    title = "; ".join(f"{labels[a]} to {labels[b]}" for a, b in graph.edges)
    return (
        '<div class="diagram" role="region" aria-label="Diagram" tabindex="0">'
        f'<svg role="img" viewBox="-4 -4 {width + 8:g} {height + 8:g}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
        f"{arrows}{boxes}</svg></div>"
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


def _rows(graph: nx.DiGraph[str]) -> list[list[str]]:
    try:
        rows = [list(row) for row in nx.topological_generations(graph)]
    except nx.NetworkXUnfeasible:
        raise ValueError("The arrows of this flowchart form a cycle.") from None
    for above, row in pairwise(rows):
        rank = {node: place for place, node in enumerate(above)}
        row.sort(key=lambda node: _mean([rank[p] for p in graph.pred[node] if p in rank]))
    return rows


def _mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _box(place: tuple[float, float], label: str) -> str:
    x, y = place
    lines = wrap(label, _CHARACTERS)
    top = y + _HEIGHT / 2 - (len(lines) - 1) * 7 + 4
    texts = "".join(
        f'<text x="{x + _WIDTH / 2:g}" y="{top + 14 * n:g}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return f'<rect x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>{texts}'


def _arrow(start: tuple[float, float], end: tuple[float, float], label: str) -> str:
    x, y = start[0] + _WIDTH / 2, start[1] + _HEIGHT
    to_x, to_y = end[0] + _WIDTH / 2, end[1]
    bend = (y + to_y) / 2
    path = (
        f'<path class="arrow" d="M{x:g} {y:g}C{x:g} {bend:g} {to_x:g} {bend:g} {to_x:g} {to_y:g}"/>'
    )
    middle = (
        f'<text x="{(x + to_x) / 2:g}" y="{bend + 4:g}">{escape(label)}</text>' if label else ""
    )
    return path + middle
