"""A network as a drawing: every symbol with its position, every line with its bend."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.ask.compact_jsonld import web_link
from opendebate.natural import natural
from opendebate.views.drawing_limits import (
    first_grounds,
    limits_for,
    most_tied,
    strongest,
    without_repeats,
)
from opendebate.views.layout import layout
from opendebate.views.page_security import plain
from opendebate.views.palette import Line, Look, line_of, look_of
from opendebate.views.relation_phrases import (
    grounds,
    kind_in_words,
    relation_sentence,
    shared,
    tooltip,
)

if TYPE_CHECKING:
    import networkx as nx

ALL_NAMED = 25  # up to so many nodes, each has its name in the picture


@dataclass(frozen=True, slots=True)
class Symbol:
    """A node as it is drawn.

    Attributes
    ----------
    key : str
        Kind and id: ``"actor/wendy-hall"``.
    name, kind : str
        Its name and its kind, in words.
    label : str
        The name on at most three short lines; empty where none is drawn.
    names : tuple of str
        Its other names.
    look : Look
    x, y, size : float
        In pixels at a zoom of 1; y grows downwards.
    rank : int
        Order in which names are drawn: nodes of the headline first, then those with most ties.
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
        In pixels; thicker where it is based on more claims.
    bend : float
        How far it bows to its right, as a share of its length.
    words, inverse : str
        The words for it in both directions.
    rests : tuple of str
        What it is based on.
    title : str
        The tooltip.
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
    """Symbols and strokes, sorted; nodes that are left out, and the number of ties left out."""

    symbols: tuple[Symbol, ...]
    strokes: tuple[Stroke, ...]
    left_out: tuple[Mapping[str, Any], ...]
    ties_left_out: int = 0


def draw(
    network: nx.MultiDiGraph[str],
    lines: Sequence[Line],
    places: Mapping[str, str],
    highlighted: Sequence[str] = (),
    limit: int | None = None,
) -> Drawing:
    """Return a network as a drawing; for a large network, its backbone.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As :mod:`opendebate.networks.lenses` makes it. It is not changed.
    lines : sequence of Line
        Those of the lens.
    places : mapping of str to str
        Statement id → its citation, in words.
    highlighted : sequence of str
        The nodes of the headline, whose names are drawn first.
    limit : int, optional
        Maximum number of nodes. See :func:`opendebate.views.drawing_limits.room_for`.
    """
    limits = limits_for(network, limit)
    most_tied_nodes = without_repeats(most_tied(network, limits.nodes, highlighted))
    drawn_network = strongest(most_tied_nodes, limits.ties)
    spots, ranks = _spots(drawn_network, lines), _ranks(drawn_network, highlighted)
    symbols = {
        node: _symbol(drawn_network, node, spots[node], ranks[node])
        for node in sorted(drawn_network, key=natural)
    }
    strokes = tuple(_strokes(drawn_network, symbols, lines, places))
    left_out = tuple(
        network.nodes[node] for node in sorted(network, key=natural) if node not in drawn_network
    )
    ties_left = most_tied_nodes.number_of_edges() - drawn_network.number_of_edges()
    return Drawing(tuple(symbols.values()), strokes, left_out, ties_left)


def _ranks(network: nx.MultiDiGraph[str], highlighted: Sequence[str]) -> dict[str, int]:
    degrees = dict(network.degree())
    by_rank = sorted(
        network, key=lambda node: (node not in highlighted, -degrees[node], natural(node))
    )
    return {node: rank for rank, node in enumerate(by_rank)}


def key_of(node: Mapping[str, Any]) -> str:
    """Return the page's key of a node: kind and id."""
    return f"{node['kind']}/{node['id']}"


def _spots(network: nx.MultiDiGraph[str], lines: Sequence[Line]) -> dict[str, tuple[float, float]]:
    """Return the position of each node; steps are midway between premise and conclusion."""
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
    attributes, degree = network.nodes[node], network.degree(node)
    name, step = plain(attributes["name"]), attributes["kind"] == "step"
    return Symbol(
        key=key_of(attributes),
        name=name,
        kind=kind_in_words(attributes),
        label="" if step else _wrap(name),
        names=tuple(map(plain, attributes.get("names", ()))),
        look=look_of(attributes),
        x=spot[0],
        y=spot[1],
        size=4.0 if step else round(min(16.0, 7.0 + degree**0.5), 1),
        rank=rank,
        link=web_link(attributes.get("link")),
        ends=tuple(key_of(network.nodes[end]) for end in attributes.get("ends", ())),
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
        straight = (start, end, edge["relation"]) in undercut  # its step is in its middle
        bend = 0.0 if straight else round(0.08 + 0.14 * parallels[start, end], 2)
        parallels[start, end] += not straight
        line, rests = line_of(edge, lines), grounds(edge, places)
        sentence = relation_sentence(network.nodes[start], edge, network.nodes[end])
        yield Stroke(
            start=symbols[start],
            end=symbols[end],
            line=line,
            width=min(6.0, line.width + edge.get("weight", 1) - 1),
            bend=bend,
            words=plain(edge["label"]),
            inverse=plain(edge["inverse"]),
            rests=first_grounds(tuple(filter(None, (shared(edge), *rests)))),
            title=tooltip(sentence, rests),
        )


def _ties(network: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield start, end and tie, sorted."""
    ties = network.edges(keys=True, data=True)
    for start, end, _, edge in sorted(
        ties, key=lambda tie: (natural(tie[0]), natural(tie[1]), tie[2])
    ):
        yield start, end, edge


def _wrap(name: str) -> str:
    """Return a name as a label of at most three short lines."""
    lines = textwrap.wrap(name[:200], 24, max_lines=3, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines)
