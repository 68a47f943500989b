"""``cli/README.md``: the help of every command, as the command line prints it."""

from __future__ import annotations

import os
from unittest import mock

import click

WIDTH = 80
HEAD = """\
# The command line

Every command with its help, as `opendebate COMMAND --help` prints it. This page is made by
`python .site/opendebate_docs commands`; a test checks that it is up to date.
"""


def command_readme() -> str:
    """Return the page with the help of every command.

    Returns
    -------
    str
        Markdown; the same bytes every time.
    """
    from opendebate_cli.main import cli

    with mock.patch.dict(os.environ, {"COLUMNS": str(WIDTH), "NO_COLOR": "1"}):
        sections = [_section("opendebate", cli, None)]
        context = click.Context(cli, info_name="opendebate", **cli.context_settings)
        for name in cli.list_commands(context):
            command = cli.get_command(context, name)
            if command is not None and not command.hidden:
                sections.append(_section(f"opendebate {name}", command, context))
    return HEAD + "".join(sections)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(
        command,
        info_name=title.rpartition(" ")[2],
        parent=parent,
        **{
            **command.context_settings,
            "terminal_width": WIDTH,
            "max_content_width": WIDTH,
        },
    )
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    text = "\n".join(lines)
    return f"\n## `{title}`\n\n```text\n{text}\n```\n"
