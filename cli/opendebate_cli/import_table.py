"""Options of ``opendebate import table``: what columns and values mean, shown before it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opendebate.counting import counted
from opendebate.errors import UsageError
from opendebate.exchange.formats import formats
from opendebate_cli.output import is_terminal, say

if TYPE_CHECKING:
    from opendebate.exchange.spreadsheet.columns import ColumnMap
    from opendebate.exchange.spreadsheet.plan import Plan
    from opendebate.exchange.spreadsheet.sheet import Sheet

F = TypeVar("F", bound=Callable[..., Any])
_SPELLINGS = {"columns": "map", "values": "value", "attributes": "attribute",
              "date_order": "date-order"}  # fmt: skip
_OPTIONS = (
    click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN",
                 help="Of table: which column holds what, where its name does not show it; FIELD= "
                 "leaves a field out."),
    click.option("--attribute", "attributes", multiple=True, metavar="OF:COLUMN",
                 help="Of table: keep a further column as an attribute of the actor, claim, "
                 "document or statement."),
    click.option("--value", "values", multiple=True, metavar="MEANING=VALUE",
                 help="Of table: what a value of agreement means: agree, disagree, a stance, or "
                 "skip."),
    click.option("--date-order", type=click.Choice(["dmy", "mdy"]),
                 help="Of table: whether 3/4/2024 begins with the day or the month."),
    click.option("--coder", help="Of dna, table and coded texts: read only what this coder coded. "
                 "Without it, a document that several coders coded is in codings/."),
    click.option("--sheet", help="Of table: the sheet of a workbook."),
    click.option("--again", type=click.Path(path_type=Path), metavar="FILE",
                 help="Of table: read it as an earlier import did, by its import.yaml."),
    click.option("--yes", is_flag=True, help="Of table: do not ask whether the columns are right."),
)  # fmt: skip


def table_options(command: F) -> F:
    """Add the options of tables to a command, which gets them as ``table``."""
    from functools import wraps

    names = ("columns", "attributes", "values", "date_order", "coder", "sheet", "again", "yes")

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        return command(*args, table={name: kwargs.pop(name) for name in names}, **kwargs)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run  # type: ignore[return-value] # wraps keeps the signature


def reader_options(form: str, table: Mapping[str, Any], file: Path) -> dict[str, object]:
    """Return the options of a format's reader; refuse those that it does not have.

    Raises
    ------
    UsageError
        If an option is of no use, or does not say what it must.
    """
    if form == "table":
        plan = _plan(table)
        asking = _Agreement(file, plan.attributes, yes=table["yes"])
        return {"plan": plan, "agree": asking.agree}
    given = {name: value for name, value in table.items() if value}
    coder = given.pop("coder", None) if formats()[form].has_coders else None
    if given:
        first = next(iter(given))
        option = _SPELLINGS.get(first, first)
        of = "databases of DNA, tables and coded texts" if first == "coder" else "tables"
        raise UsageError(f"--{option} is for {of}.", advice="Leave it out.")
    return {"coder": coder} if coder else {}


def _plan(table: Mapping[str, Any]) -> Plan:
    from opendebate.exchange.spreadsheet.columns import known_field
    from opendebate.exchange.spreadsheet.plan import Plan, load_plan

    columns = {}
    for field, column in _pairs("map", table["columns"], "FIELD=COLUMN, such as concept=Code"):
        name = known_field(field)
        if name in columns:
            raise UsageError(f"--map names {name} twice.", advice="Name it once.")
        columns[name] = column
    pairs = _pairs("value", table["values"], "MEANING=VALUE, such as agree=Zustimmung")
    values = {value: meaning for meaning, value in pairs}
    plan = Plan(columns, values, table["date_order"] or "", table["coder"] or "",
                table["sheet"] or "", table["attributes"])  # fmt: skip
    return plan.over(load_plan(table["again"])) if table["again"] else plan


def _pairs(option: str, given: tuple[str, ...], form: str) -> list[tuple[str, str]]:
    pairs = []
    for text in given:
        first, equals, second = text.partition("=")
        if not (equals and first.strip()):
            raise UsageError(f"--{option} {text} does not say what it means.",
                             advice=f"Write --{option} {form}.")  # fmt: skip
        pairs.append((first.strip(), second.strip()))
    return pairs


class _Agreement:
    """Shows what the columns hold, and asks on a terminal whether that is right."""

    def __init__(self, file: Path, attributes: Sequence[str], *, yes: bool) -> None:
        self.file, self.yes = file, yes
        self.attributes = {column.strip(): of for of, _, column in
                           (text.partition(":") for text in attributes)}  # fmt: skip

    def agree(self, columns: ColumnMap, sheet: Sheet) -> None:
        """Show the columns; raise where the user says that they are wrong."""
        if columns.missing:
            return  # the error that follows lists them
        of = f" ({columns.title})" if columns.title else ""
        say(f"Columns of {self.file}{of}, {counted(len(sheet.numbers), 'row')}:", err=True)
        for field, column in columns.columns.items():
            say(f"  {field:<13} {column}", err=True)
        for column, of in self.attributes.items():
            say(f"  attribute     {column} (of {of.strip()}s)", err=True)
        read = {name.casefold() for name in (*columns.columns.values(), *self.attributes)}
        unread = [name for name in sheet.columns if name.casefold() not in read]
        if unread:
            say(f"  not read      {', '.join(unread)}", err=True)
        if self.yes or not is_terminal():
            return
        if not click.confirm("Import it like this?", default=True, err=True):
            raise UsageError("Nothing was written.",
                             advice="Say what the columns hold: --map FIELD=COLUMN.")  # fmt: skip
