"""Pages of networks, and pages in the browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate_cli.output import say, write

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.debate import Debate
    from opendebate.views.page import Page


def write_lens(  # noqa: PLR0913 — options of two commands
    debate: Debate,
    network: str,
    graph: nx.Graph[str] | None,
    output: Path | None,
    *,
    debate_name: str,
    most: int | None,
    opened: bool | None,
) -> None:
    """Write the page of a network, and beside it the explorer that its links lead to.

    Parameters
    ----------
    debate : Debate
    network : str
        The network's name.
    graph : networkx.Graph or None
        The network to draw; None for the lens of that name, which also says what it shows.
    output : pathlib.Path or None
        The file; ``-`` is stdout, without an explorer.
    debate_name : str
        Stem of the names of files of the debate.
    most : int or None
        Maximum number of nodes drawn.
    opened : bool or None
        Whether to open the page in the browser; None means where there is a display.
    """
    path = output or Path(f"{debate_name}-{network}.html")
    if str(path) == "-":
        write(_page(debate, network, graph, most).html())
        return
    explorer = path.with_name(f"{debate_name}.html")
    if explorer == path:
        explorer = path.with_name(f"{debate_name}-explorer.html")
    debate.view().save(explorer)
    _page(debate, network, graph, most, explorer.name).save(path)
    say(f"Written: {path}", err=True)
    say(f"Written: {explorer}, where its links lead", err=True)
    open_page(path, opened)


def _page(
    debate: Debate,
    network: str,
    graph: nx.Graph[str] | None,
    most: int | None,
    explorer: str | None = None,
) -> Page:
    from opendebate.views.lens_pages import LENSES, network_view

    if graph is None and network in LENSES:
        return debate.view(network, explorer=explorer, most=most)
    drawable = debate.network(network) if graph is None else graph
    return network_view(debate.engine, network, drawable, most, explorer)


def open_page(path: Path, opened: bool | None) -> None:
    """Open a page in the browser: if the user asks for it or, by default, if there is a display."""
    if opened or (opened is None and _has_display()):
        click.launch(path.resolve().as_uri())


def _has_display() -> bool:
    """Return whether there is a screen for the page."""
    if not sys.stdout.isatty() or "CI" in os.environ:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
