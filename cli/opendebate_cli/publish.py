"""``opendebate publish``: the debate's graphs into a store that others ask."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from opendebate_cli.main import State
from opendebate_cli.output import emit_json, say
from opendebate_cli.terminal_tables import table

if TYPE_CHECKING:
    from opendebate.publish.plan import Change, Report

KINDS = ("auto", "graph-store", "update")
_STATES = {"equal": "as it is", "open": "to be replaced", "done": "replaced"}


@click.command("publish")
@click.argument("url", help="Of a Graph Store, or of an endpoint for SPARQL Update.")
@click.option("--query", metavar="URL",
              help="A query endpoint of the same data; it finds graphs to remove.")  # fmt: skip
@click.option("--protocol", "kind", type=click.Choice(KINDS), default="auto", show_default=True,
              help="What the address is.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="Tell it in JSON.")
@click.pass_obj
def publish_command(  # noqa: PLR0913, PLR0917 — click hands over each option
    state: State, url: str, query: str | None, kind: str, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Make a store hold exactly this debate's named graphs; all other graphs there stay.

    It says first what would change. On a terminal it then asks; elsewhere it does nothing without
    --yes. User, password or token are read from OPENDEBATE_USER, OPENDEBATE_PASSWORD and
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
    asked = _Asked(debate.iris.base, yes=yes, dry_run=dry_run, quiet=as_json)
    from opendebate.publish.publishing import publish
    from opendebate.publish.stores import open_target

    target = open_target(url, query, kind)
    report = publish(debate.engine, target, confirm=asked.agree, on_change=asked.tell)
    if as_json:
        emit_json(report.to_dict())
    if not asked.said:
        asked.show(report)
        say("Nothing to do: the store holds the debate as it is.", err=True)
    elif report.is_open:
        say("Nothing was changed. --yes does it.", err=True)


class _Asked:
    """Says what would change, and asks whether it may."""

    def __init__(self, base: str, *, yes: bool, dry_run: bool, quiet: bool) -> None:
        self.base, self.said = base, False
        self.yes, self.dry_run, self.quiet = yes, dry_run, quiet

    def agree(self, report: Report) -> bool:
        self.said = True
        self.show(report)
        if self.yes or self.dry_run or not sys.stdin.isatty():
            return self.yes
        return click.confirm("Replace these graphs?", err=True)

    def show(self, report: Report) -> None:
        if not self.quiet:
            table(
                [{**one.to_dict(), "state": _STATES.get(one.state, one.state),
                  "short": one.graph.removeprefix(self.base)} for one in report.changes],
                {"short": "graph", "added": "+", "removed": "-", "same": "=", "state": ""},
            )  # fmt: skip
        if not report.complete:
            say("Graphs that the debate no longer has are not looked for: name a query "
                       "endpoint with --query.", err=True)  # fmt: skip

    def tell(self, one: Change) -> None:
        if one.state == "done":
            say(f"Replaced: {one.graph}" if one.added or one.unchanged else
                       f"Removed: {one.graph}", err=True)  # fmt: skip
