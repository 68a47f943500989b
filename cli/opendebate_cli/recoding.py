"""``opendebate claims``, ``actors`` and ``topics``: merge, split and rename them in all files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opendebate.counting import counted
from opendebate_cli.debate_options import add_debate_options
from opendebate_cli.option_order import AnyOrderGroup
from opendebate_cli.output import is_terminal, say
from opendebate_cli.state import State

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
    """Give a command ``--dry-run``, ``--diff`` and ``--yes``."""
    diff = click.option("--diff", is_flag=True, help="Show all lines that change.")
    dry_run = click.option(
        "--dry-run", is_flag=True, help="Only show what would change; write nothing."
    )
    return click.option("--yes", is_flag=True, help="Write without asking.")(dry_run(diff(command)))


class _RecodingGroup(AnyOrderGroup):
    flags = frozenset({"--dry-run", "--diff", "--yes"})


def _group(kind: str, singular: str) -> click.Group:
    """Return the group of commands for a kind of entity."""
    article = "an" if singular[0] in "aeiou" else "a"
    example = {"claims": "maps-help maps-are-useful", "actors": "wendy-hall dame-wendy-hall"}.get(
        kind, "safety security"
    )
    old, new = example.split()
    text = (
        f"Merge, split, rename and recode {kind} in all files of a debate.\n\n{_ALL_FILES} "
        "A change that would make a contradiction is refused: the same statement twice, a claim "
        f"that is its own reason.\n\n\b\nExamples:\n  opendebate -d my-debate {kind} merge "
        f"{example} --dry-run\n  opendebate -d my-debate {kind} rename {old} {new}\n"
        f"  opendebate -d my-debate {kind} recode recoding.csv"
    )
    group = _RecodingGroup(kind, help=text, short_help=f"Merge or rename {kind} in all files.")
    group.add_command(_merge(kind, singular, article))
    group.add_command(_rename(kind, singular, article))
    group.add_command(_split_topic() if kind == "topics" else _split(kind, singular, article))
    group.add_command(_recode(kind))
    for command in group.commands.values():
        add_debate_options(command, kind)
    return group


def _merge(kind: str, singular: str, article: str) -> click.Command:
    @click.command("merge", short_help=f"Put one {singular} in the place of others.")
    @click.argument("into", help=f"The id of the {singular} that stays.")
    @click.argument("merged", nargs=-1, required=True, metavar="FROM...", help="Those that go.")
    @_writing_options
    @click.pass_obj
    def merge(state: State, /, into: str, merged: tuple[str, ...], **writing: bool) -> None:
        from opendebate.recoding import folder_recoding

        _run(state, kind, lambda folder: folder_recoding.merge(folder, kind, into, merged),
             **writing)  # fmt: skip

    merge.help = (
        f"Put {article} {singular} in the place of others, and remove their records.\n\n"
        f"{_ALL_FILES} The {singular} that stays gets what its record lacks of theirs. How many "
        "lines of each file change is shown first; --diff shows the lines."
        f"\n\n\b\nExample:\n  opendebate -d my-debate {kind} merge INTO FROM --dry-run"
    )
    return merge


def _rename(kind: str, singular: str, article: str) -> click.Command:
    @click.command("rename", short_help=f"Give {article} {singular} another id.")
    @click.argument("old", help="The id that it has.")
    @click.argument("new", help="The id that it gets.")
    @_writing_options
    @click.pass_obj
    def rename(state: State, /, old: str, new: str, **writing: bool) -> None:
        from opendebate.recoding import folder_recoding

        _run(state, kind, lambda folder: folder_recoding.rename(folder, kind, old, new),
             **writing)  # fmt: skip

    rename.help = (
        f"Give {article} {singular} another id.\n\n{_ALL_FILES}"
        f"\n\n\b\nExample:\n  opendebate -d my-debate {kind} rename OLD NEW --yes"
    )
    return rename


def _split(kind: str, singular: str, article: str) -> click.Command:
    words = "text" if kind == "claims" else "name"

    @click.command("split", short_help=f"Give some statements another {singular}.")
    @click.argument("old", metavar=singular.upper(), help="Its id.")
    @click.option("--into", "new", required=True, metavar="ID", help=f"The other {singular}.")
    @click.option(
        "--statement", "statements", multiple=True, metavar="SLUG/ID",
        help="A statement to change; of a coder's coding CODER/SLUG/ID.",
    )  # fmt: skip
    @click.option(
        "--source", "sources", multiple=True, metavar="SLUG",
        help="A source whose statements are all changed, also in coders' codings and the draft.",
    )  # fmt: skip
    @click.option(
        "--text", metavar="TEXT", help=f"The {words} of the other {singular}, where it is new."
    )
    @_writing_options
    @click.pass_obj
    def split(  # noqa: PLR0913, PLR0917 — an option each
        state: State, /, old: str, new: str, statements: tuple[str, ...], sources: tuple[str, ...],
        text: str | None, **writing: bool,
    ) -> None:  # fmt: skip
        from opendebate.recoding import folder_recoding

        if not (statements or sources):
            raise click.UsageError("Say where: with --statement or --source.")

        def change(folder: Path) -> Recoding:
            return folder_recoding.split_entity(folder, kind, old, new, statements, sources, text)

        _run(state, kind, change, **writing)

    split.help = (
        f"Put another {singular} in the place of {article} {singular}, in some statements.\n\n"
        f"A new {singular} needs a {words}; it gets what else the first one's record says of it, "
        "but not its relations."
        f"\n\n\b\nExample:\n  opendebate -d my-debate {kind} split OLD --into NEW --source a-speech"
    )
    return split


def _split_topic() -> click.Command:
    @click.command("split", short_help="Give some claims another topic.")
    @click.argument("old", metavar="TOPIC", help="Its id.")
    @click.option("--into", "new", required=True, metavar="ID", help="The other topic.")
    @click.option("--claim", "claims", multiple=True, required=True, metavar="ID",
                  help="A claim that gets the other topic.")  # fmt: skip
    @click.option("--text", metavar="TEXT", help="The name of the other topic, where it is new.")
    @_writing_options
    @click.pass_obj
    def split(
        state: State, /, old: str, new: str, claims: tuple[str, ...], text: str | None,
        **writing: bool,
    ) -> None:  # fmt: skip
        from opendebate.recoding import folder_recoding

        def change(folder: Path) -> Recoding:
            return folder_recoding.split_entity(
                folder, "topics", old, new, text=text, claims=claims
            )

        _run(state, "topics", change, **writing)

    split.help = (
        "Put another topic in the place of a topic, in some claims.\n\nA new topic needs a name; "
        "it is put below the same broader topic as the first one."
        "\n\n\b\nExample:\n  opendebate -d my-debate topics split OLD --into NEW --claim maps-help"
    )
    return split


def _recode(kind: str) -> click.Command:
    @click.command("recode", short_help="Merge and rename as a table says.")
    @click.argument("file", type=click.Path(path_type=Path), help="CSV, a workbook or Parquet.")
    @_writing_options
    @click.pass_obj
    def recode(state: State, /, file: Path, **writing: bool) -> None:
        from opendebate.recoding import folder_recoding

        _run(state, kind, lambda folder: folder_recoding.recode_by_table(folder, kind, file),
             **writing)  # fmt: skip

    places = (
        " A row with a claim in a column of that name changes only that claim."
        if kind == "topics" else
        " A row with a statement (SLUG/ID) or a source in columns of that name changes only that."
    )  # fmt: skip
    recode.help = (
        "Put ids in the place of others, all at once, as a table says.\n\n"
        f"It has the columns from and to. A new id renames, that of another entity merges.{places} "
        f"{_ALL_FILES}"
        f"\n\n\b\nExample:\n  opendebate -d my-debate {kind} recode recoding.csv --dry-run"
    )
    return recode


def _run(
    state: State,
    kind: str,
    change: Callable[[Path], Recoding],
    **writing: bool,
) -> None:
    """Show what would change, ask whether to write it, and write it."""
    yes, dry_run, diff = writing["yes"], writing["dry_run"], writing["diff"]
    if yes and dry_run:
        raise click.UsageError("Choose one of --yes and --dry-run.")
    recoding = change(state.writable_folder(f"{kind} …"))
    if diff:
        for line in recoding.preview().splitlines():
            say(line, fg=_COLOURS.get(line[:1]))
    for name, gone, new in recoding.summary():
        say(f"{name}: {counted(gone, 'line')} less, {counted(new, 'line')} more", err=diff)
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


claims_command = _group("claims", "claim")
actors_command = _group("actors", "actor")
topics_command = _group("topics", "topic")
COMMANDS = {"claims": claims_command, "actors": actors_command, "topics": topics_command}
