"""A drawing as a network of pyvis, which brings the script that draws it in a browser."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from opendebate.views.drawing import Drawing


def network_of_pyvis() -> Any:
    """Return the class of pyvis that writes pages.

    pyvis imports IPython for a frame in which it can show a page. Our pages display themselves,
    and the import of IPython takes longer than to draw a page: outside a notebook, pyvis gets an
    empty module in its place.
    """
    names = ("IPython", "IPython.display")
    absent = [] if names[0] in sys.modules or "pyvis" in sys.modules else names
    for name in absent:
        sys.modules[name] = ModuleType(name)
    if absent:
        setattr(sys.modules["IPython.display"], "IFrame", None)  # noqa: B010 - a module of ours
    try:
        from pyvis.network import Network
    finally:
        for name in absent:
            del sys.modules[name]
    return Network


def fill(network: Any, drawing: Drawing) -> None:
    """Add the nodes and edges of a drawing to a network of pyvis."""
    for symbol in drawing.symbols:
        network.add_node(
            symbol.key,
            label=symbol.label or " ",  # pyvis puts the id in place of an empty one
            shape=symbol.look.shape,
            color=symbol.look.colour,
            size=symbol.size,
            x=symbol.x,
            y=symbol.y,
            rank=symbol.rank,
            name=symbol.name,
            names=symbol.names,
            kind=symbol.kind,
            link=symbol.link,
            ends=symbol.ends,
        )
    for number, tie in enumerate(drawing.strokes):
        network.add_edge(
            tie.start.key,
            tie.end.key,
            id=number,
            line=tie.line.key,
            thick=tie.width,
            bend=tie.bend,
            words=tie.words,
            inverse=tie.inverse,
            more="; ".join(tie.rests),
            told=tie.title,
            level=round(tie.level, 3),
        )
