"""``opendebate query``: named questions with their own options, and any SPARQL."""

from __future__ import annotations

import re
import signal
import textwrap
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendebate.errors import InputError, UsageError
from opendebate.printed_commands import printed_command
from opendebate_cli.debate_options import add_debate_options
from opendebate_cli.option_order import AnyOrderGroup
from opendebate_cli.output import emit, emit_json, output_options, say, width, write
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.debate import Debate

MAX_BYTES = 1_000_000
_PLACE = ("sourceTitle", "paragraph", "from", "to")


_where_option = click.option(
    "--where",
    multiple=True,
    metavar="NAME=VALUE",
    help="Only rows with an entity that has this value of an attribute that debate.yaml declares.",
)


_timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="End the query after this time; 0 sets no limit, or 60 s for an endpoint.",
)


class QuestionGroup(AnyOrderGroup):
    """Named questions as commands; anything else is a file, ``-`` or SPARQL text."""

    flags = frozenset({"--json", "--csv", "--table"})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the questions."""
        from opendebate.ask.questions import names

        return list(names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command of a question, a file or a text."""
        from opendebate.ask.questions import names, question

        if cmd_name in names():
            return add_debate_options(_question_command(question(cmd_name)), "query")
        if _is_query(cmd_name):
            return add_debate_options(_sparql_command(cmd_name), "query")
        if not cmd_name:
            raise UsageError("The query is empty.", advice="Name a question, a file or SPARQL.")
        question(cmd_name)  # raises an error with similar names
        return None


def _is_query(text: str) -> bool:
    return text == "-" or bool(re.search(r"[\s{]", text)) or "." in text or _is_file(text)


def _is_file(text: str) -> bool:
    """Return whether a file has such a name; a query is often too long to be one."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _question_command(question: Any) -> click.Command:
    @_where_option
    @_timeout_option
    @output_options
    @click.pass_obj
    def run(
        state: State, /, form: str, where: tuple[str, ...], timeout: float, **values: Any
    ) -> None:
        _refuse_words(question)
        fixed = {name for name, value in values.items() if value is not None}
        debate = state.load()
        with interruptible():
            result = debate.query(question.name, timeout=timeout or None, **values)
        answer(_chosen(debate, result, where), form, fixed)
        if question.note:
            say(textwrap.fill(question.note, width()), err=True)

    options = [
        click.Option(
            [f"--{parameter.name}"],
            type=click.Choice(parameter.choices) if parameter.choices else str,
            metavar=None if parameter.choices else parameter.kind.upper(),
            help=parameter.help + f" [default: {parameter.default}]" * bool(parameter.default),
        )
        for parameter in question.parameters
    ]
    params = [*options, *getattr(run, "__click_params__", [])[::-1]]
    text = f"{question.title}\n\n{question.description}"
    return click.Command(
        question.name, callback=run, params=params, help=text, short_help=question.title,
        context_settings={"allow_extra_args": True},  # refused below, with the option to write
    )  # fmt: skip


def _refuse_words(question: Any) -> None:
    """Raise `UsageError` for a word that stands behind a question without an option."""
    words = click.get_current_context().args
    if not words:
        return
    names = [f"--{parameter.name}" for parameter in question.parameters]
    advice = (
        f"Write it behind one of its options: {', '.join(names)}." if names else "Leave it out."
    )
    if len(names) == 1:
        advice = f"Write: {printed_command('query', question.name, names[0], words[0])}"
    raise UsageError(f"{question.name} takes options, not '{words[0]}' alone.", advice=advice)


def _sparql_command(text: str) -> click.Command:
    @click.command(text)
    @_where_option
    @_timeout_option
    @output_options
    @click.pass_obj
    def run(state: State, form: str, where: tuple[str, ...], timeout: float) -> None:
        import warnings

        from opendebate.errors import QueryWarning

        debate, sparql = state.load(), _read(text)
        with interruptible(), warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", QueryWarning)
            result = debate.query(sparql, timeout=timeout or None)
        for warning in caught:
            say(f"Warning: {warning.message}", err=True)
        answer(_chosen(debate, result, where), form)

    return run


def _chosen(debate: Debate, result: Any, where: tuple[str, ...]) -> Any:
    """Return the rows of an answer in which an entity has the chosen values of attributes."""
    if not where:
        return result
    from opendebate.ask.attribute_filter import rows_with
    from opendebate.engines.rows import Rows

    if not isinstance(result, Rows):
        raise UsageError("--where has no effect: the answer is no table.", advice="Leave it out.")
    return rows_with(debate.engine, result, where)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the program at once while the engine works, which ignores signals."""
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


def answer(result: Any, form: str, fixed: Collection[str] = ()) -> None:
    """Write an answer of any kind; a no is exit code 1.

    Columns that were `fixed` by an option are the same in every row, so a table leaves them out.
    """
    from opendebate.engines.rows import Rows

    if isinstance(result, bool):
        if form == "csv":
            raise click.UsageError(
                "The answer is yes or no, not a table. Leave --csv out, or use --json."
            )
        emit_json(result) if form == "json" else say("yes" if result else "no")
        if not result:
            click.get_current_context().exit(1)
    elif isinstance(result, Rows):
        rows: Sequence[Mapping[str, Any]] = (
            [_dated(located(row)) for row in result] if form == "table" else result
        )
        show = _table_columns(rows, headings(result.columns), fixed)
        if form == "table":
            rows = distinct_rows(rows, [*show])
        emit(rows, form, columns=result.columns, show=show)
    elif form == "csv":
        raise click.UsageError(
            "The answer is a graph, not a table. Leave --csv out for Turtle, or use --json."
        )
    else:
        text = result.serialize(format="json-ld" if form == "json" else "turtle")
        write(text.rstrip() + "\n")


def distinct_rows(
    rows: Sequence[Mapping[str, Any]], shown: Sequence[str]
) -> list[Mapping[str, Any]]:
    """Return the rows that differ in what a table shows, and say how many it leaves out.

    Rows of which it shows all columns stay as they are.
    """
    if not rows or len(shown) == len(rows[0]):
        return [*rows]
    distinct: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for row in rows:
        distinct.setdefault(tuple(str(row.get(name)) for name in shown), row)
    if alike := len(rows) - len(distinct):
        from opendebate.counting import counted

        look = "looks like another and is" if alike == 1 else "look like others and are"
        say(f"{counted(alike, 'row')} {look} left out: --csv gives all rows and columns.", err=True)
    return [*distinct.values()]


def located(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the columns of a passage joined in one, in words.

    Examples
    --------
    >>> located({"sourceTitle": "A walk", "paragraph": 3, "from": "We went", "to": "the sea"})
    {'where': '“A walk”, ¶3 “We went … the sea”'}
    """
    from opendebate.ask.quoting import quote_ends
    from opendebate.ask.render_trace import UNKNOWN_PASSAGE

    if "sourceTitle" not in row or "paragraph" not in row:
        return dict(row)
    columns = {name: value for name, value in row.items() if name not in (*_PLACE, "source")}
    title, paragraph, first, last = (row.get(name) for name in _PLACE)
    at = f", ¶{paragraph}" if paragraph else ""
    ends = f" {quote_ends(first, last or first)}" if first else ""
    unknown = f", {UNKNOWN_PASSAGE}" if "from" in row and not first else ""
    return {**columns, "where": f"“{title}”{at}{ends}{unknown}" if title else None}


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its two dates joined in the place of the first."""
    from opendebate.ask.render_trace import format_dates

    if not {"earliest", "latest"} <= row.keys():
        return dict(row)
    when = format_dates(row["earliest"], row["latest"]) or None
    columns = {"when" if name == "earliest" else name: value for name, value in row.items()}
    return {name: when if name == "when" else value for name, value in columns.items()
            if name != "latest"}  # fmt: skip


def _table_columns(
    rows: Sequence[Mapping[str, Any]], all_headings: dict[str, str], fixed: Collection[str]
) -> dict[str, str]:
    """Return the columns of a table that are not empty, with their headings."""
    all_headings = {**all_headings, "when": "when", "where": "where"}
    filled = [
        name for name in (rows[0] if rows else ()) if any(row[name] is not None for row in rows)
    ]
    chosen = {name: all_headings[name] for name in filled if name in all_headings}
    return {name: heading for name, heading in chosen.items() if heading not in fixed} or chosen


def headings(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the columns of a table and their headings: names rather than IRIs.

    Examples
    --------
    >>> headings(("claim", "claimText", "side"))
    {'claimText': 'claim', 'side': 'side'}
    >>> headings(("percentAffirm",))
    {'percentAffirm': '% affirm'}
    """
    labels = {}
    for name in columns:
        if any(re.match(rf"{name}[A-Z]", other) for other in columns):
            continue
        words = re.sub(r"^percent(?=[A-Z])", "%", re.sub(r"(Name|Text|Title)$", "", name))
        labels[name] = re.sub(r"([A-Z])", lambda m: f" {m[1].lower()}", words)
    return labels


@click.command("query", cls=QuestionGroup, subcommand_metavar="QUESTION|FILE|SPARQL [OPTIONS]")
def query_command() -> None:
    """Ask a named question, or any SPARQL: as text, from a file, or from stdin with -.

    \b
    Examples:
      opendebate query who-affirms --claim open-agi
      opendebate query "SELECT * { ?claim od:side od:For ; od:text ?text }"
      opendebate query my-question.rq --csv
    """
