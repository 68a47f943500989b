"""Options stand before arguments or behind them."""

from __future__ import annotations

from typing import Any

import click
import pytest

from invoking import run
from opendebate_cli.main import COMMANDS, cli


def commands() -> list[tuple[str, ...]]:
    """Return all commands with arguments, those of groups too."""
    context, names = click.Context(cli, info_name="opendebate"), list[tuple[str, ...]]()
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            chosen = (
                ["who-affirms", "ASK {}"] if name == "query" else command.list_commands(context)
            )
            names += [(name, each) for each in chosen]
        elif command and any(isinstance(param, click.Argument) for param in command.params):
            names.append((name,))
    return names


def parsed(words: list[str]) -> Any:
    """Return the innermost parameters that a line gives, without running it."""
    context = cli.make_context("opendebate", words)
    command: click.Command = cli
    while isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None
        command = found
        context = command.make_context(name, rest, parent=context)
    return context.params


def values(param: click.Parameter) -> list[str]:
    """Return words that an option or argument takes."""
    numbers = click.IntRange | click.FloatRange | click.types.IntParamType
    word = "a"
    if isinstance(param.type, click.Choice):
        word = str(param.type.choices[0])
    elif isinstance(param.type, click.Path):
        word = "."
    elif isinstance(param.type, numbers):
        word = "5"
    return [word] * max(param.nargs, 1)


@pytest.mark.parametrize("names", commands(), ids=" ".join)
def test_every_option_may_stand_before_and_behind_the_arguments(names: tuple[str, ...]) -> None:
    context, command = click.Context(cli, info_name="opendebate"), cli
    for name in names:
        command = command.get_command(context, name)  # type: ignore[assignment]
    options = [param for param in command.params if isinstance(param, click.Option)]
    given, required = list[str](), list[str]()
    for param in command.params:
        if isinstance(param, click.Argument) and param.required:
            given += values(param)
        elif param.required:
            required += [param.opts[0], *values(param)]
    for option in options:
        if option.expose_value and not option.required:
            words = [option.opts[-1], *([] if option.is_flag else values(option))]
            behind = parsed([*names, *given, *required, *words])
            assert parsed([*names, *required, *words, *given]) == behind, words
            if len(names) > 1:
                assert parsed([names[0], *words, names[1], *given, *required]) == behind, words


def test_options_before_a_question_are_its_options() -> None:
    line = ["who-affirms", "--claim", "open-agi", "--csv"]
    assert run("query", "--csv", "--timeout", "9", "--claim=open-agi", line[0]).stdout == (
        run("query", *line).stdout
    )
    assert run("query", "--json", "ASK {}").stdout == "true\n"
    done = run("query", "--csv")
    assert (done.exit_code, "behind the options: QUESTION, FILE, SPARQL." in done.stderr) == (
        2,
        True,
    )
    assert "Did you mean '--csv'?" in run("query", "--cvs", "1", "who-affirms").stderr
