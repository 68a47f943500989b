"""Options that have another spelling now: the old one works for one more version."""

from __future__ import annotations

from typing import Any

import click

from opendebate_cli.output import say


class HiddenArgument(click.Argument):
    """An argument that is still read, and that the help does not show."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return nothing for the line on usage."""
        return []

    def get_help_record(self, ctx: click.Context) -> Any:
        """Return no line of help."""


def note_old_spelling(old: str, new: str) -> None:
    """Say on stderr that an option or argument has a new spelling.

    Parameters
    ----------
    old : str
        What was given.
    new : str
        The command to write in its place.
    """
    say(f"Note: the next version does not read {old}. Write: {new}", err=True)
