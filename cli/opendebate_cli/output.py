"""Output of all commands: as a table, as JSON or as CSV."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opendebate.cells import csv_text

if TYPE_CHECKING:
    from opendebate.debate.exporting import Export

F = TypeVar("F", bound=Callable[..., Any])
_HIDDEN = dict.fromkeys(
    {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {10}, "�"
)


def output_options(command: F) -> F:
    """Give a command ``--json``, ``--csv`` and ``--table``, passed on as `form`."""

    @functools.wraps(command)
    def run(*args: Any, as_json: bool, as_csv: bool, as_table: bool, **kwargs: Any) -> Any:
        if as_json + as_csv + as_table > 1:
            raise click.UsageError("Choose one of --json, --csv and --table.")
        form = "json" if as_json else "csv" if as_csv else "table"
        return command(*args, form=form, **kwargs)

    options = (
        click.option("--json", "as_json", is_flag=True, help="Answer in JSON."),
        click.option("--csv", "as_csv", is_flag=True, help="Answer in CSV."),
        click.option("--table", "as_table", is_flag=True, help="Answer as a table (the default)."),
    )
    for option in reversed(options):
        run = option(run)
    return run  # type: ignore[return-value]


def say(text: str, *, err: bool = False, nl: bool = True, **style: Any) -> None:
    """Write a message or a line of an answer, without characters that move a terminal's cursor.

    Parameters
    ----------
    text : str
    err : bool
        Whether it goes to stderr.
    nl : bool
        Whether the line ends.
    **style
        As for :func:`click.style`.
    """
    click.secho(printable(text), err=err, nl=nl, color=colour(), **style)


def colour() -> bool | None:
    """Return False where no colours are wanted; None where the terminal decides."""
    unwanted = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return False if unwanted else None


def write(content: str | bytes) -> None:
    """Write data to stdout unchanged: a file's content, or a text that is already styled."""
    click.echo(content, nl=False)


def write_export(export: Export, output: Path, *, force: bool = False) -> None:
    """Write what was exported to a file, a folder, or for ``-`` to stdout, and say where.

    A file that has other content is only replaced with `force`.
    """
    if str(output) == "-":
        write(export.content)
        return
    export.check_replaceable(output, force=force)
    export.save(output)
    names = f"/{{{', '.join(export.files)}}}" if export.is_folder else ""
    say(f"Written: {output}{names}", err=True)


def emit(
    rows: Sequence[Mapping[str, Any]],
    form: str,
    *,
    columns: Sequence[str] = (),
    show: Mapping[str, str] | None = None,
    empty_message: str = "Nothing found.",
) -> None:
    """Write rows to stdout.

    Parameters
    ----------
    rows : sequence of mapping
    form : str
        ``"json"``, ``"csv"`` or ``"table"``.
    columns : sequence of str, optional
        All columns, for CSV of no rows; those of the first row otherwise.
    show : mapping of str to str, optional
        Columns of the table → their headings; all otherwise.
    empty_message : str
        Message on stderr where a table would be empty.
    """
    columns = columns or list(rows[0] if rows else ())
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(csv_text(rows, columns), nl=False)
    elif not rows:
        say(empty_message, err=True)
    else:
        from opendebate_cli.terminal_tables import table

        table(rows, show or {name: name for name in columns})


def emit_json(value: Any) -> None:
    """Write one value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def printable(text: str) -> str:
    """Return a text without characters that move the cursor of a terminal or reverse its lines."""
    return text if text.isprintable() and text.isascii() else text.translate(_HIDDEN)


def width() -> int:
    """Return the columns of the page: the terminal's, or 80."""
    return max(40, min(_terminal_columns() or 80, 140))


def _terminal_columns() -> int:
    """Return what shutil's function does, whose module imports five others; 0 if nothing says."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError):
        return 0


def show_notes(notes: Iterable[str]) -> None:
    """Write on stderr what one should know of a network before using its numbers."""
    for note in notes:
        say(note, err=True)


def is_terminal() -> bool:
    """Return whether somebody can answer a question."""
    return sys.stdin.isatty()
