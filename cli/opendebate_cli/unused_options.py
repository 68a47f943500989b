"""Options before the command that a command does not use: who gives them is told."""

from __future__ import annotations

import click
from click.core import ParameterSource

from opendebate.errors import UsageError

UNUSED = {
    "import": ("debate", "store"),
    "lessons": ("debate", "store"),
    "new": ("store",),
    "seal": ("store",),
}


def refuse_unused(context: click.Context) -> None:
    """Raise `UsageError` for an option that has no effect on the command after it.

    What the environment sets holds for all commands, and is no mistake.
    """
    command = context.invoked_subcommand or ""
    for name in UNUSED.get(command, ()):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise UsageError(
                f"--{name} has no effect on {command}.",
                advice=f"Leave it out: opendebate {command} --help tells what it takes.",
            )
