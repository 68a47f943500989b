"""Pages of networks, and pages in the browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendebate_cli.output import say, show_notes, write

if TYPE_CHECKING:
    from opendebate.debate import Debate
    from opendebate.views.page import Page

force_option = click.option(
    "--force",
    is_flag=True,
    help="Replace files that are there. Without it, a page replaces only the same page, and data "
    "replace only a file of the same content.",
)


def write_lens(  # noqa: PLR0913 — options of two commands
    debate: Debate,
    network: str,
    chosen: Mapping[str, Any],
    output: Path | None,
    *,
    debate_name: str,
    most: int | None,
    colour: str | None = None,
    opened: bool | None,
    force: bool = False,
) -> None:
    """Write the page of a network, and beside it the explorer that its links lead to.

    Parameters
    ----------
    debate : Debate
    network : str
        The network's name.
    chosen : mapping of str to Any
        Options of the network; without any, the page is the lens of that name, if there is one,
        which also says what it shows.
    output : pathlib.Path or None
        The file; ``-`` is stdout, without an explorer.
    debate_name : str
        Stem of the names of files of the debate.
    most : int or None
        Maximum number of nodes drawn.
    colour : str or None
        The attribute by which nodes are coloured.
    opened : bool or None
        Whether to open the page in the browser; None means where there is a display.
    force : bool
        Whether files may be replaced that are other pages, or no pages.
    """
    path = output or Path(f"{debate_name}-{network}.html")
    drawing = {"most": most, "colour": colour}
    if str(path) == "-":
        write(_page(debate, network, chosen, drawing).html())
        return
    explorer = path.with_name(f"{debate_name}.html")
    if explorer == path:
        explorer = path.with_name(f"{debate_name}-explorer.html")
    from opendebate.views.explorer import ExplorerView
    from opendebate.views.linked_pages import saved_networks
    from opendebate.views.page_marks import check_replaceable, explorer_mark, network_mark

    iri = debate.iris.base
    files = [(path, network_mark(iri, network)), (explorer, explorer_mark(iri))]
    check_replaceable(files, force=force)

    page = _page(debate, network, chosen, drawing, explorer.name)
    networks = {**saved_networks(explorer, iri), network: f"./{path.name}"}
    ExplorerView(debate.engine, networks=networks).save(explorer, force=force)
    page.save(path, force=force)
    say(f"Written: {path}", err=True)
    say(
        f"Written: {explorer}, the page of the debate; the links of the other page open it",
        err=True,
    )
    open_page(path, opened)


def _page(
    debate: Debate,
    network: str,
    chosen: Mapping[str, Any],
    drawing: Mapping[str, Any],
    explorer: str | None = None,
) -> Page:
    """Return the page of a network, and write its notes on stderr."""
    from opendebate.views.cached_lens_page import LENSES, CachedLensPage

    if not chosen and network in LENSES:
        if drawing["colour"]:
            return debate.view(network, explorer=explorer, **drawing)
        page = CachedLensPage(debate.engine, network, explorer, drawing["most"])
        show_notes(page.notes)
        return page
    from opendebate.views.lens_pages import network_view

    graph = debate.network(network, **chosen)
    show_notes(graph.graph.get("notes", ()))
    return network_view(debate.engine, network, graph, explorer=explorer, **drawing)


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
