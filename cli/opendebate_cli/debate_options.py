"""``-d``, ``--only`` and ``--store``: before a command or after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from opendebate.errors import UsageError

UNUSED = {
    "actors": ("only", "store"),
    "adjudicate": ("only", "store"),
    "agreement": ("only", "store"),
    "check": ("only",),
    "claims": ("only", "store"),
    "code": ("only", "store"),
    "draft": ("only", "store"),
    "import": ("debate", "only", "store"),
    "lessons": ("debate", "only", "store"),
    "new": ("only", "store"),
    "release": ("only",),
    "seal": ("only", "store"),
    "topics": ("only", "store"),
}
# Option → its spellings, and further arguments of `click.option`.
OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "debate": (("-d", "--debate"), {"metavar": "FOLDER|URL"}),
    "only": (("--only",), {"metavar": "SOURCE", "multiple": True}),
    "store": (("--store",), {"metavar": "DIR", "type": click.Path(path_type=Path)}),
}
_HELP = {
    "debate": "Another debate than the built-in one; it may also stand before the command.",
    "only": "Only this source of the debate; it may also stand before the command.",
    "store": "Folder on disk for the built debate; it may also stand before the command.",
}


def refuse_unused(context: click.Context) -> None:
    """Raise `UsageError` for an option before a command on which it has no effect.

    An environment variable is no mistake, since it holds for all commands.
    """
    command = context.invoked_subcommand or ""
    for name in OPTIONS:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            _check_effect(name, command)


def has_effect(option: str, command: str) -> bool:
    """Tell whether an option that names the debate has an effect on a command."""
    return option not in UNUSED.get(command, ())


def _check_effect(option: str, command: str) -> None:
    if not has_effect(option, command):
        raise UsageError(
            f"--{option} has no effect on {command}.",
            advice=f"Leave it out: 'opendebate {command} --help' lists the options.",
        )


def add_debate_options(command: click.Command, name: str) -> click.Command:
    """Give a command ``-d`` and ``--store``, so that they may also stand after its name.

    Parameters
    ----------
    command : click.Command
        It is changed, once.
    name : str
        What the command is called before any subcommand.
    """
    if any(param.name == "debate_of_command" for param in command.params):
        return command
    for option, (spellings, settings) in OPTIONS.items():
        command.params.append(
            click.Option(
                [*spellings, f"{option}_of_command"],
                **settings,
                expose_value=False,
                hidden=option in UNUSED.get(name, ()),
                help=_HELP[option],
                callback=_setter(option, name),
            )
        )
    return command


def selects_by_habit(context: click.Context) -> bool:
    """Tell whether an environment variable, and not the command line, selects sources.

    Such a selection holds for the debate of the environment, not for one that ``-d`` names.
    """
    return context.find_root().get_parameter_source("only") is ParameterSource.ENVIRONMENT


def _with_parents(context: click.Context | None) -> Iterator[click.Context]:
    while context:
        yield context
        context = context.parent


def _setter(option: str, command: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return what puts the value of an option after the command into the state."""

    def set_value(context: click.Context, _: click.Parameter, value: Any) -> None:
        if not value or context.resilient_parsing:
            return
        _check_effect(option, command)
        source = context.find_root().get_parameter_source(option)
        before = getattr(context.obj, option)
        if source is ParameterSource.COMMANDLINE and before != value:
            raise UsageError(
                f"--{option} is given twice: {before} and {value}.", advice="Give it once."
            )
        changes = {option: value}
        if option == "only":
            changes["by_habit"] = False
        elif option == "debate" and context.obj.by_habit:
            changes["only"] = ()
        state = replace(context.obj, **changes)
        for ancestor in _with_parents(context):  # messages of them name the debate, too
            ancestor.obj = state

    return set_value
