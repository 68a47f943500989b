"""``opendebate view``: the page."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from opendebate_cli.main import State


@click.command("view")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to write the page; - writes it to stdout.  [default: opendebate.html, or with "
    "-d the folder's name and .html]",
)
@click.option(
    "--open/--no-open",
    "opened",
    default=None,
    help="Open the page in the browser, or do not; by default where there is a display.",
)
@click.pass_obj
def view_command(state: State, output: Path | None, opened: bool | None) -> None:
    """Write one page that holds everything and calls nowhere: the debate as a network.

    \b
    Examples:
      opendebate view
      opendebate view -o map.html --no-open
    """
    view = state.load().view()
    name = state.folder.resolve().name if state.folder else "opendebate"
    output = output or Path(f"{name}.html")
    if str(output) == "-":
        click.echo(view.html(), nl=False)
        return
    view.save(output)
    click.echo(f"Written: {output}", err=True)
    if opened or (opened is None and _has_display()):
        click.launch(output.resolve().as_uri())


def _has_display() -> bool:
    """Return whether somebody sits in front of a screen."""
    if not sys.stdout.isatty() or "CI" in os.environ:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
