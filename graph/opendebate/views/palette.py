"""How the kinds of things and ties look: shape, colour, line and the words for them.

Colours are those of Okabe and Ito, which people with any colour vision can tell apart; each is
backed by a shape or a line of its own, so nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of node is drawn.

    Attributes
    ----------
    key : str
        Also its class in the page's style sheet.
    words : str
        What the legend and the panel call it.
    shape : str
        A shape of vis-network.
    colour : str
        On a light page; `INK` turns into `INK_DARK` on a dark one.
    symbol : str
        The shape for the legend: an SVG path in a box of 16 by 16.
    """

    key: str
    words: str
    shape: str
    colour: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Line:
    """How one kind of edge is drawn.

    Attributes
    ----------
    key, words : str
        As for nodes.
    relations : tuple of str
        The relations drawn so; one without relations takes all the others.
    colour : str
    dashes : tuple of int
        Lengths of dash and gap in pixels; empty for a whole line.
    arrow : str
        An arrow head of vis-network.
    width : float
        In pixels.
    shown : bool
        Whether it is drawn from the start.
    pull : float
        How strongly it draws its ends together in the layout.
    """

    key: str
    words: str
    relations: tuple[str, ...]
    colour: str
    dashes: tuple[int, ...]
    arrow: str
    width: float = 1.5
    shown: bool = True
    pull: float = 1.0


INK, INK_DARK = "#000000", "#f2f2f2"

_DISC = "M8 2a6 6 0 1 0 .01 0z"
_UP = "M8 2 15 14H1z"
_DOWN = "M8 14 1 2h14z"
_RHOMB = "M8 1 15 8 8 15 1 8z"
_SQUARE = "M3 3h10v10H3z"
_HEXAGON = "M15 8 11.5 14.06h-7L1 8l3.5-6.06h7z"
_STAR = "M8 1 9.7 6h5.3l-4.2 3.2 1.6 5.1L8 11.2l-4.4 3.1 1.6-5.1L1 6h5.3z"

NODES = (
    Look("actor", "Actor", "dot", INK, _DISC),
    Look("claim-for", "Claim for", "triangle", "#0072b2", _UP),
    Look("claim-against", "Claim against", "triangleDown", "#d55e00", _DOWN),
    Look("claim-both", "Claim that serves both sides", "diamond", "#e69f00", _RHOMB),
    Look("claim-neither", "Claim on neither side", "square", "#8c8c8c", _SQUARE),
    Look("model", "Model", "hexagon", "#f0e442", _HEXAGON),
    Look("policy", "Policy", "star", "#56b4e9", _STAR),
)
EDGES = (
    Line("affirms", "affirms", ("affirms", "concedes"), "#009e73", (), "arrow"),
    Line("denies", "denies or doubts", ("denies", "doubts"), "#cc79a7", (), "bar", 2.5),
    Line("supports", "supports", ("supports",), "#009e73", (7, 5), "arrow", 2.5),
    Line("attacks", "attacks", ("attacks",), "#cc79a7", (7, 5), "bar", 2.5),
    Line("other", "other ties", (), "#8c8c8c", (), "vee", 1.0),
    Line("about", "is about", ("about", "benefits"), "#8c8c8c", (1, 5), "vee", 1.0, True, 0.3),
)
_NODES = {look.key: look for look in NODES}
_OTHER = next(line for line in EDGES if not line.relations)
_EDGES = {relation: line for line in EDGES for relation in line.relations}


def look_of(node: Mapping[str, Any]) -> Look:
    """Return how a node is drawn, from its attributes.

    Examples
    --------
    >>> look_of({"kind": "claim", "side": "against"}).shape
    'triangleDown'
    """
    kind = node["kind"]
    return _NODES[f"claim-{node.get('side', 'neither')}" if kind == "claim" else kind]


def line_of(edge: Mapping[str, Any]) -> Line:
    """Return how an edge is drawn, from its attributes.

    Examples
    --------
    >>> line_of({"relation": "attacks"}).arrow
    'bar'
    """
    return _EDGES.get(edge["relation"], _OTHER)
