"""``opendebate claims``, ``actors`` and ``topics``: merge, split and rename them in all files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opendebate.counting import counted
from opendebate_cli.debate_options import add_debate_options
from opendebate_cli.main import State
from opendebate_cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from opendebate.recoding.folder_recoding import Recoding

F = TypeVar("F", bound="Callable[..., Any]")
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_ALL_FILES = (
    "In all sources, the other registers, context facts, stories, the codings of coders and "
    "drafts. All files are written, or none; their comments and layout stay."
)


def _writing_options(command: F) -> F:
    """Give a command ``--dry-run`` and ``--yes``."""
    dry_run = click.option(
        "--dry-run", is_flag=True, help="Only show the lines that would change; write nothing."
    )
    return click.option("--yes", is_flag=True, help="Write without asking.")(dry_run(command))


def _group(kind: str, singular: str) -> click.Group:
    """Return the group of commands for a kind of entity."""
    article = "an" if singular[0] in "aeiou" else "a"
    example = {"claims": "maps-help maps-are-useful", "actors": "wendy-hall dame-wendy-hall"}.get(
        kind, "safety security"
    )
    old, new = example.split()
    text = (
        f"Merge, rename and recode {kind}, in all files of a debate at once.\n\n{_ALL_FILES} A "
        "change that would make a contradiction is refused: the same statement twice, a claim "
        f"that is its own reason.\n\n\b\nExamples:\n  opendebate -d my-debate {kind} merge "
        f"{example} --dry-run\n  opendebate -d my-debate {kind} rename {old} {new}\n"
        f"  opendebate -d my-debate {kind} recode recoding.csv"
    )
    group = click.Group(kind, help=text, short_help=f"Merge or rename {kind} in all files.")
    group.add_command(_merge(kind, singular, article))
    group.add_command(_rename(kind, singular, article))
    for command in group.commands.values():
        add_debate_options(command, kind)
    return group


def _merge(kind: str, singular: str, article: str) -> click.Command:
    @click.command("merge", short_help=f"Put one {singular} in the place of others.")
    @click.argument("into", help=f"The id of the {singular} that stays.")
    @click.argument("merged", nargs=-1, required=True, metavar="FROM...", help="Those that go.")
    @_writing_options
    @click.pass_obj
    def merge(
        state: State, /, into: str, merged: tuple[str, ...], *, yes: bool, dry_run: bool
    ) -> None:
        from opendebate.recoding import folder_recoding

        _run(state, kind, lambda folder: folder_recoding.merge(folder, kind, into, merged),
             yes=yes, dry_run=dry_run)  # fmt: skip

    merge.help = (
        f"Put {article} {singular} in the place of others, and remove their records.\n\n"
        f"{_ALL_FILES} The {singular} that stays gets what its record lacks of theirs. What "
        "changes is shown first, on standard output."
        f"\n\n\b\nExample:\n  opendebate -d my-debate {kind} merge INTO FROM --dry-run"
    )
    return merge


def _rename(kind: str, singular: str, article: str) -> click.Command:
    @click.command("rename", short_help=f"Give {article} {singular} another id.")
    @click.argument("old", help="The id that it has.")
    @click.argument("new", help="The id that it gets.")
    @_writing_options
    @click.pass_obj
    def rename(state: State, /, old: str, new: str, *, yes: bool, dry_run: bool) -> None:
        from opendebate.recoding import folder_recoding

        _run(state, kind, lambda folder: folder_recoding.rename(folder, kind, old, new),
             yes=yes, dry_run=dry_run)  # fmt: skip

    rename.help = (
        f"Give {article} {singular} another id.\n\n{_ALL_FILES}"
        f"\n\n\b\nExample:\n  opendebate -d my-debate {kind} rename OLD NEW --yes"
    )
    return rename


def _run(
    state: State, kind: str, change: Callable[[Path], Recoding], *, yes: bool, dry_run: bool
) -> None:
    """Show what would change, ask whether to write it, and write it."""
    if yes and dry_run:
        raise click.UsageError("Choose one of --yes and --dry-run.")
    if state.debate is None:
        raise click.UsageError(f"Say which debate: opendebate -d FOLDER {kind} …")
    recoding = change(state.folder)
    for line in recoding.preview().splitlines():
        say(line, fg=_COLOURS.get(line[:1]))
    for note in recoding.notes:
        say(note, err=True)
    files = counted(len(recoding.texts), "file")
    if not recoding.texts:
        say("Nothing changes.", err=True)
    elif dry_run:
        say(f"{files} would change. Nothing was written.", err=True)
    elif yes or (is_terminal() and click.confirm(f"Write {files}?", err=True)):
        recoding.write()
        say(f"{files} written.", err=True)
    else:
        say(f"Nothing was written. --yes writes {files}.", err=True)


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty()


claims_command = _group("claims", "claim")
actors_command = _group("actors", "actor")
topics_command = _group("topics", "topic")
COMMANDS = {"claims": claims_command, "actors": actors_command, "topics": topics_command}
