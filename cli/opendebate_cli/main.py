"""The command ``opendebate``: its commands, and how their errors are shown."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from opendebate.errors import OpenDebateError
from opendebate.printed_commands import naming_debate
from opendebate_cli.command_errors import CommandError, endpoint_error, system_errors
from opendebate_cli.debate_options import (
    OPTIONS,
    add_debate_options,
    refuse_unused,
    selects_by_habit,
)
from opendebate_cli.output import colour
from opendebate_cli.state import State

# Command → module and summary. Modules are imported when their command runs.
COMMANDS = {
    "view": ("view", "Write the page: the debate to explore, or a network of it."),
    "trace": ("trace", "Who argues what, why, and where they say so."),
    "show": ("show", "Show an entity, and all that is said by it and about it."),
    "cite": ("show", "Show how to cite the debate, or one entity of it, with its version."),
    "search": ("list_", "Find entities by words of their names and texts."),
    "list": ("list_", "List the actors, claims, statements … of the debate."),
    "query": ("query", "Ask a named question, or any SPARQL."),
    "path": ("show", "Show how two entities are connected."),
    "network": ("network", "Networks of actors, claims and arguments, and their measures."),
    "standing": ("standing", "Show which claims are attacked, answered and defended."),
    "build": ("build", "Compile and validate; report what is in the graph."),
    "check": ("check", "Find every fault; with the article, verify every passage."),
    "code": ("code", "Code an article in the browser."),
    "draft": ("draft", "Propose statements for an article, each with its proof."),
    "agreement": ("agreement", "Compare the codings of several coders, field by field."),
    "adjudicate": ("adjudicate", "List where coders differ, and what was decided."),
    "claims": ("recoding", "Merge, split or rename claims in all files of a debate."),
    "actors": ("recoding", "Merge, split or rename actors in all files of a debate."),
    "topics": ("recoding", "Merge, split or rename topics in all files of a debate."),
    "seal": ("seal", "Fill in word counts and digests of passages."),
    "new": ("new", "Start coding a source."),
    "import": ("import_", "Make a debate from another tool's file."),
    "export": ("export", "Write the debate for another tool."),
    "site": ("site", "Write the debate as a site of pages, for any web server."),
    "release": ("release", "Freeze the debate as a data set to deposit and cite."),
    "publish": ("publish", "Copy the debate's graphs into a store that others query."),
    "serve": ("serve", "Serve the debate over HTTP: the page, SPARQL, and every entity."),
    "lessons": ("lessons", "Copy the notebooks, for learners or for teachers."),
}


# What our own code raises where an endpoint's rows lack a column, a value or a kind of entity.
_ODD_ANSWER = (AssertionError, AttributeError, LookupError, TypeError, ValueError)


class Main(click.Group):
    """The group of all commands; each is imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return the command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"opendebate_cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name + "_command")
        return add_debate_options(command, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or raise an error with similar names."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options; some of them, such as ``--help``, end the command."""
        with system_errors():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn errors of the library into messages."""

        def options(command: str) -> list[str]:
            return ctx.obj.options(command) if isinstance(ctx.obj, State) else []

        try:
            with system_errors(), naming_debate(options):
                answer = super().invoke(ctx)
                sys.stdout.flush()
        except OpenDebateError as error:
            raise CommandError(error) from error
        except _ODD_ANSWER as error:
            if not (isinstance(ctx.obj, State) and ctx.obj.is_remote):
                raise
            import traceback

            traceback.clear_frames(error.__traceback__)  # its rows belong to this thread
            raise CommandError(endpoint_error(ctx.obj.debate or "", error)) from error
        except KeyboardInterrupt:
            click.echo("\nInterrupted. No file was left half-written.", err=True)
            ctx.exit(130)
        return answer


def _version(ctx: click.Context, _: click.Parameter, is_set: bool) -> None:
    if is_set and not ctx.resilient_parsing:
        from opendebate import __version__

        click.echo(f"opendebate {__version__}")
        ctx.exit()


@click.group(
    cls=Main,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Name entities by id, IRI or name: opendebate trace 'Wendy Hall'.",
)
@click.option(
    *OPTIONS["debate"][0],
    **OPTIONS["debate"][1],
    envvar="OPENDEBATE_DEBATE",
    help="Another debate than the built-in one on AI openness: its folder, or the address of a "
    "SPARQL endpoint that contains one.",
)
@click.option(
    *OPTIONS["only"][0],
    **OPTIONS["only"][1],
    envvar="OPENDEBATE_ONLY",
    help="Only this source of the debate, by its slug or title; several: give it again.",
)
@click.option(
    *OPTIONS["store"][0],
    **OPTIONS["store"][1],
    envvar="OPENDEBATE_STORE",
    help="Folder on disk for the built debate; a large one then opens fast. With a URL: "
    "fetch a copy, and answer from it.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version.",
)  # fmt: skip
@click.pass_context
def cli(ctx: click.Context, debate: str | None, only: tuple[str, ...], store: Path | None) -> None:
    """Who argues what, why, and where exactly do they say so?

    opendebate builds a knowledge graph of a debate from coded articles, and answers from it.
    """
    ctx.color = colour()
    refuse_unused(ctx)
    named, by_habit = ctx.get_parameter_source("debate"), selects_by_habit(ctx)
    if named is ParameterSource.COMMANDLINE and by_habit:
        only = ()
    ctx.obj = State(debate, store, only, by_habit)


def main() -> None:
    """Run the command line; a reader that closes the pipe early is no error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli(prog_name="opendebate")
