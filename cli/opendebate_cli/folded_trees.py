"""Trees on the terminal: of a long one the first branches, unless --all is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate_cli.output import say, width, write

if TYPE_CHECKING:
    from opendebate.ask.text_tree import Branch, Paint

_LONG = 60  # branches; a tree that has no more is shown as it is
_MOST = (8, 3, 1)  # branches of one kind at each depth

all_option = click.option(
    "--all", "complete", is_flag=True, help="Show all of it, also of a long list."
)


def is_folded(tree: Branch) -> bool:
    """Return whether a tree is so long that `write_tree` leaves out branches."""
    return _folded(tree)[1] > 0


def write_tree(tree: Branch, paint: Paint, *, complete: bool) -> None:
    """Write a tree; unless it shall be complete, only its first branches, with a note."""
    from opendebate.ask.text_tree import render
    from opendebate.counting import counted

    shown, left_out = (tree, 0) if complete else _folded(tree)
    write(render(shown, width(), paint) + "\n")
    if left_out:
        are = "is" if left_out == 1 else "are"
        say(f"\n{counted(left_out, 'entry', 'entries')} {are} left out. --all shows all.")


def _folded(tree: Branch) -> tuple[Branch, int]:
    """Return a long tree with its first branches, and the number of branches left out."""
    from opendebate.ask.text_tree import fold

    return fold(tree, _MOST) if _size(tree) > _LONG else (tree, 0)


def _size(tree: Branch) -> int:
    """Return the number of branches of a tree."""
    return 1 + sum(map(_size, tree.branches))
