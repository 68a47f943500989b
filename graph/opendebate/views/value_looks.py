"""The look of nodes by an attribute of the study: a colour and a shape for each of its values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from opendebate.ask.attribute_filter import attribute_property
from opendebate.errors import UsageError
from opendebate.natural import natural
from opendebate.views.page_security import plain
from opendebate.views.palette import SHAPES, VALUE_COLOURS, VALUE_UNKNOWN, Look

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.engines.engine import Engine

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_VALUES = "SELECT ?node ?value { ?node %s ?value }"
_LABEL = "SELECT ?label { %s rdfs:label ?label }"


def with_value_looks(
    engine: Engine, network: nx.MultiDiGraph[str], attribute: str
) -> nx.MultiDiGraph[str]:
    """Return a copy of a network whose nodes look as their value of an attribute does.

    Nodes of a kind that has no such value, such as claims where only actors have a party, look as
    before; those of the same kind without a value look alike. Where each value is a colour, such
    as ``#ff9900``, it is that colour.

    Parameters
    ----------
    engine : Engine
        Of the same debate.
    network : networkx.MultiDiGraph
        It is not changed.
    attribute : str
        By its name or label.

    Raises
    ------
    UsageError
        If there is no such attribute, no node has a value, or there are more values than looks.
    """
    iri = NamedNode(attribute_property(engine, attribute))
    label = plain(next(row["label"].value for row in engine.select(_LABEL % iri)))
    values = {row["node"].value: str(row["value"].value) for row in engine.select(_VALUES % iri)
              if row["node"].value in network}  # fmt: skip
    if not values:
        raise UsageError(
            f"No node of this network has a value of {label}.",
            advice="Colour it by another attribute, or leave --colour out.",
        )
    looks = _looks(label, sorted({*values.values()}, key=natural))
    unknown = Look("value-unknown", f"{label} unknown", "dot", VALUE_UNKNOWN, SHAPES["dot"])
    kinds = {network.nodes[node]["kind"] for node in values}
    copy = network.copy()
    for node, data in copy.nodes(data=True):
        if data["kind"] in kinds:
            data["look"] = looks[values[node]] if node in values else unknown
    return copy


def _looks(label: str, values: list[str]) -> dict[str, Look]:
    """Return the look of each value: no two have the same colour and shape."""
    pairs = [(shape, colour) for turn, _ in enumerate(SHAPES)
             for shape, colour in zip(_turned(turn), VALUE_COLOURS, strict=True)]  # fmt: skip
    if len(values) > len(pairs):
        raise UsageError(
            f"{label} has {len(values):,} values here; a picture can tell {len(pairs)} apart.",
            advice="Colour it by an attribute with fewer values.",
        )
    are_colours = all(map(_COLOUR.fullmatch, values))
    return {
        value: Look(f"value-{n}", f"{label}: {plain(value)}", shape,
                    value if are_colours else colour, SHAPES[shape])
        for n, (value, (shape, colour)) in enumerate(zip(values, pairs, strict=False))
    }  # fmt: skip


def _turned(turn: int) -> list[str]:
    shapes = list(SHAPES)
    return [*shapes[turn:], *shapes[:turn]]
