"""The look of each kind of node and tie: shape, colour, line and the words for them.

Colours are those of Okabe and Ito, which people with any colour vision can tell apart; each is
backed by a distinct shape or line, so that no meaning depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opendebate.stances import expressing


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of node is drawn.

    Attributes
    ----------
    key : str
        Also its class in the page's style sheet.
    words : str
        Its name in the legend and in the panel.
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
        The relations drawn in this way; a line without relations is for all others.
    colour : str
    dashes : tuple of int
        Lengths of dash and gap in pixels; empty for a solid line.
    arrow : str
        An arrow head of vis-network; empty for none.
    width : float
        In pixels.
    visible : bool
        Whether it is drawn from the start.
    pull : float
        How strongly it pulls its ends together in the layout.
    mutual : bool
        Whether it means the same in both directions, and so has a head at both ends.
    """

    key: str
    words: str
    relations: tuple[str, ...]
    colour: str
    dashes: tuple[int, ...]
    arrow: str
    width: float = 1.5
    visible: bool = True
    pull: float = 1.0
    mutual: bool = False


INK, INK_DARK = "#000000", "#f2f2f2"

_POINT = "M8 5a3 3 0 1 0 .01 0z"
_DISC = "M8 2a6 6 0 1 0 .01 0z"
_UP = "M8 2 15 14H1z"
_DOWN = "M8 14 1 2h14z"
_RHOMB = "M8 1 15 8 8 15 1 8z"
_SQUARE = "M3 3h10v10H3z"
_HEXAGON = "M15 8 11.5 14.06h-7L1 8l3.5-6.06h7z"
_STAR = "M8 1 9.7 6h5.3l-4.2 3.2 1.6 5.1L8 11.2l-4.4 3.1 1.6-5.1L1 6h5.3z"

_FOR, _AGAINST, _BOTH, _GREY = "#0072b2", "#d55e00", "#e69f00", "#8c8c8c"
_GREEN, _PINK = "#009e73", "#cc79a7"
_DOUBT = "#b37400"  # the orange, dark enough for a line on a light page

# Shapes and colours of the values of an attribute, in the order in which they are given out.
SHAPES = {
    "dot": _DISC, "square": _SQUARE, "triangle": _UP, "diamond": _RHOMB, "hexagon": _HEXAGON,
    "triangleDown": _DOWN, "star": _STAR,
}  # fmt: skip
VALUE_COLOURS = (_FOR, _AGAINST, _GREEN, _BOTH, _PINK, "#56b4e9", "#f0e442")
VALUE_UNKNOWN = _GREY

NODES = (
    Look("actor", "Actor", "dot", INK, _DISC),
    Look("actor-for", "Speaks for", "triangle", _FOR, _UP),
    Look("actor-against", "Speaks against", "triangleDown", _AGAINST, _DOWN),
    Look("actor-both", "Speaks on both sides", "diamond", _BOTH, _RHOMB),
    Look("actor-neither", "Takes neither side", "square", _GREY, _SQUARE),
    Look("actor-reports", "Only reports others", "dot", INK, _DISC),
    Look("claim-for", "Claim for", "triangle", _FOR, _UP),
    Look("claim-against", "Claim against", "triangleDown", _AGAINST, _DOWN),
    Look("claim-both", "Claim that serves both sides", "diamond", _BOTH, _RHOMB),
    Look("claim-neither", "Claim on neither side", "square", _GREY, _SQUARE),
    Look("model", "Model", "hexagon", "#f0e442", _HEXAGON),
    Look("policy", "Policy", "star", "#56b4e9", _STAR),
    Look("step", "Step that is undercut", "dot", _PINK, _POINT),
    Look("topic", "Topic", "hexagon", _GREY, _HEXAGON),
    Look("event", "Event", "star", _GREY, _STAR),
)
_STANCES = (
    Line("affirms", "affirms", expressing("affirms"), _GREEN, (), "arrow"),
    Line("denies", "denies", expressing("denies"), _PINK, (), "bar", 2.5),
    Line("doubts", "doubts", expressing("doubts"), _DOUBT, (2, 5), "bar", 2.0),
)
# An argument that only the coder draws is dotted, as on the map.
_BY_CODER = "in the coder's reading"
_ARGUMENTS = (
    Line("supports", "supports", ("supports",), _GREEN, (12, 4), "arrow", 2.0),
    Line(
        "supports-analytic",
        f"supports, {_BY_CODER}",
        ("supports-analytic",),
        _GREEN,
        (2, 4),
        "arrow",
        2.0,
    ),
    Line("attacks", "attacks", ("attacks",), _PINK, (8, 4), "bar", 2.5),
    Line(
        "attacks-analytic",
        f"attacks, {_BY_CODER}",
        ("attacks-analytic",),
        _PINK,
        (2, 4),
        "bar",
        2.5,
    ),
)
_UNDERCUTS = (
    Line("undercuts", "undercuts a step", ("undercuts",), _PINK, (12, 4), "bar", 2.5),
    Line(
        "undercuts-analytic",
        f"undercuts a step, {_BY_CODER}",
        ("undercuts-analytic",),
        _PINK,
        (1, 4),
        "bar",
        2.5,
    ),
)
_OTHER = Line("other", "other ties", (), _GREY, (), "vee", 1.0)
EDGES = (
    *_STANCES,
    *_ARGUMENTS,
    _OTHER,
    Line("about", "is about", ("about", "benefits"), _GREY, (1, 5), "vee", 1.0, True, 0.3),
)
# The lines of each lens; the debate's are above.
LINES = {
    "actors": (
        Line("agrees", "agree on a claim", ("agrees",), _GREEN, (), "", 3.0),
        Line(
            "disagrees", "disagree on one", ("disagrees",), _PINK, (9, 6), "bar", 3.0, mutual=True
        ),
        Line("doubts", "doubts what another affirms", ("doubts",), _DOUBT, (2, 5), "bar", 2.0),
        Line("carrier", "is reported by", ("carrier",), _GREY, (2, 4), "vee", 1.5, True, 0.7),
    ),
    "claims": (*_ARGUMENTS, *_UNDERCUTS),
    "debate": EDGES,
    "policies": (
        Line("respondsTo", "responds to", ("respondsTo",), _FOR, (), "arrow", 3.0),
        Line("issuer", "is issued by", ("issuer",), INK, (), "vee", 1.5),
        Line("addressee", "is addressed to", ("addressee",), INK, (8, 4), "vee", 1.5),
        Line("targets", "targets", ("targets",), _GREY, (8, 4), "arrow", 2.0),
        Line("partOf", "is part of", ("partOf",), _GREY, (), "vee", 3.0),
        Line("licence", "has the licence", ("licence",), _GREY, (2, 4), "vee", 1.5),
        *_STANCES,
        _OTHER,
    ),
}
# Those of discourse networks: agreement is a solid line, conflict a dashed one with bars.
LINES["network"] = (
    Line("congruence", "same stance", ("congruence", "subtract+"), _GREEN, (), "", 3.0),
    Line(
        "conflict", "opposed stances", ("conflict", "subtract-"), _PINK, (9, 6), "bar", 3.0,
        mutual=True,
    ),
    Line("doubt", "doubts what the other affirms", ("doubt",), _DOUBT, (3, 7), "bar", 2.0),
    Line("ignore", "a stance on the same", ("ignore",), INK, (), "", 1.5),
    Line("carrier", "is reported by", ("carrier",), _GREY, (2, 4), "vee", 1.5),
    *_UNDERCUTS,
    *EDGES,
)  # fmt: skip
_NODES = {look.key: look for look in NODES}


def look_of(node: Mapping[str, Any]) -> Look:
    """Return how a node is drawn, from its attributes; its `look`, where it has one.

    Examples
    --------
    >>> look_of({"kind": "claim", "side": "against"}).shape
    'triangleDown'
    """
    if isinstance(look := node.get("look"), Look):
        return look
    kind = node["kind"]
    side = node.get("side", "neither" if kind == "claim" else None)
    return _NODES[f"{kind}-{side}" if side else kind]


def line_of(edge: Mapping[str, Any], lines: Sequence[Line] = EDGES) -> Line:
    """Return how an edge is drawn, from its attributes.

    Parameters
    ----------
    edge : mapping
        With its `relation`, and of an argument its `basis`.
    lines : sequence of Line
        Those of the lens.

    Examples
    --------
    >>> line_of({"relation": "attacks"}).arrow
    'bar'
    >>> line_of({"relation": "agrees"}, LINES["actors"]).words
    'agree on a claim'
    >>> line_of({"relation": "attacks", "basis": ("analytic",)}).words
    "attacks, in the coder's reading"
    """
    relation = edge["relation"]
    if tuple(edge.get("basis", ())) == ("analytic",):
        relation = f"{relation}-analytic"
    return next((line for line in lines if relation in line.relations), _OTHER)
