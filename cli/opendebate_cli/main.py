"""The command ``opendebate``: its commands, and how their errors are shown."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from opendebate.errors import InputError, OpenDebateError, RemoteError, UsageError
from opendebate_cli.debate_options import (
    OPTIONS,
    add_debate_options,
    refuse_unused,
    selects_by_habit,
)
from opendebate_cli.output import colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendebate.debate import Debate

# Command → module and summary. Modules are imported when their command runs.
COMMANDS = {
    "view": ("view", "Write the page: the debate to explore, or a network of it."),
    "trace": ("trace", "Who argues what, why, and where they say so."),
    "show": ("show", "Show an entity, and all that is said by it and about it."),
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
    "topics": ("recoding", "Merge or rename topics in all files of a debate."),
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


# A command of this tool in an advice, which then also names the debate.
_ADVISED = re.compile(r"\bopendebate(?= (?:build|check|code|list|query|search|seal|show) ?)")
# What our own code raises where an endpoint's rows lack a column, a value or a kind of entity.
_ODD_ANSWER = (AssertionError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class State:
    """What ``-d``, ``--only`` and ``--store`` say, before the command or after it.

    Attributes
    ----------
    debate : str or None
        The debate's folder, or the address of an endpoint; None means the built-in debate.
    store : pathlib.Path or None
        The folder of a store on disk.
    only : tuple of str
        The sources that are selected; empty means all.
    by_habit : bool
        Whether an environment variable selects them, so that advice need not repeat it.
    """

    debate: str | None
    store: Path | None = None
    only: tuple[str, ...] = ()
    by_habit: bool = False

    def load(self) -> Debate:
        """Load the debate, and show progress if that takes long."""
        from opendebate.debate import load
        from opendebate_cli.progress import Progress

        with Progress() as progress:
            return load(self.debate, only=self.only, store=self.store, progress=progress)

    @property
    def folder(self) -> Path:
        """The debate's folder, the built-in one where none is named.

        Raises
        ------
        UsageError
            If the debate is in an endpoint.
        """
        from opendebate.debate import BUILT_IN, is_address

        if self.debate is None:
            return BUILT_IN
        if is_address(self.debate):
            raise UsageError(
                "This command works on a debate's folder, not on an endpoint.",
                advice="Name the folder of the coding with -d.",
            )
        return Path(self.debate)

    def writable_folder(self, example: str) -> Path:
        """Return the folder of a debate that a command is to change; the built-in one is refused.

        Parameters
        ----------
        example : str
            The command, as it stands behind ``-d FOLDER``.

        Raises
        ------
        UsageError
            If no debate is named, or the debate is in an endpoint.
        """
        if self.debate is None:
            raise click.UsageError(
                f"Say which debate: opendebate -d FOLDER {example}. This command writes files, and "
                "the built-in debate is never changed. A copy of it is made by: opendebate -d "
                "FOLDER new SLUG --extend"
            )
        return self.folder

    @property
    def is_remote(self) -> bool:
        """Whether the debate is in an endpoint."""
        from opendebate.debate import is_address

        return self.debate is not None and is_address(self.debate)

    @property
    def name(self) -> str:
        """The stem of the names of files made from the debate."""
        if self.debate is None:
            return "opendebate"
        if self.is_remote:
            from urllib.parse import urlsplit

            return urlsplit(self.debate).hostname or "opendebate"
        return Path(self.debate).resolve().name

    @property
    def option(self) -> str:
        """The options that name the debate, for advice on the next command."""
        from shlex import quote

        named = "" if self.debate is None else f" -d {quote(self.debate)}"
        only = () if self.by_habit else self.only
        return named + "".join(f" --only {quote(source)}" for source in only)


class CommandError(click.ClickException):
    """An error of the library on its way to the user."""

    def __init__(self, error: OpenDebateError, option: str = "") -> None:
        super().__init__(str(error))
        self.error = error
        self.option = option  # that names the debate, for commands in the advice
        self.__dict__["exit_code"] = error.exit_code  # a class variable to click

    def show(self, file: Any = None) -> None:
        """Write what happened, where, and what to do, on stderr."""
        from opendebate.errors import format_faults
        from opendebate_cli.output import say

        for line in format_faults(getattr(self.error, "faults", ())):
            say(line, err=True)
        where = f"{self.error.where}: " if self.error.where else ""
        say("Error: ", fg="red", bold=True, err=True, nl=False)
        say(f"{where}{self.error.what}", err=True)
        if self.error.advice:
            advice = _ADVISED.sub(lambda match: match[0] + self.option, self.error.advice)
            say(advice, err=True)


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
        with _system_errors():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn errors of the library into messages."""
        try:
            with _system_errors():
                answer = super().invoke(ctx)
                sys.stdout.flush()
        except OpenDebateError as error:
            option = ctx.obj.option if isinstance(ctx.obj, State) else ""
            raise CommandError(error, option) from error
        except _ODD_ANSWER as error:
            if not (isinstance(ctx.obj, State) and ctx.obj.is_remote):
                raise
            import traceback

            traceback.clear_frames(error.__traceback__)  # its rows belong to this thread
            raise CommandError(_from_endpoint(ctx.obj.debate or "", error)) from error
        except KeyboardInterrupt:
            click.echo("\nInterrupted. No file was left half-written.", err=True)
            ctx.exit(130)
        return answer


def _from_endpoint(address: str, error: Exception) -> RemoteError:
    """Return the error for an endpoint whose answers do not fit together."""
    from opendebate.engines.remote.web_addresses import display_address

    return RemoteError(
        f"The endpoint's data are incomplete ({type(error).__name__}: {str(error)[:200]}).",
        where=display_address(address),
        advice="Publish the debate there again with 'opendebate publish', or ask whoever runs it.",
    )


@contextlib.contextmanager
def _system_errors() -> Iterator[None]:
    """Turn the system's errors into messages."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # the reader has left: click ends quietly
        raise CommandError(_from_system(error)) from error


def _from_system(error: OSError) -> InputError:
    """Return the error for a file or stream that the system does not read or write."""
    reason = error.strerror or str(error)
    if error.filename is not None:
        return InputError(
            f"The file could not be read or written: {reason}.",
            where=os.fsdecode(error.filename),
            advice="Free some disk space, or ask for permission, and run the command again.",
        )
    _drop_output()
    return InputError(
        f"The answer could not be written: {reason}.",
        where="standard output",
        advice="Free some disk space, or write to another file, and run the command again.",
    )


def _drop_output() -> None:
    """Discard the rest of the answer, so that Python does not try to write it again."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


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
