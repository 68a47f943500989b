"""``opendebate query``: named questions with their own options, and any SPARQL."""

from __future__ import annotations

import re
import signal
import textwrap
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from opendebate.errors import InputError
from opendebate_cli.debate_options import add_debate_options
from opendebate_cli.main import State
from opendebate_cli.output import emit, emit_json, output_options, say, width, write

MAX_BYTES = 1_000_000
_PLACE = ("sourceTitle", "paragraph", "from", "to")


class Questions(click.Group):
    """Named questions as commands; anything else is a file, ``-`` or SPARQL text."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the questions."""
        from opendebate.ask.questions import names

        return list(names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command of a question, a file or a text."""
        from opendebate.ask.questions import names, question

        if cmd_name in names():
            return add_debate_options(_named(question(cmd_name)), "query")
        if _is_query(cmd_name):
            return add_debate_options(_sparql(cmd_name), "query")
        question(cmd_name)  # says what it might have meant
        return None


def _is_query(text: str) -> bool:
    return text == "-" or bool(re.search(r"[\s{]", text)) or "." in text or _is_file(text)


def _is_file(text: str) -> bool:
    """Return whether a file has such a name; a query is often too long to be one."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _named(question: Any) -> click.Command:
    @output_options
    @click.pass_obj
    def run(state: State, /, form: str, **given: Any) -> None:
        fixed = {name for name, value in given.items() if value is not None}
        answer(state.load().query(question.name, **given), form, fixed)
        if question.note:
            say(textwrap.fill(question.note, width()), err=True)

    options = [
        click.Option(
            [f"--{one.name}"],
            type=click.Choice(one.choices) if one.choices else str,
            metavar=None if one.choices else one.kind.upper(),
            help=f"{one.help}{f' [default: {one.default}]' if one.default else ''}",
        )
        for one in question.parameters
    ]
    params = [*options, *getattr(run, "__click_params__", [])[::-1]]
    text = f"{question.title}\n\n{question.description}"
    return click.Command(
        question.name, callback=run, params=params, help=text, short_help=question.title
    )


def _sparql(text: str) -> click.Command:
    @click.command(text)
    @output_options
    @click.pass_obj
    def run(state: State, form: str) -> None:
        from opendebate.ask.query import doubtful_terms, near_values

        debate, sparql = state.load(), _read(text)
        with interruptible():
            found = debate.query(sparql)
            doubts = doubtful_terms(debate.engine, sparql)
            if not found:  # no row, no triple, or no
                doubts += near_values(debate.engine, sparql)
        for doubt in doubts:
            say(f"Warning: {doubt}", err=True)
        answer(found, form)

    return run


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the program at once while the engine works, which listens to no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _read(text: str) -> str:
    """Return the query: from stdin, from a file, or as it was typed."""
    from opendebate.coding.text_input import decoded, read_bytes, source_name

    if text != "-" and re.search(r"[\s{]", text) and not _is_file(text):
        return text
    if text != "-" and not Path(text).exists():
        advice = "Give the name of a question, a file, - for stdin, or SPARQL text."
        raise InputError("There is no such file.", where=text, advice=advice)
    advice = "Give a SPARQL query as plain text."
    return decoded(read_bytes(text, MAX_BYTES, advice=advice), source_name(text), advice=advice)


def answer(found: Any, form: str, fixed: Collection[str] = ()) -> None:
    """Write an answer of any kind; a no is exit code 1.

    Columns that were `fixed` by an option are the same in every row, so a table leaves them out.
    """
    from opendebate.engines.rows import Rows

    if isinstance(found, bool):
        if form == "csv":
            raise click.UsageError("Yes or no is no table. Leave --csv out, or use --json.")
        emit_json(found) if form == "json" else say("yes" if found else "no")
        if not found:
            click.get_current_context().exit(1)
    elif isinstance(found, Rows):
        rows = [_dated(located(row)) for row in found] if form == "table" else found
        emit(rows, form, columns=found.columns, show=_shown(rows, headings(found.columns), fixed))
    elif form == "csv":
        raise click.UsageError("A graph is no table. Leave --csv out for Turtle, or use --json.")
    else:
        text = found.serialize(format="json-ld" if form == "json" else "turtle")
        write(text.rstrip() + "\n")


def located(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the columns that make up a place joined in one, as one would say it.

    Examples
    --------
    >>> located({"sourceTitle": "A walk", "paragraph": 3, "from": "We went", "to": "the sea"})
    {'where': '“A walk”, ¶3 “We went … the sea”'}
    """
    from opendebate.ask.quoting import quote_ends
    from opendebate.ask.render_trace import UNKNOWN_PASSAGE

    if "sourceTitle" not in row or "paragraph" not in row:
        return dict(row)
    rest = {name: value for name, value in row.items() if name not in (*_PLACE, "source")}
    title, paragraph, first, last = (row.get(name) for name in _PLACE)
    at = f", ¶{paragraph}" if paragraph else ""
    ends = f" {quote_ends(first, last or first)}" if first else ""
    unknown = f", {UNKNOWN_PASSAGE}" if "from" in row and not first else ""
    return {**rest, "where": f"“{title}”{at}{ends}{unknown}" if title else None}


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its two dates joined in one, where the first of them stands."""
    from opendebate.ask.render_trace import format_dates

    if not {"earliest", "latest"} <= row.keys():
        return dict(row)
    when = format_dates(row["earliest"], row["latest"]) or None
    told = {"when" if name == "earliest" else name: value for name, value in row.items()}
    return {name: when if name == "when" else value for name, value in told.items()
            if name != "latest"}  # fmt: skip


def _shown(
    rows: Sequence[Mapping[str, Any]], named: dict[str, str], fixed: Collection[str]
) -> dict[str, str]:
    """Return the columns a table has: those that say something, with their headings."""
    named = {**named, "when": "when", "where": "where"}
    told = [
        name for name in (rows[0] if rows else ()) if any(row[name] is not None for row in rows)
    ]
    keep = {name: named[name] for name in told if name in named}
    return {name: heading for name, heading in keep.items() if heading not in fixed} or keep


def headings(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the columns of a table and their headings: names rather than IRIs.

    Examples
    --------
    >>> headings(("claim", "claimText", "side"))
    {'claimText': 'claim', 'side': 'side'}
    """
    shown = {}
    for name in columns:
        if any(re.match(rf"{name}[A-Z]", other) for other in columns):
            continue
        words = re.sub(r"(Name|Text|Title)$", "", name)
        shown[name] = re.sub(r"([A-Z])", lambda m: f" {m[1].lower()}", words)
    return shown


@click.command("query", cls=Questions)
def query_command() -> None:
    """Ask a named question, or any SPARQL: as text, from a file, or from stdin with -.

    \b
    Examples:
      opendebate query who-affirms --claim open-agi
      opendebate query "SELECT * { ?claim od:side od:For ; od:text ?text }"
      opendebate query my-question.rq --csv
    """
