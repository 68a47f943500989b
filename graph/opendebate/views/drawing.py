"""A network made ready to be drawn: every symbol with its place, every line with its bend."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.ask.compact_jsonld import web_link
from opendebate.natural import natural
from opendebate.views.drawing_limits import few, most_tied, room_for, strongest, without_repeats
from opendebate.views.layout import layout
from opendebate.views.page_security import plain
from opendebate.views.palette import Line, Look, line_of, look_of
from opendebate.views.relation_phrases import grounds, hover, shared, told, words_of

if TYPE_CHECKING:
    import networkx as nx

ALL_NAMED = 25  # things of which each has its name in the picture


@dataclass(frozen=True, slots=True)
class Symbol:
    """A thing as it is drawn.

    Attributes
    ----------
    key : str
        Kind and id: ``"actor/wendy-hall"``.
    name, kind : str
        What it is called, and what it is, in words.
    label : str
        The name on at most three short lines; empty where none is drawn.
    names : tuple of str
        What else it is called.
    look : Look
    x, y, size : float
        In pixels at a zoom of 1; y grows downwards.
    rank : int
        Its turn to have its name: what the headline names first, then the most tied.
    link : str or None
        A page on the web.
    ends : tuple of str
        Of a step, the keys of premise and conclusion.
    """

    key: str
    name: str
    kind: str
    label: str
    names: tuple[str, ...]
    look: Look
    x: float
    y: float
    size: float
    rank: int
    link: str | None
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A tie as it is drawn, from one symbol to another.

    Attributes
    ----------
    start, end : Symbol
    line : Line
    width : float
        In pixels; thicker where it rests on more claims.
    bend : float
        How far it bows to the right of its way, as a share of its length.
    words, inverse : str
        How one says it there and back.
    rests : tuple of str
        What it rests on.
    title : str
        What is shown where one points at it.
    """

    start: Symbol
    end: Symbol
    line: Line
    width: float
    bend: float
    words: str
    inverse: str
    rests: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Symbols and strokes, sorted; what there was no room for: things, and how many ties."""

    symbols: tuple[Symbol, ...]
    strokes: tuple[Stroke, ...]
    left: tuple[Mapping[str, Any], ...]
    ties_left: int = 0


def draw(
    network: nx.MultiDiGraph[str],
    lines: Sequence[Line],
    places: Mapping[str, str],
    named: Sequence[str] = (),
    most: int | None = None,
) -> Drawing:
    """Return a network as a drawing; of a large one its backbone.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As :mod:`opendebate.networks.lenses` makes it. It is not changed.
    lines : sequence of Line
        Those of the lens.
    places : mapping of str to str
        Statement id → where it stands, in words.
    named : sequence of str
        What the headline names: it gets its name first.
    most : int, optional
        How many things to draw. See :func:`opendebate.views.drawing_limits.room_for`.
    """
    room = room_for(network, most)
    roomy = without_repeats(most_tied(network, room.things, named))
    shown = strongest(roomy, room.ties)
    spots, ranks = _spots(shown, lines), _ranks(shown, named)
    symbols = {
        node: _symbol(shown, node, spots[node], ranks[node]) for node in sorted(shown, key=natural)
    }
    strokes = tuple(_strokes(shown, symbols, lines, places))
    left = tuple(network.nodes[node] for node in sorted(network, key=natural) if node not in shown)
    ties_left = roomy.number_of_edges() - shown.number_of_edges()
    return Drawing(tuple(symbols.values()), strokes, left, ties_left)


def _ranks(network: nx.MultiDiGraph[str], named: Sequence[str]) -> dict[str, int]:
    degrees = dict(network.degree())
    turns = sorted(network, key=lambda node: (node not in named, -degrees[node], natural(node)))
    return {node: rank for rank, node in enumerate(turns)}


def key_of(node: Mapping[str, Any]) -> str:
    """Return how the page calls a thing: kind and id."""
    return f"{node['kind']}/{node['id']}"


def _spots(network: nx.MultiDiGraph[str], lines: Sequence[Line]) -> dict[str, tuple[float, float]]:
    """Return where each thing stands; steps in the middle between premise and conclusion."""
    steps = {
        node: attributes["ends"]
        for node, attributes in network.nodes(data=True)
        if attributes.get("ends")
    }
    if not steps:
        return layout(network, lambda edge: line_of(edge, lines).pull)
    plan = network.copy()
    for start, step, edge in network.edges(data=True):
        if step in steps:
            plan.add_edge(start, steps[step][0], **edge)
            plan.add_edge(start, steps[step][1], **edge)
    plan.remove_nodes_from(steps)
    spots = layout(plan, lambda edge: line_of(edge, lines).pull)
    for step, (premise, other) in steps.items():
        (x, y), (u, v) = spots[premise], spots[other]
        spots[step] = round((x + u) / 2, 2), round((y + v) / 2, 2)
    return spots


def _symbol(
    network: nx.MultiDiGraph[str], node: str, spot: tuple[float, float], rank: int
) -> Symbol:
    about, degree = network.nodes[node], network.degree(node)
    name, step = plain(about["name"]), about["kind"] == "step"
    return Symbol(
        key=key_of(about),
        name=name,
        kind=words_of(about),
        label="" if step else _wrap(name),
        names=tuple(map(plain, about.get("names", ()))),
        look=look_of(about),
        x=spot[0],
        y=spot[1],
        size=4.0 if step else round(min(16.0, 7.0 + degree**0.5), 1),
        rank=rank,
        link=web_link(about.get("link")),
        ends=tuple(key_of(network.nodes[end]) for end in about.get("ends", ())),
    )


def _strokes(
    network: nx.MultiDiGraph[str],
    symbols: Mapping[str, Symbol],
    lines: Sequence[Line],
    places: Mapping[str, str],
) -> Iterator[Stroke]:
    undercut = {
        (*attributes["ends"], attributes["relation"])
        for _, attributes in network.nodes(data=True)
        if "ends" in attributes
    }
    parallels: Counter[tuple[str, str]] = Counter()
    for start, end, edge in _ties(network):
        straight = (start, end, edge["relation"]) in undercut  # its step stands in its middle
        bend = 0.0 if straight else round(0.08 + 0.14 * parallels[start, end], 2)
        parallels[start, end] += not straight
        line, rests = line_of(edge, lines), grounds(edge, places)
        sentence = told(network.nodes[start], edge, network.nodes[end])
        yield Stroke(
            start=symbols[start],
            end=symbols[end],
            line=line,
            width=min(6.0, line.width + edge.get("weight", 1) - 1),
            bend=bend,
            words=plain(edge["label"]),
            inverse=plain(edge["inverse"]),
            rests=few(tuple(filter(None, (shared(edge), *rests)))),
            title=hover(sentence, rests),
        )


def _ties(network: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield start, end and tie, sorted."""
    ties = network.edges(keys=True, data=True)
    for start, end, _, edge in sorted(
        ties, key=lambda one: (natural(one[0]), natural(one[1]), one[2])
    ):
        yield start, end, edge


def _wrap(name: str) -> str:
    """Return a name as a label of at most three short lines."""
    lines = textwrap.wrap(name[:200], 24, max_lines=3, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines)
