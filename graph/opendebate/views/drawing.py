"""A network as a drawing: every symbol with its position, every line with its bend."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from opendebate.ask.compact_jsonld import web_link
from opendebate.ask.voices import short_name
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
from opendebate.views.thresholds import Threshold, threshold_of

if TYPE_CHECKING:
    import networkx as nx

ALL_NAMED = 25  # up to so many nodes, each has its name in the picture
_PULL_BELOW = 0.2  # of ties below the threshold: those that are drawn first decide the layout


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
        The name, or a long one by its abbreviation, on at most three short lines; or empty.
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
    level : float
        The highest threshold at which it is still drawn.
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
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Symbols and strokes, sorted; nodes that are left out, and the number of ties left out.

    Attributes
    ----------
    symbols : tuple of Symbol
    strokes : tuple of Stroke
    left_out : tuple of mapping
        Attributes of the nodes that are left out.
    ties_left_out : int
    threshold : Threshold or None
        Which ties are drawn first; None where all are.
    headline : int
        How many nodes, the first by rank, the headline names: these are always drawn.
    """

    symbols: tuple[Symbol, ...]
    strokes: tuple[Stroke, ...]
    left_out: tuple[Mapping[str, Any], ...]
    ties_left_out: int = 0
    threshold: Threshold | None = None
    headline: int = 0

    def at_start(self) -> Drawing:
        """Return the drawing with the ties that are drawn first, and their nodes."""
        if self.threshold is None:
            return self
        strokes = tuple(one for one in self.strokes if one.level >= self.threshold.start)
        tied = {end.key for stroke in strokes for end in (stroke.start, stroke.end)}
        tied |= {key for symbol in self.symbols if symbol.key in tied for key in symbol.ends}
        symbols = tuple(s for s in self.symbols if s.key in tied or s.rank < self.headline)
        return replace(self, symbols=symbols, strokes=strokes)


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
    threshold = threshold_of(drawn_network)
    spots = _spots(_with_pulls(drawn_network, lines, threshold))
    ranks = _ranks(drawn_network, highlighted)
    symbols = {
        node: _symbol(drawn_network, node, spots[node], ranks[node])
        for node in sorted(drawn_network, key=natural)
    }
    strokes = tuple(_strokes(drawn_network, symbols, lines, places, threshold))
    left_out = tuple(
        network.nodes[node] for node in sorted(network, key=natural) if node not in drawn_network
    )
    ties_left = most_tied_nodes.number_of_edges() - drawn_network.number_of_edges()
    headline = sum(node in drawn_network for node in set(highlighted))
    return Drawing(tuple(symbols.values()), strokes, left_out, ties_left, threshold, headline)


def _with_pulls(
    network: nx.MultiDiGraph[str], lines: Sequence[Line], threshold: Threshold | None
) -> nx.MultiDiGraph[str]:
    """Return a copy whose edges have only how strongly they pull their ends together."""
    plan = network.copy()
    for start, end, key, edge in plan.edges(keys=True, data=True):
        pull = line_of(edge, lines).pull
        if threshold and threshold.values[start, end, key] < threshold.start:
            pull *= _PULL_BELOW
        edge["pull"] = pull
    return plan


def _ranks(network: nx.MultiDiGraph[str], highlighted: Sequence[str]) -> dict[str, int]:
    degrees = dict(network.degree())
    by_rank = sorted(
        network, key=lambda node: (node not in highlighted, -degrees[node], natural(node))
    )
    return {node: rank for rank, node in enumerate(by_rank)}


def key_of(node: Mapping[str, Any]) -> str:
    """Return the page's key of a node: kind and id."""
    return f"{node['kind']}/{node['id']}"


def _spots(network: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Return the position of each node; steps are midway between premise and conclusion."""
    steps = {
        node: attributes["ends"]
        for node, attributes in network.nodes(data=True)
        if attributes.get("ends")
    }
    if not steps:
        return layout(network, lambda edge: float(edge["pull"]))
    plan = network.copy()
    for start, step, edge in network.edges(data=True):
        if step in steps:
            plan.add_edge(start, steps[step][0], **edge)
            plan.add_edge(start, steps[step][1], **edge)
    plan.remove_nodes_from(steps)
    spots = layout(plan, lambda edge: float(edge["pull"]))
    for step, (premise, other) in steps.items():
        (x, y), (u, v) = spots[premise], spots[other]
        spots[step] = round((x + u) / 2, 2), round((y + v) / 2, 2)
    return spots


def _symbol(
    network: nx.MultiDiGraph[str], node: str, spot: tuple[float, float], rank: int
) -> Symbol:
    attributes, degree = network.nodes[node], network.degree(node)
    name, step = plain(attributes["name"]), attributes["kind"] == "step"
    names = tuple(map(plain, attributes.get("names", ())))
    short = short_name(name, names) if attributes["kind"] == "actor" else name
    return Symbol(
        key=key_of(attributes),
        name=name,
        kind=kind_in_words(attributes),
        label="" if step else _wrap(short),
        names=names,
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
    threshold: Threshold | None,
) -> Iterator[Stroke]:
    undercut = {
        (*attributes["ends"], attributes["relation"])
        for _, attributes in network.nodes(data=True)
        if "ends" in attributes
    }
    parallels: Counter[tuple[str, str]] = Counter()
    for start, end, key, edge in _ties(network):
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
            level=threshold.values[start, end, key] if threshold else 0.0,
        )


def _ties(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return start, end, key and attributes of the ties, sorted."""
    ties = network.edges(keys=True, data=True)
    return sorted(ties, key=lambda tie: (natural(tie[0]), natural(tie[1]), tie[2]))


def _wrap(name: str) -> str:
    """Return a name as a label of at most three short lines."""
    lines = textwrap.wrap(name[:200], 24, max_lines=3, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines)
