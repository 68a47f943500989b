"""``opendebate publish``: copy the debate's graphs into a store that others query."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from opendebate_cli.output import emit_json, say
from opendebate_cli.state import State
from opendebate_cli.terminal_tables import table

if TYPE_CHECKING:
    from opendebate.publish.plan import Change, PublishReport

KINDS = ("auto", "graph-store", "update")
_STATES = {"equal": "unchanged", "open": "to be replaced", "done": "replaced"}


@click.command("publish")
@click.argument("url", help="Of a Graph Store, or of an endpoint for SPARQL Update.")
@click.option("--query", metavar="URL",
              help="A query endpoint of the same data; it finds graphs to remove.")  # fmt: skip
@click.option("--protocol", "kind", type=click.Choice(KINDS), default="auto", show_default=True,
              help="The protocol of the address.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def publish_command(  # noqa: PLR0913, PLR0917 — click hands over each option
    state: State, url: str, query: str | None, kind: str, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Copy exactly this debate's named graphs into a store; all other graphs there stay.

    It first shows what would change. On a terminal it then asks; elsewhere it changes nothing
    without --yes. User, password or token are read from OPENDEBATE_USER, OPENDEBATE_PASSWORD and
    OPENDEBATE_TOKEN.

    \b
    Examples:
      opendebate publish http://localhost:7878/store --query http://localhost:7878/query
      opendebate -d my-debate publish https://host/sparql --protocol update --yes
    """
    if yes and dry_run:
        raise click.UsageError("Choose one of --yes and --dry-run.")
    debate = state.load()
    if debate.iris.base.startswith("https://example.org/"):
        say(
            f"The debate's address is still {debate.iris.base}, which belongs to nobody: "
            "set 'iri' in debate.yaml before others link to it.",
            err=True,
        )
    confirmation = _Confirmation(debate.iris.base, yes=yes, dry_run=dry_run, quiet=as_json)
    from opendebate.publish.publishing import publish
    from opendebate.publish.stores import open_target

    target = open_target(url, query, kind)
    report = publish(
        debate.engine, target, confirm=confirmation.agree, on_change=confirmation.show_change
    )
    if as_json:
        emit_json(report.to_dict())
    if not confirmation.was_shown:
        confirmation.show(report)
        say("Nothing to do: the store already has the debate's graphs.", err=True)
    elif report.is_open:
        say("Nothing was changed. --yes does it.", err=True)


class _Confirmation:
    """Shows what would change, and asks whether to do it."""

    def __init__(self, base: str, *, yes: bool, dry_run: bool, quiet: bool) -> None:
        self.base, self.was_shown = base, False
        self.yes, self.dry_run, self.quiet = yes, dry_run, quiet

    def agree(self, report: PublishReport) -> bool:
        self.was_shown = True
        self.show(report)
        if self.yes or self.dry_run or not sys.stdin.isatty():
            return self.yes
        return click.confirm("Replace these graphs?", err=True)

    def show(self, report: PublishReport) -> None:
        if not self.quiet:
            table(
                [{**change.to_dict(), "state": _STATES.get(change.state, change.state),
                  "short": change.graph.removeprefix(self.base)} for change in report.changes],
                {"short": "graph", "added": "+", "removed": "-", "same": "=", "state": ""},
            )  # fmt: skip
        if not report.complete:
            say("Graphs that the debate no longer has cannot be found: name a query "
                       "endpoint with --query.", err=True)  # fmt: skip

    def show_change(self, change: Change) -> None:
        if change.state == "done":
            say(f"Replaced: {change.graph}" if change.added or change.unchanged else
                       f"Removed: {change.graph}", err=True)  # fmt: skip
